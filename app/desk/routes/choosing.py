"""What the booking page offers to choose from: people, then places, each in a few spoken words."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from app.accounts.policy import Permission, Role
from app.accounts.queries import colleagues
from app.appointments import queries as places
from app.appointments.labels import LABELS
from app.appointments.queries import AppointmentRow, PlaceRow
from app.appointments.rules import (
    GIVEN_FROM_OPENINGS,
    OWN_WORKER_WITHIN,
    Ask,
    AskedPlace,
    Origin,
    PlaceFor,
    Purpose,
    read_place,
)
from app.desk.forms.booking import NEW, BookingForm
from app.desk.queries import messages
from app.desk.routes.following import known_when_booking
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import AppointmentId, EngagementId, MessageId, PersonId
from app.notifications.rules import Channel, masked
from app.people.labels import LABELS as PEOPLE
from app.people.queries import (
    PersonRow,
    WayOfMessage,
    measures_of,
    search,
    spoken_by,
    ways_of_message,
)
from app.people.rules import Measure
from app.people.searching import written_otherwise
from app.web.fields import offered
from app.web.formatting import day_short, hour

E = TypeVar("E", bound=StrEnum)
_BY_THE_URP = (Origin.URP_PHONE, Origin.URP_DESK, Origin.DESK)
_AT_THE_DESK = (Origin.WORKER, Origin.DESK)
_RECEIVING = (Role.SOCIAL_WORKER, Role.SUPERVISOR)
_RECEIVES = Permission.APPOINTMENTS_APPOINTMENT_ATTEND


def begun(known: Viewer, now: datetime, told: Mapping[str, str]) -> BookingForm:
    """Return the page as it opens: empty, or with whoever waits for a call or for a recovery.

    `told` are the words of the address: a message, the ticket of somebody who was not received, or
    a person with the reason, the worker and the part of the day.
    """
    waiting = message_of(told.get("message", ""))
    if waiting is not None:
        row = messages.call_back(known, waiting)
        return BookingForm(
            text=row.caller, phone=row.phone, may_leave=row.may_leave, message=str(row.id)
        )
    opened = _usual(known) | known_when_booking(known, now, told)
    if "person" in opened:
        opened["purpose"] = _one_of(Purpose, told.get("purpose"), Purpose(opened["purpose"]))
        opened["worker"] = told.get("worker", opened["worker"])
    if known.may(_RECEIVES):
        usual = PlaceFor.RECOVERY if told.get("ticket") else PlaceFor(opened["place_for"])
        opened["place_for"] = _one_of(PlaceFor, told.get("place_for"), usual)
    return BookingForm(**opened)


def message_of(text: str) -> MessageId | None:
    """Return the message somebody waits with; what is not one is nobody's."""
    found = _uuid(text)
    return None if found is None else MessageId(found)


def appointment_of(text: str) -> AppointmentId | None:
    """Return the place that was kept; what is not one is nobody's."""
    found = _uuid(text)
    return None if found is None else AppointmentId(found)


def keep_choices(form: BookingForm, known: Viewer) -> None:
    """Take what was chosen as it comes: whoever gives the place looks at it again, under lock.

    Not who was found by other words than those that stand there now: nobody is booked in another's
    stead.
    """
    person, place = form.person.data or "", form.place.data or ""
    found = form.named_from.data == form.text.data and (person == NEW or _uuid(person))
    form.person.choices = offered([(person, "")] if found else [])
    form.place.choices = offered([(place, "")] if read_place(place) else [])
    form.worker.choices = offered([("", ""), (form.worker.data or "", "")])
    _offer_parts(form, known)


def offer_all(form: BookingForm, known: Viewer, now: datetime) -> bool:
    """Offer people, workers and places; return whether the worker asked for has none near."""
    staff = colleagues(known, office_date(now), *_RECEIVING)
    form.worker.choices = offered(
        [("", "Chiunque"), *((str(one.engagement_id), one.name) for one in staff)]
    )
    _offer_parts(form, known)
    _offer_purposes(form, known, now)
    offer_people(form, known, now)
    ids = [one.engagement_id for one in staff]
    wanted = next((id_ for id_ in ids if str(id_) == form.worker.data), None)
    return offer_places(form, known, now, wanted)


def offer_people(form: BookingForm, known: Viewer, now: datetime) -> None:
    """Offer who answers to what was typed, "Nuova persona" last and filled in with it.

    A row says name, year, masked number and what she is still expected for: never who follows her,
    never how the past ended.
    """
    text = form.text.data or ""
    rows = search(known, text) if text else []
    expected = places.future_of(known, [row.id for row in rows], now)
    measures = measures_of(known, [row.id for row in rows], office_date(now))
    people = [
        (str(row.id), _person_words(text, row, expected.get(row.id, ()), measures.get(row.id, ())))
        for row in rows
    ]
    form.person.choices = offered([*people, (NEW, f"Nuova persona «{text}»")] if text else [])
    if not text:
        return
    if form.person.data not in {value for value, _ in (*people, (NEW, ""))}:
        form.person.data = _proposed(text, rows)
    form.expected = [
        (one.id, f"{row.name}, {day_short(one.day)} ore {hour(one.minute)}")
        for row in rows
        for one in expected.get(row.id, ())
    ]
    ways = ways_of_message(known.organisation_id, [row.id for row in rows])
    form.reached = [f"{row.name}, {_way_words(ways.get(row.id))}" for row in rows]
    chosen = _chosen(form)
    form.speaks = "" if chosen is None else spoken_by(known, chosen)
    form.has_the_same = any(
        str(row.id) == form.person.data and str(one.reason) == form.purpose.data
        for row in rows
        for one in expected.get(row.id, ())
    )
    other_words = form.named_from.data not in (None, "", text)
    if (other_words or not form.surname.data) and not any(one.isdigit() for one in text):
        form.surname.data, _, form.given.data = text.partition(" ")
    form.named_from.data = text


