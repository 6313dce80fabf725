"""A worker fixes a meeting with somebody she follows: once or in a series, alone or jointly."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.accounts.policy import Permission
from app.appointments import queries
from app.appointments.operations.booking import Booking, give
from app.appointments.operations.claims import REFUSALS, lock_hours
from app.appointments.operations.items import HoursTaken, keep_item
from app.appointments.rules import Origin, Place, PlaceFor, Purpose, asked
from app.appointments.rules.items import Hours, ItemDetails, ItemFault, ItemKind, MeetingPlace
from app.appointments.rules.overlap import Overlap, OverlapFault
from app.kernel.actor import Reach, Viewer
from app.kernel.errors import NotAllowedNow
from app.kernel.references import EngagementId, PersonId, SiteId
from app.people.queries import person_row
from app.transaction.use_case import use_case


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """Whom, at which hour of which days, where, who receives, and who else with her."""

    person_id: PersonId
    days: tuple[date, ...]
    minute: int
    minutes: int
    worker: EngagementId
    site_id: SiteId
    joined: tuple[EngagementId, ...] = ()
    where: MeetingPlace = MeetingPlace.OFFICE
    address: str = ""
    travel: int = 0
    reason: Purpose = Purpose.OWN_WORKER

    def hours(self, day: date) -> Hours:
        """Return the hours of one of its days: in a series, the same of the wall clock."""
        away = 0 if self.where is MeetingPlace.OFFICE else self.travel
        to_minute = self.minute + self.minutes
        return Hours(day=day, minute=self.minute, to_minute=to_minute, before=away, after=away)


@use_case(
    "appointments.appointment.invite",
    permission=Permission.APPOINTMENTS_ITEM_KEEP,
    refusals={**REFUSALS, "time_claim_free": HoursTaken(ItemFault.HOURS_TAKEN)},
)
def invite(*, actor: Viewer, now: datetime, invitation: Invitation) -> None:
    """Fix a meeting at any hour of her own, every day of a series or none.

    In the office it is an appointment, elsewhere a visit or a meeting. Refuses hours that are
    past, taken or not hers, and a person already expected elsewhere.
    """
    _within_reach(actor, invitation, Permission.APPOINTMENTS_ITEM_KEEP)
    if not actor.may(Permission.APPOINTMENTS_APPOINTMENT_BOOK):
        raise NotAllowedNow(ItemFault.NOT_HERS)
    for day in invitation.days:
        if invitation.where is MeetingPlace.OFFICE:
            _receive(actor, now, invitation, day)
        else:
            keep_item(actor=actor, now=now, details=_elsewhere(invitation, day))


@use_case(
    "appointments.appointment.overbook",
    permission=Permission.APPOINTMENTS_APPOINTMENT_OVERBOOK,
    refusals=REFUSALS,
)
def overbook(*, actor: Viewer, now: datetime, invitation: Invitation, overlap: Overlap) -> None:
    """Receive somebody at an hour that is another's already, on purpose and with a reason.

    The hour stays of whoever had it. Refuses hours that are past, free, or not the actor's own to
    give twice, and a person already expected elsewhere.
    """
    _within_reach(actor, invitation, Permission.APPOINTMENTS_APPOINTMENT_OVERBOOK)
    for day in invitation.days:
        _receive(actor, now, invitation, day, overlap=overlap)


def _within_reach(actor: Viewer, invitation: Invitation, permission: Permission) -> None:
    """Refuse a person out of reach, and the hour of a colleague unless everybody's are hers."""
    person_row(actor, invitation.person_id)
    everybody = actor.reach(permission) is Reach.ORGANISATION
    if not everybody and invitation.worker not in actor.engagement_ids:
        raise NotAllowedNow(ItemFault.NOT_HERS)


def _receive(
    actor: Viewer,
    now: datetime,
    invitation: Invitation,
    day: date,
    *,
    overlap: Overlap | None = None,
) -> None:
    place = Place(day, invitation.minute, invitation.worker, invitation.site_id, invitation.minutes)
    try:
        span = place.span
    except ValueError:
        raise NotAllowedNow(ItemFault.HOUR_SKIPPED) from None
    if span.starts_at <= now:
        raise NotAllowedNow(ItemFault.IN_THE_PAST)
    workers = [UUID(str(one)) for one in (invitation.worker, *invitation.joined)]
    people = [
        UUID(str(invitation.person_id)),
        *queries.not_to_meet(actor, invitation.person_id),
    ]
    lock_hours(actor.organisation_id, [*workers, *people], now)
    free = all(queries.is_free(actor, one, span, now) for one in workers)
    if not free and overlap is None:
        raise HoursTaken(ItemFault.HOURS_TAKEN)
    if free and overlap is not None:
        raise NotAllowedNow(OverlapFault.NOTHING_THERE)
    booking = Booking(
        person_id=invitation.person_id,
        place=asked(place),
        reason=invitation.reason,
        origin=Origin.WORKER,
        place_for=PlaceFor.INVITED,
    )
    give(actor, now, booking, place, invitation.joined, overlap=overlap)


def _elsewhere(invitation: Invitation, day: date) -> ItemDetails:
    home = invitation.where is MeetingPlace.HOME
    return ItemDetails(
        kind=ItemKind.HOME_VISIT if home else ItemKind.MEETING,
        hours=invitation.hours(day),
        workers=(invitation.worker, *invitation.joined),
        place=invitation.address,
        person_id=invitation.person_id,
    )
