"""What changes without a case: initiatives, desks, women heard, people sent on."""

from app.open_door.operations.desks import (
    ContactGiven,
    DeskGiven,
    name_contact,
    note_contact,
    open_info_desk,
)
from app.open_door.operations.initiatives import (
    InitiativeGiven,
    ParticipationGiven,
    correct_initiative,
    note_participation,
    open_initiative,
)
from app.open_door.operations.onward import (
    Sending,
    close_onward,
    confirm_arrival,
    consult_onward,
    not_arrived,
    remind,
    resend,
    send_onward,
    withdraw_onward,
)
from app.open_door.operations.women import Heard, hear_woman

__all__ = [
    "ContactGiven",
    "DeskGiven",
    "Heard",
    "InitiativeGiven",
    "ParticipationGiven",
    "Sending",
    "close_onward",
    "confirm_arrival",
    "consult_onward",
    "correct_initiative",
    "hear_woman",
    "name_contact",
    "not_arrived",
    "note_contact",
    "note_participation",
    "open_info_desk",
    "open_initiative",
    "remind",
    "resend",
    "send_onward",
    "withdraw_onward",
]
