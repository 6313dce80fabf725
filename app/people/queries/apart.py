"""Who is not to be met by whom: the whole of it, what a desk is told, what the places ask."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, case, false, or_, select, true

from app.accounts.policy import Permission
from app.db import db, in_force
from app.kernel.actor import Reach, Viewer
from app.kernel.references import OrganisationId, PersonId
from app.people.models import KeptApart, Person
from app.people.queries.scope import may_be_named
from app.people.rules import ApartBasis
from app.transaction.lists import Wanted


@dataclass(frozen=True)
class ApartRow:
    """Somebody not to be met by the person of the page, in force or over."""

    id: UUID
    other_id: PersonId
    other: str
    basis: ApartBasis
    valid_from: date
    valid_to: date | None
    note: str
    decided_by: str


@dataclass(frozen=True)
class ApartDays:
    """Somebody not to be met, and in which days: what the places look at, whoever asks."""

    other_id: PersonId
    valid_from: date
    valid_to: date | None

    def holds(self, on: date) -> bool:
        """Return whether it is so on a day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


def apart_visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """Return the criterion of the pairs this viewer may read: both people are to be hers to name.

    One of them hidden from her, the pair does not exist: it would tell of whoever is protected.
    """
    if not _keeps(viewer):
        return false()
    mine = KeptApart.organisation_id == viewer.organisation_id
    return (
        mine & may_be_named(viewer, KeptApart.person_id) & may_be_named(viewer, KeptApart.other_id)
    )


def apart_rows(viewer: Viewer, person_id: PersonId) -> list[ApartRow]:
    """Return everybody the person is or was kept apart from, those in force first."""
    other = case((KeptApart.person_id == person_id, KeptApart.other_id), else_=KeptApart.person_id)
    rows = db.session.execute(
        select(KeptApart, Person)
        .join(
            Person,
            (Person.organisation_id == KeptApart.organisation_id) & (Person.id == other),
        )
        .where(apart_visible_to(viewer), _of([person_id]))
        .order_by(KeptApart.valid_to.is_not(None), KeptApart.valid_from.desc(), Person.sort_key)
    )
    return [
        ApartRow(
            row.id,
            person.id,
            f"{person.surname} {person.given}".strip(),
            ApartBasis(row.basis),
            row.valid_from,
            row.valid_to,
            row.note or "",
            row.decided_by,
        )
        for row, person in rows
    ]


def apart_told(
    viewer: Viewer, people: Collection[PersonId], on: date
) -> dict[PersonId, tuple[str, ...]]:
    """Return who of `people` is kept apart on a day, with the names of whom this viewer may know.

    No name is left where she may know none: then she only reads whom to ask, and learns of nobody.
    Whoever may not read people learns nothing at all.
    """
    if not people or not viewer.may(Permission.PEOPLE_PERSON_READ):
        return {}
    rows = db.session.scalars(select(KeptApart).where(*apart_wanted(viewer, people, on).criteria))
    return apart_named(viewer, people, rows.all())


def apart_wanted(viewer: Viewer, people: Collection[PersonId], on: date) -> Wanted:
    """Return the list of the pairs some people are of on a day: of each only what is told of her.

    To whoever may not read people none is.
    """
    return Wanted(
        KeptApart,
        (
            KeptApart.organisation_id == viewer.organisation_id,
            true() if viewer.may(Permission.PEOPLE_PERSON_READ) else false(),
            _of(people),
            in_force(KeptApart, on),
        ),
    )


def apart_named(
    viewer: Viewer, people: Collection[PersonId], rows: Iterable[KeptApart]
) -> dict[PersonId, tuple[str, ...]]:
    """Return what a viewer is told of such pairs (`apart_told`)."""
    found: dict[PersonId, tuple[str, ...]] = {}
    pairs = [(row.person_id, row.other_id) for row in rows]
    names = _names(viewer, {one for pair in pairs for one in pair}) if pairs else {}
    for first, second in pairs:
        for one, other in _from_each(first, second, people):
            known = (names[other],) if other in names else ()
            found[one] = (*found.get(one, ()), *known)
    return found


def apart_days(
    organisation_id: OrganisationId, people: Collection[PersonId]
) -> dict[PersonId, list[ApartDays]]:
    """Return from whom each of `people` is kept apart, and when; nothing of who is from nobody.

    Unscoped: the places ask it of everybody, and tell nobody.
    """
    found: dict[PersonId, list[ApartDays]] = {}
    if not people:
        return found
    rows = db.session.execute(
        select(
            KeptApart.person_id, KeptApart.other_id, KeptApart.valid_from, KeptApart.valid_to
        ).where(KeptApart.organisation_id == organisation_id, _of(people))
    )
    for first, second, valid_from, valid_to in rows:
        for one, other in _from_each(first, second, people):
            found.setdefault(one, []).append(ApartDays(other, valid_from, valid_to))
    return found


def pairs_apart(viewer: Viewer, people: Collection[PersonId], on: date) -> set[frozenset[PersonId]]:
    """Return which of `people` are kept apart from each other on a day, as far as one may read."""
    rows = db.session.execute(
        select(KeptApart.person_id, KeptApart.other_id).where(
            apart_visible_to(viewer),
            KeptApart.person_id.in_(list(people)),
            KeptApart.other_id.in_(list(people)),
            in_force(KeptApart, on),
        )
    )
    return {frozenset((first, second)) for first, second in rows}


def _keeps(viewer: Viewer) -> bool:
    return viewer.reach(Permission.PEOPLE_APART_KEEP) is Reach.ORGANISATION


def _from_each(
    first: PersonId, second: PersonId, people: Collection[PersonId]
) -> Iterator[tuple[PersonId, PersonId]]:
    """Yield a pair as each of `people` sees it: who she is, then who the other one is."""
    return (pair for pair in ((first, second), (second, first)) if pair[0] in people)


def _of(people: Collection[PersonId]) -> ColumnElement[bool]:
    ids = list(people)
    return or_(KeptApart.person_id.in_(ids), KeptApart.other_id.in_(ids))


def _names(viewer: Viewer, people: Collection[PersonId]) -> dict[PersonId, str]:
    """Return the names this viewer may read in a pair: none without the right to keep the list."""
    if not _keeps(viewer):
        return {}
    rows = db.session.execute(
        select(Person.id, Person.surname, Person.given).where(
            Person.organisation_id == viewer.organisation_id,
            Person.id.in_(list(people)),
            may_be_named(viewer, Person.id),
        )
    )
    return {id_: f"{surname} {given}".strip() for id_, surname, given in rows}
