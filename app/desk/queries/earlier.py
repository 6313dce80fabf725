"""Who would come before her day, and the place that has become free for her."""

from dataclasses import dataclass
from datetime import datetime

from app.appointments.queries import (
    AppointmentRow,
    PlaceRow,
    place_rows,
    places,
    places_fit_for,
    waiting_for_earlier,
)
from app.appointments.rules import Ask, Place, asked_again
from app.kernel.actor import Viewer
from app.kernel.references import PersonId


@dataclass(frozen=True)
class EarlierOffer:
    """Somebody expected on a day, and a place before it: with her own worker where there is one."""

    row: AppointmentRow
    place: PlaceRow


def earlier_offers(viewer: Viewer, now: datetime) -> list[EarlierOffer]:
    """Return to whom an earlier place may be offered, each a place of her own.

    Who asked first is offered first; nobody is moved by the program.
    """
    waiting = waiting_for_earlier(viewer, now)
    if not waiting:
        return []
    left: dict[Ask, list[Place]] = {}
    fit: dict[Ask, dict[PersonId, list[Place]]] = {}
    people = [row.person_id for row in waiting if row.person_id is not None]
    matched: list[tuple[AppointmentRow, Place]] = []
    for row in waiting:
        ask = asked_again(row.reason, row.place_for)
        if ask not in left:
            left[ask] = places(viewer, now=now, ask=ask)
            fit[ask] = places_fit_for(viewer, people, left[ask])
        hers = left[ask] if row.person_id is None else fit[ask].get(row.person_id, left[ask])
        place = _before(row, [one for one in hers if one not in {p for _, p in matched}])
        if place is not None:
            matched.append((row, place))
    shown = {one.code: one for one in place_rows(viewer, [place for _, place in matched])}
    return [EarlierOffer(row, shown[place.code]) for row, place in matched]


def _before(row: AppointmentRow, free: list[Place]) -> Place | None:
    """Return the first place on a day before hers, of her own worker if she has one."""
    sooner = [place for place in free if place.day < row.day]
    hers = [place for place in sooner if place.engagement_id == row.engagement_id]
    return next(iter(hers or sooner), None)
