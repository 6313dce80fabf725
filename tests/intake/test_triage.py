"""Whom work is given to: who may not have it, how much each carries, several at once and back."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.operations import add_skills, end_skill
from app.accounts.queries import skills
from app.accounts.rules import SkillKind
from app.cases import operations as cases
from app.cases.models import Case
from app.cases.rules.case import TeamAccess, WhySealed
from app.catalogue.rules import Area, ReferralSource
from app.db import db
from app.intake import operations, queries
from app.intake.labels import proposal_words
from app.intake.models import ReferralAssignment, ReferralTerm
from app.intake.operations import SubjectGiven
from app.intake.procedure import Clock, terms_of
from app.intake.procedure import ReferralState as S
from app.intake.rules import (
    Channel,
    GiveBackCause,
    Urgency,
    Why,
)
from app.kernel.errors import Invalid, NotAllowedNow, NotFound
from app.kernel.references import CaseId, PersonId, ReferralId
from app.people.operations import (
    declare_conflict,
    end_conflict,
    found_household,
    join_household,
    relate,
)
from app.people.queries import my_conflict_since
from app.people.rules import Kinship
from tests.builders.cases import an_open_case, engagement_of
from tests.builders.intake import (
    a_referral,
    act,
    an_assigned,
    page_of,
    proposed_closure,
    running_terms,
    state_of,
)
from tests.builders.people import a_person
from tests.cast import NOW, TODAY, Cast, Member

LATER = NOW + timedelta(minutes=3)


def _kept_out(cast: Cast, who: str, person_id: PersonId) -> None:
    case_id = an_open_case(cast["bruno"], person_id)
    cases.list_on_case(
        actor=cast["dario"].viewer,
        now=NOW,
        case_id=case_id,
        engagement_id=engagement_of(cast[who]),
        access=TeamAccess.KEPT_OUT,
    )


def _together(by: Member, one: PersonId, other: PersonId) -> None:
    known = {"actor": by.viewer, "now": NOW}
    household = found_household(
        **known, person_id=one, label="via Verdi", valid_from=date(2020, 1, 1)
    )
    join_household(**known, household_id=household, person_id=other, valid_from=date(2020, 1, 1))


def _proposed(cast: Cast, *people: PersonId) -> list[str]:
    around = queries.surroundings(cast["dario"].viewer, people, TODAY)
    return [one.candidate.name for one in around.proposals(people)]


def _version(cast: Cast, referral_id: ReferralId) -> int:
    return page_of(cast["dario"], referral_id).version


def _of_case(cast: Cast, case_id: CaseId) -> int:
    return db.session.get_one(Case, (cast["bruno"].organisation_id, case_id)).version


def _give(cast: Cast, *ids: ReferralId, to: str = "bruno", now: datetime = NOW) -> UUID:
    versions = {one: _version(cast, one) for one in ids}
    worker = engagement_of(cast[to])
    operations.assign_many(actor=cast["dario"].viewer, now=now, versions=versions, worker_id=worker)
    batch = db.session.scalar(
        select(ReferralAssignment.batch_id).where(
            ReferralAssignment.referral_id == ids[0], ReferralAssignment.to_at.is_(None)
        )
    )
    assert batch is not None
    return batch


@pytest.mark.parametrize(
    "how", ["her word", "kept out", "her word of the brother", "kept out there"]
)
def test_who_may_not_have_her_is_named_by_nobody_and_given_nothing(
    cast: Cast, child: PersonId, how: str
) -> None:
    brother = a_person(cast["bruno"], "Rota", "Leo")
    _together(cast["bruno"], child, brother)
    about = brother if "there" in how or "brother" in how else child
    if how.startswith("her"):
        declare_conflict(actor=cast["carla"].viewer, now=NOW, person_id=about)
    else:
        _kept_out(cast, "carla", about)
    assert "Carla" not in _proposed(cast, child)
    assert "Carla" in _proposed(cast, a_person(cast["bruno"], "Altra"))
    one, other = a_referral(cast["gino"], child), a_referral(cast["gino"])
    carla = engagement_of(cast["carla"])
    with pytest.raises(Invalid, match="worker_out_of_reach"):
        act(cast["dario"], "assign_referral", one, worker_id=carla)
    with pytest.raises(Invalid, match="worker_out_of_reach"):
        _give(cast, other, one, to="carla")
    assert state_of(cast, other) is S.RECEIVED, "all or none"
    (row,) = [r for r in queries.triage(cast["dario"].viewer, NOW).rows if r.row.id == one]
    assert row.out_of_reach == ("Carla",)


def test_who_may_not_have_her_takes_nothing_urgent_reads_nothing_second_and_holds_no_case(
    cast: Cast, child: PersonId
) -> None:
    carla = cast["carla"]
    closure = proposed_closure(cast, child)
    declare_conflict(actor=carla.viewer, now=NOW, person_id=child)
    urgent = a_referral(cast["gino"], child, urgency=Urgency.IMMEDIATE)
    with pytest.raises(NotAllowedNow, match="you_cannot_follow"):
        act(carla, "take_urgent", urgent)
    with pytest.raises(Invalid, match="worker_out_of_reach"):
        act(cast["dario"], "name_reader", closure, reader_id=engagement_of(carla))
    with pytest.raises(Invalid, match="holder_id:worker_out_of_reach"):
        an_open_case(cast["bruno"], child, holder_id=engagement_of(carla))
    with pytest.raises(Invalid, match="deputy_id:worker_out_of_reach"):
        an_open_case(cast["bruno"], child, deputy=carla)
    case_id = an_open_case(cast["bruno"], child)
    for operation in (cases.reassign, cases.propose_handover):
        words = {"words": "Passo."} if operation is cases.propose_handover else {}
        with pytest.raises(Invalid, match="to_id:worker_out_of_reach"):
            operation(
                actor=cast["dario"].viewer, now=NOW, case_id=case_id, version=_of_case(cast, case_id),
                to_id=engagement_of(carla), **words,
            )  # fmt: skip
    with pytest.raises(Invalid, match="worker_out_of_reach_of_one"):
        cases.reassign_all(
            actor=cast["dario"].viewer,
            now=NOW,
            from_id=engagement_of(cast["bruno"]),
            to_id=engagement_of(carla),
        )


def test_who_has_it_and_turns_out_not_to_be_able_gives_it_back(cast: Cast, child: PersonId) -> None:
    """Whoever reports from outside only describes: who it is comes out after it was given."""
    _kept_out(cast, "carla", child)
    described = an_assigned(cast, to="carla")
    other = an_assigned(cast, a_person(cast["bruno"], "Altra"), to="carla")
    (subject,) = page_of(cast["dario"], described).subjects
    act(cast["gino"], "identify_subject", described, subject_id=subject.id, person_id=child)
    act(cast["gino"], "add_subject", other, given=SubjectGiven(person_id=child))
    for one in (described, other):
        assert state_of(cast, one) is S.REASSIGN_ASKED
        assert Clock.REASSIGN in running_terms(cast, one)


def test_nobody_opens_again_for_herself_what_she_may_not_have(cast: Cast, child: PersonId) -> None:
    dario = cast["dario"]
    given = a_referral(cast["gino"], child, source=ReferralSource.SELF)
    act(dario, "withdraw", given, words="Non serve più.")
    declare_conflict(actor=dario.viewer, now=NOW, person_id=child)
    with pytest.raises(NotAllowedNow, match="you_cannot_follow"):
        act(dario, "reopen", given, words="Un fatto nuovo.")
    end_conflict(actor=dario.viewer, now=NOW + timedelta(days=2), person_id=child)
    act(dario, "reopen", given, words="Un fatto nuovo.", now=NOW + timedelta(days=2))
    (hers,) = db.session.scalars(
        select(ReferralAssignment).where(ReferralAssignment.referral_id == given)
    )
    assert (hers.engagement_id, hers.to_at) == (engagement_of(dario), None)


def test_who_cannot_follow_whom_she_reports_herself_hands_it_to_the_supervisor(
    cast: Cast, child: PersonId
) -> None:
    declare_conflict(actor=cast["bruno"].viewer, now=NOW, person_id=child)
    hers = a_referral(cast["bruno"], child, channel=Channel.OWN_MOTION)
    assert state_of(cast, hers) is S.RECEIVED
    assert state_of(cast, a_referral(cast["bruno"], channel=Channel.OWN_MOTION)) is S.ASSIGNED


def test_given_back_because_she_cannot_she_is_not_proposed_again(
    cast: Cast, child: PersonId
) -> None:
    referral_id = an_assigned(cast, child)
    act(cast["bruno"], "give_back", referral_id, reason=GiveBackCause.CONFLICT)
    assert "Bruno" not in _proposed(cast, child)
    declare_conflict(actor=cast["bruno"].viewer, now=NOW, person_id=child)  # said twice, it is once
    end_conflict(actor=cast["bruno"].viewer, now=NOW + timedelta(days=2), person_id=child)
    assert my_conflict_since(cast["bruno"].viewer, child, TODAY) == TODAY
    assert my_conflict_since(cast["bruno"].viewer, child, TODAY + timedelta(days=2)) is None


def test_load_adds_weights_to_what_is_in_hand_and_skills_count(cast: Cast, child: PersonId) -> None:
    an_open_case(cast["bruno"])  # weighs 2
    an_assigned(cast, a_person(cast["bruno"], "Prima"))
    an_assigned(cast, a_person(cast["bruno"], "Seconda"), urgency=Urgency.IMMEDIATE)
    speaks = a_person(cast["bruno"], "Khan", language="Urdu")
    written = [(SkillKind.LANGUAGE, "urdu"), (SkillKind.AREA, Area.FAMILY_AND_MINORS)]
    add_skills(
        actor=cast["dario"].viewer,
        now=NOW,
        engagement_id=engagement_of(cast["carla"]),
        skills=written,
        starts_on=TODAY,
    )
    around = queries.surroundings(cast["dario"].viewer, [speaks], TODAY)
    first, second, *_ = around.proposals([speaks])
    assert first.candidate.name == "Carla"
    assert {Why.SPEAKS_LANGUAGE, Why.RIGHT_TEAM} <= set(first.reasons)
    assert "parla la sua lingua" in proposal_words(first)
    loads = {one.candidate.name: one.candidate.load for one in around.proposals([])}
    assert loads["Bruno"] == 2 + 1 + 2
    assert second.candidate.hours == 4 * 36
    with pytest.raises(Invalid):
        add_skills(
            actor=cast["dario"].viewer, now=NOW, engagement_id=engagement_of(cast["carla"]),
            skills=[(SkillKind.LANGUAGE, "URDU")], starts_on=TODAY,
        )  # fmt: skip
    (urdu,) = [one for one in skills(cast["dario"].viewer, TODAY) if one.code == "urdu"]
    end_skill(actor=cast["dario"].viewer, now=NOW + timedelta(days=1), skill_id=urdu.id)
    assert "urdu" not in {o.code for o in skills(cast["dario"].viewer, TODAY + timedelta(days=1))}


def test_the_brother_she_follows_is_said(cast: Cast, child: PersonId) -> None:
    brother = a_person(cast["bruno"], "Rota", "Leo")
    relate(
        actor=cast["bruno"].viewer, now=NOW, person_id=child, other_id=brother,
        kind=Kinship.SIBLING, valid_from=None,
    )  # fmt: skip
    an_open_case(cast["carla"], brother)
    around = queries.surroundings(cast["dario"].viewer, [child], TODAY)
    first = around.proposals([child])[0]
    assert proposal_words(first).startswith("Carla: segue già il fratello o la sorella")


def test_late_first_then_urgent_then_oldest(app: Flask, cast: Cast) -> None:
    late = a_referral(cast["gino"], at=NOW - timedelta(days=6))
    plain = a_referral(cast["gino"], received_at=NOW - timedelta(days=3))
    urgent = a_referral(cast["gino"], urgency=Urgency.WITHIN_48_HOURS)
    rows = queries.triage(cast["dario"].viewer, NOW).rows
    assert [one.row.id for one in rows] == [late, urgent, plain]
    assert [one.late for one in rows] == [True, False, False]


def test_a_batch_is_taken_back_whole_with_its_clocks(cast: Cast, child: PersonId) -> None:
    one, other = a_referral(cast["gino"], child), an_assigned(cast, to="carla")
    act(cast["carla"], "give_back", other, reason=GiveBackCause.LOAD)
    before = {each: running_terms(cast, each) for each in (one, other)}
    batch = _give(cast, one, other, now=LATER)
    given = queries.given_lately(cast["dario"].viewer, LATER)
    assert given is not None
    assert (given.batch_id, given.number, given.worker) == (batch, 2, "Bruno")
    back = LATER + timedelta(minutes=9)
    assert operations.undo_assign(actor=cast["dario"].viewer, now=back, batch_id=batch) == 2
    assert state_of(cast, one) is S.RECEIVED
    assert state_of(cast, other) is S.REASSIGN_ASKED
    assert page_of(cast["dario"], one).row.assignee == ""
    assert page_of(cast["dario"], other).row.assignee == "Carla"
    assert {each: running_terms(cast, each) for each in (one, other)} == before
    assert Clock.FIRST_EVALUATION in before[one]
    decisions = terms_of(Clock.DECISION)
    met = select(ReferralTerm).where(
        ReferralTerm.referral_id == one, ReferralTerm.code.in_(decisions)
    )
    assert db.session.scalars(met).all() == [], "a decision nobody took is not counted as met"
    with pytest.raises(NotAllowedNow, match="nothing_to_take_back"):
        operations.undo_assign(actor=cast["dario"].viewer, now=back, batch_id=batch)
    _give(cast, one, to="carla", now=back)  # and it may be given out again


def test_what_was_worked_on_is_old_or_anothers_is_not_taken_back(
    cast: Cast, child: PersonId
) -> None:
    one, other = a_referral(cast["gino"], child), a_referral(cast["gino"])
    batch = _give(cast, one, other)
    undo = operations.undo_assign
    with pytest.raises(NotAllowedNow, match="undo_assign_too_late"):
        undo(actor=cast["dario"].viewer, now=NOW + timedelta(minutes=11), batch_id=batch)
    act(cast["bruno"], "start_evaluation", other, now=LATER)
    with pytest.raises(NotAllowedNow):
        undo(actor=cast["dario"].viewer, now=LATER, batch_id=batch)
    assert state_of(cast, one) is S.ASSIGNED, "all or none"
    assert queries.given_lately(cast["dario"].viewer, LATER) is None
    with pytest.raises(NotFound):
        undo(actor=cast["zeno"].viewer, now=LATER, batch_id=batch)


def test_two_that_are_the_same_only_if_both_are_sealed_or_none(cast: Cast, child: PersonId) -> None:
    case_id = an_open_case(cast["bruno"], child)
    ordinary, secret = a_referral(cast["gino"]), a_referral(cast["bruno"], child)
    cases.seal_case(
        actor=cast["dario"].viewer, now=NOW, case_id=case_id,
        version=_of_case(cast, case_id), why=WhySealed.VIOLENCE, named=[],
    )  # fmt: skip
    with pytest.raises(NotFound):
        act(cast["dario"], "mark_duplicate", ordinary, same_as_id=secret)
    with pytest.raises(NotFound):
        act(cast["dario"], "mark_duplicate", secret, same_as_id=ordinary)
    mine = a_referral(cast["bruno"], child)
    act(cast["bruno"], "mark_duplicate", mine, same_as_id=secret)
    assert state_of(cast, mine) is S.DUPLICATE
    hers = a_referral(cast["bruno"])
    act(cast["bruno"], "mark_duplicate", hers, same_as_id=secret)
    assert state_of(cast, hers) is S.DUPLICATE
