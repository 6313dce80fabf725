"""Every change leaves one entry, every reading one line before the page; without it, no page."""

import logging
from typing import Any
from uuid import UUID

import pytest
from flask import Flask, before_render_template
from sqlalchemy import select, text

from app.accounts import operations as accounts
from app.accounts.policy import Permission, Role
from app.audit.context import Subject
from app.audit.models import AccessEntry, AuditEntry
from app.audit.operations import record_access
from app.audit.queries import altered_lines
from app.db import db
from app.kernel.actor import SystemActor
from app.kernel.errors import NotFound, NotPermitted
from app.kernel.references import new_id
from app.people import operations as people
from app.transaction.use_case import USE_CASES
from tests.audit.scenes import SCENES, Office
from tests.builders.people import a_person
from tests.builders.world import CANARIES, World
from tests.cast import MAKER, NOW, OFFICE, Cast
from tests.support.client import OfficeClient

pytestmark = pytest.mark.world
ELSEWHERE_TESTED = {"accounts.body.found"}  # wants an empty office: see the test of the command


@pytest.fixture
def office(app: Flask, cast: Cast, world: World) -> Office:
    """A small office in full swing."""
    return Office(cast, world)


def _ids(table: type[AuditEntry] | type[AccessEntry]) -> set[UUID]:
    db.session.rollback()
    return set(db.session.scalars(select(table.id)))


@pytest.mark.parametrize("name", sorted(SCENES))
def test_a_change_leaves_one_entry_in_its_own_name_and_none_of_its_words(
    office: Office, name: str
) -> None:
    before, read_before = _ids(AuditEntry), _ids(AccessEntry)
    SCENES[name](office)
    (fresh,) = _ids(AuditEntry) - before
    entry = db.session.get_one(AuditEntry, fresh)
    assert (entry.name, entry.at, entry.recorded_at) == (name, NOW, NOW)
    assert entry.subjects, "who reads the trail must find what it was about"
    kept = f"{entry.changes} {entry.subjects} {entry.steps}"
    for word in ("Nuova", "Quarto", "Quinto", "1112223", "via ", "a hash", *CANARIES):
        assert word not in kept
    assert _ids(AccessEntry) == read_before
    assert list(altered_lines()) == []


def test_no_change_of_accounts_and_people_was_forgotten_here() -> None:
    known = {name for name in USE_CASES if name.startswith(("accounts.", "people."))}
    assert known == set(SCENES) | ELSEWHERE_TESTED


def _lines() -> list[AccessEntry]:
    db.session.rollback()
    lines = db.session.scalars(select(AccessEntry).order_by(AccessEntry.id))
    return [line for line in lines if line.name != "accounts.entry"]


@pytest.mark.parametrize("page", ["", "/edit", "/contacts/new", "/addresses/new", "/names/new"])
def test_every_page_of_a_person_leaves_one_line(
    client: OfficeClient, cast: Cast, page: str
) -> None:
    person_id = a_person(cast["carla"], "Ferri", "Ada")
    client.enter(cast["bruno"])
    answer = client.get(f"/people/{person_id}{page}")
    assert answer.status_code == 200
    assert "Ferri" in answer.text
    (line,) = _lines()
    assert (line.subject_kind, line.subject_id, line.result) == ("person", person_id, "granted")
    assert (line.actor_id, line.organisation_id) == (cast["bruno"].account_id, OFFICE)
    assert line.request_id


def test_the_line_is_committed_before_the_page_is_made(own_app: Flask, cast: Cast) -> None:
    person_id = a_person(cast["bruno"], "Ferri", "Ada")
    client: Any = own_app.test_client()
    client.enter(cast["bruno"])
    seen: list[int] = []

    def look(*_args: Any, **_context: Any) -> None:
        with db.engine.connect() as another:
            query = select(AccessEntry.id).where(AccessEntry.subject_id == person_id)
            seen.append(len(another.execute(query).all()))

    with before_render_template.connected_to(look, own_app):
        answer = client.get(f"/people/{person_id}")
    assert answer.status_code == 200
    assert seen
    assert set(seen) == {1}


def test_two_readings_are_two_lines(client: OfficeClient, cast: Cast) -> None:
    person_id = a_person(cast["bruno"], "Ferri", "Ada")
    client.enter(cast["bruno"])
    for _ in range(2):
        client.get(f"/people/{person_id}")
    assert [line.result for line in _lines()] == ["granted", "granted"]


def test_a_reading_out_of_reach_is_refused_and_written(client: OfficeClient, cast: Cast) -> None:
    person_id = a_person(cast["bruno"], "Ferri", "Ada")
    client.enter(cast["zeno"])
    assert client.get(f"/people/{person_id}").status_code == 404
    (line,) = _lines()
    assert (line.result, line.reasons, line.subject_id) == ("refused", ["NotFound"], person_id)


@pytest.mark.parametrize(("who", "refusal"), [("anna", NotPermitted), ("zeno", NotFound)])
def test_a_refused_consultation_says_who_and_why(
    app: Flask, cast: Cast, who: str, refusal: type[Exception]
) -> None:
    person_id = a_person(cast["bruno"])
    with pytest.raises(refusal):
        people.consult_person(actor=cast[who].viewer, now=NOW, person_id=person_id)
    (line,) = _lines()
    assert (line.actor_id, line.result) == (cast[who].account_id, "refused")
    assert line.reasons


