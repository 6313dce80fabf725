"""Two people who are not called in together: written down with its ground, ended with a date."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import or_, select

from app.accounts.policy import Permission
from app.audit.context import about
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.errors import Invalid
from app.kernel.references import PersonId
from app.people import queries
from app.people.above import ApartWritten, tell_of_apart
from app.people.models import KeptApart
from app.people.operations.ending import end
from app.people.rules import ApartBasis, PersonFault
from app.transaction.use_case import use_case
from app.vault.operations import create_data_key


@dataclass(frozen=True, kw_only=True)
class Apart:
    """On what it rests, from which day, up to and without which, and in which words."""

    basis: ApartBasis
    valid_from: date
    valid_to: date | None = None
    note: str = ""


@use_case("people.apart.keep", permission=Permission.PEOPLE_APART_KEEP)
def keep_apart(
    *, actor: Viewer, now: datetime, person_id: PersonId, other_id: PersonId, apart: Apart
) -> None:
    """Write that two people are not called in together nor met: no place near the other's.

    Who follows either of them finds what to do among her things, and nobody else's name; where
    both are followed, the supervisor does too. Refuses somebody with herself, days out of order,
    and a pair kept apart already in those days.
    """
    if person_id == other_id:
        raise Invalid(f"person:{PersonFault.SAME_PERSON}")
    if apart.valid_to is not None and apart.valid_to <= apart.valid_from:
        raise Invalid(f"valid_to:{PersonFault.ENDS_BEFORE_START}")
    # Always in the same order: two who write the same pair never wait for each other in a circle.
    first, second = sorted((person_id, other_id))
    for one in (first, second):
        about("person", queries.for_change(actor, actor.organisation_id, one).id)
    if _already(actor, first, second, apart):
        raise Invalid(f"person:{PersonFault.ALREADY_APART}")
    key = create_data_key(organisation_id=actor.organisation_id, root_kind="kept_apart", now=now)
    row = KeptApart(
        organisation_id=actor.organisation_id,
        person_id=first,
        other_id=second,
        basis=apart.basis,
        valid_from=apart.valid_from,
        valid_to=apart.valid_to,
        data_key_id=key.id,
        note=apart.note or None,
        decided_by=actor.label,
        decided_at=now,
    )
    db.session.add(row)
    db.session.flush()
    written = ApartWritten(row.id, (first, second), apart.valid_from, apart.valid_to)
    tell_of_apart(actor=actor, now=now, apart=written)


@use_case("people.apart.end", permission=Permission.PEOPLE_APART_KEEP)
def end_apart(
    *, actor: Viewer, now: datetime, person_id: PersonId, apart_id: UUID, ends_on: date
) -> None:
    """Say from which day two people may meet again; what was stays written.

    Refuses what is over already, and one whose other person is out of reach.
    """
    person = queries.for_change(actor, actor.organisation_id, person_id)
    about("person", person.id)
    row = db.session.scalar(
        select(KeptApart).where(
            queries.apart_visible_to(actor),
            KeptApart.id == apart_id,
            or_(KeptApart.person_id == person.id, KeptApart.other_id == person.id),
        )
    )
    end(row, ends_on, now)


def _already(actor: Viewer, first: PersonId, second: PersonId, apart: Apart) -> bool:
    """Return whether the two are kept apart on one of these days."""
    before_it_ends = [] if apart.valid_to is None else [KeptApart.valid_from < apart.valid_to]
    found = db.session.scalar(
        select(KeptApart.id).where(
            KeptApart.organisation_id == actor.organisation_id,
            KeptApart.person_id == first,
            KeptApart.other_id == second,
            or_(KeptApart.valid_to.is_(None), KeptApart.valid_to > apart.valid_from),
            *before_it_ends,
        )
    )
    return found is not None
