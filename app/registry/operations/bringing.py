"""Bringing a file, saying what its columns hold, starting and stopping its import."""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select

from app.accounts.policy import Permission
from app.audit.context import about
from app.audit.recorder import DECLARED_WRITE
from app.db import db, found_or_new
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.references import ImportId, OrganisationId
from app.registry import queries
from app.registry.models import ImportBatch, ImportMapping, ImportPiece, ImportRow
from app.registry.rules import (
    OPEN,
    Column,
    FileFault,
    ImportState,
    Takes,
    Unreadable,
    columns_fault,
    counted,
    delimiter_of,
    heading_key,
    pieces_of,
    proposed,
    rows_of,
    text_of,
    written,
)
from app.transaction.use_case import use_case
from app.vault.keyring import key_ring
from app.vault.operations import create_data_key

ROOT = "registry_import"
FORGOTTEN_TOGETHER = 1_000  # rows of one transaction
_RUN = Permission.REGISTRY_IMPORT_RUN


@use_case("registry.import.bring", permission=_RUN)
def bring_file(
    *, actor: Viewer, now: datetime, file_name: str, content: bytes, town: str, takes: Takes
) -> ImportId:
    """Seal a file of the registry, propose what its columns hold, and return its import.

    `town` is the Comune where a row says none. Refuses (`Invalid`) what is not a table of text.
    """
    try:
        text = text_of(content)
        delimiter = delimiter_of(text)
        headings = next(rows_of([text], delimiter))
        total = counted([text], delimiter)
    except Unreadable as unreadable:
        raise Invalid(f"file:{unreadable.fault}") from unreadable
    columns = queries.remembered(actor, heading_key(headings))
    key = create_data_key(organisation_id=actor.organisation_id, root_kind=ROOT, now=now)
    batch = ImportBatch(
        organisation_id=actor.organisation_id,
        data_key_id=key.id,
        file_name=file_name[:200],
        headings=json.dumps(headings),
        delimiter=delimiter,
        town=town,
        columns=written(proposed(headings) if columns is None else columns),
        takes=takes,
        state=ImportState.UPLOADED,
        rows_total=total,
        rows_refused=0,
        households=0,
        rows_read=0,
        by_id=actor.account_id,
        by_label=actor.label,
        brought_at=now,
    )
    db.session.add(batch)
    db.session.flush()
    about("import", batch.id)
    for number, piece in enumerate(pieces_of(text)):
        db.session.add(_piece(batch, number, piece))
    return batch.id


def choose_columns(
    *,
    actor: Viewer,
    now: datetime,
    import_id: ImportId,
    version: int,
    columns: Mapping[Column, int],
) -> None:
    """Say what each column holds, having looked at every row once; what `keep_columns` refuses."""
    if columns_fault(columns):
        seen = (0, 0)
    else:
        seen = queries.looked_at(actor, import_id, columns, office_date(now))
    keep_columns(
        actor=actor, now=now, import_id=import_id, version=version, columns=columns, seen=seen
    )


@use_case("registry.import.choose_columns", permission=_RUN)
def keep_columns(
    *,
    actor: Viewer,
    now: datetime,
    import_id: ImportId,
    version: int,
    columns: Mapping[Column, int],
    seen: tuple[int, int],
) -> None:
    """Keep what each column holds, with how many rows are refused so and how many households are.

    The choice is remembered for the next file alike. Refuses columns without a surname, or used
    twice, and an import that has started already.
    """
    batch = queries.for_change(actor, import_id, version)
    about("import", batch.id)
    _only_in(batch, *OPEN)
    fault = columns_fault(columns)
    if fault:
        raise Invalid(fault)
    batch.columns = written(columns)
    batch.state = ImportState.MAPPED
    batch.rows_refused, batch.households = seen
    headings = heading_key(json.loads(batch.headings or "[]"))
    kept = found_or_new(
        ImportMapping,
        organisation_id=batch.organisation_id,
        headings_hash=key_ring().fingerprint(batch.organisation_id, "registry_headings", headings),
    )
    kept.columns, kept.kept_at, kept.kept_by = batch.columns, now, actor.label


@use_case("registry.import.start", permission=_RUN)
def start_import(*, actor: Viewer, now: datetime, import_id: ImportId, version: int) -> None:
    """Let the program take the file in from now on, in the name of who starts it.

    Refuses one that has started already, and a second one at the same time.
    """
    batch = queries.for_change(actor, import_id, version)
    about("import", batch.id)
    _only_in(batch, ImportState.MAPPED)
    running = select(ImportBatch.id).where(
        ImportBatch.organisation_id == batch.organisation_id,
        ImportBatch.state == ImportState.RUNNING,
    )
    if db.session.scalar(running) is not None:
        raise NotAllowedNow(FileFault.ANOTHER_RUNS)
    batch.state = ImportState.RUNNING
    batch.by_id, batch.by_label = actor.account_id, actor.label


@use_case("registry.import.stop", permission=_RUN)
def stop_import(*, actor: Viewer, now: datetime, import_id: ImportId) -> None:
    """Stop an import, or throw its file away before it starts; what was taken in stays.

    Refuses one that has ended.
    """
    batch = queries.for_change(actor, import_id)
    about("import", batch.id)
    _only_in(batch, *OPEN, ImportState.RUNNING)
    batch.state, batch.ended_at = ImportState.STOPPED, now
    forget_pieces(batch.organisation_id, batch.id)
    if not batch.rows_read:
        return
    forget_rows(batch.organisation_id, batch.id)


def forget_pieces(organisation_id: OrganisationId, import_id: ImportId) -> None:
    """Remove a file whose rows are all read, or that nobody wants, inside a use case."""
    db.session.execute(
        delete(ImportPiece)
        .where(ImportPiece.organisation_id == organisation_id, ImportPiece.batch_id == import_id)
        .execution_options(**{DECLARED_WRITE: True})
    )


def forget_some(organisation_id: OrganisationId, *imports: ImportId) -> int:
    """Remove some rows of imports that a newer one replaces, inside a use case; return how many.

    Not all at once: of a whole Comune they are tens of thousands, and nobody waits for them.
    """
    ids = db.session.scalars(
        select(ImportRow.id)
        .where(ImportRow.organisation_id == organisation_id, ImportRow.batch_id.in_(imports))
        .limit(FORGOTTEN_TOGETHER)
    ).all()
    if ids:
        db.session.execute(
            delete(ImportRow)
            .where(ImportRow.organisation_id == organisation_id, ImportRow.id.in_(ids))
            .execution_options(**{DECLARED_WRITE: True, "synchronize_session": False})
        )
    return len(ids)


def forget_rows(organisation_id: OrganisationId, *imports: ImportId) -> None:
    """Remove the rows of imports that were stopped, inside a use case."""
    db.session.execute(
        delete(ImportRow)
        .where(ImportRow.organisation_id == organisation_id, ImportRow.batch_id.in_(imports))
        .execution_options(**{DECLARED_WRITE: True, "synchronize_session": False})
    )


def _only_in(batch: ImportBatch, *states: ImportState) -> None:
    if batch.state not in states:
        raise NotAllowedNow(FileFault.NOT_NOW)


def _piece(batch: ImportBatch, number: int, text: str) -> ImportPiece:
    return ImportPiece(
        organisation_id=batch.organisation_id,
        data_key_id=batch.data_key_id,
        batch_id=batch.id,
        number=number,
        content=text,
    )
