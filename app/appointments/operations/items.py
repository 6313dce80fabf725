"""Keeping a piece of time that is not an appointment, changing it, calling it off, being back."""

from datetime import datetime
from uuid import UUID

from app.accounts.policy import Permission
from app.appointments import queries
from app.appointments.models import AgendaItem, AgendaItemWorker
from app.appointments.operations.claims import give_back, lock_hours, take_item_hours, take_seat
from app.appointments.rules import ZONE, Span
from app.appointments.rules.items import ItemDetails, ItemFault, ItemKind, item_faults
from app.appointments.rules.plan_office import AskedHour, moved
from app.audit.context import about
from app.db import db
from app.kernel.actor import Reach, Viewer
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.references import AgendaItemId, PersonId
from app.people.queries import person_row
from app.transaction.use_case import use_case
from app.vault.operations import create_data_key

_KEEP = Permission.APPOINTMENTS_ITEM_KEEP


class HoursTaken(NotAllowedNow):
    """Somebody it is for has something else at that hour: the page tells what."""


# What the guard of the database says, for the use cases that take the hours of an item.
ITEM_REFUSALS = {"time_claim_free": HoursTaken(ItemFault.HOURS_TAKEN)}


@use_case("appointments.item.keep", permission=_KEEP, refusals=ITEM_REFUSALS)
def keep_item(*, actor: Viewer, now: datetime, details: ItemDetails) -> AgendaItemId:
    """Keep time for something and return it: of everybody it is for, or of nobody.

    Refuses hours that are taken, past, or not hers, a visit or hearing without its place, and the
    plan office outside its hours unless it is said in words why.
    """
    return _keep(actor, now, details)


@use_case("appointments.item.change", permission=_KEEP, refusals=ITEM_REFUSALS)
def change_item(
    *, actor: Viewer, now: datetime, item_id: AgendaItemId, version: int, details: ItemDetails
) -> None:
    """Move or correct it: the hours of before are free at once. Refuses as keeping it."""
    row = queries.item_for_change(actor, item_id, version)
    _still_on(row)
    _check(actor, now, details)
    before = (row.starts_at, row.ends_at, row.person_id)
    _write(row, details)
    for worker in queries.item_workers_for_change(actor, row):
        db.session.delete(worker)
    give_back(row)
    _take(actor, now, row, details)
    if before != (row.starts_at, row.ends_at, row.person_id):  # else its words stay correctable
        _meet_nobody(actor, row)
    about("agenda_item", row.id)


@use_case("appointments.item.cancel", permission=_KEEP)
def cancel_item(*, actor: Viewer, now: datetime, item_id: AgendaItemId, version: int) -> None:
    """Call it off: its hours are free at once for everybody it was for."""
    row = queries.item_for_change(actor, item_id, version)
    _still_on(row)
    row.cancelled_at = now
    give_back(row)
    about("agenda_item", row.id)


@use_case("appointments.item.be_back", permission=_KEEP)
def be_back(*, actor: Viewer, now: datetime, item_id: AgendaItemId, version: int) -> None:
    """Note that who went out is back. Refuses before she left."""
    row = queries.item_for_change(actor, item_id, version)
    _still_on(row)
    if now < row.leaves_at or row.kind != ItemKind.HOME_VISIT:
        raise NotAllowedNow(ItemFault.NOT_LEFT_YET)
    row.returned_at = row.returned_at or now
    about("agenda_item", row.id)


@use_case("appointments.item.move", permission=_KEEP, refusals=ITEM_REFUSALS)
def move_item(
    *, actor: Viewer, now: datetime, item_id: AgendaItemId, version: int, to: AskedHour
) -> AgendaItemId:
    """Call it off and keep the same at another hour, for the same people; return the new one.

    Unlike a correction it leaves the old one to be read: whom to tell. Refuses as keeping it.
    """
    row = queries.item_for_change(actor, item_id, version)
    _still_on(row)
    shown = queries.item_page(actor, row.id, now).row
    row.cancelled_at = now
    give_back(row)
    details = ItemDetails(
        kind=shown.kind,
        hours=moved(shown.hours, to),
        workers=tuple(one for one, _ in shown.workers),
        place=row.place or "",
        words=row.words or "",
        person_id=row.person_id,
        seats=row.seats,
    )
    about("agenda_item", row.id)
    return _keep(actor, now, details, moved_from=row.id)


