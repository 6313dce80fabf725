"""A calendar file (RFC 5545) for a telephone: hours and a neutral word, nothing of anybody.

Written by hand: it needs few kinds of line, and the two clock changes of Rome.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from app.kernel.clock import in_rome

_LONGEST = 75  # octets in a line, its end not counted
_ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Rome
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE""".splitlines()


@dataclass(frozen=True)
class Event:
    """One line of the calendar: when, a neutral word, and when it was last written."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    title: str
    written_at: datetime
    sequence: int = 0


def calendar_text(name: str, events: Iterable[Event]) -> str:
    """Return the file; the same events always give the same words."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Social services office//Agenda//IT",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(name)}",
        *_ZONE,
        *(line for event in events for line in _event(event)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.id}"
    yield f"DTSTAMP:{event.written_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART{_moment(event.starts_at)}"
    yield f"DTEND{_moment(event.ends_at)}"
    yield f"SUMMARY:{_escaped(event.title)}"
    yield "CLASS:PRIVATE"
    yield "END:VEVENT"


def _moment(moment: datetime) -> str:
    """Say an hour of the wall; of the hour that comes twice, the second is said without a zone."""
    wall = in_rome(moment)
    if wall.fold:
        return f":{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f";TZID=Europe/Rome:{wall:%Y%m%dT%H%M%S}"


def _escaped(text: str) -> str:
    for character in ("\\", ";", ","):
        text = text.replace(character, f"\\{character}")
    return " ".join(text.split())


def _folded(line: str) -> Iterator[str]:
    """Cut a line where it is too long, never inside a letter; what follows begins with a space."""
    piece = ""
    for letter in line:
        if len(f"{piece}{letter}".encode()) > _LONGEST:
            yield piece
            piece = " "
        piece += letter
    yield piece
