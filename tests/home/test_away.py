"""An absence on the rota reaches the pages that must know it: deadlines, triage, the desk."""

from datetime import timedelta

from flask import Flask

from app.intake import queries as intake
from app.organisations.rules import OpeningKind
from app.rota import operations as rota
from app.rota.rules import AbsenceKind, Hours
from tests.builders.appointments import engagement_of
from tests.builders.cases import an_open_case
from tests.builders.intake import a_referral
from tests.builders.people import a_person
from tests.builders.tickets import the_hours
from tests.cast import NOW, TODAY, Cast
from tests.support.client import OfficeClient


def _is_away(cast: Cast, who: str, days: int) -> None:
    rota.add_absence(
        actor=cast["dario"].viewer,
        now=NOW,
        engagement_id=engagement_of(cast[who]),
        first_day=TODAY,
        last_day=TODAY + timedelta(days=days),
        kind=AbsenceKind.LEAVE,
    )


def test_a_deputy_answers_for_who_is_long_away(
    app: Flask, client: OfficeClient, cast: Cast
) -> None:
    an_open_case(cast["bruno"], deputy=cast["carla"])
    client.enter(cast["carla"])
    assert "Come supplente" not in client.get("/deadlines").text
    _is_away(cast, "bruno", 9)
    assert "Come supplente" in client.get("/deadlines").text


def test_who_is_away_is_not_proposed_first(app: Flask, cast: Cast) -> None:
    person = a_person(cast["bruno"])
    an_open_case(cast["bruno"], person)
    referral_id = a_referral(cast["gino"], person)
    _is_away(cast, "bruno", 0)
    (line,) = [
        row for row in intake.triage(cast["dario"].viewer, NOW).rows if row.row.id == referral_id
    ]
    assert line.proposals[0].candidate.name != "Bruno"


def test_the_desk_says_who_is_on_duty(app: Flask, client: OfficeClient, cast: Cast) -> None:
    site = the_hours()
    for who in ("bruno", "carla"):
        rota.add_shift(
            actor=cast["dario"].viewer,
            now=NOW,
            engagement_id=engagement_of(cast[who]),
            site_id=site,
            kind=OpeningKind.WALK_IN,
            day=TODAY,
            hours=Hours(900, 1140),
        )
    _is_away(cast, "carla", 0)
    client.enter(cast["bruno"])
    assert "Di turno: Bruno" in client.get("/desk").text
