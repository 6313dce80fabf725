"""Every change leaves one entry, every reading one line before the page; without it, no page."""

import logging
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask, before_render_template
from sqlalchemy import select, text

from app.accounts import operations as accounts
from app.accounts.policy import Duty, Permission, Role
from app.audit.context import Subject
from app.audit.models import AccessEntry, AuditEntry
from app.audit.operations import record_access
from app.audit.queries import altered_lines
from app.db import db
from app.kernel.actor import SystemActor
from app.kernel.errors import NotFound, NotPermitted
from app.kernel.references import PersonId, new_id
from app.people import operations as people
from app.people.models import KeptApart, PersonMeasure
from app.people.operations.contacts import ContactDetails
from app.people.rules import (
    AddressKind,
    ApartBasis,
    ContactKind,
    Kinship,
    Measure,
    NameKind,
    PersonDetails,
)
from app.transaction.use_case import USE_CASES
from tests.builders.people import a_person
from tests.builders.world import CANARIES, World
from tests.cast import MAKER, NOW, OFFICE, TODAY, Cast
from tests.support.client import OfficeClient

pytestmark = pytest.mark.world
STARTED = date(2020, 1, 1)
PHONE = ContactDetails(kind=ContactKind.PHONE, value="000 1112223")


class Office:
    """What the scenes below need to stand on."""

    def __init__(self, cast: Cast, world: World) -> None:
        self.cast = cast
        self.world = world
        self.by: dict[str, Any] = {"actor": cast["bruno"].viewer, "now": NOW}
        self.over: dict[str, Any] = {"actor": MAKER, "now": NOW, "organisation_id": OFFICE}
        self.gino = cast["gino"].account_id
        self.third = a_person(cast["bruno"], "Terzo")
        self.page = people.consult_person(**self.by, person_id=self.world.mother)
        self.measured = a_person(cast["bruno"], "Misura")
        self.measure = _decide(self, self.measured)
        self.substitution = _substitute(self, 30)
        self.apart = _keep_apart(self, self.measured)
        self.link = accounts.issue_link(**self.over, account_id=self.gino)


def _decide(office: Office, person_id: PersonId | None = None) -> UUID:
    """Decide how somebody is met, as the supervisor; return the measure."""
    person = person_id or office.third
    people.decide_measure(
        actor=office.cast["dario"].viewer,
        now=NOW,
        person_id=person,
        kind=Measure.IN_TWO,
        ends_on=TODAY + timedelta(days=60),
        review_on=TODAY + timedelta(days=30),
    )
    decided = select(PersonMeasure.id).where(PersonMeasure.person_id == person)
    return db.session.scalars(decided).one()


def _substitute(office: Office, first: int = 0) -> UUID:
    """Name Bruno in the place of the supervisor for one day, so many days from now."""
    bruno, day = office.cast["bruno"].engagement_id, TODAY + timedelta(days=first)
    assert bruno is not None
    return accounts.name_substitute(
        actor=office.cast["dario"].viewer, now=NOW, substitute_id=bruno, duties=tuple(Duty),
        first_day=day, last_day=day,
    )  # fmt: skip


def _keep_apart(office: Office, person_id: PersonId | None = None) -> UUID:
    """Keep somebody apart from the mother; return the pair."""
    people.keep_apart(
        **office.by,
        person_id=person_id or office.third,
        other_id=office.world.mother,
        apart=people.Apart(basis=ApartBasis.VIOLENCE, valid_from=STARTED),
    )
    kept = select(KeptApart.id).order_by(KeptApart.decided_at.desc(), KeptApart.id.desc())
    return db.session.scalars(kept).first() or UUID(int=0)


