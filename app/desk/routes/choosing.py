"""What the booking page offers to choose from: people, then places, each in a few spoken words.

What somebody chose is kept as long as it can be; another person or another hour is never put in
its place behind her back.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from app.appointments import queries as places
from app.appointments.queries import AppointmentRow, PlaceRow
from app.appointments.rules import OWN_WORKER_WITHIN, Place, asked, read_place
from app.desk.forms.booking import NEW, BookingForm
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import NotFound
from app.kernel.references import EngagementId, PersonId
from app.people.queries import PersonRow, person_row, search
from app.web.fields import offered
from app.web.formatting import day_short, hour


def offer_people(
    form: BookingForm,
    known: Viewer,
    now: datetime,
    *,
    pressed: bool,
    alike: Sequence[PersonRow] = (),
) -> None:
    """Offer who answers to what was typed, "Nuova persona" last and filled in with it.

    A row says name, year, masked number and what she is still expected for: never who follows her,
    never how the past ended. `alike` comes first; who was chosen when the page was `pressed` stays.
    """
    text = form.text.data or ""
    rows = list(alike) + [row for row in (search(known, text) if text else []) if row not in alike]
    if pressed:
        rows += [row for row in _chosen(form, known) if row not in rows]
    expected = places.future_of(known, [row.id for row in rows], now)
    people = [(str(row.id), _person_words(row, expected.get(row.id, ()))) for row in rows]
    words = f"Nuova persona «{text}»" if text else "Nuova persona"
    form.person.choices = offered([*people, (NEW, words)] if text or people else [])
    if form.person.data not in [choice.value for choice in form.person.choices]:
        form.person.data = None
    form.fill_in()


def propose_person(form: BookingForm) -> None:
    """Propose the only one who answers; among several nobody, with nobody the new person."""
    values = [choice.value for choice in form.person.choices]
    if form.person.data is None:
        form.person.data = values[0] if values and len(values) <= 2 else None


def offer_places(
    form: BookingForm, known: Viewer, now: datetime, worker: EngagementId | None
) -> bool:
    """Offer the free places, the first proposed, of who is asked for if anybody is.

    Return whether she has none within fourteen days: then anybody's are offered, and it is said.
    """
    found = places.places(known, now=now, worker=worker)
    until = office_date(now) + OWN_WORKER_WITHIN
    fallback = worker is not None and not any(place.day <= until for place in found)
    if fallback:
        found = places.places(known, now=now)
    put_places(form, places.place_rows(known, _shown(form, found)))
    return fallback


def put_places(form: BookingForm, rows: Sequence[PlaceRow]) -> None:
    """Put these places on the page."""
    form.place.choices = offered((row.code, _place_words(row)) for row in rows)


def propose_place(form: BookingForm) -> None:
    """Propose the first place, unless another of those on the page is chosen."""
    codes = [choice.value for choice in form.place.choices]
    if form.place.data not in codes:
        form.place.data = codes[0] if codes else None


def is_offered(form: BookingForm) -> bool:
    """Whether the place that was chosen is still among those on the page."""
    return form.place.data in [choice.value for choice in form.place.choices]


def _shown(form: BookingForm, found: Sequence[Place]) -> list[Place]:
    """The first places, and the one chosen among the others while it is free."""
    many = form.how_many()
    chosen = read_place(form.place.data or "")
    return [*found[:many], *(place for place in found[many:] if asked(place) == chosen)]


def _chosen(form: BookingForm, known: Viewer) -> list[PersonRow]:
    try:
        return [person_row(known, PersonId(UUID(form.person.data or "")))]
    except (NotFound, ValueError):
        return []


def _person_words(row: PersonRow, expected: Sequence[AppointmentRow]) -> str:
    year = str(row.birth.birth_year or "")
    to_come = [f"ha appuntamento {day_short(one.day)} ore {hour(one.minute)}" for one in expected]
    return ", ".join(part for part in (row.name, year, row.phone, *to_come) if part)


def _place_words(row: PlaceRow) -> str:
    return f"{day_short(row.day)}, ore {hour(row.minute)}, con {row.worker}"
