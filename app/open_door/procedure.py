"""Sent on to another body, until somebody says that she arrived, row by row.

Nothing here is ended by the program: an arrival nobody confirms stays to be asked about.
"""

from enum import StrEnum
from typing import Any

from app.accounts.policy import Permission
from app.catalogue.rules import Term
from app.kernel.workflow import Procedure, Row, Source, Target
from app.open_door.rules import Answered, OnwardFacts


class OnwardState(StrEnum):
    """Where an onward referral stands."""

    SENT = "sent"
    TO_RETHINK = "to_rethink"
    ARRIVED = "arrived"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class OnwardAction(StrEnum):
    """What may be done with it."""

    SEND = "send"
    REMIND = "remind"
    CONFIRM_ARRIVAL = "confirm_arrival"
    NOT_ARRIVED = "not_arrived"
    RESEND = "resend"
    CLOSE = "close"
    WITHDRAW = "withdraw"


def may_be_called(facts: OnwardFacts) -> str | None:
    """Warn before a call to somebody for whom it may be dangerous."""
    if facts.safe_to_call is Answered.NO:
        return "call_is_dangerous"
    if facts.is_woman_in_danger and facts.safe_to_call is Answered.UNKNOWN:
        return "call_may_be_dangerous"
    return None


S, A, P, T = OnwardState, OnwardAction, Permission, Term
_SEND, _WORK = P.OPEN_DOOR_CONTACT_WRITE, P.OPEN_DOOR_ONWARD_WORK
# One of the two runs: the urgent one where a woman is in danger.
CHECKS = (T.ARRIVAL_CHECK, T.ARRIVAL_CHECK_URGENT)

ONWARD: Procedure[OnwardState, OnwardAction, OnwardFacts] = Procedure(
    name="onward_referral",
    states=OnwardState,
    actions=OnwardAction,
    final=frozenset({S.ARRIVED, S.ENDED, S.WITHDRAWN}),
    rows=(
        Row(action=A.SEND, sources=Source.NOTHING, to=S.SENT, who=_SEND, starts=CHECKS),
        Row(action=A.CONFIRM_ARRIVAL, sources=(S.SENT,), to=S.ARRIVED, who=_WORK, stops=CHECKS),
        Row(action=A.REMIND, sources=(S.SENT,), to=Target.SAME, who=_WORK,
            warn=(may_be_called,), starts=CHECKS),
        Row(action=A.NOT_ARRIVED, sources=(S.SENT,), to=S.TO_RETHINK, who=_WORK,
            starts=(T.ONWARD_RETHINK,), stops=CHECKS),
        Row(action=A.RESEND, sources=(S.TO_RETHINK,), to=S.SENT, who=_WORK,
            starts=CHECKS, stops=(T.ONWARD_RETHINK,)),
        Row(action=A.CLOSE, sources=(S.TO_RETHINK,), to=S.ENDED, who=_WORK,
            stops=(T.ONWARD_RETHINK,)),
        Row(action=A.WITHDRAW, sources=(S.SENT,), to=S.WITHDRAWN, who=_WORK, stops=CHECKS),
    ),
)  # fmt: skip

PROCEDURES: tuple[Procedure[Any, Any, Any], ...] = (ONWARD,)
