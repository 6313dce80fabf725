"""What leaves the office, as any feature may tell it: to whom, about what, by which way.

The register of exits stands above most of what lets something leave: who lets it leave tells it
by these words (`app/transaction/exits.py`), in the same transaction.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from app.kernel.actor import Viewer
from app.kernel.references import BodyId


class LetterKind(StrEnum):
    """What leaves: of letters, by who receives it, of a practice by where it stands too.

    `ONWARD` and `SERVICE` are never a letter of ours.
    """

    RECEIPT = "receipt"
    PASSAGE = "passage"
    COURT = "court"
    FAMILY = "family"
    ONWARD = "onward"
    SERVICE = "service"
    PRACTICE_OPENED = "practice_opened"
    PAPERS_MISSING = "practice_papers_missing"
    REFUSAL_NOTICE = "practice_refusal_notice"
    PRACTICE_GRANTED = "practice_granted"
    PRACTICE_REFUSED = "practice_refused"
    PRACTICE_STOPPED = "practice_stopped"


class SendChannel(StrEnum):
    """By which way it left. The program sends nothing: somebody writes it down."""

    PEC = "pec"
    POST = "by_post"
    BY_HAND = "by_hand"
    EMAIL = "by_own_email"
    BY_VOICE = "by_voice"
    BOX = "in_their_box"


class ExitSubject(StrEnum):
    """What something that leaves is about."""

    REFERRAL = "referral"
    CASE = "case"
    EMERGENCY = "emergency"
    ONWARD = "onward"
    PRACTICE = "practice"


@dataclass(frozen=True, kw_only=True)
class Exit:
    """Something that left without a letter of this program: made elsewhere, told, or put in a box.

    Without a body it went to whom the page of its subject says: who reported, an authority.
    """

    kind: LetterKind
    subject_kind: ExitSubject
    subject_id: UUID
    sent_on: date
    body_id: BodyId | None = None
    channel: SendChannel | None = None
    signed_by: str = ""
    protocol_number: str = ""


class ExitHeard(Protocol):
    """What hears of something that left, inside the transaction that let it leave."""

    def __call__(self, *, actor: Viewer, now: datetime, left: Exit) -> None:
        """Write it down."""


def same_exit(one_protocol: str, other_protocol: str) -> bool:
    """Return whether two exits to one body on one day may be the same: no two protocols differ."""
    return not (one_protocol and other_protocol) or one_protocol == other_protocol
