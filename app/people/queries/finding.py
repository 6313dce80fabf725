"""Finding people, and the likely doubles of somebody about to be registered."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, or_, select

from app.accounts.policy import Permission
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.errors import NotFound
from app.kernel.names import search_key
from app.kernel.references import OrganisationId, PersonId
from app.kernel.text import masked_phone
from app.people.matching import Description, Likeness, Strength, likeness
from app.people.models import Address, Contact, OtherName, Person, PersonKey
from app.people.queries.rows import NameRow, PersonRow
from app.people.queries.scope import may_be_named, visible_to
from app.people.rules import (
    AddressKind,
    Birth,
    BirthKnown,
    ContactKind,
    Identity,
    NameKind,
    not_italian,
    phone_as_dialled,
)
from app.people.searching import Wanted, read_search
from app.vault.keyring import key_ring

SHOWN = 20
CANDIDATES = 60  # looked at in memory to find doubles
DOUBLES_SHOWN = 3
_LAST = "\U0010ffff"  # sorts after every character: closes the range of a prefix


def search(viewer: Viewer, text: str, limit: int = SHOWN) -> list[PersonRow]:
    """Return the people that `text` may mean, the likeliest first, at most `limit`.

    `text` is a surname and name in any order and under any name ever carried, a telephone in any
    form, a tax code whole or from its first six letters. Accents, apostrophes and case do not
    count. Two words find who has both; nothing typed finds nobody.
    """
    base = select(Person).where(visible_to(viewer, viewer.organisation_id))
    return person_rows(viewer, _answering(base, viewer.organisation_id, text, limit))


def anybody_answering(organisation_id: OrganisationId, text: str) -> set[PersonId]:
    """Return whoever answers to `text`, also who is hidden.

    Unscoped: it sends a message to the right desk, and no page ever shows the answer.
    """
    base = select(Person).where(Person.organisation_id == organisation_id)
    return {person.id for person in _answering(base, organisation_id, text, SHOWN)}


def person_rows(viewer: Viewer, people: Sequence[Person]) -> list[PersonRow]:
    """Return the rows of people already found, with three queries however many they are.

    Who may not read a person's page (front office) gets no municipality and no other names.
    """
    ids = [person.id for person in people]
    whole = viewer.may(Permission.PEOPLE_PERSON_READ)
    names = other_names(viewer.organisation_id, ids) if whole else {}
    towns = _municipalities(viewer.organisation_id, ids) if whole else {}
    phones = _phones(viewer.organisation_id, ids)
    return [
        PersonRow(
            id=person.id,
            surname=person.surname,
            given=person.given,
            preferred_name=person.preferred_name,
            other_names=tuple(row.name for row in names.get(person.id, ())),
            birth=birth_of(person, whole=whole),
            identity=Identity(person.identity),
            municipality=towns.get(person.id, ""),
            phone=masked_phone(phone_as_dialled(phones.get(person.id, ""))),
        )
        for person in people
    ]


def person_row(viewer: Viewer, person_id: PersonId) -> PersonRow:
    """Return the row of one person; `NotFound` out of reach."""
    found = rows_by_id(viewer, [person_id])
    if not found:
        raise NotFound
    return found[person_id]


def is_known(viewer: Viewer, person_id: PersonId) -> bool:
    """Return whether the viewer may find this person."""
    mine = visible_to(viewer, viewer.organisation_id)
    return db.session.scalar(select(Person.id).where(mine, Person.id == person_id)) is not None


def rows_by_id(viewer: Viewer, ids: Collection[PersonId]) -> dict[PersonId, PersonRow]:
    """Return the rows of those of these people whom the viewer may find."""
    people = db.session.scalars(
        select(Person).where(visible_to(viewer, viewer.organisation_id), Person.id.in_(list(ids)))
    ).all()
    return {row.id: row for row in person_rows(viewer, people)}


def spoken_by(viewer: Viewer, person_id: PersonId) -> str:
    """Return the language somebody speaks best where it is not Italian, nothing out of reach."""
    language = db.session.scalar(
        select(Person.language).where(
            visible_to(viewer, viewer.organisation_id), Person.id == person_id
        )
    )
    return not_italian(language or "")


def phone_of(viewer: Viewer, person_id: PersonId) -> str:
    """Return the whole number whose masked form her row shows, empty if none; `NotFound`."""
    row = person_row(viewer, person_id)
    return _phones(viewer.organisation_id, [row.id]).get(row.id, "")


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
    hidden = and_(
        Person.organisation_id == viewer.organisation_id, ~may_be_named(viewer, Person.id)
    )
    alike = _alike(viewer, hidden, typed)
    return {person.id for person, like in alike if like.strength >= Strength.MEDIUM}


def strongest(found: Sequence[tuple[PersonRow, Likeness]]) -> Strength | None:
    """Return the strength of the likeliest double. Unscoped: looks at rows already read."""
    return max((like.strength for _, like in found), default=None)


def _answering(base: Select[Person], body: OrganisationId, text: str, limit: int) -> list[Person]:
    wanted = read_search(text)
    found = _found(base, body, wanted, limit)
    if len(found) < limit and wanted.loose:
        seen = {person.id for person in found}
        loose = base.where(*_words(body, wanted.loose))
        more = db.session.scalars(loose.order_by(Person.sort_key).limit(limit))
        found += [person for person in more if person.id not in seen]
    return found[:limit]


def _alike(
    viewer: Viewer, among: ColumnElement[bool], typed: Description
) -> list[tuple[Person, Likeness]]:
    """Those, of the people of a criterion, who look like the one described, the likeliest first."""
    candidates = _candidates(viewer, among, typed)
    known = _descriptions(viewer.organisation_id, candidates)
    found = [
        (person, like)
        for person in candidates
        if (like := likeness(typed, known[person.id])) is not None
    ]
    return sorted(found, key=lambda pair: -pair[1].strength)


def _candidates(viewer: Viewer, among: ColumnElement[bool], typed: Description) -> list[Person]:
    """Whoever shares the code, the telephone, or every word of one of the two names."""
    body = viewer.organisation_id
    criteria: list[ColumnElement[bool]] = []
    if typed.identifier_hash:
        criteria.append(Person.identifier_hash == typed.identifier_hash)
    criteria += [_in_contacts(body, phone) for phone in typed.phones if phone]
    words = [word for word in search_key(typed.surname).split() if len(word) > 1]
    if words:
        by_name = _both(_words(body, words))
        if typed.birth[:4].isdigit():
            by_name = or_(by_name, _same_birth(body, typed))
        criteria.append(by_name)
    if not criteria:
        return []
    base = select(Person).where(among)
    return list(db.session.scalars(base.where(or_(*criteria)).limit(CANDIDATES)))


def _same_birth(body: OrganisationId, typed: Description) -> ColumnElement[bool]:
    """Same birth and a name that opens alike: spelling, inverted names, another surname."""
    born = (
        Person.birth_date == date.fromisoformat(typed.birth)
        if len(typed.birth) == 10
        else Person.birth_year == int(typed.birth[:4])
    )
    starts = {word[:3] for word in search_key(f"{typed.surname} {typed.given}").split()}
    alike = [criterion for word in starts for criterion in _words(body, [word])]
    return and_(born, or_(*alike))


def _descriptions(body: OrganisationId, people: Sequence[Person]) -> dict[PersonId, Description]:
    ids = [person.id for person in people]
    names = other_names(body, ids)
    phones: dict[PersonId, set[str]] = {}
    rows = db.session.execute(
        select(Contact.person_id, Contact.search_key).where(
            Contact.organisation_id == body, Contact.person_id.in_(ids), Contact.ended_at.is_(None)
        )
    )
    for person_id, key in rows:
        phones.setdefault(person_id, set()).add(key)
    return {
        person.id: Description(
            surname=person.surname,
            given=person.given,
            other_names=tuple(row.name for row in names.get(person.id, ())),
            birth=_birth_text(person),
            identifier_hash=person.identifier_hash,
            phones=frozenset(phones.get(person.id, ())),
        )
        for person in people
    }


def _birth_text(person: Person) -> str:
    if person.birth_date:
        return person.birth_date.isoformat()
    return str(person.birth_year or "")


def _found(base: Select[Person], body: OrganisationId, wanted: Wanted, limit: int) -> list[Person]:
    criteria: list[ColumnElement[bool]] = []
    if wanted.words:
        criteria.append(_both(_words(body, wanted.words)))
    if wanted.digits:
        criteria.append(_in_contacts(body, wanted.digits))
    if wanted.code:
        criteria.append(_by_code(body, wanted.code))
    if not criteria:
        return []
    statement = base.where(or_(*criteria)).order_by(Person.sort_key).limit(limit)
    return list(db.session.scalars(statement))


def _both(criteria: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
    return and_(*criteria)


def _words(body: OrganisationId, words: Collection[str]) -> list[ColumnElement[bool]]:
    """Each word must open some key of the person: two words find who has both."""
    return [
        Person.id.in_(
            select(PersonKey.person_id).where(
                PersonKey.organisation_id == body,
                PersonKey.key >= word,
                PersonKey.key < word + _LAST,
            )
        )
        for word in words
    ]


def _in_contacts(body: OrganisationId, digits: str) -> ColumnElement[bool]:
    return Person.id.in_(
        select(Contact.person_id).where(
            Contact.organisation_id == body,
            Contact.search_key >= digits,
            Contact.search_key < digits + _LAST,
            Contact.ended_at.is_(None),
        )
    )


def _by_code(body: OrganisationId, code: str) -> ColumnElement[bool]:
    """Match the whole code or its first six characters, by their keyed hashes."""
    ring = key_ring()
    if len(code) >= 11:
        return Person.identifier_hash == ring.fingerprint(body, "identifier", code)
    return Person.identifier_prefix_hash == ring.fingerprint(body, "identifier_prefix", code[:6])


def birth_of(person: Person, *, whole: bool) -> Birth:
    """Return the birth, or for the front office the year and nothing more. Unscoped, as above."""
    known = BirthKnown(person.birth_known)
    if whole:
        return Birth(known, person.birth_date, person.birth_year)
    year = person.birth_date.year if person.birth_date else person.birth_year
    return Birth(BirthKnown.UNKNOWN if year is None else BirthKnown.YEAR_ONLY, None, year)


def of_age(viewer: Viewer, ids: Collection[PersonId], on: date) -> frozenset[PersonId]:
    """Return those of the people with these ids who are surely of age on a day."""
    rows = db.session.scalars(
        select(Person).where(
            Person.organisation_id == viewer.organisation_id, Person.id.in_(list(ids))
        )
    )
    return frozenset(row.id for row in rows if birth_of(row, whole=True).of_age(on))


def other_names(body: OrganisationId, ids: Collection[PersonId]) -> dict[PersonId, list[NameRow]]:
    """Return the other names of people already found. Unscoped: the caller found them in reach."""
    rows = db.session.scalars(
        select(OtherName)
        .where(OtherName.organisation_id == body, OtherName.person_id.in_(ids))
        .order_by(OtherName.name)
    )
    found: dict[PersonId, list[NameRow]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(NameRow(row.id, NameKind(row.kind), row.name))
    return found


def _municipalities(body: OrganisationId, ids: Collection[PersonId]) -> dict[PersonId, str]:
    rows = db.session.execute(
        select(Address.person_id, Address.municipality).where(
            Address.organisation_id == body,
            Address.person_id.in_(ids),
            Address.kind == AddressKind.REGISTERED,
            Address.valid_to.is_(None),
        )
    )
    return {row[0]: row[1] for row in rows}


def _phones(body: OrganisationId, ids: Collection[PersonId]) -> dict[PersonId, str]:
    rows = db.session.execute(
        select(Contact.person_id, Contact.value)
        .where(
            Contact.organisation_id == body,
            Contact.person_id.in_(ids),
            Contact.kind == ContactKind.PHONE,
            Contact.ended_at.is_(None),
        )
        .order_by(Contact.created_at)
    )
    return {row[0]: row[1] for row in rows}
