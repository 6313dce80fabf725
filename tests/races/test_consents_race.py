"""Two who write of the same person at one instant: one result, and each a clear answer."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.cases import operations as cases
from app.cases.models import Competence
from app.cases.operations import CompetenceDetails
from app.cases.rules.placements import CompetenceKind
from app.consents import operations
from app.consents.models import Consent, Responsibility
from app.consents.rules import Degree
from app.db import db
from app.organisations.rules import BodyKind
from tests.builders.cases import an_open_case
from tests.builders.consents import a_consent, a_degree, a_family
from tests.builders.intake import a_body
from tests.cast import NOW, TODAY, Cast
from tests.support.together import together, told

pytestmark = pytest.mark.races
TIMES = 6


def test_a_consent_is_taken_back_once(own_app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    child, mother, _ = a_family(bruno)
    consent_id = a_consent(bruno, child, mother)
    answers = together(
        own_app,
        lambda _: operations.withdraw_consent(
            actor=bruno.viewer, now=NOW, person_id=child, consent_id=consent_id, version=1,
            withdrawn_on=TODAY,
        ),
        TIMES,
    )  # fmt: skip
    assert told(answers) == {"done": 1, "consent_already_back": TIMES - 1}


def test_the_same_consent_is_written_once(own_app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    child, mother, _ = a_family(bruno)
    answers = together(own_app, lambda _: a_consent(bruno, child, mother), TIMES)
    assert told(answers) == {"done": 1, "acts:consent_already_given": TIMES - 1}
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Consent)) == 1


def test_one_responsibility_holds(own_app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    child, mother, _ = a_family(bruno)
    together(own_app, lambda _: a_degree(bruno, child, mother, Degree.LIMITED), TIMES)
    db.session.rollback()
    rows = db.session.scalars(select(Responsibility).where(Responsibility.valid_to.is_(None)))
    assert len(rows.all()) == 1


def test_those_who_pay_never_go_over_a_hundred(own_app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    case_id, body = an_open_case(bruno), a_body(cast, BodyKind.MUNICIPALITY)
    details = CompetenceDetails(
        kind=CompetenceKind.PAYER, body_id=body, valid_from=date(2026, 1, 1), share=40, basis="why"
    )
    answers = together(
        own_app,
        lambda _: cases.note_case_competence(
            actor=bruno.viewer, now=NOW, case_id=case_id, details=details
        ),
        TIMES,
    )
    assert told(answers) == {"done": 2, "share:shares_over": TIMES - 2}
    db.session.rollback()
    assert db.session.scalar(select(func.sum(Competence.share))) == 80
