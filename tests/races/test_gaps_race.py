"""Nobody is left on a closed day: who books while it is being closed is listed, or is refused."""

from datetime import timedelta

import pytest
from flask import Flask

from app.appointments import operations, queries
from app.appointments.operations import Away, Booking
from app.appointments.rules import Origin, Purpose, asked
from app.db import db
from app.organisations.rules import ClosedDays
from app.rota.rules import AbsenceKind
from tests.builders.appointments import WEDNESDAY, a_wednesday, engagement_of
from tests.builders.people import a_person
from tests.cast import NOW, Cast
from tests.support.together import together, told

pytestmark = pytest.mark.races
BOOKING = 8
_CLOSED = ClosedDays(starts_on=WEDNESDAY, ends_on=WEDNESDAY + timedelta(days=1), reason="Guasto")


@pytest.mark.parametrize("falls_away", ["closure", "absence"])
def test_who_books_while_a_day_falls_away_is_never_left_on_it(
    own_app: Flask, cast: Cast, falls_away: str
) -> None:
    a_wednesday(cast, "bruno")
    anna, dario, bruno = cast["anna"], cast["dario"], engagement_of(cast["bruno"])
    people = [a_person(anna, f"Rossi{chr(97 + number)}") for number in range(BOOKING)]
    places = [asked(one) for one in queries.places(anna.viewer, now=NOW)[:BOOKING]]
    away = Away(
        engagement_id=bruno, first_day=WEDNESDAY, last_day=WEDNESDAY, kind=AbsenceKind.NOT_SAID
    )

    def act(number: int) -> object:
        if number < BOOKING:
            booking = Booking(
                person_id=people[number],
                place=places[number],
                reason=Purpose.FIRST_INTERVIEW,
                origin=Origin.URP_PHONE,
            )
            return operations.book(actor=anna.viewer, now=NOW, booking=booking)
        common = {"actor": dario.viewer, "now": NOW, "decisions": {}, "call_back": print}
        if falls_away == "closure":
            return operations.close_days(**common, closed=_CLOSED)  # type: ignore[arg-type]
        return operations.go_away(**common, away=away)  # type: ignore[arg-type]

    answers = together(own_app, act, BOOKING + 1)
    db.session.rollback()
    booked = queries.of_days(
        dario.viewer, WEDNESDAY, WEDNESDAY + timedelta(days=1), NOW, everything=False
    )
    fell_away = told([answers[-1]])["done"] == 1
    assert fell_away or told([answers[-1]]) == {"booked_meanwhile": 1}
    assert bool(booked) is not fell_away
    refused = told(answers[:-1])
    assert refused["done"] == len(booked)
    assert refused["done"] + refused["place_taken"] == BOOKING
