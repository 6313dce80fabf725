"""Two records of one person become one, reviewed by somebody and undone within thirty days."""

import json
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.accounts.policy import Permission
from app.audit.context import about
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotAllowedNow, OfficeError
from app.kernel.names import search_key, sort_key
from app.kernel.references import PersonId
from app.people import queries
from app.people.above import tell_of_death
from app.people.models import NotTheSame, Person, PersonMerge
from app.people.operations.moving import move_back, move_rows, note_move
from app.people.operations.person import add_name, make_keys, write_identifier
from app.people.queries.merging import merge_for_change, why_two
from app.people.queries.named import other_names
from app.people.queries.references import counted
from app.people.rules import MERGED, UNDONE_WITHIN, MergeFault, MergeField, NameKind
from app.transaction.reading import consultation
from app.transaction.use_case import use_case
from app.vault.operations import create_data_key

_MERGE = Permission.PEOPLE_PERSON_MERGE


class _AnyUnique(dict[str, OfficeError]):
    """What the database refuses of two rows that would become one, whichever the table."""

    def __init__(self, unique: MergeFault) -> None:
        """Say the hours that overlap, and `unique` for every key of two rows."""
        super().__init__({"time_claim_free": NotAllowedNow(MergeFault.SAME_HOUR)})
        self._unique = unique

    def get(self, name: str, default: Any = None) -> Any:
        """Return the refusal of a constraint; any unique key of any table is one of ours."""
        return NotAllowedNow(self._unique) if name.startswith("uq_") else super().get(name, default)


@consultation("people.merge.consult", permission=_MERGE, subject="merge")
def consult_merge(
    *, actor: Viewer, now: datetime, merge_id: UUID, purpose: str = ""
) -> queries.MergePage:
    """Return what a merge did and what stands now, after the line of who read it."""
    return queries.merge_page(actor, merge_id, now)


@use_case("people.person.merge", permission=_MERGE, refusals=_AnyUnique(MergeFault.TOGETHER))
def merge_people(
    *,
    actor: Viewer,
    now: datetime,
    kept_id: PersonId,
    gone_id: PersonId,
    versions: tuple[int, int],
    taken: frozenset[MergeField] = frozenset(),
) -> UUID:
    """Make one record of two: all that is of `gone` becomes `kept`'s, and return the merge's id.

    `taken` is what is read from the record that goes; what is not chosen is not lost: the names
    stay among the other names, the code still finds her. Never done by the program alone. Refuses
    one record with itself, two who are kin, kept apart or side by side in one report, structure or
    group, two open ordinary cases, who is protected unless the actor follows her (`NotAllowedNow`),
    and records changed since they were shown (`Conflict`).
    """
    kept, gone = _both(actor, kept_id, gone_id, versions)
    bar = why_two(actor, kept.id, gone.id, office_date(now))
    if bar is not None:
        raise NotAllowedNow(bar)
    merge = _begun(actor, now, kept, gone)
    thought_alive = kept.died_on is None or gone.died_on is None
    before, counts = _written(kept), counted(kept.organisation_id, kept.id)
    move_rows(merge)
    for field in sorted(taken):
        _take(kept, field, _written(gone))
    _keep_names(merge, kept, (before, _written(gone)))
    merge.changed = json.dumps({"fields": _changes(before, _written(kept)), "counts": counts})
    gone.merged_into_id = kept.id
    make_keys(kept)
    if thought_alive and kept.died_on is not None:
        tell_of_death(actor=actor, now=now, person_id=kept.id)
    return merge.id


@use_case("people.merge.undo", permission=_MERGE, refusals=_AnyUnique(MergeFault.UNDO_TOGETHER))
def undo_merge(*, actor: Viewer, now: datetime, merge_id: UUID) -> None:
    """Make two records of one again: what was moved and still stands goes back where it was.

    What was written since stays with the record that stayed, and what changed since is not undone.
    Refuses after thirty days, twice, and while the record that stayed is merged into another.
    """
    merge = merge_for_change(actor, merge_id)
    about("person_merge", merge.id)
    about("person", merge.kept_id)
    about("person", merge.gone_id)
    if merge.undone_at is not None:
        raise NotAllowedNow(MergeFault.UNDONE)
    if now > merge.undo_until:
        raise NotAllowedNow(MergeFault.TOO_LATE)
    rows = {one: _person(merge, one) for one in sorted((merge.kept_id, merge.gone_id))}
    kept, gone = rows[merge.kept_id], rows[merge.gone_id]
    if kept.merged_into_id is not None:
        raise NotAllowedNow(MergeFault.MERGED_AGAIN)
    gone.merged_into_id = None  # first: nothing is given to a record that is not there
    db.session.flush()
    move_back(merge)
    says = _written(kept)
    for field, (was, became) in json.loads(merge.changed or "{}")["fields"].items():
        if _part(MergeField(field), says) == became:
            says |= was
    _write(kept, says)
    merge.undone_by, merge.undone_at = actor.label, now
    for person in (kept, gone):
        make_keys(person)


