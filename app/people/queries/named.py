"""The rows people are shown by: who they are and what tells one from another."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, select

from app.accounts.policy import Permission
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.errors import NotFound
from app.kernel.references import OrganisationId, PersonId
from app.kernel.text import masked_phone
from app.people.models import Address, Contact, OtherName, Person
from app.people.queries.rows import ContactRow, NameRow, PersonRow
from app.people.queries.scope import visible_to
from app.people.rules import (
    AddressKind,
    Birth,
    BirthKnown,
    ContactKind,
    Identity,
    MayLeaveMessage,
    NameKind,
    Owner,
    not_italian,
    phone_as_dialled,
    phone_shown,
)
from app.transaction.keeping import until_written

_NOTED_LAST = (Contact.created_at.desc(), Contact.id.desc())


@dataclass
class _Known:
    """What stands beside a person in a row, gathered from the lines of one answer."""

    person: Person
    municipality: str
    phone: str
    names: list[str] = field(default_factory=list)


def with_facts(body: OrganisationId, *more: Any) -> Select[Any]:
    """Return the select of people with town, telephone and a line for each other name.

    One question for all that a row shows: a list asks as much of ten people as of one. Unscoped:
    whoever asks says of whom.
    """
    return select(Person, _town(body), _phone(body), OtherName.name, *more).outerjoin(
        OtherName,
        and_(OtherName.organisation_id == Person.organisation_id, OtherName.person_id == Person.id),
    )


def rows_answered(viewer: Viewer, statement: Select[Any]) -> list[PersonRow]:
    """Return the rows of a select made by `with_facts`, in its order, each person once.

    Who may not read a person's page (front office) gets no municipality and no other names.
    """
    known: dict[PersonId, _Known] = {}
    for person, town, phone, name, *_ in db.session.execute(statement):
        one = known.setdefault(person.id, _Known(person, town or "", phone or ""))
        if name and name not in one.names:
            one.names.append(name)
    whole = viewer.may(Permission.PEOPLE_PERSON_READ)
    return [_row(one, whole=whole) for one in known.values()]


def person_rows(viewer: Viewer, people: Sequence[Person]) -> list[PersonRow]:
    """Return the rows of people already found, in their order, with one query for all."""
    if not people:
        return []
    ids = [person.id for person in people]
    statement = with_facts(viewer.organisation_id).where(
        Person.organisation_id == viewer.organisation_id, Person.id.in_(ids)
    )
    rows = {row.id: row for row in rows_answered(viewer, statement)}
    return [rows[one] for one in ids]


def person_row(viewer: Viewer, person_id: PersonId) -> PersonRow:
    """Return the row of one person; `NotFound` out of reach."""
    found = rows_by_id(viewer, [person_id])
    if not found:
        raise NotFound
    return found[person_id]


def rows_by_id(viewer: Viewer, ids: Collection[PersonId]) -> dict[PersonId, PersonRow]:
    """Return the rows of those of these people whom the viewer may find."""
    statement = with_facts(viewer.organisation_id).where(
        visible_to(viewer, viewer.organisation_id), Person.id.in_(list(ids))
    )
    return {row.id: row for row in rows_answered(viewer, statement)}


def row_of_page(viewer: Viewer, person_id: PersonId) -> PersonRow | None:
    """Return the row of who a page is about, if the viewer may find her: once for all its cards."""

    def ask(known: Viewer) -> PersonRow | None:
        return rows_by_id(known, [person_id]).get(person_id)

    return until_written(viewer, f"row of {person_id}", ask)


def is_known(viewer: Viewer, person_id: PersonId) -> bool:
    """Return whether the viewer may find this person."""
    mine = visible_to(viewer, viewer.organisation_id)
    return db.session.scalar(select(Person.id).where(mine, Person.id == person_id)) is not None


def spoken_by(viewer: Viewer, person_id: PersonId) -> str:
    """Return the language somebody speaks best where it is not Italian, nothing out of reach."""
    language = db.session.scalar(
        select(Person.language).where(
            visible_to(viewer, viewer.organisation_id), Person.id == person_id
        )
    )
    return not_italian(language or "")


def spoken_by_each(viewer: Viewer, ids: Collection[PersonId]) -> dict[PersonId, str]:
    """Return the language each speaks best, of those in reach for whom it is not Italian."""
    rows = db.session.execute(
        select(Person.id, Person.language).where(
            visible_to(viewer, viewer.organisation_id), Person.id.in_(list(ids))
        )
    )
    spoken = {person_id: not_italian(language) for person_id, language in rows}
    return {person_id: language for person_id, language in spoken.items() if language}


def phone_of(viewer: Viewer, person_id: PersonId) -> str:
    """Return the whole number whose masked form her row shows, empty if none; `NotFound`."""
    row = person_row(viewer, person_id)
    number = db.session.scalar(
        select(_phone(viewer.organisation_id)).where(
            Person.organisation_id == viewer.organisation_id, Person.id == row.id
        )
    )
    return number or ""


def phone_of_whom(viewer: Viewer, person_id: PersonId) -> ContactRow | None:
    """Return that same number with whose it is and whether a message may be left; `NotFound`."""
    row = person_row(viewer, person_id)
    found = db.session.scalar(
        select(Contact)
        .where(*_phones(viewer.organisation_id), Contact.person_id == row.id)
        .order_by(*_NOTED_LAST)
        .limit(1)
    )
    return contact_row(found) if found else None


def contact_row(row: Contact) -> ContactRow:
    """Return a way to reach somebody as it is shown. Unscoped: of a person already found."""
    return ContactRow(
        row.id,
        ContactKind(row.kind),
        phone_shown(row.value) if row.kind == ContactKind.PHONE else row.value,
        Owner(row.owner),
        row.owner_name,
        MayLeaveMessage(row.may_leave_message),
    )


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
        found.setdefault(row.person_id, []).append(name_row(row))
    return found


def name_row(row: OtherName) -> NameRow:
    """Return another name as it is shown. Unscoped: of a person already found."""
    return NameRow(row.id, NameKind(row.kind), row.name)


def _row(known: _Known, *, whole: bool) -> PersonRow:
    person = known.person
    return PersonRow(
        id=person.id,
        surname=person.surname,
        given=person.given,
        preferred_name=person.preferred_name,
        other_names=tuple(sorted(known.names)) if whole else (),
        birth=birth_of(person, whole=whole),
        identity=Identity(person.identity),
        municipality=known.municipality if whole else "",
        phone=masked_phone(phone_as_dialled(known.phone)),
    )


def _town(body: OrganisationId) -> ScalarSelect[str]:
    """The Comune where the person of the row is registered today."""
    return (
        select(Address.municipality)
        .where(
            Address.organisation_id == body,
            Address.person_id == Person.id,
            Address.kind == AddressKind.REGISTERED,
            Address.valid_to.is_(None),
        )
        .order_by(Address.valid_from.desc(), Address.id.desc())
        .limit(1)
        .correlate(Person)
        .scalar_subquery()
    )


def _phones(body: OrganisationId) -> tuple[ColumnElement[bool], ...]:
    return (
        Contact.organisation_id == body,
        Contact.kind == ContactKind.PHONE,
        Contact.ended_at.is_(None),
    )


def _phone(body: OrganisationId) -> ScalarSelect[str]:
    """The number of the person of the row that was noted last."""
    return (
        select(Contact.value)
        .where(*_phones(body), Contact.person_id == Person.id)
        .order_by(*_NOTED_LAST)
        .limit(1)
        .correlate(Person)
        .scalar_subquery()
    )
