"""A shift that changes hands between colleagues: asked for, accepted, in force at once."""

from enum import StrEnum
from typing import Any

from app.accounts.policy import Permission
from app.kernel.workflow import Procedure, Row, Source
from app.rota.rules import SwapFacts, can_hold, overlapping


class SwapState(StrEnum):
    """Where a swap stands."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class SwapAction(StrEnum):
    """What may be done with it."""

    PROPOSE = "propose"
    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"


def asked_by_me(facts: SwapFacts) -> str | None:
    """Refuse whoever does not hold the shift that is given away."""
    return None if facts.asked_by_me else "swap_not_mine"


def asked_of_me(facts: SwapFacts) -> str | None:
    """Refuse whoever was not asked."""
    return None if facts.asked_of_me else "swap_not_for_me"


def named_me(facts: SwapFacts) -> str | None:
    """Refuse whoever was not asked by name: nobody says no for all the others."""
    return None if facts.named_me else "swap_not_for_me"


def still_ahead(facts: SwapFacts) -> str | None:
    """Refuse when one of the two shifts has begun."""
    return "swap_is_past" if facts.is_past else None


def is_over(facts: SwapFacts) -> str | None:
    """Refuse to let a swap lapse before its shift."""
    return None if facts.is_past else "swap_still_ahead"


def still_theirs(facts: SwapFacts) -> str | None:
    """Refuse when one of the shifts changed on the rota meanwhile."""
    return "swap_shift_changed" if facts.is_changed else None


def may_hold(facts: SwapFacts) -> str | None:
    """Refuse a shift given to somebody who cannot hold it."""
    can = all(can_hold(one.role, one.skill) for one in facts.hand_overs)
    return None if can else "swap_cannot_hold"


def nobody_away(facts: SwapFacts) -> str | None:
    """Refuse a shift given to somebody on a day of her absence."""
    return "swap_away" if any(one.away for one in facts.hand_overs) else None


def nobody_twice(facts: SwapFacts) -> str | None:
    """Refuse a shift given to somebody who is on duty elsewhere in those hours."""
    twice = any(overlapping(one.time, one.busy) for one in facts.hand_overs)
    return "swap_twice" if twice else None


S, A = SwapState, SwapAction
_SWAP = Permission.ROTA_SHIFT_SWAP
_ALLOWED = (still_ahead, still_theirs, may_hold, nobody_away, nobody_twice)

SWAP: Procedure[SwapState, SwapAction, SwapFacts] = Procedure(
    name="shift_swap",
    states=S,
    actions=A,
    final=frozenset({S.ACCEPTED, S.DECLINED, S.WITHDRAWN, S.LAPSED}),
    rows=(
        Row(action=A.PROPOSE, sources=Source.NOTHING, to=S.PROPOSED, who=_SWAP,
            refuse=(asked_by_me, *_ALLOWED)),
        Row(action=A.ACCEPT, sources=(S.PROPOSED,), to=S.ACCEPTED, who=_SWAP,
            refuse=(asked_of_me, *_ALLOWED), causes="shifts_change_hands"),
        Row(action=A.DECLINE, sources=(S.PROPOSED,), to=S.DECLINED, who=_SWAP,
            refuse=(named_me,)),
        Row(action=A.WITHDRAW, sources=(S.PROPOSED,), to=S.WITHDRAWN, who=_SWAP,
            refuse=(asked_by_me,)),
        Row(action=A.LAPSE, sources=(S.PROPOSED,), to=S.LAPSED, who=_SWAP, refuse=(is_over,),
            system=True),
    ),
)  # fmt: skip

PROCEDURES: tuple[Procedure[Any, Any, Any], ...] = (SWAP,)
