"""What happens to requests and reports, and what is refused."""

from datetime import date, timedelta

import pytest

from app.catalogue.rules import ConsentBasis, ReferralSource
from app.intake.operations import (
    OrderGiven,
    SubjectGiven,
)
from app.intake.procedure import Clock, ReferralState
from app.intake.rules import (
    Acknowledgement,
    Answer,
    Awaited,
    Channel,
    ContactOutcome,
    GiveBackCause,
    JudicialAsk,
    ReferralKind,
    Urgency,
)
from app.kernel.errors import Conflict, Invalid, NotAllowedNow, NotFound, NotPermitted
from app.kernel.references import PersonId, new_id
from app.organisations.rules import BodyKind
from app.people.queries import search
from app.people.rules import PersonDetails
from tests.builders.intake import (
    CHARGE,
    STORY,
    a_body,
    a_referral,
    act,
    an_assigned,
    in_evaluation,
    page_of,
    running_terms,
    state_of,
)
from tests.cast import NOW, TODAY, Cast

S = ReferralState


def test_four_answers_are_enough(cast: Cast, child: PersonId) -> None:
    page = page_of(cast["gino"], a_referral(cast["gino"], child))
    assert page.row.state is S.RECEIVED
    assert page.row.kind is ReferralKind.REPORT
    assert page.row.number == "SEG-2026-0001"
    assert page.story == STORY
    assert [one.name for one in page.subjects] == ["Rota Elia"]


def test_numbers_follow_each_other_within_the_year(cast: Cast, child: PersonId) -> None:
    first = page_of(cast["gino"], a_referral(cast["gino"], child)).row.number
    second = page_of(cast["gino"], a_referral(cast["gino"], child)).row.number
    assert (first, second) == ("SEG-2026-0001", "SEG-2026-0002")


def test_what_is_missing_or_to_come_is_refused(cast: Cast, child: PersonId) -> None:
    for known in (
        {"story": "  "},
        {"subjects": ()},
        {"subjects": (SubjectGiven(),)},
        {"received_at": NOW + timedelta(minutes=1)},
        {"order": OrderGiven(proceeding="1", dated=TODAY, asks=JudicialAsk.INQUIRY,
                             answer_by=TODAY - timedelta(days=1))},
    ):  # fmt: skip
        with pytest.raises(Invalid):
            a_referral(cast["gino"], child, **known)


def test_a_refused_registration_registers_nobody(cast: Cast, child: PersonId) -> None:
    new = SubjectGiven(new_person=PersonDetails(surname="Nuovissima"))
    stranger = SubjectGiven(person_id=PersonId(new_id()))
    with pytest.raises(NotFound):
        a_referral(cast["gino"], subjects=(new, stranger))
    assert search(cast["gino"].viewer, "nuovissima") == []


def test_the_same_person_cannot_be_named_twice(cast: Cast, child: PersonId) -> None:
    with pytest.raises(NotAllowedNow):
        a_referral(cast["gino"], child, child)


def test_the_front_office_registers_nothing_and_reads_nothing(cast: Cast, child: PersonId) -> None:
    with pytest.raises(NotPermitted):
        a_referral(cast["anna"], child)
    referral_id = a_referral(cast["gino"], child)
    for who in ("anna", "teo", "elena", "franca", "piera", "rosa", "sofia", "zeno"):
        with pytest.raises(NotFound):
            page_of(cast[who], referral_id)


def test_reach_is_own_team_or_everything(cast: Cast, child: PersonId) -> None:
    referral_id = an_assigned(cast, child)
    for who in ("bruno", "dario", "gino"):
        assert page_of(cast[who], referral_id)
    with pytest.raises(NotFound):
        page_of(cast["carla"], referral_id)


def test_the_clocks_of_the_arrival(cast: Cast, child: PersonId) -> None:
    clocks = running_terms(cast, a_referral(cast["gino"], child))
    assert clocks == {
        Clock.FIRST_EVALUATION: date(2026, 11, 25),
        Clock.FIRST_CONTACT: date(2026, 12, 8),
    }


