"""What a search means: words, a telephone, a code. Pure."""

import re
from dataclasses import dataclass

from app.kernel.names import folded_key, search_key
from app.people.rules import SHORTEST_PHONE, phone_digits

LONGEST = 200
MOST_WORDS = 4
LOOSE = "~"  # opens the keys folded for spelling: doubled letters, h, transliterations
_CODE = re.compile(r"[A-Z]{6}|[A-Z]{6}(?=.*\d)[A-Z0-9]{1,10}|[A-Z]{16}|(STP|ENI)\d{13}")


@dataclass(frozen=True)
class Wanted:
    """The readings of one search; an empty one finds nobody."""

    words: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    digits: str = ""
    code: str = ""


def read_search(text: str) -> Wanted:
    """Return what `text` may mean: names, a telephone, a code; letters alone may be a name too."""
    typed = text[:LONGEST].strip()
    compact = re.sub(r"[\s./+()-]", "", typed)
    if compact.isdecimal():
        digits = phone_digits(typed) if len(compact) >= SHORTEST_PHONE else ""
        return Wanted(digits=digits, code=compact if len(compact) == 11 else "")
    words = tuple(search_key(typed).split()[:MOST_WORDS])
    code = compact.upper() if _CODE.fullmatch(compact.upper()) else ""
    if any(map(str.isdigit, code)):
        return Wanted(code=code)
    loose = tuple(LOOSE + folded_key(word) for word in words if len(word) > 2)
    return Wanted(words=words, loose=loose if len(loose) == len(words) else (), code=code)


def written_otherwise(text: str, name: str) -> bool:
    """Return whether a word of the names typed does not stand, or begin, in the name shown.

    Whoever is found so carries another name or spelling: the page says it before she is taken for
    somebody else.
    """
    shown = search_key(name).split()
    words = read_search(text).words
    return any(not any(own.startswith(word) for own in shown) for word in words)
