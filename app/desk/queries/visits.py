"""What was written of interviews: read by who led them, and by who answers for the service."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, false, select

from app.accounts.policy import Permission
from app.appointments.models import Appointment
from app.catalogue.rules import Area, PathCode, Recipient
from app.db import db
from app.desk.models.visits import Visit, VisitOutcome, VisitPresence, VisitRecipient
from app.desk.queries.tickets import TicketRow
from app.desk.rules.visits import NextStep, Outcome, Presence, VisitChannel, steps_after
from app.kernel.actor import Actor, Reach, Viewer
from app.kernel.errors import NotFound
from app.kernel.references import OrganisationId, PersonId, TicketId, VisitId
from app.open_door.rules import Origin
from app.people.queries import is_known, person_row
from app.transaction.loading import found


@dataclass(frozen=True, kw_only=True)
class VisitPage:
    """One visit, as it was written."""

    id: VisitId
    worker: str
    channel: VisitChannel
    began_at: datetime
    concluded_at: datetime | None
    outcomes: tuple[Outcome, ...]
    path: PathCode | None
    recipients: tuple[Recipient, ...]
    area: Area | None
    present: tuple[Presence, ...]
    present_names: str
    interpreter: bool
    alone_in_part: bool
    note: str
    draft: str
    person_id: PersonId | None
    person: str
    ticket_id: TicketId | None
    message_left: bool

    @property
    def steps(self) -> list[NextStep]:
        """What remains to be done."""
        return steps_after(frozenset(self.outcomes), frozenset(self.present))


def visits_visible_to(viewer: Actor, organisation_id: OrganisationId) -> ColumnElement[bool]:
    """Return the criterion of the visits this viewer may read: her own, all to the supervisor."""
    if not viewer.may(Permission.DESK_TICKET_SERVE):
        return false()
    mine = Visit.worker_id == getattr(viewer, "account_id", None)
    if viewer.reach(Permission.DESK_BOARD_MANAGE) is Reach.ORGANISATION:
        return Visit.organisation_id == organisation_id
    return (Visit.organisation_id == organisation_id) & mine


@dataclass(frozen=True)
class VisitLine:
    """That somebody was received, when and by whom: nothing of what was said."""

    id: VisitId
    began_at: datetime
    worker: str
    may_read: bool


def visits_of(viewer: Viewer, person_id: PersonId, limit: int = 10) -> list[VisitLine]:
    """Return when a person was received at the desk, the latest first."""
    if not viewer.may(Permission.DESK_BOARD_READ):
        return []
    readable = visits_visible_to(viewer, viewer.organisation_id)
    rows = db.session.execute(
        select(Visit.id, Visit.began_at, Visit.worker, readable.label("may_read"))
        .where(
            Visit.organisation_id == viewer.organisation_id,
            Visit.person_id == person_id,
            Visit.concluded_at.is_not(None),
        )
        .order_by(Visit.began_at.desc())
        .limit(limit)
    )
    return [VisitLine(id_, began, worker, bool(may)) for id_, began, worker, may in rows]


def visit_of_ticket(actor: Viewer, ticket_id: TicketId) -> Visit | None:
    """Return the visit of a ticket, to be changed: whoever takes up an interview takes it up.

    Unscoped by worker: the ticket's own table has already said who may.
    """
    return db.session.scalar(
        select(Visit)
        .where(Visit.organisation_id == actor.organisation_id, Visit.ticket_id == ticket_id)
        .with_for_update()
    )


def person_of_ticket(viewer: Viewer, ticket: TicketRow) -> PersonId | None:
    """Return who holds a ticket, if the desk knows: a booked person, or one already linked."""
    linked = select(Visit.person_id).where(
        Visit.organisation_id == viewer.organisation_id, Visit.ticket_id == ticket.id
    )
    booked = select(Appointment.person_id).where(
        Appointment.organisation_id == viewer.organisation_id,
        Appointment.id == ticket.appointment_id,
    )
    return db.session.scalar(linked) or db.session.scalar(booked)


def visit_page(viewer: Viewer, visit_id: VisitId) -> VisitPage:
    """Return one visit; `NotFound` out of reach."""
    return _page(viewer, Visit.id == visit_id)


def origin_of(viewer: Viewer, visit_id: UUID) -> Origin:
    """Return an interview as where somebody comes from who is sent on; `NotFound` out of reach."""
    mine = visits_visible_to(viewer, viewer.organisation_id)
    row = found(select(Visit).where(mine, Visit.id == visit_id))
    known = row.person_id is not None and is_known(viewer, row.person_id)
    return Origin(row.id, "", row.began_at, (row.person_id,) if row.person_id and known else ())


def visit_under_way(viewer: Viewer, ticket_id: TicketId) -> VisitPage | None:
    """Return the visit this worker is leading with a ticket, its draft and ticks; None if none."""
    try:
        return _page(
            viewer,
            (Visit.ticket_id == ticket_id) & (Visit.worker_id == viewer.account_id),
        )
    except NotFound:
        return None


def _page(viewer: Viewer, criterion: ColumnElement[bool]) -> VisitPage:
    mine = select(Visit).where(visits_visible_to(viewer, viewer.organisation_id), criterion)
    row = found(mine.execution_options(populate_existing=True))
    outcomes = db.session.execute(
        select(VisitOutcome.outcome, VisitOutcome.path).where(*_of(row, VisitOutcome))
    ).all()
    recipients = db.session.scalars(
        select(VisitRecipient.recipient).where(*_of(row, VisitRecipient))
    ).all()
    present = db.session.scalars(select(VisitPresence.role).where(*_of(row, VisitPresence))).all()
    paths = [path for _, path in outcomes if path]
    return VisitPage(
        id=row.id,
        worker=row.worker,
        channel=VisitChannel(row.channel),
        began_at=row.began_at,
        concluded_at=row.concluded_at,
        outcomes=tuple(Outcome(code) for code, _ in outcomes),
        path=PathCode(paths[0]) if paths else None,
        recipients=tuple(Recipient(code) for code in recipients),
        area=Area(row.area) if row.area else None,
        present=tuple(Presence(code) for code in present),
        present_names=row.present_names or "",
        interpreter=row.interpreter,
        alone_in_part=row.alone_in_part,
        note=row.note or "",
        draft=row.draft or "",
        person_id=row.person_id,
        person=person_row(viewer, row.person_id).name if row.person_id else "",
        ticket_id=row.ticket_id,
        message_left=row.message_id is not None,
    )


_Ticks = type[VisitOutcome] | type[VisitRecipient] | type[VisitPresence]


def _of(row: Visit, table: _Ticks) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return table.organisation_id == row.organisation_id, table.visit_id == row.id