def test_a_body_is_owed_a_receipt(cast: Cast, child: PersonId) -> None:
    body_id = a_body(cast, BodyKind.SCHOOL)
    referral_id = a_referral(
        cast["gino"], child, source=ReferralSource.SCHOOL, referring_body_id=body_id
    )
    assert running_terms(cast, referral_id)[Clock.ACKNOWLEDGEMENT] == date(2026, 12, 3)
    act(cast["gino"], "acknowledge", referral_id, how=Acknowledgement.PEC, on=TODAY)
    assert Clock.ACKNOWLEDGEMENT not in running_terms(cast, referral_id)
    with pytest.raises(Invalid):
        act(cast["gino"], "acknowledge", referral_id, how=Acknowledgement.PEC,
            on=TODAY + timedelta(days=1))  # fmt: skip


def test_on_ones_own_motion_it_is_at_once_in_hand(cast: Cast, child: PersonId) -> None:
    referral_id = a_referral(cast["bruno"], child, channel=Channel.OWN_MOTION)
    page = page_of(cast["bruno"], referral_id)
    assert (page.row.state, page.row.assignee) == (S.ASSIGNED, "Bruno")


def test_the_order_keeps_the_day_the_judge_wrote(cast: Cast, child: PersonId) -> None:
    christmas = date(2026, 12, 25)
    order = OrderGiven(
        proceeding="12/2026", dated=date(2026, 11, 20), asks=JudicialAsk.INQUIRY,
        answer_by=christmas,
    )  # fmt: skip
    referral_id = a_referral(cast["gino"], child, source=ReferralSource.JUVENILE_COURT, order=order)
    page = page_of(cast["dario"], referral_id)
    assert page.row.kind is ReferralKind.JUDICIAL_REQUEST
    assert page.orders[0].answer_by == christmas
    assert page.orders[0].send_by == date(2026, 12, 24)
    assert page.orders[0].proceeding == "12/2026"


def test_assigning_undoing_and_giving_back(cast: Cast, child: PersonId) -> None:
    referral_id = an_assigned(cast, child)
    assert Clock.FIRST_EVALUATION not in running_terms(cast, referral_id)
    assert running_terms(cast, referral_id)[Clock.DECISION] == date(2027, 1, 7)  # 45 days: a minor
    with pytest.raises(Invalid):
        act(cast["dario"], "assign_referral", referral_id, worker_id=cast["bruno"].engagement_id)
    act(cast["dario"], "assign_referral", referral_id, worker_id=cast["carla"].engagement_id)
    assert page_of(cast["dario"], referral_id).row.assignee == "Carla"
    act(cast["carla"], "give_back", referral_id, reason=GiveBackCause.LOAD)
    assert state_of(cast, referral_id) is S.REASSIGN_ASKED


def test_who_assigns_is_the_supervisor(cast: Cast, child: PersonId) -> None:
    referral_id = a_referral(cast["bruno"], child)
    with pytest.raises(NotPermitted):
        act(cast["bruno"], "assign_referral", referral_id, worker_id=cast["bruno"].engagement_id)
    with pytest.raises(Invalid):
        act(cast["dario"], "assign_referral", referral_id, worker_id=cast["gino"].engagement_id)


def test_an_old_version_is_a_conflict(cast: Cast, child: PersonId) -> None:
    referral_id = a_referral(cast["bruno"], child)
    worker = cast["bruno"].engagement_id
    act(cast["dario"], "assign_referral", referral_id, worker_id=worker)
    with pytest.raises(Conflict):
        act(cast["dario"], "assign_referral", referral_id, worker_id=worker, version=1)


