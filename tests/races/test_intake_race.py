"""Real threads on requests: one registration, one assignment, a clear answer to the others."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.catalogue.operations import answer_remark
from app.catalogue.rules import PathCode
from app.db import db
from app.intake import operations
from app.intake.models import Referral, ReferralAnswer, ReferralAssignment
from app.intake.rules import Layer
from app.people.models import DeclaredConflict
from app.people.operations import declare_conflict
from app.people.rules import BirthKnown
from app.practices.models import Practice
from app.practices.rules import PracticeKind
from app.transaction import drafts
from tests.builders.cases import engagement_of
from tests.builders.catalogue import a_remark
from tests.builders.intake import a_referral, in_evaluation, page_of
from tests.builders.people import a_person
from tests.cast import NOW, Cast, open_door
from tests.support.client import Forms
from tests.support.together import TOGETHER, posted_together, together, told

pytestmark = pytest.mark.races


def test_twenty_equal_presses_register_one_request(own_app: Flask, cast: Cast) -> None:
    token = open_door(cast["gino"])
    browser = own_app.test_client()
    browser.set_cookie("sportello", token)
    shown = Forms(browser.get("/referrals/new").text).found[-1].values
    typed = {"channel": "phone", "source": "neighbour", "person": "new", "surname": "Gemelli",
             "story": "Due righe."}  # fmt: skip
    forms = [{**shown, **typed}] * TOGETHER
    answers = posted_together(own_app, token, "/referrals/new", forms)
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.location for answer in answers}) == 1
    assert db.session.scalar(select(func.count()).select_from(Referral)) == 1


def test_of_two_supervisors_one_assigns_and_the_other_is_told(own_app: Flask, cast: Cast) -> None:
    referral_id = a_referral(cast["gino"], a_person(cast["bruno"]))
    workers = [cast[worker].engagement_id for worker in ("bruno", "carla")]

    def assign(number: int) -> object:
        return operations.assign_referral(
            actor=cast["dario"].viewer,
            now=NOW,
            referral_id=referral_id,
            version=1,
            worker_id=workers[number],
        )

    assert told(together(own_app, assign, 2)) == {"done": 1, "changed_meanwhile": 1}
    held = select(func.count()).select_from(ReferralAssignment)
    assert db.session.scalar(held) == 1


def test_of_two_presses_that_take_a_batch_back_one_does_and_the_other_is_told(
    own_app: Flask, cast: Cast
) -> None:
    ids = [a_referral(cast["gino"], a_person(cast["bruno"], f"Rota{one}")) for one in range(3)]
    operations.assign_many(
        actor=cast["dario"].viewer,
        now=NOW,
        versions=dict.fromkeys(ids, 1),
        worker_id=engagement_of(cast["bruno"]),
    )
    batch_id = db.session.scalars(select(ReferralAssignment.batch_id)).first()
    assert batch_id is not None
    db.session.rollback()
    later = NOW + timedelta(minutes=1)

    def take_back(_number: int) -> object:
        return operations.undo_assign(actor=cast["dario"].viewer, now=later, batch_id=batch_id)

    assert told(together(own_app, take_back, 2)) == {"done": 1, "nothing_to_take_back": 1}
    assert {page_of(cast["dario"], one).row.assignee for one in ids} == {""}


def test_taken_back_or_worked_on_never_both(own_app: Flask, cast: Cast) -> None:
    ids = [a_referral(cast["gino"], a_person(cast["bruno"], f"Rota{one}")) for one in range(2)]
    operations.assign_many(
        actor=cast["dario"].viewer,
        now=NOW,
        versions=dict.fromkeys(ids, 1),
        worker_id=engagement_of(cast["bruno"]),
    )
    batch_id = db.session.scalars(select(ReferralAssignment.batch_id)).first()
    assert batch_id is not None
    version = page_of(cast["bruno"], ids[1]).version
    db.session.rollback()
    later = NOW + timedelta(minutes=1)

    def act(number: int) -> object:
        if number:
            return operations.start_evaluation(
                actor=cast["bruno"].viewer, now=later, referral_id=ids[1], version=version
            )
        return operations.undo_assign(actor=cast["dario"].viewer, now=later, batch_id=batch_id)

    assert told(together(own_app, act, 2))["done"] == 1
    states = {page_of(cast["dario"], one).row.state for one in ids}
    assert states in ({"received"}, {"assigned", "in_evaluation"})


def test_of_two_who_say_that_they_cannot_follow_her_it_is_said_once(
    own_app: Flask, cast: Cast
) -> None:
    person_id = a_person(cast["bruno"])

    def declare(_number: int) -> object:
        return declare_conflict(actor=cast["bruno"].viewer, now=NOW, person_id=person_id)

    assert told(together(own_app, declare, 2)) == {"done": 2}
    assert db.session.scalar(select(func.count()).select_from(DeclaredConflict)) == 1


def test_of_two_who_open_a_practice_for_her_one_does_and_the_other_is_told(
    own_app: Flask, cast: Cast
) -> None:
    born = {"birth_known": BirthKnown.EXACT, "birth_date": date(1985, 4, 2)}
    person = a_person(cast["bruno"], "Rota", "Marta", **born)
    referral_id = in_evaluation(cast, person)
    page = page_of(cast["bruno"], referral_id)
    wanted = operations.PracticeWanted(
        subject_id=page.subjects[0].id, applicant_id=person, kind=PracticeKind.ECONOMIC_AID
    )
    db.session.rollback()

    def open_one(number: int) -> object:
        return operations.open_practice_for(
            actor=cast[("bruno", "dario")[number]].viewer,
            now=NOW,
            referral_id=referral_id,
            version=page.version,
            wanted=wanted,
        )

    assert told(together(own_app, open_one, 2)) == {"done": 1, "changed_meanwhile": 1}
    assert db.session.scalar(select(func.count()).select_from(Practice)) == 1


def test_of_two_who_choose_a_way_for_her_one_does_and_the_other_is_told(
    own_app: Flask, cast: Cast
) -> None:
    referral_id = in_evaluation(cast, a_person(cast["bruno"]))
    page = page_of(cast["bruno"], referral_id)
    paths = (PathCode.ADM, PathCode.CDD)
    db.session.rollback()

    def choose(number: int) -> object:
        given = operations.PathGiven(
            path=paths[number], subject_ids=(page.subjects[0].id,), reason="Si prova."
        )
        return operations.choose_path(
            actor=cast["bruno"].viewer,
            now=NOW + timedelta(minutes=1),
            referral_id=referral_id,
            version=page.version,
            given=given,
        )

    assert told(together(own_app, choose, 2)) == {"done": 1, "changed_meanwhile": 1}
    assert len(page_of(cast["bruno"], referral_id).paths) == 1


def test_of_two_who_answer_a_remark_one_does_and_the_other_is_told(
    own_app: Flask, cast: Cast
) -> None:
    remark_id = a_remark(cast)

    def answer(number: int) -> object:
        return answer_remark(
            actor=cast["dario"].viewer,
            now=NOW,
            remark_id=remark_id,
            version=1,
            words=f"Risposta {number}.",
        )

    assert told(together(own_app, answer, 2)) == {"done": 1, "changed_meanwhile": 1}


def test_of_two_who_answer_the_same_layer_one_is_told_that_it_changed(
    own_app: Flask, cast: Cast
) -> None:
    referral_id = a_referral(cast["gino"], a_person(cast["bruno"]))

    def answer(number: int) -> object:
        return operations.answer_layer(
            actor=cast["dario"].viewer,
            now=NOW,
            referral_id=referral_id,
            layer=Layer.QUESTIONS,
            version=1,
            told={"relation_to_person": f"zia {number}"},
        )

    assert told(together(own_app, answer, 2)) == {"done": 1, "changed_meanwhile": 1}
    assert db.session.scalar(select(func.count()).select_from(ReferralAnswer)) == 1


def test_two_layers_are_written_by_two_people_at_once(own_app: Flask, cast: Cast) -> None:
    referral_id = a_referral(cast["gino"], a_person(cast["bruno"]))
    layers = (
        (Layer.QUESTIONS, {"relation_to_person": "zia"}),
        (Layer.CONTEXT, {"risk_violence": "no"}),
    )

    def answer(number: int) -> object:
        layer, given = layers[number]
        return operations.answer_layer(
            actor=cast["dario"].viewer, now=NOW, referral_id=referral_id, layer=layer, version=1,
            told=given,
        )  # fmt: skip

    assert told(together(own_app, answer, 2)) == {"done": 2}


def test_a_draft_kept_twenty_times_at_once_is_kept_once(own_app: Flask, cast: Cast) -> None:
    account = cast["gino"].account_id

    def keep(number: int) -> object:
        drafts.keep_draft(account, "referral", "one", {"story": str(number)})
        return None

    assert told(together(own_app, keep)) == {"done": TOGETHER}
    assert len(drafts.kept_drafts(account)) == 1
