"""The words of a notice, in the language of who reads it, from content/.

They know a day, an hour, a place and a telephone, and nothing else: whoever looks over a shoulder
learns neither who it is for nor why.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from textwrap import shorten

from babel.dates import format_date

from app.notifications.rules import RIGHT_TO_LEFT, Language, NoticeKind

_CONTENT = Path(__file__).with_name("content")
_LONGEST_PLACE = 60  # so that every language stays within three messages


def title(language: Language) -> str:
    """Return the subject of an e-mail."""
    return texts(language)["title"]


def words(
    kind: NoticeKind, language: Language, *, day: date, minute: int, place: str, phone: str
) -> str:
    """Return what is said of an appointment; where to call only if the office has a telephone."""
    known = texts(language)
    said = known[kind].format(
        day=format_date(day, "EEEE d MMMM", locale=language.value),
        hour=f"{minute // 60}:{minute % 60:02}",
        place=_within(place),
    )
    number = "".join(phone.split()) if language in RIGHT_TO_LEFT else phone
    return f"{said} {known['call'].format(phone=number)}" if phone else said


def _within(place: str) -> str:
    """Return as many whole parts of a place as find room: a name cut in two says nothing."""
    while len(place) > _LONGEST_PLACE and "," in place:
        place = place.rpartition(",")[0]
    return shorten(place, _LONGEST_PLACE, placeholder="")


@cache
def texts(language: Language) -> Mapping[str, str]:
    """Return the texts of a language; those that are missing stand in Italian."""
    path = _CONTENT / f"{language.value}.toml"
    own = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return own if language is Language.ITALIAN else {**texts(Language.ITALIAN), **own}
