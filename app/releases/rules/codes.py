"""The codes of what leaves the office."""

from collections.abc import Mapping
from enum import StrEnum

from app.intake.rules import Letter as BodyLetter
from app.intake.rules import letter_to
from app.kernel.exits import LetterKind, SendChannel
from app.organisations.rules import BodyKind

__all__ = [
    "OF_PRACTICES",
    "OWN_BASIS",
    "PAPERWORK",
    "TOLD_SOMETHING",
    "LegalBasis",
    "LetterKind",
    "Placeholder",
    "ReleaseFault",
    "ReleaseShelf",
    "SendChannel",
    "SubjectKind",
    "kind_of",
    "placeholders_of",
]


class SubjectKind(StrEnum):
    """What a letter is about."""

    REFERRAL = "referral"
    CASE = "case"
    PRACTICE = "practice"


class LegalBasis(StrEnum):
    """By which rule something leaves the office."""

    REPORT_RECEIVED = "report_received"
    COMPETENCE = "competence_of_another"
    AUTHORITY = "judicial_authority"
    OWN_DATA = "own_data"
    SENT_ON = "sent_on"
    SERVICE = "service_given"
    PROCEEDING = "proceeding"
    OTHER = "other_basis"


# Of a practice; all are of who asked, or of who decides for her.
OF_PRACTICES = (
    LetterKind.PRACTICE_OPENED, LetterKind.PAPERS_MISSING, LetterKind.REFUSAL_NOTICE,
    LetterKind.PRACTICE_GRANTED, LetterKind.PRACTICE_REFUSED, LetterKind.PRACTICE_STOPPED,
)  # fmt: skip
# Those that decide nothing: the counter lets them leave by itself.
PAPERWORK = frozenset({LetterKind.PRACTICE_OPENED, LetterKind.PAPERS_MISSING})
# The rule that usually holds for each kind of letter.
OWN_BASIS: Mapping[LetterKind, LegalBasis] = {
    LetterKind.RECEIPT: LegalBasis.REPORT_RECEIVED,
    LetterKind.PASSAGE: LegalBasis.COMPETENCE,
    LetterKind.COURT: LegalBasis.AUTHORITY,
    LetterKind.FAMILY: LegalBasis.OWN_DATA,
    LetterKind.ONWARD: LegalBasis.SENT_ON,
    LetterKind.SERVICE: LegalBasis.SERVICE,
    **dict.fromkeys(OF_PRACTICES, LegalBasis.PROCEEDING),
}


class Placeholder(StrEnum):
    """What may stand between brackets in a letter: the word itself, as it is typed."""

    RECIPIENT = "destinatario"
    DAY = "data"
    NUMBER = "numero"
    REFERENCE = "riferimento"
    RECEIVED = "ricevuta il"
    PROTOCOL = "protocollo"
    PEOPLE = "interessati"
    SIGNATURE = "firma"
    ASKED = "domanda"
    OPENED = "aperta il"
    TO_BRING = "carte che mancano"
    REASON = "motivo"
    AMOUNT = "importo"
    PURPOSE = "per che cosa"
    PAYMENTS = "pagamenti"
    ACT = "atto"
    WHERE = "a chi rivolgersi"


_OF_REPORTS = (Placeholder.RECEIVED, Placeholder.PROTOCOL)
_OF_A_PRACTICE = (
    Placeholder.ASKED, Placeholder.OPENED, Placeholder.TO_BRING, Placeholder.REASON,
    Placeholder.AMOUNT, Placeholder.PURPOSE, Placeholder.PAYMENTS, Placeholder.ACT,
    Placeholder.WHERE,
)  # fmt: skip


def placeholders_of(kind: LetterKind) -> tuple[Placeholder, ...]:
    """Return the words that may stand between brackets in a letter of a kind."""
    left_out = _OF_REPORTS if kind in OF_PRACTICES else _OF_A_PRACTICE
    return tuple(one for one in Placeholder if one not in left_out)


class ReleaseShelf(StrEnum):
    """The lists of letters."""

    TO_APPROVE = "to_approve"
    DRAFTS = "drafts"
    TO_SEND = "to_send"
    SENT = "sent"
    VOID = "void"


class ReleaseFault(StrEnum):
    """Why something about a letter is refused."""

    NO_RECIPIENT = "no_recipient"
    NOBODY_TO_WRITE_TO = "nobody_to_write_to"
    NOT_THE_REPORTER = "not_the_reporter"
    RECIPIENT_DIED = "recipient_died"
    RECIPIENT_NO_LONGER = "recipient_no_longer"
    ADDRESS_CHANGED = "recipient_address_changed"
    ONLY_BY_HAND = "only_by_hand"
    CHANNEL_NOT_CHOSEN = "channel_not_chosen"
    TEXT_MISSING = "letter_text_missing"
    UNKNOWN_PLACEHOLDER = "unknown_placeholder"
    BASIS_WORDS_MISSING = "basis_words_missing"
    SENT_IN_THE_FUTURE = "sent_in_the_future"
    SENT_BEFORE_WRITTEN = "sent_before_written"
    PROTOCOL_IN_THE_FUTURE = "out_protocol_in_the_future"
    NO_TEMPLATE = "no_template"
    NOT_COPIED = "not_copied"
    COPIED_ALREADY = "copied_already"
    COPY_TELLS_TOO_MUCH = "copy_tells_too_much"
    NOT_ON_THE_LIST = "letter_not_on_list"
    SIGNED_OTHERWISE = "signed_otherwise"
    NOT_TRUE_NOW = "letter_not_true_now"


_OF_BODIES = {
    BodyLetter.COURT: LetterKind.COURT,
    BodyLetter.PASSAGE: LetterKind.PASSAGE,
    BodyLetter.RECEIPT: LetterKind.RECEIPT,
}


def kind_of(recipient: BodyKind | None) -> LetterKind:
    """Return what is written to a body of this kind; to no body, to a family."""
    return LetterKind.FAMILY if recipient is None else _OF_BODIES[letter_to(recipient)]


# The bodies that are told more than that something reached the office.
TOLD_SOMETHING = frozenset(one for one in BodyKind if kind_of(one) is not LetterKind.RECEIPT)
