"""Who of the archive the people of a registry are: many at once, with the same few questions."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select

from app.accounts.policy import Permission
from app.db import db, in_force
from app.kernel.actor import Viewer
from app.kernel.names import folded_key, search_key
from app.kernel.references import HouseholdId, OrganisationId, PersonId
from app.people.matching import Description, Likeness, Strength, Why, home_key, likeness
from app.people.models import Address, HouseholdMember, Person, PersonKey, Relationship
from app.people.queries.named import other_names
from app.people.queries.scope import may_be_named, visible_to
from app.people.rules import AddressKind, BirthKnown, Identity, PersonDetails, Sex
from app.people.searching import LOOSE

_DATE = 10
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True)
class Match:
    """Who somebody of a registry is in the archive: surely one, perhaps some, or nobody.

    `hidden`: surely somebody hidden from the viewer. `heard`: nobody, yet like somebody hidden.
    """

    person_id: PersonId | None = None
    hidden: bool = False
    doubtful: bool = False
    heard: bool = False


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the archive says of somebody, for a comparison with the registry."""

    id: PersonId
    version: int
    details: PersonDetails
    street: str
    municipality: str
    address_from: date | None
    households: Mapping[HouseholdId, UUID]  # those she is in, with her membership


@dataclass(frozen=True)
class _Candidate:
    id: PersonId
    described: Description


def matches(viewer: Viewer, described: Sequence[Description]) -> list[Match]:
    """Return who each of these is: by her code, else by whole name and birth, in six questions.

    Who only lives at the same home, with a like surname and the same year, may be her.

    Who has two codes that differ is two people, unless name and birth are the same: then a person
    looks. A birth known by the year alone, or not at all, never makes anybody sure.
    """
    body = viewer.organisation_id
    by_code = _by_code(body, described)
    pool = _Pool(body, described)
    found = [_likely(one, by_code, pool) for one in described]
    named = {person_id for sure, alike in found for person_id in (*sure, *alike)}
    hidden = _hidden(viewer, named)
    return [_match(sure, alike, hidden) for sure, alike in found]


def known_facts(viewer: Viewer, people: Collection[PersonId], on: date) -> dict[PersonId, Known]:
    """Return what the archive says of those of these people whom the viewer may change."""
    body = viewer.organisation_id
    criterion = visible_to(viewer, body, Permission.PEOPLE_PERSON_EDIT)
    rows = db.session.scalars(select(Person).where(criterion, Person.id.in_(list(people)))).all()
    if not rows:
        return {}
    ids = [row.id for row in rows]
    homes, together = _homes(body, ids), _together(body, ids, on)
    found = {}
    for row in rows:
        street, municipality, since = homes.get(row.id, ("", "", None))
        found[row.id] = Known(
            id=row.id,
            version=row.version,
            details=_details(row),
            street=street,
            municipality=municipality,
            address_from=since,
            households=together.get(row.id, {}),
        )
    return found


def _homes(
    body: OrganisationId, ids: Collection[PersonId]
) -> dict[PersonId, tuple[str, str, date | None]]:
    rows = db.session.execute(
        select(Address.person_id, Address.street, Address.municipality, Address.valid_from)
        .where(
            Address.organisation_id == body,
            Address.person_id.in_(ids),
            Address.kind == AddressKind.REGISTERED,
            Address.valid_to.is_(None),
        )
        .order_by(Address.valid_from, Address.id)
    )
    return {person_id: (street, town, since) for person_id, street, town, since in rows}


def _together(
    body: OrganisationId, ids: Collection[PersonId], on: date
) -> dict[PersonId, dict[HouseholdId, UUID]]:
    found: dict[PersonId, dict[HouseholdId, UUID]] = {}
    rows = db.session.execute(
        select(HouseholdMember.id, HouseholdMember.person_id, HouseholdMember.household_id)
        .where(
            HouseholdMember.organisation_id == body,
            HouseholdMember.person_id.in_(ids),
            in_force(HouseholdMember, on),
        )
        .order_by(HouseholdMember.valid_from.desc(), HouseholdMember.id)
    )
    for row_id, person_id, household_id in rows:
        found.setdefault(person_id, {})[household_id] = row_id
    return found


