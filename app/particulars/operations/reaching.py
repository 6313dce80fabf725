"""What every change begins with: its line reached and named in the trail, and its clocks."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from app.audit.context import about, done_by
from app.catalogue.clocks import start_before, start_term, stop_terms
from app.catalogue.rules import PathCode, Term
from app.kernel.actor import Viewer
from app.kernel.errors import NotAllowedNow, NotFound, NotPermitted
from app.kernel.references import RequestLineId, ServiceRequestId
from app.particulars import queries
from app.particulars.models import ParticularTerm
from app.particulars.queries import Reached
from app.particulars.rules import ParticularFault


def reach_line(
    actor: Viewer, line_id: RequestLineId, paths: Collection[PathCode], *, over_too: bool = False
) -> Reached:
    """Return the line of what changes, locked and named in the trail.

    `NotFound` out of reach or of another service; refuses one that is over, unless `over_too`.
    """
    reached = queries.lock_line(actor, line_id)
    about("request_line", line_id)
    about("service_request", reached.request_id)
    if reached.path not in paths:
        raise NotFound
    if reached.is_over and not over_too:
        raise NotAllowedNow(ParticularFault.LINE_OVER)
    return reached


def reach_request(actor: Viewer, request_id: ServiceRequestId, path: PathCode) -> Reached:
    """Return the request of what changes, as `reach_line` does a line."""
    reached = queries.lock_request(actor, request_id)
    about("service_request", request_id)
    if reached.path is not path:
        raise NotFound
    if reached.is_over:
        raise NotAllowedNow(ParticularFault.REQUEST_OVER)
    return reached


def by_one_of(actor: Viewer, *permissions: str) -> None:
    """Ask for one of some permissions: whoever hears of it from outside writes it down."""
    held = next((one for one in permissions if actor.may(one)), None)
    if held is None:
        raise NotPermitted(permissions[0])
    done_by(held)


def start_clock(
    actor: Viewer,
    now: datetime,
    reached: Reached,
    term: Term,
    *,
    about_id: UUID,
    before: date | None = None,
) -> Any:
    """Start a term about a particular, from now or so long `before` a day; it replaces itself."""
    mine = {**_its(reached, about_id), "request_id": reached.request_id, "line_id": reached.line_id}
    if before is not None:
        return start_before(ParticularTerm, mine, term, before, actor=actor, since=now)
    return start_term(ParticularTerm, mine, term, actor=actor, since=now)


def stop_clock(now: datetime, reached: Reached, about_id: UUID, *terms: Term) -> None:
    """Stop some terms about a particular: done, or no longer needed."""
    stop_terms(ParticularTerm, _its(reached, about_id), terms, at=now)


def check_on(
    actor: Viewer, now: datetime, reached: Reached, term: Term, *, about_id: UUID, day: date | None
) -> None:
    """Ask to look at something on a day, in place of the day asked before; none asks nothing."""
    if day is None:
        stop_clock(now, reached, about_id, term)
    else:
        start_clock(actor, now, reached, term, about_id=about_id, before=day)


def _its(reached: Reached, about_id: UUID) -> dict[str, Any]:
    return {"organisation_id": reached.organisation_id, "about_id": about_id}
