"""Reading a file row by row, some at a time: what was read is never read again."""

import json
from datetime import date, datetime

from sqlalchemy import select

from app.accounts.policy import Permission
from app.audit.context import about
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import ImportId
from app.registry import queries
from app.registry.models import ImportBatch, ImportRow
from app.registry.operations.bringing import forget_pieces
from app.registry.rules import (
    Column,
    ImportState,
    Outcome,
    Resident,
    RowFault,
    RowRefused,
    read,
    resident_of,
)
from app.transaction.use_case import use_case
from app.vault.keyring import key_ring

READ_TOGETHER = 500  # rows of one transaction: nobody at the desk waits for more


def read_rows(
    *, actor: Viewer, now: datetime, import_id: ImportId, at_once: int = READ_TOGETHER
) -> int:
    """Read the next rows of a file, seal them and return how many; 0 when all are read.

    The file is opened before anything is written. Whatever stopped the last time, it goes on where
    it was.
    """
    found = queries.next_rows(actor, import_id, at_once)
    if found is None:
        return 0
    return seal_rows(actor=actor, now=now, import_id=import_id, found=found)


@use_case("registry.import.read_rows", permission=Permission.REGISTRY_IMPORT_RUN)
def seal_rows(*, actor: Viewer, now: datetime, import_id: ImportId, found: queries.NextRows) -> int:
    """Seal the rows of a file that come next one by one and return how many.

    Refuses nothing: rows that somebody else read meanwhile, or of an import that was stopped, are
    left as they are.
    """
    batch = queries.for_change(actor, import_id)
    about("import", batch.id)
    if batch.state != ImportState.RUNNING or batch.rows_read + 1 != found.first:
        return 0
    today, columns = office_date(now), read(batch.columns)
    numbered = enumerate(found.cells, found.first)
    rows = [_row(batch, number, cells, columns, today) for number, cells in numbered]
    _refuse_twice(batch, rows)
    db.session.add_all(rows)
    batch.rows_read += len(rows)
    db.session.flush()
    if batch.rows_read >= batch.rows_total:
        forget_pieces(batch.organisation_id, batch.id)
    return len(rows)


def _row(
    batch: ImportBatch, number: int, cells: list[str], columns: dict[Column, int], today: date
) -> ImportRow:
    row = ImportRow(
        organisation_id=batch.organisation_id,
        data_key_id=batch.data_key_id,
        batch_id=batch.id,
        number=number,
        cells=json.dumps(cells, ensure_ascii=False),
        outcome=Outcome.WAITING,
        reason="",
    )
    try:
        _mark(row, resident_of(cells, columns, batch.town, today))
    except RowRefused as refused:
        row.outcome, row.reason = Outcome.FAILED, refused.fault
    return row


def _mark(row: ImportRow, resident: Resident) -> None:
    """Write by what the row is found, as hashes that nobody reads without the key."""
    ring, body = key_ring(), row.organisation_id
    row.source_hash = ring.fingerprint(body, "registry_source", resident.source)
    household = resident.household or f"alone:{resident.source}"
    row.household_hash = ring.fingerprint(body, "registry_household", household)
    row.surname_hash = ring.fingerprint(body, "registry_surname", resident.surname_key)
    row.whole_hash = ring.fingerprint(body, "registry_whole", resident.whole_key)
    code = resident.details.identifier
    row.code_hash = ring.fingerprint(body, "identifier", code) if code else None


def _refuse_twice(batch: ImportBatch, rows: list[ImportRow]) -> None:
    """The same resident twice in one file: the second says nothing."""
    sources = {row.source_hash for row in rows if row.source_hash}
    seen = set(
        db.session.scalars(
            select(ImportRow.source_hash).where(
                ImportRow.organisation_id == batch.organisation_id,
                ImportRow.batch_id == batch.id,
                ImportRow.source_hash.in_(sources),
            )
        )
    )
    for row in rows:
        if row.source_hash is None:
            continue
        if row.source_hash in seen:
            row.outcome, row.reason = Outcome.FAILED, RowFault.TWICE
            row.source_hash = row.household_hash = row.surname_hash = None
            row.whole_hash = row.code_hash = None
        else:
            seen.add(row.source_hash)
