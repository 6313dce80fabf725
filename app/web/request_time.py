"""A request has one instant: whatever it does, it does at that moment of the office."""

from datetime import date, datetime, timedelta

from flask import current_app, g

from app.kernel import clock
from app.transaction.queries import office_offset


def request_now() -> datetime:
    """Return the office's instant of this request, aware, in UTC."""
    if "office_instant" not in g:
        g.office_instant = clock.office_now(request_offset())
    instant: datetime = g.office_instant
    return instant


def request_offset() -> timedelta:
    """Return how far the demo has moved the office's clock; zero in production."""
    if not current_app.extensions["settings"].demo:
        return timedelta(0)
    if "office_offset" not in g:
        g.office_offset = office_offset()
    offset: timedelta = g.office_offset
    return offset


def today() -> date:
    """Return the office's day of this request."""
    return clock.office_date(request_now())
