"""What a letter never says: where somebody is kept secret, however it is written."""

import re
from collections.abc import Collection, Iterator

COVERED = "presso il servizio sociale"
_SHORTEST = 6  # a shorter piece of an address would cover ordinary words
_APART = r"[\W_]*"
_HOUSE_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")  # a postal code is of the whole town


def cover(text: str, secrets: Collection[str]) -> str:
    """Return a text in which each secret, in any case and spacing, is the office's own address."""
    pieces = sorted({piece for one in secrets for piece in _pieces(one)}, key=len, reverse=True)
    for piece in pieces:
        words = re.findall(r"\w+", piece)
        pattern = r"(?<!\w)" + _APART.join(map(re.escape, words)) + r"(?!\w)"
        text = re.sub(pattern, COVERED, text, flags=re.IGNORECASE)
    return text


def _pieces(secret: str) -> Iterator[str]:
    """Yield the whole, and each of its parts that is enough to find the place by itself."""
    for number, piece in enumerate([secret, *re.split(r"[,;\n]| - ", secret)]):
        found = " ".join(re.findall(r"\w+", piece))
        enough = number == 0 or _HOUSE_NUMBER.search(found)
        if len(found) >= _SHORTEST and enough:
            yield found