def test_an_address_out_of_ones_duties_is_written_too(client: OfficeClient, cast: Cast) -> None:
    client.enter(cast["rosa"])
    assert client.get("/staff").status_code == 403
    (line,) = _lines()
    assert (line.name, line.result) == ("accounts.staff", "refused")
    assert line.reasons == [Permission.ACCOUNTS_STAFF_READ]


def test_without_its_line_a_person_is_not_shown(own_app: Flask, cast: Cast) -> None:
    person_id = a_person(cast["bruno"], "Ferri", "Ada")
    client: Any = own_app.test_client()
    client.enter(cast["bruno"])
    assert "Ferri" in client.get(f"/people/{person_id}").text
    own_app.config["SHOW_FAULT_PAGE"] = True
    with db.engine.connect().execution_options(writing=True) as connection:
        connection.execute(text("DROP TABLE access_entry"))
        connection.commit()
    answer = client.get(f"/people/{person_id}")
    assert answer.status_code in (500, 503)
    assert "Ferri" not in answer.text
    assert client.get("/today").status_code == 200, "what is about nobody goes on"


def test_without_its_entry_a_change_is_not_made(own_app: Flask, cast: Cast) -> None:
    client: Any = own_app.test_client()
    client.enter(cast["elena"])
    own_app.config["SHOW_FAULT_PAGE"] = True
    with db.engine.connect().execution_options(writing=True) as connection:
        connection.execute(text("DROP TABLE audit_entry"))
        connection.commit()
    typed = {"name": "Nuova", "login": "nuova", "role": Role.AUDITOR, "starts_on": "oggi"}
    assert client.submit("/staff/new", typed).status_code in (500, 503)
    assert "Nuova" not in client.get("/staff").text


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE access_entry SET result = 'granted'",
        "UPDATE access_entry SET at = recorded_at",
        "DELETE FROM access_entry",
        "UPDATE audit_entry SET changes = '[]'",
        "UPDATE audit_entry SET request_id = ''",
    ],
)
def test_nothing_of_a_line_is_ever_rewritten(own_app: Flask, statement: str) -> None:
    accounts.open_team(actor=MAKER, now=NOW, organisation_id=OFFICE, name="Anziani")
    record_access(actor=MAKER, now=NOW, name="tests", reasons=["because"])
    with (
        db.engine.connect().execution_options(writing=True) as connection,
        pytest.raises(Exception, match="append-only"),
    ):
        connection.execute(text(statement))
    assert _lines()[0].result == "refused"


def test_a_line_copied_over_another_does_not_verify(own_app: Flask) -> None:
    """Even with the guards gone, the code of one line authenticates no other."""
    subject = Subject("person", new_id())
    record_access(actor=MAKER, now=NOW, name="tests", subject=subject)
    record_access(actor=MAKER, now=NOW, name="tests", subject=subject, reasons=["because"])
    granted, refused = _lines()
    altered, code = refused.id, granted.mac
    db.session.rollback()
    where = "" if db.engine.dialect.name == "sqlite" else " ON access_entry"
    with db.engine.connect().execution_options(writing=True) as connection:
        connection.execute(text(f"DROP TRIGGER guard_access_entry_unchanged{where}"))
        table = AccessEntry.__table__
        connection.execute(
            table.update()
            .where(table.c.id == altered)
            .values(result="granted", reasons=[], mac=code)
        )
        connection.commit()
    assert list(altered_lines()) == [("access_entry", altered)]


FORGED = "bruno\n2026-11-23 15:05 INFO elena entered\r\x1b[2K\u202e"


def test_a_login_cannot_forge_a_line(
    app: Flask, client: OfficeClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = client.submit("/sign-in", {"login": FORGED, "password": "x" * 20})
    assert answer.status_code == 422
    lines = db.session.scalars(select(AccessEntry).where(AccessEntry.name == "accounts.entry"))
    (line,) = lines
    assert line.actor_label.isprintable()
    assert all("elena entered" not in record.getMessage() for record in caplog.records)


def test_an_address_cannot_forge_a_line(
    app: Flask, client: OfficeClient, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    client.enter(cast["bruno"])
    with caplog.at_level(logging.DEBUG):
        client.get("/people/%0a2026-11-23%20INFO%20elena%20entered?text=%0aelena%20entered")
    assert all("elena entered" not in record.getMessage() for record in caplog.records)


def test_a_job_acts_in_its_own_name(app: Flask) -> None:
    night = SystemActor(name="nightly", permissions=frozenset({Permission.ACCOUNTS_STAFF_MANAGE}))
    accounts.open_team(actor=night, now=NOW, organisation_id=OFFICE, name="Anziani")
    entries = select(AuditEntry).where(AuditEntry.actor_label == "nightly")
    (entry,) = db.session.scalars(entries)
    assert (entry.actor_kind, entry.actor_id) == ("system", None)
