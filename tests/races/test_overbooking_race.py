"""Over one hour, all who have the right; without it two still exclude each other."""

import pytest
from flask import Flask

from app.appointments import operations
from app.appointments.operations import Booking, Invitation
from app.appointments.rules import Origin, Purpose
from app.appointments.rules.overlap import Overlap, OverlapCause
from tests.builders.appointments import WEDNESDAY, a_place, a_wednesday, an_appointment
from tests.builders.people import a_person
from tests.cast import NOW, Cast
from tests.support.together import together, told

pytestmark = pytest.mark.races
EACH = 4


def test_only_whoever_may_stands_over_another(own_app: Flask, cast: Cast) -> None:
    wednesday = a_wednesday(cast, "bruno")
    anna, place = cast["anna"], a_place(cast["anna"])
    an_appointment(anna, a_person(anna, "Prima"), place)
    people = [a_person(anna, f"Rossi{chr(97 + number)}") for number in range(2 * EACH)]

    def act(number: int) -> object:
        if number < EACH:
            booking = Booking(
                person_id=people[number],
                place=place,
                reason=Purpose.FIRST_INTERVIEW,
                origin=Origin.URP_PHONE,
            )
            return operations.book(actor=anna.viewer, now=NOW, booking=booking)
        return operations.overbook(
            actor=cast["bruno"].viewer,
            now=NOW,
            invitation=Invitation(
                person_id=people[number],
                days=(WEDNESDAY,),
                minute=place.minute,
                minutes=30,
                worker=place.engagement_id,
                site_id=wednesday.site,
            ),
            overlap=Overlap(OverlapCause.CANNOT_WAIT, "Sfratto domani"),
        )

    answers = told(together(own_app, act, 2 * EACH))
    assert answers == {"done": EACH, "place_taken": EACH}
