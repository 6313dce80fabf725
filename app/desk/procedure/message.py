"""What happens to a message, from the telephone to the answer."""

from app.accounts.policy import Permission
from app.catalogue.rules import Term
from app.desk.rules.messages import (
    Action,
    MessageFacts,
    State,
    not_a_call_back,
    not_unread_urgent,
    undo_not_yours,
    undo_too_late,
)
from app.kernel.workflow import Procedure, Row, Source, Target

_TAKE, _WORK = Permission.DESK_MESSAGE_TAKE, Permission.DESK_MESSAGE_WORK
_URGENT = (Term.MESSAGE_URGENT_UNREAD,)
_UNDO_MINUTES = 10

MESSAGE: Procedure[State, Action, MessageFacts] = Procedure(
    name="message",
    states=State,
    actions=Action,
    final=frozenset({State.CLOSED}),
    rows=(
        Row(
            action=Action.TAKE,
            sources=Source.NOTHING,
            to=State.NEW,
            who=_TAKE,
            starts=_URGENT,
            note="the term runs for urgent ones",
        ),
        Row(action=Action.READ, sources={State.NEW}, to=State.READ, who=_WORK, stops=_URGENT),
        Row(action=Action.TRY_CALL, sources=Source.OPEN, to=State.READ, who=_WORK, stops=_URGENT),
        Row(
            action=Action.ANSWERED,
            sources=Source.OPEN,
            to=State.CLOSED,
            who=_WORK,
            stops=_URGENT,
            undo=_UNDO_MINUTES,
        ),
        Row(
            action=Action.BOOKED,
            sources=Source.OPEN,
            to=State.CLOSED,
            who=_TAKE,
            refuse=(not_a_call_back,),
            stops=_URGENT,
            causes="appointment_booked",
        ),
        Row(
            action=Action.PASS_ON,
            sources=Source.OPEN,
            to=State.NEW,
            who=_WORK,
            starts=_URGENT,
            note="for somebody else",
        ),
        Row(
            action=Action.BRING_FORWARD,
            sources={State.NEW},
            to=Target.SAME,
            who=_WORK,
            refuse=(not_unread_urgent,),
            system=True,
            causes="others_see_it",
        ),
        Row(
            action=Action.UNDO,
            sources={State.CLOSED},
            to=State.READ,
            who=_WORK,
            refuse=(undo_not_yours, undo_too_late),
        ),
    ),
)
