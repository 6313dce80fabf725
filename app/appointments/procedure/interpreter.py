"""The interpreter of an appointment: asked for until somebody has confirmed who comes."""

from app.accounts.policy import Permission
from app.appointments.rules.interpreter import (
    InterpreterAction,
    InterpreterFacts,
    InterpreterState,
    interpreter_free,
    still_expected,
)
from app.kernel.workflow import Procedure, Row, Source

_S, _A = InterpreterState, InterpreterAction
_WORK = Permission.APPOINTMENTS_APPOINTMENT_RECEIVE

INTERPRETER: Procedure[InterpreterState, InterpreterAction, InterpreterFacts] = Procedure(
    name="interpreter",
    states=InterpreterState,
    actions=InterpreterAction,
    final=frozenset({_S.NOT_NEEDED}),
    rows=(
        Row(
            action=_A.ASK,
            sources=Source.NOTHING,
            to=_S.ASKED,
            who=_WORK,
            refuse=(still_expected,),
        ),
        Row(
            action=_A.CONFIRM,
            sources={_S.ASKED},
            to=_S.CONFIRMED,
            who=_WORK,
            refuse=(still_expected, interpreter_free),
        ),
        Row(action=_A.REFUSE, sources={_S.ASKED, _S.CONFIRMED}, to=_S.REFUSED, who=_WORK),
        Row(
            action=_A.ASK_AGAIN,
            sources={_S.CONFIRMED, _S.REFUSED, _S.NOT_NEEDED},
            to=_S.ASKED,
            who=_WORK,
            refuse=(still_expected,),
            note="Somebody else is to be found, or the appointment that was off is on again.",
        ),
        Row(
            action=_A.DROP,
            sources={_S.ASKED, _S.CONFIRMED, _S.REFUSED},
            to=_S.NOT_NEEDED,
            who=_WORK,
            note="The appointment ended before it was held: nobody is to come.",
        ),
    ),
)
