"""A calendar file (RFC 5545) for a telephone: hours and a neutral word, nothing of anybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from icalendar import Calendar
from icalendar import Event as Line


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
    """Return the file; the same events always give the same words.

    Hours are said in universal time: every program shows them in its own, and no change of the
    clock can be read in two ways.
    """
    file = Calendar()
    file.add("version", "2.0")
    file.add("prodid", "-//Social services office//Agenda//IT")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", name)
    for event in events:
        file.add_component(_line(event))
    written: bytes = file.to_ical()
    return written.decode()


def _line(event: Event) -> Line:
    line = Line()
    line.add("uid", str(event.id))
    line.add("dtstamp", event.written_at.astimezone(UTC))
    line.add("sequence", event.sequence)
    line.add("dtstart", event.starts_at.astimezone(UTC))
    line.add("dtend", event.ends_at.astimezone(UTC))
    line.add("summary", " ".join(event.title.split()))
    line.add("class", "PRIVATE")
    return line
