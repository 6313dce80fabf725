"""Who works on a case beside who follows it, and what was told back of the work done."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.accounts.policy import Permission, Role
from app.accounts.queries import colleagues
from app.audit.context import about
from app.cases import queries
from app.cases.models import Case, CaseHelper, CaseRestitution
from app.cases.operations.opening import refuse_kept_away
from app.cases.rules.case import CaseFault
from app.cases.rules.second_level import (
    HelperDetails,
    Restitution,
    SecondLevelFault,
    helper_fault,
    leaving_fault,
)
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.references import CaseId
from app.organisations.queries import body as body_row
from app.transaction.loading import found
from app.transaction.use_case import use_case

# Who may be asked to work beside: clerks and the front office never read a case.
BESIDE = (Role.PRACTITIONER, Role.SOCIAL_WORKER, Role.SUPERVISOR)


@use_case("cases.helper.add", permission=Permission.CASES_CASE_WORK)
def add_helper(*, actor: Viewer, now: datetime, case_id: CaseId, details: HelperDetails) -> UUID:
    """Write who works beside who follows: a colleague reads the case from now on; its id.

    Of another body only the name is written: nobody of it reads anything here. Refuses a second
    one who leads, who is there already, who may not be given this person (`Invalid`), a case that
    is closed, and on the second level whoever neither follows nor decides (`NotAllowedNow`).
    DGR Lombardia X/4821 of 2016.
    """
    case = queries.for_change(actor, case_id)
    about("case", case.id)
    if case.closed_at is not None:
        raise NotAllowedNow(CaseFault.CASE_IS_CLOSED)
    following = {case.holder_id, case.deputy_id}
    if not queries.may_let_in(actor, following, second_level=case.second_level_on is not None):
        raise NotAllowedNow(SecondLevelFault.LET_IN_BY_WHO_FOLLOWS)
    today, going = office_date(now), _going(case)
    fault = helper_fault(
        details,
        today=today,
        helping={row.engagement_id for row in going if row.engagement_id},
        following=following,
        lead_taken=any(row.lead for row in going),
    )
    if fault:
        raise Invalid(fault)
    _check_who(actor, now, case, details)
    row = CaseHelper(
        organisation_id=case.organisation_id,
        case_id=case.id,
        engagement_id=details.engagement_id,
        body_id=None if details.engagement_id else details.body_id,
        name="" if details.engagement_id else details.name,
        profession=details.profession,
        lead=details.lead,
        valid_from=details.valid_from,
        added_by=actor.label,
        added_at=now,
    )
    db.session.add(row)
    return row.id


@use_case("cases.helper.end", permission=Permission.CASES_CASE_WORK)
def helper_left(
    *, actor: Viewer, now: datetime, case_id: CaseId, helper_id: UUID, valid_to: date
) -> None:
    """Write from which day somebody works beside no more: she reads the case no more either.

    Refuses who left already (`NotAllowedNow`), a day to come or before she began (`Invalid`).
    """
    case = queries.for_change(actor, case_id)
    about("case", case.id)
    row = found(
        select(CaseHelper).where(*queries.its(CaseHelper, case), CaseHelper.id == helper_id)
    )
    if row.valid_to is not None:
        raise NotAllowedNow(SecondLevelFault.HELPER_GONE)
    if fault := leaving_fault(row.valid_from, valid_to, office_date(now)):
        raise Invalid(fault)
    row.valid_to = valid_to


@use_case("cases.restitution.note", permission=Permission.CASES_DIARY_WRITE)
def note_restitution(*, actor: Viewer, now: datetime, case_id: CaseId, told: Restitution) -> None:
    """Write what was told back of the work done, when and to whom; it is never changed.

    Refuses a day to come (`Invalid`).
    """
    case = queries.for_change(actor, case_id)
    about("case", case.id)
    if told.told_on > office_date(now):
        raise Invalid(f"told_on:{SecondLevelFault.IN_THE_FUTURE}")
    db.session.add(
        CaseRestitution(
            organisation_id=case.organisation_id,
            data_key_id=case.data_key_id,
            case_id=case.id,
            told_on=told.told_on,
            told_to=told.told_to,
            words=told.words,
            told_by=actor.label,
            noted_at=now,
        )
    )


def _going(case: Case) -> list[CaseHelper]:
    """Return who works beside now; the case is locked, so that two who write see each other."""
    return list(
        db.session.scalars(
            select(CaseHelper).where(*queries.its(CaseHelper, case), CaseHelper.valid_to.is_(None))
        )
    )


def _check_who(actor: Viewer, now: datetime, case: Case, details: HelperDetails) -> None:
    """Refuse whoever does not work here today, or may not be given this person."""
    if details.engagement_id is None:
        if details.body_id is not None:
            body_row(actor, details.body_id)
        return
    here = colleagues(actor, office_date(now), *BESIDE)
    if details.engagement_id not in {one.engagement_id for one in here}:
        raise Invalid(f"engagement_id:{CaseFault.NOT_A_WORKER}")
    refuse_kept_away(actor, now, case.person_id, engagement_id=details.engagement_id)
