"""Who gives out the work, in a real browser: readable by everybody, and on a telephone."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page

from app.cases import operations as cases
from app.cases.rules.case import WhyNotMe
from app.db import db
from app.people.operations import DecidedConflict, decide_conflict
from tests.browser.test_accessibility import _overflow, _violations
from tests.builders.cases import an_open_case, engagement_of
from tests.builders.people import a_person
from tests.builders.rereading import some_rereading
from tests.cast import NOW, TODAY, Cast

pytestmark = pytest.mark.browser


@pytest.mark.timeout(180)
@pytest.mark.parametrize("width", [1280, 360])
def test_the_pages_have_no_violation_and_fit_the_screen(
    own_app: Flask,
    cast: Cast,
    open_page: Callable[..., Page],
    picture: Callable[[Page, str], None],
    width: int,
) -> None:
    referral_id = some_rereading(cast)
    bruno, dario = cast["bruno"], cast["dario"]
    person_id = a_person(bruno, "Sirtori")
    decide_conflict(
        actor=dario.viewer,
        now=NOW,
        person_id=person_id,
        conflict=DecidedConflict(
            engagement_id=engagement_of(cast["carla"]), valid_from=TODAY, reason="Una vicina."
        ),
    )
    case_id = an_open_case(bruno, person_id)
    cases.ask_reassign(
        actor=bruno.viewer, now=NOW, case_id=case_id, version=None, why=WhyNotMe.TOO_MUCH
    )
    db.session.rollback()
    for path, name in (
        ("/referrals/to-assign", "to-assign"),
        ("/referrals/sample", "sample"),
        (f"/referrals/{referral_id}/reread", "reread"),
        (f"/people/{person_id}/conflicts", "conflicts"),
        ("/deadlines/digest", "digest"),
    ):
        page = open_page(path, "dario", width=width)
        assert _violations(page) == [], path
        assert _overflow(page) <= 0, path
        picture(page, name)
