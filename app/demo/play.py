"""The year of the office, told act by act and played in the order of time.

A tale yields the moment of its next act; the player sets the clock of the demo there and lets the
tale go on. So numbers, lists and the trail grow as they would have grown, and what one tale did the
next one finds. What a tale would do after the moment of the demo is not done.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import cache
from heapq import heappop, heappush
from inspect import signature
from typing import Any, TypeVar

from app.demo.context import Demo
from app.kernel.clock import office_date, rome_to_utc
from app.kernel.working_days import is_working_day

R = TypeVar("R")
Tale = Iterator[datetime]
Part = Generator[datetime, None, R]  # of a tale, with what the rest of it needs


def play(demo: Demo, tales: Iterable[Tale]) -> None:
    """Play tales in the order of time until the moment of the demo, telling each month."""
    for tale in tales:
        begin(demo, tale)
    month = 0
    while demo.waiting and demo.waiting[0][0] <= demo.now:
        moment, _, tale = heappop(demo.waiting)
        demo.clock = moment
        if office_date(moment).month != month:
            month = office_date(moment).month
            demo.tell(f"  {office_date(moment):%m/%Y}")
        _wait(demo, tale)
    demo.waiting.clear()


def begin(demo: Demo, tale: Tale) -> None:
    """Let a tale begin, from its first moment on."""
    _wait(demo, tale)


def _wait(demo: Demo, tale: Tale) -> None:
    following = next(tale, None)
    if following is not None:
        if demo.waiting and following < demo.clock and demo.clock <= demo.now:
            raise ValueError(f"a tale goes back in time, to {following}")
        heappush(demo.waiting, (following, next(demo.begun), tale))


def act(demo: Demo, login: str, does: Callable[..., R], **given: Any) -> R:
    """Let somebody of the staff do a use case at the moment of the demo's clock.

    No page stood open before, so there is no older version to be told of.
    """
    if "version" not in given and _asks_version(does):
        given["version"] = None
    return does(actor=demo.staff[login], now=demo.clock, **given)


@cache
def _asks_version(does: Callable[..., Any]) -> bool:
    return "version" in signature(does).parameters


def on(day: int, month: int, hour: int = 10, minute: int = 0, year: int = 2026) -> datetime:
    """Return a moment of a story, by the clock on the wall."""
    return rome_to_utc(date(year, month, day), hour * 60 + minute)


def later(demo: Demo, least: int, most: int | None = None) -> datetime:
    """Return a moment in office hours some days after the demo's clock, on a working day."""
    days = demo.draw.randint(least, most if most is not None else least)
    return in_the_office(demo, office_date(demo.clock) + timedelta(days=days), after=demo.clock)


def in_the_office(demo: Demo, day: date, after: datetime | None = None) -> datetime:
    """Return a moment in office hours of a day, or of the first working day after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    moment = rome_to_utc(day, demo.draw.randint(510, 1020))
    return moment if after is None or moment > after else after + timedelta(minutes=10)
