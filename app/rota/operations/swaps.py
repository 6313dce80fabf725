"""A shift that changes hands between two colleagues, once the second has said yes."""

from datetime import datetime
from typing import Any

from app.accounts.policy import Permission
from app.accounts.queries import lock_engagement
from app.audit.context import about
from app.db import db
from app.kernel.actor import BodyActor, Reader, Viewer
from app.kernel.clock import office_date
from app.kernel.errors import NotAllowedNow, NotFound
from app.kernel.references import EngagementId, ShiftId, SwapId
from app.kernel.workflow import Step
from app.organisations.queries import lock_calendar
from app.rota import queries
from app.rota.models import ONE_OPEN_SWAP, Shift, ShiftSwap, SwapStep
from app.rota.procedure import SWAP, SwapAction, SwapState
from app.rota.queries import Exchange
from app.rota.rules import RotaFault, SwapFacts
from app.transaction.steps import step_columns
from app.transaction.use_case import use_case
from app.vault.operations import create_data_key

_SWAP = Permission.ROTA_SHIFT_SWAP
_Step = Step[SwapState, SwapAction, SwapFacts]
ROOT = "shift swap"
_ASKED_ALREADY = {ONE_OPEN_SWAP: NotAllowedNow(RotaFault.SWAP_ASKED_ALREADY)}


@use_case("rota.swap.propose", permission=_SWAP, refusals=_ASKED_ALREADY)
def propose_swap(
    *,
    actor: Viewer,
    now: datetime,
    shift_id: ShiftId,
    asked_id: EngagementId | None = None,
    wanted_id: ShiftId | None = None,
) -> SwapId:
    """Ask a colleague to hold a shift of one's own, or for a shift of hers in return.

    Without a colleague it is asked of whoever can. Refuses (`NotAllowedNow`) a shift that is not
    one's own or has begun, what the rota would not allow, and a second request for the same shift.
    """
    shifts = {one.id: one for one in queries.shifts_of(actor, [shift_id, wanted_id])}
    if not {shift_id, wanted_id} - {None} <= shifts.keys():
        raise NotFound
    wanted = shifts[wanted_id] if wanted_id else None
    shift, asked = shifts[shift_id], wanted.engagement_id if wanted else asked_id
    exchange = Exchange(shift, shift.engagement_id, asked, wanted)
    today = office_date(now)
    facts = queries.facts_of(actor, queries.around(actor, exchange.shifts, today), exchange, now)
    step = SWAP.step(None, SwapAction.PROPOSE, facts, actor.may)
    swap = ShiftSwap(
        organisation_id=actor.organisation_id,
        data_key_id=create_data_key(
            organisation_id=actor.organisation_id, root_kind=ROOT, now=now
        ).id,
        state=step.to,
        shift_id=shift.id,
        wanted_id=wanted_id,
        asker_id=exchange.asker_id,
        asked_id=asked,
        last_day=exchange.last_day,
        asked_at=now,
    )
    db.session.add(swap)
    db.session.flush()
    _remember(actor, now, swap, step)
    return swap.id


@use_case("rota.swap.accept", permission=_SWAP)
def accept_swap(
    *, actor: Viewer, now: datetime, swap_id: SwapId, version: int | None = None
) -> None:
    """Say yes: the shifts change hands at once, both or none.

    Refuses (`NotAllowedNow`) what the rota no longer allows: a shift that changed meanwhile, a day
    of absence, two shifts in the same hours, a post she cannot hold. The way back is a new swap.
    """
    lock_calendar(actor.organisation_id, to_change=True)
    swap = queries.swap_for_change(actor, swap_id, version)
    today, both = office_date(now), [swap.shift_id, swap.wanted_id]
    exchange = queries.exchange_of(swap, {one.id: one for one in queries.shifts_of(actor, both)})
    taker = queries.taker_of(actor, queries.around(actor, exchange.shifts, today), exchange)
    if taker is None:
        raise NotAllowedNow("swap_not_for_me")
    for engagement_id in sorted({swap.asker_id, taker}):
        lock_engagement(actor, engagement_id)
    # As they stand now that nobody else writes the rota of the two.
    locked = {one.id: one for one in queries.shifts_of(actor, both, lock=True)}
    exchange = queries.exchange_of(swap, locked)
    facts = queries.facts_of(actor, queries.around(actor, exchange.shifts, today), exchange, now)
    step = SWAP.step(SwapState(swap.state), SwapAction.ACCEPT, facts, actor.may)
    swap.taker_id = taker
    _remember(actor, now, swap, step)
    _hand_over(now, exchange.shift, taker)
    if exchange.wanted is not None:
        _hand_over(now, exchange.wanted, swap.asker_id)


@use_case("rota.swap.decline", permission=_SWAP)
def decline_swap(
    *, actor: Viewer, now: datetime, swap_id: SwapId, version: int | None = None, words: str = ""
) -> None:
    """Say no, with a few words or none. What is asked of whoever can, nobody declines for all."""
    swap = queries.swap_for_change(actor, swap_id, version)
    swap.answer = words
    _answer(actor, now, swap, SwapAction.DECLINE)


@use_case("rota.swap.withdraw", permission=_SWAP)
def withdraw_swap(
    *, actor: Viewer, now: datetime, swap_id: SwapId, version: int | None = None
) -> None:
    """Take back what one asked for, while nobody has answered."""
    swap = queries.swap_for_change(actor, swap_id, version)
    _answer(actor, now, swap, SwapAction.WITHDRAW)


@use_case("rota.swap.lapse", permission=_SWAP)
def lapse_swap(*, actor: BodyActor, now: datetime, swap_id: SwapId) -> None:
    """Note that nobody answered before the shift: it stays with whoever has it."""
    swap = queries.swap_for_change(actor, swap_id)
    facts = SwapFacts(is_past=swap.last_day < office_date(now))
    _remember(
        actor, now, swap, SWAP.step(SwapState(swap.state), SwapAction.LAPSE, facts, actor.may)
    )


def _answer(actor: Viewer, now: datetime, swap: ShiftSwap, action: SwapAction) -> None:
    mine = actor.engagement_ids
    facts = SwapFacts(asked_by_me=swap.asker_id in mine, named_me=swap.asked_id in mine)
    _remember(actor, now, swap, SWAP.step(SwapState(swap.state), action, facts, actor.may))


def _hand_over(now: datetime, shift: Shift, to: EngagementId) -> None:
    """Take a shift off and put the same one on for somebody else: after publication it is told."""
    shift.cancelled_at = now
    same: dict[str, Any] = {
        name: getattr(shift, name)
        for name in (
            "organisation_id",
            "site_id",
            "kind",
            "day",
            "from_minute",
            "to_minute",
            "post",
        )
    }
    other = Shift(**same, engagement_id=to, added_at=now)
    db.session.add(other)
    about("shift", other.id)


def _remember(actor: Reader, now: datetime, swap: ShiftSwap, step: _Step) -> None:
    about("shift_swap", swap.id)
    swap.state = step.to
    db.session.add(
        SwapStep(
            organisation_id=swap.organisation_id,
            swap_id=swap.id,
            **step_columns(actor, now, step),
        )
    )