@use_case("people.person.tell_apart", permission=_MERGE)
def tell_apart(*, actor: Viewer, now: datetime, person_id: PersonId, other_id: PersonId) -> None:
    """Write that two who look alike are two people: they are not proposed again.

    Refuses one record with itself; said twice, it stays as it was said first.
    """
    if person_id == other_id:
        raise Invalid(MergeFault.ONE_PERSON)
    first, second = sorted((person_id, other_id))
    for one in (first, second):
        about("person", queries.for_change(actor, actor.organisation_id, one).id)
    pair = {"organisation_id": actor.organisation_id, "person_id": first, "other_id": second}
    if db.session.scalar(select(NotTheSame.id).filter_by(**pair)) is None:
        db.session.add(NotTheSame(**pair, decided_by=actor.label, decided_at=now))


def _both(
    actor: Viewer, kept_id: PersonId, gone_id: PersonId, versions: tuple[int, int]
) -> tuple[Person, Person]:
    """Return the two records, held; `Conflict` where one is not as it was shown."""
    if kept_id == gone_id:
        raise Invalid(MergeFault.ONE_PERSON)
    shown = dict(zip((kept_id, gone_id), versions, strict=True))
    # Always in the same order: two who merge the same pair never wait for each other in a circle.
    rows = {
        one: queries.for_change(actor, actor.organisation_id, one, shown[one])
        for one in sorted(shown)
    }
    return rows[kept_id], rows[gone_id]


def _begun(actor: Viewer, now: datetime, kept: Person, gone: Person) -> PersonMerge:
    key = create_data_key(organisation_id=actor.organisation_id, root_kind="person_merge", now=now)
    merge = PersonMerge(
        organisation_id=actor.organisation_id,
        kept_id=kept.id,
        gone_id=gone.id,
        merged_by=actor.label,
        merged_at=now,
        undo_until=now + UNDONE_WITHIN,
        undone_by="",
        data_key_id=key.id,
    )
    db.session.add(merge)
    db.session.flush()
    about("person_merge", merge.id)
    about("person", kept.id)
    about("person", gone.id)
    return merge


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return, of each thing that is not as before, what the record said and says."""
    pairs = {field: [_part(field, before), _part(field, after)] for field in MergeField}
    return {field: pair for field, pair in pairs.items() if pair[0] != pair[1]}


def _person(merge: PersonMerge, person_id: PersonId) -> Person:
    return db.session.scalars(
        select(Person)
        .where(Person.organisation_id == merge.organisation_id, Person.id == person_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def _written(person: Person) -> dict[str, Any]:
    """Return what a record says of somebody, as plain values."""
    names = [name for field in MergeField for name in MERGED[field]]
    values = {name: getattr(person, name) for name in names}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }


def _take(kept: Person, field: MergeField, written: Mapping[str, Any]) -> None:
    _write(kept, {**_written(kept), **_part(field, written)})


def _part(field: MergeField, written: Mapping[str, Any]) -> dict[str, Any]:
    return {name: written[name] for name in MERGED[field]}


def _write(person: Person, written: Mapping[str, Any]) -> None:
    """Write what a record says; the code is sealed again for the row where it stands."""
    for name in ("birth_date", "died_on"):
        value = written[name]
        setattr(person, name, date.fromisoformat(value) if value else None)
    plain = set(written) - {"birth_date", "died_on", *MERGED[MergeField.IDENTIFIER]}
    for name in sorted(plain):
        setattr(person, name, written[name])
    person.sort_key = sort_key(person.surname, person.given)
    code = written["identifier"] or ""
    if (person.identifier or "") != code:
        write_identifier(person, code, written["no_identifier_reason"])
    elif not code:
        person.no_identifier_reason = written["no_identifier_reason"]


def _keep_names(merge: PersonMerge, kept: Person, records: Collection[Mapping[str, Any]]) -> None:
    """Keep every name that either record carried: whoever knew her by it still finds her."""
    known = {search_key(kept.surname), search_key(kept.given)}
    others = other_names(kept.organisation_id, [kept.id]).get(kept.id, ())
    known |= {search_key(one.name) for one in others}
    for record in records:
        for name, kind in (("surname", NameKind.OTHER_SURNAME), ("given", NameKind.ALIAS)):
            text = record[name]
            if text and search_key(text) not in known:
                known.add(search_key(text))
                row = add_name(kept, kind, text)
                db.session.flush()
                note_move(merge, "other_name", "person_id", row.id, made=True)
