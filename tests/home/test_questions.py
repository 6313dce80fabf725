"""What the page of the day asks of the database: the calendar once, each thing once."""

import pytest

from tests.builders.intake import a_referral, proposed_closure
from tests.builders.people import a_person
from tests.cast import Cast
from tests.support.client import OfficeClient
from tests.support.counting import asked_by


@pytest.mark.parametrize("who", ["bruno", "dario"])
def test_the_page_of_the_day_asks_each_thing_once(
    client: OfficeClient, cast: Cast, who: str
) -> None:
    child = a_person(cast["bruno"], "Prova")
    a_referral(cast["gino"], child)
    proposed_closure(cast, child)  # on two shelves: to be assigned, to be read
    client.enter(cast[who])
    asked = asked_by(client, "/today")
    assert asked.total() <= 56
    # Letters to sign and letters to send are two lists of one shape, each with its own end.
    assert [one for one, times in asked.items() if times > 1 and "FROM release" not in one] == []
