"""The office's time, as the demo has moved it."""

from datetime import datetime, timedelta

from sqlalchemy import select

from app.db import db
from app.kernel import clock
from app.transaction.models import OfficeClock


def office_offset() -> timedelta:
    """Return how far the office's clock is moved. Unscoped: one clock for the whole deployment."""
    seconds = db.session.scalar(select(OfficeClock.offset_seconds))
    return timedelta(seconds=seconds or 0)


def office_now() -> datetime:
    """Return the office's instant, for jobs and commands. Unscoped, as above."""
    return clock.office_now(office_offset())
