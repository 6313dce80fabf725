"""What is due of the particulars of services: the terms that run, the alarms to take back."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import and_, or_, select

from app.accounts.policy import Permission
from app.cases.models import Case, RequestLine, ServiceRequest
from app.cases.procedure import LINE, REQUEST
from app.cases.procedure.line import LineState
from app.cases.queries import visible_requests
from app.cases.queries.scope import mine
from app.catalogue.queries import length_of
from app.catalogue.rules import Term
from app.db import db
from app.kernel.actor import Reach, Viewer
from app.kernel.references import RequestLineId, ServiceRequestId
from app.particulars.models import AlarmDevice, ParticularTerm
from app.particulars.queries.lines import same_body
from app.people.models import Person

_WORK = Permission.CASES_REQUEST_WORK


@dataclass(frozen=True)
class DueParticular:
    """Something due about a particular: by when, what, whose."""

    id: UUID
    due_on: date
    term: Term
    number: str
    person: str
    request_id: ServiceRequestId
    line_id: RequestLineId | None


def due_particulars(viewer: Viewer, *terms: Term, my_own: bool = False) -> list[DueParticular]:
    """Return what is due in the viewer's work, of some terms or of all.

    `my_own` leaves out what she neither follows nor deputises for, where she does not answer for
    everybody. What is over asks for nothing more, but a call of alarm is always looked at.
    """
    going_on = or_(
        ParticularTerm.code == Term.ALARM_SEEN,
        RequestLine.state.not_in(LINE.final),
        and_(ParticularTerm.line_id.is_(None), ServiceRequest.state.not_in(REQUEST.final)),
    )
    asked = (
        select(
            ParticularTerm.id, ParticularTerm.due_on, ParticularTerm.code, ServiceRequest.number,
            Person.surname, Person.given, ServiceRequest.id, ParticularTerm.line_id,
        )
        .join(ServiceRequest, same_body(ServiceRequest, ParticularTerm, ParticularTerm.request_id))
        .outerjoin(RequestLine, same_body(RequestLine, ParticularTerm, ParticularTerm.line_id))
        .join(Case, same_body(Case, ServiceRequest, ServiceRequest.case_id))
        .join(Person, same_body(Person, Case, Case.person_id))
        .where(
            visible_requests(viewer, viewer.organisation_id, _WORK),
            ParticularTerm.met_at.is_(None),
            going_on,
        )
        .order_by(ParticularTerm.due_on, ParticularTerm.id)
    )  # fmt: skip
    if terms:
        asked = asked.where(ParticularTerm.code.in_(terms))
    if my_own and viewer.reach(_WORK) is not Reach.ORGANISATION:
        asked = asked.where(mine(viewer))
    return [
        DueParticular(
            row[0], row[1], Term(row[2]), row[3], f"{row[4]} {row[5]}".strip(), row[6], row[7]
        )
        for row in db.session.execute(asked)
    ]


def devices_to_remove(viewer: Viewer, on: date) -> list[DueParticular]:
    """Return the alarms still in a home where the service has ended, in the viewer's work."""
    rows = db.session.execute(
        select(
            AlarmDevice.id, RequestLine.ended_on, ServiceRequest.number, Person.surname,
            Person.given, ServiceRequest.id, RequestLine.id,
        )
        .join(RequestLine, same_body(RequestLine, AlarmDevice, AlarmDevice.line_id))
        .join(ServiceRequest, same_body(ServiceRequest, RequestLine, RequestLine.request_id))
        .join(Case, same_body(Case, ServiceRequest, ServiceRequest.case_id))
        .join(Person, same_body(Person, Case, Case.person_id))
        .where(
            visible_requests(viewer, viewer.organisation_id, _WORK),
            AlarmDevice.removed_on.is_(None),
            RequestLine.state == LineState.ENDED,
        )
        .order_by(RequestLine.ended_on, AlarmDevice.id)
    ).all()  # fmt: skip
    if not rows:
        return []
    wait = timedelta(days=length_of(viewer, Term.DEVICE_REMOVAL, on).number)
    return [
        DueParticular(
            row[0], (row[1] or on) + wait, Term.DEVICE_REMOVAL, row[2],
            f"{row[3]} {row[4]}".strip(), row[5], row[6],
        )
        for row in rows
    ]  # fmt: skip
