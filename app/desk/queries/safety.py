"""Who asks for somebody near, what was noted of an incident, and whom to meet in two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, false, func, or_, select

from app.accounts.policy import Permission
from app.appointments.models import Appointment
from app.db import db
from app.desk.models import Incident, SupportCall, Ticket
from app.desk.queries.openings import visible_to
from app.desk.rules.safety import COUNTED_FOR, SHOWN_AFTER, IncidentKind, WhoWasTold
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import NotPermitted
from app.kernel.references import AccountId, PersonId, TicketId
from app.people.queries import may_be_named, measures_of, person_row
from app.people.rules import Measure
from app.transaction.loading import found, locked


@dataclass(frozen=True)
class SupportRow:
    """A counter that asks for somebody near, or that just had an answer."""

    id: UUID
    counter: int
    asked_by_id: AccountId
    asked_at: datetime
    ended_at: datetime | None
    came: str


def support_calls(viewer: Viewer, opening_id: UUID | None, now: datetime) -> list[SupportRow]:
    """Return who asks for somebody near, and for a few minutes who went."""
    if opening_id is None:
        return []
    rows = db.session.scalars(
        select(SupportCall)
        .where(
            visible_to(viewer, viewer.organisation_id, SupportCall),
            SupportCall.opening_id == opening_id,
            or_(
                SupportCall.ended_at.is_(None),
                (SupportCall.ended_at > now - SHOWN_AFTER) & (SupportCall.came != ""),
            ),
        )
        .order_by(SupportCall.asked_at)
        .execution_options(populate_existing=True)
    )
    return [
        SupportRow(row.id, row.counter, row.asked_by_id, row.asked_at, row.ended_at, row.came)
        for row in rows
    ]


def support_for_change(actor: Viewer, call_id: UUID) -> SupportCall:
    """Return a request to be answered or withdrawn; `NotFound` out of reach."""
    reach = visible_to(actor, actor.organisation_id, SupportCall)
    return locked(select(SupportCall).where(reach, SupportCall.id == call_id))


def met_how(
    viewer: Viewer, opening_id: UUID | None, now: datetime
) -> Mapping[TicketId, tuple[Measure, ...]]:
    """Return how the booked people of an opening are to be met: no name, only how."""
    if opening_id is None:
        return {}
    people = {
        ticket_id: person_id
        for ticket_id, person_id in db.session.execute(
            select(Ticket.id, Appointment.person_id)
            .join(
                Appointment,
                (Appointment.organisation_id == Ticket.organisation_id)
                & (Appointment.id == Ticket.appointment_id),
            )
            .where(
                visible_to(viewer, viewer.organisation_id, Ticket),
                Ticket.opening_id == opening_id,
                may_be_named(viewer, Appointment.person_id),
            )
        )
        if person_id is not None
    }
    measures = measures_of(viewer, people.values(), office_date(now)) if people else {}
    return {ticket_id: measures.get(person_id, ()) for ticket_id, person_id in people.items()}


@dataclass(frozen=True)
class IncidentRow:
    """That something happened: when and of what kind."""

    id: UUID
    kind: IncidentKind
    happened_at: datetime
    reported_by: str
    reviewed_at: datetime | None


@dataclass(frozen=True)
class IncidentPage:
    """One incident as it was told."""

    row: IncidentRow
    told: WhoWasTold
    text: str
    reported_at: datetime
    reviewed_by: str
    person_id: PersonId | None
    person: str


def incidents_visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """Return the criterion of the incidents this viewer may read: all, to who answers for it."""
    if not viewer.may(Permission.DESK_INCIDENT_READ):
        return false()
    mine = Incident.organisation_id == viewer.organisation_id
    return mine & may_be_named(viewer, Incident.person_id)


def incidents(
    viewer: Viewer, *, to_review: bool = False, offset: int = 0, limit: int = 51
) -> list[IncidentRow]:
    """Return what was reported, the latest first, `to_review` only what nobody has looked at."""
    if not viewer.may(Permission.DESK_INCIDENT_READ):
        raise NotPermitted(Permission.DESK_INCIDENT_READ)
    open_ones = [Incident.reviewed_at.is_(None)] if to_review else []
    rows = db.session.scalars(
        select(Incident)
        .where(incidents_visible_to(viewer), *open_ones)
        .order_by(Incident.happened_at.desc(), Incident.id)
        .offset(offset)
        .limit(limit)
    )
    return [_incident_row(row) for row in rows]


def incident_page(viewer: Viewer, incident_id: UUID) -> IncidentPage:
    """Return one incident; `NotFound` out of reach."""
    row = found(select(Incident).where(incidents_visible_to(viewer), Incident.id == incident_id))
    return IncidentPage(
        row=_incident_row(row),
        told=WhoWasTold(row.told),
        text=row.text or "",
        reported_at=row.reported_at,
        reviewed_by=row.reviewed_by,
        person_id=row.person_id,
        person=person_row(viewer, row.person_id).name if row.person_id else "",
    )


def incident_for_change(actor: Viewer, incident_id: UUID) -> Incident:
    """Return the incident to be marked as looked at; `NotFound` out of reach."""
    return locked(select(Incident).where(incidents_visible_to(actor), Incident.id == incident_id))


def incident_counts(viewer: Viewer, now: datetime) -> Sequence[tuple[IncidentKind, int]]:
    """Return how many were reported in a year, by kind: all that colleagues read."""
    if not viewer.may(Permission.DESK_INCIDENT_REPORT):
        return []
    rows = db.session.execute(
        select(Incident.kind, func.count())
        .where(
            Incident.organisation_id == viewer.organisation_id,
            Incident.happened_at > now - COUNTED_FOR,
        )
        .group_by(Incident.kind)
    )
    counted = {row[0]: row[1] for row in rows}
    return [(kind, counted[kind]) for kind in IncidentKind if kind in counted]


def _incident_row(row: Incident) -> IncidentRow:
    return IncidentRow(
        row.id, IncidentKind(row.kind), row.happened_at, row.reported_by, row.reviewed_at
    )
