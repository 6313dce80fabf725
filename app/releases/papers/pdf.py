"""The PDF of a letter: tagged, for whoever reads by ear, and the same bytes for the same letter."""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import BoundedSemaphore

import typst

from app.releases.rules import Letter

_SOURCE = Path(__file__).with_name("letter.typ").read_bytes()
_AT_ONCE = BoundedSemaphore(2)  # each takes a processor for a moment: the pages need the others
_NOT_SHOWN = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_IDEOGRAMS = 0x2E80  # from here on our fonts have next to nothing: all are numbered at once
_OTHER_SCRIPTS = range(0x0700, 0x1E00)  # Amharic, Bengali, Tamil…: likewise
_TRIES = 50
_ORDINARY = re.compile(r"[\x20-\u024F\u2010-\u2026\u20AC\s]*")


@dataclass(frozen=True)
class Pdf:
    """The file, and the signs that no font of ours has: on paper their number stands for them."""

    content: bytes
    not_shown: str


def pdf_of(letter: Letter) -> Pdf:
    """Return the PDF of a letter (PDF/UA-1). A sign no font has is written as its number."""
    data = json.dumps(
        {**asdict(letter), "blocks": [asdict(one) for one in letter.blocks]}, ensure_ascii=False
    )
    missing: set[str] = set()
    for _ in range(_TRIES):
        written = _numbered(data, missing)
        try:
            with _AT_ONCE:
                content = typst.compile(
                    _SOURCE,
                    format="pdf",
                    sys_inputs={"letter": written},
                    ignore_system_fonts=True,
                    pdf_standards="ua-1",
                )
        except typst.TypstError as refused:
            found = _NOT_SHOWN.search(str(refused))
            if found is None:
                raise
            missing |= _reported(found[1]) | {one for one in data if _is_foreign(ord(one))}
            continue
        return Pdf(content, "".join(sorted(missing)))
    raise RuntimeError("a letter with more unknown signs than tries")


def not_shown_by(letter: Letter) -> str:
    """Return the signs of a letter that no font of ours has: most letters have none to look for."""
    words = (letter.text, *letter.recipient, *letter.sender, *letter.signatures, *letter.copies)
    return "" if all(map(_ORDINARY.fullmatch, words)) else pdf_of(letter).not_shown


def _is_foreign(code: int) -> bool:
    return code >= _IDEOGRAMS or code in _OTHER_SCRIPTS


def _reported(quoted: str) -> set[str]:
    """Return the signs of a complaint, where the invisible ones are told by their number."""
    return set(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), quoted))


def _numbered(data: str, missing: set[str]) -> str:
    if not missing:
        return data
    return "".join(f"(U+{ord(one):04X})" if one in missing else one for one in data)
