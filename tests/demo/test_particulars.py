"""What the stories have beside their requests: hours, goals, phases, alarms and keys."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.cases.models import Case, RequestLine, ServiceRequest
from app.db import db
from app.demo.context import REFERENCE
from app.particulars.models import (
    AlarmCall,
    AlarmDevice,
    EducationalArea,
    KeyHolder,
    LineHours,
    ParticularTerm,
    WorkHost,
    WorkPhaseRow,
)
from app.people.models import Person

pytestmark = pytest.mark.timeout(600)
TODAY = REFERENCE.date()


def _of(surname: str, table: Any, key: str, *order: Any) -> list[Any]:
    """Return the rows of a table about the services of somebody of the stories."""
    mine = select(ServiceRequest.id).join(Case, Case.id == ServiceRequest.case_id).join(
        Person, Person.id == Case.person_id
    ).where(Person.surname == surname)  # fmt: skip
    if key == "line_id":
        mine = select(RequestLine.id).where(RequestLine.request_id.in_(mine))
    return [
        *db.session.scalars(select(table).where(getattr(table, key).in_(mine)).order_by(*order))
    ]


def test_noemi_has_her_week_and_goals_that_begin_from_the_family(demo_app: Flask) -> None:
    week = _of("Sartirani Diop", LineHours, "line_id", LineHours.weekday)
    assert [(row.weekday, row.to_minute - row.from_minute) for row in week] == [
        (0, 120), (1, 90), (3, 120),
    ]  # fmt: skip
    goals = _of("Sartirani Diop", EducationalArea, "request_id", EducationalArea.written_at)
    assert {row.area for row in goals} >= {"family_resources", "school_life"}
    assert {row.check_on for row in goals} == {date(2027, 3, 10)}


def test_omar_went_from_phase_ten_to_fifty(demo_app: Flask) -> None:
    phases = _of("El Idrissi", WorkPhaseRow, "line_id", WorkPhaseRow.since)
    assert [(row.phase, row.since) for row in phases] == [
        ("preliminary", date(2026, 7, 2)), ("orientation", date(2026, 7, 13)),
        ("design", date(2026, 9, 7)), ("tools", date(2026, 9, 14)),
        ("accompanying", date(2026, 10, 12)),
    ]  # fmt: skip
    assert phases[-1].next_check == date(2026, 12, 2)
    assert len(_of("El Idrissi", WorkHost, "line_id")) == 1


def test_pierina_has_an_alarm_two_keys_and_a_call_to_see_today(demo_app: Flask) -> None:
    assert [row.installed_on for row in _of("Ravasi", AlarmDevice, "line_id")] == [
        date(2026, 10, 1)
    ]
    assert len(_of("Ravasi", KeyHolder, "line_id")) == 2
    calls = _of("Ravasi", AlarmCall, "line_id", AlarmCall.rang_at)
    assert [row.kind for row in calls] == ["false_alarm", "fall", "false_alarm"]
    assert [row.seen_at is None for row in calls] == [False, False, True]
    due = {row.about_id: row for row in _of("Ravasi", ParticularTerm, "line_id")}
    assert [due[row.id].due_on for row in calls] == [
        date(2026, 10, 27), date(2026, 11, 16), TODAY,
    ]  # fmt: skip
