"""Who may reach which entry of a list: who reaches the request it comes from."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from app.accounts.policy import Permission
from app.cases.models import RequestLine, ServiceRequest
from app.cases.procedure.line import LineState
from app.cases.queries import visible_requests
from app.catalogue.rules import PathCode
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import RequestLineId, UnitId, WaitingEntryId
from app.transaction.loading import among, found, locked
from app.waiting.models import WaitingEntry
from app.waiting.procedure import FINAL

IN_ITS_BODY = and_(
    RequestLine.organisation_id == WaitingEntry.organisation_id,
    RequestLine.id == WaitingEntry.line_id,
)
ITS_REQUEST = and_(
    ServiceRequest.organisation_id == RequestLine.organisation_id,
    ServiceRequest.id == RequestLine.request_id,
)


def visible_to(
    viewer: Viewer, permission: str = Permission.CASES_REQUEST_READ
) -> ColumnElement[bool]:
    """Return the criterion of the entries this viewer may open: those of requests in her reach."""
    reached = (
        select(RequestLine.id)
        .join(ServiceRequest, ITS_REQUEST)
        .where(visible_requests(viewer, viewer.organisation_id, permission))
    )
    mine = WaitingEntry.organisation_id == viewer.organisation_id
    return and_(mine, among(WaitingEntry.line_id, reached))


def still_waiting(organisation_id: Any) -> tuple[ColumnElement[bool], ...]:
    """Return the criteria of the entries that stand in a list, joined to their lines. Unscoped.

    What was withdrawn with its request waits no longer, whatever its entry says.
    """
    return (
        WaitingEntry.organisation_id == organisation_id,
        WaitingEntry.state.not_in(FINAL),
        RequestLine.state == LineState.WAITING,
    )


def same_list(units: Collection[UnitId | None], path: PathCode | None) -> ColumnElement[bool]:
    """Return the criterion of the lines of some lists: a centre's, or a service's without centres.

    Unscoped: a part of others.
    """
    known = [unit for unit in units if unit is not None]
    without = and_(RequestLine.unit_id.is_(None), ServiceRequest.path == path)
    return or_(RequestLine.unit_id.in_(known), without) if None in units else (
        RequestLine.unit_id.in_(known)
    )  # fmt: skip


def load(viewer: Viewer, entry_id: WaitingEntryId) -> WaitingEntry:
    """Return one entry; `NotFound` out of reach."""
    return found(select(WaitingEntry).where(visible_to(viewer), WaitingEntry.id == entry_id))


def for_change(
    viewer: Viewer, entry_id: WaitingEntryId, version: int | None = None
) -> WaitingEntry:
    """Return the entry to be changed, locked; `NotFound` out of reach, `Conflict` if it changed."""
    mine = select(WaitingEntry).where(visible_to(viewer), WaitingEntry.id == entry_id)
    return locked(mine, version)


def entry_of(viewer: Viewer, line_id: RequestLineId) -> WaitingEntry | None:
    """Return the entry of an intervention in reach, or None when it never waited."""
    return db.session.scalar(
        select(WaitingEntry).where(visible_to(viewer), WaitingEntry.line_id == line_id)
    )
