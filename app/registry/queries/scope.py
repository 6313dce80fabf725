"""Which imports a viewer reads, and how one is held while it changes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import ColumnElement, false, select

from app.accounts.policy import Permission
from app.db import db
from app.kernel.actor import Actor, Reach, Viewer
from app.kernel.references import AccountId, ImportId, OrganisationId, PersonId
from app.registry.models import ImportBatch, ImportRow, RegistryLink
from app.registry.rules import ImportState
from app.transaction.loading import found, locked

# What an import does by the right of who started it, and nothing else.
_BY_RIGHT = (
    Permission.DESK_MESSAGE_TAKE,  # who follows somebody protected hears of who looks like her
    Permission.PEOPLE_HOUSEHOLD_EDIT,
    Permission.PEOPLE_PERSON_EDIT,
    Permission.PEOPLE_PERSON_FIND,
    Permission.PEOPLE_PERSON_READ,
    Permission.PEOPLE_PERSON_REGISTER,
    Permission.REGISTRY_IMPORT_RUN,
)


@dataclass(frozen=True)
class Running:
    """An import under way, and in whose name it goes on."""

    id: ImportId
    viewer: Viewer = field(repr=False)


def visible_to(
    viewer: Actor, organisation_id: OrganisationId, permission: str = Permission.REGISTRY_IMPORT_RUN
) -> ColumnElement[bool]:
    """Return the criterion of the imports this viewer reaches by a permission."""
    if viewer.reach(permission) is not Reach.ORGANISATION:
        return false()
    return ImportBatch.organisation_id == organisation_id


def for_change(actor: Viewer, import_id: ImportId, version: int | None = None) -> ImportBatch:
    """Return an import to be changed, held; `NotFound`, `Conflict`."""
    mine = visible_to(actor, actor.organisation_id)
    return locked(select(ImportBatch).where(mine, ImportBatch.id == import_id), version)


def row_for_change(actor: Viewer, row_id: UUID) -> tuple[ImportBatch, ImportRow]:
    """Return a row of a file and its import, held; `NotFound` out of reach."""
    mine = visible_to(actor, actor.organisation_id, Permission.REGISTRY_HOUSEHOLD_TAKE)
    row = found(
        select(ImportRow).where(
            ImportRow.organisation_id == actor.organisation_id, ImportRow.id == row_id
        )
    )
    batch = locked(select(ImportBatch).where(mine, ImportBatch.id == row.batch_id))
    db.session.refresh(row)
    return batch, row


def running() -> list[Running]:
    """Return the imports under way in every body. Unscoped: asked by the program.

    Each goes on in the name of who started it, who follows nobody: whoever is protected is hidden.
    """
    rows = db.session.scalars(
        select(ImportBatch)
        .where(ImportBatch.state == ImportState.RUNNING)
        .order_by(ImportBatch.brought_at, ImportBatch.id)
    )
    return [
        Running(row.id, knowing_nobody(row.organisation_id, row.by_id, row.by_label))
        for row in rows
    ]


def knowing_nobody(organisation_id: OrganisationId, account_id: AccountId, name: str) -> Viewer:
    """Return who takes an import in: the name of a person, and nobody's cases. Unscoped."""
    return Viewer(
        account_id=account_id,
        organisation_id=organisation_id,
        organisation_name="",
        engagement_ids=frozenset(),
        team_ids=frozenset(),
        roles=frozenset(),
        reaches=dict.fromkeys(_BY_RIGHT, Reach.ORGANISATION),
        name=name,
        login="",
    )


def links_by_source(viewer: Viewer, hashes: set[bytes]) -> dict[bytes, RegistryLink]:
    """Return the links of these residents. For a use case: who is hidden is in it too."""
    rows = db.session.scalars(
        select(RegistryLink).where(
            RegistryLink.organisation_id == viewer.organisation_id,
            RegistryLink.source_hash.in_(hashes),
        )
    )
    return {row.source_hash: row for row in rows}


def links_by_person(viewer: Viewer, people: Collection[PersonId]) -> dict[PersonId, RegistryLink]:
    """Return the link of each of these people, where she has one. For a use case, as above."""
    rows = db.session.scalars(
        select(RegistryLink).where(
            RegistryLink.organisation_id == viewer.organisation_id,
            RegistryLink.person_id.in_(list(people)),
        )
    )
    return {row.person_id: row for row in _in_order(rows)}


def links_by_household(viewer: Viewer, hashes: set[bytes]) -> dict[bytes, list[RegistryLink]]:
    """Return the links into these households of the registry. For a use case, as above."""
    rows = db.session.scalars(
        select(RegistryLink).where(
            RegistryLink.organisation_id == viewer.organisation_id,
            RegistryLink.household_hash.in_(hashes),
            RegistryLink.household_id.is_not(None),
        )
    )
    found_: dict[bytes, list[RegistryLink]] = {}
    for row in _in_order(rows):
        found_.setdefault(row.household_hash, []).append(row)
    return found_


def _in_order(rows: Iterable[RegistryLink]) -> list[RegistryLink]:
    """The first written first. Not by the question: in its order SQLite would read every link."""
    return sorted(rows, key=lambda row: row.id)
