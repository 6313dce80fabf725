"""Who decides for somebody: responsibility, orders of a judge, to whom letters go."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.accounts.policy import Permission
from app.audit.context import about
from app.catalogue.clocks import start_term, stop_terms
from app.catalogue.rules import Term
from app.consents import queries
from app.consents.models import (
    LegalProtection,
    ParentLine,
    ProtectionAct,
    ProtectionTerm,
    Responsibility,
)
from app.consents.rules import (
    ConsentFault,
    LineDetails,
    ProtectionDetails,
    ProtectionKind,
    ResponsibilityDetails,
    protection_fault,
)
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date, rome_to_utc
from app.kernel.errors import Invalid, NotAllowedNow, NotFound
from app.kernel.references import PersonId
from app.organisations.queries import body
from app.people.queries import for_change, person_row
from app.transaction.loading import locked
from app.transaction.use_case import use_case
from app.vault.operations import create_data_key

_WRITE = Permission.CONSENTS_CONSENT_WRITE
_DAY = 8 * 60  # a term in days starts with the office's day


@use_case("consents.responsibility.write", permission=_WRITE)
def write_responsibility(
    *,
    actor: Viewer,
    now: datetime,
    person_id: PersonId,
    holder_id: PersonId,
    details: ResponsibilityDetails,
) -> None:
    """Write how far somebody decides for a child from a day on; what held before ends that day.

    Refuses the person herself, and a day before the start of a row already written.
    """
    _take(actor, person_id, holder_id)
    _follow(actor, Responsibility, person_id, {"holder_id": holder_id}, details.valid_from)
    db.session.add(
        Responsibility(
            organisation_id=actor.organisation_id,
            person_id=person_id,
            holder_id=holder_id,
            degree=details.degree,
            source=details.source,
            source_on=details.source_on,
            valid_from=details.valid_from,
            written_by=actor.label,
            written_at=now,
        )
    )


@use_case("consents.protection.write", permission=_WRITE)
def write_protection(
    *, actor: Viewer, now: datetime, person_id: PersonId, details: ProtectionDetails
) -> UUID:
    """Write an order by which somebody decides for a person; return its id.

    A custody to the service starts the fifteen days to name its responsible, from the day it was
    notified (law 184/1983, article 5-bis). Refuses nobody named, and days out of order.
    """
    if fault := protection_fault(details):
        raise Invalid(fault)
    _take(actor, person_id, details.holder_person_id)
    if details.body_id is not None:
        body(actor, details.body_id)
    key = create_data_key(organisation_id=actor.organisation_id, root_kind="protection", now=now)
    row = LegalProtection(
        organisation_id=actor.organisation_id,
        data_key_id=key.id,
        person_id=person_id,
        kind=details.kind,
        holder_person_id=details.holder_person_id,
        body_id=details.body_id,
        holder_name=details.holder_name,
        decree_number=details.decree_number,
        decree_on=details.decree_on,
        notified_on=details.notified_on,
        responsible="",
        powers=details.powers,
        substantive=details.substantive,
        valid_from=details.valid_from,
        valid_to=details.valid_to,
        written_by=actor.label,
        written_at=now,
    )
    db.session.add(row)
    db.session.flush()
    db.session.add_all(
        ProtectionAct(organisation_id=actor.organisation_id, protection_id=row.id, act=act)
        for act in details.acts
    )
    if details.kind is ProtectionKind.CUSTODY_TO_SERVICE and details.notified_on:
        since = rome_to_utc(details.notified_on, _DAY)
        start_term(
            ProtectionTerm, {"protection_id": row.id}, Term.CUSTODY_RESPONSIBLE,
            actor=actor, since=since,
        )  # fmt: skip
    return row.id


@use_case("consents.protection.name_responsible", permission=_WRITE)
def name_responsible(
    *,
    actor: Viewer,
    now: datetime,
    person_id: PersonId,
    protection_id: UUID,
    responsible: str,
    told_on: date,
) -> None:
    """Write who answers for a custody to the service, and when the judge was told: the clock stops.

    Refuses a day to come, and who was named already (`NotAllowedNow`).
    """
    row = _order(actor, person_id, protection_id)
    if row.kind != ProtectionKind.CUSTODY_TO_SERVICE:
        raise NotFound
    if row.told_on is not None:
        raise NotAllowedNow(ConsentFault.ALREADY_TOLD)
    if told_on > office_date(now):
        raise Invalid(f"told_on:{ConsentFault.GIVEN_IN_FUTURE}")
    row.responsible, row.told_on = responsible, told_on
    _stop(actor, row.id, now)


@use_case("consents.protection.end", permission=_WRITE)
def end_protection(
    *, actor: Viewer, now: datetime, person_id: PersonId, protection_id: UUID, ends_on: date
) -> None:
    """Write the first day on which an order no longer holds; what it was stays.

    Refuses what is over already (`NotFound`), and an end before the beginning.
    """
    row = _order(actor, person_id, protection_id)
    if row.valid_to is not None and row.valid_to <= office_date(now):
        raise NotFound
    if ends_on <= row.valid_from:
        raise Invalid(f"ends_on:{ConsentFault.ENDS_BEFORE_START}")
    row.valid_to = ends_on
    _stop(actor, row.id, now)


@use_case("consents.letters.write", permission=_WRITE)
def write_letters(
    *,
    actor: Viewer,
    now: datetime,
    person_id: PersonId,
    parent_id: PersonId,
    details: LineDetails,
) -> None:
    """Write whether somebody gets the letters about a child from a day on, and why.

    Refuses the person herself, and a day before the start of a row already written.
    """
    _take(actor, person_id, parent_id)
    _follow(actor, ParentLine, person_id, {"parent_id": parent_id}, details.valid_from)
    key = create_data_key(organisation_id=actor.organisation_id, root_kind="letters", now=now)
    db.session.add(
        ParentLine(
            organisation_id=actor.organisation_id,
            data_key_id=key.id,
            person_id=person_id,
            parent_id=parent_id,
            letters=details.letters,
            basis=details.basis,
            why=details.why,
            valid_from=details.valid_from,
            written_by=actor.label,
            written_at=now,
        )
    )


def _take(actor: Viewer, person_id: PersonId, other_id: PersonId | None = None) -> None:
    """Lock the person: two who write of her come one after the other. The other one is in reach."""
    if other_id is not None:
        if other_id == person_id:
            raise Invalid(f"holder:{ConsentFault.HERSELF}")
        person_row(actor, other_id)
    for_change(actor, actor.organisation_id, person_id)
    about("person", person_id)


def _order(actor: Viewer, person_id: PersonId, protection_id: UUID) -> LegalProtection:
    _take(actor, person_id)
    return locked(
        select(LegalProtection).where(
            queries.protections_visible_to(actor),
            LegalProtection.person_id == person_id,
            LegalProtection.id == protection_id,
        )
    )


def _follow(
    actor: Viewer, table: Any, person_id: PersonId, who: dict[str, PersonId], valid_from: date
) -> None:
    """End what holds of the same two people on the day from which the new row does.

    A row of that very day, written by mistake, never held: the trail keeps it.
    """
    db.session.flush()
    rows = db.session.scalars(
        select(table).filter_by(organisation_id=actor.organisation_id, person_id=person_id, **who)
    ).all()
    if any(row.valid_from > valid_from for row in rows):
        raise Invalid(f"valid_from:{ConsentFault.NOT_BEFORE}")
    for row in rows:
        if row.valid_from == valid_from:
            db.session.delete(row)
        elif row.valid_to is None or row.valid_to > valid_from:
            row.valid_to = valid_from
    db.session.flush()


def _stop(actor: Viewer, protection_id: UUID, now: datetime) -> None:
    about_it = {"organisation_id": actor.organisation_id, "protection_id": protection_id}
    stop_terms(ProtectionTerm, about_it, [Term.CUSTODY_RESPONSIBLE], at=now)
