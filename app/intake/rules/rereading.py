"""Which ends without action are read again, each month: one in ten, chosen by nobody."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from app.kernel.references import AccountId, ReferralId

ONE_IN = 10


class Closed(StrEnum):
    """How an end without action was decided: each kind is drawn apart."""

    READ_TWICE = "read_twice"  # a minor, an order, or the competence of somebody else
    BY_ONE = "by_one"  # adults alone, by who had it in hand
    SENT_ELSEWHERE = "sent_elsewhere"  # the same, by sending her to somebody else


class Rereading(StrEnum):
    """What who reads it again thinks of it."""

    AGREES = "agrees"
    TO_RESUME = "to_resume"


@dataclass(frozen=True)
class Ended:
    """One end without action: which, of what kind, and the account that decided it last."""

    referral_id: ReferralId
    kind: Closed
    decided_by: AccountId | None


def drawn(month: date, ended: Collection[Ended]) -> list[Ended]:
    """Return the ends of a month that are read again: one in ten of each kind, at least one.

    The order is that of the digest of the month with each id: always the same, and known to nobody
    before the month is over, because it depends on what else was closed.
    """
    found: list[Ended] = []
    for kind in Closed:
        of_kind = sorted(
            (one for one in ended if one.kind is kind),
            key=lambda one: _place(month, one.referral_id),
        )
        found += of_kind[: -(-len(of_kind) // ONE_IN)]
    return found


def month_before(on: date) -> date:
    """Return the first day of the month before that of a day: the last one that can be drawn."""
    return (on.replace(day=1) - timedelta(days=1)).replace(day=1)


def is_over(month: date, on: date) -> bool:
    """Return whether a month is over on a day: only then is it drawn."""
    return month < on.replace(day=1)


def _place(month: date, referral_id: UUID) -> str:
    return sha256(f"{month:%Y-%m} {referral_id}".encode()).hexdigest()
