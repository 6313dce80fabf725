"""When a day of a court is recalled, and what may be asked of it and answered."""

from datetime import date, timedelta

from app.cases.rules.case import CaseFault

REMINDED_BEFORE = (30, 15, 7, 1)  # days
URGENT_FROM = 7


def is_recalled(due_on: date, today: date, until: date | None, postponed_on: date | None) -> bool:
    """Return whether a day of a court stands among what is recalled.

    From thirty days before. A reminder that was put off rests until its day, and at the latest
    until the next of the four before the term; from the day itself on nothing rests.
    """
    days = (due_on - today).days
    if days > max(REMINDED_BEFORE):
        return False
    if days <= 0 or until is None or postponed_on is None or today >= until:
        return True
    moments = (due_on - timedelta(days=before) for before in REMINDED_BEFORE)
    return max(moment for moment in moments if moment <= today) > postponed_on


def asking_fault(asked_on: date, asked_to: date, due_on: date, today: date) -> str | None:
    """Refuse an extension asked in the future, or until a day that is not later."""
    if asked_on > today:
        return f"asked_on:{CaseFault.ASKED_IN_FUTURE}"
    return f"asked_to:{CaseFault.EXTENSION_NOT_LONGER}" if asked_to <= due_on else None


def answer_fault(answered_on: date, asked_on: date, today: date) -> str | None:
    """Refuse an answer of a day to come, or before the question."""
    if answered_on > today:
        return f"answered_on:{CaseFault.ASKED_IN_FUTURE}"
    return f"answered_on:{CaseFault.ANSWERED_BEFORE_ASKED}" if answered_on < asked_on else None
