"""What the booking page offers to choose from: people, then places, each in a few spoken words."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.appointments import queries as places
from app.appointments.queries import AppointmentRow, PlaceRow
from app.appointments.rules import OWN_WORKER_WITHIN, read_place
from app.desk.forms.booking import NEW, BookingForm
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import EngagementId
from app.people.labels import LABELS as PEOPLE
from app.people.queries import PersonRow, measures_of, search
from app.people.rules import Measure
from app.web.fields import offered
from app.web.formatting import day_short, hour


def offer_people(form: BookingForm, known: Viewer, now: datetime, *, chosen: bool) -> None:
    """Offer who answers to what was typed, "Nuova persona" last and filled in with it.

    Proposes who it is, unless it was already `chosen`: nobody is booked in another's stead.

    A row says name, year, masked number and what she is still expected for: never who follows her,
    never how the past ended.
    """
    text = form.text.data or ""
    rows = search(known, text) if text else []
    expected = places.future_of(known, [row.id for row in rows], now)
    measures = measures_of(known, [row.id for row in rows], office_date(now))
    people = [
        (str(row.id), _person_words(row, expected.get(row.id, ()), measures.get(row.id, ())))
        for row in rows
    ]
    form.person.choices = offered([*people, (NEW, f"Nuova persona «{text}»")] if text else [])
    if not text:
        return
    if not chosen and form.person.data not in {value for value, _ in (*people, (NEW, ""))}:
        form.person.data = people[0][0] if len(people) == 1 else (None if people else NEW)
    other_words = form.named_from.data not in (None, "", text)
    if (other_words or not form.surname.data) and not any(one.isdigit() for one in text):
        form.surname.data, _, form.given.data = text.partition(" ")
    form.named_from.data = text


def offer_places(
    form: BookingForm,
    known: Viewer,
    now: datetime,
    worker: EngagementId | None,
    rows: Sequence[PlaceRow] | None = None,
    *,
    chosen: bool = False,
) -> bool:
    """Offer the free places (or `rows`), the first proposed. Who is asked for comes first.

    A place already `chosen` stays the one asked for, even if it was taken meanwhile.
    Return whether she has none within fourteen days: then anybody's are offered, and it is said.
    """
    fallback = False
    if rows is None:
        found = places.places(known, now=now, worker=worker)
        until = office_date(now) + timedelta(days=OWN_WORKER_WITHIN.days)
        if worker is not None and not any(place.day <= until for place in found):
            fallback, found = True, places.places(known, now=now)
        rows = places.place_rows(known, found[: form.how_many()])
    offers = [(row.code, _place_words(row)) for row in rows]
    codes = [row.code for row in rows]
    wanted = read_place(form.place.data or "") if chosen else None
    if wanted is not None and form.place.data not in codes:
        offers.append((form.place.data, f"{day_short(wanted.day)}, ore {hour(wanted.minute)}"))
    form.place.choices = offered(offers)
    if not chosen and form.place.data not in codes:
        form.place.data = codes[0] if codes else None
    return fallback


def _person_words(
    row: PersonRow, expected: Sequence[AppointmentRow], measures: Sequence[Measure]
) -> str:
    year = str(row.birth.year) if row.birth.year else ""
    if row.birth.on is not None:
        year = str(row.birth.on.year)
    to_come = [f"{day_short(one.day)} ore {hour(one.minute)}" for one in expected]
    warned = [PEOPLE[Measure][one].text.lower() for one in measures]
    parts = [row.name, year, row.phone, *(f"aspettata {when}" for when in to_come), *warned]
    return ", ".join(part for part in parts if part)


def _place_words(row: PlaceRow) -> str:
    return f"{day_short(row.day)}, ore {hour(row.minute)}, con {row.worker}"
