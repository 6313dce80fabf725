"""People's names: kept as they are written, found however they are spelt.

A name is stored with its accents, apostrophes and hyphens. What is searched are keys made here, so
that both databases find the same people: without accents, apostrophes or case, and once more with
the spelling folded (doubled letters, silent h, letters that transliterations exchange).
"""

import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz import fuzz

from app.kernel.text import clean as clean_text

LONGEST = 120
# Letters that no decomposition opens: Polish, Serbian, Danish, German, Albanian, Turkish.
_PLAIN = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"}
)
_SILENT = re.compile(r"['’‘ʼ`´]")
_BREAK = re.compile(r"[^\w]+|_")
# How one sound is written by the languages that meet at an Italian desk.
_SOUNDS = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"sh|sch|ch(?=[aou])"), "s"),
    (re.compile(r"ck|ch|q|k"), "c"),
    (re.compile(r"x"), "cs"),
    (re.compile(r"w"), "v"),
    (re.compile(r"[jy]"), "i"),
    (re.compile(r"z"), "s"),
    (re.compile(r"h"), ""),
    (re.compile(r"ou"), "u"),
    (re.compile(r"(.)\1+"), r"\1"),
)


def clean(text: str) -> str:
    """Return a name as written, in one normal form, on one line, without invisible characters."""
    return " ".join(clean_text(text).split())


def search_key(text: str) -> str:
    """Return `text` as it is searched: lower case, no accents or apostrophes, single spaces.

    Scripts other than Latin are kept as they are: 王 and عبد are their own keys.
    """
    opened = unicodedata.normalize("NFKD", clean(text).lower().translate(_PLAIN))
    bare = "".join(c for c in opened if not unicodedata.combining(c))
    return " ".join(_BREAK.sub(" ", _SILENT.sub("", bare)).split())


def folded_key(text: str) -> str:
    """Return the key of the sound: Niccolò and Nicolò, Jankowski and Iancovschi meet."""
    folded = search_key(text).replace(" ", "")
    for pattern, sound in _SOUNDS:
        folded = pattern.sub(sound, folded)
    return folded


def name_keys(surname: str, given: str, others: Iterable[str] = ()) -> frozenset[str]:
    """Return every key under which a prefix search must find a person.

    Each word of each name, and each whole name run together (D'Angelo, De Luca, written anyhow).
    """
    keys: set[str] = set()
    for name in (surname, given, *others):
        words = search_key(name).split()
        keys.update(words)
        keys.add("".join(words))
    return frozenset(key[:LONGEST] for key in keys if key)


def sort_key(surname: str, given: str) -> str:
    """Return the key by which lists are ordered on both engines: surname, then name.

    Some signs open into a whole sentence: what is longer than two names is cut.
    """
    return f"{search_key(surname)}  {search_key(given)}"[: 2 * LONGEST]


def similarity(one: str, other: str) -> float:
    """Return how alike two names are, 0 to 100, whatever the order of their words."""
    return float(fuzz.token_sort_ratio(search_key(one), search_key(other)))
