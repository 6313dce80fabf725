"""What the front of the office reads, by topic: messages, the walk-in desk, its visits."""

from app.desk.queries.board import Board, CounterView, QueueLength, board, queue_lengths
from app.desk.queries.openings import (
    CounterRow,
    OpeningNow,
    counter_of,
    counters,
    history_before,
    opening_for_change,
    opening_now,
    queues_of,
)
from app.desk.queries.steps import step_to_undo
from app.desk.queries.tickets import (
    TicketRow,
    ahead_of,
    claim_first,
    facts_for_change,
    inside_for_change,
    is_inside,
    line_for,
    not_present_for_sweep,
    ticket_for_change,
    ticket_page,
    tickets_of,
)
from app.desk.queries.visits import (
    VisitPage,
    origin_of,
    visit_of_ticket,
    visit_page,
    visit_under_way,
)

__all__ = [
    "Board",
    "CounterRow",
    "CounterView",
    "OpeningNow",
    "QueueLength",
    "TicketRow",
    "VisitPage",
    "ahead_of",
    "board",
    "claim_first",
    "counter_of",
    "counters",
    "facts_for_change",
    "history_before",
    "inside_for_change",
    "is_inside",
    "line_for",
    "not_present_for_sweep",
    "opening_for_change",
    "opening_now",
    "origin_of",
    "queue_lengths",
    "queues_of",
    "step_to_undo",
    "ticket_for_change",
    "ticket_page",
    "tickets_of",
    "visit_of_ticket",
    "visit_page",
    "visit_under_way",
]
