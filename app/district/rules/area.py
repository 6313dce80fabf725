"""The nine Comuni side by side: each service, each Comune, and what may be summed of them.

Every number here was published, or is a sum of published ones: what is hidden is in none of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from app.catalogue.rules import Management, PathCode
from app.district.rules.figures import SHARED, AtLeast, Figures, Sums, summed
from app.district.rules.shares import Share
from app.kernel.references import BodyId


@dataclass(frozen=True, kw_only=True)
class Published:
    """The figures of one body on a day, and who wrote them.

    Told by the Comune, each service may be of a day of its own: `told_on`.
    """

    label: str
    municipality_id: BodyId | None  # as it stands in the directory of who reads, if it does
    by_itself: bool
    municipal: bool = True  # another body (a consortium) counts people its Comuni count too
    published_by: str
    day: date
    at: datetime
    sums: Sums
    figures: Mapping[PathCode, Figures]
    told_on: Mapping[PathCode, date] = field(default_factory=dict)
    shares: tuple[Share, ...] = ()  # Comune by Comune, where it works for many


@dataclass(frozen=True)
class Agreed:
    """How a Comune has a service by convention on a day."""

    form: Management
    demonstrative: bool


@dataclass(frozen=True)
class Target:
    """What the plan means to reach in a year, and who says so."""

    number: int
    source: str


@dataclass(frozen=True, kw_only=True)
class Town:
    """One Comune, or another body that published, with all that is known of it on a day."""

    label: str
    municipality_id: BodyId | None = None
    published: Published | None = None
    agreed: Mapping[PathCode, Agreed] = field(default_factory=dict)
    targets: Mapping[PathCode, Target] = field(default_factory=dict)

    @property
    def counted(self) -> bool:
        """Whether it is a Comune: the people of other bodies are in the figures of theirs."""
        return self.published is None or self.published.municipal

    @property
    def paths(self) -> tuple[PathCode, ...]:
        """Return the services of which something is known, in the order of the office's list."""
        told = self.published.figures if self.published else {}
        return tuple(path for path in PathCode if path in {*told, *self.agreed, *self.targets})


@dataclass(frozen=True, kw_only=True)
class Line:
    """One service of one Comune: how it is given, what was published, what was meant."""

    town: Town
    path: PathCode
    form: Management | None
    demonstrative: bool
    figures: Figures | None
    target: Target | None

    @property
    def day(self) -> date | None:
        """Of which day its figures are."""
        published = self.town.published
        if published is None or self.figures is None:
            return None
        return published.told_on.get(self.path, published.day)


@dataclass(frozen=True, kw_only=True)
class Totals:
    """The sums of some lines; None where nobody told a number."""

    own_places: AtLeast | None
    demand: AtLeast | None
    active: AtLeast | None
    waiting: AtLeast | None
    target: AtLeast | None


@dataclass(frozen=True, kw_only=True)
class ServiceRow:
    """One service over all the Comuni."""

    path: PathCode
    told_by: int  # how many Comuni told it
    totals: Totals


def line(town: Town, path: PathCode) -> Line:
    """Return one service of one Comune."""
    figures = town.published.figures.get(path) if town.published else None
    agreed = town.agreed.get(path)
    told = figures.form if figures else None
    form = told or (agreed.form if agreed else None)
    return Line(
        town=town,
        path=path,
        form=form,
        demonstrative=bool(agreed and agreed.demonstrative and agreed.form is form),
        figures=figures,
        target=town.targets.get(path),
    )


def of_service(towns: Iterable[Town], path: PathCode) -> list[Line]:
    """Return one service Comune by Comune."""
    return [line(town, path) for town in towns]


def of_town(town: Town) -> list[Line]:
    """Return one Comune service by service: those of which something is known."""
    return [line(town, path) for path in town.paths]


def totals(lines: Sequence[Line]) -> Totals:
    """Return the sums of some lines: of what was told alone, and whether something is missing.

    Bodies that are no Comune are in none of them: their people would be counted twice.
    """
    lines = [one for one in lines if one.town.counted]
    told = [one.figures for one in lines if one.figures is not None]
    complete = len(told) == len(lines)
    own = [one.own_places for one in told if one.form not in SHARED]
    targets = [one.target.number for one in lines if one.target is not None]
    return Totals(
        own_places=summed(own, complete=complete),
        demand=summed((one.demand for one in told), complete=complete),
        active=summed((one.active for one in told), complete=complete),
        waiting=summed((one.waiting for one in told), complete=complete),
        target=summed(targets, complete=len(targets) == len(lines)),
    )


def overview(towns: Sequence[Town]) -> list[ServiceRow]:
    """Return the services of which something is known of some Comune, each with its sums."""
    towns = [town for town in towns if town.counted]
    known = {path for town in towns for path in town.paths}
    rows = [(path, of_service(towns, path)) for path in PathCode if path in known]
    return [
        ServiceRow(
            path=path,
            told_by=sum(1 for one in lines if one.figures is not None),
            totals=totals(lines),
        )
        for path, lines in rows
    ]
