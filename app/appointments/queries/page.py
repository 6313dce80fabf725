"""One appointment whole, and the facts its procedure looks at."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.accounts.policy import Permission
from app.accounts.queries import names_of
from app.appointments.models import Appointment, AppointmentStep
from app.appointments.procedure.appointment import APPOINTMENT
from app.appointments.queries.apart import met_nobody_near
from app.appointments.queries.lists import rows_of
from app.appointments.queries.places import is_free
from app.appointments.queries.received import received_on
from app.appointments.queries.rows import AppointmentPage, AppointmentRow
from app.appointments.queries.scope import joined_to, load, may_on, visible_to
from app.appointments.queries.settings import purpose_rules
from app.appointments.rules import (
    UNDO_LASTS,
    AppointmentAction,
    AppointmentFacts,
    AppointmentState,
    Purpose,
    Span,
    ToldHow,
)
from app.appointments.rules.notices import SUBJECT
from app.appointments.rules.overlap import OverlapCause
from app.db import db
from app.kernel.actor import Reach, Viewer
from app.kernel.clock import office_date
from app.kernel.references import AppointmentId, PersonId
from app.notifications.queries import notices_about, receipts
from app.organisations.queries import sites
from app.transaction.steps import PastStep, past_steps

_LOOKED_BACK = 5


def appointment_row(viewer: Viewer, appointment_id: AppointmentId, now: datetime) -> AppointmentRow:
    """Return one appointment as a row; `NotFound` out of reach."""
    row = load(viewer, appointment_id, office_date(now))
    return rows_of(
        viewer,
        select(Appointment).where(visible_to(viewer, office_date(now)), Appointment.id == row.id),
    )[0]


def appointment_page(
    viewer: Viewer, appointment_id: AppointmentId, now: datetime
) -> AppointmentPage:
    """Return one appointment whole; its history only to who reads the agenda."""
    row = load(viewer, appointment_id, office_date(now))
    reads = viewer.may(Permission.APPOINTMENTS_AGENDA_READ)
    told = notices_about(viewer, SUBJECT, [row.id])
    looks_after = viewer.may(Permission.NOTIFICATIONS_NOTICE_WORK)
    where = {site.id: site for site in sites(viewer)}
    site = where.get(row.site_id)
    return AppointmentPage(
        row=appointment_row(viewer, appointment_id, now),
        version=row.version,
        joined=tuple(sorted(names_of(viewer, joined_to(row)).values())),
        site_address=site.address if site else "",
        directions=site.directions if site else "",
        practical=row.practical or "",
        overlap=OverlapCause(row.overlap_reason) if reads and row.overlap_reason else None,
        overlap_words=(row.overlap_words or "") if reads else "",
        papers=purpose_rules(viewer, office_date(now))[Purpose(row.reason)].papers,
        told_how=ToldHow(row.told_how) if row.told_how else None,
        moved_from=row.moved_from_id,
        moved_to=_moved_to(row),
        missed_before=_missed_before(row) if reads else 0,
        notices=tuple(told),
        receipts=receipts(viewer, [one.id for one in told]) if looks_after else {},
        steps=_steps(row) if reads else (),
        offers=APPOINTMENT.offers(
            AppointmentState(row.state),
            facts_of(viewer, row, now),
            lambda permission: may_on(viewer, row, permission),
        ),
    )


def facts_of(viewer: Viewer, row: Appointment, now: datetime, **more: Any) -> AppointmentFacts:
    """Return the facts of an appointment as they stand; `more` is what this act adds."""
    gives_back = row.state in (
        AppointmentState.CANCELLED_PERSON,
        AppointmentState.CANCELLED_OFFICE,
        AppointmentState.MOVED,
        AppointmentState.NO_SHOW,
    )
    span = Span(row.starts_at, row.ends_at)
    known: dict[str, Any] = {
        "now": now,
        "starts_at": row.starts_at,
        "person_known": row.person_id is not None,
        "by_the_same": gives_back and _undoes(viewer, row, now),
        "by_supervisor": viewer.reach(Permission.APPOINTMENTS_APPOINTMENT_CANCEL)
        is Reach.ORGANISATION,
        "told": row.told_at is not None,
    }
    if gives_back:
        known["place_free"] = row.overlap_reason is not None or is_free(
            viewer, row.engagement_id, span, now
        )
        known["received_then"] = received_on(viewer, row)
        if row.person_id is not None:
            known |= of_her_hour(viewer, row.person_id, row, now)
    return AppointmentFacts(**{**known, **more})


def of_her_hour(
    viewer: Viewer, person_id: PersonId, row: Appointment, now: datetime
) -> dict[str, Any]:
    """Return what is so of a person at the hour of an appointment: free, and far from whom."""
    return {
        "person_free": is_free(viewer, person_id, Span(row.starts_at, row.ends_at), now),
        "nobody_near": met_nobody_near(viewer, person_id, row),
    }


def _undoes(viewer: Viewer, row: Appointment, now: datetime) -> bool:
    last = db.session.scalars(
        select(AppointmentStep)
        .where(*_its(row))
        .order_by(AppointmentStep.at.desc(), AppointmentStep.id.desc())
        .limit(1)
    ).first()
    return last is not None and last.actor_id == viewer.account_id and now - last.at <= UNDO_LASTS


def _moved_to(row: Appointment) -> AppointmentId | None:
    if row.state != AppointmentState.MOVED:
        return None
    return db.session.scalar(
        select(Appointment.id)
        .where(
            Appointment.organisation_id == row.organisation_id, Appointment.moved_from_id == row.id
        )
        .order_by(Appointment.booked_at.desc())
        .limit(1)
    )


def _missed_before(row: Appointment) -> int:
    """Count the appointments missed in a row just before: a sign of trouble, never a sanction."""
    if row.person_id is None:
        return 0
    before = db.session.scalars(
        select(Appointment.state)
        .where(
            Appointment.organisation_id == row.organisation_id,
            Appointment.person_id == row.person_id,
            Appointment.starts_at < row.starts_at,
            Appointment.state.in_((AppointmentState.ATTENDED, AppointmentState.NO_SHOW)),
        )
        .order_by(Appointment.starts_at.desc())
        .limit(_LOOKED_BACK)
    ).all()
    attended = [state == AppointmentState.ATTENDED for state in before]
    return attended.index(True) if True in attended else len(attended)


def _steps(row: Appointment) -> tuple[PastStep[AppointmentAction], ...]:
    return past_steps(AppointmentStep, AppointmentAction, *_its(row), with_words=False)


def _its(row: Appointment) -> tuple[Any, Any]:
    return (
        AppointmentStep.organisation_id == row.organisation_id,
        AppointmentStep.appointment_id == row.id,
    )