def _keep(
    actor: Viewer, now: datetime, details: ItemDetails, moved_from: AgendaItemId | None = None
) -> AgendaItemId:
    _check(actor, now, details)
    key = create_data_key(organisation_id=actor.organisation_id, root_kind="agenda_item", now=now)
    row = AgendaItem(
        organisation_id=actor.organisation_id,
        data_key_id=key.id,
        kind=details.kind,
        zone=ZONE,
        made_by=actor.label,
        made_at=now,
        moved_from_id=moved_from,
    )
    _write(row, details)
    db.session.add(row)
    db.session.flush()
    _take(actor, now, row, details)
    _meet_nobody(actor, row)
    about("agenda_item", row.id)
    return row.id


def _check(actor: Viewer, now: datetime, details: ItemDetails) -> None:
    everybody = actor.reach(_KEEP) is Reach.ORGANISATION
    faults = item_faults(details, now, own=actor.engagement_ids, everybody=everybody)
    if faults:
        raise NotAllowedNow(*faults)
    if details.person_id is not None:
        about("person", person_row(actor, details.person_id).id)


def _still_on(row: AgendaItem) -> None:
    if row.cancelled_at is not None:
        raise NotAllowedNow(ItemFault.ALREADY_OFF)


def _write(row: AgendaItem, details: ItemDetails) -> None:
    span, taken = details.hours.span, details.hours.taken
    row.local_date, row.local_minute = details.hours.day, details.hours.minute
    row.local_end_minute = details.hours.to_minute
    row.starts_at, row.ends_at = span.starts_at, span.ends_at
    row.leaves_at, row.back_at = taken.starts_at, taken.ends_at
    row.kind, row.person_id, row.seats = details.kind, details.person_id, details.seats
    row.place, row.words = details.place, details.words
    row.outside = (details.outside or None) if details.kind is ItemKind.PLAN_OFFICE else None


def _take(actor: Viewer, now: datetime, row: AgendaItem, details: ItemDetails) -> None:
    """Take the hours of everybody, or refuse: the database has the last word."""
    wanted = [UUID(str(one)) for one in (*details.workers, details.person_id) if one is not None]
    others = queries.not_to_meet(actor, *_people(actor, row))
    lock_hours(actor.organisation_id, [*wanted, *others], now)
    in_words = details.kind is not ItemKind.PLAN_OFFICE or details.outside
    if not in_words and not queries.is_received(actor, details.hours):
        raise Invalid(f"outside:{ItemFault.OUTSIDE_HOURS}")
    span = Span(row.leaves_at, row.back_at)
    if not all(queries.is_free(actor, one, span, now) for one in wanted):
        raise HoursTaken(ItemFault.HOURS_TAKEN)
    db.session.add_all(
        AgendaItemWorker(organisation_id=row.organisation_id, item_id=row.id, engagement_id=worker)
        for worker in dict.fromkeys(details.workers)
    )
    take_item_hours(row, tuple(dict.fromkeys(details.workers)))
    for seat in queries.seats_for_change(actor, row.id):
        take_seat(row, seat.person_id)


def _people(actor: Viewer, row: AgendaItem) -> list[PersonId]:
    """Return whom it is about and who has a place in it."""
    about_her = [] if row.person_id is None else [row.person_id]
    return about_her + [seat.person_id for seat in queries.seats_for_change(actor, row.id)]


def _meet_nobody(actor: Viewer, row: AgendaItem) -> None:
    """Refuse an hour at which somebody would meet whom she is not to."""
    if not queries.meets_nobody(actor, _people(actor, row), row):
        raise NotAllowedNow(ItemFault.HOUR_NOT_GIVEN)
