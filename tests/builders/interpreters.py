"""Interpreters, and appointments for which one was asked, in each of the states."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.appointments import operations, queries
from app.appointments.models import Appointment
from app.appointments.operations import Invitation
from app.appointments.rules.interpreter import InterpreterWay
from app.db import db
from app.kernel.references import AppointmentId
from app.organisations.queries import sites
from tests.builders.appointments import by_now, engagement_of
from tests.builders.people import a_person
from tests.cast import NOW, TODAY, Cast, Member


def an_interpreter(by: Member, name: str = "Amina Haddad") -> UUID:
    """Write somebody into the register."""
    return operations.add_interpreter(
        actor=by.viewer, now=NOW, name=name, languages="arabo, francese", phone="000 4445556"
    )


def asked_for(
    by: Member, appointment_id: AppointmentId, way: InterpreterWay = InterpreterWay.PRESENCE
) -> None:
    """Ask for an interpreter of an appointment."""
    operations.ask_interpreter(**by_now(by, appointment_id), language="arabo", way=way)


def request_by_now(by: Member, appointment_id: AppointmentId) -> dict[str, Any]:
    """Return the arguments by which somebody acts on a request as she sees it now."""
    page = queries.interpreter_of(by.viewer, appointment_id, NOW)
    assert page is not None
    return {
        "actor": by.viewer,
        "now": NOW,
        "appointment_id": appointment_id,
        "version": page.version,
    }


def a_meeting(by: Member, day: int, minute: int = 600, surname: str = "Interpretata") -> Any:
    """Fix a meeting of somebody's own, so many days from now, and return the appointment."""
    person = a_person(by, f"{surname}{chr(97 + day % 26)}")
    operations.invite(
        actor=by.viewer,
        now=NOW,
        invitation=Invitation(
            person_id=person,
            days=(TODAY + timedelta(days=day),),
            minute=minute,
            minutes=30,
            worker=engagement_of(by),
            site_id=sites(by.viewer)[0].id,
        ),
    )
    return db.session.scalars(select(Appointment.id).where(Appointment.person_id == person)).one()


def some_interpreters(cast: Cast) -> None:
    """Leave a request in each state, and one appointment without any."""
    bruno = cast["bruno"]
    hers = an_interpreter(bruno)
    an_interpreter(bruno, "Cooperativa Parole")
    asked, confirmed, refused, dropped, _ = [a_meeting(bruno, day) for day in range(20, 25)]
    for one in (asked, confirmed, refused, dropped):
        asked_for(bruno, one)
    operations.confirm_interpreter(**request_by_now(bruno, confirmed), interpreter_id=hers)
    operations.refuse_interpreter(**request_by_now(bruno, refused))
    operations.drop_interpreter(**request_by_now(bruno, dropped))
