"""The daily work on a case: assessing, following at a distance, resting, weighing."""

from datetime import date, datetime

from sqlalchemy import select

from app.accounts.policy import Permission
from app.audit.context import about
from app.cases import queries
from app.cases.models import Case, CaseTerm, CaseWeight
from app.cases.operations.taking import Said, take, whose_clocks
from app.cases.rules.case import CaseAction, Weight, WhySuspended
from app.catalogue.clocks import stop_terms
from app.catalogue.rules import Term
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import CaseId
from app.transaction.loading import found
from app.transaction.use_case import use_case

_WORK, _DECIDE = Permission.CASES_CASE_WORK, Permission.CASES_CASE_DECIDE


@use_case("cases.case.assess", permission=_WORK)
def begin_assessment(*, actor: Viewer, now: datetime, case_id: CaseId, version: int) -> None:
    """Begin to assess the need, or assess it again; refuses in another state (`NotAllowedNow`)."""
    take(actor, now, queries.for_change(actor, case_id, version), CaseAction.ASSESS)


@use_case("cases.case.monitor", permission=_WORK)
def to_monitoring(*, actor: Viewer, now: datetime, case_id: CaseId, version: int) -> None:
    """Follow at a distance, with a contact at least every term; only from an active plan."""
    take(actor, now, queries.for_change(actor, case_id, version), CaseAction.TO_MONITORING)


@use_case("cases.case.suspend", permission=_DECIDE)
def suspend(
    *, actor: Viewer, now: datetime, case_id: CaseId, version: int, why: WhySuspended
) -> None:
    """Let a case rest for a reason of the list; refused while a court waits for something."""
    case = queries.for_change(actor, case_id, version)
    take(actor, now, case, CaseAction.SUSPEND, Said(reason_code=why))


@use_case("cases.case.resume", permission=_WORK)
def resume(*, actor: Viewer, now: datetime, case_id: CaseId, version: int) -> None:
    """Take a suspended case up again where it was before."""
    case = queries.for_change(actor, case_id, version)
    before = queries.state_before(case)
    take(actor, now, case, CaseAction.RESUME, Said(to=before))


@use_case("cases.case.record_death", permission=_WORK)
def record_death(*, actor: Viewer, now: datetime, case_id: CaseId, version: int) -> None:
    """Write in the case that the person has died; the day stands on her page, or it is refused."""
    take(actor, now, queries.for_change(actor, case_id, version), CaseAction.RECORD_DEATH)


@use_case("cases.case.come_of_age", permission=_WORK)
def come_of_age(*, actor: Viewer, now: datetime, case_id: CaseId, version: int) -> None:
    """Write that the person is of age: consents are hers now; refused before the day."""
    take(actor, now, queries.for_change(actor, case_id, version), CaseAction.COME_OF_AGE)


@use_case("cases.case.summarise", permission=_WORK)
def write_summary(
    *, actor: Viewer, now: datetime, case_id: CaseId, version: int, text: str
) -> None:
    """Write the few lines a colleague who steps in reads first.

    Refuses a form opened on an older version (`Conflict`).
    """
    case = queries.for_change(actor, case_id, version)
    about("case", case.id)
    case.summary, case.summary_at = text, now


@use_case("cases.case.give_notice", permission=_WORK)
def privacy_notice_given(*, actor: Viewer, now: datetime, case_id: CaseId) -> None:
    """Write that the privacy notice was handed over (art. 13 GDPR): asked once, not at the desk."""
    case = queries.for_change(actor, case_id)
    about("case", case.id)
    stop_terms(CaseTerm, whose_clocks(case), [Term.PRIVACY_NOTICE], at=now)


@use_case("cases.case.weigh", permission=_WORK)
def set_weight(*, actor: Viewer, now: datetime, case_id: CaseId, weight: Weight) -> None:
    """Say how much work a case asks for from today; it waits for the supervisor to confirm."""
    case = queries.for_change(actor, case_id)
    about("case", case.id)
    row = _weight_of_today(case, office_date(now))
    if row is None:
        row = CaseWeight(
            organisation_id=case.organisation_id, case_id=case.id, valid_from=office_date(now)
        )
        db.session.add(row)
    row.weight, row.set_by = weight, actor.name
    row.confirmed_by, row.confirmed_at = "", None
    case.weight = weight


@use_case("cases.case.confirm_weight", permission=_DECIDE)
def confirm_weight(*, actor: Viewer, now: datetime, case_id: CaseId) -> None:
    """Confirm the weight in force of a case; `NotFound` when none was said."""
    case = queries.for_change(actor, case_id)
    about("case", case.id)
    latest = found(
        select(CaseWeight)
        .where(*queries.its(CaseWeight, case))
        .order_by(CaseWeight.valid_from.desc())
        .limit(1)
    )
    latest.confirmed_by, latest.confirmed_at = actor.name, now


def _weight_of_today(case: Case, on: date) -> CaseWeight | None:
    return db.session.scalar(
        select(CaseWeight).where(*queries.its(CaseWeight, case), CaseWeight.valid_from == on)
    )
