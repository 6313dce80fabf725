"""What the office does with a list: each use case one transaction, one entry of the trail."""

from app.waiting.operations.answering import accept_place, decline_and_leave, decline_and_stay
from app.waiting.operations.entering import (
    Application,
    ask_interest,
    consult_entry,
    enter_list,
    freeze,
    leave,
    prefer_centre,
    unfreeze,
)
from app.waiting.operations.offering import (
    give_more_time,
    lapse_offer,
    not_reached,
    note_try,
    offer_out_of_order,
    offer_place,
    warn_lapsing,
)
from app.waiting.operations.weighing import choose_order, score

__all__ = [
    "Application",
    "accept_place",
    "ask_interest",
    "choose_order",
    "consult_entry",
    "decline_and_leave",
    "decline_and_stay",
    "enter_list",
    "freeze",
    "give_more_time",
    "lapse_offer",
    "leave",
    "not_reached",
    "note_try",
    "offer_out_of_order",
    "offer_place",
    "prefer_centre",
    "score",
    "unfreeze",
    "warn_lapsing",
]
