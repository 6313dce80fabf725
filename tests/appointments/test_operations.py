"""Giving a place, moving it, how it ends: what is done and what is refused."""

from datetime import timedelta

import pytest
from flask import Flask

from app.appointments import operations, queries
from app.appointments.operations import PlaceTaken
from app.appointments.rules import AppointmentState, AskedPlace, CancelCause, ToldHow
from app.kernel.errors import Conflict, NotAllowedNow, NotFound, NotPermitted
from app.kernel.references import AppointmentId
from app.rota import operations as rota
from app.rota.rules import AbsenceKind
from tests.builders.appointments import (
    WEDNESDAY,
    a_place,
    a_wednesday,
    an_appointment,
    engagement_of,
)
from tests.builders.people import a_person
from tests.cast import NOW, Cast, Member
from tests.support.counting import counting

S = AppointmentState
BEGINS = NOW.replace(day=25, hour=7, minute=30)  # Wednesday 8:30 in Rome


def _state(by: Member, appointment_id: AppointmentId) -> AppointmentState:
    return queries.appointment_row(by.viewer, appointment_id, NOW).state


def _at(by: Member, appointment_id: AppointmentId, now=NOW) -> dict:
    row = queries.appointment_row(by.viewer, appointment_id, now)
    return {
        "actor": by.viewer,
        "now": now,
        "appointment_id": appointment_id,
        "version": row.version,
    }


def test_the_urp_gives_the_first_place_and_it_is_no_longer_offered(app: Flask, cast: Cast) -> None:
    a_wednesday(cast)
    anna = cast["anna"]
    before = queries.places(anna.viewer, now=NOW)
    assert [place.minute for place in before] == [510, 540, 570, 600, 630, 660, 690, 720]
    made = an_appointment(anna, a_person(anna), practical="carrozzina", phone="000 3331234")
    row = queries.appointment_row(anna.viewer, made, NOW)
    assert (row.state, row.day, row.minute, row.worker) == (S.BOOKED, WEDNESDAY, 510, "Bruno")
    assert queries.places(anna.viewer, now=NOW) == before[1:]


def test_a_place_is_not_given_twice_nor_one_that_was_never_there(app: Flask, cast: Cast) -> None:
    wednesday = a_wednesday(cast)
    anna = cast["anna"]
    place = a_place(anna)
    an_appointment(anna, a_person(anna), place)
    with pytest.raises(PlaceTaken):
        an_appointment(anna, a_person(anna, "Altra"), place)
    never = AskedPlace(WEDNESDAY, 515, wednesday.workers[0], wednesday.site)
    with pytest.raises(PlaceTaken):
        an_appointment(anna, a_person(anna, "Terza"), never)


def test_a_person_is_not_expected_in_two_places_at_once(app: Flask, cast: Cast) -> None:
    a_wednesday(cast, "bruno", "carla")
    anna = cast["anna"]
    person = a_person(anna)
    an_appointment(anna, person, a_place(anna))
    with pytest.raises(NotAllowedNow, match="person_elsewhere"):
        an_appointment(anna, person, a_place(anna))  # the same hour, with the other worker


def test_who_is_absent_has_no_places(app: Flask, cast: Cast) -> None:
    a_wednesday(cast)
    rota.add_absence(
        actor=cast["dario"].viewer,
        now=NOW,
        engagement_id=engagement_of(cast["bruno"]),
        first_day=WEDNESDAY,
        last_day=WEDNESDAY,
        kind=AbsenceKind.LEAVE,
    )
    assert queries.places(cast["anna"].viewer, now=NOW) == []


def test_moving_frees_the_old_place_and_links_the_new_one(app: Flask, cast: Cast) -> None:
    a_wednesday(cast)
    anna = cast["anna"]
    made = an_appointment(anna, a_person(anna))
    old, other = a_place(anna), a_place(anna, 2)
    moved = operations.move_to(**_at(anna, made), place=other)
    page = queries.appointment_page(cast["bruno"].viewer, made, NOW)
    assert (page.row.state, page.moved_to) == (S.MOVED, moved)
    assert queries.appointment_page(cast["bruno"].viewer, moved, NOW).moved_from == made
    assert a_place(anna).minute < old.minute, "the first place is free again"


