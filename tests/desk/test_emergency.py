"""Somebody is called away: who can come is asked, who is still expected is listed."""

from datetime import date, timedelta
from typing import Any

from flask import Flask

from app.desk.operations import openings
from app.desk.queries.messages import messages, taken_by
from app.desk.rules.messages import Kind
from app.desk.rules.queue import AwayCause
from app.organisations.operations import open_hours
from app.organisations.rules import AccessMode, OpeningKind, WeeklyRule
from app.rota import operations as rota
from app.rota.rules import Hours
from tests.builders.appointments import an_appointment, engagement_of
from tests.builders.people import a_person
from tests.builders.tickets import a_counter, the_hours
from tests.cast import MAKER, NOW, OFFICE, TODAY, Cast
from tests.support.client import OfficeClient


def _desk(cast: Cast) -> None:
    site_id = the_hours()
    for who in ("bruno", "carla"):
        rota.add_shift(
            actor=cast["dario"].viewer,
            now=NOW,
            engagement_id=engagement_of(cast[who]),
            day=TODAY,
            site_id=site_id,
            kind=OpeningKind.WALK_IN,
            hours=Hours(900, 1140),
        )
    a_counter(cast["bruno"], 1)


def _run(cast: Cast) -> None:
    openings.leave_in_a_hurry(
        actor=cast["bruno"].viewer,
        now=NOW,
        reason=AwayCause.SCHOOL,
        back_at=NOW + timedelta(minutes=40),
    )


def _asked(cast: Cast, who: str) -> bool:
    return any(row.kind is Kind.COVER and row.is_mine for row in messages(cast[who].viewer))


def test_who_is_on_the_rota_and_at_no_counter_is_asked(app: Flask, cast: Cast) -> None:
    _desk(cast)
    _run(cast)
    assert _asked(cast, "carla")
    assert _asked(cast, "dario"), "fewer than two are left"
    assert not _asked(cast, "bruno")
    assert taken_by(cast["bruno"].viewer) == [], "it is not a call somebody took"


def test_where_enough_are_left_nobody_is_asked(app: Flask, cast: Cast) -> None:
    _desk(cast)
    a_counter(cast["carla"], 2)
    a_counter(cast["dario"], 3)
    _run(cast)
    assert not any(_asked(cast, who) for who in ("carla", "dario"))


def test_whom_she_is_still_expected_by_is_listed_with_the_way_to_move_it(
    client: OfficeClient, cast: Cast
) -> None:
    site_id = the_hours()
    evening: dict[str, Any] = {"site_id": site_id, "kind": OpeningKind.APPOINTMENTS}
    rule = WeeklyRule(
        **evening,
        weekday=TODAY.weekday(),
        from_minute=1080,
        to_minute=1140,
        mode=AccessMode.BY_APPOINTMENT,
        valid_from=date(2020, 1, 1),
    )
    open_hours(actor=MAKER, now=NOW, organisation_id=OFFICE, rule=rule)
    rota.add_shift(
        actor=cast["dario"].viewer,
        now=NOW,
        engagement_id=engagement_of(cast["bruno"]),
        day=TODAY,
        hours=Hours(1080, 1140),
        **evening,
    )
    made = an_appointment(cast["anna"], a_person(cast["bruno"]))
    a_counter(cast["bruno"])
    client.enter(cast["bruno"])
    move = f"/appointments/{made}/acts/move"
    assert move not in client.get("/desk").text
    _run(cast)
    page = client.get("/desk").text
    assert "Chi aspetti ancora oggi" in page
    assert move in page
