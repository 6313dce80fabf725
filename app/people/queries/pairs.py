"""Who may be written twice in the archive: looked for when somebody asks, never by itself."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, extract, func, or_, select, union
from sqlalchemy.orm import aliased

from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import PersonId
from app.people.matching import Likeness, Strength, likeness
from app.people.models import Address, NotTheSame, Person, PersonKey
from app.people.queries.doubles import descriptions, doubles
from app.people.queries.named import person_rows
from app.people.queries.rows import PersonRow
from app.people.queries.scope import may_be_named, visible_to
from app.people.searching import LOOSE
from app.transaction.loading import found

PAIRS_SHOWN = 50
_COMPARED = 400  # of each way of being alike
_AT_ONE_HOME = 12
_One, _Other = aliased(Person), aliased(Person)
_OneKey, _OtherKey = aliased(PersonKey), aliased(PersonKey)
_OneHome, _OtherHome = aliased(Address), aliased(Address)
_AFTER_LOOSE = chr(ord(LOOSE) + 1)


@dataclass(frozen=True)
class LikelyPair:
    """Two records that may be of one person, and why."""

    one: PersonRow
    other: PersonRow
    like: Likeness


def doubles_of(viewer: Viewer, person_id: PersonId) -> list[tuple[PersonRow, Likeness]]:
    """Return who may be the same as somebody of the archive, without who was judged different.

    `NotFound` out of reach.
    """
    mine = visible_to(viewer, viewer.organisation_id)
    person = found(select(Person).where(mine, Person.id == person_id))
    described = descriptions(viewer.organisation_id, [person])[person.id]
    two = set(
        db.session.scalars(
            select(NotTheSame.other_id)
            .where(_of_body(viewer), NotTheSame.person_id == person_id)
            .union(
                select(NotTheSame.person_id).where(
                    _of_body(viewer), NotTheSame.other_id == person_id
                )
            )
        )
    )
    return [pair for pair in doubles(viewer, described, person_id) if pair[0].id not in two]


def likely_pairs(viewer: Viewer) -> list[LikelyPair]:
    """Return the pairs of records that are most likely of one person, at most fifty.

    Both are in the viewer's reach; a pair judged different is never among them.
    """
    ids = _compared(viewer)
    each = {one for pair in ids for one in pair}
    people = db.session.scalars(
        select(Person).where(Person.organisation_id == viewer.organisation_id, Person.id.in_(each))
    ).all()
    described = descriptions(viewer.organisation_id, people)
    alike = [(pair, like) for pair in ids if (like := likeness(*(described[one] for one in pair)))]
    alike = [one for one in alike if one[1].strength >= Strength.MEDIUM]
    alike.sort(key=lambda one: (-one[1].strength, str(one[0])))
    shown = alike[:PAIRS_SHOWN]
    named = {one for pair, _ in shown for one in pair}
    rows = {row.id: row for row in person_rows(viewer, [one for one in people if one.id in named])}
    return [LikelyPair(rows[one], rows[other], like) for (one, other), like in shown]


def _compared(viewer: Viewer) -> set[tuple[PersonId, PersonId]]:
    """Return the pairs worth comparing: one code, one day, one year or one home with one sound."""
    ways = [
        _pairs(viewer).where(_One.identifier_hash == _Other.identifier_hash),
        _pairs(viewer).where(_One.birth_date == _Other.birth_date, _one_sound()),
        *(
            _by_sound(viewer).where(
                one.birth_date.is_(None), one.birth_year == extract("year", other.birth_date)
            )
            for one, other in ((_One, _Other), (_Other, _One))
        ),
        _by_sound(viewer).where(_One.birth_date.is_(None), _One.birth_year == _Other.birth_year),
        _at_one_home(viewer),
    ]
    limited = [select(way.limit(_COMPARED).subquery()) for way in ways]
    return {(one, other) for one, other in db.session.execute(union(*limited))}


def _pairs(viewer: Viewer) -> Select[PersonId, PersonId]:
    """Every two people in reach, once, but those judged different."""
    body = viewer.organisation_id
    judged = select(NotTheSame.id).where(
        NotTheSame.organisation_id == body,
        or_(
            and_(NotTheSame.person_id == _One.id, NotTheSame.other_id == _Other.id),
            and_(NotTheSame.person_id == _Other.id, NotTheSame.other_id == _One.id),
        ),
    )
    return select(_One.id, _Other.id).where(
        _One.organisation_id == body,
        _Other.organisation_id == body,
        _One.id < _Other.id,
        *(one.merged_into_id.is_(None) for one in (_One, _Other)),
        *(may_be_named(viewer, one.id) for one in (_One, _Other)),
        ~judged.exists(),
    )


def _by_sound(viewer: Viewer) -> Select[PersonId, PersonId]:
    """The same, found from the keys: of few there is only the year, and a year has many."""
    return _pairs(viewer).where(
        *_keys_of(_OneKey, _One), *_keys_of(_OtherKey, _Other), _OneKey.key == _OtherKey.key
    )


def _one_sound() -> ColumnElement[bool]:
    return (
        select(_OneKey.id)
        .where(*_keys_of(_OneKey, _One), *_keys_of(_OtherKey, _Other), _OneKey.key == _OtherKey.key)
        .correlate(_One, _Other)
        .exists()
    )


def _keys_of(key: Any, person: Any) -> tuple[ColumnElement[bool], ...]:
    return (
        key.organisation_id == person.organisation_id,
        key.person_id == person.id,
        key.key >= LOOSE,
        key.key < _AFTER_LOOSE,
    )


def _at_one_home(viewer: Viewer) -> Select[PersonId, PersonId]:
    """At one home where not many are written: of a street without numbers nobody is a double."""
    place = (Address.street, Address.municipality)
    homes = (
        select(*place)
        .where(Address.organisation_id == viewer.organisation_id, Address.street != "")
        .group_by(*place)
        .having(func.count().between(2, _AT_ONE_HOME))
        .subquery()
    )
    return _pairs(viewer).where(
        *(
            condition
            for home, person in ((_OneHome, _One), (_OtherHome, _Other))
            for condition in (
                home.organisation_id == person.organisation_id,
                home.person_id == person.id,
                home.street == homes.c.street,
                home.municipality == homes.c.municipality,
            )
        ),
        _year(_One) == _year(_Other),
        _one_sound(),
    )


def _year(person: Any) -> ColumnElement[int]:
    return func.coalesce(extract("year", person.birth_date), person.birth_year)


def _of_body(viewer: Viewer) -> ColumnElement[bool]:
    return NotTheSame.organisation_id == viewer.organisation_id
