"""What prosecutor and court do: written down when the office comes to know, with how it knew."""

from dataclasses import dataclass
from datetime import date, datetime

from app.cases.operations import court_waited, court_waits, rebase_member
from app.cases.rules.case import CourtTermKind
from app.emergencies.models import Emergency
from app.emergencies.operations.moving import (
    Learnt,
    Said,
    at_an_hour,
    check_news,
    move,
    note_paper,
    take,
)
from app.emergencies.procedure.emergency import EmergencyAction
from app.emergencies.rules.emergency import EmergencyFault
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid
from app.kernel.references import EmergencyId
from app.transaction.use_case import use_case

A = EmergencyAction


@dataclass(frozen=True, kw_only=True)
class Validation:
    """What the decree that validates says beside: the child's curator, the judge, the hearing."""

    special_curator: str = ""
    judge: str = ""
    hearing_on: date | None = None


NOTHING_SAID = Validation()


@use_case("emergencies.prosecutor.revoke", permission=None)
def prosecutor_revokes(
    *, actor: Viewer, now: datetime, emergency_id: EmergencyId, version: int | None, learnt: Learnt
) -> None:
    """Write that the prosecutor revoked the measure, and how the child goes back today.

    Refuses without the act in hand, and without who brings the child back and how.
    """
    _learnt(actor, now, take(actor, emergency_id, version), A.PM_REVOKES, learnt)


@use_case("emergencies.prosecutor.ask_validation", permission=None)
def validation_asked(
    *, actor: Viewer, now: datetime, emergency_id: EmergencyId, version: int | None, learnt: Learnt
) -> None:
    """Write that the prosecutor asked the court to validate; the hour may not be known.

    The court is expected within 48 hours of it, or of when we knew. Refuses hours that cross.
    """
    _learnt(actor, now, take(actor, emergency_id, version), A.PM_ASKS_VALIDATION, learnt)


@use_case("emergencies.court.validate", permission=None)
def court_validates(
    *,
    actor: Viewer,
    now: datetime,
    emergency_id: EmergencyId,
    version: int | None,
    learnt: Learnt,
    said: Validation = NOTHING_SAID,
) -> None:
    """Write the decree that validates: special curator, judge, day of the hearing.

    The day goes among what the court waits for in the case. Refuses a hearing before the decree.
    """
    row = take(actor, emergency_id, version)
    if said.hearing_on is not None and said.hearing_on < office_date(learnt.news.at):
        raise Invalid(f"hearing_on:{EmergencyFault.HEARING_BEFORE}")
    _learnt(actor, now, row, A.COURT_VALIDATES, learnt)
    row.special_curator, row.judge = said.special_curator, said.judge
    row.hearing_on = said.hearing_on
    await_hearing(row, now)


@use_case("emergencies.court.not_validate", permission=None)
def court_does_not_validate(
    *, actor: Viewer, now: datetime, emergency_id: EmergencyId, version: int | None, learnt: Learnt
) -> None:
    """Write that the court did not validate, and what its decree says for the child.

    Refuses without the act in hand, and without the return or the other measure.
    """
    row = take(actor, emergency_id, version)
    _learnt(actor, now, row, A.COURT_DOES_NOT_VALIDATE, learnt)


@use_case("emergencies.court.hear", permission=None)
def hearing_held(
    *,
    actor: Viewer,
    now: datetime,
    emergency_id: EmergencyId,
    version: int | None,
    at: datetime,
    words: str,
) -> None:
    """Write that the hearing was held, and who was heard. Refuses an hour to come."""
    row = take(actor, emergency_id, version)
    at_an_hour(actor, now, row, A.HEARING_HELD, at, words=words)
    _hearing_over(row, at)


