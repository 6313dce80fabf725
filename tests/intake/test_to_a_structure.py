"""What was written of who would enter, and of the court's order, is not typed again."""

from datetime import date
from typing import Any

from flask import Flask
from sqlalchemy import select

from app.cases.models import RequestPerson, ServiceRequest
from app.cases.rules.case import TakingChargeBasis
from app.cases.rules.requests import Priority
from app.catalogue.rules import Area, Door, PathCode, ReferralSource
from app.db import db
from app.intake.operations import Charge, OrderGiven, PathGiven, request_service
from app.intake.rules import JudicialAsk, MemberRole
from app.kernel.references import ReferralId
from tests.builders.intake import act, in_evaluation, page_of
from tests.builders.people import a_person
from tests.cast import NOW, TODAY, Cast
from tests.support.client import Forms

ORDER = OrderGiven(
    proceeding="TM 412/2026", dated=TODAY, asks=JudicialAsk.PLACEMENT, answer_by=date(2027, 2, 18)
)


def _ordered(cast: Cast) -> ReferralId:
    mother = a_person(cast["bruno"], "Dervishi", "Anila")
    child = a_person(cast["bruno"], "Sala", "Mira")
    return in_evaluation(cast, mother, child, source=ReferralSource.JUVENILE_COURT, order=ORDER)


def test_the_request_names_who_would_enter(app: Flask, cast: Cast) -> None:
    referral_id = _ordered(cast)
    mother, child = page_of(cast["bruno"], referral_id).subjects
    assert mother.person is not None
    assert child.person is not None
    members = (
        (MemberRole.MOTHER, mother.person.id), (MemberRole.CHILD, child.person.id),
        (MemberRole.EXPECTED_CHILD, None),
    )  # fmt: skip
    given = PathGiven(
        path=PathCode.MOTHER_CHILD,
        door=Door.JUDICIAL_AUTHORITY,
        members=members,
        reason="Si prova.",
    )
    act(cast["bruno"], "choose_path", referral_id, given=given)
    charge = Charge(basis=TakingChargeBasis.COURT_ORDER, area=Area.FAMILY_AND_MINORS)
    act(cast["bruno"], "take_charge", referral_id, charge=charge)
    request_id = request_service(
        actor=cast["bruno"].viewer, now=NOW, referral_id=referral_id, subject_id=mother.id
    )
    named = db.session.scalars(select(RequestPerson).where(RequestPerson.request_id == request_id))
    assert {(row.role, row.person_id) for row in named} == {
        ("mother", mother.person.id), ("child", child.person.id), ("expected_child", None),
    }  # fmt: skip
    priority = select(ServiceRequest.priority).where(ServiceRequest.id == request_id)
    assert db.session.scalar(priority) == Priority.COURT_ORDER


def test_the_form_of_a_way_proposes_what_is_known(app: Flask, cast: Cast) -> None:
    referral_id = _ordered(cast)
    client: Any = app.test_client()
    bruno = client.enter(cast["bruno"])
    address = f"/referrals/{referral_id}/path/mother-child"
    first = Forms(bruno.get(address).text).found[-1].values
    assert first["asked_proceeding_number"].strip() == "TM 412/2026"
    assert first["asked_answer_by"] == "18/02/2027"
    assert first["door"] == "judicial_authority"
    mother = page_of(cast["bruno"], referral_id).subjects[0]
    assert mother.person is not None
    told = {"asked_pregnant": "yes", "mother": str(mother.person.id), "expected_child": "y"}
    assert bruno.submit(address, {**told, "reason": "Si prova."}).status_code == 303
    again = Forms(bruno.get(f"{address}?chi={mother.id}").text).found[-1].values
    assert {name: again[name] for name in told} == told
