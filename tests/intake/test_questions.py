"""What the page of a report asks of the database: each thing once."""

import pytest
from flask import Flask

from tests.builders.intake import in_evaluation
from tests.builders.people import a_person
from tests.cast import Cast
from tests.support.client import OfficeClient
from tests.support.counting import asked_by


@pytest.mark.parametrize("who", ["bruno", "dario"])
def test_the_page_of_a_report_asks_each_thing_once(app: Flask, cast: Cast, who: str) -> None:
    referral = in_evaluation(cast, a_person(cast["bruno"], "Prova"))
    client: OfficeClient = app.test_client()
    client.enter(cast[who])
    asked = asked_by(client, f"/referrals/{referral}")
    assert asked.total() <= 33
    # Who is hidden is asked again after the line of the reading: nothing read before is believed.
    assert [one for one, times in asked.items() if times > 1 and "case_record" not in one] == []
