"""Who takes charge, who pays, who registers, who judges: each a dated fact with its basis."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.accounts.policy import Permission
from app.audit.context import about
from app.cases import queries
from app.cases.models import Competence
from app.cases.rules.placements import (
    CompetenceKind,
    PlacementFault,
    shares_fault,
)
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.errors import Invalid, NotFound
from app.kernel.references import BodyId, PlacementId
from app.organisations.queries import body as body_row
from app.transaction.use_case import use_case

_WORK = Permission.CASES_PLACEMENT_WORK


@dataclass(frozen=True, kw_only=True)
class CompetenceDetails:
    """Which Comune does what: from a day, for whom, which share, and why."""

    kind: CompetenceKind
    body_id: BodyId
    valid_from: date
    share: int = 100
    valid_to: date | None = None
    member_id: UUID | None = None
    basis: str = ""


@use_case("cases.placement.competence", permission=_WORK)
def note_competence(
    *, actor: Viewer, now: datetime, placement_id: PlacementId, details: CompetenceDetails
) -> None:
    """Write which Comune takes charge, pays, registers; or which judge. Each from a day, with why.

    Who pays is fixed by the residence before the entry (regional law 34/2004, article 4). Refuses
    shares of one member that go over a hundred.
    """
    placement = queries.placement_for_change(actor, placement_id)
    about("case", placement.case_id)
    if details.valid_to is not None and details.valid_to <= details.valid_from:
        raise Invalid(f"valid_to:{PlacementFault.COMPETENCE_BACKWARDS}")
    body_row(actor, details.body_id)
    if details.member_id not in {None, *(m.id for m in queries.members_of(placement))}:
        raise NotFound
    known = db.session.scalars(
        select(Competence.share).where(
            Competence.organisation_id == actor.organisation_id,
            Competence.case_id == placement.case_id,
            Competence.kind == details.kind,
            Competence.member_id == details.member_id,
            Competence.valid_to.is_(None),
        )
    )
    if fault := shares_fault([*known, details.share]):
        raise Invalid(f"share:{fault}")
    db.session.add(
        Competence(
            organisation_id=actor.organisation_id,
            case_id=placement.case_id,
            member_id=details.member_id,
            kind=details.kind,
            body_id=details.body_id,
            share=details.share,
            valid_from=details.valid_from,
            valid_to=details.valid_to,
            basis=details.basis,
        )
    )
