"""Who takes charge, who pays, who registers, who judges: each a dated fact with its basis."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import or_, select

from app.accounts.policy import Permission
from app.audit.context import about
from app.cases import queries
from app.cases.models import Case, Competence
from app.cases.rules.competence import CompetenceFault
from app.cases.rules.placements import (
    CompetenceKind,
    PlacementFault,
    shares_fault,
)
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.errors import Invalid, NotAllowedNow, NotFound
from app.kernel.references import BodyId, CaseId, PlacementId
from app.organisations.queries import body as body_row
from app.transaction.loading import locked
from app.transaction.use_case import use_case

_WORK = Permission.CASES_PLACEMENT_WORK


@dataclass(frozen=True, kw_only=True)
class CompetenceDetails:
    """Which Comune does what: from a day, for whom, which share, and why.

    `replaces`: whoever paid before pays no more from that day; of the other kinds it is always so.
    """

    kind: CompetenceKind
    body_id: BodyId
    valid_from: date
    share: int = 100
    valid_to: date | None = None
    member_id: UUID | None = None
    basis: str = ""
    replaces: bool = False


@use_case("cases.case.competence", permission=Permission.CASES_CASE_WORK)
def note_case_competence(
    *, actor: Viewer, now: datetime, case_id: CaseId, details: CompetenceDetails
) -> None:
    """Write which Comune takes charge of a case, pays, registers; or which judge; with why.

    A change ends the row before it; who pays is fixed by the residence at the start (regional law
    34/2004, article 4). Refuses a case that is over: of its places still paid it is written there.
    """
    case = queries.for_change(actor, case_id)
    about("case", case.id)
    if case.closed_at is not None:
        raise NotAllowedNow(CompetenceFault.CASE_OVER)
    if details.member_id is not None:
        raise NotFound
    _write(actor, case.id, details)


@use_case("cases.placement.competence", permission=_WORK)
def note_competence(
    *, actor: Viewer, now: datetime, placement_id: PlacementId, details: CompetenceDetails
) -> None:
    """Write which Comune takes charge, pays, registers; or which judge. Each from a day, with why.

    Also when the case went to another body: who pays keeps its place. Who pays is fixed by the
    residence before the entry (regional law 34/2004, article 4). Refuses shares of one member that
    go over a hundred.
    """
    placement = queries.placement_for_change(actor, placement_id)
    about("case", placement.case_id)
    if details.member_id not in {None, *(m.id for m in queries.members_of(placement))}:
        raise NotFound
    locked(select(Case).where(Case.organisation_id == actor.organisation_id,
                              Case.id == placement.case_id))  # fmt: skip
    _write(actor, placement.case_id, details)


def _write(actor: Viewer, case_id: CaseId, details: CompetenceDetails) -> None:
    """Write the row; the case is locked, so that two who write never go over a hundred together."""
    if details.valid_to is not None and details.valid_to <= details.valid_from:
        raise Invalid(f"valid_to:{PlacementFault.COMPETENCE_BACKWARDS}")
    body_row(actor, details.body_id)
    before = _still_holding(actor, case_id, details)
    if details.replaces or details.kind is not CompetenceKind.PAYER:
        _end(before, details.valid_from)
        before = []
    if fault := shares_fault([*(row.share for row in before), details.share]):
        raise Invalid(f"share:{fault}")
    db.session.add(
        Competence(
            organisation_id=actor.organisation_id,
            case_id=case_id,
            member_id=details.member_id,
            kind=details.kind,
            body_id=details.body_id,
            share=details.share,
            valid_from=details.valid_from,
            valid_to=details.valid_to,
            basis=details.basis,
        )
    )


def _still_holding(
    actor: Viewer, case_id: CaseId, details: CompetenceDetails
) -> Sequence[Competence]:
    """Return the rows of the same kind and member that hold on one of the days of the new one."""
    ends_later = [] if details.valid_to is None else [Competence.valid_from < details.valid_to]
    return db.session.scalars(
        select(Competence).where(
            Competence.organisation_id == actor.organisation_id,
            Competence.case_id == case_id,
            Competence.kind == details.kind,
            Competence.member_id == details.member_id,
            or_(Competence.valid_to.is_(None), Competence.valid_to > details.valid_from),
            *ends_later,
        )
    ).all()


def _end(rows: Sequence[Competence], on: date) -> None:
    """End what held before; a row of the very same day, written by mistake, never held."""
    if any(row.valid_from > on for row in rows):
        raise Invalid(f"valid_from:{CompetenceFault.NOT_AFTER}")
    for row in rows:
        if row.valid_from == on:
            db.session.delete(row)
        else:
            row.valid_to = on
    db.session.flush()
