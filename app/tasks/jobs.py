"""What the life of people brings, made into things to be done by itself: each once for ever."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from app.accounts.policy import Permission
from app.kernel.actor import BodyActor
from app.kernel.clock import office_date
from app.kernel.errors import Conflict
from app.kernel.jobs import JobReport
from app.tasks import operations, queries
from app.tasks.rules import NewTask

# What a feature above knows of a body's day: the same things every day, until they are made.
TaskSource = Callable[[BodyActor, date], Sequence[NewTask]]


def bring_tasks(now: datetime, sources: Sequence[TaskSource]) -> JobReport:
    """Write in every body what its day brings and was never written; what failed comes again."""
    done = 0
    for organisation_id in queries.bodies():
        actor = BodyActor(
            name="programma",
            organisation_id=organisation_id,
            permissions=frozenset({Permission.TASKS_TASK_WORK}),
        )
        found = [new for source in sources for new in source(actor, office_date(now))]
        known = queries.known_effects(organisation_id, {one.effect for one in found})
        new = tuple(one for one in found if one.effect not in known)
        if not new:
            continue
        try:
            done += operations.bring_tasks(actor=actor, now=now, tasks=new)
        except Conflict:  # somebody wrote one of them at this very moment
            continue
    return JobReport(done)
