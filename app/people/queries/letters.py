"""Where somebody is written to, and where somebody lived on a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from app.db import db, in_force
from app.kernel.actor import Viewer
from app.kernel.references import PersonId
from app.people.models import Address, Contact, Person
from app.people.queries.reached import may_be_written_to
from app.people.queries.scope import may_be_named
from app.people.rules import AddressKind, ContactKind, MayLeaveMessage, Owner

# Where she keeps her affairs before where the registry says; never where she only stays, which may
# be a place that nobody must learn.
_WRITTEN_AT = (AddressKind.DOMICILE, AddressKind.REGISTERED)


@dataclass(frozen=True)
class WhereToWrite:
    """Where a letter to somebody goes; empty where it is handed over and never sent."""

    street: str = ""
    municipality: str = ""
    mailboxes: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """Street, Comune and mailboxes, as far as they are known."""
        return tuple(part for part in (self.street, self.municipality, *self.mailboxes) if part)

    @property
    def by_hand(self) -> bool:
        """Whether nothing may be sent: the letter is handed over."""
        return not self.parts


def where_to_write(
    viewer: Viewer, people: Collection[PersonId], on: date
) -> dict[PersonId, WhereToWrite]:
    """Return where a letter to each of these goes on a day: her own address and mailbox only.

    Who is under seal or in a secret place, from whomever she is hidden, has none: by hand. Who has
    died, and who is hidden from the viewer, is not there.
    """
    ids = _alive(viewer, people, on)
    open_ = may_be_written_to(viewer.organisation_id, ids)
    homes, boxes = _addresses(viewer, open_, on), _mailboxes(viewer, open_)
    return {person: _where(homes.get(person, {}), boxes.get(person, ())) for person in ids}


def municipalities_on(
    viewer: Viewer, people: Collection[PersonId], on: date
) -> dict[PersonId, dict[AddressKind, str]]:
    """Return the Comune of each address each of these had on a day."""
    return {
        person: {kind: municipality for kind, (_, municipality) in kinds.items()}
        for person, kinds in _addresses(viewer, people, on).items()
    }


def _where(homes: dict[AddressKind, tuple[str, str]], mailboxes: tuple[str, ...]) -> WhereToWrite:
    street, municipality = next((homes[kind] for kind in _WRITTEN_AT if kind in homes), ("", ""))
    return WhereToWrite(street, municipality, mailboxes)


def _alive(viewer: Viewer, people: Collection[PersonId], on: date) -> set[PersonId]:
    rows = db.session.scalars(
        select(Person.id).where(
            Person.organisation_id == viewer.organisation_id,
            Person.id.in_(list(people)),
            or_(Person.died_on.is_(None), Person.died_on > on),
            may_be_named(viewer, Person.id),
        )
    )
    return set(rows)


def _addresses(
    viewer: Viewer, people: Collection[PersonId], on: date
) -> dict[PersonId, dict[AddressKind, tuple[str, str]]]:
    rows = db.session.scalars(
        select(Address)
        .where(
            Address.organisation_id == viewer.organisation_id,
            Address.person_id.in_(list(people)),
            may_be_named(viewer, Address.person_id),
            in_force(Address, on),
        )
        .order_by(Address.valid_from)
    )
    found: dict[PersonId, dict[AddressKind, tuple[str, str]]] = {}
    for row in rows:
        where = (row.street, row.municipality)
        found.setdefault(row.person_id, {})[AddressKind(row.kind)] = where
    return found


def _mailboxes(viewer: Viewer, people: Collection[PersonId]) -> dict[PersonId, tuple[str, ...]]:
    """Her own, where she said yes: one shared with others is not hers alone."""
    rows = db.session.execute(
        select(Contact.person_id, Contact.value)
        .where(
            Contact.organisation_id == viewer.organisation_id,
            Contact.person_id.in_(list(people)),
            may_be_named(viewer, Contact.person_id),
            Contact.kind == ContactKind.EMAIL,
            Contact.owner == Owner.OWN,
            Contact.may_leave_message == MayLeaveMessage.YES,
            Contact.ended_at.is_(None),
        )
        .order_by(Contact.created_at, Contact.id)
    )
    found: dict[PersonId, tuple[str, ...]] = {}
    for person, value in rows:
        found[person] = (*found.get(person, ()), value)
    return found
