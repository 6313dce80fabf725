"""What a Comune counts of its own services before anything is hidden: sums, and nobody's name."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, distinct, false, func, select

from app.accounts.policy import Permission
from app.cases.models import Case, Placement, PlacementMember, RequestLine, ServiceRequest
from app.cases.procedure.line import LineState
from app.cases.procedure.member import MemberState
from app.cases.procedure.placement import PlacementState
from app.cases.procedure.request import RUNNING, RequestState
from app.catalogue.paths import PATHS
from app.catalogue.queries import ServiceRow, UnitRow, services_of, units_of
from app.catalogue.rules import Measure, PathCode, PathEnd
from app.db import db
from app.district.rules import Figures, Sums, publishable
from app.kernel.actor import Viewer
from app.kernel.clock import office_date, rome_to_utc
from app.kernel.references import PersonId

# The services somebody asks for in writing: of the others nobody is counted one by one.
COUNTED = tuple(
    code for code, path in PATHS.items() if path.end in (PathEnd.SERVICE_REQUEST, PathEnd.PLACEMENT)
)
_IN_STRUCTURES = tuple(code for code in COUNTED if PATHS[code].end is PathEnd.PLACEMENT)
_BY_LINES = tuple(code for code in COUNTED if code not in _IN_STRUCTURES)
_SERVED = (LineState.ACTIVE, LineState.SUSPENDED)
_NOT_BEGUN = (
    LineState.PLANNED, LineState.WITH_PROVIDER, LineState.WAITING, LineState.ACCEPTED,
)  # fmt: skip
_THERE = (MemberState.INSIDE, MemberState.MISSING)
_LOOKED_FOR = (PlacementState.SEARCHING, PlacementState.CHOSEN)


@dataclass(frozen=True)
class PersonCounted:
    """How much one person counts in a service: shown to nobody, to be summed by Comune."""

    path: PathCode
    person_id: PersonId
    active: int
    waiting: int


def counted(viewer: Viewer, now: datetime) -> list[Figures]:
    """Return the true figures of each service this body offers, for who publishes them.

    To be hidden before they are shown to anybody: whoever is under seal is counted too.
    """
    today = office_date(now)
    services = services_of(viewer, None, today)
    units = units_of(viewer, None, today)
    asked = dict(_rows(_asked(viewer, today)))
    given = dict([*_rows(_given(viewer)), *_rows(_inside(viewer))])
    waits = _waits(viewer)
    offered = {service.path: service for service in reversed(services)}
    return [
        _figures(
            service,
            [unit for unit in units if unit.path is path],
            demand=asked.get(path, 0),
            active=given.get(path, 0),
            waiting=waits.get(path, (0, None))[0],
            longest_wait=_days(waits.get(path, (0, None))[1], today),
        )
        for path in COUNTED
        if (service := offered.get(path)) is not None
    ]


def each_person(viewer: Viewer, paths: Collection[PathCode]) -> list[PersonCounted]:
    """Return who is counted in some services now, as active or as waiting, each person once.

    To be summed before anybody sees it: whoever is under seal is counted too.
    """
    who = Case.person_id
    found: dict[tuple[PathCode, PersonId], list[int]] = {}
    active, waiting = (_given(viewer, who), _inside(viewer, who)), _wait(viewer, who)
    for place, asked in (*((0, one) for one in active), *((1, one) for one in waiting)):
        for path, person, number, *_ in _rows(asked):
            found.setdefault((path, person), [0, 0])[place] += number
    return [PersonCounted(*key, *sums) for key, sums in found.items() if key[0] in paths]


def to_publish(viewer: Viewer, now: datetime) -> tuple[list[Figures], Sums]:
    """Return the figures of this body as they may leave it: what its supervisor sees, too."""
    return publishable(counted(viewer, now))


def _figures(service: ServiceRow, units: list[UnitRow], **counts: Any) -> Figures:
    measure = _measure(service, units)
    held = [unit.capacity[measure] for unit in units if measure in unit.capacity] if measure else []
    return Figures(
        path=service.path,
        form=service.form,
        measure=measure,
        places=sum(held) if held else None,
        **counts,
    )


def _measure(service: ServiceRow, units: list[UnitRow]) -> Measure | None:
    """Return in what the units of a service say how much they hold: its own measure, or another."""
    known = dict.fromkeys(measure for unit in units for measure in unit.capacity)
    return service.measure if service.measure in known else next(iter(known), None)


def _days(since: datetime | None, today: date) -> int | None:
    return (today - office_date(since)).days if since is not None else None


def _asked(viewer: Viewer, today: date) -> Select[Any]:
    """Of how many people a service was asked for since the beginning of the year."""
    return _of_requests(viewer, COUNTED, _PEOPLE).where(
        ServiceRequest.state != RequestState.DRAFT,
        ServiceRequest.created_at >= rome_to_utc(date(today.year, 1, 1), 0),
    )


def _given(viewer: Viewer, *by: Any) -> Select[Any]:
    """To how many people it is given now, also where it is suspended for a time."""
    given = _of_requests(viewer, _BY_LINES, _PEOPLE, by=by).join(RequestLine, _LINES)
    return given.where(RequestLine.state.in_(_SERVED))


def _inside(viewer: Viewer, *by: Any) -> Select[Any]:
    """How many live in a structure now: each member of a placement is one."""
    inside = _of_requests(viewer, _IN_STRUCTURES, func.count(), by=by)
    inside = inside.join(Placement, _PLACEMENTS)
    return inside.join(PlacementMember, _MEMBERS).where(PlacementMember.state.in_(_THERE))


def _waits(viewer: Viewer) -> dict[PathCode, tuple[int, datetime | None]]:
    """Return how many people wait for what was approved, and since when the first of them asked."""
    return {
        path: (number, first) for asked in _wait(viewer) for path, number, first in _rows(asked)
    }


def _wait(viewer: Viewer, *by: Any) -> tuple[Select[Any], Select[Any]]:
    """Who waits for what was approved: to begin, or for a place."""
    what = (_PEOPLE, func.min(ServiceRequest.created_at))
    lines = _of_requests(viewer, _BY_LINES, *what, by=by).join(RequestLine, _LINES)
    places = _of_requests(viewer, _IN_STRUCTURES, *what, by=by).join(Placement, _PLACEMENTS)
    return (
        lines.where(RequestLine.state.in_(_NOT_BEGUN), ServiceRequest.state.in_(RUNNING)),
        places.where(Placement.state.in_(_LOOKED_FOR)),
    )


def _of_requests(
    viewer: Viewer, paths: Iterable[PathCode], *what: Any, by: tuple[Any, ...] = ()
) -> Select[Any]:
    """Ask something of the requests of this body, service by service; nothing for anybody else."""
    may = viewer.may(Permission.DISTRICT_FIGURES_PUBLISH)
    mine = ServiceRequest.organisation_id == viewer.organisation_id if may else false()
    return (
        select(ServiceRequest.path, *by, *what)
        .join(
            Case,
            (Case.organisation_id == ServiceRequest.organisation_id)
            & (Case.id == ServiceRequest.case_id),
        )
        .where(mine, ServiceRequest.path.in_([*paths]))
        .group_by(ServiceRequest.path, *by)
    )


def _rows(asked: Select[Any]) -> list[Any]:
    return [(PathCode(row[0]), *row[1:]) for row in db.session.execute(asked)]


_PEOPLE = func.count(distinct(Case.person_id))
_LINES = (RequestLine.organisation_id == ServiceRequest.organisation_id) & (
    RequestLine.request_id == ServiceRequest.id
)
_PLACEMENTS = (Placement.organisation_id == ServiceRequest.organisation_id) & (
    Placement.request_id == ServiceRequest.id
)
_MEMBERS = (PlacementMember.organisation_id == Placement.organisation_id) & (
    PlacementMember.placement_id == Placement.id
)