SCENES: dict[str, Callable[[Office], object]] = {
    "accounts.staff.open": lambda o: accounts.open_account(
        **o.over, login="nuova", name="Nuova", role=Role.AUDITOR, starts_on=TODAY
    ),
    "accounts.staff.engage": lambda o: accounts.engage(
        **o.over, account_id=o.gino, role=Role.AUDITOR, team_id=None, starts_on=TODAY
    ),
    "accounts.staff.disengage": lambda o: accounts.disengage(
        **o.over, engagement_id=o.cast["gino"].engagement_id, ends_on=TODAY
    ),
    "accounts.staff.disable": lambda o: accounts.disable(**o.over, account_id=o.gino, version=1),
    "accounts.staff.enable": lambda o: accounts.enable(**o.over, account_id=o.gino, version=1),
    "accounts.staff.issue_link": lambda o: accounts.issue_link(**o.over, account_id=o.gino),
    "accounts.team.open": lambda o: accounts.open_team(**o.over, name="Anziani"),
    "accounts.substitute.name": _substitute,
    "accounts.substitute.end": lambda o: accounts.end_substitution(
        actor=o.cast["dario"].viewer, now=NOW, substitution_id=o.substitution
    ),
    "accounts.self.accept_link": lambda o: accounts.accept_link(
        actor=MAKER, now=NOW, token=o.link, password_hash="a hash"
    ),
    "accounts.self.change_password": lambda o: accounts.change_password(
        actor=MAKER, now=NOW, account_id=o.gino, password_hash="a hash"
    ),
    "people.person.register": lambda o: people.register_person(
        **o.by, details=PersonDetails(surname="Nuova", given="Ada")
    ),
    "people.person.register_with_phone": lambda o: people.register_with_phone(
        **o.by, details=PersonDetails(surname="Nuova", given="Ada"), contact=PHONE
    ),
    "people.person.correct": lambda o: people.correct_person(
        **o.by,
        person_id=o.third,
        version=1,
        details=PersonDetails(surname="Quarto", given="Ada"),
    ),
    "people.person.add_other_name": lambda o: people.add_other_name(
        **o.by, person_id=o.third, kind=NameKind.OTHER_SURNAME, name="Quinto"
    ),
    "people.contact.add": lambda o: people.add_contact(**o.by, person_id=o.third, details=PHONE),
    "people.contact.end": lambda o: people.end_contact(
        **o.by, person_id=o.world.mother, contact_id=o.page.contacts[0].id
    ),
    "people.address.add": lambda o: people.add_address(
        **o.by,
        person_id=o.third,
        kind=AddressKind.REGISTERED,
        street="via delle Prove",
        municipality="Cernusco sul Naviglio",
        valid_from=STARTED,
    ),
    "people.address.end": lambda o: people.end_address(
        **o.by, person_id=o.world.mother, address_id=o.page.addresses[0].id, ends_on=TODAY
    ),
    "people.household.found": lambda o: people.found_household(
        **o.by, person_id=o.third, label="via Prove", valid_from=STARTED
    ),
    "people.household.join": lambda o: people.join_household(
        **o.by, household_id=o.page.households[0].id, person_id=o.third, valid_from=STARTED
    ),
    "people.household.leave": lambda o: people.leave_household(
        **o.by,
        person_id=o.world.mother,
        member_id=o.page.households[0].members[0].id,
        ends_on=TODAY,
    ),
    "people.apart.keep": _keep_apart,
    "people.apart.end": lambda o: people.end_apart(
        **o.by, person_id=o.measured, apart_id=o.apart, ends_on=TODAY
    ),
    "people.measure.decide": _decide,
    "people.measure.end": lambda o: people.end_measure(
        **{**o.by, "actor": o.cast["dario"].viewer}, person_id=o.measured, measure_id=o.measure
    ),
    "people.relation.add": lambda o: people.relate(
        **o.by, person_id=o.third, other_id=o.world.mother, kind=Kinship.SIBLING, valid_from=None
    ),
    "people.relation.end": lambda o: people.end_relation(
        **o.by, person_id=o.world.mother, relation_id=o.page.relations[0].id, ends_on=TODAY
    ),
}
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
