"""Deadlines worked by several: postponed, passed, taken back; things to do; more time of a court."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.cases import operations as cases
from app.cases import queries as case_queries
from app.cases.cards import court_card
from app.cases.models import CourtTermMove
from app.cases.operations import ExtensionDetails
from app.cases.rules.case import CaseFault, WhyMoved
from app.db import db
from app.features.timetable import BRING_TASKS
from app.kernel.errors import Conflict, Invalid, NotAllowedNow, NotFound
from app.kernel.references import PersonId
from app.people import operations as people
from app.people.rules import BirthKnown, PersonDetails
from app.tasks import operations, queries
from app.tasks.models import Task
from app.tasks.rules import MarkWhy, Seen, TaskCode, TaskFault, TaskOutcome
from tests.builders.appointments import a_wednesday
from tests.builders.cases import an_open_case, engagement_of
from tests.builders.people import a_person
from tests.builders.protected import sealed
from tests.builders.tasks import a_court_term, a_task, postponed
from tests.cast import NOW, TODAY, Cast, Member

DAY = timedelta(days=1)
SOON = TODAY + 20 * DAY


def _died(by: Member, person_id: PersonId, surname: str, day: date, version: int = 1) -> None:
    details = PersonDetails(surname=surname, given="Ada", died_on=day)
    people.correct_person(
        actor=by.viewer, now=NOW, person_id=person_id, version=version, details=details
    )


def test_what_was_said_is_kept_and_who_comes_second_is_told(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    seen = Seen("case:1", 0, TODAY)
    postponed(bruno, seen, TODAY + 3 * DAY)
    with pytest.raises(Conflict):
        postponed(bruno, seen, TODAY + 7 * DAY)
    postponed(bruno, replace(seen, number=1, stands=TODAY + 3 * DAY), TODAY + 9 * DAY)
    said = queries.marks_of(bruno.viewer, {"case:1"})["case:1"]
    assert (said.postponed, said.first_on, said.until) == (2, TODAY, TODAY + 9 * DAY)
    assert [one.until for one in queries.history_of(bruno.viewer, "case:1")] == [
        TODAY + 9 * DAY,
        TODAY + 3 * DAY,
    ]
    assert queries.marks_of(cast["zeno"].viewer, {"case:1"}) == {}


def test_only_who_answers_for_all_reads_why_and_no_name(app: Flask, cast: Cast) -> None:
    for key in ("case:1", "case:2"):
        postponed(cast["bruno"], Seen(key, 0, TODAY), TODAY + DAY, MarkWhy.ABSENCE)
    operations.take_back(actor=cast["bruno"].viewer, now=NOW, seen=Seen("case:3", 0, TODAY))
    assert queries.reasons_since(cast["dario"].viewer, TODAY) == [(MarkWhy.ABSENCE, 2)]
    assert queries.reasons_since(cast["bruno"].viewer, TODAY) == []


def test_what_she_would_not_be_shown_is_not_passed(app: Flask, cast: Cast) -> None:
    bruno, carla = cast["bruno"], engagement_of(cast["carla"])
    known = {"actor": bruno.viewer, "now": NOW, "seen": Seen("case:1", 0, TODAY)}
    why = MarkWhy.AGREED
    with pytest.raises(Invalid) as refused:
        operations.pass_on(**known, to_id=carla, why=why, shown_to_her=lambda: False)
    assert refused.value.reasons == (f"to:{TaskFault.NOT_HERS_TO_SEE}",)
    assert queries.marks_of(bruno.viewer, {"case:1"}) == {}
    with pytest.raises(Invalid):
        operations.pass_on(**known, to_id=engagement_of(bruno), why=why, shown_to_her=lambda: True)
    operations.pass_on(**known, to_id=carla, why=why, shown_to_her=lambda: True)
    assert queries.passed_to(cast["carla"].viewer) == {"case:1"}
    operations.take_back(actor=bruno.viewer, now=NOW, seen=Seen("case:1", 1, TODAY))
    assert queries.passed_to(cast["carla"].viewer) == frozenset()


def test_something_to_do_is_of_who_does_it_and_is_closed_once(app: Flask, cast: Cast) -> None:
    bruno, carla, dario = cast["bruno"], cast["carla"], cast["dario"]
    task_id = a_task(bruno, person_id=a_person(bruno, "Daconoscere"))
    assert [row.what for row in queries.tasks_of(bruno.viewer, TODAY)] == ["Telefonare alla scuola"]
    assert queries.tasks_of(carla.viewer, TODAY) == []
    assert (
        queries.tasks_of(dario.viewer, TODAY) == []
    )  # hers is another list; the page she may open
    assert queries.task_row(dario.viewer, task_id, TODAY).person.startswith("Daconoscere")
    with pytest.raises(NotFound):
        queries.task_row(carla.viewer, task_id, TODAY)
    close = {"now": NOW, "task_id": task_id, "outcome": TaskOutcome.DONE}
    operations.close_task(actor=bruno.viewer, **close)
    with pytest.raises(NotAllowedNow):
        operations.close_task(actor=bruno.viewer, **close)
    assert queries.tasks_of(bruno.viewer, TODAY) == []


def test_nothing_is_left_to_who_may_not_know_the_person(app: Flask, cast: Cast) -> None:
    a_wednesday(cast, "bruno")
    hers = sealed(cast)
    with pytest.raises(Invalid) as refused:
        a_task(cast["bruno"], person_id=hers.person_id, for_id=engagement_of(cast["carla"]))
    assert refused.value.reasons == (f"for_id:{TaskFault.NOT_HERS_TO_SEE}",)
    with pytest.raises(Invalid):
        a_task(cast["bruno"], due_on=TODAY - DAY)


def test_scenario_9_the_court_gives_more_time_and_both_days_are_kept(
    app: Flask, cast: Cast
) -> None:
    bruno = cast["bruno"]
    case_id, term_id = a_court_term(bruno, due_on=TODAY + 30 * DAY)
    known = {"actor": bruno.viewer, "now": NOW, "case_id": case_id, "term_id": term_id}
    with pytest.raises(Invalid):
        cases.ask_more_time(**known, asked=ExtensionDetails(TODAY, TODAY + 30 * DAY))
    asked = ExtensionDetails(TODAY, TODAY + 60 * DAY, "Manca il parere della NPI")
    cases.ask_more_time(**known, asked=asked)
    with pytest.raises(NotAllowedNow) as refused:
        cases.ask_more_time(**known, asked=asked)
    assert refused.value.reasons == (CaseFault.EXTENSION_WAITS,)
    (term,) = case_queries.case_page(bruno.viewer, case_id, TODAY).court_terms
    assert (term.waits, term.due_on) == (True, TODAY + 30 * DAY)
    cases.answer_more_time(**known, answered_on=TODAY, new_day=TODAY + 45 * DAY)
    (term,) = case_queries.case_page(bruno.viewer, case_id, TODAY).court_terms
    assert (term.waits, term.due_on) == (False, TODAY + 45 * DAY)
    assert term.before == ((TODAY + 30 * DAY, WhyMoved.EXTENDED),)
    assert [(one.asked_to, one.new_day, one.why) for one in term.extensions] == [
        (TODAY + 60 * DAY, TODAY + 45 * DAY, "Manca il parere della NPI")
    ]
    with pytest.raises(NotAllowedNow):
        cases.answer_more_time(**known, answered_on=TODAY, new_day=None)


def test_a_court_that_says_no_moves_nothing(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    case_id, term_id = a_court_term(bruno)
    known = {"actor": bruno.viewer, "now": NOW, "case_id": case_id, "term_id": term_id}
    cases.ask_more_time(**known, asked=ExtensionDetails(TODAY, TODAY + 60 * DAY))
    with pytest.raises(Invalid):
        cases.answer_more_time(**known, answered_on=TODAY - DAY, new_day=None)
    cases.answer_more_time(**known, answered_on=TODAY, new_day=None)
    (term,) = case_queries.case_page(bruno.viewer, case_id, TODAY).court_terms
    assert (term.due_on, [one.new_day for one in term.extensions]) == (SOON, [None])
    assert db.session.scalars(select(CourtTermMove)).all() == []


def test_a_courts_day_is_recalled_and_its_reminder_may_rest(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    _, term_id = a_court_term(bruno)

    def recalled(by: Member, now: datetime = NOW) -> list[str]:
        with app.test_request_context():
            card = court_card(by.viewer, now)
        return [row.note for row in card.rows] if card else []

    falls = "cade di domenica: invia entro venerdì 11/12"
    assert recalled(bruno) == [f"dom 13/12, tra 20 giorni, {falls}"]
    postponed(bruno, Seen(f"court:{term_id}", 0, SOON, hard=True), TODAY + 3 * DAY)
    assert recalled(bruno) == []
    assert recalled(bruno, NOW + 3 * DAY) == [f"dom 13/12, tra 17 giorni, {falls}"]
    assert recalled(cast["carla"]) == []


def test_birthdays_make_something_to_do_once(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    young = a_person(bruno, "Quasi", birth_known=BirthKnown.EXACT, birth_date=date(2009, 1, 10))
    grown = a_person(bruno, "Grande", birth_known=BirthKnown.EXACT, birth_date=date(2008, 11, 23))
    unfollowed = a_person(
        bruno, "Altro", birth_known=BirthKnown.EXACT, birth_date=date(2008, 11, 23)
    )
    for person_id in (young, grown):
        an_open_case(bruno, person_id)
    assert BRING_TASKS(NOW).done == 2
    assert BRING_TASKS(NOW + DAY).done == 0
    rows = {row.code: row.person_id for row in queries.tasks_of(bruno.viewer, TODAY)}
    assert rows == {TaskCode.SOON_OF_AGE: young, TaskCode.OF_AGE: grown}
    assert unfollowed not in rows.values()


def test_a_death_is_for_who_follows_her_in_the_same_moment(app: Flask, cast: Cast) -> None:
    bruno, gino = cast["bruno"], cast["gino"]
    person_id = a_person(bruno, "Cara")
    an_open_case(bruno, person_id)
    for version, day in ((1, TODAY), (2, TODAY - DAY)):  # written, then corrected
        _died(gino, person_id, "Cara", day, version)
    (row,) = queries.tasks_of(bruno.viewer, TODAY)
    assert (row.code, row.person_id, row.opened_by) == (TaskCode.DEATH, person_id, "Gino")
    assert (
        queries.tasks_of(gino.viewer, TODAY) == []
    )  # who wrote it learns nothing of who follows her


def test_the_death_of_somebody_nobody_follows_waits_for_who_answers_for_all(
    app: Flask, cast: Cast
) -> None:
    gino = cast["gino"]
    person_id = a_person(cast["bruno"], "Sola")
    _died(gino, person_id, "Sola", TODAY)
    assert [row.for_id for row in queries.tasks_of(cast["dario"].viewer, TODAY)] == [None]
    assert db.session.scalars(select(Task.case_id)).all() == [None]
