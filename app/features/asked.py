"""What a lower feature asks of those above it, and may not know by itself."""

from collections.abc import Mapping

from flask import url_for

from app.accounts.policy import Permission
from app.appointments.operations import CallBack, silence_reminders
from app.appointments.queries import standing as appointments_standing
from app.appointments.rules.notices import SUBJECT as AN_APPOINTMENT
from app.cases.above import CaseDanger
from app.cases.operations import bring_apart, bring_death
from app.cases.queries import deputised, unattended
from app.cases.queries import hidden_people as people_of_cases
from app.cases.queries import merge_bar as cases_merge_bar
from app.catalogue.queries import STANDING as SENT_CARDS
from app.catalogue.rules import PathEnd
from app.desk import routes as desk_routes
from app.desk.operations.messages import tell_of_newcomer
from app.desk.queries import origin_of as of_visit
from app.desk.routes.messages import call_back as desk_call_back
from app.emergencies.queries import under_measure
from app.intake.queries import judged_at_risk
from app.intake.queries import origin_of as of_referral
from app.intake.routes.ends import EndOfWay, EndPage, by_signpost
from app.kernel.exits import ExitHeard
from app.notifications.queries import Standing
from app.open_door.routes.coming import OriginOf
from app.people.above import (
    ApartHeard,
    DeathHeard,
    MergeBar,
    NewcomerHeard,
    PersonShield,
    PersonSource,
)
from app.releases.operations import tell_of_passage, write_down
from app.releases.queries import cover_about
from app.tasks.above import TaskStandIn
from app.transfers.above import CoverAbout, CoverTold
from app.waiting import routes as waiting_routes
from app.web.acts import Acts

# Acts of an appointment that move more than the appointment: the desk owns the arrival.
APPOINTMENT_ACTS: Acts = desk_routes.arrivals.APPOINTMENT_ACTS
# How an intervention comes into a list: the list knows what an application needs.
LINE_ACTS: Acts = waiting_routes.acting.LINE_ACTS
# Who must be called back because her day fell away: the desk keeps the list of those.
CALLED_BACK: CallBack = desk_call_back


def _to_activity(end: EndOfWay) -> str:
    return url_for("open_door.overview", referral=end.referral_id, path=end.path)


def _to_onward(end: EndOfWay) -> str:
    return url_for("open_door.new_onward", referral=end.referral_id, path=end.path)


# Where a way of the catalogue ends that needs no case: the page to which each end leads.
PATH_ENDS: tuple[EndPage, ...] = (
    EndPage(PathEnd.ACTIVITY, "Conta il contatto con l'attività", _to_activity),
    EndPage(PathEnd.ONWARD_REFERRAL, "Invia a chi può aiutare", _to_onward),
    EndPage(PathEnd.LISTENING, "Orienta o chiudi l'ascolto", by_signpost, closes=True),
)
# What people ask of those above them: from whom somebody is hidden, who hears of a newcomer.
PERSON_SHIELDS: tuple[PersonShield, ...] = (people_of_cases,)
NEWCOMER_HEARD: tuple[NewcomerHeard, ...] = (tell_of_newcomer,)
# Who does something the same hour when somebody is written as dead.
DEATH_HEARD: tuple[DeathHeard, ...] = (silence_reminders, bring_death)
# Who leaves something to do to who follows two people that are written as not to meet.
APART_HEARD: tuple[ApartHeard, ...] = (bring_apart,)
# Who writes down whatever leaves the office, in the transaction that lets it leave.
EXIT_HEARD: tuple[ExitHeard, ...] = (write_down,)
# How letters cover where somebody is kept secret, and who hears that it was written: a passage to
# another body, which stands beside them, says no more.
COVER_ABOUT: CoverAbout = cover_about
COVER_TOLD: CoverTold = tell_of_passage
# Who knows that somebody is in danger, when her case is about to pass to another body.
CASE_DANGERS: tuple[CaseDanger, ...] = (judged_at_risk, under_measure)
# In whose stead something is done while she is away: the deputy she has on a case; where there is
# none, who answers for all.
TASK_STAND_INS: tuple[TaskStandIn, ...] = (deputised, unattended)
# Where else somebody who is not in the archive is looked for.
PERSON_SOURCES: tuple[PersonSource, ...] = (
    PersonSource("Prendi dall'anagrafe", "registry.households", Permission.REGISTRY_HOUSEHOLD_TAKE),
)
# Why two people stay two, whoever would merge them.
MERGE_BARS: tuple[MergeBar, ...] = (cases_merge_bar,)
# About what a notice may still leave, by the kind of its subject.
NOTICE_STANDING: Mapping[str, Standing] = {AN_APPOINTMENT: appointments_standing, **SENT_CARDS}
# From where somebody comes to be counted or sent on: what its reader may reach, or not found.
ONWARD_ORIGINS: Mapping[str, OriginOf] = {"referral": of_referral, "visit": of_visit}
