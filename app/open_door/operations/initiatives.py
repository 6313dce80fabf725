"""Initiatives open to anybody: opened, corrected, and who took part counted day by day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from app.accounts.policy import Permission
from app.audit.context import about
from app.catalogue.rules import PathCode
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid
from app.kernel.references import BodyId, InitiativeId, PersonId
from app.open_door import queries
from app.open_door.models import Initiative, InitiativePartner, Participation
from app.open_door.operations.counting import check_counted
from app.open_door.rules import (
    OPEN_PATHS,
    AgeBand,
    InitiativeKind,
    OpenDoorFault,
    counted_fault,
    dates_fault,
    held_fault,
)
from app.organisations.queries import body
from app.transaction.use_case import use_case

_WRITE = Permission.OPEN_DOOR_CONTACT_WRITE


@dataclass(frozen=True, kw_only=True)
class InitiativeGiven:
    """What is written of an initiative; `last_day` is included, none is without an end."""

    path: PathCode
    kind: InitiativeKind
    title: str
    valid_from: date
    last_day: date | None = None
    goals: str = ""
    budget_cents: int | None = None
    partners: tuple[BodyId, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ParticipationGiven:
    """Who took part: how many on a day; a name only with the day of her consent."""

    held_on: date
    age_band: AgeBand
    counted: int = 1
    person_id: PersonId | None = None
    consent_on: date | None = None
    referral_id: UUID | None = None


@use_case("open_door.initiative.open", permission=_WRITE)
def open_initiative(*, actor: Viewer, now: datetime, given: InitiativeGiven) -> InitiativeId:
    """Write an initiative of the youth space or for foreign citizens, and return its id.

    Refuses another service and a last day before the first.
    """
    row = Initiative(organisation_id=actor.organisation_id)
    about("initiative", row.id)
    _write(actor, row, given)
    db.session.add(row)
    db.session.flush()
    _keep_partners(actor, row, given.partners)
    return row.id


@use_case("open_door.initiative.correct", permission=_WRITE)
def correct_initiative(
    *,
    actor: Viewer,
    now: datetime,
    initiative_id: InitiativeId,
    version: int,
    given: InitiativeGiven,
) -> None:
    """Correct an initiative, or say when it ends; who took part stays counted. Refuses as above."""
    row = queries.initiative_for_change(actor, initiative_id, version)
    about("initiative", row.id)
    _write(actor, row, given)
    _keep_partners(actor, row, given.partners)


@use_case("open_door.participation.note", permission=_WRITE)
def note_participation(
    *, actor: Viewer, now: datetime, initiative_id: InitiativeId, given: ParticipationGiven
) -> None:
    """Count who took part on a day. No name is needed, and none is kept without consent.

    Refuses a day to come or outside the initiative, nobody, a name without the day of the consent
    or with others counted beside it. The request it comes from is kept only beside a name.
    """
    row = queries.load_initiative(actor, initiative_id)
    about("initiative", row.id)
    today = office_date(now)
    check_counted(
        actor,
        given.person_id,
        given.consent_on,
        today,
        held_fault(given.held_on, row.valid_from, row.valid_to, today),
        counted_fault(given.counted, named=given.person_id is not None),
    )
    db.session.add(
        Participation(
            organisation_id=row.organisation_id,
            initiative_id=row.id,
            held_on=given.held_on,
            age_band=given.age_band,
            counted=given.counted,
            person_id=given.person_id,
            consent_on=given.consent_on,
            referral_id=given.referral_id if given.person_id else None,
            noted_by=actor.label,
            noted_at=now,
        )
    )


def _write(actor: Viewer, row: Initiative, given: InitiativeGiven) -> None:
    if given.path not in OPEN_PATHS:
        raise Invalid(f"path:{OpenDoorFault.NOT_AN_OPEN_PATH}")
    fault = dates_fault(given.valid_from, given.last_day)
    if fault:
        raise Invalid(fault)
    row.path, row.kind, row.title = given.path, given.kind, given.title
    row.goals, row.budget_cents = given.goals, given.budget_cents
    row.valid_from = given.valid_from
    row.valid_to = given.last_day + timedelta(days=1) if given.last_day else None


def _keep_partners(actor: Viewer, row: Initiative, wanted: tuple[BodyId, ...]) -> None:
    """Have exactly these bodies as partners; one out of reach is not found."""
    its = {"organisation_id": row.organisation_id, "initiative_id": row.id}
    kept = set()
    for partner in db.session.scalars(select(InitiativePartner).filter_by(**its)):
        if partner.body_id in wanted:
            kept.add(partner.body_id)
        else:
            db.session.delete(partner)
    for body_id in dict.fromkeys(wanted):
        if body_id not in kept:
            db.session.add(InitiativePartner(**its, body_id=body(actor, body_id).id))
