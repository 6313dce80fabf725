"""From the number in the hand to what happened: the ticket and the visit."""

from dataclasses import dataclass
from enum import StrEnum

from app.accounts.policy import Permission
from app.desk.rules.queue import TRIES, DeskFault
from app.kernel.workflow import Procedure, Row, Source


class TicketState(StrEnum):
    """Where somebody with a ticket is."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    PAUSED = "paused"
    INTERRUPTED = "interrupted"
    NOT_PRESENT = "not_present"
    VOID = "void"
    LEFT = "left"
    DONE = "done"
    NOT_RECEIVED = "not_received"


class TicketAction(StrEnum):
    """What is done with a ticket."""

    TAKE = "take"
    TAKE_FROM_APPOINTMENT = "take_from_appointment"
    VOID = "void"
    CALL = "call"
    CALL_OUT_OF_ORDER = "call_out_of_order"
    START = "start"
    NO_ANSWER = "no_answer"
    MARK_NOT_PRESENT = "mark_not_present"
    COME_BACK = "come_back"
    PAUSE = "pause"
    INTERRUPT = "interrupt"
    RETURN_TO_QUEUE = "return_to_queue"
    PASS_TO = "pass_to"  # noqa: S105 - an action
    LEAVE = "leave"
    CONCLUDE = "conclude"
    CLOSE_WITHOUT_INTERVIEW = "close_without_interview"
    REOPEN = "reopen"
    UNDO = "undo_step"


@dataclass(frozen=True, kw_only=True)
class TicketFacts:
    """What the rows of the table ask about a ticket and about who presses."""

    distribution_open: bool = True
    taken_by_me: bool = True
    mine: bool = True  # called or received at my counter
    serving_another: bool = False
    next_in_line: bool = True
    calls: int = 0
    same_opening: bool = True
    has_outcome: bool = True
    has_area: bool = True
    ends_well: bool = True  # a date in hand, or she does not want one
    last_is_undoable: bool = True
    last_is_mine: bool = True
    last_is_recent: bool = True


def distribution_closed(facts: TicketFacts) -> str | None:
    """Numbers are given while the distribution is open; after it only the supervisor gives one."""
    return None if facts.distribution_open else "distribution_closed"


def taken_by_another(facts: TicketFacts) -> str | None:
    """Who took the number by mistake is who cancels it."""
    return None if facts.taken_by_me else "taken_by_another"


def another_counter(facts: TicketFacts) -> str | None:
    """An interview is led at the counter that called."""
    return None if facts.mine else "another_counter"


def serving_another(facts: TicketFacts) -> str | None:
    """Somebody is still inside: a warning, two people may need the same worker."""
    return "serving_another" if facts.serving_another else None


def not_next_in_line(facts: TicketFacts) -> str | None:
    """Whoever is next is called; anybody else with a choice from the list."""
    return None if facts.next_in_line else "not_next_in_line"


def called_twice(facts: TicketFacts) -> str | None:
    """After the second call nobody stays in line without answering."""
    return "called_twice" if facts.calls >= TRIES else None


def called_once(facts: TicketFacts) -> str | None:
    """One call may not be heard: a second comes before anybody is said to be away."""
    return None if facts.calls >= TRIES else "called_once"


def outcome_missing(facts: TicketFacts) -> str | None:
    """What happened is one tick from a closed list."""
    return None if facts.has_outcome else DeskFault.NO_OUTCOME


def area_missing(facts: TicketFacts) -> str | None:
    """The only statistics asked: the area of need, or whom it is for."""
    return None if facts.has_area else DeskFault.NO_AREA


def no_date_in_hand(facts: TicketFacts) -> str | None:
    """Nobody with a ticket leaves without being received or having a date in hand."""
    return None if facts.ends_well else "no_date_in_hand"


def another_opening(facts: TicketFacts) -> str | None:
    """Yesterday's interview is not taken up again today: it is written in the record."""
    return None if facts.same_opening else "another_opening"


def nothing_to_undo(facts: TicketFacts) -> str | None:
    """Taking back is not taken back, and what has its own way back goes by it."""
    return None if facts.last_is_undoable else "nothing_to_undo"


def step_of_another(facts: TicketFacts) -> str | None:
    """Only who pressed takes the press back."""
    return None if facts.last_is_mine else "step_of_another"


def step_too_old(facts: TicketFacts) -> str | None:
    """After ten minutes the room has gone on."""
    return None if facts.last_is_recent else "step_too_old"


P, A, S = Permission, TicketAction, TicketState
# Taken back otherwise (a number is cancelled, an interview reopened), or already a going back.
NOT_UNDONE = frozenset({A.TAKE, A.TAKE_FROM_APPOINTMENT, A.CONCLUDE, A.REOPEN, A.UNDO})
# Where each state may have come from by one press: where taking that press back leads.
_BACK_TO = {
    S.WAITING: [S.WAITING, S.CALLED, S.VOID, S.LEFT, S.NOT_RECEIVED],
    S.CALLED: [S.WAITING, S.SERVING, S.NOT_PRESENT, S.LEFT],
    S.SERVING: [S.WAITING, S.PAUSED, S.INTERRUPTED],
    S.PAUSED: [S.WAITING, S.SERVING, S.LEFT],
    S.INTERRUPTED: [S.WAITING, S.SERVING, S.LEFT, S.NOT_RECEIVED],
    S.NOT_PRESENT: [S.WAITING, S.CALLED, S.LEFT],
}
_OUT = (S.WAITING, S.CALLED, S.PAUSED, S.INTERRUPTED)

