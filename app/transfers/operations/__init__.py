"""What changes when something passes between bodies: sent, taken back, answered, reported."""

from app.transfers.operations.answering import (
    accept,
    consult_incoming,
    note,
    refuse,
    report,
    take_up,
)
from app.transfers.operations.sending import (
    Proposal,
    consult_transfer,
    end_bridge,
    propose,
    revoke,
    take_note,
    write_given,
)

__all__ = [
    "Proposal",
    "accept",
    "consult_incoming",
    "consult_transfer",
    "end_bridge",
    "note",
    "propose",
    "refuse",
    "report",
    "revoke",
    "take_note",
    "take_up",
    "write_given",
]
