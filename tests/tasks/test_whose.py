"""Whose a thing to be done is when who had it is no more the one who does it."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.accounts import operations as accounts
from app.accounts.policy import Duty
from app.cases import operations as cases
from app.cases import queries as case_queries
from app.db import db
from app.features.timetable import BRING_TASKS
from app.kernel.errors import NotFound
from app.kernel.references import CaseId, PersonId
from app.people import operations as people
from app.people.rules import BirthKnown, MergeField, PersonDetails
from app.rota import operations as rota
from app.rota.rules import AbsenceKind
from app.tasks import operations, queries
from app.tasks.cards import deadlines, of_person
from app.tasks.models import Task
from app.tasks.rules import TaskCode, TaskOutcome
from tests.builders.cases import an_open_case, engagement_of
from tests.builders.merging import a_merge
from tests.builders.people import a_person
from tests.builders.tasks import a_task
from tests.cast import NOW, TODAY, Cast, Member

DAY = timedelta(days=1)


def _grown(by: Member, **known: Any) -> tuple[PersonId, CaseId]:
    """Open the case of somebody who comes of age today, and let the night bring what it brings."""
    born = {"birth_known": BirthKnown.EXACT, "birth_date": date(2008, 11, 23)}
    person_id = a_person(by, "Grande", **born)
    case_id = an_open_case(by, person_id, **known)
    BRING_TASKS(NOW)
    return person_id, case_id


def _away(cast: Cast, who: Member, days: int = 9) -> None:
    rota.add_absence(
        actor=cast["dario"].viewer,
        now=NOW,
        engagement_id=engagement_of(who),
        first_day=TODAY,
        last_day=TODAY + days * DAY,
        kind=AbsenceKind.LEAVE,
    )


def _list(app: Flask, who: Member, on: date = TODAY) -> list[tuple[str, str]]:
    with app.test_request_context():
        return [(row.what, row.why) for row in deadlines(who.viewer, NOW + (on - TODAY))]


def _codes(who: Member) -> list[TaskCode]:
    return [row.code for row in queries.tasks_of(who.viewer, TODAY)]


def test_what_a_life_brought_goes_with_the_case(app: Flask, cast: Cast) -> None:
    bruno, carla = cast["bruno"], cast["carla"]
    person_id, case_id = _grown(bruno)
    a_task(bruno, person_id=person_id)
    page = case_queries.case_page(bruno.viewer, case_id, TODAY)
    cases.reassign(
        actor=cast["dario"].viewer,
        now=NOW,
        case_id=case_id,
        version=page.version,
        to_id=engagement_of(carla),
    )
    assert _codes(carla) == [TaskCode.OF_AGE]
    assert _codes(bruno) == [TaskCode.OWN]  # what he wrote for himself is still his


def test_what_was_done_before_stays_of_who_did_it(app: Flask, cast: Cast) -> None:
    bruno, carla = cast["bruno"], cast["carla"]
    _grown(bruno)
    (row,) = queries.tasks_of(bruno.viewer, TODAY)
    close = {"now": NOW, "task_id": row.id, "outcome": TaskOutcome.DONE}
    operations.close_task(actor=bruno.viewer, **close)
    cases.reassign_all(
        actor=cast["dario"].viewer,
        now=NOW,
        from_id=engagement_of(bruno),
        to_id=engagement_of(carla),
    )
    assert _codes(carla) == []
    assert queries.task_row(bruno.viewer, row.id, TODAY).for_id == engagement_of(bruno)


def test_what_is_of_who_works_here_no_more_is_of_who_answers_for_all(
    app: Flask, cast: Cast
) -> None:
    bruno, dario = cast["bruno"], cast["dario"]
    a_task(bruno)
    assert _codes(dario) == []
    accounts.disengage(
        actor=cast["elena"].viewer,
        now=NOW,
        organisation_id=bruno.organisation_id,
        engagement_id=engagement_of(bruno),
        ends_on=TODAY + 2 * DAY,
    )
    assert _list(app, dario) == []
    said = [("Telefonare alla scuola", "Era di Bruno, che non lavora più qui")]
    assert _list(app, dario, TODAY + 3 * DAY) == said
    assert _list(app, cast["carla"], TODAY + 3 * DAY) == []


@pytest.mark.parametrize("on_the_case", [True, False])
def test_a_deputy_has_what_is_to_be_done_while_the_holder_is_away(
    app: Flask, cast: Cast, *, on_the_case: bool
) -> None:
    bruno, carla = cast["bruno"], cast["carla"]
    person_id, _ = _grown(bruno, deputy=carla)
    task_id = a_task(bruno, person_id=person_id)
    if on_the_case:
        task_id = next(
            one.id for one in queries.tasks_of(bruno.viewer, TODAY) if one.code is TaskCode.OF_AGE
        )
    elsewhere = a_task(bruno, "Cosa sua", person_id=a_person(bruno, "Altra"))
    assert _list(app, carla) == []
    _away(cast, bruno)
    assert {why for _, why in _list(app, carla)} == {"Al posto di Bruno"}
    assert len(_list(app, carla)) == 2
    assert len(_list(app, bruno)) == 3
    with pytest.raises(NotFound):
        queries.task_row(carla.viewer, elsewhere, TODAY)
    close = {"now": NOW, "task_id": task_id, "outcome": TaskOutcome.DONE}
    operations.close_task(actor=carla.viewer, **close)
    assert len(_list(app, carla)) == 1


def test_what_no_deputy_does_is_of_who_answers_for_all(app: Flask, cast: Cast) -> None:
    bruno, carla, dario = cast["bruno"], cast["carla"], cast["dario"]
    followed, _ = _grown(bruno, deputy=carla)
    a_task(bruno, "Della supplente", person_id=followed)
    a_task(bruno, "Di nessun altro")
    a_task(bruno, "Senza supplente", person_id=a_person(bruno, "Altra"))
    assert _list(app, dario) == []
    _away(cast, bruno)
    said = {("Di nessun altro", "Al posto di Bruno"), ("Senza supplente", "Al posto di Bruno")}
    assert set(_list(app, dario)) == said
    _away(cast, carla)
    assert {what for what, _ in _list(app, dario)} >= {"Della supplente"}
    assert len(_list(app, bruno)) == 4


def test_three_days_away_leave_it_where_it_is(app: Flask, cast: Cast) -> None:
    bruno, carla = cast["bruno"], cast["carla"]
    _grown(bruno, deputy=carla)
    _away(cast, bruno, days=2)
    assert _list(app, carla) == []


def test_a_substitute_has_what_the_person_in_charge_had_to_do(app: Flask, cast: Cast) -> None:
    bruno, dario = cast["bruno"], cast["dario"]
    task_id = a_task(dario, "Firmare la convenzione")
    accounts.name_substitute(
        actor=dario.viewer,
        now=NOW,
        substitute_id=engagement_of(bruno),
        duties=[Duty.APPROVE],
        first_day=TODAY,
        last_day=TODAY + 5 * DAY,
    )
    assert _list(app, bruno) == [("Firmare la convenzione", "Al posto di Dario")]
    assert queries.task_row(bruno.viewer, task_id, TODAY).what == "Firmare la convenzione"
    assert _list(app, bruno, TODAY + 6 * DAY) == []
    assert _list(app, cast["carla"]) == []


def _wrote_death(by: Member, person_id: PersonId, version: int, day: date | None) -> None:
    details = PersonDetails(surname="Cara", given="Ada", died_on=day)
    people.correct_person(
        actor=by.viewer, now=NOW + version * DAY, person_id=person_id, version=version,
        details=details,
    )  # fmt: skip


def test_a_death_written_by_mistake_does_not_hide_the_true_one(app: Flask, cast: Cast) -> None:
    gino, person_id = cast["gino"], a_person(cast["bruno"], "Cara", "Ada")
    for version, day in enumerate((TODAY, None, TODAY + DAY), start=1):
        _wrote_death(gino, person_id, version, day)
    assert _codes(cast["dario"]) == [TaskCode.DEATH, TaskCode.DEATH]


def test_a_death_that_a_merge_brings_is_told_to_who_follows_her(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    kept, gone = a_person(bruno, "Cara", "Ada"), a_person(bruno, "Cara", "Ada", died_on=TODAY)
    an_open_case(bruno, kept)
    a_merge(cast, kept, gone, taken=frozenset({MergeField.DIED_ON}))
    (row,) = queries.tasks_of(bruno.viewer, TODAY)
    assert (row.code, row.person_id) == (TaskCode.DEATH, kept)


def test_who_followed_the_record_that_goes_hears_that_she_is_dead(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    kept, gone = a_person(bruno, "Cara", "Ada", died_on=TODAY), a_person(bruno, "Cara", "Ada")
    an_open_case(bruno, gone)
    a_merge(cast, kept, gone)
    assert _codes(bruno) == [TaskCode.DEATH]


def test_two_records_of_somebody_alive_bring_nothing(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    a_merge(cast, a_person(bruno, "Cara", "Ada"), a_person(bruno, "Cara", "Ada"))
    assert db.session.scalar(select(func.count()).select_from(Task)) == 0


def test_on_the_page_of_a_person_stands_what_is_to_be_done(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    person_id = a_person(bruno, "Telefonata")
    task_id: UUID = a_task(bruno, person_id=person_id)

    def rows(who: str) -> list[tuple[str, str, str | None]] | None:
        with app.test_request_context():
            card = of_person(cast[who].viewer, person_id, NOW)
        return [(row.text, row.note, row.url) for row in card.rows] if card else None

    new = ("Scrivi una cosa da fare", "", f"/deadlines/new?person={person_id}")
    written = ("Telefonare alla scuola", "entro ven 27/11, Bruno", f"/deadlines/tasks/{task_id}")
    assert rows("bruno") == [written, new]
    assert rows("dario") == [written, new]
    assert rows("carla") == [new]
    assert rows("anna") is None
