"""What is refused keeps nobody waiting: neither the other households nor the other bodies."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import DataError

from app.accounts.policy import Role
from app.audit.models import AuditEntry
from app.db import db
from app.people import operations as people
from app.people import queries as known
from app.registry import operations, queries
from app.registry.jobs import take_in_registry
from app.registry.operations import settling
from app.registry.rules import Outcome, RowFault
from tests.builders.registry import FAMILY, an_import, imported
from tests.cast import NOW, Cast, Member

OTHERS = (
    "Altri;Eva;;03/05/1970;F;F2;IS;via Prova 1;;",
    "Altri;Noè;;03/05/2001;M;F2;FG;via Prova 1;;",
)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.registry.jobs.PAUSE", 0)


def _elsewhere(cast: Cast) -> Member:
    return replace(cast["zeno"], role=Role.SUPERVISOR)


def _refusing(monkeypatch: pytest.MonkeyPatch, surname: str) -> None:
    """Let the database refuse whoever has this surname, as it does what it cannot hold."""

    def take_in(*, households: Sequence[people.NewHousehold], **by: Any) -> Any:
        if any(one.details.surname == surname for home in households for one in home.members):
            raise DataError("INSERT", None, ValueError("too long"))
        return people.take_in_households(households=households, **by)

    told = {name: getattr(people, name) for name in dir(people) if not name.startswith("_")}
    monkeypatch.setattr(
        settling, "people", type("People", (), {**told, "take_in_households": take_in})
    )


def test_a_household_that_the_database_refuses_is_written_down_and_the_others_enter(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    _refusing(monkeypatch, "Prelato")
    page = imported(cast["dario"], [*FAMILY, *OTHERS])
    assert page.counts == {Outcome.FAILED: 3, Outcome.NEW: 2}
    failed = operations.consult_failed_rows(actor=cast["dario"].viewer, now=NOW, import_id=page.id)
    assert {fault for _, _, fault in failed} == {RowFault.REFUSED}
    assert len(known.search(cast["dario"].viewer, "altri")) == 2


def test_signs_that_open_into_a_sentence_are_a_name_too(app: Flask, cast: Cast) -> None:
    row = f"{'ﷺ' * 100};Ugo;;03/05/1970;M;F1;IS;via del Collaudo 4;01/02/2015;"
    assert imported(cast["dario"], [row]).counts == {Outcome.NEW: 1}


def test_an_import_that_fails_does_not_keep_that_of_another_body(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = an_import(cast["dario"]), an_import(_elsewhere(cast))
    go_on = operations.go_on

    def broken(**by: Any) -> int:
        if by["import_id"] == first:
            raise RuntimeError
        return go_on(**by)

    monkeypatch.setattr("app.registry.jobs.go_on", broken)
    with pytest.raises(RuntimeError):
        take_in_registry(NOW)
    counts = queries.import_page(_elsewhere(cast).viewer, second).counts
    assert counts == {Outcome.NEW: 3}
    monkeypatch.undo()
    assert take_in_registry(NOW).done == 6
    assert queries.import_page(cast["dario"].viewer, first).counts == {Outcome.NEW: 3}


def test_two_bodies_go_on_in_turn(app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    turns, go_on = [], operations.go_on

    def seen(**by: Any) -> int:
        turns.append(by["import_id"])
        return go_on(**by)

    first, second = an_import(cast["dario"]), an_import(_elsewhere(cast))
    monkeypatch.setattr("app.registry.jobs.go_on", seen)
    take_in_registry(NOW)
    assert turns[:4] == [first, second, first, second]


def test_nothing_is_written_in_the_trail_of_a_part_with_nothing_in_it(
    app: Flask, cast: Cast
) -> None:
    page = imported(cast["dario"])
    names = select(AuditEntry.name, func.count()).group_by(AuditEntry.name)
    written = {name: many for name, many in db.session.execute(names) if "registry" in name}
    assert written == {
        "registry.import.bring": 1,
        "registry.import.choose_columns": 1,
        "registry.import.start": 1,
        "registry.import.read_rows": 1,
        "registry.import.take_households": 2,  # the second says that it is over
    }
    by = {"actor": cast["dario"].viewer, "now": NOW, "import_id": page.id}
    assert operations.go_on(**by) == 0
    assert {name: many for name, many in db.session.execute(names) if "registry" in name} == written


def test_rows_that_somebody_else_read_meanwhile_are_not_read_twice(app: Flask, cast: Cast) -> None:
    import_id = an_import(cast["dario"])
    by = {"actor": cast["dario"].viewer, "now": NOW, "import_id": import_id}
    found = queries.next_rows(cast["dario"].viewer, import_id, 2)
    assert found is not None
    assert operations.seal_rows(**by, found=found) == 2
    assert operations.seal_rows(**by, found=found) == 0
    assert operations.read_rows(**by) == 1
