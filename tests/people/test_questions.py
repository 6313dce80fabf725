"""What the page of a person asks of the database: each thing once, however much stands in it."""

import pytest
from flask import Flask

from app.kernel.references import PersonId
from tests.builders.cases import an_open_case
from tests.builders.intake import in_evaluation
from tests.builders.people import a_person, kept_apart
from tests.builders.practices import a_granted_practice
from tests.cast import Cast
from tests.support.client import OfficeClient
from tests.support.counting import asked_by

QUESTIONS = 33  # a task about her among what stands there


@pytest.mark.parametrize("who", ["bruno", "dario"])
def test_who_is_known_well_asks_each_thing_once_as_who_is_little_known(
    app: Flask, cast: Cast, who: str
) -> None:
    little, well = _somebody(cast, "Prova", 1), _somebody(cast, "Altra", 4)
    client: OfficeClient = app.test_client()
    client.enter(cast[who])
    asked = asked_by(client, f"/people/{little}")
    # Who is hidden is asked again after the line of the reading: nothing read before is believed.
    assert [one for one, times in asked.items() if times > 1 and "sealed" not in one] == []
    assert asked.total() <= QUESTIONS
    assert asked_by(client, f"/people/{well}").total() == asked.total()


def _somebody(cast: Cast, name: str, of_each: int) -> PersonId:
    bruno = cast["bruno"]
    person_id = a_person(bruno, name)
    an_open_case(bruno, person_id)
    for number in range(of_each):
        in_evaluation(cast, person_id)
        a_granted_practice(cast, person_id)
        kept_apart(cast["dario"], person_id, a_person(bruno, "Altro", f"Numero {number}"))
    return person_id
