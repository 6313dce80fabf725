"""Forse è già in archivio: how much two descriptions look like one person, and why.

Never a verdict: a strong likeness must be answered by a person, a weak one only shown. Better a
double than two people fused.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from app.kernel.names import search_key, similarity


class Strength(IntEnum):
    """How much a likeness asks to be looked at."""

    WEAK = 1
    MEDIUM = 2
    STRONG = 3


class Why(StrEnum):
    """The reason of a likeness, as the panel says it."""

    SAME_TAX_CODE = "same_tax_code"
    SAME_NAME_AND_BIRTH = "same_name_and_birth"
    SWAPPED_NAME_AND_BIRTH = "swapped_name_and_birth"
    OTHER_NAME_AND_BIRTH = "other_name_and_birth"
    SIMILAR_NAME_AND_BIRTH = "similar_name_and_birth"
    SAME_NAME = "same_name"
    SAME_PHONE = "same_phone"


@dataclass(frozen=True, kw_only=True)
class Description:
    """What is known of somebody, stored or just typed."""

    surname: str
    given: str
    other_names: tuple[str, ...] = ()
    birth: str = ""  # ISO date, or the year alone
    identifier_hash: bytes | None = None
    phones: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Likeness:
    """How strongly, and why, in the order in which it should be read."""

    strength: Strength
    why: tuple[Why, ...]


_SIMILAR = 88


def likeness(typed: Description, known: Description) -> Likeness | None:
    """Return how the two look alike, or None. Pure: both sides come as descriptions."""
    found = [*_by_code(typed, known), *_by_name(typed, known), *_by_phone(typed, known)]
    if not found:
        return None
    strongest = max(strength for strength, _ in found)
    ordered = sorted(found, key=lambda pair: -pair[0])
    return Likeness(strongest, tuple(why for _, why in ordered))


def _by_code(typed: Description, known: Description) -> Iterable[tuple[Strength, Why]]:
    if typed.identifier_hash and typed.identifier_hash == known.identifier_hash:
        yield Strength.STRONG, Why.SAME_TAX_CODE


def _by_phone(typed: Description, known: Description) -> Iterable[tuple[Strength, Why]]:
    if typed.phones & known.phones:
        yield (
            Strength.WEAK,
            Why.SAME_PHONE,
        )  # perhaps a relative: suggests a household, not a double


def _by_name(typed: Description, known: Description) -> Iterable[tuple[Strength, Why]]:
    births = _births_agree(typed.birth, known.birth)
    if births is False:
        return
    surname, given = search_key(typed.surname), search_key(typed.given)
    theirs = search_key(known.surname), search_key(known.given)
    others = {search_key(name) for name in known.other_names}
    if (surname, given) == theirs:
        strong = (Strength.STRONG, Why.SAME_NAME_AND_BIRTH)
        yield strong if births else (Strength.MEDIUM, Why.SAME_NAME)
    elif not births:
        return
    elif given and (given, surname) == theirs:
        yield Strength.STRONG, Why.SWAPPED_NAME_AND_BIRTH
    elif given == theirs[1] and surname in others:
        yield Strength.STRONG, Why.OTHER_NAME_AND_BIRTH
    elif similarity(f"{surname} {given}", " ".join(theirs)) >= _SIMILAR:
        yield Strength.MEDIUM, Why.SIMILAR_NAME_AND_BIRTH


def _births_agree(one: str, other: str) -> bool | None:
    """Return whether two births agree as far as both are known; None when one is not."""
    if not one or not other:
        return None
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]