def living_in(
    viewer: Viewer, households: Collection[HouseholdId], on: date
) -> dict[HouseholdId, set[PersonId]]:
    """Return who lives in each of these households on a day, whoever may know it.

    For a use case, never for a page: who is hidden is in it too.
    """
    found: dict[HouseholdId, set[PersonId]] = {one: set() for one in households}
    rows = db.session.execute(
        select(HouseholdMember.household_id, HouseholdMember.person_id).where(
            HouseholdMember.organisation_id == viewer.organisation_id,
            HouseholdMember.household_id.in_(list(found)),
            in_force(HouseholdMember, on),
        )
    )
    for household_id, person_id in rows:
        found[household_id].add(person_id)
    return found


def related_pairs(viewer: Viewer, people: Collection[PersonId]) -> set[frozenset[PersonId]]:
    """Return which of these people are, or ever were, something to one another.

    What somebody wrote as over is not written again by a file.
    """
    ids = list(people)
    rows = db.session.execute(
        select(Relationship.person_id, Relationship.other_id).where(
            Relationship.organisation_id == viewer.organisation_id,
            Relationship.person_id.in_(ids),
            Relationship.other_id.in_(ids),
        )
    )
    return {frozenset((one, other)) for one, other in rows}


def _details(row: Person) -> PersonDetails:
    return PersonDetails(
        surname=row.surname,
        given=row.given,
        preferred_name=row.preferred_name,
        birth_known=BirthKnown(row.birth_known),
        birth_date=row.birth_date,
        birth_year=row.birth_year,
        birthplace=row.birthplace,
        sex=Sex(row.sex) if row.sex else None,
        identity=Identity(row.identity),
        identifier=row.identifier or "",
        no_identifier_reason=row.no_identifier_reason,
        language=row.language,
        died_on=row.died_on,
    )


class _Pool:
    """The people born on these days, those whose day nobody knows, and who lives at their homes."""

    def __init__(self, body: OrganisationId, described: Sequence[Description]) -> None:
        """Read them: of the second kind only who carries one of the surnames."""
        births = {date.fromisoformat(one.birth) for one in described if len(one.birth) == _DATE}
        words = {word for one in described for word in search_key(one.surname).split()}
        alive = _columns(body).where(Person.merged_into_id.is_(None))
        dated = db.session.execute(alive.where(Person.birth_date.in_(births))).all()
        undated = db.session.execute(
            alive.where(Person.birth_date.is_(None), _called_so(body, words))
        ).all()
        names = other_names(body, [row.id for row in (*dated, *undated)])
        self._born: dict[str, list[_Candidate]] = {}
        self._called: dict[str, list[_Candidate]] = {}
        for row in (*dated, *undated):
            others = tuple(one.name for one in names.get(row.id, ()))
            one = _candidate(row, others)
            if row.birth_date is not None:
                self._born.setdefault(row.birth_date.isoformat(), []).append(one)
                continue
            for word in search_key(" ".join((row.surname, row.given, *others))).split():
                self._called.setdefault(word, []).append(one)
        self._housed: dict[str, list[_Candidate]] = {}
        for home, row in _at_home(body, described):
            self._housed.setdefault(home, []).append(_candidate(row, (), frozenset({home})))

    def near(self, described: Description) -> Iterator[_Candidate]:
        """Yield each who may be the one described, once."""
        near = {one.id: one for one in self._born.get(described.birth, ())}
        for word in search_key(described.surname).split():
            near |= {one.id: one for one in self._called.get(word, ())}
        for home in described.homes:
            # Found already by name or birth, she has her other names: the home adds nothing.
            near = {one.id: one for one in self._housed.get(home, ())} | near
        yield from near.values()


