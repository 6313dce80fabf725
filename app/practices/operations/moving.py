"""One step of the procedure: the check, the line of the history, the terms it starts and stops."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from app.audit.context import about
from app.catalogue.clocks import move_terms
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import PracticeId
from app.practices import queries
from app.practices.models import Practice, PracticeStep, PracticeTerm
from app.practices.procedure import PRACTICE, PracticeAction, PracticeState
from app.transaction.steps import step_columns


def take(actor: Viewer, practice_id: PracticeId, version: int | None) -> Practice:
    """Load what is to be changed and name it in the trail; refuses as `for_change`."""
    row = queries.for_change(actor, practice_id, version)
    about("practice", row.id)
    return row


def move(
    actor: Viewer,
    now: datetime,
    row: Practice,
    action: PracticeAction,
    *,
    to: PracticeState | None = None,
    words: str = "",
    **known: Any,
) -> None:
    """Take one step of the procedure, or refuse it as the table says."""
    facts = queries.facts_of(actor, row, office_date(now), **known)
    step = PRACTICE.step(PracticeState(row.state), action, facts, actor.may, to=to, reason=words)
    record(actor, now, row, step, words)
    flag_modified(row, "state")  # an instalment leaves the state as it is: older forms are stale


def record(actor: Viewer, now: datetime, row: Practice, step: Any, words: str) -> None:
    """Append the step, copy the state, start and stop the terms of its row."""
    db.session.add(
        PracticeStep(
            organisation_id=row.organisation_id,
            data_key_id=row.data_key_id,
            practice_id=row.id,
            words=words,
            **step_columns(actor, now, step),
        )
    )
    row.state = step.to
    its = {"organisation_id": row.organisation_id, "practice_id": row.id}
    move_terms(PracticeTerm, its, step.row, actor=actor, at=now)
