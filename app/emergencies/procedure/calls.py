"""An urgent call, from the minute it comes to the morning somebody has seen to it."""

from enum import StrEnum

from app.accounts.policy import Permission
from app.catalogue.rules import Term
from app.kernel.workflow import Procedure, Row, Source


class CallState(StrEnum):
    """Where a call stands."""

    NOTED = "call_noted"
    HANDED_OVER = "call_handed_over"
    DONE = "call_done"


class CallAction(StrEnum):
    """What is done with it."""

    NOTE = "note_call"
    HAND_OVER = "hand_over_call"
    FINISH = "finish_call"


_WORK = Permission.EMERGENCIES_EPISODE_WORK
_S, _A = CallState, CallAction
_OPEN = (_S.NOTED, _S.HANDED_OVER)

URGENT_CALL: Procedure[CallState, CallAction, None] = Procedure(
    name="urgent_call",
    states=CallState,
    actions=CallAction,
    final=frozenset({_S.DONE}),
    rows=(
        Row(action=_A.NOTE, sources=Source.NOTHING, to=_S.NOTED, who=_WORK,
            starts=(Term.URGENT_CALL,)),
        Row(action=_A.HAND_OVER, sources=_OPEN, to=_S.HANDED_OVER, who=_WORK),
        Row(action=_A.FINISH, sources=_OPEN, to=_S.DONE, who=_WORK, needs_reason=True,
            stops=(Term.URGENT_CALL,)),
    ),
)  # fmt: skip
