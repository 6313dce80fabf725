"""Other kinds of time: whose hours they take, what is refused, who reads where and why."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from app.appointments import cards, operations, queries
from app.appointments.operations import HoursTaken, PlaceTaken
from app.appointments.rules import AppointmentFault
from app.appointments.rules.items import (
    TRAVELS,
    Hours,
    ItemFault,
    ItemKind,
    item_faults,
    weekly,
)
from app.appointments.rules.places import LONGEST_TAKEN
from app.kernel.clock import in_rome
from app.kernel.errors import NotAllowedNow, NotFound, NotPermitted
from tests.builders.agenda import an_item, hours, item_by_now, some_time
from tests.builders.appointments import (
    WEDNESDAY,
    a_place,
    a_wednesday,
    an_appointment,
    engagement_of,
)
from tests.builders.people import a_person
from tests.cast import NOW, Cast
from tests.support.client import OfficeClient

F = ItemFault
AUTUMN, SPRING = date(2026, 10, 25), date(2026, 3, 29)
FAR = datetime(2000, 1, 1, tzinfo=UTC)
VISIT: dict[str, Any] = {"kind": ItemKind.HOME_VISIT, "place": "via dei Tigli 3"}


@pytest.mark.parametrize(
    ("day", "minute", "to_minute", "lasts"),
    [
        (AUTUMN, 60, 240, 4),
        (SPRING, 60, 240, 2),
        (AUTUMN, 120, 180, 2),
        (WEDNESDAY, 60, 240, 3),
    ],
)
def test_a_night_lasts_as_long_as_it_lasted(
    day: date, minute: int, to_minute: int, lasts: int
) -> None:
    span = hours(minute, to_minute, day).span
    assert span.ends_at - span.starts_at == timedelta(hours=lasts)


@pytest.mark.parametrize("last", [SPRING, AUTUMN, date(2027, 3, 28), date(2027, 10, 31)])
def test_nine_o_clock_stays_nine_o_clock_when_the_clocks_change(last: date) -> None:
    days = weekly(last - timedelta(weeks=2), 1, 5)
    assert len(days) == 5
    found = [in_rome(Hours(day=day, minute=540, to_minute=600).span.starts_at) for day in days]
    assert {f"{one:%H:%M}" for one in found} == {"09:00"}
    assert len({one.utcoffset() for one in found}) == 2


@pytest.mark.parametrize(
    ("kept", "more", "fault"),
    [
        (hours(600, 600), {}, F.HOURS_NOT_IN_ORDER),
        (hours(660, 600), {}, F.HOURS_NOT_IN_ORDER),
        (hours(150, 240, SPRING), {}, F.HOUR_SKIPPED),
        (hours(60, 150, SPRING), {}, F.HOUR_SKIPPED),
        (hours(540, 600), {"kind": ItemKind.HEARING}, F.PLACE_NEEDED),
        (hours(540, 600), {"kind": ItemKind.GROUP}, F.SEATS_NEEDED),
    ],
)
def test_what_cannot_be_kept(cast: Cast, kept: Hours, more: dict[str, Any], fault: str) -> None:
    bruno = cast["bruno"]
    asked = some_time(bruno, kept=kept, **more)
    own = [engagement_of(bruno)]
    assert item_faults(asked, FAR, own=own, everybody=False) == [fault]


def test_time_of_somebody_else_is_kept_only_by_who_answers_for_her(app: Flask, cast: Cast) -> None:
    bruno, carla, dario = cast["bruno"], cast["carla"], cast["dario"]
    by: dict[str, Any] = {"now": NOW, "details": some_time(carla)}
    with pytest.raises(NotAllowedNow, match=F.NOT_HERS):
        operations.keep_item(actor=bruno.viewer, **by)
    with pytest.raises(NotPermitted):
        operations.keep_item(actor=cast["anna"].viewer, **by)
    assert operations.keep_item(actor=dario.viewer, **by)


def test_no_place_is_offered_while_she_is_out_nor_on_her_way(app: Flask, cast: Cast) -> None:
    a_wednesday(cast)
    anna = cast["anna"]
    an_item(cast["bruno"], kept=hours(600, 630, before=15, after=30), **VISIT)
    free = [place.minute for place in queries.places(anna.viewer, now=NOW)]
    assert free == [510, 540, 660, 690, 720]


def test_an_appointment_and_a_visit_never_overlap_whoever_comes_first(
    app: Flask, cast: Cast
) -> None:
    a_wednesday(cast)
    anna, bruno = cast["anna"], cast["bruno"]
    place = a_place(anna)  # 8:30
    an_appointment(anna, a_person(anna), place)
    with pytest.raises(HoursTaken):
        an_item(bruno, kept=hours(535, 600, before=15), **VISIT)
    following = a_place(anna)  # 9:00
    an_item(bruno, kept=hours(540, 600))
    with pytest.raises(PlaceTaken):
        an_appointment(anna, a_person(anna, "Altra"), following)


def test_a_joint_meeting_takes_everybody_or_nobody(app: Flask, cast: Cast) -> None:
    bruno, carla, dario = cast["bruno"], cast["carla"], cast["dario"]
    an_item(carla)
    with pytest.raises(HoursTaken):
        an_item(bruno, carla)
    assert an_item(bruno, dario), "nothing was left of the meeting that was refused"


def test_moved_or_called_off_its_hours_are_free(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    made = an_item(bruno)
    later = some_time(bruno, kept=hours(630, 690))
    operations.change_item(**item_by_now(bruno, made), details=later)
    an_item(bruno, kept=hours(600, 630))
    operations.cancel_item(**item_by_now(bruno, made))
    an_item(bruno, kept=hours(630, 690))
    with pytest.raises(NotAllowedNow, match=F.ALREADY_OFF):
        operations.change_item(**item_by_now(bruno, made), details=later)


def test_where_and_why_are_of_who_goes_and_of_who_answers(app: Flask, cast: Cast) -> None:
    made = an_item(cast["bruno"], words="portare i moduli", **VISIT)
    for name, reads in (("bruno", True), ("dario", True), ("carla", False), ("gino", False)):
        page = queries.item_page(cast[name].viewer, made, NOW)
        assert (page.place, page.words) == (
            ("via dei Tigli 3", "portare i moduli") if reads else ("", "")
        )
    with pytest.raises(NotFound):
        operations.cancel_item(**item_by_now(cast["carla"], made))
    for stranger in ("zeno", "piera", "anna"):
        with pytest.raises(NotFound):
            queries.item_page(cast[stranger].viewer, made, NOW)


def test_half_an_hour_without_a_return_is_told_to_who_answers(app: Flask, cast: Cast) -> None:
    bruno, dario = cast["bruno"], cast["dario"]
    with app.test_request_context():
        made = an_item(bruno, kept=hours(600, 660, after=15), **VISIT)
        back = queries.item_page(bruno.viewer, made, NOW).row.back_at
        late = back + timedelta(minutes=30)
        assert cards.not_back(dario.viewer, late - timedelta(minutes=1)) is None
        told = cards.not_back(dario.viewer, late)
        assert told is not None
        assert told.rows[0].text == "Bruno"
        assert cards.visits_out(bruno.viewer, late) is not None
        assert cards.not_back(bruno.viewer, late) is None, "only who answers for the others"
        with pytest.raises(NotAllowedNow, match=F.NOT_LEFT_YET):
            operations.be_back(**item_by_now(bruno, made))
        operations.be_back(**item_by_now(bruno, made, late))
        assert cards.not_back(dario.viewer, late) is None
        assert cards.visits_out(bruno.viewer, late) is None


def test_the_page_tells_what_is_already_there(client: OfficeClient, cast: Cast) -> None:
    bruno, carla = cast["bruno"], cast["carla"]
    a_wednesday(cast)
    an_appointment(cast["anna"], a_person(cast["anna"]), a_place(cast["anna"], 3))
    an_item(carla, kept=hours(600, 660), **VISIT)
    client.enter(bruno)
    typed = {
        "kind": "meeting",
        "on": "25/11/2026",
        "hour": "10",
        "to_hour": "11",
        "workers": [str(engagement_of(bruno)), str(engagement_of(carla))],
    }
    answer = client.submit("/agenda/items/new", typed)
    assert answer.status_code == 422
    assert "Alle 10:00 hai già un appuntamento." in answer.text
    assert "Alle 10:00 Carla ha già una visita domiciliare." in answer.text
    made = client.submit("/agenda/items/new", {**typed, "hour": "14", "to_hour": "15"})
    assert made.status_code == 303
    page = client.get(made.location).text
    assert "Bruno, Carla" in page
    moved = {**typed, "hour": "14:30", "to_hour": "16"}
    changed = client.submit(f"{made.location}/change", moved)
    assert changed.status_code == 303
    assert "dalle 14:30 alle 16:00" in client.get(made.location).text
    assert client.submit(made.location, action=f"{made.location}/cancel").status_code == 303
    assert "Annullato" in client.get(made.location).text


def test_the_hour_that_is_not_there_is_refused_with_a_sentence(
    client: OfficeClient, cast: Cast
) -> None:
    client.enter(cast["bruno"])
    typed = {"kind": "meeting", "on": "28/03/2027", "hour": "2:30", "to_hour": "4"}
    answer = client.submit("/agenda/items/new", typed)
    assert answer.status_code == 422
    assert "quella notte" in answer.text
    far = client.submit("/agenda/items/new", {**typed, "on": "31/12/9999", "to_hour": "24"})
    assert far.status_code == 422
    assert "È troppo lontano" in far.text


def test_a_place_of_a_group_is_given_once_and_given_back(client: OfficeClient, cast: Cast) -> None:
    bruno = cast["bruno"]
    group = an_item(bruno, kind=ItemKind.GROUP, seats=1)
    ada, _ = a_person(bruno, "Tizzoni"), a_person(bruno, "Tizzani")
    page = f"/agenda/items/{group}/seats"
    client.enter(bruno)
    found = client.submit(page, {"text": "tizz"})
    assert "Dai un posto" in found.text
    by: dict[str, Any] = {"actor": bruno.viewer, "now": NOW, "item_id": group}
    assert operations.give_seat(**by, person_id=ada) == 1
    with pytest.raises(NotAllowedNow, match=F.ALREADY_SEATED):
        operations.give_seat(**by, person_id=ada)
    assert "Tizzoni" in client.get(page).text
    assert client.submit(page, action=f"{page}/{ada}/give-back").status_code == 303
    assert "Nessun posto dato" in client.get(page).text
    client.enter(cast["carla"])
    assert client.get(page).status_code == 404


def test_who_has_a_place_in_a_group_is_expected_nowhere_else(app: Flask, cast: Cast) -> None:
    bruno, ada = cast["bruno"], a_person(cast["bruno"], "Tizzoni")
    group = an_item(bruno, kind=ItemKind.GROUP, seats=2, kept=hours(600, 660))
    by: dict[str, Any] = {"actor": bruno.viewer, "now": NOW, "person_id": ada}
    operations.give_seat(**by, item_id=group)
    other = an_item(cast["carla"], kind=ItemKind.GROUP, seats=2, kept=hours(630, 690))
    of_carla = {**by, "actor": cast["carla"].viewer, "item_id": other}
    with pytest.raises(NotAllowedNow, match=AppointmentFault.PERSON_ELSEWHERE):
        operations.give_seat(**of_carla)
    later = some_time(bruno, kept=hours(900, 960), kind=ItemKind.GROUP, seats=2)
    operations.change_item(**item_by_now(bruno, group), details=later)
    operations.give_seat(**of_carla)  # her hour moved with the group
    back = some_time(bruno, kept=hours(600, 660), kind=ItemKind.GROUP, seats=2)
    with pytest.raises(HoursTaken):
        operations.change_item(**item_by_now(bruno, group), details=back)
    operations.give_seat_back(**of_carla)
    operations.change_item(**item_by_now(bruno, group), details=back)


def test_nothing_outlasts_how_far_back_is_read() -> None:
    """What is taken is looked for from so long before: a longer thing would not be seen."""
    assert timedelta(days=1) + 2 * timedelta(minutes=max(TRAVELS)) < LONGEST_TAKEN
