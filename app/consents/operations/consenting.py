"""A consent: written for some acts as it was said, taken back with a day."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.accounts.policy import Permission
from app.audit.context import about
from app.consents import queries
from app.consents.models import Consent, LegalProtection
from app.consents.rules import (
    OF_ADULT,
    ConsentAct,
    ConsentDetails,
    ConsentFault,
    consent_fault,
    fits_age,
)
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.references import PersonId
from app.people.queries import for_change, person_row, rows_by_id
from app.transaction.loading import found, locked
from app.transaction.use_case import use_case
from app.vault.operations import create_data_key

_WRITE = Permission.CONSENTS_CONSENT_WRITE


@use_case("consents.consent.give", permission=_WRITE)
def give_consent(
    *, actor: Viewer, now: datetime, person_id: PersonId, details: ConsentDetails
) -> list[UUID]:
    """Write what somebody said for some acts with a person, one consent for each; their ids.

    Refuses a day to come, a ground of another age, an order without its number, nobody who said it,
    and what is written already for the same act and giver.
    """
    person = for_change(actor, actor.organisation_id, person_id)
    about("person", person.id)
    today = office_date(now)
    of_age = person_row(actor, person.id).birth.of_age(today)
    if fault := consent_fault(details, of_age, today):
        raise Invalid(fault)
    if details.giver_id is not None:
        person_row(actor, details.giver_id)
    if details.protection_id is not None:
        _order_of(actor, person.id, details.protection_id)
    if _given(actor, person.id, details) & set(details.acts):
        raise Invalid(f"acts:{ConsentFault.ALREADY_GIVEN}")
    return [_write(actor, now, person.id, act, details) for act in details.acts]


@use_case("consents.consent.withdraw", permission=_WRITE)
def withdraw_consent(
    *,
    actor: Viewer,
    now: datetime,
    person_id: PersonId,
    consent_id: UUID,
    version: int,
    withdrawn_on: date,
) -> None:
    """Write from which day a consent no longer holds; what was done before stays as it was.

    Refuses a day to come or before it was given, what was taken back already (`NotAllowedNow`),
    and a form opened on an older version (`Conflict`).
    """
    person = for_change(actor, actor.organisation_id, person_id)
    about("person", person.id)
    mine = (queries.consents_visible_to(actor), Consent.person_id == person.id)
    row = locked(select(Consent).where(*mine, Consent.id == consent_id))
    if row.withdrawn_on is not None:
        raise NotAllowedNow(ConsentFault.ALREADY_BACK)
    row = locked(select(Consent).where(*mine, Consent.id == consent_id), version)
    if withdrawn_on > office_date(now):
        raise Invalid(f"withdrawn_on:{ConsentFault.GIVEN_IN_FUTURE}")
    if withdrawn_on < row.given_on:
        raise Invalid(f"withdrawn_on:{ConsentFault.BACK_BEFORE_GIVEN}")
    row.withdrawn_on, row.withdrawn_by = withdrawn_on, actor.label


def note_what_was_said(
    actor: Viewer, now: datetime, people: Collection[PersonId], details: ConsentDetails
) -> None:
    """Write, inside the use case under way, what was said of several people at once.

    Of those whose age the ground does not fit, and where it is written already, nothing. Of age
    somebody speaks for herself.
    """
    today = office_date(now)
    rows = rows_by_id(actor, people)
    for one in sorted(rows):
        said = replace(details, giver_id=one) if details.basis in OF_ADULT else details
        unfit = fits_age(details.basis, rows[one].birth.of_age(today))
        new = set(details.acts) - _given(actor, one, said)
        if unfit is None:
            for act in sorted(new):
                _write(actor, now, one, act, said)


def _given(actor: Viewer, person_id: PersonId, details: ConsentDetails) -> set[ConsentAct]:
    """Return for which acts the same giver said the same, and did not take it back."""
    rows = db.session.scalars(
        select(Consent).where(
            Consent.organisation_id == actor.organisation_id,
            Consent.person_id == person_id,
            Consent.basis == details.basis,
            Consent.withdrawn_on.is_(None),
        )
    )
    return {
        ConsentAct(row.act)
        for row in rows
        if (row.giver_id, row.giver_name or "") == (details.giver_id, details.giver_name)
    }


def _write(
    actor: Viewer, now: datetime, person_id: PersonId, act: ConsentAct, details: ConsentDetails
) -> UUID:
    key = create_data_key(organisation_id=actor.organisation_id, root_kind="consent", now=now)
    row = Consent(
        organisation_id=actor.organisation_id,
        data_key_id=key.id,
        person_id=person_id,
        act=act,
        basis=details.basis,
        giver_id=details.giver_id,
        giver_name=details.giver_name,
        given_on=details.given_on,
        withdrawn_by="",
        how=details.how,
        paper=details.paper,
        protection_id=details.protection_id,
        referral_id=details.referral_id,
        case_id=details.case_id,
        written_by=actor.label,
        written_at=now,
    )
    db.session.add(row)
    return row.id


def _order_of(actor: Viewer, person_id: PersonId, protection_id: UUID) -> LegalProtection:
    return found(
        select(LegalProtection).where(
            queries.protections_visible_to(actor),
            LegalProtection.person_id == person_id,
            LegalProtection.id == protection_id,
        )
    )