def test_what_is_urgent_may_be_taken_by_whoever_is_there(cast: Cast, child: PersonId) -> None:
    ordinary = a_referral(cast["carla"], child)
    with pytest.raises(NotAllowedNow):
        act(cast["carla"], "take_urgent", ordinary)
    urgent = a_referral(cast["gino"], child, urgency=Urgency.WITHIN_48_HOURS)
    act(cast["carla"], "take_urgent", urgent)
    assert page_of(cast["dario"], urgent).row.assignee == "Carla"


def test_another_urgency_gives_the_contact_another_day(cast: Cast, child: PersonId) -> None:
    referral_id = an_assigned(cast, child)
    act(cast["bruno"], "flag_urgency", referral_id, urgency=Urgency.IMMEDIATE)
    assert running_terms(cast, referral_id)[Clock.FIRST_CONTACT] == TODAY


def test_an_attempt_is_not_a_contact(cast: Cast, child: PersonId) -> None:
    referral_id = an_assigned(cast, child)
    tried = {"outcome": ContactOutcome.NO_ANSWER, "happened_at": NOW, "words": ""}
    act(cast["bruno"], "log_contact", referral_id, **tried)
    assert state_of(cast, referral_id) is S.ASSIGNED
    assert Clock.FIRST_CONTACT in running_terms(cast, referral_id)
    act(cast["bruno"], "log_contact", referral_id, **{**tried, "outcome": ContactOutcome.REAL})
    assert state_of(cast, referral_id) is S.IN_EVALUATION
    assert Clock.FIRST_CONTACT not in running_terms(cast, referral_id)
    late = {**tried, "happened_at": NOW + timedelta(hours=1)}
    with pytest.raises(Invalid):
        act(cast["bruno"], "log_contact", referral_id, **late)


def test_the_decision_rests_only_while_the_person_is_awaited(cast: Cast, child: PersonId) -> None:
    referral_id = in_evaluation(cast, child)
    before = running_terms(cast, referral_id)[Clock.DECISION]
    act(cast["bruno"], "wait_for", referral_id, awaited=Awaited.BODY, words="la scuola")
    act(cast["bruno"], "resume", referral_id, now=NOW + timedelta(days=9))
    assert running_terms(cast, referral_id)[Clock.DECISION] == before
    act(cast["bruno"], "wait_for", referral_id, awaited=Awaited.PERSON, words="è via",
        now=NOW + timedelta(days=9))  # fmt: skip
    act(cast["bruno"], "resume", referral_id, now=NOW + timedelta(days=99))
    assert running_terms(cast, referral_id)[Clock.DECISION] == before + timedelta(days=30)


def test_risk_and_harm_are_two_judgements_with_their_days(cast: Cast, child: PersonId) -> None:
    referral_id = in_evaluation(cast, child)
    first = {"risk": Answer.YES, "harm": Answer.UNKNOWN, "grounds": "lividi"}
    act(cast["bruno"], "judge", referral_id, **first)
    then = {"risk": Answer.YES, "harm": Answer.NO, "grounds": "spiegati"}
    act(cast["bruno"], "judge", referral_id, now=NOW + timedelta(hours=1), **then)
    judged = page_of(cast["bruno"], referral_id).judgements
    assert [(one.risk, one.harm) for one in judged] == [
        (Answer.YES, Answer.NO),
        (Answer.YES, Answer.UNKNOWN),
    ]


def test_a_missing_consent_stops_nothing(cast: Cast, child: PersonId) -> None:
    referral_id = in_evaluation(cast, child)
    assert page_of(cast["bruno"], referral_id).consent_missing
    act(cast["bruno"], "take_charge", referral_id, charge=CHARGE)
    assert state_of(cast, referral_id) is S.TAKEN_CHARGE


def test_consents_are_written_apart(cast: Cast, child: PersonId) -> None:
    referral_id = in_evaluation(cast, child)
    given = {"basis": ConsentBasis.BOTH_PARENTS, "given_by": "i genitori", "given_on": TODAY}
    act(cast["bruno"], "note_consent", referral_id, **given)
    page = page_of(cast["bruno"], referral_id)
    assert not page.consent_missing
    assert page.consents[0].given_by == "i genitori"
