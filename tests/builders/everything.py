"""The office of the crawls, and one of each thing that no link of theirs leads to."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.accounts.operations import add_skills, issue_link, name_substitute
from app.accounts.policy import Duty
from app.accounts.rules import SkillKind
from app.cases import operations as cases
from app.cases.models import Placement
from app.cases.rules.case import TeamAccess, Weight
from app.cases.rules.placements import RevealPurpose
from app.catalogue.rules import PathCode
from app.db import db
from app.desk.operations import safety
from app.desk.operations.screens import open_screen
from app.desk.rules.safety import IncidentKind
from app.kernel.exits import LetterKind
from app.organisations import operations as offices
from app.organisations.queries import sites
from app.organisations.rules import AccessMode, ClosedDays, OpeningKind, on_one_day
from app.people.operations import DecidedConflict, decide_conflict, decide_measure
from app.people.rules import ApartBasis, Measure
from app.rota import operations as rota
from app.rota.rules import AbsenceKind
from tests.builders.agenda import some_agenda
from tests.builders.cases import a_plan, an_open_case, engagement_of
from tests.builders.catalogue import a_remark
from tests.builders.consents import some_consents
from tests.builders.desk import a_message
from tests.builders.district import some_district
from tests.builders.emergencies import some_emergencies
from tests.builders.intake import a_referral, an_assigned
from tests.builders.interpreters import some_interpreters
from tests.builders.merging import a_merge, two_records
from tests.builders.notices import a_sent_card, some_reminders
from tests.builders.open_door import some_open_door
from tests.builders.particulars import some_particulars
from tests.builders.people import a_person, kept_apart
from tests.builders.placements import a_search, some_leaving
from tests.builders.post import a_letter
from tests.builders.practices import (
    a_complete_practice,
    a_granted_practice,
    a_practice,
    a_proposed_practice,
)
from tests.builders.referrers import some_from_outside
from tests.builders.registry import some_registry
from tests.builders.releases import a_practice_letter, some_releases
from tests.builders.requests import a_service, an_approved_request
from tests.builders.rereading import some_rereading
from tests.builders.rota import a_shift, a_swap
from tests.builders.second_level import some_second_level
from tests.builders.states import every_state
from tests.builders.tasks import some_tasks
from tests.builders.transfers import some_transfers
from tests.builders.waiting import some_waiting
from tests.builders.world import CANARIES, a_world
from tests.cast import NOW, TODAY, Cast


def everything(cast: Cast) -> str:
    """Make the world of the crawls, then what must be there for every form to be opened.

    Return the token of a link by which somebody sets her first password.
    """
    a_world(cast)
    bruno, dario, gino = cast["bruno"], cast["dario"], cast["gino"]
    for make in (a_complete_practice, a_proposed_practice, a_granted_practice):
        make(cast)
    a_practice(gino)
    a_letter(gino, a_referral(gino))
    a_message(cast["anna"], bruno)
    some_consents(bruno, CANARIES[0])
    a_plan(bruno, an_open_case(bruno, a_person(bruno, "Progetto")))
    an_assigned(cast)
    service = a_service(cast, name="Altra cooperativa")
    an_approved_request(cast, service, path=PathCode.MOTHER_CHILD)
    a_search(cast)
    by: dict[str, Any] = {"actor": dario.viewer, "now": NOW}
    open_screen(**by, name="Sala d'attesa")
    _unsafe(cast)
    later = TODAY + timedelta(days=60)
    offices.add_closure(
        **by,
        organisation_id=dario.organisation_id,
        closed=ClosedDays(
            starts_on=later, ends_on=later + timedelta(days=1), reason="Santo patrono"
        ),
    )
    spare = on_one_day(
        TODAY + timedelta(days=10),
        kind=OpeningKind.WALK_IN,
        site_id=sites(dario.viewer)[0].id,
        mode=AccessMode.FREE_ACCESS,
        hours=(510, 750),
    )
    offices.open_once(**by, opening=spare)
    rota.add_absence(
        **by,
        engagement_id=engagement_of(cast["carla"]),
        first_day=later,
        last_day=later,
        kind=AbsenceKind.LEAVE,
    )
    for who in ("bruno", "carla"):
        a_swap(cast, who, a_shift(cast, who, later + timedelta(days=2)))
        a_shift(cast, who, TODAY + timedelta(days=20))
    asked = a_shift(cast, "carla", later + timedelta(days=3))
    a_swap(cast, "carla", asked, asked_id=engagement_of(bruno))
    name_substitute(
        **by,
        substitute_id=engagement_of(cast["carla"]),
        duties=(Duty.ASSIGN,),
        first_day=later,
        last_day=later,
    )
    cases.list_on_case(
        **by,
        case_id=an_open_case(bruno),
        engagement_id=engagement_of(cast["teo"]),
        access=TeamAccess.NAMED,
    )
    every_state(cast, service)
    _other_lists(cast)
    a_remark(cast)
    case_id = an_open_case(bruno)
    cases.set_weight(actor=bruno.viewer, now=NOW, case_id=case_id, weight=Weight(2))
    placed = db.session.scalars(select(Placement.id)).first()
    assert placed is not None
    cases.ask_address(
        actor=bruno.viewer, now=NOW, placement_id=placed, purpose=RevealPurpose.HEALTH
    )
    return issue_link(
        actor=cast["elena"].viewer,
        now=NOW,
        organisation_id=cast["elena"].organisation_id,
        account_id=cast["teo"].account_id,
    )


def _other_lists(cast: Cast) -> None:
    """Leave one of each thing that a person is not followed by: lists, calls, papers."""
    some_waiting(cast)
    some_emergencies(cast)
    some_agenda(cast)
    some_reminders(cast)
    a_sent_card(cast)
    some_interpreters(cast)
    a_merge(cast, *two_records(cast))
    some_open_door(cast)
    some_particulars(cast)
    some_tasks(cast)
    some_from_outside(cast)
    some_registry(cast)
    some_transfers(cast)
    some_second_level(cast)
    some_leaving(cast)
    some_releases(cast)
    a_practice_letter(cast["gino"], a_practice(cast["gino"]), LetterKind.PAPERS_MISSING)
    some_district(cast)


def _unsafe(cast: Cast) -> None:
    """Leave a request of presence, an incident, a pair, a measure and a skill for their forms."""
    bruno, dario = cast["bruno"], cast["dario"]
    add_skills(
        actor=dario.viewer,
        now=NOW,
        engagement_id=engagement_of(bruno),
        skills=[(SkillKind.LANGUAGE, "arabo")],
        starts_on=TODAY,
    )
    person_id = a_person(bruno, "Misurata")
    safety.ask_for_support(actor=bruno.viewer, now=NOW)
    told = safety.Told(kind=IncidentKind.THREAT, happened_at=NOW, person_id=person_id)
    safety.report_incident(actor=bruno.viewer, now=NOW, told=told)
    kept_apart(
        bruno, person_id, a_person(bruno, "Lontana"), basis=ApartBasis.ASSESSMENT,
        valid_from=TODAY - timedelta(days=3),
    )  # fmt: skip
    decide_conflict(
        actor=dario.viewer,
        now=NOW,
        person_id=person_id,
        conflict=DecidedConflict(
            engagement_id=engagement_of(cast["carla"]), valid_from=TODAY, reason="Una vicina."
        ),
    )
    some_rereading(cast)
    decide_measure(
        actor=dario.viewer,
        now=NOW,
        person_id=person_id,
        kind=Measure.IN_TWO,
        ends_on=TODAY + timedelta(days=30),
        review_on=TODAY + timedelta(days=20),
    )
