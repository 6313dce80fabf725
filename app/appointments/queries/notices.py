"""Notices about appointments: what is on the page of one, what did not leave, what still may."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.appointments.models import Appointment
from app.appointments.queries.lists import SHOWN, rows_of
from app.appointments.queries.rows import AppointmentRow
from app.appointments.queries.scope import visible_to
from app.appointments.rules import WAITED_FOR
from app.appointments.rules.notices import SUBJECT
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import OrganisationId, PersonId, SiteId
from app.notifications.queries import NoticeRow, Subjects, counted, listed, subjects_in
from app.notifications.rules import NEEDS_A_PERSON, SHOWN_FOR, Language, NoticeKind, NoticeList
from app.notifications.wording import words
from app.organisations.queries import channels, sites
from app.organisations.rules import ChannelKind
from app.people.queries import may_be_written_to

_SAMPLE_MINUTE = 9 * 60 + 30


@dataclass(frozen=True)
class AppointmentNotice:
    """A notice with the appointment it is about."""

    notice: NoticeRow
    row: AppointmentRow


def listed_notices(
    viewer: Viewer, now: datetime, which: NoticeList, *, offset: int, limit: int
) -> list[AppointmentNotice]:
    """Return one list of the notices about the appointments this viewer may see."""
    found = listed(viewer, which, now, of=_seen(viewer, now), offset=offset, limit=limit)
    ids = [one.subject_id for one in found]
    mine = visible_to(viewer, office_date(now))
    rows = rows_of(viewer, select(Appointment).where(mine, Appointment.id.in_(ids)))
    by_id: dict[UUID, AppointmentRow] = {row.id: row for row in rows}
    # Two questions: who was put under seal between them is in the first alone.
    return [
        AppointmentNotice(one, by_id[one.subject_id]) for one in found if one.subject_id in by_id
    ]


def count_notices(viewer: Viewer, now: datetime) -> dict[NoticeList, int]:
    """Return how many notices stand in each list of this viewer."""
    return counted(viewer, now, of=_seen(viewer, now))


def to_come_of(
    organisation_id: OrganisationId, person_id: PersonId, now: datetime
) -> Sequence[Appointment]:
    """Return somebody's appointments to come. Unscoped: for the use case that stops her notices."""
    return db.session.scalars(
        select(Appointment).where(
            Appointment.organisation_id == organisation_id,
            Appointment.person_id == person_id,
            Appointment.starts_at > now,
        )
    ).all()


def not_left(viewer: Viewer, now: datetime) -> list[AppointmentRow]:
    """Return the appointments to come whose notice waits for somebody to telephone."""
    return rows_of(
        viewer,
        select(Appointment)
        .where(
            visible_to(viewer, office_date(now)),
            Appointment.id.in_(subjects_in(viewer, SUBJECT, NEEDS_A_PERSON)),
            Appointment.starts_at > now,
            Appointment.state.in_(WAITED_FOR),
        )
        .order_by(Appointment.starts_at, Appointment.id)
        .limit(SHOWN),
    )


def _seen(viewer: Viewer, now: datetime) -> Subjects:
    """Return the appointments whose notices may stand in a list: of long ago there is none."""
    return Subjects(
        SUBJECT,
        select(Appointment.id).where(
            visible_to(viewer, office_date(now)), Appointment.starts_at > now - SHOWN_FOR
        ),
    )


def place_words(viewer: Viewer, site_id: SiteId) -> str:
    """Return the place as a notice says it: its address, for its name would tell of what it is."""
    return next((one.address for one in sites(viewer) if one.id == site_id), "")


def office_phone(viewer: Viewer) -> str:
    """Return the number a notice says to call, if the office has written one."""
    phones = (one.value for one in channels(viewer) if one.kind is ChannelKind.PHONE)
    return next(phones, "")


def sample(viewer: Viewer, day: date) -> dict[Language, str]:
    """Return the very text of a reminder in each language, for an appointment that is invented."""
    said: dict[str, Any] = {
        "day": day,
        "minute": _SAMPLE_MINUTE,
        "place": next((one.address for one in sites(viewer)), ""),
        "phone": office_phone(viewer),
    }
    return {one: words(NoticeKind.REMINDER, one, **said) for one in Language}


def standing(organisation_id: OrganisationId, ids: Collection[UUID]) -> set[UUID]:
    """Return of which appointments the person may still be written to. Unscoped: by the program."""
    found = db.session.execute(
        select(Appointment.id, Appointment.person_id).where(
            Appointment.organisation_id == organisation_id, Appointment.id.in_(list(ids))
        )
    ).all()
    people = may_be_written_to(organisation_id, [who for _, who in found if who is not None])
    return {UUID(str(id_)) for id_, who in found if who in people}
