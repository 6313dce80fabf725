"""What a person decides: who a resident is, and which household is taken now."""

from datetime import datetime
from uuid import UUID

from app.accounts.policy import Permission
from app.audit.context import about
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import NotAllowedNow, NotFound
from app.kernel.references import PersonId
from app.people import operations as people
from app.people.matching import Strength
from app.people.queries import Match, doubles
from app.registry import queries
from app.registry.models import ImportBatch, ImportRow
from app.registry.operations.ground import Ground, Member, described, ground_for, source_of
from app.registry.operations.settling import relate_to_all, settle
from app.registry.rules import FileFault, Outcome
from app.transaction.use_case import use_case

_TAKE = Permission.REGISTRY_HOUSEHOLD_TAKE


@use_case("registry.row.is_known", permission=_TAKE)
def decide_known(*, actor: Viewer, now: datetime, row_id: UUID, person_id: PersonId) -> PersonId:
    """Say that a resident is this person of the archive; what the registry knows better is written.

    Refuses a row that nobody must decide any more, somebody who is another resident of the same
    file (`NotAllowedNow`), and a person out of reach (`NotFound`).
    """
    ground, one, household = _doubtful(actor, now, row_id, person_id)
    if person_id not in ground.known:
        raise NotFound
    link = ground.linked.get(person_id)
    if link is not None and queries.is_beside(one.row, link.source_hash):
        raise NotAllowedNow(FileFault.NOT_NOW)
    about("person", person_id)
    ground.matched[one.row.id] = Match(person_id)
    relate_to_all(ground, household, settle(ground, [[one]]))
    return person_id


@use_case("registry.row.is_another", permission=_TAKE)
def decide_another(*, actor: Viewer, now: datetime, row_id: UUID) -> PersonId | None:
    """Say that a resident is none of those she looks like; she is registered, with her household.

    They are not proposed as doubles of each other again. Nobody who died is registered. Refuses a
    row already decided.
    """
    ground, one, household = _doubtful(actor, now, row_id)
    found = doubles(actor, described(actor, one.resident))
    alike = [row.id for row, like in found if like.strength >= Strength.MEDIUM]
    ground.matched[one.row.id] = Match(heard=ground.matched[one.row.id].heard)
    person_id = settle(ground, [[one]]).get(one.row.id)
    if person_id is None:
        return None
    about("person", person_id)
    relate_to_all(ground, household, {one.row.id: person_id})
    for other_id in alike:
        people.tell_apart(actor=actor, now=now, person_id=person_id, other_id=other_id)
    return person_id


@use_case("registry.row.leave", permission=_TAKE)
def leave_row(*, actor: Viewer, now: datetime, row_id: UUID) -> None:
    """Leave a resident out of the archive. Refuses a row already decided."""
    batch, row = queries.row_for_change(actor, row_id)
    about("import", batch.id)
    _still_doubtful(row)
    row.outcome = Outcome.ASIDE


@use_case("registry.household.take", permission=_TAKE)
def take_household(
    *, actor: Viewer, now: datetime, row_id: UUID
) -> tuple[PersonId | None, UUID | None]:
    """Take a household of the last file into the archive, whoever started its import.

    Return somebody of it to look at (the one looked for, where she is), and the row of somebody of
    it about whom a person must decide. Taken twice, nothing changes. Refuses a file that a newer
    one replaced.
    """
    batch, row = queries.row_for_change(actor, row_id)
    about("import", batch.id)
    last = queries.last_import(actor)
    if last is None or last.id != batch.id or row.household_hash is None:
        raise NotAllowedNow(FileFault.NOT_NOW)
    members = _members(batch, queries.household_rows(batch, row), now)
    ground = ground_for(actor, now, batch, members, by_hand=True)
    ids = settle(ground, [members])
    for person_id in ids.values():
        about("person", person_id)
    hers = ids.get(row.id) or next(iter(ids.values()), None)
    doubtful = (one.row.id for one in members if one.row.outcome == Outcome.DOUBTFUL)
    return hers, next(doubtful, None)


def _doubtful(
    actor: Viewer, now: datetime, row_id: UUID, *perhaps: PersonId
) -> tuple[Ground, Member, list[Member]]:
    """Return a row about which somebody decides, with what is known of it and of her household."""
    batch, row = queries.row_for_change(actor, row_id)
    about("import", batch.id)
    _still_doubtful(row)
    household = _members(batch, queries.household_rows(batch, row), now)
    one = next(member for member in household if member.row.id == row.id)
    ground = ground_for(actor, now, batch, household, by_hand=True, perhaps=perhaps)
    if source_of(one) in ground.links:  # decided already, of a row of another file
        raise NotAllowedNow(FileFault.NOT_NOW)
    return ground, one, household


def _still_doubtful(row: ImportRow) -> None:
    if row.outcome != Outcome.DOUBTFUL:
        raise NotAllowedNow(FileFault.NOT_NOW)


def _members(batch: ImportBatch, rows: list[ImportRow], now: datetime) -> list[Member]:
    today = office_date(now)
    return [Member(row, queries.resident_in(batch, row, today)) for row in rows]
