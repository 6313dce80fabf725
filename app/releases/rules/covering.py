"""What a letter never says: where somebody is kept secret, however it is written."""

import re
from collections.abc import Collection, Iterator

COVERED = "presso il servizio sociale"
_SHORTEST = 6  # a shorter piece of an address would cover ordinary words
# "14", "n. 14", "civico 14": the same door.
_NUMBER_WORD = r"(?:(?:nr?|num|numero|civ|civico)\b[\W_]*)?"
_APART = r"[\W_]*" + _NUMBER_WORD
_BEFORE_NUMBER = re.compile(r"[,\s]+" + _NUMBER_WORD + r"(?=\d{1,4}(?!\d))", re.IGNORECASE)
# A postal code is of the whole town, and a day is no door: "via XXV Aprile" or "via 25 Aprile".
_HOUSE_NUMBER = re.compile(
    r"(?<!\d)\d{1,4}(?!\d)(?! (?:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto"
    r"|settembre|ottobre|novembre|dicembre))",
    re.IGNORECASE,
)
_A_PLACE = re.compile(
    r"(?:via|viale|vicolo|piazza|piazzale|corso|largo|casa|comunit\w+|centro|struttura|istituto) ",
    re.IGNORECASE,
)


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
    joined = _BEFORE_NUMBER.sub(" ", secret)
    for number, piece in enumerate([joined, *re.split(r"[,;\n]| - ", joined)]):
        found = " ".join(re.findall(r"\w+", piece))
        doors = [found[: door.end()] for door in _HOUSE_NUMBER.finditer(found)]
        if number == 0 or doors or _A_PLACE.match(found):
            yield from (one for one in (found, *doors) if len(one) >= _SHORTEST)
