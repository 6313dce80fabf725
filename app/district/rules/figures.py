"""What leaves a Comune: counts of people, without the small ones and the sums they are part of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.catalogue.rules import Management, Measure, PathCode
from app.kernel.hiding import FEWEST_SHOWN

# Of these forms the places are of who gives the service, for many Comuni: nobody adds them up.
SHARED = (Management.CONSORTIUM, Management.DISTRICT, Management.OTHER_MUNICIPALITY)
MOST_TOLD = 100_000


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The figures of one service of one Comune; a count that is None is not told."""

    path: PathCode
    form: Management | None = None
    measure: Measure | None = None
    places: int | None = None
    demand: int | None = 0
    active: int | None = 0
    waiting: int | None = 0
    longest_wait: int | None = None  # days

    @property
    def own_places(self) -> int | None:
        """Its places where they are of this Comune alone."""
        return None if self.form in SHARED else self.places


@dataclass(frozen=True, kw_only=True)
class Sums:
    """The sums of the services of a Comune, each person once for each service."""

    demand: int | None = None
    active: int | None = None
    waiting: int | None = None


@dataclass(frozen=True)
class AtLeast:
    """A sum of what was told; `whole` where nothing is missing from it."""

    number: int
    whole: bool


COUNTS = ("demand", "active", "waiting")


def protected(numbers: Sequence[int]) -> tuple[list[int | None], int | None]:
    """Return some counts and their sum as they may leave; None is not told.

    Counts from one to four are hidden, and where one is the sum is not told. What is left says
    the same whatever is hidden, so whoever knows this rule learns nothing more: hiding another
    count in place of the sum would tell, to who knows which one was chosen, both of them.
    """
    shown = [None if 0 < number < FEWEST_SHOWN else number for number in numbers]
    return shown, None if None in shown else sum(numbers)


def publishable(counted: Iterable[Figures]) -> tuple[list[Figures], Sums]:
    """Return the figures of a Comune and their sums as they may leave it.

    A wait is not told where the number of who waits is not.
    """
    rows = [*counted]
    demand, active, waiting = (protected([getattr(row, name) for row in rows]) for name in COUNTS)
    told = zip(rows, demand[0], active[0], waiting[0], strict=True)
    sums = Sums(demand=demand[1], active=active[1], waiting=waiting[1])
    return [_told(*one) for one in told], sums


def alone(row: Figures) -> Figures:
    """Return the figures of one service, published without any sum: the small ones are hidden."""
    demand, active, waiting = (protected([getattr(row, name)])[0][0] for name in COUNTS)
    return _told(row, demand, active, waiting)


def _told(row: Figures, demand: int | None, active: int | None, waiting: int | None) -> Figures:
    longest = row.longest_wait if waiting else None
    return replace(row, demand=demand, active=active, waiting=waiting, longest_wait=longest)


def summed(numbers: Iterable[int | None], *, complete: bool = True) -> AtLeast | None:
    """Return the sum of what was told: of what is hidden it knows nothing, so it tells nothing.

    None where nobody told a number: that is not a zero.
    """
    found = [*numbers]
    told = [number for number in found if number is not None]
    return AtLeast(sum(told), whole=complete and len(told) == len(found)) if told else None


def month_of(day: date) -> date:
    """Return the first day of the month of a day: figures are published once in it."""
    return day.replace(day=1)