def test_when_the_new_place_is_taken_nothing_changes(app: Flask, cast: Cast) -> None:
    a_wednesday(cast)
    anna = cast["anna"]
    made = an_appointment(anna, a_person(anna))
    taken = a_place(anna)
    an_appointment(anna, a_person(anna, "Altra"), taken)
    with pytest.raises(PlaceTaken):
        operations.move_to(**_at(anna, made), place=taken)
    assert _state(anna, made) is S.BOOKED


def test_restoring_what_was_moved_gives_the_new_place_back(app: Flask, cast: Cast) -> None:
    a_wednesday(cast)
    anna = cast["anna"]
    made = an_appointment(anna, a_person(anna))
    moved = operations.move_to(**_at(anna, made), place=a_place(anna, 3))
    operations.restore(**_at(anna, made))
    assert (_state(anna, made), _state(anna, moved)) == (S.BOOKED, S.MOVED)


def test_called_off_by_the_person_the_place_is_free_and_can_be_restored(
    app: Flask, cast: Cast
) -> None:
    a_wednesday(cast)
    anna = cast["anna"]
    made = an_appointment(anna, a_person(anna))
    operations.cancel_by_person(**_at(anna, made))
    assert a_place(anna).minute == 510
    operations.restore(**_at(anna, made))
    assert _state(anna, made) is S.BOOKED


def test_restoring_after_ten_minutes_is_for_the_supervisor(app: Flask, cast: Cast) -> None:
    a_wednesday(cast)
    anna = cast["anna"]
    made = an_appointment(anna, a_person(anna))
    operations.cancel_by_person(**_at(anna, made))
    later = NOW + timedelta(minutes=11)
    with pytest.raises(NotAllowedNow, match="undo_is_over"):
        operations.restore(**_at(anna, made, later))
    operations.restore(**_at(cast["dario"], made, later))
    assert _state(anna, made) is S.BOOKED


def test_a_place_given_to_somebody_else_meanwhile_is_not_restored(app: Flask, cast: Cast) -> None:
    a_wednesday(cast)
    anna = cast["anna"]
    made = an_appointment(anna, a_person(anna))
    operations.cancel_by_person(**_at(anna, made))
    an_appointment(anna, a_person(anna, "Altra"))
    with pytest.raises(NotAllowedNow, match="place_taken"):
        operations.restore(**_at(anna, made))


def test_called_off_by_the_office_it_waits_until_the_person_is_told(app: Flask, cast: Cast) -> None:
    a_wednesday(cast)
    anna, bruno = cast["anna"], cast["bruno"]
    made = an_appointment(anna, a_person(anna))
    with pytest.raises(NotPermitted):
        operations.cancel_by_office(**_at(anna, made), cause=CancelCause.ABSENCE)
    with pytest.raises(NotPermitted):
        operations.cancel_by_office(**_at(cast["carla"], made), cause=CancelCause.ABSENCE)
    operations.cancel_by_office(**_at(bruno, made), cause=CancelCause.ABSENCE)
    assert [row.id for row in queries.never_told(bruno.viewer, NOW)] == [made]
    operations.told_person(**_at(anna, made), how=ToldHow.PHONE)
    assert queries.never_told(bruno.viewer, NOW) == []
    with pytest.raises(NotAllowedNow, match="already_told"):
        operations.told_person(**_at(anna, made), how=ToldHow.PHONE)


def test_the_ordinary_day(app: Flask, cast: Cast) -> None:
    a_wednesday(cast)
    anna, bruno = cast["anna"], cast["bruno"]
    made = an_appointment(anna, a_person(anna), practical="interprete")
    with pytest.raises(NotAllowedNow, match="not_started_yet"):
        operations.attend(**_at(bruno, made))
    operations.arrive(**_at(anna, made, BEGINS))
    operations.start(**_at(bruno, made, BEGINS + timedelta(minutes=1)))
    operations.attend(**_at(bruno, made, BEGINS + timedelta(minutes=25)))
    page = queries.appointment_page(bruno.viewer, made, BEGINS)
    assert (page.row.state, page.row.work_group, page.practical) == (S.ATTENDED, None, "")
    assert [step.action for step in page.steps] == ["attend", "start", "arrive", "book"]


