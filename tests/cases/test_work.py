"""What is done to a case and to its plan: clocks, holders on past days, who may read what."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.cases import cards, operations, queries
from app.cases.models import Case, CaseTerm, DiaryEntry
from app.cases.operations import ClosureDetails
from app.cases.rules.case import (
    CaseFault,
    CaseKind,
    CaseState,
    ClosureSituation,
    Outcome,
    PeopleTold,
    TeamAccess,
    WhyClosed,
    WhyNotMe,
    WhySealed,
    WhySuspended,
)
from app.cases.rules.diary import EntryDetails, EntryFault, EntryKind, WhyReserved
from app.cases.rules.plan import PlanFault, PlanState, ReviewDetails
from app.db import db
from app.kernel.errors import Conflict, Invalid, NotAllowedNow, NotFound, NotPermitted
from app.kernel.references import CaseId
from app.people.rules import BirthKnown, Sex
from app.rota import operations as rota
from app.rota.rules import AbsenceKind
from tests.builders.cases import a_case_with_plan, a_plan, an_entry, an_open_case, engagement_of
from tests.builders.people import a_person
from tests.cast import NOW, Cast, Member
from tests.support.client import OfficeClient

DAY = timedelta(days=1)
CLOSURE = ClosureDetails(
    reason=WhyClosed.NEED_SOLVED,
    situation=ClosureSituation.AUTONOMOUS,
    outcome=Outcome.REACHED,
    people_told=PeopleTold.YES,
)


def _do(operation: Any, by: Member, case_id: CaseId, now: datetime = NOW, **more: Any) -> Any:
    version = _case(by, case_id).version
    return operation(actor=by.viewer, now=now, case_id=case_id, version=version, **more)


def _case(by: Member, case_id: CaseId) -> Case:
    db.session.rollback()
    return db.session.get_one(Case, (by.organisation_id, case_id))


def _running(case_id: CaseId) -> dict[str, date]:
    rows = db.session.execute(
        select(CaseTerm.code, CaseTerm.due_on).where(
            CaseTerm.case_id == case_id, CaseTerm.met_at.is_(None)
        )
    )
    return {row[0]: row[1] for row in rows}


def test_clocks_of_an_assessment_follow_the_age(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    child = a_person(bruno, birth_known=BirthKnown.EXACT, birth_date=date(2017, 3, 14))
    for person, term, due in (
        (child, "assessment_minor", date(2027, 1, 22)),
        (None, "assessment", date(2027, 1, 7)),
    ):
        case_id = an_open_case(bruno, person)
        _do(operations.begin_assessment, bruno, case_id)
        assert _running(case_id)[term] == due
        assert "assessment_start" not in _running(case_id)


def test_a_suspended_case_goes_back_to_where_it_was(app: Flask, cast: Cast) -> None:
    bruno, dario = cast["bruno"], cast["dario"]
    case_id = a_case_with_plan(bruno, dario)
    _do(operations.suspend, dario, case_id, why=WhySuspended.UNTRACEABLE)
    assert _running(case_id)["suspension_recheck"] == date(2027, 1, 22)
    _do(operations.propose_closure, bruno, case_id, NOW + DAY, details=CLOSURE)
    _do(operations.refuse_closure, dario, case_id, NOW + 2 * DAY, words="Cercala ancora")
    assert _case(bruno, case_id).state == CaseState.SUSPENDED
    _do(operations.resume, bruno, case_id, NOW + 3 * DAY)
    assert _case(bruno, case_id).state == CaseState.ACTIVE
    assert "suspension_recheck" not in _running(case_id)


def test_only_the_supervisor_suspends(app: Flask, cast: Cast) -> None:
    case_id = an_open_case(cast["bruno"])
    with pytest.raises(NotPermitted):
        _do(operations.suspend, cast["bruno"], case_id, why=WhySuspended.UNTRACEABLE)


def test_an_old_form_changes_nothing(app: Flask, cast: Cast) -> None:
    bruno, case_id = cast["bruno"], an_open_case(cast["bruno"])
    common: dict[str, Any] = {"actor": bruno.viewer, "now": NOW, "case_id": case_id}
    version = _case(bruno, case_id).version
    operations.begin_assessment(**common, version=version)
    with pytest.raises(Conflict):
        operations.propose_closure(**common, version=version, details=CLOSURE)


def test_who_held_a_case_on_any_past_day_is_counted(app: Flask, cast: Cast) -> None:
    bruno, carla, dario = cast["bruno"], cast["carla"], cast["dario"]
    case_id = an_open_case(bruno, deputy=carla)
    with pytest.raises(Invalid, match=CaseFault.SAME_HOLDER):
        _do(operations.reassign, dario, case_id, to_id=engagement_of(bruno))
    _do(operations.reassign, dario, case_id, NOW + DAY, to_id=engagement_of(carla))
    _do(operations.propose_closure, carla, case_id, NOW + 2 * DAY, details=CLOSURE)
    _do(operations.close_case, carla, case_id, NOW + 2 * DAY)

    loads = [queries.caseload(dario.viewer, (NOW + days * DAY).date()) for days in (0, 1, 2)]
    assert loads == [{engagement_of(bruno): 1}, {engagement_of(carla): 1}, {}]
    _do(operations.reopen_case, dario, case_id, NOW + 4 * DAY, why="Nuova richiesta")
    reopened = queries.caseload(dario.viewer, (NOW + 5 * DAY).date())
    assert reopened == {engagement_of(carla): 1}
    assert _case(dario, case_id).number == "CS-000001"


def test_a_case_is_not_closed_while_something_is_pending(app: Flask, cast: Cast) -> None:
    bruno, case_id = cast["bruno"], an_open_case(cast["bruno"])
    common = {"actor": bruno.viewer, "now": NOW, "case_id": case_id}
    operations.note_linked_referral(**common, referral_id=case_id)
    with pytest.raises(NotAllowedNow, match=CaseFault.UNREAD_REFERRAL):
        _do(operations.propose_closure, bruno, case_id, details=CLOSURE)
    operations.linked_referral_read(**common, referral_id=case_id)
    _do(operations.propose_closure, bruno, case_id, details=CLOSURE)
    operations.note_linked_referral(**common, referral_id=bruno.account_id)
    with pytest.raises(NotAllowedNow, match=CaseFault.UNREAD_REFERRAL):
        _do(operations.close_case, bruno, case_id)


def test_a_childs_case_is_closed_by_the_supervisor(app: Flask, cast: Cast) -> None:
    bruno, dario = cast["bruno"], cast["dario"]
    child = a_person(
        bruno, birth_known=BirthKnown.EXACT, birth_date=date(2017, 3, 14), sex=Sex.FEMALE
    )
    case_id = an_open_case(bruno, child)
    _do(operations.propose_closure, bruno, case_id, details=CLOSURE)
    with pytest.raises(NotAllowedNow, match=CaseFault.CLOSING_NEEDS_SUPERVISOR):
        _do(operations.close_case, bruno, case_id)
    _do(operations.close_case, dario, case_id)
    assert _running(case_id) == {}


def test_another_body_takes_a_case_or_leaves_it(app: Flask, cast: Cast) -> None:
    bruno, dario = cast["bruno"], cast["dario"]
    case_id = a_case_with_plan(bruno, dario)
    with pytest.raises(NotAllowedNow, match="needs_reason"):
        _do(operations.propose_body, dario, case_id, words=" ")
    _do(operations.propose_body, dario, case_id, words="Gorgonzola, dal 30/9")
    assert "transfer_answer" in _running(case_id)
    _do(operations.body_refused, dario, case_id, NOW + DAY)
    assert "transfer_answer" not in _running(case_id)
    assert _case(dario, case_id).state == CaseState.ACTIVE
    _do(operations.propose_body, dario, case_id, NOW + 2 * DAY, words="Gorgonzola, dal 30/10")
    _do(operations.body_accepted, dario, case_id, NOW + 3 * DAY)
    assert _case(dario, case_id).state == CaseState.CLOSED_TRANSFERRED
    assert queries.plans_of(dario.viewer, case_id)[0].state is PlanState.CONCLUDED


def test_a_proposed_colleague_answers_and_nobody_else(app: Flask, cast: Cast) -> None:
    bruno, carla = cast["bruno"], cast["carla"]
    case_id = an_open_case(bruno)
    with pytest.raises(NotFound):
        queries.case_brief(carla.viewer, case_id)
    _do(operations.propose_handover, bruno, case_id, to_id=engagement_of(carla), words="Promesse")
    with pytest.raises(NotAllowedNow, match=CaseFault.NOT_FOR_YOU):
        _do(operations.accept_handover, bruno, case_id)
    assert queries.passing_to(carla.viewer)
    _do(operations.refuse_handover, carla, case_id, words="Sono piena")
    with pytest.raises(NotFound):
        queries.case_brief(carla.viewer, case_id)
    assert _case(bruno, case_id).holder_id == engagement_of(bruno)


def test_who_cannot_follow_sends_it_back_and_answers_until_it_is_given_to_another(
    app: Flask, cast: Cast
) -> None:
    bruno, carla, dario = cast["bruno"], cast["carla"], cast["dario"]
    case_id = an_open_case(bruno)
    with pytest.raises(NotAllowedNow, match=CaseFault.NOT_THE_HOLDER):
        _do(operations.ask_reassign, dario, case_id, why=WhyNotMe.TOO_MUCH)
    _do(operations.ask_reassign, bruno, case_id, why=WhyNotMe.CANNOT_FOLLOW)
    with pytest.raises(NotAllowedNow, match=CaseFault.REASSIGN_ASKED):
        _do(operations.ask_reassign, bruno, case_id, why=WhyNotMe.TOO_MUCH)
    case = _case(bruno, case_id)
    assert case.holder_id == engagement_of(bruno)
    away = queries.kept_away(dario.viewer, [case.person_id], NOW.date())
    assert engagement_of(bruno) in away[case.person_id]
    (asked,) = queries.to_reassign(dario.viewer)
    assert (asked.id, asked.holder, asked.why) == (case_id, "Bruno", WhyNotMe.CANNOT_FOLLOW)
    assert asked.due_on == _running(case_id)["reassign"]
    assert queries.to_reassign(bruno.viewer) == []
    _do(operations.reassign, dario, case_id, to_id=engagement_of(carla))
    assert queries.to_reassign(dario.viewer) == []
    assert "reassign" not in _running(case_id)


def test_the_supervisor_finds_what_a_holder_sent_back_where_work_is_given_out(
    app: Flask, cast: Cast
) -> None:
    case_id = an_open_case(cast["bruno"])
    url = f"/cases/{case_id}/acts/ask-reassign"
    assert _browser(app, cast["bruno"]).submit(url, {"why": "too_much"}).status_code == 303
    number = queries.case_brief(cast["dario"].viewer, case_id).number
    dario = _browser(app, cast["dario"])
    for page in ("/referrals/to-assign", "/today"):
        text = dario.get(page).text
        assert "Cartelle da riassegnare" in text
        assert number in text


def _browser(app: Flask, who: Member) -> OfficeClient:
    client = app.test_client()
    assert isinstance(client, OfficeClient)
    return client.enter(who)


def test_a_plan_in_force_is_reviewed_goal_by_goal(app: Flask, cast: Cast) -> None:
    bruno, dario = cast["bruno"], cast["dario"]
    case_id = a_case_with_plan(bruno, dario)
    assert _running(case_id)["plan_review"] == date(2027, 3, 1)
    plan = queries.plans_of(bruno.viewer, case_id)[0]
    review = {"next_review_on": date(2027, 5, 1)}
    with pytest.raises(Invalid, match=PlanFault.OUTCOME_MISSING):
        _do(operations.review_plan, bruno, case_id, details=ReviewDetails(outcomes={}, **review))
    outcomes = {plan.goals[0].id: Outcome.PARTLY}
    for wrong in (NOW.date(), date(2027, 7, 1)):
        details = ReviewDetails(outcomes=outcomes, next_review_on=wrong)
        with pytest.raises(Invalid, match=PlanFault.REVIEW_OUTSIDE):
            _do(operations.review_plan, bruno, case_id, details=details)
    _do(operations.review_plan, bruno, case_id, details=ReviewDetails(outcomes=outcomes, **review))
    assert _running(case_id)["plan_review"] == date(2027, 5, 1)
    assert queries.plans_of(bruno.viewer, case_id)[0].goals[0].outcome is Outcome.PARTLY


def test_the_author_does_not_approve_and_a_second_plan_waits(app: Flask, cast: Cast) -> None:
    dario, bruno = cast["dario"], cast["bruno"]
    case_id = an_open_case(bruno)
    plan_id = a_plan(dario, case_id)
    with pytest.raises(NotAllowedNow, match=PlanFault.PLAN_ALREADY_GOING):
        a_plan(bruno, case_id)
    operations.submit_plan(actor=bruno.viewer, now=NOW, plan_id=plan_id, version=1)
    plan: dict[str, Any] = {"now": NOW, "plan_id": plan_id, "version": 2}
    with pytest.raises(NotAllowedNow, match=PlanFault.NOT_OWN_PLAN):
        operations.approve_plan(actor=dario.viewer, **plan)
    with pytest.raises(NotPermitted):
        operations.approve_plan(actor=bruno.viewer, **plan)
    with pytest.raises(NotFound):
        operations.withdraw_plan(actor=cast["carla"].viewer, **plan)
    operations.withdraw_plan(actor=bruno.viewer, **plan)


def test_what_is_reserved_is_for_its_author_and_the_supervisor(app: Flask, cast: Cast) -> None:
    bruno, carla, dario = cast["bruno"], cast["carla"], cast["dario"]
    case_id = an_open_case(bruno, deputy=carla)
    hidden = an_entry(bruno, case_id, "Segreto", reserved=WhyReserved.SAFETY)
    an_entry(carla, case_id, "Aperto")

    def read(by: Member) -> set[str]:
        return {row.text for row in queries.diary_of(by.viewer, case_id, NOW)}

    assert read(bruno) == read(dario) == {"Segreto", "Aperto"}
    assert read(carla) == {"Aperto"}
    assert len(queries.diary_titles(carla.viewer, case_id, 9)) == 1
    with pytest.raises(NotFound):
        operations.add_to_entry(actor=carla.viewer, now=NOW, entry_id=hidden, text="x")


def test_an_entry_is_corrected_by_its_author_for_a_day(app: Flask, cast: Cast) -> None:
    bruno, dario = cast["bruno"], cast["dario"]
    case_id = an_open_case(bruno)
    entry_id = an_entry(bruno, case_id, "Prima")
    details = EntryDetails(kind=EntryKind.PHONE_CALL, happened_at=NOW, text="Dopo")
    common: dict[str, Any] = {"entry_id": entry_id, "version": 1, "details": details}
    with pytest.raises(NotAllowedNow, match=EntryFault.NOT_THE_AUTHOR):
        operations.correct_entry(actor=dario.viewer, now=NOW, **common)
    with pytest.raises(NotAllowedNow, match=EntryFault.TOO_LATE_TO_CORRECT):
        operations.correct_entry(actor=bruno.viewer, now=NOW + DAY, **common)
    operations.correct_entry(actor=bruno.viewer, now=NOW, **common)
    with pytest.raises(Conflict):
        operations.correct_entry(actor=bruno.viewer, now=NOW, **common)
    row = queries.entry_row(bruno.viewer, entry_id, NOW)
    assert (row.text, [text.text for text in row.texts]) == ("Dopo", ["Prima"])


def test_the_words_of_a_diary_are_sealed_in_the_database(app: Flask, cast: Cast) -> None:
    an_entry(cast["bruno"], an_open_case(cast["bruno"]), "Kanarinotesto")
    sealed = db.session.scalars(select(DiaryEntry.text_sealed)).one()
    assert sealed is not None
    assert b"Kanarino" not in sealed


def test_a_contact_renews_the_time_of_the_next_in_monitoring(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    case_id = a_case_with_plan(bruno, cast["dario"])
    _do(operations.to_monitoring, bruno, case_id)
    first = _running(case_id)["monitoring_contact"]
    an_entry(bruno, case_id, kind=EntryKind.MEETING, now=NOW + 10 * DAY)
    assert _running(case_id)["monitoring_contact"] == first
    an_entry(bruno, case_id, kind=EntryKind.PHONE_CALL, now=NOW + 10 * DAY)
    assert _running(case_id)["monitoring_contact"] == first + 10 * DAY


def test_sealing_leaves_no_hint_to_who_opens_another(app: Flask, cast: Cast) -> None:
    bruno, carla, dario = cast["bruno"], cast["carla"], cast["dario"]
    person = a_person(bruno)
    first = an_open_case(bruno, person)
    _do(operations.seal_case, dario, first, why=WhySealed.VIOLENCE)
    assert queries.followed(carla.viewer, [person]) == []
    with pytest.raises(NotFound):
        an_open_case(carla, person)
    second = an_open_case(dario, person, holder_id=engagement_of(carla))
    _do(operations.unseal_case, dario, first, why=WhySealed.NO_LONGER_NEEDED)
    assert _case(dario, first).kind == CaseKind.SEALED_BESIDE
    _do(operations.seal_case, dario, first, why=WhySealed.VIOLENCE)
    _do(operations.propose_closure, carla, second, details=CLOSURE)
    _do(operations.close_case, carla, second)
    _do(operations.unseal_case, dario, first, why=WhySealed.NO_LONGER_NEEDED)
    assert _case(dario, first).kind == CaseKind.ORDINARY
    with pytest.raises(NotPermitted):
        _do(operations.seal_case, bruno, first, why=WhySealed.VIOLENCE)


def test_who_is_kept_out_never_reaches_a_case_not_even_named(app: Flask, cast: Cast) -> None:
    bruno, carla, dario = cast["bruno"], cast["carla"], cast["dario"]
    case_id = an_open_case(bruno, deputy=carla)
    common: dict[str, Any] = {"actor": dario.viewer, "now": NOW, "case_id": case_id}
    assert queries.case_brief(carla.viewer, case_id)
    kept_out = {"engagement_id": engagement_of(carla), "access": TeamAccess.KEPT_OUT}
    operations.list_on_case(**common, **kept_out)
    with pytest.raises(NotFound):
        queries.case_brief(carla.viewer, case_id)
    operations.unlist_from_case(**common, engagement_id=engagement_of(carla))
    assert queries.case_brief(carla.viewer, case_id)
    with pytest.raises(NotFound):
        operations.unlist_from_case(**common, engagement_id=engagement_of(carla))


def test_a_second_plan_follows_the_first_and_renews_the_review(app: Flask, cast: Cast) -> None:
    bruno, dario = cast["bruno"], cast["dario"]
    case_id = a_case_with_plan(bruno, dario)
    second = a_plan(bruno, case_id, review_on=date(2027, 2, 1))
    operations.submit_plan(actor=bruno.viewer, now=NOW, plan_id=second, version=1)
    operations.approve_plan(actor=dario.viewer, now=NOW, plan_id=second, version=2)
    assert _running(case_id)["plan_review"] == date(2027, 2, 1)
    states = [plan.state for plan in queries.plans_of(bruno.viewer, case_id)]
    assert sorted(states) == [PlanState.APPROVED, PlanState.CONCLUDED]
    assert _case(bruno, case_id).state == CaseState.ACTIVE


def test_a_deputy_sees_what_is_due_only_while_the_holder_is_away(app: Flask, cast: Cast) -> None:
    bruno, carla, on = cast["bruno"], cast["carla"], NOW.date()
    an_open_case(bruno, deputy=carla)

    def due(who: Member) -> set[tuple[str, str]]:
        with app.test_request_context():
            return {(row.what, row.why) for row in cards.deadlines(who.viewer, NOW)}

    assert (len(due(bruno)), due(carla)) == (2, set())
    rota.add_absence(
        actor=cast["dario"].viewer,
        now=NOW,
        engagement_id=engagement_of(bruno),
        first_day=on,
        last_day=on + 7 * DAY,
        kind=AbsenceKind.LEAVE,
    )
    assert due(carla) == {(what, "Come supplente") for what, _ in due(bruno)}
