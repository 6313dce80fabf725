"""Codice fiscale and the other codes a person may carry: read, checked, never blocking.

The check digit, the form and omocodia (digits exchanged for letters when two people would have the
same code) are those of the decree of 23 December 1976. The century is never inferred: the code
has two digits for the year, and both ends of life are our users.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stdnum.it import codicefiscale

from app.kernel.names import search_key

_MONTHS = "ABCDEHLMPRST"
_DIGIT_OF = {letter: str(digit) for digit, letter in enumerate("LMNPQRSTUV")}
_NUMERIC = (6, 7, 9, 10, 12, 13, 14)
_INPS = re.compile(r"[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z][A-Z0-9]{3}[A-Z]|\d{11}")
_TEMPORARY = re.compile(r"(STP|ENI)\d{13}")


class IdentifierKind(StrEnum):
    """Which code identifies a person, if any does."""

    TAX_CODE = "tax_code"
    PROVISIONAL = "provisional"
    STP = "stp"
    ENI = "eni"
    NONE = "none"


class Doubt(StrEnum):
    """Why a code and what is known of a person do not agree. Warnings, never refusals."""

    NAME = "tax_code_name"
    BIRTH = "tax_code_birth"
    SEX = "tax_code_sex"
    PLACE = "tax_code_place"


@dataclass(frozen=True)
class Derived:
    """What a code says of its holder; the year has two digits and no century."""

    year: int
    month: int
    day: int
    female: bool
    place: str


def read_identifier(typed: str) -> tuple[IdentifierKind, str]:
    """Return the kind and the plain form of what was typed; `NONE` and nothing if unreadable."""
    code = re.sub(r"[\s./-]", "", typed).upper()
    temporary = _TEMPORARY.fullmatch(code)
    if temporary:
        return IdentifierKind(temporary.group(1).lower()), code
    if len(code) == 16 and codicefiscale.is_valid(code):
        return IdentifierKind.TAX_CODE, code
    if len(code) == 11 and code.isdecimal() and codicefiscale.is_valid(code):
        return IdentifierKind.PROVISIONAL, code
    return IdentifierKind.NONE, ""


def derived(code: str) -> Derived:
    """Return what a valid code of 16 characters says, omocodia undone."""
    plain = list(code)
    for position in _NUMERIC:
        plain[position] = _DIGIT_OF.get(plain[position], plain[position])
    text = "".join(plain)
    day = int(text[9:11])
    return Derived(
        year=int(text[6:8]),
        month=_MONTHS.index(text[8]) + 1,
        day=day - 40 if day > 40 else day,
        female=day > 40,
        place=text[11:15],
    )


def doubts(
    code: str,
    surname: str,
    given: str,
    birth: date | None,
    *,
    female: bool | None = None,
    place: str = "",
) -> tuple[Doubt, ...]:
    """Return where a valid code and the person disagree; what is not known is not a doubt."""
    said = derived(code)
    found = []
    if code[:6] != _letters(surname, given):
        found.append(Doubt.NAME)
    born = birth and (birth.year % 100, birth.month, birth.day)
    if born and born != (said.year, said.month, said.day):
        found.append(Doubt.BIRTH)
    if female is not None and female is not said.female:
        found.append(Doubt.SEX)
    if place and place != said.place:
        found.append(Doubt.PLACE)
    return tuple(found)


def exportable(code: str) -> bool:
    """Return whether INPS's own pattern accepts the code: it refuses deep omocodia."""
    return _INPS.fullmatch(code) is not None


def compute(surname: str, given: str, birth: date, *, female: bool, place: str) -> str:
    """Return the code these data would give, without omocodia; `place` is the cadastral code."""
    day = birth.day + (40 if female else 0)
    born = f"{birth.year % 100:02d}{_MONTHS[birth.month - 1]}{day:02d}"
    body = f"{_letters(surname, given)}{born}{place}"
    return body + str(codicefiscale.calc_check_digit(body))


def _letters(surname: str, given: str) -> str:
    consonants = _consonants(given)
    if len(consonants) >= 4:
        consonants = consonants[0] + consonants[2:4]
    return _three(_consonants(surname), surname) + _three(consonants, given)


def _three(consonants: str, name: str) -> str:
    vowels = "".join(c for c in _plain(name) if c in "AEIOU")
    return (consonants + vowels + "XXX")[:3]


def _consonants(name: str) -> str:
    return "".join(c for c in _plain(name) if c not in "AEIOU")


def _plain(name: str) -> str:
    return "".join(c for c in search_key(name).upper() if "A" <= c <= "Z")
