"""Whose names must not stand in what structures read."""

from datetime import date

from sqlalchemy import select

from app.cases.models import Case, RequestPerson, ServiceRequest
from app.cases.queries.its import its
from app.cases.rules.need import Named
from app.db import db
from app.kernel.actor import Viewer
from app.people.queries import live_with, rows_by_id


def names_near(viewer: Viewer, request: ServiceRequest, on: date) -> list[Named]:
    """Return the names of the person of a request, of who would enter with her, of who lives there.

    Those the viewer may know: of the others she writes nothing either.
    """
    named = db.session.scalars(
        select(RequestPerson.person_id).where(
            *its(RequestPerson, request), RequestPerson.person_id.is_not(None)
        )
    )
    case = db.session.get_one(Case, (request.organisation_id, request.case_id))
    people = {case.person_id, *(one for one in named if one is not None)}
    known = [*rows_by_id(viewer, people).values(), *live_with(viewer, people, on)]
    return [Named(row.surname, row.given) for row in known]
