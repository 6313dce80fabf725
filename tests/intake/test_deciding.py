"""How requests end, person by person; who reads a second time; the way to a service."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from app.cases import queries as cases
from app.cases.models import RequestLine
from app.catalogue.rules import Intervention, PathCode, ReferralSource
from app.db import db
from app.intake import queries
from app.intake.operations import (
    Charge,
    OrderGiven,
    PathGiven,
    Sending,
    Signposting,
    request_service,
)
from app.intake.procedure import Clock, ReferralState
from app.intake.rules import (
    Answer,
    ArchiveGround,
    Awaited,
    Changes,
    ClosureProposal,
    Duty,
    HelpGiven,
    JudicialAsk,
    Shelf,
    SubjectOutcome,
)
from app.kernel.errors import Invalid, NotAllowedNow, NotFound
from app.kernel.references import PersonId
from app.kernel.verdict import Verdict
from app.organisations.rules import BodyKind
from tests.builders.intake import (
    CHARGE,
    a_body,
    a_referral,
    act,
    in_evaluation,
    page_of,
    proposed_closure,
    running_terms,
    state_of,
)
from tests.cast import NOW, TODAY, Cast

S = ReferralState


def test_each_person_has_an_outcome_of_her_own(
    cast: Cast, child: PersonId, adult: PersonId
) -> None:
    referral_id = in_evaluation(cast, child, adult)
    elia, marta = page_of(cast["bruno"], referral_id).subjects
    act(cast["bruno"], "take_charge", referral_id,
        charge=Charge(basis=CHARGE.basis, area=CHARGE.area, subject_ids=(elia.id,)))  # fmt: skip
    page = page_of(cast["bruno"], referral_id)
    assert page.row.state is S.IN_EVALUATION
    assert [one.outcome for one in page.subjects] == [SubjectOutcome.TAKEN_CHARGE, None]
    assert Clock.DECISION in running_terms(cast, referral_id)
    where = Signposting(body_id=None, help_given=HelpGiven.CALLED, subject_ids=(marta.id,))
    act(cast["bruno"], "signpost", referral_id, where=where)
    page = page_of(cast["bruno"], referral_id)
    assert page.row.state is S.SIGNPOSTED  # an adult: nobody reads second
    assert [one.outcome for one in page.subjects][1] is SubjectOutcome.SIGNPOSTED
    assert set(running_terms(cast, referral_id)) == {Clock.SIGNPOST_CHECK}
    with pytest.raises(NotAllowedNow):
        act(cast["bruno"], "take_charge", referral_id, charge=CHARGE)


def test_taking_charge_opens_a_case_and_types_nothing_again(cast: Cast, child: PersonId) -> None:
    referral_id = in_evaluation(cast, child)
    (case_id,) = act(cast["bruno"], "take_charge", referral_id, charge=CHARGE)
    brief = cases.case_brief(cast["bruno"].viewer, case_id)
    assert (brief.person_id, brief.holder_id) == (child, cast["bruno"].engagement_id)
    assert running_terms(cast, referral_id) == {}


def test_nobody_without_a_name_is_taken_charge_of(cast: Cast, child: PersonId) -> None:
    referral_id = in_evaluation(cast)
    with pytest.raises(Invalid):
        act(cast["bruno"], "take_charge", referral_id, charge=CHARGE)
    (subject,) = page_of(cast["bruno"], referral_id).subjects
    act(cast["bruno"], "identify_subject", referral_id, subject_id=subject.id, person_id=child)
    act(cast["bruno"], "take_charge", referral_id, charge=CHARGE)
    assert page_of(cast["bruno"], referral_id).subjects[0].described == "un bambino"


def test_a_second_case_is_refused_and_linking_is_the_way(cast: Cast, child: PersonId) -> None:
    first = in_evaluation(cast, child)
    (case_id,) = act(cast["bruno"], "take_charge", first, charge=CHARGE)
    second = in_evaluation(cast, child)
    with pytest.raises(NotAllowedNow):
        act(cast["bruno"], "take_charge", second, charge=CHARGE)
    (subject,) = page_of(cast["bruno"], second).subjects
    act(cast["dario"], "link_to_case", second, subject_id=subject.id, case_id=case_id)
    assert state_of(cast, second) is S.LINKED
    assert running_terms(cast, second) == {Clock.LINKED_READ: date(2026, 11, 24)}
    with pytest.raises(Invalid):
        act(cast["dario"], "read_linked", second, changes=Changes.NOTHING, words="")
    act(cast["bruno"], "read_linked", second, changes=Changes.PLAN, words="Da rivedere.")
    assert running_terms(cast, second) == {}
    with pytest.raises(NotAllowedNow):
        act(cast["bruno"], "read_linked", second, changes=Changes.PLAN, words="")


def test_who_proposes_never_reads_second(cast: Cast, child: PersonId) -> None:
    referral_id = proposed_closure(cast, child)
    assert page_of(cast["dario"], referral_id).proposal is ClosureProposal.ARCHIVE
    with pytest.raises(NotAllowedNow):
        act(cast["bruno"], "agree_closure", referral_id)
    with pytest.raises(Invalid):
        act(cast["dario"], "name_reader", referral_id, reader_id=cast["bruno"].engagement_id)
    with pytest.raises(NotFound):
        act(cast["carla"], "agree_closure", referral_id)
    act(cast["dario"], "name_reader", referral_id, reader_id=cast["carla"].engagement_id)
    assert queries.count(cast["carla"].viewer, Shelf.TO_READ, TODAY) == 1
    act(cast["carla"], "agree_closure", referral_id)
    page = page_of(cast["dario"], referral_id)
    assert page.row.state is S.ARCHIVED
    assert page.subjects[0].outcome is SubjectOutcome.ARCHIVED


def test_the_supervisor_does_not_read_her_own_proposal(cast: Cast, child: PersonId) -> None:
    referral_id = proposed_closure(cast, child, to="dario")
    with pytest.raises(NotAllowedNow):
        act(cast["dario"], "agree_closure", referral_id)


def test_disagreeing_sends_it_back_with_words(cast: Cast, child: PersonId) -> None:
    referral_id = proposed_closure(cast, child)
    with pytest.raises(NotAllowedNow):
        act(cast["dario"], "disagree_closure", referral_id, words=" ")
    act(cast["dario"], "disagree_closure", referral_id, words="Sentire la scuola.")
    page = page_of(cast["bruno"], referral_id)
    assert (page.row.state, page.proposal) == (S.IN_EVALUATION, None)
    assert page.subjects[0].proposed is None


def test_archiving_an_adult_needs_nobody_else_but_words(cast: Cast, adult: PersonId) -> None:
    referral_id = in_evaluation(cast, adult)
    with pytest.raises(NotAllowedNow):
        act(cast["bruno"], "archive", referral_id, ground=ArchiveGround.NO_NEED, words="")
    act(cast["bruno"], "archive", referral_id, ground=ArchiveGround.NO_NEED, words="Risolto.")
    assert state_of(cast, referral_id) is S.ARCHIVED


def test_half_a_proposal_leaves_the_others_to_be_decided(
    cast: Cast, child: PersonId, adult: PersonId
) -> None:
    referral_id = in_evaluation(cast, child, adult)
    elia, _ = page_of(cast["bruno"], referral_id).subjects
    act(cast["bruno"], "propose_not_competent", referral_id,
        body_id=None, words="Risiede altrove.", subject_ids=(elia.id,))  # fmt: skip
    act(cast["dario"], "agree_closure", referral_id)
    page = page_of(cast["bruno"], referral_id)
    assert page.row.state is S.IN_EVALUATION
    assert [one.outcome for one in page.subjects] == [SubjectOutcome.NOT_COMPETENT, None]


def test_passing_it_to_another_body_and_back(cast: Cast, child: PersonId) -> None:
    referral_id = in_evaluation(cast, child)
    body_id = a_body(cast, BodyKind.MUNICIPALITY)
    act(cast["bruno"], "judge", referral_id, risk=Answer.YES, harm=Answer.NO, grounds="")
    with pytest.raises(NotAllowedNow):
        act(
            cast["bruno"],
            "propose_transfer",
            referral_id,
            body_id=body_id,
            protection_assured=False,
        )
    act(cast["bruno"], "propose_transfer", referral_id, body_id=body_id, protection_assured=True)
    act(cast["gino"], "answer_transfer", referral_id, accepted=False, words="Non risiede qui.")
    assert state_of(cast, referral_id) is S.IN_EVALUATION
    act(cast["bruno"], "propose_transfer", referral_id, body_id=body_id, protection_assured=True)
    act(cast["gino"], "answer_transfer", referral_id, accepted=True, words="")
    assert state_of(cast, referral_id) is S.TRANSFERRED


def test_sending_to_the_court_is_a_record_with_its_signer(cast: Cast, child: PersonId) -> None:
    referral_id = a_referral(cast["bruno"], child)
    court, school = a_body(cast, BodyKind.PROSECUTOR), a_body(cast, BodyKind.SCHOOL)
    sending = Sending(body_id=court, signed_by_id=cast["bruno"].engagement_id, sent_on=TODAY)
    act(cast["bruno"], "send_to_court", referral_id, sending=sending)
    page = page_of(cast["dario"], referral_id)
    assert (page.row.state, page.destinations[0].signed_by) == (S.RECEIVED, "Bruno")
    assert Clock.COURT_FOLLOWUP in running_terms(cast, referral_id)
    wrong = Sending(body_id=school, signed_by_id=sending.signed_by_id, sent_on=TODAY)
    with pytest.raises(Invalid):
        act(cast["bruno"], "send_to_court", referral_id, sending=wrong)
    act(
        cast["bruno"],
        "follow_up",
        referral_id,
        clock=Clock.COURT_FOLLOWUP,
        words="Fissata udienza.",
    )
    assert Clock.COURT_FOLLOWUP not in running_terms(cast, referral_id)


def test_a_new_fact_on_something_ended_calls_who_had_it_last(cast: Cast, adult: PersonId) -> None:
    referral_id = in_evaluation(cast, adult)
    act(cast["gino"], "add_fact", referral_id, words="Ha richiamato la vicina.")
    assert Clock.NEW_FACT not in running_terms(cast, referral_id)
    act(cast["bruno"], "archive", referral_id, ground=ArchiveGround.OTHER, words="Risolto.")
    act(cast["gino"], "add_fact", referral_id, words="È tornata la vicina.")
    assert running_terms(cast, referral_id) == {Clock.NEW_FACT: date(2026, 11, 25)}
    act(cast["bruno"], "reopen", referral_id, words="La vicina ha ragione.")
    page = page_of(cast["bruno"], referral_id)
    assert (page.row.state, page.row.number) == (S.IN_EVALUATION, "SEG-2026-0001")
    assert page.subjects[0].outcome is None
    assert set(running_terms(cast, referral_id)) == {Clock.DECISION}


def test_a_duplicate_gives_its_facts_to_the_first(cast: Cast, child: PersonId) -> None:
    first = a_referral(cast["bruno"], child)
    again = a_referral(cast["bruno"], child, story="La stessa cosa, ma con una data.")
    with pytest.raises(Invalid):
        act(cast["dario"], "mark_duplicate", again, same_as_id=again)
    act(cast["dario"], "mark_duplicate", again, same_as_id=first)
    assert state_of(cast, again) is S.DUPLICATE
    assert any("con una data" in step.words for step in page_of(cast["bruno"], first).steps)


def test_the_path_keeps_what_was_known_and_said(cast: Cast, child: PersonId) -> None:
    referral_id = in_evaluation(cast, child)
    given = PathGiven(
        path=PathCode.ADM,
        answers={"age": "20", "interventions": ["sport_support", "family_support"]},
        wording=("Le parole di quel giorno.",),
    )
    with pytest.raises(Invalid):
        act(cast["bruno"], "choose_path", referral_id, given=given)
    given = PathGiven(
        path=given.path, answers=given.answers, wording=given.wording, reason="Prima."
    )
    assert act(cast["bruno"], "choose_path", referral_id, given=given) is Verdict.NOT_MET
    path = page_of(cast["bruno"], referral_id).path
    assert path is not None
    assert path.said.facts.age == 20
    assert path.said.wording == ("Le parole di quel giorno.",)
    assert path.reason == "Prima."


@pytest.mark.parametrize("path", PathCode)
def test_every_path_can_be_chosen(cast: Cast, child: PersonId, path: PathCode) -> None:
    referral_id = in_evaluation(cast, child)
    given = PathGiven(path=path, reason="Lo si vuole provare.")
    act(cast["bruno"], "choose_path", referral_id, given=given)
    chosen = page_of(cast["bruno"], referral_id).path
    assert chosen is not None
    assert chosen.path is path


def test_the_chosen_way_becomes_a_request_with_a_line_each(cast: Cast, child: PersonId) -> None:
    referral_id = in_evaluation(cast, child)
    (subject,) = page_of(cast["bruno"], referral_id).subjects
    asked = {"actor": cast["bruno"].viewer, "now": NOW, "referral_id": referral_id}
    with pytest.raises(NotAllowedNow):
        request_service(**asked, subject_id=subject.id)
    act(cast["bruno"], "take_charge", referral_id, charge=CHARGE)
    with pytest.raises(NotAllowedNow):
        request_service(**asked, subject_id=subject.id)
    wished = ["sport_support", "family_support", "respite"]
    given = PathGiven(path=PathCode.ADM, answers={"age": "10", "interventions": wished}, reason="Sì",
                      interventions=[Intervention(one) for one in wished])  # fmt: skip
    act(cast["bruno"], "choose_path", referral_id, given=given)
    request_id = request_service(**asked, subject_id=subject.id)
    lines = select(func.count()).select_from(RequestLine)
    assert db.session.scalar(lines.where(RequestLine.request_id == request_id)) == len(wished)


def test_what_must_be_thought_of_without_a_clock(cast: Cast, child: PersonId) -> None:
    answer_by = date(2026, 12, 25)
    order = OrderGiven(proceeding="1", dated=TODAY, asks=JudicialAsk.REPORT, answer_by=answer_by)
    referral_id = in_evaluation(cast, child, order=order)
    viewer = cast["bruno"].viewer
    assert [one.duty for one in queries.duties(viewer, NOW)] == [Duty.ANSWER_COURT]
    act(cast["bruno"], "judge", referral_id, risk=Answer.YES, harm=Answer.YES, grounds="")
    act(cast["bruno"], "wait_for", referral_id, awaited=Awaited.BODY, words="la scuola")
    assert [(one.duty, one.due_on) for one in queries.duties(viewer, NOW)] == [
        (Duty.WEIGH_COURT, TODAY),
        (Duty.WAITED_LONG, TODAY + timedelta(days=30)),
        (Duty.ANSWER_COURT, answer_by),
    ]
    court = Sending(
        body_id=a_body(cast, BodyKind.PROSECUTOR),
        signed_by_id=cast["bruno"].engagement_id,
        sent_on=TODAY,
    )
    act(cast["bruno"], "send_to_court", referral_id, sending=court)
    assert Duty.WEIGH_COURT not in [one.duty for one in queries.duties(viewer, NOW)]
    assert queries.duties(cast["carla"].viewer, NOW) == []


def test_a_withdrawal_is_of_who_asked_for_himself(cast: Cast, adult: PersonId) -> None:
    reported = in_evaluation(cast, adult)
    with pytest.raises(NotAllowedNow):
        act(cast["bruno"], "withdraw", reported, words="Non vuole più.")
    asked = in_evaluation(cast, adult, source=ReferralSource.SELF)
    act(cast["bruno"], "withdraw", asked, words="Non vuole più.")
    assert state_of(cast, asked) is S.WITHDRAWN


def test_who_is_proposed_follows_the_person_or_her_household(cast: Cast, child: PersonId) -> None:
    act(cast["bruno"], "take_charge", in_evaluation(cast, child), charge=CHARGE)
    again = a_referral(cast["gino"], child)
    (line,) = [one for one in queries.triage(cast["dario"].viewer, NOW).rows if one.row.id == again]
    assert line.proposals[0].candidate.name == "Bruno"
    assert line.followed_by[0].holder_name == "Bruno"
