"""Two presses together on who may not have it, on what is read again, on what is asked back."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.cases import operations as cases
from app.cases.models import Case, CaseTerm
from app.cases.rules.case import WhyNotMe
from app.catalogue.rules import Term
from app.db import db
from app.intake.models import ReferralRereading
from app.intake.operations import reread
from app.intake.rules.rereading import Rereading
from app.people.models import DeclaredConflict
from app.people.operations import DecidedConflict, decide_conflict
from app.tasks.models import DigestChoice
from app.tasks.operations import choose_digest
from tests.builders.cases import an_open_case, engagement_of
from tests.builders.people import a_person
from tests.builders.rereading import THEN, some_rereading
from tests.cast import NOW, TODAY, Cast
from tests.support.together import together, told

pytestmark = pytest.mark.races
FEW = 4


def _count(table: type) -> int | None:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table))


def test_a_conflict_is_decided_once(own_app: Flask, cast: Cast) -> None:
    person_id = a_person(cast["bruno"])
    conflict = DecidedConflict(
        engagement_id=engagement_of(cast["carla"]), valid_from=TODAY, reason="Una vicina."
    )
    by = {"actor": cast["dario"].viewer, "now": NOW, "person_id": person_id}
    db.session.rollback()
    answers = told(together(own_app, lambda _: decide_conflict(**by, conflict=conflict), FEW))
    assert answers == {"done": 1, "worker:already_in_conflict": FEW - 1}
    assert _count(DeclaredConflict) == 1


def test_what_was_drawn_is_read_again_once(own_app: Flask, cast: Cast) -> None:
    referral_id = some_rereading(cast)
    given = {
        "actor": cast["dario"].viewer, "now": NOW + timedelta(hours=1),
        "referral_id": referral_id, "month": THEN.date().replace(day=1),
        "verdict": Rereading.AGREES,
    }  # fmt: skip
    db.session.rollback()
    answers = told(together(own_app, lambda _: reread(**given), FEW))
    assert answers == {"done": 1, "already_reread": FEW - 1}
    assert _count(ReferralRereading) == 1


def test_a_case_is_asked_back_once(own_app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    case_id = an_open_case(bruno)
    version = db.session.get_one(Case, (bruno.organisation_id, case_id)).version
    given = {"actor": bruno.viewer, "now": NOW, "case_id": case_id, "why": WhyNotMe.CANNOT_FOLLOW}
    db.session.rollback()
    answers = told(together(own_app, lambda _: cases.ask_reassign(**given, version=version), FEW))
    assert answers == {"done": 1, "changed_meanwhile": FEW - 1}
    db.session.rollback()
    asked = select(func.count()).select_from(CaseTerm).where(CaseTerm.code == Term.REASSIGN)
    assert db.session.scalar(asked) == 1
    assert _count(DeclaredConflict) == 1


def test_a_choice_of_the_weekly_letter_is_one_row(own_app: Flask, cast: Cast) -> None:
    given = {
        "actor": cast["bruno"].viewer,
        "now": NOW,
        "wanted": True,
        "address": "b@esempio.invalid",
    }
    db.session.rollback()
    answers = told(together(own_app, lambda _: choose_digest(**given), FEW))
    assert set(answers) <= {"done", "changed_meanwhile"}
    assert answers["done"] >= 1
    assert _count(DigestChoice) == 1
