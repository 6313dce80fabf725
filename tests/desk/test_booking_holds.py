"""A place kept for three minutes: nobody else is offered it, and it is free again by itself."""

from datetime import timedelta
from html import unescape

import pytest

from app.appointments import operations
from app.appointments import queries as places
from app.appointments.operations import PlaceTaken, expire_holds
from app.appointments.rules import AppointmentState, Ask, KeptAside, PlaceFor, Purpose, asked
from app.kernel.references import AppointmentId
from tests.builders.appointments import WEDNESDAY, a_wednesday, an_appointment
from tests.builders.people import a_person
from tests.cast import NOW, Cast
from tests.support.booking import PAGE, form_of, found, radios
from tests.support.client import OfficeClient

pytestmark = pytest.mark.usefixtures("app")
LATER = NOW + timedelta(minutes=3)


def test_a_kept_place_is_told_to_the_others_and_given_by_who_keeps_it(
    client: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    a_person(cast["anna"])
    anna = client.enter(cast["anna"])
    shown = form_of(found(anna, "Brambilla"))
    kept = anna.post(PAGE, data={**shown, "practical": "carrozzina", "hold": "1"})
    assert "Posto tenuto fino alle 15:08" in kept.text
    mine = form_of(kept.text)
    assert (mine["place"], mine["practical"]) == (shown["place"], "carrozzina")
    other = client.enter(cast["bruno"]).get(PAGE).text
    assert shown["place"] not in radios(other, "place")
    assert "ore 8:30, con Bruno: lo sta prenotando Anna" in unescape(other)
    anna = client.enter(cast["anna"])
    again = anna.post(PAGE, data={**mine, "csrf_token": form_of(anna.get(PAGE).text)["csrf_token"]})
    assert again.status_code == 303
    rows = places.of_days(cast["bruno"].viewer, WEDNESDAY, WEDNESDAY + timedelta(days=1), NOW)
    assert [(row.state, row.minute) for row in rows] == [(AppointmentState.BOOKED, 510)]
    assert not places.kept_places(cast["anna"].viewer, NOW)


def test_another_place_or_another_reason_lets_the_first_go(
    client: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    a_person(cast["anna"])
    anna = client.enter(cast["anna"])
    shown = found(anna, "Brambilla")
    mine = form_of(anna.post(PAGE, data={**form_of(shown), "hold": "1"}).text)
    second = radios(shown, "place")[1]
    moved = form_of(anna.post(PAGE, data={**mine, "place": second, "hold": "1"}).text)
    assert [one.place.code for one in places.kept_places(cast["anna"].viewer, NOW)] == [second]
    assert anna.post(PAGE, data={**moved, "purpose": "documents"}).status_code == 303
    rows = places.of_days(cast["bruno"].viewer, WEDNESDAY, WEDNESDAY + timedelta(days=1), NOW)
    assert [row.reason for row in rows] == [Purpose.DOCUMENTS]
    assert not places.kept_places(cast["anna"].viewer, NOW)


def _held(cast: Cast) -> AppointmentId:
    first = asked(places.places(cast["anna"].viewer, now=NOW)[0])
    return operations.hold(actor=cast["anna"].viewer, now=NOW, place=first)


@pytest.mark.parametrize("swept", [False, True])
def test_after_three_minutes_it_is_anybodys_whether_or_not_the_program_looked(
    cast: Cast, *, swept: bool
) -> None:
    a_wednesday(cast)
    anna, person = cast["anna"], a_person(cast["anna"])
    first = asked(places.places(anna.viewer, now=NOW)[0])
    _held(cast)
    with pytest.raises(PlaceTaken):
        an_appointment(anna, person, first)
    if swept:
        assert expire_holds(LATER) == 1
    assert not places.kept_places(anna.viewer, LATER)
    an_appointment(anna, person, first, now=LATER)


def test_a_hold_that_ran_out_is_booked_like_any_free_place(cast: Cast) -> None:
    a_wednesday(cast)
    anna, person = cast["anna"], a_person(cast["anna"])
    first = asked(places.places(anna.viewer, now=NOW)[0])
    held = _held(cast)
    made = an_appointment(anna, person, first, now=LATER, held_id=held)
    assert made != held


def test_a_hold_that_ran_out_counts_no_more_among_what_is_kept_aside(cast: Cast) -> None:
    a_wednesday(cast)
    anna, bruno = cast["anna"].viewer, cast["bruno"].viewer
    rule = KeptAside(valid_from=WEDNESDAY, urgent=8)
    operations.keep_aside(actor=cast["dario"].viewer, now=NOW, rule=rule)
    wanted = asked(places.places(bruno, now=NOW)[0])
    operations.hold(actor=bruno, now=NOW, place=wanted, place_for=PlaceFor.URGENT)
    ask = Ask(purpose=Purpose.OTHER)
    assert not places.places(anna, now=NOW, ask=ask)
    assert not places.places(anna, now=LATER, ask=ask), "of eight urgent ones eight are kept again"
