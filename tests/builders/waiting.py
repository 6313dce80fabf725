"""Waiting lists as the office makes them, through the real use cases."""

from datetime import date, timedelta
from typing import Any

from app.catalogue import operations as catalogue
from app.catalogue.operations import UnitDetails
from app.catalogue.queries import unit_row
from app.catalogue.rules import Measure, PathCode
from app.kernel.references import RequestLineId, UnitId, WaitingEntryId
from app.waiting import operations, queries
from app.waiting.operations import Application
from tests.builders.requests import (
    LONG_AGO,
    HomeSupport,
    a_service,
    an_approved_request,
    line_page,
    page,
)
from tests.cast import NOW, TODAY, Cast

LAST_MONTH = TODAY - timedelta(days=30)


def waits(
    cast: Cast,
    line_id: RequestLineId,
    *,
    by: str = "gino",
    complete_on: date = TODAY,
    preference: int = 1,
    **told: Any,
) -> WaitingEntryId:
    """Put a line in the list of its centre, and return its entry."""
    who = cast[by]
    return operations.enter_list(
        actor=who.viewer,
        now=told.get("now", NOW),
        line_id=line_id,
        version=line_page(who, line_id).version,
        application=Application(complete_on=complete_on, preference=preference),
    )


def somebody_waiting(
    cast: Cast, service: HomeSupport, *, complete_on: date = TODAY, **wished: Any
) -> WaitingEntryId:
    """Approve a request and put its line in the list."""
    request_id = an_approved_request(cast, service, **wished)
    return waits(cast, page(cast["gino"], request_id).lines[0].id, complete_on=complete_on)


def another_centre(
    cast: Cast, service: HomeSupport, *, path: PathCode = PathCode.ADM, hours: int = 60
) -> UnitId:
    """Open a second unit of the same service."""
    dario = cast["dario"]
    return catalogue.open_unit(
        actor=dario.viewer,
        now=NOW,
        organisation_id=dario.organisation_id,
        service_id=unit_row(dario.viewer, service.unit_id, TODAY).service_id,
        details=UnitDetails(
            name=f"Altro centro {path}", provider_id=service.provider_id, valid_from=LONG_AGO
        ),
        capacity={Measure.HOURS_PER_WEEK: hours},
    )


def entry(cast: Cast, entry_id: WaitingEntryId, by: str = "dario") -> queries.EntryPage:
    """Return the page of an entry as a member sees it."""
    return queries.entry_page(cast[by].viewer, entry_id, TODAY)


def waiting_act(cast: Cast, who: str, name: str, entry_id: WaitingEntryId, **told: Any) -> Any:
    """Do one act of an entry, at the version it has now, as a member of the cast."""
    member, now = cast[who], told.pop("now", NOW)
    version = entry(cast, entry_id, who).version
    act = getattr(operations, name)
    return act(actor=member.viewer, now=now, entry_id=entry_id, version=version, **told)


def some_waiting(cast: Cast) -> None:
    """Leave somebody in a list, somebody paused, somebody who was offered a place."""
    service = a_service(cast, hours=40, name="Chi aspetta")
    starts_on = TODAY + timedelta(days=1)
    for name in ("offer_place", None):
        one = somebody_waiting(cast, service)
        if name:
            waiting_act(cast, "gino", name, one, starts_on=starts_on)
    paused = somebody_waiting(cast, service)
    until = TODAY + timedelta(days=60)
    waiting_act(cast, "bruno", "freeze", paused, until=until, words="In ospedale.")
    another_centre(cast, service)
