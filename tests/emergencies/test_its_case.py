"""A measure and the case of its child: kept open, and told by when the court waits."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.cases import operations as cases
from app.cases import queries as case_queries
from app.cases.models import CourtTerm, MemberStep, PlacementMember
from app.cases.operations import ClosureDetails, MemberDetails
from app.cases.procedure.member import MemberAction
from app.cases.rules.case import ClosureSituation, Outcome, PeopleTold, WhyClosed
from app.cases.rules.placements import LegalBasis, PlacementRole
from app.db import db
from app.emergencies.operations import Validation
from app.emergencies.procedure.emergency import EmergencyState as S
from app.emergencies.rules.emergency import Missing
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.references import PersonId, PlacementId
from tests.builders.cases import an_open_case
from tests.builders.emergencies import (
    PAPER,
    emergency_act,
    emergency_page,
    learnt,
    transmitted,
    validated,
)
from tests.builders.people import a_person
from tests.builders.placements import a_search
from tests.cast import NOW, TODAY, Cast

pytestmark = pytest.mark.usefixtures("app")
AGO = NOW - timedelta(minutes=20)
CLOSURE = ClosureDetails(
    reason=WhyClosed.NEED_SOLVED,
    situation=ClosureSituation.FAMILY_OF_ORIGIN,
    outcome=Outcome.REACHED,
    people_told=PeopleTold.YES,
)


def _in_urgency(cast: Cast, placed: PlacementId, child: PersonId) -> UUID:
    """Name a child placed in urgency among those of a placement; return the id of the member."""
    details = MemberDetails(
        role=PlacementRole.CHILD,
        basis=LegalBasis.EMERGENCY_403,
        order_reference="verbale CC",
        person_id=child,
    )
    return cases.add_member(
        actor=cast["bruno"].viewer, now=NOW, placement_id=placed, version=None, details=details
    )


def test_the_case_stays_open_as_long_as_the_measure_does(cast: Cast) -> None:
    bruno, dario = cast["bruno"], cast["dario"]
    child = a_person(bruno)
    made = transmitted(bruno, child)
    page = emergency_page(bruno, made)
    assert Missing.CASE in page.missing
    with pytest.raises(NotAllowedNow, match="no_case_to_join"):
        emergency_act(bruno, "join_case", made)
    case_id = an_open_case(bruno, child)
    emergency_act(bruno, "join_case", made)
    closing = {
        "actor": bruno.viewer, "now": NOW, "case_id": case_id, "details": CLOSURE, "version": None,
    }  # fmt: skip
    with pytest.raises(NotAllowedNow, match="held_open"):
        cases.propose_closure(**closing)
    emergency_act(
        bruno, "court_does_not_validate", made, learnt=learnt(AGO, words="Torna dalla madre")
    )
    cases.propose_closure(**closing)
    assert case_queries.case_page(dario.viewer, case_id, TODAY).state == "closing"


def test_a_measure_of_somebody_followed_joins_her_case_at_once(cast: Cast) -> None:
    bruno = cast["bruno"]
    child = a_person(bruno)
    case_id = an_open_case(bruno, child)
    page = emergency_page(bruno, transmitted(bruno, child))
    assert (page.case_id, page.case_to_join) == (case_id, None)


def test_by_the_decree_the_court_waits_and_who_is_placed_stays_by_order(cast: Cast) -> None:
    bruno = cast["bruno"]
    child = a_person(bruno)
    case_id = an_open_case(bruno, child)
    _in_urgency(cast, a_search(cast, case_id=case_id), child)
    made = transmitted(bruno, child)
    said = Validation(special_curator="avv. Nava", judge="dott. Riva", hearing_on=TODAY)
    with pytest.raises(Invalid, match="hearing_before_decree"):
        emergency_act(
            bruno, "court_validates", made, learnt=learnt(AGO),
            said=Validation(hearing_on=TODAY - timedelta(days=1)),
        )  # fmt: skip
    emergency_act(bruno, "court_validates", made, learnt=learnt(AGO), said=said)
    waits = case_queries.case_page(bruno.viewer, case_id, TODAY).court_terms
    assert [(one.kind, one.due_on, one.met_at) for one in waits] == [("hearing", TODAY, None)]
    emergency_act(bruno, "hearing_held", made, at=AGO, words="La madre")
    report_by = TODAY + timedelta(days=60)
    emergency_act(bruno, "court_confirms", made, learnt=learnt(AGO), report_by=report_by)
    waits = case_queries.case_page(bruno.viewer, case_id, TODAY).court_terms
    assert {(one.kind, one.met_at is None) for one in waits} == {
        ("hearing", False), ("report", True),
    }  # fmt: skip
    member = db.session.scalars(
        select(PlacementMember).where(PlacementMember.person_id == child)
    ).one()
    assert (member.basis, member.order_reference) == (LegalBasis.JUDICIAL, PAPER.number)
    before = db.session.scalars(
        select(MemberStep).where(MemberStep.action == MemberAction.BY_ORDER)
    ).one()
    assert (before.member_id, before.words, before.reason_code) == (
        member.id, "verbale CC", LegalBasis.EMERGENCY_403,
    )  # fmt: skip
    assert db.session.scalar(select(func.count()).select_from(CourtTerm)) == 2


def test_who_never_entered_keeps_the_ground_she_had_and_stops_no_decree(cast: Cast) -> None:
    bruno = cast["bruno"]
    child = a_person(bruno)
    placed = a_search(cast, case_id=an_open_case(bruno, child))
    first, second = (_in_urgency(cast, placed, child) for _ in range(2))
    cases.not_enter(actor=bruno.viewer, now=NOW, member_id=first, version=None)
    made = validated(bruno, child)
    emergency_act(bruno, "court_confirms", made, learnt=learnt(AGO))
    grounds = {
        one.id: (one.basis, one.order_reference)
        for one in db.session.scalars(select(PlacementMember))
    }
    assert grounds == {
        first: (LegalBasis.EMERGENCY_403, "verbale CC"),
        second: (LegalBasis.JUDICIAL, PAPER.number),
    }


def test_a_case_joined_later_waits_for_the_hearing_too(cast: Cast) -> None:
    bruno = cast["bruno"]
    child = a_person(bruno)
    made = transmitted(bruno, child)
    said = Validation(hearing_on=TODAY)
    emergency_act(bruno, "court_validates", made, learnt=learnt(AGO), said=said)
    case_id = an_open_case(bruno, child)
    emergency_act(bruno, "join_case", made)
    (waits,) = case_queries.case_page(bruno.viewer, case_id, TODAY).court_terms
    assert (waits.kind, waits.due_on, waits.met_at) == ("hearing", TODAY, None)
    emergency_act(bruno, "hearing_held", made, at=AGO, words="La madre")
    (waits,) = case_queries.case_page(bruno.viewer, case_id, TODAY).court_terms
    assert waits.met_at == AGO


def test_a_day_of_the_court_that_nobody_could_keep_is_not_lost(cast: Cast) -> None:
    bruno = cast["bruno"]
    made = validated(bruno)
    with pytest.raises(Invalid, match="report_without_case"):
        emergency_act(bruno, "court_confirms", made, learnt=learnt(AGO), report_by=TODAY)
    assert emergency_page(bruno, made).state is S.VALIDATED
    emergency_act(bruno, "court_confirms", made, learnt=learnt(AGO))
    assert emergency_page(bruno, made).state is S.CONFIRMED
