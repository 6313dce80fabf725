"""The likely doubles of somebody: about to be registered, or in the archive already."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select, union

from app.db import db
from app.kernel.actor import Viewer
from app.kernel.names import folded_key, search_key
from app.kernel.references import OrganisationId, PersonId
from app.people.above import hidden_people
from app.people.matching import Description, Likeness, Strength, home_key, likeness
from app.people.models import Address, Contact, Person, PersonKey
from app.people.queries.finding import has_words
from app.people.queries.named import other_names, person_rows
from app.people.queries.rows import PersonRow
from app.people.queries.scope import may_be_named, standing, visible_to
from app.people.searching import LOOSE

CANDIDATES = 60  # of each way of being alike, looked at in memory
DOUBLES_SHOWN = 3


def doubles(
    viewer: Viewer, typed: Description, without: PersonId | None = None
) -> list[tuple[PersonRow, Likeness]]:
    """Return who may already be the person `typed` describes, the likeliest first, at most three.

    `without` leaves out the person being corrected.
    """
    alike = _alike(viewer, visible_to(viewer, viewer.organisation_id), typed)
    found = [pair for pair in alike if pair[0].id != without][:DOUBLES_SHOWN]
    likes = {person.id: like for person, like in found}
    rows = person_rows(viewer, [person for person, _ in found])
    return [(row, likes[row.id]) for row in rows]


def hidden_doubles(viewer: Viewer, typed: Description) -> set[PersonId]:
    """Return who may well be the person `typed` describes and is hidden from the viewer.

    For who follows her, never for the viewer: no page ever shows the answer.
    """
    if not hidden_people(viewer):
        return set()
    hidden = and_(standing(viewer.organisation_id), ~may_be_named(viewer, Person.id))
    alike = _alike(viewer, hidden, typed)
    return {person.id for person, like in alike if like.strength >= Strength.MEDIUM}


def strongest(found: Sequence[tuple[PersonRow, Likeness]]) -> Strength | None:
    """Return the strength of the likeliest double. Unscoped: looks at rows already read."""
    return max((like.strength for _, like in found), default=None)


def descriptions(body: OrganisationId, people: Sequence[Person]) -> dict[PersonId, Description]:
    """Return how people already found look to a comparison. Unscoped, with three queries."""
    ids = [person.id for person in people]
    names = other_names(body, ids)
    phones: dict[PersonId, set[str]] = {}
    for person_id, key in db.session.execute(
        select(Contact.person_id, Contact.search_key).where(
            Contact.organisation_id == body, Contact.person_id.in_(ids), Contact.ended_at.is_(None)
        )
    ):
        phones.setdefault(person_id, set()).add(key)
    homes: dict[PersonId, set[str]] = {}
    for person_id, street, municipality in db.session.execute(
        select(Address.person_id, Address.street, Address.municipality).where(
            Address.organisation_id == body, Address.person_id.in_(ids)
        )
    ):
        homes.setdefault(person_id, set()).add(home_key(street, municipality))
    return {
        person.id: Description(
            surname=person.surname,
            given=person.given,
            other_names=tuple(row.name for row in names.get(person.id, ())),
            birth=_birth_text(person),
            identifier_hash=person.identifier_hash,
            phones=frozenset(phones.get(person.id, ())),
            homes=frozenset(homes.get(person.id, ())) - {""},
        )
        for person in people
    }


def _alike(
    viewer: Viewer, among: ColumnElement[bool], typed: Description
) -> list[tuple[Person, Likeness]]:
    """Those, of the people of a criterion, who look like the one described, the likeliest first."""
    candidates = _candidates(viewer, among, typed)
    known = descriptions(viewer.organisation_id, candidates)
    found = [
        (person, like)
        for person in candidates
        if (like := likeness(typed, known[person.id])) is not None
    ]
    return sorted(found, key=lambda pair: (-pair[1].strength, pair[0].sort_key, str(pair[0].id)))


def _candidates(viewer: Viewer, among: ColumnElement[bool], typed: Description) -> list[Person]:
    """Whoever is like her in one way; so many of each way, that a common one hides no other."""
    body = viewer.organisation_id
    ways = _ways(body, typed)
    if not ways:
        return []
    found = union(
        *(
            select(
                select(Person.id)
                .where(Person.organisation_id == body, way)
                .limit(CANDIDATES)
                .subquery()
                .c.id
            )
            for way in ways
        )
    ).subquery()
    return list(db.session.scalars(select(Person).where(among, Person.id.in_(select(found.c.id)))))


def _ways(body: OrganisationId, typed: Description) -> list[ColumnElement[bool]]:
    """In how many ways somebody may be her: code, telephone, whole name, birth, sound and year."""
    ways: list[ColumnElement[bool]] = []
    if typed.identifier_hash:
        ways.append(Person.identifier_hash == typed.identifier_hash)
    if typed.phones:
        ways.append(_with_phone(body, typed))
    words = search_key(f"{typed.surname} {typed.given}").split()
    year = int(typed.birth[:4]) if typed.birth[:4].isdecimal() else None
    if words:
        ways.append(and_(has_words(body, words), _perhaps_born(year)))
    if len(typed.birth) == 10:
        ways.append(Person.birth_date == date.fromisoformat(typed.birth))
    if year is not None:
        names = [name for name in (typed.surname, typed.given) if folded_key(name)]
        ways += [and_(_born_in(year), _sounds(body, name)) for name in names]
    return ways


def _with_phone(body: OrganisationId, typed: Description) -> ColumnElement[bool]:
    return Person.id.in_(
        select(Contact.person_id).where(
            Contact.organisation_id == body,
            Contact.search_key.in_(sorted(typed.phones)),
            Contact.ended_at.is_(None),
        )
    )


def _sounds(body: OrganisationId, name: str) -> ColumnElement[bool]:
    """A name of hers sounds as one word of this one, or as all of it run together."""
    sounds = {LOOSE + folded_key(word) for word in (name, *search_key(name).split())}
    return Person.id.in_(
        select(PersonKey.person_id).where(
            PersonKey.organisation_id == body, PersonKey.key.in_(sorted(sounds))
        )
    )


def _born_in(year: int) -> ColumnElement[bool]:
    return or_(
        Person.birth_date.between(date(year, 1, 1), date(year, 12, 31)), Person.birth_year == year
    )


def _perhaps_born(year: int | None) -> ColumnElement[bool]:
    """Born that year, or nobody knows when."""
    unknown = and_(Person.birth_date.is_(None), Person.birth_year.is_(None))
    return or_(unknown, _born_in(year)) if year is not None else Person.id.is_not(None)


def _birth_text(person: Person) -> str:
    if person.birth_date:
        return person.birth_date.isoformat()
    return str(person.birth_year or "")
