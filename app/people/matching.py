"""Forse è già in archivio: how much two descriptions look like one person, and why.

Never a verdict: a strong likeness must be answered by a person, a weak one only shown. Better a
double than two people fused.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from app.kernel.names import folded_key, search_key, similarity


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
    SAME_GIVEN_AND_BIRTH = "same_given_and_birth"
    SIMILAR_NAME_AND_HOME = "similar_name_and_home"
    SAME_NAME = "same_name"
    SAME_PHONE = "same_phone"
    SAME_HOME = "same_home"


@dataclass(frozen=True, kw_only=True)
class Description:
    """What is known of somebody, stored or just typed."""

    surname: str
    given: str
    other_names: tuple[str, ...] = ()
    birth: str = ""  # ISO date, or the year alone
    identifier_hash: bytes | None = None
    phones: frozenset[str] = frozenset()
    homes: frozenset[str] = frozenset()  # made by `home_key`


@dataclass(frozen=True)
class Likeness:
    """How strongly, and why, in the order in which it should be read."""

    strength: Strength
    why: tuple[Why, ...]


Found = Iterable[tuple[Strength, Why]]
_SIMILAR, _ALIKE, _CONSONANTS = 88, 80, 3
_DATE, _YEAR = 10, 4
_SHORTENED = {"v": "via", "vle": "viale", "pza": "piazza", "pzza": "piazza", "cso": "corso",
              "lgo": "largo", "vlo": "vicolo"}  # fmt: skip
_DOTTED = re.compile(r"\b([vpcl])\.\s*(le|lo|za|zza|so|go)\b", re.IGNORECASE)
_NUMBER = {"n", "nr", "no", "num", "numero", "civico"}


def likeness(typed: Description, known: Description) -> Likeness | None:
    """Return how the two look alike, or None. Pure: both sides come as descriptions."""
    found = [
        *_by_code(typed, known),
        *_by_name(typed, known),
        *_by_home(typed, known),
        *_by_phone(typed, known),
    ]
    if not found:
        return None
    strongest = max(strength for strength, _ in found)
    ordered = sorted(found, key=lambda pair: -pair[0])
    return Likeness(strongest, tuple(why for _, why in ordered))


def home_key(street: str, municipality: str) -> str:
    """Return by what two addresses are the same home: street with its number, and the Comune.

    Nothing where there is no number: a whole street is not a home.
    """
    written = _DOTTED.sub(r"\1\2", street)
    parts = [_SHORTENED.get(part, part) for part in search_key(written).split()]
    known = [part for part in parts if part not in _NUMBER]
    if not any(part[0].isdecimal() for part in known[2:]):
        return ""
    return f"{' '.join(known)}, {search_key(municipality)}"


def _by_code(typed: Description, known: Description) -> Found:
    if typed.identifier_hash and typed.identifier_hash == known.identifier_hash:
        yield Strength.STRONG, Why.SAME_TAX_CODE


def _by_phone(typed: Description, known: Description) -> Found:
    if typed.phones & known.phones:
        yield Strength.WEAK, Why.SAME_PHONE  # perhaps a relative: suggests a household


def _by_home(typed: Description, known: Description) -> Found:
    """Same sound of the surname, same year, same home: unless two dates say that they are two.

    Twins have all three and two given names; one person may have had her birthday written wrong.
    """
    if not typed.homes & known.homes:
        return
    year = typed.birth[:_YEAR]
    if not year or year != known.birth[:_YEAR]:
        return
    if not _alike(typed.surname, known.surname):
        return
    both_dated = len(typed.birth) == len(known.birth) == _DATE
    if both_dated and typed.given and known.given and not _alike(typed.given, known.given):
        yield Strength.WEAK, Why.SAME_HOME
    else:
        yield Strength.MEDIUM, Why.SIMILAR_NAME_AND_HOME


def _by_name(typed: Description, known: Description) -> Found:
    births = _births_agree(typed.birth, known.birth)
    if births is False:
        return
    surname, given = search_key(typed.surname), search_key(typed.given)
    theirs = search_key(known.surname), search_key(known.given)
    if (surname, given) == theirs:
        strong = (Strength.STRONG, Why.SAME_NAME_AND_BIRTH)
        yield strong if births else (Strength.MEDIUM, Why.SAME_NAME)
    elif not births:
        return
    elif given and (given, surname) == theirs:
        yield Strength.STRONG, Why.SWAPPED_NAME_AND_BIRTH
    elif given == theirs[1] and _carries(typed, known):
        yield Strength.STRONG, Why.OTHER_NAME_AND_BIRTH
    elif _similar(typed, known):
        yield Strength.MEDIUM, Why.SIMILAR_NAME_AND_BIRTH
    elif len(typed.birth) == len(known.birth) == _DATE and _same_sound(typed.given, known.given):
        yield Strength.MEDIUM, Why.SAME_GIVEN_AND_BIRTH


def _carries(typed: Description, known: Description) -> bool:
    """Return whether one of the two has carried the surname of the other."""
    theirs = {search_key(name) for name in known.other_names}
    hers = {search_key(name) for name in typed.other_names}
    return search_key(typed.surname) in theirs or search_key(known.surname) in hers


def _similar(typed: Description, known: Description) -> bool:
    """Return whether two whole names are spellings of one, in either order."""
    whole = f"{typed.surname} {typed.given}", f"{known.surname} {known.given}"
    if _within(*whole):
        return True
    straight = _alike(typed.surname, known.surname) and _alike(typed.given, known.given)
    swapped = _alike(typed.surname, known.given) and _alike(typed.given, known.surname)
    return straight or swapped or _run_together(*whole)


def _within(one: str, other: str) -> bool:
    """Return whether all the words of one name are in the other: a second surname, or name."""
    words, theirs = _sounds(one), _sounds(other)
    return min(len(words), len(theirs)) > 1 and (words <= theirs or theirs <= words)


def _sounds(name: str) -> set[str]:
    return {folded_key(word) for word in search_key(name).split()}


def _run_together(one: str, other: str) -> bool:
    """Return whether two whole names are nearly the same letters, wherever they are parted."""
    return similarity(folded_key(one), folded_key(other)) >= _SIMILAR


def _alike(one: str, other: str) -> bool:
    """Return whether two words may be one name, spelt or written from another alphabet anyhow."""
    if not one or not other:
        return one == other
    sounds = folded_key(one), folded_key(other)
    if similarity(*sounds) >= _ALIKE:
        return True
    bones = [re.sub("[aeiou]", "", sound) for sound in sounds]
    return len(bones[0]) >= _CONSONANTS and bones[0] == bones[1]


def _same_sound(one: str, other: str) -> bool:
    return bool(one) and folded_key(one) == folded_key(other)


def _births_agree(one: str, other: str) -> bool | None:
    """Return whether two births agree as far as both are known; None when one is not."""
    if not one or not other:
        return None
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]
