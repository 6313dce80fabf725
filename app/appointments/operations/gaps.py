"""Days that fall away, with whoever was booked in them: together, in one transaction, or not."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from app.accounts.policy import Permission
from app.appointments import queries
from app.appointments.operations.booking import move_to
from app.appointments.operations.claims import REFUSALS
from app.appointments.operations.items import cancel_item, move_item
from app.appointments.operations.outcomes import cancel_by_office, restore
from app.appointments.queries import AppointmentRow, ItemRow
from app.appointments.rules import (
    AppointmentFault,
    AskedPlace,
    CancelCause,
    Gap,
    WayOut,
)
from app.appointments.rules.plan_office import AskedHour
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.errors import Conflict, Invalid, NotAllowedNow
from app.kernel.references import AppointmentId, EngagementId
from app.organisations.operations import add_closure, remove_closure, withdraw_opening
from app.organisations.rules import ClosedDays
from app.rota.operations import add_absence, remove_absence, shorten_absence
from app.rota.rules import AbsenceKind
from app.transaction.use_case import use_case

Decision = AskedPlace | AskedHour | WayOut
Decisions = Mapping[UUID, Decision]  # of appointments, and of those of the plan office


class CallBack(Protocol):
    """What a feature above does for who must be called back: it keeps the list of those."""

    def __call__(self, *, actor: Viewer, now: datetime, row: AppointmentRow) -> None:
        """Write down that she is to be called, in the same transaction."""


@dataclass(frozen=True, kw_only=True)
class Away:
    """Who is away, from a day to another, both included."""

    engagement_id: EngagementId
    first_day: date
    last_day: date
    kind: AbsenceKind

    @property
    def gap(self) -> Gap:
        """The days that fall away."""
        return Gap(
            first_day=self.first_day,
            last_day=self.last_day,
            cause=CancelCause.ABSENCE,
            engagement_id=self.engagement_id,
        )


def row_name(booked_id: UUID) -> str:
    """Return the name of the choice about what is booked, on a page and in a refusal."""
    return f"row_{booked_id.hex}"


@use_case(
    "appointments.closure.add",
    permission=Permission.ORGANISATIONS_SETTINGS_EDIT,
    refusals=REFUSALS,
)
def close_days(
    *,
    actor: Viewer,
    now: datetime,
    closed: ClosedDays,
    decisions: Decisions,
    call_back: CallBack,
) -> UUID:
    """Close for some days and do what was decided for each person booked then; return the closure.

    Refuses as `add_closure`; refuses somebody booked of whom nothing was decided, and a place that
    was taken meanwhile: then nothing at all has happened.
    """
    closure_id = add_closure(
        actor=actor, now=now, organisation_id=actor.organisation_id, closed=closed
    )
    gap = queries.gap_of(closed)
    if gap is not None:
        _settle(actor, now, gap, decisions, call_back)
    return closure_id


@use_case("appointments.absence.add", permission=Permission.ROTA_SHIFT_EDIT, refusals=REFUSALS)
def go_away(
    *, actor: Viewer, now: datetime, away: Away, decisions: Decisions, call_back: CallBack
) -> UUID:
    """Write an absence and do what was decided for each person booked with her; return it.

    Refuses as `add_absence` and as `close_days`.
    """
    absence_id = add_absence(
        actor=actor,
        now=now,
        engagement_id=away.engagement_id,
        first_day=away.first_day,
        last_day=away.last_day,
        kind=away.kind,
    )
    _settle(actor, now, away.gap, decisions, call_back)
    return absence_id


@use_case(
    "appointments.closure.remove",
    permission=Permission.ORGANISATIONS_SETTINGS_EDIT,
    refusals=REFUSALS,
)
def reopen_days(
    *,
    actor: Viewer,
    now: datetime,
    closure_id: UUID,
    restored: Collection[AppointmentId],
) -> None:
    """Take back a closure and give their place again to those who were chosen.

    Refuses as `remove_closure`, and a place given to somebody else meanwhile: nothing has happened.
    """
    remove_closure(
        actor=actor, now=now, organisation_id=actor.organisation_id, closure_id=closure_id
    )
    _restore(actor, now, restored)


@use_case("appointments.absence.end", permission=Permission.ROTA_SHIFT_EDIT, refusals=REFUSALS)
def come_back(
    *,
    actor: Viewer,
    now: datetime,
    absence_id: UUID,
    last_day: date | None,
    restored: Collection[AppointmentId],
) -> None:
    """Take back an absence, or end it on `last_day`; give their place again to who was chosen.

    Refuses as `shorten_absence`, a place given to somebody else meanwhile, and one of a day on
    which she is still away: then nothing has happened.
    """
    if last_day is None:
        remove_absence(actor=actor, now=now, absence_id=absence_id)
    else:
        shorten_absence(actor=actor, now=now, absence_id=absence_id, last_day=last_day)
    _restore(actor, now, restored)


@use_case(
    "appointments.stranded.settle",
    permission=Permission.APPOINTMENTS_ITEM_KEEP,
    refusals=REFUSALS,
)
def settle_stranded(
    *, actor: Viewer, now: datetime, decisions: Decisions, call_back: CallBack
) -> None:
    """Do, all together, what was decided for whoever is booked when nobody receives her.

    Refuses a place taken meanwhile, and somebody of whom somebody else has decided: then nothing
    at all has happened. Who came to the list after it was read stays in it.
    """
    rows, items = queries.stranded(actor, now), queries.items_stranded(actor, now)
    left = {UUID(str(one)) for one in (*(row.id for row in rows), *(one.id for one in items))}
    gone = [one for one, what in decisions.items() if one not in left and what is not WayOut.LATER]
    if gone:
        raise Conflict("changed_meanwhile")
    causes = queries.causes_of(actor, rows)
    _do(actor, now, ([(row, causes[row.id]) for row in rows], items), decisions, call_back)


def _restore(actor: Viewer, now: datetime, restored: Collection[AppointmentId]) -> None:
    db.session.flush()
    for appointment_id in restored:
        row = queries.appointment_row(actor, appointment_id, now)
        restore(actor=actor, now=now, appointment_id=row.id, version=row.version)


@use_case("appointments.make_up.withdraw", permission=Permission.ORGANISATIONS_SETTINGS_EDIT)
def withdraw_make_up(*, actor: Viewer, now: datetime, opening_id: UUID) -> None:
    """Take back an opening of one day; refuses while somebody is booked in it."""
    before = {row.id for row in queries.stranded(actor, now)}
    withdraw_opening(actor=actor, now=now, opening_id=opening_id)
    db.session.flush()
    if any(row.id not in before for row in queries.stranded(actor, now)):
        raise NotAllowedNow(AppointmentFault.SOMEBODY_IS_BOOKED)


def _settle(
    actor: Viewer, now: datetime, gap: Gap, decisions: Decisions, call_back: CallBack
) -> None:
    db.session.flush()
    hit, items = queries.hit_by(actor, gap, now), queries.items_hit(actor, gap, now)
    if any(row.id not in decisions for row in hit) or any(one.id not in decisions for one in items):
        raise Invalid(AppointmentFault.BOOKED_MEANWHILE)
    _do(actor, now, ([(row, gap.cause) for row in hit], items), decisions, call_back)


def _do(
    actor: Viewer,
    now: datetime,
    hit: tuple[Iterable[tuple[AppointmentRow, CancelCause]], Iterable[ItemRow]],
    decisions: Decisions,
    call_back: CallBack,
) -> None:
    people, items = hit
    for row, cause in people:
        decision = decisions.get(row.id, WayOut.LATER)
        with _said_beside(row.id):
            _decide(actor, now, row, cause, decision)
        if decision is WayOut.CALL_BACK:
            call_back(actor=actor, now=now, row=row)
    for item in items:
        with _said_beside(item.id):
            _decide_item(actor, now, item, decisions.get(item.id, WayOut.LATER))


@contextmanager
def _said_beside(booked_id: UUID) -> Iterator[None]:
    """Say a refusal beside the choice it is about."""
    try:
        yield
    except (NotAllowedNow, Conflict, Invalid) as refusal:
        reasons = (reason.rpartition(":")[2] for reason in refusal.reasons)
        raise Invalid(*(f"{row_name(booked_id)}:{reason}" for reason in reasons)) from refusal


def _decide_item(actor: Viewer, now: datetime, row: ItemRow, decision: Decision) -> None:
    common: dict[str, Any] = {
        "actor": actor,
        "now": now,
        "item_id": row.id,
        "version": row.version,
    }
    if isinstance(decision, AskedHour):
        move_item(**common, to=decision)
    elif decision is not WayOut.LATER:
        cancel_item(**common)


def _decide(
    actor: Viewer,
    now: datetime,
    row: AppointmentRow,
    cause: CancelCause,
    decision: Decision,
) -> None:
    common: dict[str, Any] = {
        "actor": actor,
        "now": now,
        "appointment_id": row.id,
        "version": row.version,
    }
    if isinstance(decision, AskedPlace):
        move_to(**common, place=decision, cause=cause)
    elif decision is not WayOut.LATER:
        cancel_by_office(**common, cause=cause)
