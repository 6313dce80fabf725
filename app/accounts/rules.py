"""Passwords and delays: what is asked of a password, how long a guesser waits."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum

SHORTEST = 15  # one factor alone (NIST SP 800-63B-4); the second factor lowers it to 12
LONGEST = 128  # checked before hashing, so that nobody makes us hash a novel
FREE_ATTEMPTS = 5
FREE_ATTEMPTS_PER_SOURCE = 40
FIRST_DELAY = timedelta(seconds=60)
LONGEST_DELAY = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(minutes=30)
IDLE_END = timedelta(minutes=30)
ABSOLUTE_END = timedelta(hours=12)
LINK_LIFE = timedelta(hours=48)

_WORN_OUT = (
    "password", "passw0rd", "benvenuto", "benvenuta", "welcome", "amministratore", "admin",
    "comune", "municipio", "sportello", "sociale", "sociali", "servizi", "ufficio", "utente",
    "letmein", "qwertyuiop", "qwerty", "asdfghjkl", "zxcvbnm", "abcdefghij", "iloveyou", "tiamo",
    "juventus", "milan", "inter", "napoli", "italia", "cernusco",
)  # fmt: skip
_FEWEST_OWN_LETTERS = 8
_FEWEST_DIFFERENT = 6


class PasswordFault(StrEnum):
    """Why a password is not accepted."""

    TOO_SHORT = "password_too_short"
    TOO_LONG = "password_too_long"
    TOO_PLAIN = "password_too_plain"


def password_fault(password: str, context: Iterable[str]) -> PasswordFault | None:
    """Return why `password` is refused, or None.

    No composition rules and no expiry: length counts. Words everybody tries first, and the
    `context` (login, name, body) do not count as letters of one's own. Spaces are significant.
    """
    if len(password) < SHORTEST:
        return PasswordFault.TOO_SHORT
    if len(password) > LONGEST:
        return PasswordFault.TOO_LONG
    own = password.lower()
    for worn in (*_WORN_OUT, *(word for text in context for word in text.lower().split())):
        if len(worn) > 3:
            own = own.replace(worn, "")
    own = re.sub(r"[\W\d_]+", "", own)
    if len(own) < _FEWEST_OWN_LETTERS or len(set(own)) < _FEWEST_DIFFERENT:
        return PasswordFault.TOO_PLAIN
    return None


class SubstituteFault(StrEnum):
    """Why a substitute is not named."""

    ONESELF = "substitute_is_oneself"
    NOT_A_SOCIAL_WORKER = "substitute_not_a_social_worker"
    DAYS_BACKWARDS = "substitute_days_backwards"
    ALREADY_OVER = "substitute_already_over"
    TOO_FAR = "substitute_too_far"
    TOO_LONG = "substitute_too_long"
    NO_DUTY = "substitute_without_duty"
    ALREADY_NAMED = "substitute_already_named"
    ALREADY_STANDS_IN = "substitute_already_stands_in"
    NOT_IN_CHARGE = "substitute_of_nobody"
    ALREADY_ENDED = "substitute_already_ended"


class SkillKind(StrEnum):
    """What else is known of a worker when work is given out."""

    LANGUAGE = "language"
    AREA = "area"


class SkillFault(StrEnum):
    """Why a skill is not written."""

    MISSING = "skill_missing"
    WRITTEN_ALREADY = "skill_written_already"


LONGEST_SUBSTITUTION = timedelta(days=184)
FARTHEST_SUBSTITUTION = timedelta(days=366)


def substitution_fault(first: date, last: date, today: date) -> SubstituteFault | None:
    """Return why nobody can stand in from a day to another, both included; None when she can."""
    if last < first:
        return SubstituteFault.DAYS_BACKWARDS
    if last < today:
        return SubstituteFault.ALREADY_OVER
    if first - today > FARTHEST_SUBSTITUTION:
        return SubstituteFault.TOO_FAR
    return SubstituteFault.TOO_LONG if last - first > LONGEST_SUBSTITUTION else None


def wait_after(attempts: int, free: int) -> timedelta:
    """Return how long the next attempt waits after `attempts` in a row: none, then doubling."""
    if attempts < free:
        return timedelta(0)
    doublings = min(attempts - free, 10)
    return min(FIRST_DELAY * (1 << doublings), LONGEST_DELAY)


def session_alive(
    now: datetime, created_at: datetime, last_seen_at: datetime, *, somebody: bool = True
) -> bool:
    """Return whether a session still opens: 12 hours in all, and 30 minutes idle of `somebody`.

    One in which nobody has entered holds no rights, and may hold what a school has written for an
    hour.
    """
    idle = somebody and now - last_seen_at >= IDLE_END
    return not idle and now - created_at < ABSOLUTE_END
