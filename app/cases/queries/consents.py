"""What cases ask of consents: what is known for a service, what is still to be asked, and by when.

Missing is a task and never a block.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.cases.models import Case, ServiceRequest
from app.cases.procedure.request import RUNNING, RequestState
from app.cases.queries.requests import request_rows
from app.cases.queries.scope import mine, visible_to
from app.catalogue.rules import ConsentBasis
from app.consents.queries import custody_terms, standing_of, standings
from app.consents.rules import ConsentAct, act_of
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import CaseId, PersonId, ServiceRequestId
from app.people.queries import rows_by_id

_ASKED = (RequestState.SUBMITTED, *RUNNING)


@dataclass(frozen=True)
class ConsentToAsk:
    """A service asked for, or given, for which nobody's consent is known."""

    request_id: ServiceRequestId
    number: str
    person_id: PersonId
    person: str
    act: ConsentAct
    since: date


@dataclass(frozen=True)
class CustodyToName:
    """A custody to the service of somebody followed, whose responsible the judge waits for."""

    protection_id: UUID
    person_id: PersonId
    person: str
    due_on: date


def consent_for(
    viewer: Viewer, case_id: CaseId, act: ConsentAct, written: ConsentBasis, on: date
) -> ConsentBasis:
    """Return the ground written already or, where none is, the one the archive knows on a day."""
    if written is not ConsentBasis.UNKNOWN:
        return written
    person_id = db.session.scalar(
        select(Case.person_id).where(visible_to(viewer, viewer.organisation_id), Case.id == case_id)
    )
    return written if person_id is None else standing_of(viewer, person_id, act, on).basis


def consents_to_ask(viewer: Viewer, on: date) -> list[ConsentToAsk]:
    """Return the services in reach whose consent is neither written nor in the archive."""
    rows = request_rows(
        viewer,
        ServiceRequest.state.in_(list(_ASKED)),
        ServiceRequest.consent == ConsentBasis.UNKNOWN,
    )
    asked = {(row.person_id, act_of(row.path)) for row in rows}
    known = standings(viewer, asked, on) if asked else {}
    return [
        ConsentToAsk(
            row.id, row.number, row.person_id, row.person, act_of(row.path),
            office_date(row.created_at),
        )
        for row in rows
        if not known[row.person_id, act_of(row.path)].met
    ]  # fmt: skip


def custodies_to_name(viewer: Viewer) -> list[CustodyToName]:
    """Return the custodies of those the viewer follows, or deputises for, still without a name."""
    people = db.session.scalars(
        select(Case.person_id).where(
            visible_to(viewer, viewer.organisation_id), mine(viewer), Case.closed_at.is_(None)
        )
    ).all()
    terms = custody_terms(viewer, set(people))
    names = rows_by_id(viewer, {one.person_id for one in terms}) if terms else {}
    return [
        CustodyToName(one.protection_id, one.person_id, names[one.person_id].name, one.due_on)
        for one in terms
        if one.person_id in names
    ]
