"""What the page of a report asks of the database: each thing once."""

from collections import Counter

import pytest
from flask import Flask

from tests.builders.intake import in_evaluation
from tests.builders.people import a_person
from tests.cast import Cast
from tests.support.client import OfficeClient
from tests.support.counting import counting


@pytest.mark.parametrize("who", ["bruno", "dario"])
def test_the_page_of_a_report_asks_each_thing_once(app: Flask, cast: Cast, who: str) -> None:
    referral = in_evaluation(cast, a_person(cast["bruno"], "Prova"))
    client: OfficeClient = app.test_client()
    client.enter(cast[who])
    client.get(f"/referrals/{referral}")  # what is kept for the whole program is read here
    with counting() as sent:
        assert client.get(f"/referrals/{referral}").status_code == 200
    asked = Counter(one for one in sent if one.startswith("SELECT"))
    assert asked.total() <= 33
    # Who is hidden is asked again after the line of the reading: nothing read before is believed.
    assert [one for one, times in asked.items() if times > 1 and "case_record" not in one] == []
