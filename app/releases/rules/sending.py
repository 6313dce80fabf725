"""What the procedure looks at, and by which way something may leave."""

from dataclasses import dataclass
from datetime import date

from app.releases.rules.codes import (
    LegalBasis,
    LetterKind,
    ReleaseFault,
    SendChannel,
    placeholders_of,
)
from app.releases.rules.letter import words_in_brackets


@dataclass(frozen=True, kw_only=True)
class ReleaseFacts:
    """Everything the procedure looks at."""

    kind: LetterKind = LetterKind.RECEIPT
    is_author: bool = False
    covered: bool = True
    written_down: bool = False  # made elsewhere, or told by voice: only its exit stands here


@dataclass(frozen=True, kw_only=True)
class Way:
    """How a recipient may be reached today."""

    to_body: bool = False
    died: bool = False
    has_address: bool = False
    has_mailbox: bool = False  # her own, where she lets messages be left


@dataclass(frozen=True, kw_only=True)
class Departure:
    """How a letter is said to have left."""

    channel: SendChannel
    sent_on: date
    protocol_on: date | None


def channels_to(way: Way) -> tuple[SendChannel, ...]:
    """Return the ways open to a recipient.

    To a body by PEC, post or hand; to a person never by mail, unless to a mailbox of her own; who
    has no address, or must not be found, gets it by hand.
    """
    if way.to_body:
        return (SendChannel.PEC, SendChannel.POST, SendChannel.BY_HAND)
    found = [SendChannel.BY_HAND]
    if way.has_address:
        found.insert(0, SendChannel.POST)
    if way.has_mailbox:
        found.append(SendChannel.EMAIL)
    return tuple(found)


def sending_fault(leaving: Departure, way: Way, written_on: date, today: date) -> str | None:
    """Return why a letter cannot have left so (`field:code`), or None."""
    if way.died:
        return str(ReleaseFault.RECIPIENT_DIED)
    if leaving.channel not in channels_to(way):
        by_hand = channels_to(way) == (SendChannel.BY_HAND,)
        fault = ReleaseFault.ONLY_BY_HAND if by_hand else ReleaseFault.CHANNEL_NOT_CHOSEN
        return f"channel:{fault}"
    if leaving.sent_on > today:
        return f"sent_on:{ReleaseFault.SENT_IN_THE_FUTURE}"
    if leaving.sent_on < written_on:
        return f"sent_on:{ReleaseFault.SENT_BEFORE_WRITTEN}"
    if leaving.protocol_on is not None and leaving.protocol_on > today:
        return f"protocol_on:{ReleaseFault.PROTOCOL_IN_THE_FUTURE}"
    return None


def text_fault(kind: LetterKind, text: str) -> str | None:
    """Return why a letter has no text of its own (`field:code`), or None: a receipt has none."""
    if kind is LetterKind.RECEIPT or text.strip():
        return None
    return f"text:{ReleaseFault.TEXT_MISSING}"


def basis_fault(basis: LegalBasis, words: str) -> str | None:
    """Return why a basis is not said (`field:code`), or None: another one wants its words."""
    if basis is LegalBasis.OTHER and not words.strip():
        return f"basis_words:{ReleaseFault.BASIS_WORDS_MISSING}"
    return None


def template_fault(kind: LetterKind, text: str) -> str | None:
    """Return why a text cannot be a template (`field:code`), or None: unknown words in brackets."""
    if kind is LetterKind.RECEIPT:
        return str(ReleaseFault.NO_TEMPLATE)
    if not text.strip():
        return f"text:{ReleaseFault.TEXT_MISSING}"
    if words_in_brackets(text) - set(placeholders_of(kind)):
        return f"text:{ReleaseFault.UNKNOWN_PLACEHOLDER}"
    return None
