"""Two already followed who are then written as not to meet: who is told, once, and of whom."""

from datetime import timedelta

import pytest
from flask import Flask

from app.cases.rules.case import CaseKind
from app.kernel.errors import Invalid
from app.tasks.queries import TaskRow, tasks_of
from app.tasks.rules import TaskCode
from tests.builders.appointments import a_wednesday
from tests.builders.cases import an_open_case, closed
from tests.builders.people import a_person, kept_apart
from tests.builders.protected import TRACES, sealed
from tests.builders.second_level import a_penal_case
from tests.cast import TODAY, Cast
from tests.support.client import OfficeClient

pytestmark = pytest.mark.usefixtures("app")
APART, BOTH = TaskCode.KEPT_APART, TaskCode.BOTH_FOLLOWED


def _told(cast: Cast, who: str) -> list[TaskRow]:
    return [row for row in tasks_of(cast[who].viewer, TODAY) if row.code in (APART, BOTH)]


def test_who_follows_each_and_the_supervisor_are_told_once(cast: Cast) -> None:
    one, other = a_person(cast["bruno"], "Agnelli"), a_person(cast["carla"], "Lupi")
    hers, his = an_open_case(cast["bruno"], one), an_open_case(cast["carla"], other)
    kept_apart(cast["bruno"], one, other)
    with pytest.raises(Invalid, match="already_apart"):
        kept_apart(cast["carla"], other, one)
    for who, case_id, name in (("bruno", hers, "Agnelli Ada"), ("carla", his, "Lupi Ada")):
        (row,) = _told(cast, who)
        assert (row.code, row.case_id, row.person) == (APART, case_id, name)
        assert row.due_on == TODAY
    (both,) = (row for row in _told(cast, "dario") if row.code is BOTH)
    assert (both.person, both.for_id) == ("", None)


def test_one_worker_who_follows_both_finds_both(cast: Cast) -> None:
    bruno = cast["bruno"]
    pair = [a_person(bruno, name) for name in ("Agnelli", "Lupi")]
    for person in pair:
        an_open_case(bruno, person)
    kept_apart(cast["carla"], *pair)
    assert {row.person_id for row in _told(cast, "bruno")} == {*pair}
    assert [row.code for row in _told(cast, "dario") if row.for_id is None] == [BOTH]


def test_who_follows_the_one_reads_the_same_whether_the_other_is_followed_or_not(
    cast: Cast,
) -> None:
    """What she is told tells nothing of the other: not even whether the office knows her."""
    bruno = cast["bruno"]
    told = []
    for followed in (True, False):
        mine, other = a_person(bruno, "Agnelli"), a_person(bruno, "Lupi")
        if followed:
            a_penal_case(cast["carla"], other)
        an_open_case(bruno, mine)
        before = {row.id for row in _told(cast, "bruno")}
        kept_apart(cast["dario"], mine, other)
        (row,) = (row for row in _told(cast, "bruno") if row.id not in before)
        told.append((row.code, row.what, row.person, row.due_on, row.opened_by))
    assert told[0] == told[1]


def test_nothing_is_told_of_what_is_over_or_of_who_is_followed_no_more(cast: Cast) -> None:
    bruno = cast["bruno"]
    one, other = a_person(bruno, "Agnelli"), a_person(bruno, "Lupi")
    an_open_case(bruno, one)
    closed(cast, an_open_case(bruno, other))
    kept_apart(
        bruno, one, other, valid_from=TODAY - timedelta(days=9), valid_to=TODAY - timedelta(days=1)
    )
    assert _told(cast, "bruno") == _told(cast, "dario") == []
    kept_apart(bruno, one, other)
    assert [row.code for row in _told(cast, "bruno")] == [APART]
    assert BOTH not in {row.code for row in _told(cast, "dario")}


def test_of_who_is_hidden_nothing_leaks_to_who_follows_the_other(app: Flask, cast: Cast) -> None:
    a_wednesday(cast, "bruno")
    hers = sealed(cast)
    other = a_person(cast["bruno"], "Lupi")
    his = an_open_case(cast["carla"], other)
    kept_apart(cast["bruno"], other, hers.person_id)
    (row,) = _told(cast, "carla")
    assert (row.person_id, row.case_id) == (other, his)
    carla = app.test_client()
    assert isinstance(carla, OfficeClient)
    carla.enter(cast["carla"])
    pages = {
        address: carla.get(address).text
        for address in (
            f"/deadlines/tasks/{row.id}", "/deadlines", "/today", f"/people/{other}", f"/cases/{his}",
        )
    }  # fmt: skip
    assert "Da non far incontrare con un'altra persona" in pages[
        f"/deadlines/tasks/{row.id}"
    ].replace("&#39;", "'")
    secrets = (*TRACES, str(hers.person_id), str(hers.case_id))
    assert [(page, one) for page, text in pages.items() for one in secrets if one in text] == []


@pytest.mark.parametrize("kind", [CaseKind.PENAL, CaseKind.ORDINARY])
def test_the_supervisor_is_led_to_the_case_that_tells_least(cast: Cast, kind: CaseKind) -> None:
    bruno, carla = cast["bruno"], cast["carla"]
    one, other = a_person(bruno, "Agnelli"), a_person(bruno, "Lupi")
    first = an_open_case(bruno, one, kind=kind)
    ordinary = an_open_case(carla, other)
    kept_apart(bruno, one, other)
    (both,) = (row for row in _told(cast, "dario") if row.code is BOTH)
    assert both.case_id == (ordinary if kind is CaseKind.PENAL else first)
