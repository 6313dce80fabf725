"""Giving the rows of one record to another, and back. Always inside the use case that merges."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.db import db
from app.kernel.references import PersonId
from app.people.above import PersonReference, references
from app.people.models import KeptApart, MergeMove, PersonMerge
from app.people.queries.references import model_of, rows_of, said_already


def move_rows(merge: PersonMerge) -> None:
    """Give everything that is of the record that goes to the one that stays, each with its line.

    What is written between the two stays, and what the other says already.
    """
    moved: set[UUID] = set()
    for reference in references():
        for row in rows_of(merge.organisation_id, reference, merge.gone_id):
            # What was moved by another of its columns names her alone: she spoke for herself.
            if row.id in moved or not _stays(merge, reference, row):
                setattr(row, reference.column, merge.kept_id)
                _in_order(row)
                note_move(merge, reference.table, reference.column, row.id)
                moved.add(row.id)
        db.session.flush()


def note_move(
    merge: PersonMerge, table: str, column: str, row_id: UUID, *, made: bool = False
) -> None:
    """Write that a row went to the record that stays, or was made for it."""
    db.session.add(
        MergeMove(
            organisation_id=merge.organisation_id,
            merge_id=merge.id,
            table_name=table,
            column_name=column,
            row_id=row_id,
            made=made,
        )
    )


def move_back(merge: PersonMerge) -> None:
    """Give back what still is of the record that stayed; what changed since stays as it is now."""
    moves = db.session.scalars(
        select(MergeMove).where(
            MergeMove.organisation_id == merge.organisation_id, MergeMove.merge_id == merge.id
        )
    )
    for move in moves:
        row = db.session.get(model_of(move.table_name), (merge.organisation_id, move.row_id))
        if row is None:
            continue
        if move.made:
            if row.person_id == merge.kept_id:
                db.session.delete(row)
            continue
        column = _column_of(row, move.column_name, merge.kept_id)
        if column:
            setattr(row, column, merge.gone_id)
            _in_order(row)
    db.session.flush()


def _stays(merge: PersonMerge, reference: PersonReference, row: Any) -> bool:
    named = {getattr(row, one.column) for one in references() if one.table == reference.table}
    between = merge.kept_id in named
    return between or said_already(merge.organisation_id, reference, row, merge.kept_id)


def _in_order(row: Any) -> None:
    """A pair kept apart is written once, the smaller id first."""
    if isinstance(row, KeptApart) and row.other_id < row.person_id:
        row.person_id, row.other_id = row.other_id, row.person_id


def _column_of(row: Any, column: str, person_id: PersonId) -> str | None:
    """By which column a row is still hers: of a pair, the order may have changed meanwhile."""
    columns = ("person_id", "other_id") if isinstance(row, KeptApart) else (column,)
    return next((name for name in columns if getattr(row, name) == person_id), None)
