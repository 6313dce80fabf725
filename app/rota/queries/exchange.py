"""What of a swap is judged: the shifts as the rota has them now, and who would hold them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from app.accounts.queries import Colleague, colleagues
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import rome_to_utc
from app.kernel.references import EngagementId, ShiftId
from app.organisations.rules import OpeningKind
from app.rota.models import Shift
from app.rota.queries.duties import AbsenceRow, DutyRow, absences, duties_between, visible_to
from app.rota.rules import (
    RECEIVING,
    HandOver,
    Hours,
    Post,
    Skill,
    SwapFacts,
    Time,
    can_hold,
    skill_of,
)


@dataclass(frozen=True)
class Exchange:
    """A shift, who gives it, whom she asks (none: whoever can), the shift she takes in return."""

    shift: Shift
    asker_id: EngagementId
    asked_id: EngagementId | None
    wanted: Shift | None = None

    @property
    def shifts(self) -> tuple[Shift, ...]:
        """The one or two shifts that change hands."""
        return (self.shift,) if self.wanted is None else (self.shift, self.wanted)

    @property
    def begins_at(self) -> datetime:
        """When the nearer of the two begins: from then on nobody can accept."""
        return min(rome_to_utc(one.day, one.from_minute) for one in self.shifts)

    @property
    def last_day(self) -> date:
        """The last day on which it can be accepted."""
        return min(one.day for one in self.shifts)


@dataclass(frozen=True)
class Around:
    """The days around some shifts: who is on duty, who is away, who works here."""

    duties: tuple[DutyRow, ...]
    absences: Sequence[AbsenceRow]
    staff: Mapping[EngagementId, Colleague]


def around(viewer: Viewer, shifts: Iterable[Shift], today: date) -> Around:
    """Return what is around some shifts, with the same few questions for any number.

    Nothing around those of past days: they no longer change hands, whoever was on duty or away.
    """
    days = [one.day for one in shifts if one.day >= today] or [today]
    end = max(days) + timedelta(days=1)
    staff = colleagues(viewer, today, *RECEIVING)
    return Around(
        duties_between(viewer, min(days), end),
        absences(viewer, min(days)),
        {one.engagement_id: one for one in staff},
    )


def shifts_of(viewer: Viewer, ids: Iterable[ShiftId | None], *, lock: bool = False) -> list[Shift]:
    """Return some shifts, those taken off too, in order of time; locked, as they stand now."""
    wanted = {one for one in ids if one is not None}
    reach = visible_to(viewer, viewer.organisation_id, Shift)
    asked = select(Shift).where(reach, Shift.id.in_(wanted)).order_by(Shift.day, Shift.from_minute)
    if lock:
        asked = asked.with_for_update().execution_options(populate_existing=True)
    return list(db.session.scalars(asked))


def taker_of(viewer: Viewer, known: Around, exchange: Exchange) -> EngagementId | None:
    """Return who would hold the shift: whom she asked, else the viewer where she can."""
    if exchange.asked_id is not None:
        return exchange.asked_id
    if exchange.asker_id in viewer.engagement_ids:
        return None
    me = next((one for one in known.staff.values() if one.account_id == viewer.account_id), None)
    return me.engagement_id if me and can_hold(me.role, _skill(exchange.shift)) else None


def facts_of(viewer: Viewer, known: Around, exchange: Exchange, now: datetime) -> SwapFacts:
    """Return what the procedure of a swap looks at, for this viewer."""
    taker = taker_of(viewer, known, exchange)
    moved = {one.id for one in exchange.shifts}
    hands = [] if taker is None else [(exchange.shift, taker)]
    if exchange.wanted is not None:
        hands.append((exchange.wanted, exchange.asker_id))
    wanted = exchange.wanted
    return SwapFacts(
        asked_by_me=exchange.asker_id in viewer.engagement_ids,
        asked_of_me=exchange.asker_id not in viewer.engagement_ids
        and taker in viewer.engagement_ids,
        named_me=exchange.asked_id in viewer.engagement_ids,
        is_past=exchange.begins_at <= now,
        is_changed=exchange.shift.engagement_id != exchange.asker_id
        or any(one.cancelled_at is not None for one in exchange.shifts)
        or (wanted is not None and wanted.engagement_id != exchange.asked_id),
        hand_overs=tuple(_hand_over(known, shift, to, moved) for shift, to in hands),
    )


def _hand_over(known: Around, shift: Shift, to: EngagementId, moved: set[ShiftId]) -> HandOver:
    """Return one shift with who would hold it; those that change hands together do not count."""
    her = known.staff.get(to)
    return HandOver(
        _time(shift),
        _skill(shift),
        her.role if her else None,
        away=any(one.takes(to, shift.day) for one in known.absences),
        busy=tuple(
            Time(one.day, Hours(one.from_minute, one.to_minute))
            for one in known.duties
            if one.engagement_id == to and one.id not in moved
        ),
    )


def _time(shift: Shift) -> Time:
    return Time(shift.day, Hours(shift.from_minute, shift.to_minute))


def _skill(shift: Shift) -> Skill:
    return skill_of(OpeningKind(shift.kind), Post(shift.post) if shift.post else None)
