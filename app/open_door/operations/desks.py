"""The information desks: opened, who came counted, somebody named later because she consents."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.accounts.policy import Permission
from app.audit.context import about
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotAllowedNow, NotFound
from app.kernel.references import BodyId, DeskContactId, InfoDeskId, PersonId, SiteId
from app.open_door import queries
from app.open_door.models import DeskContact, InfoDesk
from app.open_door.operations.counting import check_counted
from app.open_door.rules import (
    DESK_NUMBERS,
    OpenDoorFault,
    Topic,
    contact_fault,
)
from app.organisations.queries import body, sites
from app.transaction.use_case import use_case

_WRITE = Permission.OPEN_DOOR_CONTACT_WRITE
_ONE_EACH = {"uq_info_desk_organisation_id_number": Invalid(f"number:{OpenDoorFault.DESK_TAKEN}")}


@dataclass(frozen=True, kw_only=True)
class DeskGiven:
    """What is written of a desk; its hours are the openings of its site."""

    number: int
    site_id: SiteId
    languages: str
    host_id: BodyId | None = None


@dataclass(frozen=True, kw_only=True)
class ContactGiven:
    """Somebody who came to a desk: nationality only if she said it, a name only with consent."""

    at: datetime
    topics: frozenset[Topic]
    minutes: int
    language: str = ""
    mediation_minutes: int = 0
    returns: bool = False
    nationality: str = ""
    person_id: PersonId | None = None
    consent_on: date | None = None
    referral_id: UUID | None = None


@use_case("open_door.desk.open", permission=_WRITE, refusals=_ONE_EACH)
def open_info_desk(*, actor: Viewer, now: datetime, given: DeskGiven) -> InfoDeskId:
    """Write one of the eight desks, and return its id.

    Refuses a number that is not one of the eight or is already there.
    """
    if given.number not in DESK_NUMBERS:
        raise Invalid(f"number:{OpenDoorFault.NOT_A_DESK}")
    if given.site_id not in {site.id for site in sites(actor)}:
        raise NotFound
    row = InfoDesk(
        organisation_id=actor.organisation_id,
        number=given.number,
        site_id=given.site_id,
        host_id=body(actor, given.host_id).id if given.host_id else None,
        languages=given.languages,
    )
    about("info_desk", row.id)
    db.session.add(row)
    return row.id


@use_case("open_door.contact.note", permission=_WRITE)
def note_contact(
    *, actor: Viewer, now: datetime, desk_id: InfoDeskId, given: ContactGiven
) -> DeskContactId:
    """Count somebody who came to a desk, and return the id of the contact.

    Refuses a moment to come, no topic, more mediation than time, a name without its consent. The
    request it comes from is kept only beside a name.
    """
    row = queries.load_desk(actor, desk_id)
    about("info_desk", row.id)
    check_counted(
        actor,
        given.person_id,
        given.consent_on,
        office_date(now),
        f"held_on:{OpenDoorFault.HELD_IN_THE_FUTURE}" if given.at > now else None,
        contact_fault(given.topics, given.minutes, given.mediation_minutes),
    )
    contact = DeskContact(
        organisation_id=row.organisation_id,
        desk_id=row.id,
        at=given.at,
        language=given.language,
        topics=",".join(topic for topic in Topic if topic in given.topics),
        minutes=given.minutes,
        mediation_minutes=given.mediation_minutes,
        returns=given.returns,
        nationality=given.nationality,
        person_id=given.person_id,
        consent_on=given.consent_on,
        referral_id=given.referral_id if given.person_id else None,
        noted_by=actor.label,
    )
    db.session.add(contact)
    return contact.id


@use_case("open_door.contact.name", permission=_WRITE)
def name_contact(
    *,
    actor: Viewer,
    now: datetime,
    contact_id: DeskContactId,
    person_id: PersonId,
    consent_on: date,
) -> None:
    """Give a name to who was counted without one, because she consents: she counts as before.

    Refuses a consent of a day to come, and a contact that has a name already.
    """
    row = queries.contact_for_change(actor, contact_id)
    about("info_desk", row.desk_id)
    check_counted(actor, person_id, consent_on, office_date(now))
    if row.person_id is not None:
        raise NotAllowedNow(OpenDoorFault.ALREADY_NAMED)
    row.person_id, row.consent_on = person_id, consent_on
