"""What placements ask of who follows them: who is missing, which structure is silent, what is due.

To who follows the case, to her deputy while she is away for long, and to whom a row was passed. Who
is missing, at once, to the deputy in any case and to who approves services.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select, true

from app.accounts.policy import Permission
from app.cases.models import (
    Case,
    Placement,
    PlacementMember,
    PlacementTerm,
    ServiceRequest,
    StructureAsk,
)
from app.cases.procedure.member import MemberState
from app.cases.procedure.placement import PlacementState
from app.cases.queries.its import same_body
from app.cases.queries.listing import as_deputy
from app.cases.queries.placement_parts import Told, told_since
from app.cases.queries.placements import INSIDE, visible_placements
from app.cases.queries.scope import mine
from app.cases.rules.placements import LegalBasis, PlacementRole, StructureAnswer
from app.catalogue.models import ServiceUnit
from app.catalogue.queries import Lengths, due, length_of, lengths_on
from app.catalogue.rules import Term
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.periods import is_minor
from app.kernel.references import EngagementId, PlacementId
from app.people.models import Person
from app.tasks.queries import ids_passed_to

_APPROVE = Permission.CASES_REQUEST_APPROVE
_CHILDREN = (PlacementRole.CHILD, PlacementRole.EXPECTED_CHILD)


@dataclass(frozen=True)
class MissingRow:
    """Somebody who is away without notice: by initials, since when, by when to tell, who knows."""

    id: UUID
    placement_id: PlacementId
    initials: str
    alias: str
    number: str
    since: datetime
    minor: bool
    tell_by: datetime | None
    told: Told | None


@dataclass(frozen=True)
class PlacementDue:
    """Something due about a placement: what, by when, of which placement, about whom or where."""

    id: UUID
    placement_id: PlacementId
    number: str
    about: str
    what: Term
    due_on: date
    due_at: datetime | None = None


def missing_members(viewer: Viewer, on: date) -> list[MissingRow]:
    """Return who is away without notice and concerns this viewer, the longest away first."""
    hers = true() if viewer.may(_APPROVE) else mine(viewer)
    rows = db.session.execute(
        _about(PlacementMember, Person.birth_date)
        .outerjoin(Person, same_body(Person, PlacementMember, PlacementMember.person_id))
        .where(
            visible_placements(viewer),
            hers,
            PlacementMember.state == MemberState.MISSING,
            PlacementMember.missing_since.is_not(None),
        )
        .order_by(PlacementMember.missing_since, PlacementMember.id)
    ).all()
    if not rows:
        return []
    told, lengths = told_since(viewer, [row[0] for row in rows]), lengths_on(viewer, on)
    return [_missing(viewer, row, told, lengths) for row in rows]


def silent_asks(viewer: Viewer, now: datetime, away: frozenset[EngagementId]) -> list[PlacementDue]:
    """Return the structures that have not answered in their forty-eight hours, while one looks.

    `away` are the holders absent long enough for their deputies to answer, here and below.
    """
    rows = db.session.execute(
        _about(StructureAsk, unit_of=StructureAsk)
        .where(
            visible_placements(viewer),
            _hers(viewer, away, StructureAsk.id, "ask"),
            Placement.state == PlacementState.SEARCHING,
            StructureAsk.answer == StructureAnswer.SENT,
            StructureAsk.due_at <= now,
        )
        .order_by(StructureAsk.due_at, StructureAsk.id)
    )
    term = Term.PROVIDER_ANSWER_PLACEMENT
    return [
        PlacementDue(ask.id, key, number, alias or "", term, office_date(ask.due_at), ask.due_at)
        for ask, key, number, alias in rows
    ]


def placement_terms(viewer: Viewer, away: frozenset[EngagementId]) -> list[PlacementDue]:
    """Return the clocks of placements that run: a review, an extension, the secret after the end.

    The extension to be decided is shown to who decides it.
    """
    decides = PlacementTerm.code == Term.REQUEST_APPROVAL
    hers = _hers(viewer, away, PlacementTerm.id, "placement")
    rows = db.session.execute(
        _about(PlacementTerm)
        .where(
            visible_placements(viewer),
            or_(hers, decides) if viewer.may(_APPROVE) else hers,
            PlacementTerm.met_at.is_(None),
        )
        .order_by(PlacementTerm.due_on, PlacementTerm.id)
    )
    return [
        PlacementDue(term.id, key, number, alias or "", Term(term.code), term.due_on)
        for term, key, number, alias in rows
    ]


def continuations(viewer: Viewer, on: date, away: frozenset[EngagementId]) -> list[PlacementDue]:
    """Return whose stay after eighteen ends soon: what comes after is prepared before that day."""
    soon = length_of(viewer, Term.CONTINUATION_ENDS, on).number
    rows = db.session.execute(
        _about(PlacementMember)
        .where(
            visible_placements(viewer),
            _hers(viewer, away, PlacementMember.id, "continuation"),
            PlacementMember.state.in_(INSIDE),
            PlacementMember.basis == LegalBasis.CONTINUATION,
            PlacementMember.stays_until.is_not(None),
        )
        .order_by(PlacementMember.stays_until, PlacementMember.id)
    )
    term = Term.CONTINUATION_ENDS
    return [
        PlacementDue(member.id, key, number, member.initials, term, member.stays_until)
        for member, key, number, _ in rows
        if (member.stays_until - on).days <= soon
    ]


def _about(row: Any, *beside: Any, unit_of: Any = Placement) -> Select[Any]:
    """Ask for rows of placements, then for the placement's id, its request's number and the alias.

    The criterion that reaches them is for who asks to add.
    """
    return (
        select(row, *beside, Placement.id, ServiceRequest.number, ServiceUnit.name)
        .select_from(row)
        .join(Placement, same_body(Placement, row, row.placement_id))
        .join(Case, same_body(Case, Placement, Placement.case_id))
        .join(ServiceRequest, same_body(ServiceRequest, Placement, Placement.request_id))
        .outerjoin(ServiceUnit, same_body(ServiceUnit, unit_of, unit_of.unit_id))
    )


def _hers(
    viewer: Viewer, away: frozenset[EngagementId], column: Any, kind: str
) -> ColumnElement[bool]:
    return or_(
        Case.holder_id.in_(list(viewer.engagement_ids)),
        as_deputy(viewer, away),
        column.in_(ids_passed_to(viewer, kind)),
    )


def _missing(viewer: Viewer, row: Any, told: dict[UUID, Told], lengths: Lengths) -> MissingRow:
    member, birth, placement_id, number, alias = row
    on = office_date(member.missing_since)
    minor = is_minor(birth, on) if birth else member.role in _CHILDREN
    # Where the catalogue counts it in days the law's hour goes on counting.
    hour = member.missing_since + timedelta(hours=1)
    by = due(viewer, Term.MISSING_MINOR, member.missing_since, lengths).at or hour
    return MissingRow(
        id=member.id,
        placement_id=placement_id,
        initials=member.initials,
        alias=alias or "",
        number=number,
        since=member.missing_since,
        minor=minor,
        tell_by=by if minor else None,
        told=told.get(member.id),
    )
