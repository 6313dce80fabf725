"""The only module that reads time. Two clocks.

`security_now` is the real time: sessions, throttles, tokens, the trail. `office_now` is the time
the office lives in; in the demo it can be moved, so that a newcomer finds an open desk on a Sunday.
Rules never read either: a route, a job or a command reads the clock once and passes the instant.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

ROME = ZoneInfo("Europe/Rome")

_source: Callable[[], datetime] | None = None


def security_now() -> datetime:
    """Return the real instant, aware, in UTC."""
    return _source() if _source is not None else datetime.now(UTC)  # noqa: TID251


def office_now(offset: timedelta = timedelta(0)) -> datetime:
    """Return the instant the office lives in, aware, in UTC: the real one moved by `offset`."""
    return security_now() + offset


def set_source(source: Callable[[], datetime] | None) -> None:
    """Let a test decide what time it is; `None` gives the real clock back."""
    global _source  # noqa: PLW0603
    _source = source


def office_date(instant: datetime) -> date:
    """Return the calendar day on which `instant` (aware) falls in the office, Europe/Rome."""
    return in_rome(instant).date()


def in_rome(instant: datetime) -> datetime:
    """Return `instant` (aware) as wall-clock time of the office."""
    if instant.tzinfo is None:
        raise ValueError("a naive time has no place in the office: say its zone")
    return instant.astimezone(ROME)


def comes_twice(day: date, minute: int) -> bool:
    """Return whether a minute of the clock on the wall comes twice that day (autumn, 2:00-2:59)."""
    wall = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=ROME)
    first, second = wall.utcoffset(), wall.replace(fold=1).utcoffset()
    return first is not None and second is not None and first > second


def rome_to_utc(day: date, minute: int, fold: int = 0) -> datetime:
    """Return the UTC instant of a wall-clock minute (0-1439) of `day` in the office.

    `fold` chooses between the two readings of a repeated hour (autumn). A minute that does not
    exist (spring, 2:00-2:59) raises `ValueError`: the office is asked, never guessed for.
    """
    wall = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=ROME, fold=fold)
    instant = wall.astimezone(UTC)
    if instant.astimezone(ROME).replace(tzinfo=None) != wall.replace(tzinfo=None):
        raise ValueError(f"{wall:%H:%M} does not exist on {day.isoformat()}: clocks move forward")
    return instant
