"""Taking charge: who, by whom, only once."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.cases import operations, queries
from app.cases.models import Case, CaseHolding, CaseStep, CaseTerm
from app.cases.rules.case import CaseFault, CaseKind, HoldingRole
from app.db import db
from app.kernel.errors import Invalid, NotAllowedNow, NotFound, NotPermitted
from app.kernel.references import CaseId
from tests.builders.cases import an_open_case, engagement_of
from tests.builders.people import a_person
from tests.cast import NOW, TODAY, Cast, Member


def test_a_case_has_a_number_a_holder_a_step_and_its_clocks(app: Flask, cast: Cast) -> None:
    case_id = an_open_case(cast["bruno"], deputy=cast["carla"])
    case = db.session.get_one(Case, (cast["bruno"].organisation_id, case_id))
    assert case.number == "CS-000001"
    assert (case.state, case.closed_at, case.opened_on) == ("open", None, TODAY)
    steps = db.session.scalars(select(CaseStep).where(CaseStep.case_id == case_id)).all()
    assert [(s.action, s.from_state, s.to_state) for s in steps] == [("open_case", None, "open")]
    terms = db.session.scalars(select(CaseTerm.code).where(CaseTerm.case_id == case_id))
    assert set(terms) == {"assessment_start", "privacy_notice"}
    held = db.session.scalars(select(CaseHolding).where(CaseHolding.case_id == case_id)).all()
    assert {(h.role, h.engagement_id) for h in held} == {
        (HoldingRole.HOLDER, engagement_of(cast["bruno"])),
        (HoldingRole.DEPUTY, engagement_of(cast["carla"])),
    }


def test_a_second_ordinary_case_is_refused_a_penal_one_is_not(app: Flask, cast: Cast) -> None:
    person = a_person(cast["bruno"])
    an_open_case(cast["bruno"], person)
    with pytest.raises(NotAllowedNow, match=CaseFault.OTHER_ORDINARY_CASE):
        an_open_case(cast["carla"], person)
    an_open_case(cast["carla"], person, kind=CaseKind.PENAL)


@pytest.mark.parametrize(
    ("who", "refusal"), [("anna", NotPermitted), ("gino", NotPermitted), ("zeno", NotFound)]
)
def test_who_may_not_open_is_refused(app: Flask, cast: Cast, who: str, refusal: Any) -> None:
    person = a_person(cast["bruno"])
    with pytest.raises(refusal):
        an_open_case(cast[who], person, holder_id=engagement_of(cast["bruno"]))


def test_the_holder_works_here_and_is_not_her_own_deputy(app: Flask, cast: Cast) -> None:
    with pytest.raises(Invalid, match=CaseFault.NOT_A_WORKER):
        an_open_case(cast["bruno"], holder_id=engagement_of(cast["zeno"]))
    with pytest.raises(Invalid, match=CaseFault.NOT_A_WORKER):
        an_open_case(cast["bruno"], deputy=cast["anna"])
    with pytest.raises(Invalid, match=CaseFault.HOLDER_IS_DEPUTY):
        an_open_case(cast["bruno"], deputy=cast["bruno"])


def test_the_row_of_a_case_for_the_pages_above(app: Flask, cast: Cast) -> None:
    case_id = an_open_case(cast["bruno"])
    brief = queries.case_brief(cast["bruno"].viewer, case_id)
    assert (brief.holder_name, brief.sealed, brief.closed) == ("Bruno", False, False)
    assert queries.open_cases_of(cast["bruno"].viewer, [brief.person_id]) == [brief]
    assert queries.caseload(cast["dario"].viewer, TODAY) == {engagement_of(cast["bruno"]): 1}


def test_a_colleague_of_another_team_knows_who_follows_and_nothing_else(
    app: Flask, cast: Cast
) -> None:
    case_id = an_open_case(cast["bruno"])
    person = queries.case_brief(cast["bruno"].viewer, case_id).person_id
    with pytest.raises(NotFound):
        queries.case_brief(cast["carla"].viewer, case_id)
    assert [f.holder_name for f in queries.followed(cast["carla"].viewer, [person])] == ["Bruno"]
    assert queries.followed(cast["anna"].viewer, [person]) == []
    assert queries.followed(cast["zeno"].viewer, [person]) == []


def _unread(bruno: Member, case_id: CaseId) -> int:
    case = queries.load(bruno.viewer, case_id)
    return queries.facts_of(bruno.viewer, case, TODAY).unread_referrals


def test_a_report_about_somebody_followed_is_noted_and_read(app: Flask, cast: Cast) -> None:
    bruno, case_id = cast["bruno"], an_open_case(cast["bruno"])
    about = {"now": NOW, "case_id": case_id, "referral_id": case_id}
    for _ in range(2):
        operations.note_linked_referral(actor=cast["gino"].viewer, **about)
    assert _unread(bruno, case_id) == 1
    with pytest.raises(NotFound):
        operations.linked_referral_read(actor=cast["carla"].viewer, **about)
    operations.linked_referral_read(actor=bruno.viewer, **about)
    assert _unread(bruno, case_id) == 0
