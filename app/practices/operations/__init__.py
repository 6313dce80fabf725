"""What changes about a practice: papers, proposal, decision, payments."""

from app.practices.operations.asking import choose_checklist
from app.practices.operations.counter import (
    PaperGiven,
    ask_again,
    complete,
    consult_practice,
    note_try,
    open_practice,
    receive_paper,
    withdraw,
)
from app.practices.operations.deciding import (
    Grant,
    Voice,
    announce_refusal,
    answer_objections,
    give_back,
    grant_practice,
    grant_urgent,
    not_ratify,
    pay,
    propose,
    ratify,
    refuse,
    stop,
)

__all__ = [
    "Grant",
    "PaperGiven",
    "Voice",
    "announce_refusal",
    "answer_objections",
    "ask_again",
    "choose_checklist",
    "complete",
    "consult_practice",
    "give_back",
    "grant_practice",
    "grant_urgent",
    "not_ratify",
    "note_try",
    "open_practice",
    "pay",
    "propose",
    "ratify",
    "receive_paper",
    "refuse",
    "stop",
    "withdraw",
]
