"""Twenty people, one place: the database is the judge, on both engines."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.appointments import operations, queries
from app.appointments.models import TimeClaim
from app.appointments.operations import Booking, PlaceTaken
from app.appointments.rules import AskedPlace, Origin, Purpose, asked
from app.appointments.rules.items import ItemKind
from app.db import db
from app.kernel.errors import NotAllowedNow
from app.kernel.references import PersonId
from tests.builders.agenda import an_item, hours, some_time
from tests.builders.appointments import a_wednesday, engagement_of
from tests.builders.people import a_person
from tests.cast import NOW, Cast, Member
from tests.support.together import pressed, together, told

pytestmark = pytest.mark.races
TOGETHER = 20


def _book(app: Flask, by: Member, asked_for: list[tuple[PersonId, AskedPlace]]) -> Counter[str]:
    barrier = Barrier(TOGETHER)

    def press(number: int) -> list[str]:
        answers = []
        with app.app_context():
            barrier.wait()
            for person_id, place in asked_for[number::TOGETHER]:
                booking = Booking(
                    person_id=person_id,
                    place=place,
                    reason=Purpose.FIRST_INTERVIEW,
                    origin=Origin.URP_PHONE,
                )
                try:
                    pressed(partial(operations.book, actor=by.viewer, now=NOW, booking=booking))
                    answers.append("booked")
                except PlaceTaken:
                    answers.append("taken")
                except NotAllowedNow as refusal:
                    answers.append(refusal.reasons[0])
            db.session.remove()
        return answers

    with ThreadPoolExecutor(TOGETHER) as pool:
        return Counter(answer for mine in pool.map(press, range(TOGETHER)) for answer in mine)


def _overlaps() -> int:
    one, other = aliased(TimeClaim), aliased(TimeClaim)
    found = db.session.execute(
        select(one.id).join(
            other,
            (one.organisation_id == other.organisation_id)
            & (one.resource_id == other.resource_id)
            & (one.id < other.id)
            & (one.starts_at < other.ends_at)
            & (other.starts_at < one.ends_at),
        )
    ).all()
    return len(found)


def test_twenty_people_and_one_place(own_app: Flask, cast: Cast) -> None:
    a_wednesday(cast)
    anna = cast["anna"]
    place = asked(queries.places(anna.viewer, now=NOW)[0])
    people = [a_person(anna, f"Persona {number}") for number in range(TOGETHER)]
    answers = _book(own_app, anna, [(person, place) for person in people])
    assert answers == {"booked": 1, "taken": TOGETHER - 1}


def test_one_person_asked_for_twenty_times_at_one_hour(own_app: Flask, cast: Cast) -> None:
    """Two operators and two workers at the same hour: she can only be in one room."""
    a_wednesday(cast, "bruno", "carla")
    anna = cast["anna"]
    person = a_person(anna)
    first = [asked(place) for place in queries.places(anna.viewer, now=NOW) if place.minute == 510]
    assert len(first) == 2
    answers = _book(own_app, anna, [(person, first[n % 2]) for n in range(TOGETHER)])
    assert answers["booked"] == 1


def test_hundreds_of_random_attempts_leave_no_overlap(own_app: Flask, cast: Cast) -> None:
    a_wednesday(cast, "bruno", "carla")
    anna = cast["anna"]
    places = [asked(place) for place in queries.places(anna.viewer, now=NOW)]
    people = [a_person(anna, f"Persona {number}") for number in range(10)]
    draw = random.Random(7)
    attempts = [(draw.choice(people), draw.choice(places)) for _ in range(200)]
    answers = _book(own_app, anna, attempts)
    assert answers["booked"] == len(places), "every place was given, none twice"
    assert set(answers) <= {"booked", "taken", "person_elsewhere"}
    assert _overlaps() == 0


def test_a_place_and_a_meeting_at_the_same_instant(own_app: Flask, cast: Cast) -> None:
    """Half of them book, half of them keep the hour for a joint meeting: one of all has it."""
    a_wednesday(cast, "bruno", "carla")
    anna, bruno, carla = cast["anna"], cast["bruno"], cast["carla"]
    place = next(
        asked(one)
        for one in queries.places(anna.viewer, now=NOW)
        if one.engagement_id == engagement_of(carla)
    )
    people = [a_person(anna, f"Persona {number}") for number in range(TOGETHER)]
    meeting = some_time(bruno, carla, kept=hours(place.minute, place.minute + 15))

    def press(number: int) -> object:
        if number % 2:
            return operations.keep_item(actor=bruno.viewer, now=NOW, details=meeting)
        booking = Booking(
            person_id=people[number], place=place, reason=Purpose.OTHER, origin=Origin.URP_PHONE
        )
        return operations.book(actor=anna.viewer, now=NOW, booking=booking)

    assert told(together(own_app, press))["done"] == 1
    assert _overlaps() == 0


def test_twenty_people_and_a_group_of_eight(own_app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    group = an_item(bruno, kind=ItemKind.GROUP, seats=8)
    people = [a_person(bruno, f"Persona {number}") for number in range(TOGETHER)]

    def press(number: int) -> object:
        return operations.give_seat(
            actor=bruno.viewer, now=NOW, item_id=group, person_id=people[number]
        )

    assert told(together(own_app, press)) == {"done": 8, "no_seat_left": 12}
    row = queries.item_page(bruno.viewer, group, NOW).row
    assert [seat.number for seat in queries.seats(bruno.viewer, row)] == [*range(1, 9)]


def test_the_guard_refuses_also_whoever_goes_round_the_program(own_app: Flask, cast: Cast) -> None:
    """The rule does not stand only in Python."""
    from sqlalchemy.exc import IntegrityError

    from app.db import violated_constraint

    a_wednesday(cast)
    anna = cast["anna"]
    booking = Booking(
        person_id=a_person(anna),
        place=asked(queries.places(anna.viewer, now=NOW)[0]),
        reason=Purpose.OTHER,
        origin=Origin.URP_DESK,
    )
    operations.book(actor=anna.viewer, now=NOW, booking=booking)
    claim = db.session.scalars(select(TimeClaim)).first()
    assert claim is not None
    columns = {c.name: getattr(claim, c.name) for c in TimeClaim.__table__.columns}
    columns["id"] = booking.person_id
    db.session.rollback()
    with db.engine.connect().execution_options(writing=True) as connection:
        with pytest.raises(IntegrityError) as refused:
            connection.execute(TimeClaim.__table__.insert().values(columns))
        assert violated_constraint(refused.value) == "time_claim_free"
