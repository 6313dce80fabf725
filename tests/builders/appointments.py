"""Wednesdays with somebody on duty, places that can be given, appointments in every state."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.appointments import operations, queries
from app.appointments.operations import Booking
from app.appointments.rules import AskedPlace, CancelCause, Origin, Purpose, asked
from app.kernel.references import AppointmentId, EngagementId, PersonId, SiteId
from app.organisations import operations as office
from app.organisations.rules import AccessMode, OpeningKind, WeeklyRule
from app.rota import operations as rota
from app.rota.rules import Hours
from tests.builders.people import a_person
from tests.cast import MAKER, NOW, OFFICE, Cast, Member

WEDNESDAY = date(2026, 11, 25)
_FROM, _TO = 8 * 60 + 30, 12 * 60 + 30


@dataclass(frozen=True)
class Wednesday:
    """Where the office receives by appointment, and who does."""

    site: SiteId
    workers: tuple[EngagementId, ...]


def engagement_of(member: Member) -> EngagementId:
    """Return the engagement by which somebody of the cast is on duty."""
    assert member.engagement_id is not None
    return member.engagement_id


def a_wednesday(cast: Cast, *workers: str, day: date = WEDNESDAY) -> Wednesday:
    """Open the office on Wednesdays, 8:30 to 12:30, with these workers (Bruno) on duty one day."""
    by: dict[str, Any] = {"actor": MAKER, "now": NOW, "organisation_id": OFFICE}
    site = office.open_site(
        **by, name="Dependance", address="piazza Unità d'Italia", directions="lato via Tizzoni"
    )
    rule = WeeklyRule(
        kind=OpeningKind.APPOINTMENTS,
        site_id=site,
        weekday=day.weekday(),
        from_minute=_FROM,
        to_minute=_TO,
        mode=AccessMode.BY_APPOINTMENT,
        valid_from=date(2020, 1, 1),
    )
    office.open_hours(**by, rule=rule)
    on_duty = tuple(engagement_of(cast[name]) for name in workers or ("bruno",))
    for engagement_id in on_duty:
        rota.add_shift(
            actor=cast["dario"].viewer,
            now=NOW,
            engagement_id=engagement_id,
            site_id=site,
            kind=OpeningKind.APPOINTMENTS,
            day=day,
            hours=Hours(_FROM, _TO),
        )
    return Wednesday(site, on_duty)


def a_place(by: Member, number: int = 0, now: datetime = NOW) -> AskedPlace:
    """Return the first free place, or one after it, as somebody asks for it."""
    return asked(queries.places(by.viewer, now=now)[number])


def an_appointment(
    by: Member, person_id: PersonId, place: AskedPlace | None = None, **more: Any
) -> AppointmentId:
    """Give a place (the first free one) to a person as `by` would, and return the appointment."""
    now = more.pop("now", NOW)
    booking = Booking(
        person_id=person_id,
        place=place or a_place(by, now=now),
        reason=more.pop("reason", Purpose.FIRST_INTERVIEW),
        origin=more.pop("origin", Origin.URP_PHONE),
        **more,
    )
    return operations.book(actor=by.viewer, now=now, booking=booking)


def a_week_of_appointments(cast: Cast, person_id: PersonId) -> None:
    """Put one appointment in each of the states that look different, on a Wednesday to come."""
    a_wednesday(cast, "bruno", "carla")
    anna, bruno = cast["anna"], cast["bruno"]
    others = [a_person(anna, surname) for surname in ("Attesa", "Disdetta", "Annullata", "Mossa")]
    an_appointment(anna, person_id, practical="carrozzina")
    _, off, called_off, moved = [an_appointment(anna, one) for one in others]
    operations.cancel_by_person(**by_now(anna, off))
    called_off_by = cast["dario"]
    operations.cancel_by_office(**by_now(called_off_by, called_off), cause=CancelCause.ABSENCE)
    operations.move_to(**by_now(anna, moved), place=a_place(anna, 3))
    assert queries.never_told(bruno.viewer, NOW)


def by_now(member: Member, appointment_id: AppointmentId, now: datetime = NOW) -> dict[str, Any]:
    """Return the arguments by which somebody acts on an appointment as she sees it now."""
    row = queries.appointment_row(member.viewer, appointment_id, now)
    return {
        "actor": member.viewer,
        "now": now,
        "appointment_id": appointment_id,
        "version": row.version,
    }
