"""The imports of the office: the list, one with what became of its rows, a look into the file."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from uuid import UUID

from sqlalchemy import func, select

from app.accounts.policy import Permission
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import ImportId
from app.registry.models import ImportBatch, ImportMapping, ImportPiece, ImportRow
from app.registry.queries.scope import visible_to
from app.registry.rules import (
    Column,
    ImportState,
    Outcome,
    Resident,
    RowFault,
    RowRefused,
    Takes,
    read,
    resident_of,
    rows_of,
)
from app.transaction.loading import found
from app.vault.keyring import key_ring

SAMPLE = 20
_AT_ONCE = 500  # rows in memory while many are read


@dataclass(frozen=True, kw_only=True)
class ImportPage:
    """One import: its file, its columns, how far it is."""

    id: ImportId
    version: int
    file_name: str
    headings: tuple[str, ...]
    town: str
    columns: Mapping[Column, int]
    takes: Takes
    state: ImportState
    rows_total: int
    rows_refused: int
    households: int
    rows_read: int
    by_label: str
    brought_at: datetime
    ended_at: datetime | None
    counts: Mapping[Outcome, int]

    @property
    def settled(self) -> int:
        """How many rows are done with."""
        return sum(self.counts.values()) - self.counts.get(Outcome.WAITING, 0)

    @property
    def replaced(self) -> bool:
        """Whether a newer file took its place: what became of its rows is no longer known."""
        return self.state is ImportState.DONE and not self.counts


@dataclass(frozen=True)
class SampleRow:
    """A row of the file as it is understood, or why it is not."""

    number: int
    cells: tuple[str, ...]
    resident: Resident | None
    fault: RowFault | None


@dataclass(frozen=True)
class NextRows:
    """The rows of a file still to be read, from a number on."""

    first: int
    cells: list[list[str]]


@dataclass(frozen=True)
class DoubtfulRow:
    """A resident who may be somebody known."""

    id: UUID
    import_id: ImportId
    number: int
    resident: Resident


def imports(viewer: Viewer, offset: int, limit: int) -> list[ImportPage]:
    """Return the imports of the office, the last first, without the counts of their rows."""
    rows = db.session.scalars(
        select(ImportBatch)
        .where(visible_to(viewer, viewer.organisation_id))
        .order_by(ImportBatch.brought_at.desc(), ImportBatch.id.desc())
        .offset(offset)
        .limit(limit)
    ).all()
    return [_page(row, {}) for row in rows]


def import_page(viewer: Viewer, import_id: ImportId) -> ImportPage:
    """Return one import with what became of its rows; `NotFound` out of reach."""
    row = _batch(viewer, import_id)
    counted = db.session.execute(
        select(ImportRow.outcome, func.count())
        .where(ImportRow.organisation_id == row.organisation_id, ImportRow.batch_id == row.id)
        .group_by(ImportRow.outcome)
    )
    return _page(row, {Outcome(outcome): number for outcome, number in counted})


def sample(viewer: Viewer, import_id: ImportId, on: date) -> list[SampleRow]:
    """Return the first rows of a file not yet taken in, as its columns read them."""
    batch = _batch(viewer, import_id)
    columns = read(batch.columns)
    rows = islice(_lines(batch, 1), SAMPLE)
    return [
        SampleRow(number, tuple(cells), *_read(cells, columns, batch.town, on))
        for number, cells in enumerate(rows, 1)
    ]


def looked_at(
    viewer: Viewer, import_id: ImportId, columns: Mapping[Column, int], on: date
) -> tuple[int, int]:
    """Return how many rows these columns refuse, and how many households the others are.

    The whole file is read: before the use case that keeps the columns, so that nobody waits.
    """
    batch = _batch(viewer, import_id)
    refused, households, alone = 0, set(), 0
    for cells in _lines(batch, 1):
        resident, _ = _read(cells, columns, batch.town, on)
        if resident is None:
            refused += 1
        elif resident.household:
            households.add(resident.household)
        else:
            alone += 1
    return refused, len(households) + alone


def next_rows(viewer: Viewer, import_id: ImportId, at_once: int) -> NextRows | None:
    """Return the next rows of a file under way, as they are written; None when all were read."""
    batch = _batch(viewer, import_id)
    if batch.state != ImportState.RUNNING or batch.rows_read >= batch.rows_total:
        return None
    first = batch.rows_read + 1
    return NextRows(first, list(islice(_lines(batch, first), at_once)))


def is_running(viewer: Viewer, import_id: ImportId) -> bool:
    """Return whether an import goes on by itself now."""
    return _batch(viewer, import_id).state == ImportState.RUNNING


def contents(batch: ImportBatch) -> Iterator[str]:
    """Yield a file piece by piece, one in memory at a time. Unscoped: of an import reached."""
    place = (ImportPiece.organisation_id == batch.organisation_id, ImportPiece.batch_id == batch.id)
    for number in db.session.scalars(
        select(ImportPiece.number).where(*place).order_by(ImportPiece.number)
    ).all():
        piece = found(select(ImportPiece).where(*place, ImportPiece.number == number))
        yield piece.content or ""
        db.session.expunge(piece)


def failed_rows(viewer: Viewer, import_id: ImportId) -> list[tuple[int, list[str], RowFault]]:
    """Return the rows that were not taken in, in the order of the file, each with its reason.

    Only through `operations.consult_failed_rows`, which leaves the line of who took them away.
    """
    batch = _batch(viewer, import_id)
    rows = db.session.scalars(
        select(ImportRow)
        .where(
            ImportRow.organisation_id == batch.organisation_id,
            ImportRow.batch_id == batch.id,
            ImportRow.outcome == Outcome.FAILED,
        )
        .order_by(ImportRow.number)
        .execution_options(yield_per=_AT_ONCE)
    )
    return [(row.number, cells_of(row), RowFault(row.reason)) for row in rows]


def doubtful_rows(
    viewer: Viewer, import_id: ImportId, offset: int, limit: int, on: date
) -> list[DoubtfulRow]:
    """Return the residents about whom somebody must decide, in the order of the file."""
    batch = _batch(viewer, import_id)
    rows = db.session.scalars(
        select(ImportRow)
        .where(
            ImportRow.organisation_id == batch.organisation_id,
            ImportRow.batch_id == batch.id,
            ImportRow.outcome == Outcome.DOUBTFUL,
        )
        .order_by(ImportRow.number)
        .offset(offset)
        .limit(limit)
    ).all()
    return [_doubtful(batch, row, on) for row in rows]


def doubtful_row(viewer: Viewer, row_id: UUID, on: date) -> DoubtfulRow:
    """Return one resident about whom somebody must decide; `NotFound` when nobody must."""
    mine = visible_to(viewer, viewer.organisation_id, Permission.REGISTRY_HOUSEHOLD_TAKE)
    row = found(
        select(ImportRow).where(
            ImportRow.organisation_id == viewer.organisation_id,
            ImportRow.id == row_id,
            ImportRow.outcome == Outcome.DOUBTFUL,
        )
    )
    batch = found(select(ImportBatch).where(mine, ImportBatch.id == row.batch_id))
    return _doubtful(batch, row, on)


def resident_in(batch: ImportBatch, row: ImportRow, on: date) -> Resident:
    """Return the resident of a row. Unscoped: of an import reached."""
    return resident_of(cells_of(row), read(batch.columns), batch.town, on)


def cells_of(row: ImportRow) -> list[str]:
    """Return the cells of a row as they came. Unscoped, as above."""
    cells: list[str] = json.loads(row.cells or "[]")
    return cells


def remembered(viewer: Viewer, headings: str) -> dict[Column, int] | None:
    """Return the columns chosen last time for these headings, if they were ever seen."""
    hashed = key_ring().fingerprint(viewer.organisation_id, "registry_headings", headings)
    kept = db.session.scalar(
        select(ImportMapping.columns).where(
            ImportMapping.organisation_id == viewer.organisation_id,
            ImportMapping.headings_hash == hashed,
        )
    )
    return None if kept is None else read(kept)


def _batch(viewer: Viewer, import_id: ImportId) -> ImportBatch:
    mine = visible_to(viewer, viewer.organisation_id)
    return found(select(ImportBatch).where(mine, ImportBatch.id == import_id))


def _lines(batch: ImportBatch, first: int) -> Iterator[list[str]]:
    """The rows of a file from one on; the first under the headings is 1."""
    return islice(rows_of(contents(batch), batch.delimiter), first, None)


def _read(
    cells: list[str], columns: Mapping[Column, int], town: str, on: date
) -> tuple[Resident | None, RowFault | None]:
    try:
        return resident_of(cells, columns, town, on), None
    except RowRefused as refused:
        return None, refused.fault


def _doubtful(batch: ImportBatch, row: ImportRow, on: date) -> DoubtfulRow:
    return DoubtfulRow(row.id, batch.id, row.number, resident_in(batch, row, on))


def _page(row: ImportBatch, counts: Mapping[Outcome, int]) -> ImportPage:
    return ImportPage(
        id=row.id,
        version=row.version,
        file_name=row.file_name or "",
        headings=tuple(json.loads(row.headings or "[]")),
        town=row.town,
        columns=read(row.columns),
        takes=Takes(row.takes),
        state=ImportState(row.state),
        rows_total=row.rows_total,
        rows_refused=row.rows_refused,
        households=row.households,
        rows_read=row.rows_read,
        by_label=row.by_label,
        brought_at=row.brought_at,
        ended_at=row.ended_at,
        counts=counts,
    )
