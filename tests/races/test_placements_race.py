"""Two who stay and two who press: one placement of minors, one phase of a foster care."""

import pytest
from flask import Flask

from app.cases import operations
from app.cases.models import FosterPhaseRow, Placement, PlacementMember
from app.cases.operations import Entry, FosterGiven, Leaving
from app.cases.procedure.member import MemberState
from app.cases.rules.foster import FosterFamily, FosterFault, FosterPhase
from app.cases.rules.placements import Destination, ExitBasis, PlacementRole
from app.db import db
from tests.builders.cases import an_open_case
from tests.builders.placements import (
    WHERE,
    a_choice,
    a_member,
    a_search,
    member_act,
    placement_act,
    placement_page,
    structures,
)
from tests.builders.requests import ENDS
from tests.cast import NOW, TODAY, Cast
from tests.support.together import TOGETHER, together, told

pytestmark = pytest.mark.races


def test_two_children_who_stay_together_are_in_one_placement(own_app: Flask, cast: Cast) -> None:
    bruno, units, placement_id = cast["bruno"].viewer, structures(cast), a_search(cast)
    mother = a_member(cast, placement_id)
    children = [a_member(cast, placement_id, PlacementRole.CHILD) for _ in range(2)]
    a_choice(cast, placement_id, units)
    entry = Entry(at=NOW, expected_end=ENDS, where=WHERE)
    placement_act(cast, "bruno", "enter_placement", placement_id, entry=entry)
    home = Leaving(at=NOW, destination=Destination.HOME, basis=ExitBasis.CONSENT)
    member_act(cast, "bruno", "exit_member", placement_id, mother, leaving=home)
    shown = {row.id: row.version for row in placement_page(cast, "bruno", placement_id).members}
    stays = Leaving(at=NOW, destination=Destination.STAYS_WITHOUT_MOTHER, basis=ExitBasis.END)

    def exits(number: int) -> None:
        child = children[number % 2]
        operations.exit_member(
            actor=bruno, now=NOW, member_id=child, version=shown[child], leaving=stays
        )  # fmt: skip

    answers = told(together(own_app, exits))
    assert answers["done"] == 2, answers
    db.session.rollback()
    assert db.session.query(Placement).count() == 2
    inside = db.session.query(PlacementMember).filter_by(state=MemberState.INSIDE)
    assert {row.placement_id for row in inside} == {
        row.id for row in db.session.query(Placement) if row.id != placement_id
    }
    assert inside.count() == 2


def test_of_many_who_write_one_phase_one_does(own_app: Flask, cast: Cast) -> None:
    case_id = an_open_case(cast["bruno"])

    def passes(_number: int) -> None:
        operations.pass_foster_phase(
            actor=cast["bruno"].viewer, now=NOW, case_id=case_id,
            given=FosterGiven(
                phase=FosterPhase.FAMILY_SEARCH, family=FosterFamily.NOT_KNOWN, since=TODAY
            ),
        )  # fmt: skip

    answers = told(together(own_app, passes))
    assert answers == {"done": 1, f"phase:{FosterFault.SAME_PHASE}": TOGETHER - 1}
    db.session.rollback()
    assert db.session.query(FosterPhaseRow).count() == 1
