"""Where the way chosen leads: protection to few and to its team, the penal area to a case apart."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.cases import queries
from app.cases.models import ServiceRequest
from app.cases.rules.case import CaseFault, CaseKind, TakingChargeBasis
from app.catalogue.operations import choose_parameter
from app.catalogue.rules import Area, ParameterKey, PathCode
from app.db import db
from app.intake.operations import Charge, PathGiven
from app.intake.queries.scope import load
from app.kernel.errors import NotAllowedNow, NotFound
from app.kernel.references import CaseId, PersonId, ReferralId
from app.tasks.queries import tasks_of
from app.tasks.rules import TaskCode
from tests.builders.cases import an_open_case, closed, engagement_of
from tests.builders.intake import act, in_evaluation, page_of
from tests.builders.people import a_person
from tests.builders.second_level import a_penal_case
from tests.cast import MAKER, NOW, OFFICE, TODAY, Cast
from tests.support.client import OfficeClient

CHARGE = Charge(basis=TakingChargeBasis.COURT_ORDER, area=Area.FAMILY_AND_MINORS)


def _on_its_way(cast: Cast, path: PathCode, person: PersonId) -> ReferralId:
    referral_id = in_evaluation(cast, person)
    given = PathGiven(path=path, answers={}, reason="Si prova.")
    act(cast["bruno"], "choose_path", referral_id, given=given)
    return referral_id


def _charged(cast: Cast, path: PathCode, person: PersonId, charge: Charge = CHARGE) -> CaseId:
    referral_id = _on_its_way(cast, path, person)
    (case_id,) = act(cast["bruno"], "take_charge", referral_id, charge=charge)
    return CaseId(case_id)


def _own_team(value: str) -> None:
    choose_parameter(
        actor=MAKER, now=NOW, organisation_id=OFFICE, valid_from=TODAY,
        key=ParameterKey.CHILD_PROTECTION_OWN_TEAM, value=value,
    )  # fmt: skip


def _requests() -> list[str]:
    return list(db.session.scalars(select(ServiceRequest.path)))


@pytest.mark.parametrize(
    ("own", "who", "code", "asked"),
    [
        ("yes", "bruno", TaskCode.TEAM_TO_NAME, []),
        ("no", "bruno", TaskCode.TEAM_TO_ASK, [PathCode.CHILD_PROTECTION]),
        ("", "dario", TaskCode.TEAM_TO_CONFIRM, []),
    ],
    ids=("own team", "consortium", "nobody said"),
)
def test_protection_is_read_by_few_and_goes_to_its_team(
    app: Flask, cast: Cast, own: str, who: str, code: TaskCode, asked: list[PathCode]
) -> None:
    if own:
        _own_team(own)
    case_id = _charged(cast, PathCode.CHILD_PROTECTION, a_person(cast["bruno"]))
    assert queries.load(cast["bruno"].viewer, case_id).second_level_on == TODAY
    (task,) = tasks_of(cast[who].viewer, TODAY)
    assert (task.code, task.case_id) == (code, case_id)
    assert _requests() == asked


def test_who_gives_it_at_once_to_another_begins_no_request_in_her_place(
    app: Flask, cast: Cast
) -> None:
    _own_team("no")
    given = Charge(basis=CHARGE.basis, area=CHARGE.area, holder_id=engagement_of(cast["carla"]))
    case_id = _charged(cast, PathCode.CHILD_PROTECTION, a_person(cast["bruno"]), given)
    assert _requests() == []
    (task,) = tasks_of(cast["carla"].viewer, TODAY)
    assert (task.code, task.case_id) == (TaskCode.TEAM_TO_ASK, case_id)


def test_the_penal_way_opens_a_case_beside_the_family_s(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    boy = a_person(bruno, "Bonfanti", "Samuele")
    ordinary = an_open_case(bruno, boy)
    penal = _charged(cast, PathCode.JUVENILE_JUSTICE, boy)
    kinds = {row.case_id: row.kind for row in queries.open_cases_of(bruno.viewer, [boy])}
    assert kinds == {ordinary: CaseKind.ORDINARY, penal: CaseKind.PENAL}
    assert tasks_of(bruno.viewer, TODAY) == []
    with pytest.raises(NotAllowedNow, match=CaseFault.OTHER_PENAL_CASE):
        _charged(cast, PathCode.JUVENILE_JUSTICE, boy)


def test_each_way_offers_its_own_case_to_be_joined(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    boy = a_person(bruno, "Bonfanti", "Samuele")
    penal = a_penal_case(bruno, boy)
    unsaid = in_evaluation(cast, boy)
    assert _joined(cast, unsaid) == penal
    ordinary = an_open_case(bruno, boy)
    assert _joined(cast, unsaid) == ordinary
    assert _joined(cast, _on_its_way(cast, PathCode.JUVENILE_JUSTICE, boy)) == penal
    assert _joined(cast, _on_its_way(cast, PathCode.CHILD_PROTECTION, boy)) == ordinary
    client: OfficeClient = app.test_client()
    client.enter(bruno)
    way = _on_its_way(cast, PathCode.JUVENILE_JUSTICE, a_person(bruno, "Altro", "Ivo"))
    assert "Prendi in carico" in client.get(f"/referrals/{way}").text


def _joined(cast: Cast, referral_id: ReferralId) -> Any:
    (subject,) = page_of(cast["bruno"], referral_id).subjects
    return subject.followed_by.case_id if subject.followed_by else None


def test_the_case_of_before_is_opened_again_for_few(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    person = a_person(bruno)
    before = an_open_case(bruno, person)
    closed(cast, before)
    assert _charged(cast, PathCode.CHILD_PROTECTION, person) == before
    assert queries.load(bruno.viewer, before).second_level_on == TODAY


def test_protection_joined_to_a_case_already_followed_goes_as_far(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    _own_team("yes")
    person = a_person(bruno)
    before = an_open_case(bruno, person)
    for path, level, told in (
        (PathCode.ADM, None, []),
        (PathCode.CHILD_PROTECTION, TODAY, [TaskCode.TEAM_TO_NAME]),
        (PathCode.CHILD_PROTECTION, TODAY, [TaskCode.TEAM_TO_NAME, TaskCode.TEAM_TO_NAME]),
    ):
        referral_id = _on_its_way(cast, path, person)
        (subject,) = page_of(bruno, referral_id).subjects
        act(bruno, "link_to_case", referral_id, subject_id=subject.id, case_id=before)
        assert queries.load(bruno.viewer, before).second_level_on == level
        assert [row.code for row in tasks_of(bruno.viewer, TODAY)] == told


def test_a_case_opened_again_is_brought_to_the_team_again(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    _own_team("yes")
    person = a_person(bruno)
    case_id = _charged(cast, PathCode.CHILD_PROTECTION, person)
    closed(cast, case_id)
    assert _charged(cast, PathCode.CHILD_PROTECTION, person) == case_id
    told = [row.code for row in tasks_of(bruno.viewer, TODAY)]
    assert told == [TaskCode.TEAM_TO_NAME, TaskCode.TEAM_TO_NAME]


def test_the_report_that_led_to_the_penal_area_is_no_more_of_the_team(
    app: Flask, cast: Cast
) -> None:
    bruno, carla = cast["bruno"], cast["carla"]
    boy = a_person(bruno, "Bonfanti", "Samuele")
    referral_id = _on_its_way(cast, PathCode.JUVENILE_JUSTICE, boy)
    in_his_team = replace(carla.viewer, team_ids=frozenset(filter(None, [bruno.team_id])))
    load(in_his_team, referral_id)
    act(bruno, "take_charge", referral_id, charge=CHARGE)
    with pytest.raises(NotFound):
        load(in_his_team, referral_id)
    for who in ("bruno", "dario"):
        assert load(cast[who].viewer, referral_id).id == referral_id
