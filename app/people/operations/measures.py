"""How somebody is met for a while: decided, looked at again, ended before its time."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select

from app.accounts.policy import Permission
from app.audit.context import about
from app.db import db, found_or_new, in_force
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotFound
from app.kernel.references import PersonId
from app.people import queries
from app.people.models import Person, PersonMeasure
from app.people.rules import Measure, measure_fault
from app.transaction.use_case import use_case


@use_case("people.measure.decide", permission=Permission.PEOPLE_MEASURE_DECIDE)
def decide_measure(
    *,
    actor: Viewer,
    now: datetime,
    person_id: PersonId,
    kind: Measure,
    ends_on: date,
    review_on: date,
) -> None:
    """Decide how somebody is met from today, up to and without `ends_on`, with a day of review.

    Deciding it again is the review: the new end takes the place of the old one. Refuses a measure
    without an end or whose review falls outside it. It never stops anybody from being heard.
    """
    fault = measure_fault(office_date(now), ends_on, review_on)
    if fault:
        raise Invalid(fault)
    person = _person(actor, person_id)
    today = office_date(now)
    for row in _in_force(person, today, PersonMeasure.kind == kind):
        if row.valid_from < today:
            row.valid_to = today
    measure = found_or_new(
        PersonMeasure,
        organisation_id=person.organisation_id,
        person_id=person.id,
        kind=kind,
        valid_from=today,
    )
    measure.valid_to, measure.review_on = ends_on, review_on
    measure.decided_by, measure.decided_at = actor.label, now


@use_case("people.measure.end", permission=Permission.PEOPLE_MEASURE_DECIDE)
def end_measure(*, actor: Viewer, now: datetime, person_id: PersonId, measure_id: UUID) -> None:
    """End a measure before its time; one of today, decided by mistake, was never in force.

    `NotFound` when it is not in force.
    """
    today = office_date(now)
    rows = _in_force(_person(actor, person_id), today, PersonMeasure.id == measure_id)
    if not rows:
        raise NotFound
    if rows[0].valid_from == today:
        db.session.delete(rows[0])
    else:
        rows[0].valid_to = today


def _person(actor: Viewer, person_id: PersonId) -> Person:
    """Return the person, locked: two decisions about her come one after the other."""
    person = queries.for_change(actor, actor.organisation_id, person_id)
    about("person", person.id)
    return person


def _in_force(person: Person, on: date, which: ColumnElement[bool]) -> list[PersonMeasure]:
    return list(
        db.session.scalars(
            select(PersonMeasure).where(
                PersonMeasure.organisation_id == person.organisation_id,
                PersonMeasure.person_id == person.id,
                which,
                in_force(PersonMeasure, on),
            )
        )
    )
