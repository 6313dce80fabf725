"""What each step of a procedure remembers: what was done, by whom, when, from where to where."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, select

from app.audit.context import done_by
from app.db import db
from app.kernel.actor import Actor, Viewer
from app.kernel.workflow import Step

S = TypeVar("S", bound=StrEnum)
A = TypeVar("A", bound=StrEnum)


def step_columns(
    actor: Actor,
    now: datetime,
    step: Step[S, A, Any],
    *,
    effective_at: datetime | None = None,
    reason_code: str = "",
) -> dict[str, Any]:
    """Return the columns of the `StepRow` that records `step`.

    `effective_at` is when it happened, if it is written down later; never in the future. Who stands
    in for another signs so, where the row of the procedure asks for what was left to her.
    """
    done_by(step.row.who)
    return {
        "action": step.action,
        "from_state": step.source,
        "to_state": step.to,
        "reason_code": reason_code,
        "actor_id": actor.account_id if isinstance(actor, Viewer) else None,
        "actor_label": actor.signing(step.row.who),
        "at": now,
        "effective_at": effective_at or now,
    }


@dataclass(frozen=True)
class PastStep(Generic[A]):
    """One step of a history as a page tells it; the words only where the reader may read them."""

    action: A
    at: datetime
    effective_at: datetime
    who: str
    reason_code: str
    words: str


def past_steps(
    table: Any, actions: type[A], *its: ColumnElement[bool], with_words: bool
) -> tuple[PastStep[A], ...]:
    """Return the steps of `table` that answer to `its`, the latest first.

    Unscoped: `its` says whose they are, in the body too, and the caller has reached that. The words
    of a step are opened only `with_words`.
    """
    rows = db.session.scalars(select(table).where(*its).order_by(table.at.desc(), table.id.desc()))
    return tuple(
        PastStep(
            action=actions(row.action),
            at=row.at,
            effective_at=row.effective_at,
            who=row.actor_label,
            reason_code=row.reason_code,
            words=(row.words or "") if with_words else "",
        )
        for row in rows
    )