def test_a_missed_appointment_waits_a_quarter_of_an_hour(app: Flask, cast: Cast) -> None:
    a_wednesday(cast)
    anna = cast["anna"]
    made = an_appointment(anna, a_person(anna))
    with pytest.raises(NotAllowedNow, match="not_missed_yet"):
        operations.no_show(**_at(anna, made, BEGINS + timedelta(minutes=14)))
    operations.no_show(**_at(anna, made, BEGINS + timedelta(minutes=15)))
    assert _state(cast["bruno"], made) is S.NO_SHOW


def test_what_is_over_without_an_outcome_is_counted(app: Flask, cast: Cast) -> None:
    a_wednesday(cast)
    made = an_appointment(cast["anna"], a_person(cast["anna"]))
    after = BEGINS + timedelta(hours=1)
    bruno = cast["bruno"].viewer
    assert queries.count_without_outcome(bruno, NOW) == 0
    assert queries.count_without_outcome(bruno, after) == 1
    assert [row.id for row in queries.without_outcome(bruno, after)] == [made]
    assert queries.without_outcome(bruno, after, of=cast["carla"].viewer.engagement_ids) == []


def test_the_urp_reads_no_past(app: Flask, cast: Cast) -> None:
    a_wednesday(cast)
    anna = cast["anna"]
    person = a_person(anna)
    made = an_appointment(anna, person)
    tomorrow = BEGINS + timedelta(days=1)
    assert queries.future_of(anna.viewer, [person], NOW)[person][0].id == made
    assert queries.future_of(anna.viewer, [person], tomorrow) == {}
    with pytest.raises(NotFound):
        queries.appointment_row(anna.viewer, made, tomorrow)
    assert queries.appointment_row(cast["bruno"].viewer, made, tomorrow).id == made


def test_a_stranger_and_somebody_without_the_duty_find_nothing(app: Flask, cast: Cast) -> None:
    a_wednesday(cast)
    made = an_appointment(cast["anna"], a_person(cast["anna"]))
    for name in ("zeno", "franca", "rosa"):
        with pytest.raises(NotFound):
            queries.appointment_row(cast[name].viewer, made, NOW)
    with pytest.raises(NotFound):
        an_appointment(cast["franca"], a_person(cast["anna"], "Altra"), a_place(cast["anna"]))


def test_an_older_page_is_told(app: Flask, cast: Cast) -> None:
    a_wednesday(cast)
    anna = cast["anna"]
    made = an_appointment(anna, a_person(anna))
    seen = _at(anna, made)
    operations.confirm(**seen)
    with pytest.raises(Conflict):
        operations.cancel_by_person(**seen)


def test_a_hold_keeps_the_place_three_minutes_and_then_nothing(app: Flask, cast: Cast) -> None:
    a_wednesday(cast)
    anna = cast["anna"]
    place = a_place(anna)
    held = operations.hold(actor=anna.viewer, now=NOW, place=place)
    with pytest.raises(PlaceTaken):
        an_appointment(anna, a_person(anna), place)
    later = NOW + timedelta(minutes=4)
    an_appointment(anna, a_person(anna, "Altra"), place, now=later)
    assert operations.expire_holds(later) == 1
    assert operations.expire_holds(later) == 0
    row = queries.appointment_row(cast["bruno"].viewer, held, NOW)
    assert row.state is S.EXPIRED


def test_free_places_ask_the_same_number_of_questions_however_many_they_are(
    app: Flask, cast: Cast
) -> None:
    a_wednesday(cast)
    viewer = cast["anna"].viewer
    with counting() as few:
        queries.places(viewer, now=NOW)
    for number in range(6):
        an_appointment(cast["anna"], a_person(cast["anna"], f"Persona {number}"))
    with counting() as many:
        queries.places(viewer, now=NOW)
    assert len(many) == len(few) <= 12
