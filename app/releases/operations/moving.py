"""One step of a letter: the check, the line of the history, the state."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from app.audit.context import about
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import ReleaseId
from app.releases import queries
from app.releases.models import Release, ReleaseStep
from app.releases.procedure import RELEASE, ReleaseAction, ReleaseState
from app.transaction.steps import step_columns


def take(actor: Viewer, release_id: ReleaseId, version: int | None) -> Release:
    """Load a letter to be changed and name it in the trail; refuses as `for_change`."""
    row = queries.for_change(actor, release_id, version)
    about("release", row.id)
    about(row.subject_kind, row.subject_id)
    return row


def move(
    actor: Viewer,
    now: datetime,
    row: Release,
    action: ReleaseAction,
    *,
    words: str = "",
    effective_at: datetime | None = None,
) -> None:
    """Take one step of the procedure, or refuse it as the table says."""
    facts = queries.facts_of(actor, row)
    step = RELEASE.step(ReleaseState(row.state), action, facts, actor.may, reason=words)
    record(actor, now, row, step, words=words, effective_at=effective_at)
    flag_modified(row, "state")  # a step that leaves the state as it is makes older forms stale


def record(
    actor: Viewer,
    now: datetime,
    row: Release,
    step: Any,
    *,
    words: str = "",
    effective_at: datetime | None = None,
) -> None:
    """Append the step and copy the state."""
    db.session.add(
        ReleaseStep(
            organisation_id=row.organisation_id,
            data_key_id=row.data_key_id,
            release_id=row.id,
            words=words,
            **step_columns(actor, now, step, effective_at=effective_at),
        )
    )
    row.state = step.to
