"""A household of the registry looked for by a name, and what the registry says of somebody."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from app.accounts.policy import Permission
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.names import folded_key
from app.kernel.references import PersonId
from app.kernel.tax_code import IdentifierKind, read_identifier
from app.people.queries import row_of_page
from app.registry.models import ImportBatch, ImportRow, RegistryLink
from app.registry.queries.batches import resident_in
from app.registry.queries.scope import visible_to
from app.registry.rules import Differing, ImportState, Outcome, Resident
from app.vault.keyring import key_ring

HOUSEHOLDS_SHOWN = 8
_MOST_MEMBERS = 200  # a community of many is cut here, never without whoever was looked for


@dataclass(frozen=True)
class HouseholdFound:
    """A household of the last file; `row_id` is of whoever was looked for."""

    row_id: UUID
    members: tuple[Resident, ...]


@dataclass(frozen=True)
class Found:
    """The households that answer, and the day of the file they are read from."""

    brought_at: datetime
    households: tuple[HouseholdFound, ...]


@dataclass(frozen=True)
class Said:
    """What the registry says of somebody of the archive, and when it was read last."""

    seen_at: datetime
    differences: tuple[tuple[Differing, str], ...]


def last_import(viewer: Viewer) -> ImportBatch | None:
    """Return the import whose rows are there to be looked for."""
    mine = visible_to(viewer, viewer.organisation_id, Permission.REGISTRY_HOUSEHOLD_TAKE)
    return db.session.scalar(
        select(ImportBatch)
        .where(mine, ImportBatch.state.in_((ImportState.RUNNING, ImportState.DONE)))
        .order_by(ImportBatch.brought_at.desc(), ImportBatch.id.desc())
        .limit(1)
    )


def find_households(viewer: Viewer, text: str, on: date) -> Found | None:
    """Return the households of the last file with somebody who answers to `text`; None without one.

    `text` is a surname and name in either order, or a code. Nothing tells who is in the archive.
    """
    batch = last_import(viewer)
    if batch is None:
        return None
    rows = db.session.scalars(
        select(ImportRow)
        .where(*_of(batch), _answering(viewer, text), ImportRow.outcome != Outcome.FAILED)
        .order_by(ImportRow.number)
        .limit(HOUSEHOLDS_SHOWN * 4)
    ).all()
    first: dict[bytes | None, ImportRow] = {}
    for row in rows:
        first.setdefault(row.household_hash, row)
    shown = dict(list(first.items())[:HOUSEHOLDS_SHOWN])
    others = db.session.scalars(
        select(ImportRow)
        .where(
            *_of(batch),
            ImportRow.household_hash.in_([key for key in shown if key]),
            ImportRow.id.not_in([row.id for row in shown.values()]),
        )
        .order_by(ImportRow.number)
        .limit(_MOST_MEMBERS)
    )
    members: dict[bytes | None, list[Resident]] = {key: [] for key in shown}
    for one in sorted((*shown.values(), *others), key=lambda one: one.number):
        members[one.household_hash].append(resident_in(batch, one, on))
    return Found(
        batch.brought_at,
        tuple(HouseholdFound(row.id, tuple(members[key])) for key, row in shown.items()),
    )


def household_rows(batch: ImportBatch, row: ImportRow) -> list[ImportRow]:
    """Return the rows of the household of one, hers first. Unscoped: of an import reached."""
    return list(
        db.session.scalars(
            select(ImportRow)
            .where(*_of(batch), ImportRow.household_hash == row.household_hash)
            .order_by(ImportRow.id != row.id, ImportRow.number)
            .limit(_MOST_MEMBERS)
        )
    )


def is_beside(row: ImportRow, source_hash: bytes) -> bool:
    """Return whether the file of a row has one of this resident too. Unscoped, as above."""
    found = select(ImportRow.id).where(
        ImportRow.organisation_id == row.organisation_id,
        ImportRow.batch_id == row.batch_id,
        ImportRow.source_hash == source_hash,
    )
    return db.session.scalar(found.limit(1)) is not None


def said_of(viewer: Viewer, person_id: PersonId) -> Said | None:
    """Return what the registry says of somebody, where she is linked to it and may be found."""
    if not viewer.may(Permission.PEOPLE_PERSON_READ) or not row_of_page(viewer, person_id):
        return None
    link = db.session.scalar(
        select(RegistryLink)
        .where(
            RegistryLink.organisation_id == viewer.organisation_id,
            RegistryLink.person_id == person_id,
        )
        .order_by(RegistryLink.seen_at.desc())
        .limit(1)
    )
    if link is None:
        return None
    pairs = json.loads(link.differences or "[]")
    return Said(link.seen_at, tuple((Differing(what), words) for what, words in pairs))


def _of(batch: ImportBatch) -> tuple[ColumnElement[bool], ...]:
    return (ImportRow.organisation_id == batch.organisation_id, ImportRow.batch_id == batch.id)


def _answering(viewer: Viewer, text: str) -> ColumnElement[bool]:
    ring, body = key_ring(), viewer.organisation_id
    kind, code = read_identifier(text)
    if kind is not IdentifierKind.NONE:
        return ImportRow.code_hash == ring.fingerprint(body, "identifier", code)
    words = text.split()
    parted = [
        (" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, min(len(words), 6))
    ]
    wholes = {
        f"{folded_key(surname)} {folded_key(given)}"
        for one in parted
        for surname, given in (one, one[::-1])
    }
    whole = [ring.fingerprint(body, "registry_whole", key) for key in sorted(wholes)]
    surname = ring.fingerprint(body, "registry_surname", folded_key(text))
    return or_(ImportRow.surname_hash == surname, ImportRow.whole_hash.in_(whole))
