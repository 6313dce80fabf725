"""District and consortium: who is in, who leads, since when and who says so."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, select

from app.db import db
from app.kernel.actor import Viewer
from app.kernel.errors import NotFound
from app.kernel.references import BodyId
from app.organisations.models import Association, AssociationMember, Body
from app.organisations.queries.office import visible_to
from app.organisations.rules import AssociationKind, BodyKind, MemberRole, Stay

# What may stand in an association; the others are only written to.
JOINING = (BodyKind.MUNICIPALITY, BodyKind.CONSORTIUM, BodyKind.PLAN_OFFICE, BodyKind.PROVIDER)


@dataclass(frozen=True)
class MemberRow:
    """A body in an association, and who says so."""

    id: UUID
    body_id: BodyId
    kind: BodyKind
    name: str
    role: MemberRole
    valid_from: date
    valid_to: date | None
    source: str

    @property
    def stay(self) -> Stay:
        """Return what the rules know of it."""
        return Stay(self.body_id, self.role, self.valid_from, self.valid_to)


@dataclass(frozen=True)
class AssociationRow:
    """An association and all it ever had as members."""

    id: UUID
    kind: AssociationKind
    name: str
    note: str
    members: tuple[MemberRow, ...]

    @property
    def leads(self) -> tuple[MemberRow, ...]:
        """Return who has led it, in time."""
        return tuple(one for one in self.members if one.role is MemberRole.LEAD)

    def there(self, on: date) -> tuple[MemberRow, ...]:
        """Return who is in it on a day, each body once."""
        found = {one.body_id: one for one in self.members if one.stay.holds_on(on)}
        return tuple(sorted(found.values(), key=lambda one: one.name))


def associations(viewer: Viewer) -> list[AssociationRow]:
    """Return district and consortium with their members, the lead first, in two queries."""
    return _rows(viewer)


def association(viewer: Viewer, association_id: UUID) -> AssociationRow:
    """Return one association; `NotFound` out of reach."""
    rows = _rows(viewer, Association.id == association_id)
    if not rows:
        raise NotFound
    return rows[0]


def joining(viewer: Viewer) -> list[tuple[BodyId, str]]:
    """Return the bodies of the directory that may be in an association, by name."""
    rows = db.session.execute(
        select(Body.id, Body.name)
        .where(visible_to(viewer, viewer.organisation_id, Body), Body.kind.in_(JOINING))
        .order_by(Body.search_key)
    )
    return [(row[0], row[1]) for row in rows]


def _rows(viewer: Viewer, *wanted: ColumnElement[bool]) -> list[AssociationRow]:
    reach = visible_to(viewer, viewer.organisation_id, Association)
    found = db.session.scalars(
        select(Association).where(reach, *wanted).order_by(Association.name)
    ).all()
    members = db.session.execute(
        select(AssociationMember, Body.name, Body.kind)
        .join(
            Body,
            (Body.organisation_id == AssociationMember.organisation_id)
            & (Body.id == AssociationMember.body_id),
        )
        .where(
            visible_to(viewer, viewer.organisation_id, AssociationMember),
            AssociationMember.association_id.in_([row.id for row in found]),
        )
        .order_by(AssociationMember.role, AssociationMember.valid_from, Body.name)
    )
    by_id: dict[UUID, list[MemberRow]] = {}
    for row, name, kind in members:
        by_id.setdefault(row.association_id, []).append(
            MemberRow(
                row.id, row.body_id, BodyKind(kind), name, MemberRole(row.role), row.valid_from,
                row.valid_to, row.source,
            )
        )  # fmt: skip
    return [
        AssociationRow(
            row.id, AssociationKind(row.kind), row.name, row.note, tuple(by_id.get(row.id, ()))
        )
        for row in found
    ]
