"""Frozen rows of practices: what a page receives."""

from dataclasses import dataclass
from datetime import date, datetime

from app.catalogue.rules import Term
from app.kernel.exits import LetterKind
from app.kernel.references import PracticeId
from app.kernel.workflow import Offer
from app.people.queries import PersonRow
from app.practices.procedure import LETTERS, PracticeAction, PracticeState
from app.practices.rules import IseeKind, PaperKind, PaperState, PracticeKind, Purpose
from app.transaction.steps import PastStep


@dataclass(frozen=True)
class PracticeRow:
    """One practice in a list."""

    id: PracticeId
    number: str
    kind: PracticeKind
    state: PracticeState
    applicant: str
    opened_at: datetime
    missing: int
    due_on: date | None
    is_dormant: bool


@dataclass(frozen=True)
class DueRow:
    """A term that runs, with whose practice it is."""

    id: PracticeId
    number: str
    applicant: str
    term: Term
    due_on: date


@dataclass(frozen=True)
class PaperRow:
    """One line of the checklist."""

    kind: PaperKind
    state: PaperState
    received_on: date | None
    valid_until: date | None
    why: str
    expired: bool


@dataclass(frozen=True)
class PaymentRow:
    """One payment planned or made."""

    position: int
    amount_cents: int
    due_on: date
    paid_on: date | None
    paid_by: str


@dataclass(frozen=True)
class HelpRow:
    """A help already given to somebody of the household, for the same purpose."""

    number: str
    name: str
    amount_cents: int
    since: date


@dataclass(frozen=True, kw_only=True)
class PracticePage:
    """Everything the page of a practice shows."""

    id: PracticeId
    version: int
    number: str
    kind: PracticeKind
    state: PracticeState
    applicant: PersonRow
    opened_at: datetime
    opened_by: str
    isee_cents: int | None
    isee_kind: IseeKind | None
    tries: int
    is_dormant: bool
    may_object_until: date | None
    purpose: Purpose | None
    amount_cents: int | None
    payment_number: int | None
    first_payment_on: date | None
    voice_by: str
    voice_at: datetime | None
    act_reference: str
    papers: tuple[PaperRow, ...]
    payments: tuple[PaymentRow, ...]
    steps: tuple[PastStep[PracticeAction], ...]
    terms: tuple[tuple[str, date], ...]
    helped: tuple[HelpRow, ...]
    offers: tuple[Offer[PracticeState, PracticeAction], ...]

    @property
    def to_bring(self) -> tuple[PaperRow, ...]:
        """The papers that are missing, or have run out."""
        return tuple(one for one in self.papers if one.state is PaperState.MISSING or one.expired)

    @property
    def letters(self) -> tuple[LetterKind, ...]:
        """The letters that may be written now: those that say what is true."""
        there = [kind for kind, states in LETTERS.items() if self.state in states]
        needless = () if self.to_bring else (LetterKind.PAPERS_MISSING,)
        return tuple(kind for kind in there if kind not in needless)

    def words_of(self, *actions: PracticeAction) -> str:
        """Return what was written at the last of these steps."""
        return next((step.words for step in self.steps if step.action in actions), "")
