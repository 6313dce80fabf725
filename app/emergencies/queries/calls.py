"""The urgent calls and the telephones on duty."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from app.accounts.queries import names_of
from app.db import db
from app.emergencies.models import DutyPhone, UrgentCall, UrgentCallStep, UrgentCallTerm
from app.emergencies.procedure import URGENT_CALL
from app.emergencies.procedure.calls import CallAction, CallState
from app.emergencies.queries.rows import CallPage, CallRow, PhoneRow
from app.emergencies.queries.scope import calls_visible_to, load_call
from app.emergencies.rules.calls import CallDegree, CallList
from app.kernel.actor import Viewer
from app.kernel.references import BodyId, UrgentCallId
from app.organisations.models import Body
from app.organisations.queries import visible_to as of_the_office
from app.organisations.rules import BodyKind
from app.people import queries as people
from app.transaction.steps import past_steps
from app.vault.queries import prefetch

_MOST = 200  # calls that wait: an office has a handful


def calls(viewer: Viewer, which: CallList, offset: int, limit: int) -> list[CallRow]:
    """Return the calls still open, the emergencies and the oldest first; or those done."""
    if which is CallList.DONE:
        order: tuple[Any, ...] = (UrgentCall.at.desc(), UrgentCall.id.desc())
        return _rows(viewer, UrgentCall.state == CallState.DONE, order, offset, limit)
    return _rows(viewer, UrgentCall.state != CallState.DONE, _OLDEST, offset, limit)


def waiting_calls(viewer: Viewer) -> list[CallRow]:
    """Return every call still open that the viewer reaches."""
    return _rows(viewer, UrgentCall.state != CallState.DONE, _OLDEST, 0, _MOST)


def call_page(viewer: Viewer, call_id: UrgentCallId) -> CallPage:
    """Return one call with its steps and the acts that may be offered."""
    row = load_call(viewer, call_id)
    prefetch(row.organisation_id, [row.data_key_id])
    bodies = _bodies(viewer, {row.caller_body_id, row.handed_to_body_id})
    caller = bodies.get(row.caller_body_id) if row.caller_body_id else None
    state = CallState(row.state)
    return CallPage(
        id=row.id,
        version=row.version,
        at=row.at,
        person=people.person_row(viewer, row.person_id) if row.person_id else None,
        described=row.described or "",
        caller=row.caller or "",
        caller_body=caller.name if caller else "",
        police=caller is not None and caller.kind == BodyKind.POLICE,
        degree=CallDegree(row.degree),
        state=state,
        done=row.done or "",
        noted_at=row.noted_at,
        noted_by=row.noted_by,
        handed_to=_handed_to(row, _names(viewer, [row]), bodies),
        due_on=_due(viewer, [row.id]).get(row.id),
        steps=past_steps(
            UrgentCallStep, CallAction, *its_call(UrgentCallStep, row), with_words=True
        ),
        offers=URGENT_CALL.offers(state, None, viewer.may),
    )


def duty_phones(viewer: Viewer, on: date) -> list[PhoneRow]:
    """Return the numbers answered on a day and later, in the order in which one calls them."""
    rows = db.session.scalars(
        select(DutyPhone)
        .where(
            of_the_office(viewer, viewer.organisation_id, DutyPhone),
            or_(DutyPhone.valid_to.is_(None), DutyPhone.valid_to > on),
        )
        .order_by(DutyPhone.position, DutyPhone.valid_from, DutyPhone.id)
    )
    return [
        PhoneRow(row.id, row.label, row.number, row.position, row.valid_from, row.valid_to)
        for row in rows
    ]


def its_call(table: Any, row: UrgentCall) -> tuple[Any, Any]:
    """Return the criteria of what belongs to a call. Unscoped: it is in reach."""
    return table.organisation_id == row.organisation_id, table.call_id == row.id


_OLDEST = (UrgentCall.degree != CallDegree.EMERGENCY, UrgentCall.at, UrgentCall.id)


def _rows(
    viewer: Viewer, wanted: ColumnElement[bool], order: tuple[Any, ...], offset: int, limit: int
) -> list[CallRow]:
    found = db.session.scalars(
        select(UrgentCall)
        .where(calls_visible_to(viewer), wanted)
        .order_by(*order)
        .offset(offset)
        .limit(limit)
    ).all()
    if not found:
        return []
    prefetch(viewer.organisation_id, [row.data_key_id for row in found])
    named = people.rows_by_id(viewer, {row.person_id for row in found if row.person_id})
    bodies = _bodies(
        viewer, {one for r in found for one in (r.caller_body_id, r.handed_to_body_id)}
    )
    names, due = _names(viewer, found), _due(viewer, [row.id for row in found])
    return [
        CallRow(
            row.id,
            row.at,
            named[row.person_id].name if row.person_id in named else row.described or "",
            bodies[row.caller_body_id].name if row.caller_body_id in bodies else "",
            CallDegree(row.degree),
            CallState(row.state),
            due.get(row.id),
            _handed_to(row, names, bodies),
            row.handed_to_id in viewer.engagement_ids,
        )
        for row in found
    ]


def _bodies(viewer: Viewer, ids: set[BodyId | None]) -> dict[BodyId, Body]:
    wanted = [one for one in ids if one is not None]
    if not wanted:
        return {}
    rows = db.session.scalars(
        select(Body).where(of_the_office(viewer, viewer.organisation_id, Body), Body.id.in_(wanted))
    )
    return {row.id: row for row in rows}


def _names(viewer: Viewer, rows: Any) -> dict[Any, str]:
    return dict(names_of(viewer, {row.handed_to_id for row in rows if row.handed_to_id}))


def _handed_to(row: UrgentCall, names: dict[Any, str], bodies: dict[BodyId, Body]) -> str:
    if row.handed_to_id is not None:
        return names.get(row.handed_to_id, "")
    return bodies[row.handed_to_body_id].name if row.handed_to_body_id in bodies else ""


def _due(viewer: Viewer, ids: list[UrgentCallId]) -> dict[UrgentCallId, date]:
    rows = db.session.execute(
        select(UrgentCallTerm.call_id, UrgentCallTerm.due_on).where(
            UrgentCallTerm.organisation_id == viewer.organisation_id,
            UrgentCallTerm.call_id.in_(ids),
            UrgentCallTerm.met_at.is_(None),
        )
    )
    return {row[0]: row[1] for row in rows}
