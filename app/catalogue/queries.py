"""What is in force on a day: the lengths of the terms, and the day each falls on."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from app.catalogue.rules import DEFAULT_LENGTHS, Length, Term, Unit
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.working_days import add_working_days
from app.organisations.queries import closed_days


class Due(NamedTuple):
    """By when: the office's day, and the instant as well for what is counted in hours."""

    on: date
    at: datetime | None


def length_of(viewer: Viewer, term: Term, on: date) -> Length:  # noqa: ARG001
    """Return how long a term is on a day in the viewer's body: its own choice, else the default."""
    return DEFAULT_LENGTHS[term]


def due(viewer: Viewer, term: Term, since: datetime) -> Due:
    """Return by when a term that starts at `since` is due, with the length in force that day.

    Hours are elapsed hours, across Sundays and both changes of the clock.
    """
    start = office_date(since)
    length = length_of(viewer, term, start)
    if length.unit is Unit.HOURS:
        instant = since + timedelta(hours=length.number)
        return Due(office_date(instant), instant)
    if length.unit is Unit.DAYS:
        return Due(start + timedelta(days=length.number), None)
    return Due(add_working_days(start, length.number, closed_days(viewer, start)), None)
