"""One use case, one transaction, one entry of the trail."""

import pytest
from flask import Flask
from sqlalchemy import delete, func, select

from app.accounts.models import Team
from app.accounts.operations import open_team
from app.audit.models import AccessEntry, AuditEntry
from app.audit.recorder import WriteOutsideUseCase
from app.db import db
from app.kernel.errors import Invalid, NotPermitted
from app.transaction.housekeeping import housekeeping
from app.transaction.use_case import use_case
from tests.cast import MAKER, NOW, OFFICE, Cast
from tests.support.use_cases import access_inside, open_pair, refuse_always


def _entries(name: str) -> list[AuditEntry]:
    return list(db.session.scalars(select(AuditEntry).where(AuditEntry.name == name)))


def test_it_leaves_one_entry_that_names_what_changed(app: Flask) -> None:
    team_id = open_team(actor=MAKER, now=NOW, organisation_id=OFFICE, name="Anziani")
    (entry,) = [e for e in _entries("accounts.team.open") if str(team_id) in str(e.subjects)]
    assert entry.subjects == [{"kind": "team", "id": str(team_id)}]
    assert entry.changes[0]["table"] == "team"
    assert entry.changes[0]["fields"] == ["id", "name", "organisation_id"]


def test_the_entry_never_holds_what_was_written(app: Flask) -> None:
    open_team(actor=MAKER, now=NOW, organisation_id=OFFICE, name="parola segreta")
    assert "parola segreta" not in str([e.changes for e in _entries("accounts.team.open")])


def test_nested_use_cases_are_steps_of_one_entry(app: Flask) -> None:
    before = len(_entries("accounts.team.open"))
    open_pair(actor=MAKER, now=NOW)
    (entry,) = _entries("tests.pair.open")
    assert entry.steps == ["accounts.team.open", "accounts.team.open"]
    assert len(entry.changes) == 2
    assert len(_entries("accounts.team.open")) == before


def test_a_refusal_leaves_nothing_but_its_line(app: Flask) -> None:
    with pytest.raises(Invalid):
        refuse_always(actor=MAKER, now=NOW)
    assert db.session.scalar(select(func.count()).select_from(Team).where(Team.name == "mai")) == 0
    (line,) = db.session.scalars(select(AccessEntry))
    assert (line.name, line.result, line.reasons) == ("tests.always.refuse", "refused", ["no_way"])


def test_a_write_outside_a_use_case_is_refused(app: Flask) -> None:
    db.session.add(Team(organisation_id=OFFICE, name="Di nascosto"))
    with pytest.raises(WriteOutsideUseCase):
        db.session.flush()


def test_a_stray_change_is_refused_even_by_a_mere_reading(app: Flask) -> None:
    team = db.session.scalars(select(Team)).first()
    assert team is not None
    team.name = "cambiato"
    with pytest.raises(WriteOutsideUseCase):
        db.session.scalars(select(Team)).all()


def test_a_bulk_statement_is_refused(app: Flask) -> None:
    with pytest.raises(WriteOutsideUseCase):
        db.session.execute(delete(Team))


def test_who_lacks_the_permission_is_refused_and_a_line_remains(app: Flask, cast: Cast) -> None:
    anna = cast["anna"].viewer
    with pytest.raises(NotPermitted):
        open_team(actor=anna, now=NOW, organisation_id=OFFICE, name="Sua")
    (line,) = db.session.scalars(select(AccessEntry))
    assert (line.name, line.result) == ("accounts.team.open", "refused")
    assert line.actor_id == cast["anna"].account_id


def test_an_access_is_never_recorded_inside_a_use_case(app: Flask) -> None:
    with pytest.raises(RuntimeError, match="never inside"):
        access_inside(actor=MAKER, now=NOW)


def test_housekeeping_has_a_closed_list_of_names(app: Flask) -> None:
    with pytest.raises(ValueError, match="not housekeeping"), housekeeping("anything"):
        pass


def test_two_use_cases_cannot_share_a_name() -> None:
    with pytest.raises(RuntimeError, match="two use cases"):
        use_case("accounts.team.open", permission=None)(lambda: None)
