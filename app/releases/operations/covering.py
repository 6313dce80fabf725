"""Whoever may know a secret place hears at once that somebody wrote it in what leaves."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from app.accounts.policy import Role
from app.accounts.queries import colleagues
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import PersonId
from app.releases import queries
from app.releases.models import Release
from app.releases.queries import Secret
from app.releases.rules import cover
from app.tasks.operations import note_tasks
from app.tasks.rules import NewTask, TaskCode


def tell_lists(actor: Viewer, now: datetime, row: Release, typed: str) -> None:
    """Leave a thing to do to each of the named list of a place that was typed and is covered.

    Who types a guess and sees it covered has learnt something: its list knows who, and when. Who
    is on the list herself knew it. The letter says no more to its writer than the cover.
    """
    if not row.redacted or not typed:
        return
    found, act = queries.secrets_of(actor, row, now), f"{row.id}:{row.version or 1}"
    _tell(actor, now, found, typed, NewTask(TaskCode.COVERED, act, None, what=row.number))


def tell_of_passage(
    *,
    actor: Viewer,
    now: datetime,
    people: Collection[PersonId],
    typed: str,
    act: str,
    what: str,
) -> None:
    """Leave the same to do of what was typed about some people in a passage between bodies.

    `act` names the passage and what was done for ever, `what` is what is read of it. Also of what
    was written before: who chose to pass it reads the cover. Each body tells its own lists.
    """
    if not typed.strip():
        return
    found = queries.secrets_with_lists(actor, people, now)
    _tell(actor, now, found, typed, NewTask(TaskCode.COVERED_IN_PASSAGE, act, None, what=what))


def _tell(
    actor: Viewer, now: datetime, found: Collection[Secret], typed: str, task: NewTask
) -> None:
    """Leave a thing to do to each account that may know a place that was typed, but to her own."""
    new_to_her = [one for one in found if actor.account_id not in one.known_to]
    typed_by_her = [one for one in new_to_her if cover(typed, [one.text]) != typed]
    told = {account for one in typed_by_her for account in one.known_to}
    if not told:
        return
    today = office_date(now)
    tasks = [
        replace(
            task,
            effect=f"covered:{task.effect}:{one.engagement_id}",
            due_on=today,
            for_id=one.engagement_id,
        )
        for one in colleagues(actor, today, *Role)
        if one.account_id in told
    ]
    note_tasks(actor.organisation_id, now, tasks, actor.label)


def may_lift(actor: Viewer, now: datetime, row: Release) -> bool:
    """Tell whether she is on the named list of every place the letter keeps covered.

    Where there is none the answer is the same as for who is on none: it tells nothing.
    """
    secrets = queries.secrets_of(actor, row, now)
    return bool(secrets) and all(actor.account_id in one.known_to for one in secrets)
