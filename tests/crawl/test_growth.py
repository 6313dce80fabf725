"""What a page asks does not grow with the years: no table that does is read by the body alone."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.cases.models import Case
from app.db import db
from tests.builders.world import World
from tests.cast import Cast
from tests.support.client import OfficeClient
from tests.support.plans import read_whole

pytestmark = [pytest.mark.world, pytest.mark.program]  # it is SQLite that tells how it reads

# What a town has more of every year, whoever works there.
GROWING = frozenset({
    "appointment", "case_record", "case_step", "case_term", "diary_entry", "individual_plan",
    "needs_assessment", "person", "person_key", "placement", "referral", "referral_step",
    "referral_subject", "referral_term", "request_line", "request_term", "service_request",
    "ticket",
})  # fmt: skip
# What was given after the last month seen is looked for in every service that was ever given.
ASKED_OF_ALL = {"/service-requests": {"request_line"}}


@pytest.mark.parametrize("who", ["bruno", "dario"])
def test_no_page_of_every_day_reads_what_grows_from_one_end_to_the_other(
    app: Flask, cast: Cast, world: World, who: str
) -> None:
    case_id = db.session.scalars(select(Case.id).where(Case.person_id == world.child)).first()
    client: OfficeClient = app.test_client()
    client.enter(cast[who])
    pages = ["/today", "/cases", "/referrals", "/service-requests", "/desk", "/agenda"]
    pages += [f"/people/{world.child}", f"/cases/{case_id}"]
    if who == "dario":
        pages.append("/referrals/to-assign")
    for page in pages:
        with read_whole(GROWING - ASKED_OF_ALL.get(page, set())) as read:
            assert client.get(page).status_code == 200, page
        assert read == [], page
