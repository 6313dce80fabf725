"""Asking for somebody near, in silence; writing down what happened to who works here."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.accounts.policy import Permission
from app.audit.context import about
from app.db import db
from app.desk.models import Incident, SupportCall
from app.desk.operations.openings import my_counter
from app.desk.operations.steps import opening_id_of, opening_to_work_in
from app.desk.queries import safety as queries
from app.desk.rules.safety import IncidentKind, SafetyFault, WhoWasTold
from app.kernel.actor import Viewer
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.references import PersonId
from app.people.queries import person_row
from app.transaction.reading import consultation
from app.transaction.use_case import use_case
from app.vault.operations import create_data_key

_ONCE = {"uq_support_call_one_open": NotAllowedNow(SafetyFault.ALREADY_ASKED)}


@use_case("desk.support.ask", permission=Permission.DESK_TICKET_SERVE, refusals=_ONCE)
def ask_for_support(*, actor: Viewer, now: datetime) -> None:
    """Ask, without a sound and without leaving the counter, that a colleague comes near.

    Colleagues read it on their board; the waiting room never does. Refuses a second request while
    the first is open.
    """
    counter = my_counter(actor, opening_id_of(opening_to_work_in(actor, now)))
    db.session.add(
        SupportCall(
            organisation_id=actor.organisation_id,
            opening_id=counter.opening_id,
            counter=counter.number,
            asked_by_id=actor.account_id,
            asked_by=actor.name,
            asked_at=now,
            came="",
        )
    )
    about("desk_opening", counter.opening_id)


@use_case("desk.support.go", permission=Permission.DESK_TICKET_SERVE)
def go_to_support(*, actor: Viewer, now: datetime, call_id: UUID) -> None:
    """Say that one goes: the request is closed with who came. Refuses one's own, and a late one."""
    call = _open_call(actor, call_id)
    if call.asked_by_id == actor.account_id:
        raise NotAllowedNow(SafetyFault.ONES_OWN)
    call.ended_at, call.came_id, call.came = now, actor.account_id, actor.name


@use_case("desk.support.withdraw", permission=Permission.DESK_TICKET_SERVE)
def withdraw_support(*, actor: Viewer, now: datetime, call_id: UUID) -> None:
    """Say that nobody is needed any more. Refuses what somebody has answered."""
    _open_call(actor, call_id).ended_at = now


def _open_call(actor: Viewer, call_id: UUID) -> SupportCall:
    call = queries.support_for_change(actor, call_id)
    if call.ended_at is not None:
        raise NotAllowedNow(SafetyFault.ALREADY_ENDED)
    about("desk_opening", call.opening_id)
    return call


@dataclass(frozen=True, kw_only=True)
class Told:
    """What somebody tells of an incident; the person only if one knows who she is."""

    kind: IncidentKind
    happened_at: datetime
    text: str = ""
    told: WhoWasTold = WhoWasTold.NOBODY
    person_id: PersonId | None = None


@use_case("desk.incident.report", permission=Permission.DESK_INCIDENT_REPORT)
def report_incident(*, actor: Viewer, now: datetime, told: Told) -> UUID:
    """Write down that somebody who works here was insulted, threatened or hurt; return its id.

    Read by the supervisor only. Refuses (`Invalid`) what has not happened yet.
    """
    if told.happened_at > now:
        raise Invalid(f"hour:{SafetyFault.NOT_YET}")
    if told.person_id is not None:
        person_row(actor, told.person_id)  # out of reach is not found
    key = create_data_key(organisation_id=actor.organisation_id, root_kind="incident", now=now)
    incident = Incident(
        organisation_id=actor.organisation_id,
        data_key_id=key.id,
        kind=told.kind,
        told=told.told,
        happened_at=told.happened_at,
        person_id=told.person_id,
        text=told.text,
        reported_by_id=actor.account_id,
        reported_by=actor.label,
        reported_at=now,
        reviewed_by="",
    )
    db.session.add(incident)
    about("incident", incident.id)
    return incident.id


@consultation("desk.incident.consult", permission=Permission.DESK_INCIDENT_READ, subject="incident")
def consult_incident(*, actor: Viewer, now: datetime, incident_id: UUID) -> queries.IncidentPage:
    """Return what was told of an incident, after the line of who read it."""
    return queries.incident_page(actor, incident_id)


@use_case("desk.incident.review", permission=Permission.DESK_INCIDENT_READ)
def review_incident(*, actor: Viewer, now: datetime, incident_id: UUID) -> None:
    """Say that one has read it and spoken with who was hit: it leaves the page of the day."""
    incident = queries.incident_for_change(actor, incident_id)
    if incident.reviewed_at is not None:
        raise NotAllowedNow(SafetyFault.ALREADY_REVIEWED)
    incident.reviewed_at, incident.reviewed_by = now, actor.label
    about("incident", incident.id)
