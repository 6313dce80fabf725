"""One measure whole, and the facts its procedure looks at."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import select

from app.cases import queries as cases
from app.catalogue.queries import due
from app.catalogue.rules import Term
from app.db import db
from app.emergencies.models import Emergency, EmergencyStep, EmergencyTerm
from app.emergencies.procedure.emergency import (
    EMERGENCY,
    OURS,
    THEIRS,
    EmergencyAction,
    EmergencyState,
)
from app.emergencies.queries.papers import acts_of
from app.emergencies.queries.place import its, place_known_since
from app.emergencies.queries.rows import Clock, EmergencyPage
from app.emergencies.queries.scope import load
from app.emergencies.rules.emergency import (
    ChildHeard,
    EmergencyFacts,
    Missing,
    NewsSource,
    PlacedBy,
    SignedAs,
    TakenFrom,
    WhichHour,
    call_due,
    end_of_day,
)
from app.kernel.actor import Viewer
from app.kernel.references import CaseId, EmergencyId
from app.organisations.queries import body
from app.people import queries as people
from app.transaction.steps import PastStep, past_steps
from app.vault.queries import prefetch

_HOURS = (EmergencyAction.OPEN, EmergencyAction.CORRECT_TIME)


def emergency_page(viewer: Viewer, emergency_id: EmergencyId, now: datetime) -> EmergencyPage:
    """Return the whole measure as it stands, with the acts that may be offered."""
    row = load(viewer, emergency_id)
    prefetch(row.organisation_id, [row.data_key_id])
    steps = past_steps(EmergencyStep, EmergencyAction, *its(EmergencyStep, row), with_words=True)
    clocks = clocks_of(row)
    joining = case_to_join(viewer, row)
    since = place_known_since(row)
    state = EmergencyState(row.state)
    return EmergencyPage(
        id=row.id,
        version=row.version,
        number=row.number,
        person=people.person_row(viewer, row.person_id),
        state=state,
        case_id=row.case_id,
        case_number=_case_number(viewer, row.case_id),
        case_to_join=joining,
        case_to_join_number=_case_number(viewer, joining),
        placed_by=PlacedBy(row.placed_by),
        placed_at=row.placed_at,
        sent_at=row.sent_at,
        late=row.late,
        opened_at=row.opened_at,
        opened_by=row.opened_by,
        prosecutor=body(viewer, row.prosecutor_body_id).name if row.prosecutor_body_id else "",
        **_written(row),
        place_known_since=since,
        missing=_missing(row, place_known=since is not None),
        call_since=_call_since(clocks, steps, now) if row.ended_at is None else None,
        clocks=clocks,
        acts=acts_of(viewer, row, now),
        hours=_corrections(steps),
        steps=steps,
        offers=EMERGENCY.offers(
            state,
            facts_of(viewer, row, now, act_given=True, case_to_join=joining is not None),
            viewer.may,
        ),
    )


def _written(row: Emergency) -> dict[str, Any]:
    """Return what was written of a measure, opened for who has reached it."""
    return {
        "decided_with": row.decided_with,
        "signed_by": row.signed_by,
        "signed_as": SignedAs(row.signed_as),
        "taken_from": TakenFrom(row.taken_from),
        "child_heard": ChildHeard(row.child_heard),
        "heard": row.heard or "",
        "special_curator": row.special_curator,
        "judge": row.judge,
        "hearing_on": row.hearing_on,
        "alternatives": row.alternatives or "",
        "facts": row.facts or "",
        "statements": row.statements or "",
        "evaluations": row.evaluations or "",
    }


def facts_of(viewer: Viewer, row: Emergency, now: datetime, **more: bool) -> EmergencyFacts:
    """Return the facts of a measure as they stand at an instant; `more` is what an act adds."""
    known = {"act_given": False, "late": is_late(viewer, row, now), **more}
    return EmergencyFacts(**known)


def is_late(viewer: Viewer, row: Emergency, sent_at: datetime) -> bool:
    """Return whether papers sent at an instant are later than they had to be. Unscoped: a rule."""
    by = due(viewer, Term.TRANSMISSION_403, row.placed_at)
    return sent_at > (by.at or end_of_day(by.on))


def case_to_join(viewer: Viewer, row: Emergency) -> CaseId | None:
    """Return the open case of the child that this measure has not joined yet, if one is reached."""
    if row.case_id is not None:
        return None
    opened = cases.open_cases_of(viewer, [row.person_id])
    return opened[0].case_id if opened else None


def clocks_of(row: Emergency) -> tuple[Clock, ...]:
    """Return the clocks of a measure, in the order of their beginning. Unscoped: in reach."""
    found = db.session.scalars(
        select(EmergencyTerm)
        .where(*its(EmergencyTerm, row))
        .order_by(EmergencyTerm.started_at, EmergencyTerm.id)
    )
    return tuple(map(clock, found))


def clock(one: EmergencyTerm) -> Clock:
    """Return a clock as pages show it. Unscoped: of a measure already reached."""
    term = Term(one.code)
    return Clock(
        term,
        one.due_on,
        one.due_at,
        one.met_at,
        one.known_at,
        NewsSource(one.source) if one.source else None,
        one.told_by,
        term in OURS,
    )


def since_when_to_call(
    waited: Sequence[Clock], called: datetime | None, now: datetime
) -> datetime | None:
    """Return since when somebody should call for news of what is expected. Unscoped: a rule."""
    late = [one for one in waited if one.term in THEIRS and one.met_at is None]
    due_since = [call_due(one.due_at or end_of_day(one.due_on), called, now) for one in late]
    return min((one for one in due_since if one is not None), default=None)


def _call_since(
    clocks: Sequence[Clock], steps: Sequence[PastStep[EmergencyAction]], now: datetime
) -> datetime | None:
    calls = [one.effective_at for one in steps if one.action is EmergencyAction.CALL_FOR_NEWS]
    return since_when_to_call(clocks, max(calls, default=None), now)


def _missing(row: Emergency, *, place_known: bool) -> tuple[Missing, ...]:
    wanted = {
        Missing.FACTS: row.facts_sealed is not None,
        Missing.ALTERNATIVES: row.alternatives_sealed is not None,
        Missing.CHILD: row.child_heard == ChildHeard.YES,
        Missing.PLACE: place_known,
        Missing.CASE: row.case_id is not None,
    }
    return tuple(one for one, there in wanted.items() if not there)


def _corrections(
    steps: Sequence[PastStep[EmergencyAction]],
) -> tuple[tuple[datetime, datetime], ...]:
    """Return the hours of the placing as they were corrected, the old and the new, in order."""
    kept = [
        one.effective_at
        for one in reversed(steps)
        if one.action in _HOURS and one.reason_code in ("", WhichHour.PLACED)
    ]
    return tuple(pairwise(kept))


def _case_number(viewer: Viewer, case_id: CaseId | None) -> str:
    """Return the number of a case she may open, or nothing: the measure may be told before it."""
    return cases.numbers_of(viewer, [case_id]).get(case_id, "") if case_id else ""
