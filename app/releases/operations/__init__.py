"""Writing letters and letting them out: each use case one transaction, one entry of the trail."""

from app.releases.operations.covering import tell_of_passage
from app.releases.operations.exits import write_down
from app.releases.operations.preparing import Draft, Words, prepare, write
from app.releases.operations.sending import Sending, consult_release, send, send_to_court
from app.releases.operations.signing import (
    approve,
    lift_cover,
    send_back,
    submit,
    take_back,
    void,
)
from app.releases.operations.templates import edit_template

__all__ = [
    "Draft",
    "Sending",
    "Words",
    "approve",
    "consult_release",
    "edit_template",
    "lift_cover",
    "prepare",
    "send",
    "send_back",
    "send_to_court",
    "submit",
    "take_back",
    "tell_of_passage",
    "void",
    "write",
    "write_down",
]
