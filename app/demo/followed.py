"""The cases the office followed already, opened before the year that is told; each has its fate."""

from collections.abc import Iterator
from datetime import date, timedelta

from app.demo.careers import Fate, open_before
from app.demo.context import Demo
from app.demo.play import Tale
from app.demo.pools import ADULTS, DISABLED, ELDERLY, MINORS, Pools

OPENED = (date(2024, 12, 9), date(2025, 11, 14))
KINDS = (MINORS, MINORS, MINORS, MINORS, ELDERLY, ELDERLY, DISABLED, DISABLED, ADULTS, ADULTS)
# What becomes of a hundred and six of them: (what, how many, from which day, to which day).
FATES = (
    ("closes", 41, date(2025, 12, 1), date(2026, 11, 13)),
    ("reopens", 7, date(2025, 12, 1), date(2026, 6, 30)),
    ("leaves", 2, date(2026, 3, 2), date(2026, 9, 30)),
    ("rests", 5, date(2026, 10, 5), date(2026, 11, 17)),
    ("closing", 3, date(2026, 11, 19), date(2026, 11, 23)),
    ("passing", 1, date(2026, 11, 16), date(2026, 11, 18)),
)
TO_IRENE = (
    ("goes_to_irene", 9, date(2026, 9, 2), date(2026, 9, 11)),
    ("offered", 1, date(2026, 11, 20), date(2026, 11, 20)),
)
WHOLE = 106


def tales(demo: Demo, pools: Pools) -> list[Tale]:
    """Return the tales of the cases of before, some of the children's passing to Irene."""
    number = demo.volumes.followed * demo.size
    fates = list(_some(demo, number, FATES))
    fates += [Fate()] * (number - len(fates))
    demo.draw.shuffle(fates)
    passed_on = _some(demo, number, TO_IRENE)
    made = []
    for index, fate in enumerate(fates):
        kind = KINDS[index % len(KINDS)]
        passes = kind == MINORS and not fate.what
        told = next(passed_on, fate) if passes else fate
        made.append(open_before(demo, pools, kind, _day(demo, *OPENED), told))
    return made


def _some(
    demo: Demo, number: int, kinds: tuple[tuple[str, int, date, date], ...]
) -> Iterator[Fate]:
    for what, many, first, last in kinds:
        for _ in range(many * number // WHOLE):
            yield Fate(what, _day(demo, first, last))


def _day(demo: Demo, first: date, last: date) -> date:
    return first + timedelta(days=demo.draw.randint(0, (last - first).days))