@use_case("emergencies.court.confirm", permission=None)
def court_confirms(
    *,
    actor: Viewer,
    now: datetime,
    emergency_id: EmergencyId,
    version: int | None,
    learnt: Learnt,
    report_by: date | None = None,
) -> None:
    """Write the decree that confirms: the measure becomes an order of the court, with its terms.

    Who was placed in urgency stays by that order. Refuses without the decree in hand, and a day by
    which the court wants a report where no case is joined that could keep it.
    """
    row = take(actor, emergency_id, version)
    _learnt(actor, now, row, A.CONFIRM, learnt)
    _by_order(actor, now, row, learnt, report_by)


@use_case("emergencies.court.modify", permission=None)
def court_modifies(
    *,
    actor: Viewer,
    now: datetime,
    emergency_id: EmergencyId,
    version: int | None,
    learnt: Learnt,
    report_by: date | None = None,
) -> None:
    """Write the decree that confirms and changes, and what it changes; then as `court_confirms`."""
    row = take(actor, emergency_id, version)
    _learnt(actor, now, row, A.MODIFY, learnt)
    _by_order(actor, now, row, learnt, report_by)


@use_case("emergencies.court.revoke", permission=None)
def court_revokes(
    *, actor: Viewer, now: datetime, emergency_id: EmergencyId, version: int | None, learnt: Learnt
) -> None:
    """Write the decree that revokes, and the plan of the return. Refuses without the decree."""
    row = take(actor, emergency_id, version)
    _learnt(actor, now, row, A.REVOKE, learnt)
    _hearing_over(row, learnt.news.at)


@use_case("emergencies.court.appeal", permission=None)
def appeal_filed(
    *,
    actor: Viewer,
    now: datetime,
    emergency_id: EmergencyId,
    version: int | None,
    at: datetime,
    words: str,
) -> None:
    """Write that somebody appealed, who and when. The ten days are shown, never counted against."""
    row = take(actor, emergency_id, version)
    at_an_hour(actor, now, row, A.APPEAL_FILED, at, words=words)


@use_case("emergencies.court.loss_of_effect", permission=None)
def loss_communicated(
    *, actor: Viewer, now: datetime, emergency_id: EmergencyId, version: int | None, learnt: Learnt
) -> None:
    """Write that the court communicated a loss of effect, and the temporary measures it took.

    Only the person in charge, with the act in her hand: the program never says it. Refuses without.
    """
    row = take(actor, emergency_id, version)
    _learnt(actor, now, row, A.LOSS_COMMUNICATED, learnt)
    _hearing_over(row, learnt.news.at)


def await_hearing(row: Emergency, now: datetime) -> None:
    """Write the hearing among what the court waits for in the case, where both are known."""
    if row.hearing_on is None or row.case_id is None or row.hearing_term_id is not None:
        return
    row.hearing_term_id = court_waits(
        row.organisation_id, row.case_id, CourtTermKind.HEARING, row.hearing_on, now
    )


def _learnt(
    actor: Viewer, now: datetime, row: Emergency, action: EmergencyAction, learnt: Learnt
) -> None:
    news = learnt.news
    check_news(news, now, row)
    said = Said(words=learnt.words, happened=news.at, news=news)
    move(actor, now, row, action, said, act_given=learnt.paper is not None)
    note_paper(actor, now, row, action, learnt.paper)


def _by_order(
    actor: Viewer, now: datetime, row: Emergency, learnt: Learnt, report_by: date | None
) -> None:
    if learnt.paper is None:
        return  # the table has refused it
    rebase_member(actor, now, row.person_id, learnt.paper.number, learnt.news.at)
    _hearing_over(row, learnt.news.at)
    if report_by is None:
        return
    if row.case_id is None:
        raise Invalid(f"report_by:{EmergencyFault.REPORT_WITHOUT_CASE}")
    court_waits(row.organisation_id, row.case_id, CourtTermKind.REPORT, report_by, now)


def _hearing_over(row: Emergency, at: datetime) -> None:
    if row.hearing_term_id is not None:
        court_waited(row.organisation_id, row.hearing_term_id, at)
