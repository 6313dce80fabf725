"""Taking a file in, some households at a time; what was done is never done again."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import DataError, IntegrityError

from app.accounts.policy import Permission
from app.audit.context import about
from app.audit.recorder import DECLARED_WRITE
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import OfficeError
from app.kernel.references import ImportId
from app.registry import queries
from app.registry.models import ImportBatch, ImportRow, RegistryLink
from app.registry.operations.bringing import forget_some
from app.registry.operations.ground import Ground, Member, ground_for
from app.registry.operations.reading import read_rows
from app.registry.operations.settling import settle
from app.registry.rules import ImportState, Outcome, RowFault
from app.transaction.use_case import use_case

TOGETHER = 50  # rows of one transaction: nobody at the desk waits for more
PAUSE = 0.1  # seconds between two parts, in which whoever waits for the database goes first
_RUN = Permission.REGISTRY_IMPORT_RUN
_log = logging.getLogger(__name__)


def go_on(*, actor: Viewer, now: datetime, import_id: ImportId) -> int:
    """Do the next part of an import and return how many rows it was; 0 when it is over.

    A household that is refused, by us or by the database, is tried by itself, and if it is refused
    again it is written down: the others never wait for it.
    """
    by: dict[str, Any] = {"actor": actor, "now": now, "import_id": import_id}
    done: int = read_rows(**by)
    if done:
        return done
    if not queries.is_running(actor, import_id):
        return 0
    for at_once in (TOGETHER, 1):
        try:
            return take_households(**by, at_once=at_once)
        except (OfficeError, DataError, IntegrityError) as refusal:
            _log.warning("households of an import were refused: %s", type(refusal).__name__)
    return refuse_household(**by)


@use_case("registry.import.take_households", permission=_RUN)
def take_households(
    *, actor: Viewer, now: datetime, import_id: ImportId, at_once: int = TOGETHER
) -> int:
    """Take in the next households, whole, and return how many rows they were.

    When none is left what earlier files left is forgotten, some rows at a time; 0 when that is over
    too: then the import is done. Refuses what the operations of people refuse: then none of these
    households is taken in.
    """
    batch = queries.for_change(actor, import_id)
    about("import", batch.id)
    if batch.state != ImportState.RUNNING:
        return 0
    rows = _next(batch, at_once)
    if not rows:
        forgotten = forget_some(batch.organisation_id, *_earlier(batch))
        if not forgotten:
            batch.state, batch.ended_at = ImportState.DONE, now
        return forgotten
    today = office_date(now)
    members = [Member(row, queries.resident_in(batch, row, today)) for row in rows]
    ground = ground_for(actor, now, batch, members, by_hand=False)
    households: dict[bytes | None, list[Member]] = {}
    for one in members:
        households.setdefault(one.row.household_hash, []).append(one)
    settle(ground, list(households.values()))
    _seen(ground, rows)
    return len(rows)


@use_case("registry.import.refuse_household", permission=_RUN)
def refuse_household(*, actor: Viewer, now: datetime, import_id: ImportId) -> int:
    """Write down that the next household could not be taken in; return how many rows it was."""
    batch = queries.for_change(actor, import_id)
    about("import", batch.id)
    rows = _next(batch, 1)
    for row in rows:
        row.outcome, row.reason = Outcome.FAILED, RowFault.REFUSED
    return len(rows)


def _next(batch: ImportBatch, at_once: int) -> list[ImportRow]:
    """The next rows, up to the end of the last household that fits; a larger one is cut."""
    waiting = (
        select(ImportRow)
        .where(
            ImportRow.organisation_id == batch.organisation_id,
            ImportRow.batch_id == batch.id,
            ImportRow.outcome == Outcome.WAITING,
        )
        .order_by(ImportRow.household_hash, ImportRow.number)
        .limit(TOGETHER + 1)
    )
    rows = list(db.session.scalars(waiting))
    if not rows:
        return []
    if at_once == 1:
        return [row for row in rows[:TOGETHER] if row.household_hash == rows[0].household_hash]
    whole = [row for row in rows if row.household_hash != rows[-1].household_hash]
    return whole if len(rows) > TOGETHER and whole else rows[:TOGETHER]


def _seen(ground: Ground, rows: list[ImportRow]) -> None:
    """Write when the registry spoke last of who is known; of who is hidden nothing is written."""
    db.session.flush()
    db.session.execute(
        update(RegistryLink)
        .where(
            RegistryLink.organisation_id == ground.actor.organisation_id,
            RegistryLink.source_hash.in_([row.source_hash for row in rows]),
            RegistryLink.person_id.in_(list(ground.known)),
        )
        .values(seen_at=ground.now)
        .execution_options(**{DECLARED_WRITE: True, "synchronize_session": False})
    )


def _earlier(batch: ImportBatch) -> Sequence[ImportId]:
    """The imports this one replaces: its own rows stay to be looked for."""
    return db.session.scalars(
        select(ImportBatch.id).where(
            ImportBatch.organisation_id == batch.organisation_id,
            ImportBatch.id != batch.id,
            ImportBatch.state == ImportState.DONE,
        )
    ).all()
