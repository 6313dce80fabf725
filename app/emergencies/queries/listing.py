"""Lists of measures: those under way, those of a person or a case, what is due."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from app.cases.models import Case
from app.cases.queries.scope import mine
from app.db import db
from app.emergencies.models import Emergency, EmergencyStep, EmergencyTerm
from app.emergencies.procedure.emergency import OURS, THEIRS, EmergencyAction, EmergencyState
from app.emergencies.queries.page import clock, since_when_to_call
from app.emergencies.queries.rows import Clock, EmergencyRow
from app.emergencies.queries.scope import visible_to
from app.emergencies.rules.emergency import EmergencyList
from app.kernel.actor import Viewer
from app.kernel.references import CaseId, EmergencyId, OrganisationId, PersonId
from app.people import queries as people
from app.transaction.steps import PastStep, past_steps

_MOST = 200  # of the measures under way: an office has a handful


def listed(
    viewer: Viewer, which: EmergencyList, offset: int, limit: int, now: datetime
) -> list[EmergencyRow]:
    """Return the measures under way, or those that ended, the latest first."""
    ended = which is EmergencyList.ENDED
    wanted = Emergency.ended_at.is_not(None) if ended else Emergency.ended_at.is_(None)
    return _rows(viewer, wanted, now, offset=offset, limit=limit)


def under_way(viewer: Viewer, now: datetime) -> list[EmergencyRow]:
    """Return every measure under way that the viewer reaches."""
    return _rows(viewer, Emergency.ended_at.is_(None), now, limit=_MOST)


def of_person(viewer: Viewer, person_id: PersonId, now: datetime) -> list[EmergencyRow]:
    """Return the measures of a child, the latest first, ten at most."""
    return _rows(viewer, Emergency.person_id == person_id, now)


def open_for(viewer: Viewer, people_ids: Collection[PersonId]) -> set[PersonId]:
    """Return for which of some people a measure is under way, where the viewer reaches it."""
    found = db.session.scalars(
        select(Emergency.person_id).where(
            visible_to(viewer),
            Emergency.ended_at.is_(None),
            Emergency.person_id.in_(list(people_ids)),
        )
    )
    return set(found)


def under_measure(organisation_id: OrganisationId, person_id: PersonId) -> bool:
    """Return whether a measure about somebody is under way. Unscoped: yes or no, never where."""
    found = select(Emergency.id).where(
        Emergency.organisation_id == organisation_id,
        Emergency.person_id == person_id,
        Emergency.ended_at.is_(None),
    )
    return db.session.scalar(found.limit(1)) is not None


def case_steps(viewer: Viewer, case_id: CaseId) -> tuple[PastStep[EmergencyAction], ...]:
    """Return the steps of the measures of a case, for its story."""
    its = select(Emergency.id).where(visible_to(viewer), Emergency.case_id == case_id)
    return past_steps(
        EmergencyStep,
        EmergencyAction,
        EmergencyStep.organisation_id == viewer.organisation_id,
        EmergencyStep.emergency_id.in_(its),
        with_words=False,
    )


def _rows(
    viewer: Viewer, wanted: ColumnElement[bool], now: datetime, *, offset: int = 0, limit: int = 10
) -> list[EmergencyRow]:
    found = db.session.execute(
        select(Emergency, _follows(viewer))
        .where(visible_to(viewer), wanted)
        .order_by(Emergency.placed_at.desc(), Emergency.id.desc())
        .offset(offset)
        .limit(limit)
    ).all()
    if not found:
        return []
    ids = [row.id for row, _ in found]
    names = people.rows_by_id(viewer, {row.person_id for row, _ in found})
    clocks, calls = _clocks(viewer, ids), _calls(viewer, ids)
    return [
        EmergencyRow(
            row.id,
            row.number,
            row.person_id,
            names[row.person_id].name if row.person_id in names else "",
            EmergencyState(row.state),
            row.placed_at,
            row.late,
            follows or row.opened_by_id == viewer.account_id,
            _next(clocks.get(row.id, [])) if row.ended_at is None else None,
            since_when_to_call(clocks.get(row.id, []), calls.get(row.id), now)
            if row.ended_at is None
            else None,
        )
        for row, follows in found
    ]


def _follows(viewer: Viewer) -> Any:
    return (
        select(Case.id)
        .where(
            Case.organisation_id == Emergency.organisation_id,
            Case.id == Emergency.case_id,
            mine(viewer),
        )
        .correlate(Emergency)
        .exists()
    )


def _next(clocks: Collection[Clock]) -> Clock | None:
    """Return what is due of us first; when nothing is, what is expected of others first."""
    waiting = [one for one in clocks if one.met_at is None and one.term in (*OURS, *THEIRS)]
    return min(waiting, key=lambda one: (not one.ours, one.due_on), default=None)


def _clocks(viewer: Viewer, ids: Collection[EmergencyId]) -> dict[EmergencyId, list[Clock]]:
    found: dict[EmergencyId, list[Clock]] = {}
    for row in db.session.scalars(
        select(EmergencyTerm).where(
            EmergencyTerm.organisation_id == viewer.organisation_id,
            EmergencyTerm.emergency_id.in_(list(ids)),
            EmergencyTerm.met_at.is_(None),
        )
    ):
        found.setdefault(row.emergency_id, []).append(clock(row))
    return found


def _calls(viewer: Viewer, ids: Collection[EmergencyId]) -> dict[EmergencyId, datetime]:
    rows = db.session.execute(
        select(EmergencyStep.emergency_id, func.max(EmergencyStep.effective_at))
        .where(
            EmergencyStep.organisation_id == viewer.organisation_id,
            EmergencyStep.emergency_id.in_(list(ids)),
            EmergencyStep.action == EmergencyAction.CALL_FOR_NEWS,
        )
        .group_by(EmergencyStep.emergency_id)
    )
    return {row[0]: row[1] for row in rows}
