"""Twenty operators, many free places, three that are not kept aside: three are given."""

import pytest
from flask import Flask

from app.appointments import operations
from app.appointments.operations import Booking
from app.appointments.queries import places
from app.appointments.rules import KeptAside, Origin, Purpose, asked
from app.kernel.errors import NotAllowedNow
from tests.builders.appointments import WEDNESDAY, a_wednesday
from tests.builders.people import a_person
from tests.cast import NOW, Cast
from tests.support.together import TOGETHER, together

pytestmark = pytest.mark.races


def test_what_is_kept_aside_stays_whoever_asks_at_once(own_app: Flask, cast: Cast) -> None:
    a_wednesday(cast, "bruno", "carla", "dario")
    anna = cast["anna"]
    people = [a_person(anna, f"Rossi{chr(97 + number)}") for number in range(TOGETHER)]
    found = [asked(place) for place in places(anna.viewer, now=NOW)]
    rule = KeptAside(valid_from=NOW.date(), recovery=len(found) - 3)
    operations.keep_aside(actor=cast["dario"].viewer, now=NOW, rule=rule)

    def book(number: int) -> object:
        booking = Booking(
            person_id=people[number],
            place=found[number],
            reason=Purpose.FIRST_INTERVIEW,
            origin=Origin.URP_PHONE,
        )
        return operations.book(actor=anna.viewer, now=NOW, booking=booking)

    answers = together(own_app, book)
    refused = [one for one in answers if isinstance(one, NotAllowedNow)]
    assert [one.reasons for one in refused] == [("quota_left",)] * (TOGETHER - 3)
    assert len(places(anna.viewer, now=NOW)) == len(found) - 3
    assert found[0].day == WEDNESDAY
