"""The invented office is whole, the same every time, and knows no living person."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.accounts.operations import enter
from app.audit.queries import altered_lines
from app.db import db
from app.demo import families, office, staff
from app.demo.context import REFERENCE, Volumes
from app.desk.models import DeskOpening, Ticket, Visit, VisitOutcome
from app.notifications.models import OutgoingNotice
from app.notifications.rules import LISTS, NoticeState
from app.people.models import Contact, Person
from app.tenancy.models import Organisation

# The whole invented office is made once, through every use case: minutes on a busy machine.
pytestmark = pytest.mark.timeout(600)


def test_the_families_of_the_stories_are_there(town_year: Flask) -> None:
    told = sum(len(family.people) for family in families.FAMILIES)
    assert db.session.scalar(select(func.count()).select_from(Person)) > told + Volumes().households


def test_everybody_of_the_staff_can_come_in(demo_app: Flask) -> None:
    for _body, login, *_rest in staff.STAFF:
        entered = enter(
            login=login, password=staff.PASSPHRASE, source=login, device="", now=REFERENCE
        )
        assert entered.employers


def test_every_telephone_and_mailbox_is_invented(demo_app: Flask) -> None:
    for kind, value in db.session.execute(select(Contact.kind, Contact.value)):
        invented = value.endswith(".invalid") if "@" in value else value.startswith("000")
        assert invented, (kind, value)


def test_the_district_has_its_nine_comuni() -> None:
    assert len(office.DISTRICT) == 9
    assert len(office.CENTRES) == 4


def test_the_greeting_names_everybody_and_the_passphrase() -> None:
    lines = "\n".join(staff.accounts_to_print())
    assert staff.PASSPHRASE in lines
    assert len(re.findall(r"^  \w+ ", lines, re.M)) == len(staff.STAFF)


def test_the_trail_of_the_demo_verifies(demo_app: Flask) -> None:
    assert list(altered_lines()) == []


def test_it_loads_only_into_an_empty_database(demo_app: Flask) -> None:
    before = db.session.scalar(select(func.count()).select_from(Person))
    result = demo_app.test_cli_runner().invoke(args=["demo", "load", "--if-empty"])
    assert result.exit_code == 0
    assert db.session.scalar(select(func.count()).select_from(Person)) == before


def test_the_desk_is_alive_at_five_past_three(town_year: Flask) -> None:
    body = db.session.scalars(select(Organisation.id).where(Organisation.code == "cernusco")).one()
    tickets = (
        select(Ticket.code, Ticket.state, DeskOpening.openings_behind)
        .join(DeskOpening, DeskOpening.id == Ticket.opening_id)
        .where(Ticket.organisation_id == body, DeskOpening.day == REFERENCE.date())
        .order_by(Ticket.code)
    )
    rows = db.session.execute(tickets).all()
    assert [(code, state) for code, state, _ in rows] == [
        ("A01", "done"),
        ("A02", "serving"),
        ("A03", "waiting"),
        ("A04", "waiting"),
        ("A05", "waiting"),
        ("B01", "done"),
        ("B02", "serving"),
    ]
    assert all(behind == 8 for *_, behind in rows), "enough of the past to tell a wait"


def test_the_anonymous_listening_of_friday_has_no_name(demo_app: Flask) -> None:
    heard = (
        select(Visit)
        .join(VisitOutcome, VisitOutcome.visit_id == Visit.id)
        .where(VisitOutcome.outcome == "anonymous_listening")
    )
    visits = db.session.scalars(heard).all()
    assert {visit.person_id for visit in visits} == {None}
    lengths = [visit.concluded_at - visit.began_at for visit in visits]
    assert max(lengths) >= timedelta(minutes=39)


def test_the_notices_of_the_week_stand_in_every_list(town_year: Flask) -> None:
    found = db.session.scalars(select(OutgoingNotice.state).distinct())
    assert {*found} >= {state for states in LISTS.values() for state in states} - {
        NoticeState.SENDING
    }
