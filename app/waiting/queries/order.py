"""In which order a list stands today, and what each entry has in its favour."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.cases.models import RequestLine, ServiceRequest
from app.cases.rules.requests import Priority
from app.catalogue.rules import PathCode
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import ServiceRequestId, UnitId, WaitingEntryId
from app.waiting.models import WaitingEntry, WaitingOrder, WaitingScore
from app.waiting.procedure import EntryState
from app.waiting.queries.scope import IN_ITS_BODY, ITS_REQUEST, same_list, still_waiting
from app.waiting.rules import STARTING_ORDER, Criterion, Standing, in_order

Points = Mapping[Criterion, int]


@dataclass(frozen=True)
class OrderRow:
    """What decides the lists of a service on a day, since when (None: from the start), by what."""

    path: PathCode
    criteria: tuple[Criterion, ...]
    valid_from: date | None
    source: str


@dataclass(frozen=True)
class InList:
    """One entry with what its place depends on. Rows: only for the queries of this feature."""

    entry: WaitingEntry
    line: RequestLine
    request: ServiceRequest
    standing: Standing
    offered_elsewhere: bool


def orders(viewer: Viewer, on: date) -> dict[PathCode, OrderRow]:
    """Return the order of the lists of every service on a day; without one, only dates count.

    Unscoped by permission: how people are called is no secret.
    """
    rows = db.session.scalars(
        select(WaitingOrder)
        .where(
            WaitingOrder.organisation_id == viewer.organisation_id, WaitingOrder.valid_from <= on
        )
        .order_by(WaitingOrder.valid_from)
    )
    found = {path: OrderRow(path, STARTING_ORDER.get(path, ()), None, "") for path in PathCode}
    for row in rows:
        criteria = tuple(Criterion(code) for code in row.criteria.split(",") if code)
        found[PathCode(row.path)] = OrderRow(
            PathCode(row.path), criteria, row.valid_from, row.source
        )
    return found


def points_of(
    viewer: Viewer, requests: Collection[ServiceRequestId]
) -> dict[ServiceRequestId, Points]:
    """Return what counts for some applications already reached: the last word of each criterion."""
    rows = db.session.execute(
        select(WaitingScore.request_id, WaitingScore.criterion, WaitingScore.points)
        .where(
            WaitingScore.organisation_id == viewer.organisation_id,
            WaitingScore.request_id.in_(list(requests)),
        )
        .order_by(WaitingScore.at, WaitingScore.id)
    )
    found: dict[ServiceRequestId, dict[Criterion, int]] = defaultdict(dict)
    for request_id, criterion, points in rows:
        found[request_id][Criterion(criterion)] = points
    return {request_id: found[request_id] for request_id in requests}


def in_lists(
    viewer: Viewer, units: Collection[UnitId | None], path: PathCode | None = None
) -> list[InList]:
    """Return who stands in some lists, in no order, in three queries. Unscoped.

    A place in a list is decided by all who wait there: whom the reader may name is for the caller.
    """
    rows = db.session.execute(
        select(WaitingEntry, RequestLine, ServiceRequest)
        .join(RequestLine, IN_ITS_BODY)
        .join(ServiceRequest, ITS_REQUEST)
        .where(*still_waiting(viewer.organisation_id), same_list(units, path))
    ).all()
    requests = {request.id for _, _, request in rows}
    points = points_of(viewer, requests)
    offered = dict(_offered(viewer, requests))
    return [
        InList(
            entry,
            line,
            request,
            Standing(
                entry_id=entry.id,
                by_court=request.priority == Priority.COURT_ORDER,
                points=points[request.id],
                moved_last_at=entry.moved_last_at,
                complete_on=entry.complete_on,
                listed_at=entry.listed_at,
            ),
            offered.get(request.id, entry.id) != entry.id,
        )
        for entry, line, request in rows
    ]


def ranked(found: Collection[InList], criteria: tuple[Criterion, ...]) -> dict[WaitingEntryId, int]:
    """Return the position, from 1, of those of one list who may be called. Unscoped."""
    waiting = [one.standing for one in found if one.entry.state == EntryState.LISTED]
    return {
        WaitingEntryId(entry_id): place
        for place, entry_id in enumerate(in_order(waiting, criteria), start=1)
    }


def first_to_call(
    found: Collection[InList], criteria: tuple[Criterion, ...]
) -> WaitingEntryId | None:
    """Return who is offered the next place: the first without an offer elsewhere. Unscoped."""
    may = [
        one.standing
        for one in found
        if one.entry.state == EntryState.LISTED and not one.offered_elsewhere
    ]
    called = in_order(may, criteria)
    return WaitingEntryId(called[0]) if called else None


def _offered(
    viewer: Viewer, requests: Collection[ServiceRequestId]
) -> list[tuple[ServiceRequestId, WaitingEntryId]]:
    """Return the applications that have an offer to answer, and the entry that has it."""
    rows = db.session.execute(
        select(RequestLine.request_id, WaitingEntry.id)
        .join(RequestLine, IN_ITS_BODY)
        .where(
            *still_waiting(viewer.organisation_id),
            WaitingEntry.state == EntryState.OFFERED,
            RequestLine.request_id.in_(list(requests)),
        )
    )
    return [(request_id, entry_id) for request_id, entry_id in rows]
