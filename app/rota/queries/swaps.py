"""Swaps of shifts: those asked of me, those I asked for, what may be done with each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, false, or_, select

from app.accounts.policy import Permission
from app.accounts.queries import Colleague, names_of
from app.db import db
from app.kernel.actor import Reach, Reader, Viewer
from app.kernel.clock import office_date, rome_to_utc
from app.kernel.references import EngagementId, OrganisationId, ShiftId, SwapId
from app.kernel.workflow import Offer
from app.rota.models import Shift, ShiftSwap
from app.rota.procedure import SWAP, SwapAction, SwapState
from app.rota.queries.duties import DutyRow, current, duty_rows
from app.rota.queries.exchange import Exchange, around, facts_of, shifts_of
from app.transaction.loading import found, locked
from app.vault.queries import prefetch

_SWAP = Permission.ROTA_SHIFT_SWAP
_ENDED_SHOWN = 10


@dataclass(frozen=True, kw_only=True)
class SwapRow:
    """One swap: who asks whom, for which shift, what may be done with it."""

    id: SwapId
    version: int
    state: SwapState
    shift: DutyRow
    wanted: DutyRow | None
    asker: str
    asked: str  # empty: whoever can
    taker: str
    is_mine: bool
    answer: str
    offers: tuple[Offer[SwapState, SwapAction], ...]

    def can(self, action: SwapAction) -> bool:
        """Return whether the viewer may take an action now."""
        return any(one.action is action and one.enabled for one in self.offers)


def swaps_visible_to(viewer: Reader) -> ColumnElement[bool]:
    """Return the criterion of the swaps this viewer may answer: hers, of her, of whoever can."""
    if viewer.reach(_SWAP) is Reach.NONE:
        return false()
    here = ShiftSwap.organisation_id == viewer.organisation_id
    if not isinstance(viewer, Viewer):
        return here
    of_all = and_(ShiftSwap.asked_id.is_(None), ShiftSwap.state == SwapState.PROPOSED)
    columns = (ShiftSwap.asker_id, ShiftSwap.asked_id, ShiftSwap.taker_id)
    return and_(here, or_(of_all, *(one.in_(viewer.engagement_ids) for one in columns)))


def asked_of(viewer: Viewer, now: datetime) -> list[SwapRow]:
    """Return the swaps that wait for this viewer's answer, the nearest day first."""
    waiting = ShiftSwap.state == SwapState.PROPOSED, ShiftSwap.last_day >= office_date(now)
    rows = _rows(viewer, _read(viewer, *waiting), now)
    return [row for row in rows if row.can(SwapAction.ACCEPT) or row.can(SwapAction.DECLINE)]


def asked_by(viewer: Viewer, now: datetime) -> list[SwapRow]:
    """Return the swaps this viewer asked for that still wait, the nearest day first."""
    hers = ShiftSwap.asker_id.in_(viewer.engagement_ids)
    return _rows(viewer, _read(viewer, hers, ShiftSwap.state == SwapState.PROPOSED), now)


def ended(viewer: Viewer, now: datetime) -> list[SwapRow]:
    """Return the last swaps of this viewer that are over, the latest first."""
    reach = swaps_visible_to(viewer)
    over = select(ShiftSwap).where(reach, ShiftSwap.state != SwapState.PROPOSED)
    rows = db.session.scalars(over.order_by(ShiftSwap.id.desc()).limit(_ENDED_SHOWN)).all()
    return _rows(viewer, rows, now)


def swap(viewer: Viewer, swap_id: SwapId, now: datetime) -> SwapRow:
    """Return one swap; `NotFound` out of reach."""
    reach = swaps_visible_to(viewer)
    return _rows(viewer, [found(select(ShiftSwap).where(reach, ShiftSwap.id == swap_id))], now)[0]


def run_out(today: date) -> Sequence[tuple[OrganisationId, SwapId]]:
    """Return the swaps nobody answered in time. Unscoped: the program looks in every body."""
    rows = db.session.execute(
        select(ShiftSwap.organisation_id, ShiftSwap.id).where(
            ShiftSwap.state == SwapState.PROPOSED, ShiftSwap.last_day < today
        )
    )
    return [(body, swap_id) for body, swap_id in rows]


