"""What the page of a case asks of the database: each thing once, however much stands in it."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from app.cases import operations
from app.cases.rules.case import CourtTermKind
from app.kernel.references import CaseId
from app.releases.rules import SubjectKind
from tests.builders.cases import an_entry, an_open_case
from tests.builders.people import a_person
from tests.builders.releases import a_draft
from tests.builders.second_level import a_helper
from tests.builders.transfers import another_comune
from tests.cast import NOW, TODAY, Cast
from tests.support.client import OfficeClient
from tests.support.counting import asked_by

QUESTIONS = 20


@pytest.mark.parametrize("who", ["bruno", "dario"])
def test_a_thick_case_asks_each_thing_once_as_a_thin_one(app: Flask, cast: Cast, who: str) -> None:
    thin, thick = _a_case(cast, "Prova", 1), _a_case(cast, "Altra", 9)
    client: OfficeClient = app.test_client()
    client.enter(cast[who])
    asked = asked_by(client, f"/cases/{thin}")
    # Who is hidden is asked again after the line of the reading: nothing read before is believed.
    assert [one for one, times in asked.items() if times > 1 and "sealed" not in one] == []
    assert asked.total() <= QUESTIONS
    assert asked_by(client, f"/cases/{thick}").total() == asked.total()


def _a_case(cast: Cast, name: str, of_each: int) -> CaseId:
    bruno = cast["bruno"]
    case_id = an_open_case(bruno, a_person(bruno, name), deputy=cast["carla"])
    common: dict[str, Any] = {"actor": bruno.viewer, "now": NOW, "case_id": case_id}
    for number in range(of_each):
        an_entry(bruno, case_id, f"Colloquio {number}.")
        a_helper(bruno, case_id, name=f"Nadia Altrove {number}")
        operations.add_court_term(
            **common, kind=CourtTermKind.REPORT, due_on=TODAY + timedelta(days=30 + number)
        )
        a_draft(bruno, case_id, another_comune(cast), subject_kind=SubjectKind.CASE)
    return case_id