def offer_places(
    form: BookingForm, known: Viewer, now: datetime, worker: EngagementId | None
) -> bool:
    """Offer the free places that may be given for what is asked, the first proposed.

    Return whether the worker asked for has none within fourteen days: then anybody's are offered,
    and it is said.
    """
    ask = ask_of(form, known)
    found = places.places(known, now=now, ask=ask, person=_chosen(form))
    hers = [place for place in found if place.engagement_id == worker]
    until = office_date(now) + timedelta(days=OWN_WORKER_WITHIN.days)
    fallback = worker is not None and not any(place.day <= until for place in hers)
    shown = found if worker is None or fallback else hers
    kept = places.kept_places(known, now)
    hers_now = [one for one in kept if str(one.id) == form.held.data]
    form.kept = [
        f"{_place_words(one.place)}: lo sta prenotando {one.by}"
        for one in kept
        if one not in hers_now
    ]
    form.held_until = hers_now[0].until if hers_now else None
    rows = places.place_rows(known, shown[: form.how_many()])
    _offer(form, [*(one.place for one in hers_now), *rows])
    return fallback


def offer_near(form: BookingForm, known: Viewer, now: datetime, wanted: AskedPlace) -> None:
    """Offer the places nearest to one that somebody else took meanwhile."""
    near = places.nearest_places(
        known, wanted, now=now, ask=ask_of(form, known), person=_chosen(form)
    )
    _offer(form, near)


def ask_of(form: BookingForm, known: Viewer) -> Ask:
    """Return what is asked on the page; of what was tampered with, the ordinary."""
    return Ask(
        purpose=_one_of(Purpose, form.purpose.data, Purpose.FIRST_INTERVIEW),
        place_for=_one_of(PlaceFor, form.place_for.data, PlaceFor.FRONT_OFFICE),
        by_front_office=not known.may(_RECEIVES),
    )


def _chosen(form: BookingForm) -> PersonId | None:
    """Return who was chosen among those in the archive."""
    found = _uuid(form.person.data or "")
    return None if found is None else PersonId(found)


def _offer(form: BookingForm, rows: Sequence[PlaceRow]) -> None:
    form.place.choices = offered((row.code, _place_words(row)) for row in rows)
    codes = [row.code for row in rows]
    if form.place.data not in codes:
        form.place.data = codes[0] if codes else None


def _offer_purposes(form: BookingForm, known: Viewer, now: datetime) -> None:
    """Offer the reasons this viewer may give a place for; what a reason asks is said below it."""
    rules = places.purpose_rules(known, office_date(now))
    form.purpose.choices = offered(
        (str(one), LABELS[Purpose][one].text)
        for one, rule in rules.items()
        if rule.by_front_office or known.may(_RECEIVES)
    )


def _offer_parts(form: BookingForm, known: Viewer) -> None:
    parts = [(str(one), LABELS[PlaceFor][one].text) for one in GIVEN_FROM_OPENINGS]
    receives = known.may(_RECEIVES)
    form.place_for.choices = offered(parts if receives else parts[:1])
    origins = _AT_THE_DESK if receives else _BY_THE_URP
    form.origin.choices = offered((str(one), LABELS[Origin][one].text) for one in origins)


def _usual(known: Viewer) -> dict[str, str]:
    """Return how the page opens for this viewer: who receives gives her own places, first."""
    if not known.may(_RECEIVES):
        return {
            "place_for": PlaceFor.FRONT_OFFICE,
            "origin": Origin.URP_PHONE,
            "purpose": Purpose.FIRST_INTERVIEW,
            "worker": "",
        }
    return {
        "place_for": PlaceFor.FOLLOW_UP,
        "origin": Origin.WORKER,
        "purpose": Purpose.OWN_WORKER,
        "worker": str(min(known.engagement_ids, default="")),
    }


def _one_of(codes: type[E], text: str | None, usual: E) -> E:
    return next((one for one in codes if one == text), usual)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _proposed(text: str, rows: Sequence[PersonRow]) -> str | None:
    """Return who is chosen as the page opens: the only one, if she bears the name typed."""
    if len(rows) != 1:
        return None if rows else NEW
    return None if written_otherwise(text, rows[0].name) else str(rows[0].id)


def _person_words(
    text: str, row: PersonRow, expected: Sequence[AppointmentRow], measures: Sequence[Measure]
) -> str:
    year = str(row.birth.year) if row.birth.year else ""
    if row.birth.on is not None:
        year = str(row.birth.on.year)
    to_come = [f"{day_short(one.day)} ore {hour(one.minute)}" for one in expected]
    warned = [PEOPLE[Measure][one].text.lower() for one in measures]
    otherwise = written_otherwise(text, row.name)
    name = f"{row.name} (in archivio con un nome diverso)" if otherwise else row.name
    also = [f"anche {other}" for other in row.other_names]
    parts = [name, *also, year, row.phone, *(f"aspettata {when}" for when in to_come), *warned]
    return ", ".join(part for part in parts if part)


def _way_words(way: WayOfMessage | None) -> str:
    """Return where a reminder goes while no other telephone is given: a mailbox is never spelt."""
    if way is None:
        return "nessun recapito a cui lasciarlo: scrivi un cellulare"
    if way.channel is Channel.EMAIL:
        return "all'indirizzo di posta in archivio"
    return f"al telefono {masked(way.recipient)}"


def _place_words(row: PlaceRow) -> str:
    return f"{day_short(row.day)}, ore {hour(row.minute)}, con {row.worker}"
