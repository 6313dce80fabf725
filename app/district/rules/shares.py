"""Of which Comuni are the people of a body that works for many: told so that nobody is found out.

Each service stands alone: how many it has in all is published beside, so a small number is hidden
with what covers it (ADR 0030). No sum of a Comune over its services is told, and nothing that only
grows: what was asked for since January, told of one Comune every month, would tell who came.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.catalogue.rules import PathCode
from app.kernel.hiding import Hidden, parts
from app.kernel.names import search_key

OF_NO_TOWN = ""  # of a Comune that is not of the territory, or that is not known
FEWEST_TOWNS = 2  # of one Comune alone the figures of the body say it all
_TITLE = "comune di "


@dataclass(frozen=True, kw_only=True)
class OfSomebody:
    """How much one person counts in a service, and the Comune where she lives as it is written."""

    path: PathCode
    town: str
    active: int
    waiting: int


@dataclass(frozen=True, kw_only=True)
class Share:
    """How many of a service live in a Comune of the territory; a count that is None is not told."""

    path: PathCode
    town: str
    active: int | None
    waiting: int | None

    @property
    def nobody(self) -> bool:
        """Whether it is told that there is nobody."""
        return self.active == 0 and self.waiting == 0


@dataclass(frozen=True)
class SharedService:
    """One service Comune by Comune, as it is read: who has nobody is left out.

    Where of no Comune a number is told there are no rows, and `each` says the same of every one.
    """

    path: PathCode
    each: Share
    rows: tuple[Share, ...]


def town_key(name: str) -> str:
    """Return by what a Comune is recognised: its name, with or without its title."""
    return search_key(name).removeprefix(_TITLE)


def shares(counted: Iterable[OfSomebody], towns: Sequence[str]) -> list[Share]:
    """Return how many of each service are of each Comune of a territory, as they may leave.

    Who lives elsewhere, or nobody knows where, is a share too: the sum is told and has her in it.
    Nothing for one Comune alone, and of a service that has nobody.
    """
    if len(towns) < FEWEST_TOWNS:
        return []
    places = (*towns, OF_NO_TOWN)
    known = {town_key(town): town for town in towns}
    found: dict[PathCode, dict[str, list[int]]] = {}
    for one in counted:
        sums = found.setdefault(one.path, {place: [0, 0] for place in places})
        sum_ = sums[known.get(town_key(one.town), OF_NO_TOWN)]
        sum_[0] += one.active
        sum_[1] += one.waiting
    return [
        Share(path=path, town=place, active=active, waiting=waiting)
        for path in PathCode
        if path in found
        for place, active, waiting in zip(
            places, *(_told([found[path][one][n] for one in places]) for n in (0, 1)), strict=True
        )
    ]


def by_service(told: Iterable[Share]) -> list[SharedService]:
    """Return the shares of each service, in the order of the services, as they are read."""
    order = list(PathCode)
    ordered = sorted(told, key=lambda one: order.index(one.path))  # the Comuni stay as they were
    found = [(path, [*rows]) for path, rows in groupby(ordered, lambda one: one.path)]
    return [SharedService(path, rows[0], _read(rows)) for path, rows in found]


def _read(rows: Sequence[Share]) -> tuple[Share, ...]:
    told = any(one.active or one.waiting for one in rows)
    return tuple(one for one in rows if not one.nobody) if told else ()


def _told(numbers: Sequence[int]) -> list[int | None]:
    return [None if isinstance(one, Hidden) else one for one in parts(numbers).shown]
