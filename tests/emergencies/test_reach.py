"""Who reaches a measure, who reads where the child is, what the list says."""

from datetime import timedelta

import pytest

from app.cases import queries as case_queries
from app.cases.rules.placements import RevealPurpose
from app.catalogue.rules import Term
from app.emergencies import operations, queries
from app.emergencies.rules.emergency import EmergencyList
from app.kernel.errors import Invalid, NotFound
from tests.builders.cases import an_open_case, engagement_of
from tests.builders.emergencies import (
    SECRET_PLACE,
    an_emergency,
    emergency_act,
    emergency_page,
    transmitted,
)
from tests.builders.people import a_person
from tests.builders.protected import seal
from tests.cast import NOW, Cast

pytestmark = pytest.mark.usefixtures("app")


def test_who_reads_where_the_child_is(cast: Cast) -> None:
    bruno, carla, dario = cast["bruno"], cast["carla"], cast["dario"]
    child = a_person(bruno)
    made = an_emergency(carla, child)

    def read(who: str, purpose: str = RevealPurpose.HEALTH) -> str | None:
        return operations.reveal_place(
            actor=cast[who].viewer, now=NOW, emergency_id=made, purpose=purpose
        )

    assert (read("carla"), read("dario")) == (SECRET_PLACE, SECRET_PLACE)
    with pytest.raises(NotFound):
        read("bruno")
    case_id = an_open_case(bruno, child, deputy=carla)
    emergency_act(dario, "join_case", made)
    assert read("bruno") == SECRET_PLACE
    with pytest.raises(Invalid):
        read("bruno", "curiosity")
    assert case_queries.case_brief(bruno.viewer, case_id).holder_id == engagement_of(bruno)


def test_who_reaches_a_measure(cast: Cast) -> None:
    """Her team while there is no case, then who reaches the case, and who opened it."""
    bruno, carla = cast["bruno"], cast["carla"]
    child = a_person(bruno)
    made = an_emergency(bruno, child)

    def sees(who: str) -> bool:
        found = queries.under_way(cast[who].viewer, NOW)
        return made in {one.id for one in found}

    assert [who for who in cast if sees(who)] == ["bruno", "dario"]
    case_id = an_open_case(carla, child)
    emergency_act(cast["dario"], "join_case", made)
    assert [who for who in cast if sees(who)] == ["bruno", "carla", "dario"]
    seal(cast, case_id)
    assert [who for who in cast if sees(who)] == ["carla", "dario"]
    with pytest.raises(NotFound):
        emergency_page(bruno, made)


def test_the_list_says_what_comes_next(cast: Cast) -> None:
    bruno = cast["bruno"]
    ours, theirs = an_emergency(bruno), transmitted(bruno)
    rows = {one.id: one for one in queries.under_way(bruno.viewer, NOW)}
    first, second = rows[ours].next, rows[theirs].next
    assert first is not None
    assert second is not None
    assert (first.term, second.term) == (Term.PM_TOLD_403, Term.EXPECTED_PM)
    assert queries.listed(bruno.viewer, EmergencyList.ENDED, 0, 10, NOW) == []
    late = {one.id: one for one in queries.under_way(bruno.viewer, NOW + timedelta(days=4))}
    assert (late[ours].call_since, late[theirs].call_since is None) == (None, False)
