"""Two records side by side, what a merge did and what stands now, and who looks like two."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, or_, select

from app.accounts.policy import Permission
from app.db import db, in_force
from app.kernel.actor import Viewer
from app.kernel.errors import NotFound
from app.kernel.references import OrganisationId, PersonId
from app.people import above
from app.people.models import KeptApart, MergeMove, Person, PersonMerge, Relationship
from app.people.queries.references import counted, stand_together
from app.people.queries.scope import may_be_named, visible_to
from app.people.rules import MergeFault, MergeField
from app.transaction.loading import found, locked


@dataclass(frozen=True)
class MovedRow:
    """What was moved of one kind of rows, and where they are now, as the database says."""

    what: str
    moved: int
    now: int  # of the record that stayed
    left: int  # of the record that went
    since: int  # added to the record that stayed after the merge


@dataclass(frozen=True)
class ChangedField:
    """What the record that stayed said before and after, and whether it still says it."""

    field: MergeField
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    changed_since: bool


@dataclass(frozen=True, kw_only=True)
class MergePage:
    """A merge as its page shows it; the counts are read from the database each time."""

    id: UUID
    kept_id: PersonId
    gone_id: PersonId
    kept: str
    gone: str
    merged_by: str
    merged_at: datetime
    undo_until: datetime
    undone_by: str
    undone_at: datetime | None
    may_undo: bool
    rows: tuple[MovedRow, ...]
    fields: tuple[ChangedField, ...]


def why_two(viewer: Viewer, one: PersonId, other: PersonId, on: date) -> str | None:
    """Return why two records may not be merged by this viewer on a day, nothing where they may."""
    body = viewer.organisation_id
    bar = above.merge_bar(viewer, one, other)
    if bar is not None:
        return bar
    if _written_between(body, Relationship, one, other, on):
        return MergeFault.KIN
    if _written_between(body, KeptApart, one, other, on):
        return MergeFault.APART if viewer.may(Permission.PEOPLE_APART_KEEP) else MergeFault.ASK
    return MergeFault.TOGETHER if stand_together(body, one, other) else None


def merge_page(viewer: Viewer, merge_id: UUID, now: datetime) -> MergePage:
    """Return a merge with what it moved and what stands now; `NotFound` out of reach.

    Only through `operations.consult_merge`, which leaves the line of who read it.
    """
    merge = found(_reached(viewer, merge_id))
    _refuse_beyond(viewer, merge)
    body = viewer.organisation_id
    kept, gone = (_record(body, one) for one in (merge.kept_id, merge.gone_id))
    told: dict[str, Any] = json.loads(merge.changed or "{}")
    return MergePage(
        id=merge.id,
        kept_id=merge.kept_id,
        gone_id=merge.gone_id,
        kept=f"{kept.surname} {kept.given}".strip(),
        gone=f"{gone.surname} {gone.given}".strip(),
        merged_by=merge.merged_by,
        merged_at=merge.merged_at,
        undo_until=merge.undo_until,
        undone_by=merge.undone_by,
        undone_at=merge.undone_at,
        may_undo=merge.undone_at is None and now <= merge.undo_until and not kept.merged_into_id,
        rows=_rows(merge, told["counts"]),
        fields=_fields(kept, told["fields"]),
    )


def merge_for_change(viewer: Viewer, merge_id: UUID) -> PersonMerge:
    """Return the merge to be undone, held until the use case ends; `NotFound` out of reach."""
    merge = locked(_reached(viewer, merge_id))
    _refuse_beyond(viewer, merge)
    return merge


def merged_into(viewer: Viewer, person_id: PersonId) -> PersonId | None:
    """Return the record that stayed where this one was merged, if the viewer may name it."""
    return db.session.scalar(
        select(Person.merged_into_id).where(
            Person.organisation_id == viewer.organisation_id,
            Person.id == person_id,
            may_be_named(viewer, Person.merged_into_id),
        )
    )


def _reached(viewer: Viewer, merge_id: UUID) -> Select[PersonMerge]:
    return select(PersonMerge).where(
        PersonMerge.organisation_id == viewer.organisation_id,
        PersonMerge.id == merge_id,
        may_be_named(viewer, PersonMerge.kept_id),
        may_be_named(viewer, PersonMerge.gone_id),
    )


def _refuse_beyond(viewer: Viewer, merge: PersonMerge) -> None:
    """Whoever could not have merged them does not learn that it was done."""
    if above.merge_bar(viewer, merge.kept_id, merge.gone_id, done=True) is not None:
        raise NotFound


def _record(body: OrganisationId, person_id: PersonId) -> Person:
    return found(select(Person).where(Person.organisation_id == body, Person.id == person_id))


def _written_between(
    body: OrganisationId, table: Any, one: PersonId, other: PersonId, on: date
) -> bool:
    """Whether a row holds between the two on a day; without a first day it holds always."""
    pair = or_(
        and_(table.person_id == one, table.other_id == other),
        and_(table.person_id == other, table.other_id == one),
    )
    holds = or_(in_force(table, on), and_(table.valid_from.is_(None), table.valid_to.is_(None)))
    mine = select(table.id).where(table.organisation_id == body, pair, holds)
    return db.session.scalar(mine.limit(1)) is not None


def _rows(merge: PersonMerge, before: Mapping[str, int]) -> tuple[MovedRow, ...]:
    body = merge.organisation_id
    words = {(one.table, one.column): one.what for one in above.references()}
    moves = db.session.execute(
        select(MergeMove.table_name, MergeMove.column_name, MergeMove.row_id).where(
            MergeMove.organisation_id == body, MergeMove.merge_id == merge.id
        )
    ).all()
    moved = Counter(words[(table, column)] for table, column, _ in moves)
    now, left = counted(body, merge.kept_id), counted(body, merge.gone_id)
    kinds = sorted(filter(None, {*moved, *left}))
    return tuple(
        MovedRow(
            what,
            moved[what],
            now.get(what, 0),
            left.get(what, 0),
            max(0, now.get(what, 0) - before.get(what, 0) - moved[what]),
        )
        for what in kinds
    )


def _fields(kept: Person, changes: Mapping[str, Any]) -> tuple[ChangedField, ...]:
    return tuple(
        ChangedField(field, before, after, any(_plain(kept, name) != after[name] for name in after))
        for field in MergeField
        if field in changes
        for before, after in [changes[field]]
    )


def _plain(kept: Person, name: str) -> Any:
    value = getattr(kept, name)
    return value.isoformat() if isinstance(value, date) else value


def what_moves(viewer: Viewer, person_id: PersonId) -> dict[str, int]:
    """Return how many rows of each kind are somebody's; `NotFound` out of reach."""
    mine = visible_to(viewer, viewer.organisation_id, Permission.PEOPLE_PERSON_READ)
    return counted(
        viewer.organisation_id, found(select(Person.id).where(mine, Person.id == person_id))
    )