def swap_for_change(actor: Reader, swap_id: SwapId, version: int | None = None) -> ShiftSwap:
    """Return the swap to be answered; `NotFound` out of reach, `Conflict` if it changed."""
    reach = swaps_visible_to(actor)
    return locked(select(ShiftSwap).where(reach, ShiftSwap.id == swap_id), version)


def my_coming(viewer: Viewer, now: datetime, end: date) -> list[DutyRow]:
    """Return the viewer's own shifts that have not begun, up to, not including, `end`."""
    hers = Shift.engagement_id.in_(viewer.engagement_ids)
    rows = duty_rows(viewer, _shifts(viewer, office_date(now), end, hers))
    return [row for row in rows if rome_to_utc(row.day, row.from_minute) > now]


def my_shift(viewer: Viewer, shift_id: ShiftId, today: date) -> DutyRow:
    """Return a shift of the viewer's own that is not past; `NotFound` when it is not one."""
    hers = Shift.engagement_id.in_(viewer.engagement_ids), Shift.day >= today
    row = found(select(Shift).where(*current(viewer), Shift.id == shift_id, *hers))
    return duty_rows(viewer, [row])[0]


def who_could(
    viewer: Viewer, mine: DutyRow, until: date, now: datetime
) -> tuple[list[Colleague], list[DutyRow]]:
    """Return who could hold this shift, and the shifts that could be taken in return for it."""
    today = office_date(now)
    rows = _shifts(viewer, today, until)
    given = next(row for row in shifts_of(viewer, [mine.id]))
    known = around(viewer, [*rows, given], today)

    def fits(asked_id: EngagementId, wanted: Shift | None = None) -> bool:
        exchange = Exchange(given, mine.engagement_id, asked_id, wanted)
        (offer,) = SWAP.offers(None, facts_of(viewer, known, exchange, now), viewer.may)
        return asked_id not in viewer.engagement_ids and offer.enabled

    staff = [one for one in known.staff.values() if fits(one.engagement_id)]
    return staff, list(duty_rows(viewer, [row for row in rows if fits(row.engagement_id, row)]))


def _shifts(viewer: Viewer, start: date, end: date, *which: ColumnElement[bool]) -> Sequence[Shift]:
    return db.session.scalars(
        select(Shift)
        .where(*current(viewer), *which, Shift.day >= start, Shift.day < end)
        .order_by(Shift.day, Shift.from_minute, Shift.id)
    ).all()


def _read(viewer: Viewer, *which: ColumnElement[bool]) -> Sequence[ShiftSwap]:
    reach = swaps_visible_to(viewer)
    asked = select(ShiftSwap).where(reach, *which)
    return db.session.scalars(asked.order_by(ShiftSwap.last_day, ShiftSwap.id)).all()


def _rows(viewer: Viewer, swaps: Sequence[ShiftSwap], now: datetime) -> list[SwapRow]:
    """Make rows with the same few questions, however many they are."""
    if not swaps:
        return []
    prefetch(viewer.organisation_id, {row.data_key_id for row in swaps})
    shifts = shifts_of(viewer, [one for row in swaps for one in (row.shift_id, row.wanted_id)])
    known = around(viewer, shifts, office_date(now))
    by_id = {row.id: row for row in shifts}
    duties = {row.id: row for row in duty_rows(viewer, shifts)}
    people = {one for row in swaps for one in (row.asker_id, row.asked_id, row.taker_id) if one}
    names = names_of(viewer, people)

    def name(engagement_id: EngagementId | None) -> str:
        return names[engagement_id] if engagement_id else ""

    return [
        SwapRow(
            id=row.id,
            version=row.version,
            state=SwapState(row.state),
            shift=duties[row.shift_id],
            wanted=duties[row.wanted_id] if row.wanted_id else None,
            asker=name(row.asker_id),
            asked=name(row.asked_id),
            taker=name(row.taker_id),
            is_mine=row.asker_id in viewer.engagement_ids,
            answer=row.answer or "",
            offers=SWAP.offers(
                SwapState(row.state),
                facts_of(viewer, known, exchange_of(row, by_id), now),
                viewer.may,
            ),
        )
        for row in swaps
    ]


def exchange_of(row: ShiftSwap, shifts: dict[ShiftId, Shift]) -> Exchange:
    """Return what of a swap is judged. Unscoped: the shifts were read already."""
    wanted = shifts[row.wanted_id] if row.wanted_id else None
    return Exchange(shifts[row.shift_id], row.asker_id, row.asked_id, wanted)
