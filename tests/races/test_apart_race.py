"""Two who are not to meet are booked at one instant, by two ways: one of the two has a place."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.appointments import operations
from app.appointments.models import Appointment
from app.appointments.operations import Booking, Invitation
from app.appointments.queries import places
from app.appointments.rules import Origin, Purpose, asked
from app.db import db
from app.kernel.references import PersonId
from tests.builders.appointments import WEDNESDAY, a_wednesday, engagement_of
from tests.builders.people import a_person, kept_apart
from tests.cast import NOW, Cast
from tests.support.together import together, told

pytestmark = pytest.mark.races
PAIRS = 6


def _pair(cast: Cast, number: int) -> tuple[PersonId, PersonId]:
    bruno, letter = cast["bruno"], chr(97 + number)
    one, other = a_person(bruno, f"Agnelli{letter}"), a_person(bruno, f"Lupi{letter}")
    kept_apart(bruno, one, other)
    return one, other


def test_of_two_not_to_meet_one_has_the_hour(own_app: Flask, cast: Cast) -> None:
    wednesday = a_wednesday(cast, "bruno")
    pairs = [_pair(cast, number) for number in range(PAIRS)]
    free = places(cast["anna"].viewer, now=NOW)[:PAIRS]

    def act(number: int) -> object:
        (one, other), place = pairs[number // 2], free[number // 2]
        if number % 2 == 0:
            booking = Booking(
                person_id=one,
                place=asked(place),
                reason=Purpose.FIRST_INTERVIEW,
                origin=Origin.URP_PHONE,
            )
            return operations.book(actor=cast["anna"].viewer, now=NOW, booking=booking)
        return operations.invite(
            actor=cast["carla"].viewer,
            now=NOW,
            invitation=Invitation(
                person_id=other,
                days=(WEDNESDAY,),
                minute=place.minute,
                minutes=30,
                worker=engagement_of(cast["carla"]),
                site_id=wednesday.site,
            ),
        )

    answers = told(together(own_app, act, PAIRS * 2))
    assert answers == {"done": PAIRS, "place_not_given": PAIRS}
    db.session.rollback()
    booked = set(db.session.scalars(select(Appointment.person_id)))
    assert all(len(booked & set(pair)) == 1 for pair in pairs)