TICKET: Procedure[TicketState, TicketAction, TicketFacts] = Procedure(
    name="ticket",
    states=TicketState,
    actions=TicketAction,
    final=frozenset({S.VOID, S.LEFT, S.DONE, S.NOT_RECEIVED}),
    rows=(
        Row(action=A.TAKE, sources=Source.NOTHING, to=S.WAITING, who=P.DESK_TICKET_TAKE,
            refuse=[distribution_closed]),
        Row(action=A.TAKE, sources=Source.NOTHING, to=S.WAITING, who=P.DESK_BOARD_MANAGE),
        Row(action=A.TAKE_FROM_APPOINTMENT, sources=Source.NOTHING, to=S.WAITING,
            who=P.DESK_TICKET_TAKE, causes="appointment_arrives"),
        Row(action=A.VOID, sources=[S.WAITING], to=S.VOID, who=P.DESK_TICKET_TAKE,
            refuse=[taken_by_another], undo=10),
        Row(action=A.VOID, sources=[S.WAITING], to=S.VOID, who=P.DESK_BOARD_MANAGE),
        Row(action=A.CALL, sources=[S.WAITING, S.NOT_PRESENT], to=S.CALLED,
            who=P.DESK_TICKET_SERVE, refuse=[not_next_in_line], warn=[serving_another]),
        Row(action=A.CALL_OUT_OF_ORDER, sources=[S.WAITING], to=S.CALLED, who=P.DESK_TICKET_SERVE,
            warn=[serving_another], needs_reason=True),
        Row(action=A.START, sources=[S.CALLED, S.PAUSED], to=S.SERVING, who=P.DESK_TICKET_SERVE,
            refuse=[another_counter]),
        Row(action=A.START, sources=[S.INTERRUPTED], to=S.SERVING, who=P.DESK_TICKET_SERVE,
            warn=[serving_another]),
        Row(action=A.NO_ANSWER, sources=[S.CALLED], to=S.WAITING, who=P.DESK_TICKET_SERVE,
            refuse=[another_counter, called_twice]),
        Row(action=A.MARK_NOT_PRESENT, sources=[S.CALLED], to=S.NOT_PRESENT,
            who=P.DESK_TICKET_SERVE, refuse=[another_counter, called_once]),
        Row(action=A.COME_BACK, sources=[S.NOT_PRESENT], to=S.WAITING, who=P.DESK_TICKET_TAKE),
        Row(action=A.PAUSE, sources=[S.SERVING], to=S.PAUSED, who=P.DESK_TICKET_SERVE,
            refuse=[another_counter]),
        Row(action=A.INTERRUPT, sources=[S.SERVING], to=S.INTERRUPTED, who=P.DESK_TICKET_SERVE,
            refuse=[another_counter]),
        Row(action=A.INTERRUPT, sources=[S.SERVING], to=S.INTERRUPTED, who=P.DESK_BOARD_MANAGE),
        Row(action=A.RETURN_TO_QUEUE, sources=[S.CALLED, S.SERVING, S.PAUSED, S.INTERRUPTED],
            to=S.WAITING, who=P.DESK_TICKET_SERVE),
        Row(action=A.PASS_TO, sources=[S.SERVING, S.WAITING], to=S.WAITING,
            who=P.DESK_TICKET_SERVE, needs_reason=True),
        Row(action=A.LEAVE, sources=_OUT, to=S.LEFT, who=P.DESK_TICKET_TAKE),
        Row(action=A.LEAVE, sources=[S.NOT_PRESENT], to=S.LEFT, who=P.DESK_TICKET_TAKE,
            system=True),
        Row(action=A.CONCLUDE, sources=[S.SERVING], to=S.DONE, who=P.DESK_TICKET_SERVE,
            refuse=[another_counter, outcome_missing, area_missing], causes="visit_written",
            undo=10),
        Row(action=A.CLOSE_WITHOUT_INTERVIEW, sources=[S.WAITING, S.INTERRUPTED],
            to=S.NOT_RECEIVED, who=P.DESK_TICKET_SERVE, refuse=[no_date_in_hand]),
        Row(action=A.REOPEN, sources=[S.DONE], to=S.SERVING, who=P.DESK_TICKET_SERVE,
            refuse=[another_counter, another_opening]),
        *(
            Row(action=A.UNDO, sources=sources, to=to, who=P.DESK_TICKET_TAKE,
                refuse=[nothing_to_undo, step_of_another, step_too_old])
            for to, sources in _BACK_TO.items()
        ),
    ),
)  # fmt: skip
