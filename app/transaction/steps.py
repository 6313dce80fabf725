"""What each step of a procedure remembers: what was done, by whom, when, from where to where."""

from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

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

    `effective_at` is when it happened, if it is written down later; never in the future.
    """
    return {
        "action": step.action,
        "from_state": step.source,
        "to_state": step.to,
        "reason_code": reason_code,
        "actor_id": actor.account_id if isinstance(actor, Viewer) else None,
        "actor_label": actor.label,
        "at": now,
        "effective_at": effective_at or now,
    }
