"""What was given long out of a part leaves to the others what it has really taken."""

import pytest
from flask import Flask

from app.appointments import operations
from app.appointments.queries.places import room_by_day
from app.appointments.rules import KeptAside, PlaceFor, Purpose, PurposeRule
from tests.builders.appointments import a_wednesday, an_appointment
from tests.builders.people import a_person
from tests.cast import NOW, TODAY, Cast


@pytest.mark.parametrize(("minutes", "left", "for_all"), [(30, 7, 6), (60, 6, 6), (90, 5, 5)])
def test_an_hour_of_recovery_is_two_places(
    app: Flask, cast: Cast, minutes: int, left: int, for_all: int
) -> None:
    a_wednesday(cast, "bruno")
    dario = cast["dario"].viewer
    operations.keep_aside(actor=dario, now=NOW, rule=KeptAside(valid_from=TODAY, recovery=2))
    rule = PurposeRule(purpose=Purpose.OWN_WORKER, minutes=minutes)
    operations.choose_purpose(actor=dario, now=NOW, rule=rule, valid_from=TODAY)
    an_appointment(
        cast["bruno"],
        a_person(cast["bruno"]),
        reason=Purpose.OWN_WORKER,
        place_for=PlaceFor.RECOVERY,
    )
    room = room_by_day(cast["anna"].viewer, NOW)[0]
    assert (room.free, room.room[PlaceFor.FRONT_OFFICE]) == (left, for_all)