def _at_home(body: OrganisationId, described: Sequence[Description]) -> Iterator[tuple[str, Any]]:
    """Yield who lives at one of their homes under a surname that sounds like one of theirs.

    A birth written otherwise on one side is so seen to be of one person. Of a common surname not
    every bearer is read: only who lives at one of these numbers.
    """
    homes = {home for one in described for home in one.homes}
    numbers = {number for home in homes for number in _NUMBERS.findall(home.rpartition(",")[0])}
    sounds = {
        LOOSE + folded_key(word)
        for one in described
        if one.homes
        for word in search_key(one.surname).split()
    }
    if not numbers or not sounds:
        return
    rows = db.session.execute(
        _columns(body)
        .add_columns(Address.street, Address.municipality)
        .join(
            Address,
            and_(Address.organisation_id == Person.organisation_id, Address.person_id == Person.id),
        )
        .where(
            Person.merged_into_id.is_(None),
            Address.valid_to.is_(None),
            or_(*(Address.street.contains(number) for number in sorted(numbers))),
            _called_so(body, sounds),
        )
    )
    for row in rows:
        home = home_key(row.street, row.municipality)
        if home in homes:
            yield home, row


def _called_so(body: OrganisationId, keys: Collection[str]) -> ColumnElement[bool]:
    """Who carries one of these keys: found from them, whatever the size of the archive."""
    carriers = select(PersonKey.person_id).where(
        PersonKey.organisation_id == body, PersonKey.key.in_(sorted(keys))
    )
    return Person.id.in_(carriers)


def _columns(body: OrganisationId) -> Any:
    return select(
        Person.id,
        Person.surname,
        Person.given,
        Person.birth_date,
        Person.birth_year,
        Person.identifier_hash,
    ).where(Person.organisation_id == body)


def _candidate(
    row: Any, others: tuple[str, ...], homes: frozenset[str] = frozenset()
) -> _Candidate:
    birth = row.birth_date.isoformat() if row.birth_date else str(row.birth_year or "")
    described = Description(
        surname=row.surname,
        given=row.given,
        other_names=others,
        birth=birth,
        identifier_hash=row.identifier_hash,
        homes=homes,
    )
    return _Candidate(row.id, described)


def _by_code(body: OrganisationId, described: Sequence[Description]) -> dict[bytes, set[PersonId]]:
    """Who carries each code, by her own record or by one that was merged into it."""
    codes = {one.identifier_hash for one in described if one.identifier_hash}
    found: dict[bytes, set[PersonId]] = {}
    rows = db.session.execute(
        select(Person.identifier_hash, Person.id, Person.merged_into_id).where(
            Person.organisation_id == body, Person.identifier_hash.in_(codes)
        )
    )
    for code, person_id, stays in rows:
        if code is not None:
            found.setdefault(code, set()).add(stays or person_id)
    return found


def _likely(
    one: Description, by_code: dict[bytes, set[PersonId]], pool: _Pool
) -> tuple[set[PersonId], set[PersonId]]:
    """Return who she surely is, and who she may be."""
    carriers = by_code.get(one.identifier_hash, set()) if one.identifier_hash else set()
    if carriers:
        return (carriers, set()) if len(carriers) == 1 else (set(), carriers)
    sure, alike = set(), set()
    for other in pool.near(one):
        like = likeness(one, other.described)
        if like is None or like.strength < Strength.MEDIUM:
            continue
        same, two_codes = _same(like, one), _two_codes(one, other.described)
        if same and not two_codes:
            sure.add(other.id)
        elif same or not two_codes:
            alike.add(other.id)
    return (sure, set()) if len(sure) == 1 else (set(), sure | alike)


def _same(like: Likeness, one: Description) -> bool:
    """Whole name and whole day of birth."""
    return (
        Why.SAME_NAME_AND_BIRTH in like.why
        and len(one.birth) == _DATE
        and (like.strength is Strength.STRONG)
    )


def _two_codes(one: Description, other: Description) -> bool:
    return bool(
        one.identifier_hash
        and other.identifier_hash
        and one.identifier_hash != other.identifier_hash
    )


def _hidden(viewer: Viewer, people: Collection[PersonId]) -> set[PersonId]:
    if not people:
        return set()
    return set(
        db.session.scalars(
            select(Person.id).where(
                Person.organisation_id == viewer.organisation_id,
                Person.id.in_(list(people)),
                ~may_be_named(viewer, Person.id),
            )
        )
    )


def _match(sure: set[PersonId], alike: set[PersonId], hidden: set[PersonId]) -> Match:
    if sure:
        person_id = next(iter(sure))
        return Match(hidden=True) if person_id in hidden else Match(person_id)
    return Match(doubtful=bool(alike - hidden), heard=bool(alike & hidden))
