"""The number on paper: in which size, in which language, and by hand when nothing works."""

import re
from enum import StrEnum

_LINE = re.compile(r"[ABC]?0*(\d{1,2})\s+(?:ore\s+)?(\d{1,2})(?:[:.]?(\d{2}))?", re.IGNORECASE)


class SlipFormat(StrEnum):
    """The paper of the printer beside this workstation."""

    ROLL_80 = "80"
    ROLL_58 = "58"
    A6 = "a6"
    A4 = "a4"


class SlipLanguage(StrEnum):
    """The language added to the slip when somebody asks for it."""

    ENGLISH = "en"
    FRENCH = "fr"
    SPANISH = "es"
    ROMANIAN = "ro"
    ARABIC = "ar"


class PaperFault(StrEnum):
    """Why numbers given by hand cannot be entered so."""

    UNREADABLE = "paper_unreadable"
    BEYOND_THE_LAST = "paper_beyond_the_last"
    IN_THE_FUTURE = "paper_in_the_future"
    GIVEN_ALREADY = "paper_given_already"


def read_paper(text: str) -> dict[int, int]:
    """Return number and minute of the day of each line ("7 15:10"); `ValueError` with the line."""
    found: dict[int, int] = {}
    for line in filter(None, (one.strip() for one in text.splitlines())):
        read = _LINE.fullmatch(line)
        if read is None or int(read[2]) > 23 or int(read[3] or 0) > 59 or int(read[1]) in found:
            raise ValueError(line)
        found[int(read[1])] = int(read[2]) * 60 + int(read[3] or 0)
    return found
