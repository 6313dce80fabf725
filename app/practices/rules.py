"""What a practice is about, which papers it wants, and what its procedure looks at."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

HELPED_WITHIN = timedelta(days=365)  # an older help is history, not a double
TRIES = 3  # calls without an answer before a practice is said to sleep
LONGEST = 12  # payments of one grant
FARTHEST = timedelta(days=366)  # of the first payment: more is a slip of the finger


class PracticeKind(StrEnum):
    """What the counter opens."""

    ECONOMIC_AID = "economic_aid"
    RENT = "rent"
    BILLS = "bills"
    FOOD = "food"
    HOUSEHOLD_ALLOWANCE = "household_allowance"
    OTHER = "other"


class Purpose(StrEnum):
    """What the money is for: the same purpose twice in one household is said."""

    RENT = "rent"
    BILLS = "bills"
    FOOD = "food"
    HEALTH = "health"
    CHILDREN = "children"
    OTHER = "other"


class PaperKind(StrEnum):
    """A paper the counter may ask for."""

    IDENTITY = "identity"
    ISEE = "isee"
    INCOME = "income"
    BANK_STATEMENT = "bank_statement"
    ACCOUNT = "account"
    LEASE = "lease"
    EVICTION = "eviction"
    BILLS = "bills"
    HEALTH = "health"


class IseeKind(StrEnum):
    """Which reckoning of the household an ISEE is."""

    ORDINARY = "ordinary_isee"
    CURRENT = "current_isee"
    MINORS = "minors_isee"
    HEALTH_CARE = "health_care_isee"


class PaperState(StrEnum):
    """Where a paper stands."""

    MISSING = "missing"
    RECEIVED = "received"
    NOT_NEEDED = "not_needed"


_ALWAYS = (PaperKind.IDENTITY, PaperKind.ISEE, PaperKind.ACCOUNT)
CHECKLISTS = {
    PracticeKind.ECONOMIC_AID: (*_ALWAYS, PaperKind.INCOME, PaperKind.BANK_STATEMENT),
    PracticeKind.RENT: (*_ALWAYS, PaperKind.LEASE, PaperKind.EVICTION, PaperKind.BANK_STATEMENT),
    PracticeKind.BILLS: (*_ALWAYS, PaperKind.BILLS),
    PracticeKind.FOOD: (PaperKind.IDENTITY, PaperKind.ISEE),
    PracticeKind.HOUSEHOLD_ALLOWANCE: _ALWAYS,
    PracticeKind.OTHER: _ALWAYS,
}


class Shelf(StrEnum):
    """The lists of the counter."""

    COLLECTING = "collecting"
    TO_PROPOSE = "to_propose"
    TO_DECIDE = "to_decide"
    TO_PAY = "to_pay"
    ENDED = "ended"


class PracticeFault(StrEnum):
    """Why something about a practice is refused."""

    RECEIVED_IN_THE_FUTURE = "received_in_the_future_paper"
    WHY_NOT_NEEDED = "why_not_needed"
    NOT_AN_AMOUNT = "not_an_amount"
    NO_AMOUNT = "no_amount"
    TOO_MANY_PAYMENTS = "too_many_payments"
    NO_PAPERS_ASKED = "no_papers_asked"
    TOO_FAR = "payment_too_far"
    VOICE_MISSING = "voice_missing"
    VOICE_IN_THE_FUTURE = "voice_in_the_future"
    ABOVE_CEILING = "above_ceiling"
    NOT_A_PAYMENT = "not_a_payment"
    PAID_IN_THE_FUTURE = "paid_in_the_future"


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One line of the checklist, as a rule sees it."""

    kind: PaperKind
    state: PaperState
    valid_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class PracticeFacts:
    """Everything the procedure looks at."""

    missing: tuple[PaperKind, ...] = ()
    expired: tuple[PaperKind, ...] = ()
    proposer_is_actor: bool = False
    approver_is_actor: bool = False
    already_helped: bool = False
    may_object_until: date | None = None
    observations_answered: bool = False
    today: date = date.min
    account_checked: bool = False
    payments_left: int = 0


def missing_papers(papers: Collection[Paper]) -> tuple[PaperKind, ...]:
    """Return the papers still to be brought."""
    return tuple(paper.kind for paper in papers if paper.state is PaperState.MISSING)


def expired_papers(papers: Collection[Paper], on: date) -> tuple[PaperKind, ...]:
    """Return the papers that were received and are no longer valid on a day."""
    return tuple(
        paper.kind
        for paper in papers
        if paper.state is PaperState.RECEIVED and paper.valid_until and paper.valid_until < on
    )


def is_dormant(waited_until: date | None, tries: int, today: date) -> bool:
    """Return whether no paper came in the time given and nobody answered three calls.

    Only a flag: the person may come back tomorrow, and no program closes her practice.
    """
    return waited_until is not None and waited_until <= today and tries >= TRIES


def paper_fault(*, state: PaperState, why: str, received_on: date, today: date) -> str | None:
    """Return why a paper cannot be written down so (`field:code`), or None."""
    if received_on > today:
        return f"received_on:{PracticeFault.RECEIVED_IN_THE_FUTURE}"
    if state is PaperState.NOT_NEEDED and not why.strip():
        return f"why:{PracticeFault.WHY_NOT_NEEDED}"
    return None


def grant_fault(cents: int, payments: int, ceiling: int | None = None) -> str | None:
    """Return why an amount cannot be proposed (`field:code`), or None. `ceiling` in cents."""
    if cents <= 0:
        return f"amount:{PracticeFault.NO_AMOUNT}"
    if ceiling is not None and cents > ceiling:
        return f"amount:{PracticeFault.ABOVE_CEILING}"
    if not 1 <= payments <= LONGEST:
        return f"payments:{PracticeFault.TOO_MANY_PAYMENTS}"
    return None


def first_fault(first_on: date, today: date) -> str | None:
    """Return why the first payment cannot be on a day (`field:code`), or None."""
    return f"first_on:{PracticeFault.TOO_FAR}" if abs(first_on - today) > FARTHEST else None


def voice_fault(by: str, at: datetime, now: datetime) -> str | None:
    """Return why an authorisation by voice is not one (`field:code`), or None."""
    if not by.strip():
        return f"voice_by:{PracticeFault.VOICE_MISSING}"
    return f"voice_hour:{PracticeFault.VOICE_IN_THE_FUTURE}" if at > now else None


def payment_days(first: date, number: int) -> list[date]:
    """Return the days of monthly payments from `first`; a day that a month lacks is its last."""
    return [_months_later(first, index) for index in range(number)]


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(
        date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(days=1)
    )
