"""Sent elsewhere from a request: her arrival is asked about in one place, and in one only."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.catalogue.rules import PathCode, Term
from app.db import db
from app.intake.operations import PathGiven, Signposting, SubjectGiven
from app.intake.procedure import Clock, ReferralState
from app.intake.rules import Answer, HelpGiven
from app.kernel.references import BodyId, PersonId, ReferralId
from app.open_door import queries
from app.open_door.models import OnwardReferral, OnwardReferralTerm
from app.open_door.operations import withdraw_onward
from app.open_door.rules import HelpKind
from app.organisations.rules import BodyKind
from tests.builders.intake import a_body, act, in_evaluation, page_of, running_terms, state_of
from tests.builders.open_door import on_onward, sent_on
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("app")
S = ReferralState


@pytest.fixture
def centre(app: Flask, cast: Cast) -> BodyId:
    """An association of the directory."""
    return a_body(cast, BodyKind.THIRD_SECTOR)


def _signpost(
    cast: Cast, referral_id: ReferralId, body_id: BodyId | None, **known: HelpGiven
) -> None:
    where = Signposting(body_id=body_id, **{"help_given": HelpGiven.CALLED, **known})
    act(cast["bruno"], "signpost", referral_id, where=where)


def _sent(referral_id: ReferralId) -> list[OnwardReferral]:
    wanted = OnwardReferral.referral_id == referral_id
    return list(
        db.session.scalars(select(OnwardReferral).where(wanted).order_by(OnwardReferral.id))
    )


def test_to_a_body_one_goes_with_an_onward_referral(
    cast: Cast, adult: PersonId, centre: BodyId
) -> None:
    referral_id = in_evaluation(cast, adult)
    _signpost(cast, referral_id, centre, help_given=HelpGiven.APPOINTMENT_MADE)
    assert state_of(cast, referral_id) is S.SIGNPOSTED
    (sent,) = _sent(referral_id)
    assert (sent.person_id, sent.body_id, sent.help_kind, sent.path) == (
        adult, centre, HelpKind.APPOINTMENT, PathCode.SOCIAL_INCLUSION,
    )  # fmt: skip
    asked = db.session.scalars(select(OnwardReferralTerm.code)).all()
    assert (asked, running_terms(cast, referral_id)) == ([Term.ARRIVAL_CHECK], {})


def test_by_the_way_chosen_for_her(cast: Cast, adult: PersonId, centre: BodyId) -> None:
    referral_id = in_evaluation(cast, adult)
    act(cast["bruno"], "choose_path", referral_id, given=PathGiven(path=PathCode.WOMEN_SUPPORT))
    _signpost(cast, referral_id, centre)
    assert [one.path for one in _sent(referral_id)] == [PathCode.WOMEN_SUPPORT]
    assert db.session.scalars(select(OnwardReferralTerm.code)).all() == [Term.ARRIVAL_CHECK_URGENT]


def test_nobody_is_sent_before_the_second_reader_agrees(
    cast: Cast, child: PersonId, centre: BodyId
) -> None:
    referral_id = in_evaluation(cast, child)
    _signpost(cast, referral_id, centre)
    assert (state_of(cast, referral_id), _sent(referral_id)) == (S.PROPOSED_CLOSURE, [])
    act(cast["dario"], "disagree_closure", referral_id, words="Meglio il consultorio.")
    assert _sent(referral_id) == []
    other = a_body(cast, BodyKind.SCHOOL)
    _signpost(cast, referral_id, other, help_given=HelpGiven.LETTER)
    act(cast["dario"], "agree_closure", referral_id)
    (sent,) = _sent(referral_id)
    assert (sent.person_id, sent.body_id, sent.help_kind, sent.sent_by_id) == (
        child, other, HelpKind.LETTER, cast["dario"].viewer.account_id,
    )  # fmt: skip
    assert (state_of(cast, referral_id), running_terms(cast, referral_id)) == (S.SIGNPOSTED, {})


def test_without_a_body_the_request_asks_also_when_it_goes_on_for_others(
    cast: Cast, child: PersonId, adult: PersonId
) -> None:
    referral_id = in_evaluation(cast, child, adult)
    elia = page_of(cast["bruno"], referral_id).subjects[0]
    where = Signposting(body_id=None, help_given=HelpGiven.CALLED, subject_ids=(elia.id,))
    act(cast["bruno"], "signpost", referral_id, where=where)
    assert Clock.SIGNPOST_CHECK not in running_terms(cast, referral_id)
    act(cast["dario"], "agree_closure", referral_id)
    assert state_of(cast, referral_id) is S.IN_EVALUATION
    assert {Clock.SIGNPOST_CHECK, Clock.DECISION} <= set(running_terms(cast, referral_id))
    assert _sent(referral_id) == []


@pytest.mark.parametrize("named", [True, False])
def test_who_was_sent_on_from_there_is_not_sent_twice(
    cast: Cast, adult: PersonId, centre: BodyId, named: bool
) -> None:
    about = {"person_id": adult, "described": ""} if named else {"described": "una donna"}
    for body_id in (centre, None):
        referral_id = in_evaluation(cast, adult)
        sent_on(cast, body_id=centre, referral_id=referral_id, **about)
        _signpost(cast, referral_id, body_id)
        assert len(_sent(referral_id)) == 1
        assert running_terms(cast, referral_id) == {}


def test_who_gave_it_up_is_sent_again(cast: Cast, adult: PersonId, centre: BodyId) -> None:
    referral_id = in_evaluation(cast, adult)
    before = sent_on(cast, body_id=centre, referral_id=referral_id, person_id=adult)
    withdraw_onward(**on_onward(cast["bruno"], before))
    _signpost(cast, referral_id, centre)
    assert len(_sent(referral_id)) == 2


def test_whom_nobody_knows_is_sent_as_she_was_described(cast: Cast, centre: BodyId) -> None:
    somebody = SubjectGiven(described="una signora sola", thought_adult=Answer.YES)
    referral_id = in_evaluation(cast, subjects=(somebody,))
    _signpost(cast, referral_id, centre)
    if not _sent(referral_id):  # not surely of age: somebody else reads it first
        act(cast["dario"], "agree_closure", referral_id)
    (sent,) = _sent(referral_id)
    assert (sent.person_id, sent.described) == (None, "una signora sola")


def test_who_was_sent_without_a_name_is_not_taken_for_another(
    cast: Cast, adult: PersonId, centre: BodyId
) -> None:
    somebody = SubjectGiven(described="sua sorella", thought_adult=Answer.YES)
    referral_id = in_evaluation(cast, subjects=(somebody, SubjectGiven(person_id=adult)))
    for one in page_of(cast["bruno"], referral_id).subjects:
        where = Signposting(body_id=centre, help_given=HelpGiven.CALLED, subject_ids=(one.id,))
        act(cast["bruno"], "signpost", referral_id, where=where)
        if state_of(cast, referral_id) is S.PROPOSED_CLOSURE:
            act(cast["dario"], "agree_closure", referral_id)
    assert [one.person_id for one in _sent(referral_id)] == [None, adult]


def test_who_was_reported_is_not_told_by_where_she_was_sent(
    cast: Cast, adult: PersonId, centre: BodyId
) -> None:
    """The counter finds what it sent itself; of a report only who works on reports knows."""
    bruno, gino = cast["bruno"].viewer, cast["gino"].viewer
    referral_id = in_evaluation(cast, adult)
    _signpost(cast, referral_id, centre)
    assert queries.onward_of_person(gino, adult) == []
    assert len(queries.onward_of_person(bruno, adult)) == 1
    sent_on(cast, "gino", body_id=centre, referral_id=referral_id, person_id=adult)
    assert [one.sent_by for one in queries.onward_of_person(gino, adult)] == [gino.label]
