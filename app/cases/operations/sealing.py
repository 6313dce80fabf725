"""Who may know: a sealed case is opened by named people, and shown to nobody else."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from app.accounts.policy import Permission
from app.audit.context import about
from app.cases import queries
from app.cases.models import Case, CaseTeam
from app.cases.operations.opening import REFUSALS
from app.cases.operations.taking import Said, take
from app.cases.rules.case import CaseAction, CaseKind, TeamAccess, WhySealed
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.errors import NotFound
from app.kernel.references import CaseId, EngagementId
from app.transaction.use_case import use_case

_SEAL = Permission.CASES_CASE_SEAL


@use_case("cases.case.seal", permission=_SEAL)
def seal_case(
    *,
    actor: Viewer,
    now: datetime,
    case_id: CaseId,
    version: int,
    why: WhySealed,
    named: Collection[EngagementId] = (),
) -> None:
    """Seal a case, naming who opens it beside who follows and deputises; twice is refused.

    It leaves the place of the ordinary case free: a colleague who opens one is not told that
    another exists.
    """
    case = queries.for_change(actor, case_id, version)
    take(actor, now, case, CaseAction.SEAL, Said(reason_code=why))
    case.sealed = True
    if case.kind == CaseKind.ORDINARY:
        case.kind = CaseKind.SEALED_BESIDE
    for engagement_id in named:
        _list(case, engagement_id, TeamAccess.NAMED, now)


@use_case("cases.case.unseal", permission=_SEAL, refusals=REFUSALS)
def unseal_case(
    *, actor: Viewer, now: datetime, case_id: CaseId, version: int, why: WhySealed
) -> None:
    """Give a case back to the team; who was named or kept out stays so.

    It is ordinary again unless the person has meanwhile another ordinary one.
    """
    case = queries.for_change(actor, case_id, version)
    take(actor, now, case, CaseAction.UNSEAL, Said(reason_code=why))
    case.sealed = False
    beside = case.kind == CaseKind.SEALED_BESIDE
    if beside and not queries.has_ordinary_open(case.organisation_id, case.person_id):
        case.kind = CaseKind.ORDINARY


@use_case("cases.team.list", permission=_SEAL)
def list_on_case(
    *,
    actor: Viewer,
    now: datetime,
    case_id: CaseId,
    engagement_id: EngagementId,
    access: TeamAccess,
) -> None:
    """Name a colleague on a case, or keep her out of it because of who she knows."""
    case = queries.for_change(actor, case_id)
    about("case", case.id)
    _list(case, engagement_id, access, now)


@use_case("cases.team.unlist", permission=_SEAL)
def unlist_from_case(
    *, actor: Viewer, now: datetime, case_id: CaseId, engagement_id: EngagementId
) -> None:
    """Take a colleague off the list of a case; `NotFound` when she is not on it."""
    case = queries.for_change(actor, case_id)
    about("case", case.id)
    row = _listed(case, engagement_id)
    if row is None:
        raise NotFound
    db.session.delete(row)


def _list(case: Case, engagement_id: EngagementId, access: TeamAccess, now: datetime) -> None:
    row = _listed(case, engagement_id)
    if row is None:
        row = CaseTeam(
            organisation_id=case.organisation_id, case_id=case.id, engagement_id=engagement_id
        )
        db.session.add(row)
    row.access, row.added_at = access, now


def _listed(case: Case, engagement_id: EngagementId) -> CaseTeam | None:
    return db.session.scalar(
        select(CaseTeam).where(
            *queries.its(CaseTeam, case), CaseTeam.engagement_id == engagement_id
        )
    )
