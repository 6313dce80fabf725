"""A letter, from what is written to what left, row by row.

What goes to a judge is never refused: a social worker sends it alone, and the supervisor sees that
it left without her signature.
"""

from enum import StrEnum
from typing import Any

from app.accounts.policy import Permission
from app.kernel.workflow import Procedure, Row, Source, Target
from app.releases.rules import PAPERWORK, LetterKind, ReleaseFacts


class ReleaseState(StrEnum):
    """Where a letter stands."""

    DRAFT = "draft"
    TO_APPROVE = "to_approve"
    APPROVED = "approved"
    SENT = "sent"
    VOID = "void"


class ReleaseAction(StrEnum):
    """What may be done with it."""

    PREPARE = "prepare"
    WRITE = "write"
    LIFT_COVER = "lift_cover"
    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    APPROVE = "approve"
    RETURN = "return"
    SEND = "send"
    SEND_TO_COURT = "send_to_court"
    VOID = "void"
    RECORD = "record"
    JOIN = "join"


def is_receipt(facts: ReleaseFacts) -> str | None:
    """Let only a receipt, which has no words of its own, leave without a second person."""
    return None if facts.kind is LetterKind.RECEIPT else "letter_has_content"


def has_content(facts: ReleaseFacts) -> str | None:
    """Send whatever tells something to who writes it and to who approves it."""
    return "letter_is_receipt" if facts.kind is LetterKind.RECEIPT else None


def not_own_letter(facts: ReleaseFacts) -> str | None:
    """Refuse whoever wrote it as the one who approves it."""
    return "not_own_letter" if facts.is_author else None


def to_the_judge(facts: ReleaseFacts) -> str | None:
    """Let a social worker alone send only what goes to a judge."""
    return None if facts.kind is LetterKind.COURT else "letter_not_to_court"


def not_to_the_judge(facts: ReleaseFacts) -> str | None:
    """Leave what goes to a judge to a social worker: she answers for it by name."""
    return "letter_to_court" if facts.kind is LetterKind.COURT else None


def is_paperwork(facts: ReleaseFacts) -> str | None:
    """Let the counter alone send what only asks for papers, or says that a practice began."""
    return None if facts.kind in PAPERWORK else "letter_wants_signature"


def is_covered(facts: ReleaseFacts) -> str | None:
    """Refuse to lift what was lifted already."""
    return None if facts.covered else "letter_not_covered"


def to_who_must_know(facts: ReleaseFacts) -> str | None:
    """Let a secret place be told only to a judge, or to who is to protect her elsewhere."""
    may_know = facts.kind in (LetterKind.COURT, LetterKind.PASSAGE)
    return None if may_know else "letter_never_uncovered"


def is_written_down(facts: ReleaseFacts) -> str | None:
    """Join to its letter only what was written down as an exit made elsewhere."""
    return None if facts.written_down else "letter_stands_alone"


S, A, P = ReleaseState, ReleaseAction, Permission
_WRITE, _APPROVE, _COURT = (
    P.RELEASES_LETTER_WRITE, P.RELEASES_LETTER_APPROVE, P.RELEASES_COURT_SEND,
)  # fmt: skip
_NOT_OUT = (S.DRAFT, S.TO_APPROVE, S.APPROVED)

RELEASE: Procedure[ReleaseState, ReleaseAction, ReleaseFacts] = Procedure(
    name="release",
    states=ReleaseState,
    actions=ReleaseAction,
    final=frozenset({S.SENT, S.VOID}),
    rows=(
        Row(action=A.PREPARE, sources=Source.NOTHING, to=S.DRAFT, who=_WRITE,
            refuse=(has_content,)),
        Row(action=A.PREPARE, sources=Source.NOTHING, to=S.APPROVED, who=_WRITE,
            refuse=(is_receipt,)),
        Row(action=A.WRITE, sources=(S.DRAFT,), to=Target.SAME, who=_WRITE),
        Row(action=A.SUBMIT, sources=(S.DRAFT,), to=S.TO_APPROVE, who=_WRITE),
        Row(action=A.APPROVE, sources=(S.TO_APPROVE,), to=S.APPROVED, who=_APPROVE,
            refuse=(not_own_letter,)),
        Row(action=A.RETURN, sources=(S.TO_APPROVE,), to=S.DRAFT, who=_APPROVE,
            needs_reason=True),
        Row(action=A.TAKE_BACK, sources=(S.TO_APPROVE, S.APPROVED), to=S.DRAFT, who=_WRITE,
            refuse=(has_content,)),
        Row(action=A.SEND, sources=(S.APPROVED,), to=S.SENT, who=_WRITE,
            refuse=(not_to_the_judge,), causes="report_acknowledged"),
        Row(action=A.SEND, sources=(S.DRAFT,), to=S.SENT, who=_WRITE, refuse=(is_paperwork,)),
        Row(action=A.SEND_TO_COURT, sources=_NOT_OUT, to=S.SENT, who=_COURT,
            refuse=(to_the_judge,), causes="court_told",
            note="always allowed; the supervisor sees that she did not sign"),
        Row(action=A.LIFT_COVER, sources=(S.DRAFT,), to=Target.SAME, who=P.CASES_ADDRESS_REVEAL,
            refuse=(is_covered, to_who_must_know), needs_reason=True),
        Row(action=A.VOID, sources=_NOT_OUT, to=S.VOID, who=_WRITE, needs_reason=True),
        Row(action=A.RECORD, sources=Source.NOTHING, to=S.SENT, who=_WRITE,
            note="whatever leaves by another act: the act that let it leave has its own rights"),
        Row(action=A.JOIN, sources=(S.SENT,), to=S.VOID, who=_WRITE, refuse=(is_written_down,),
            note="the letter itself left: one exit is one row"),
    ),
)  # fmt: skip

PROCEDURES: tuple[Procedure[Any, Any, Any], ...] = (RELEASE,)
