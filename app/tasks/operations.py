"""What is said of a deadline, and the things to be done: written, made by a life event, closed."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from uuid import UUID

from app.accounts.policy import Permission
from app.accounts.queries import as_colleague
from app.audit.context import about
from app.db import db
from app.kernel.actor import BodyActor, Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Conflict, Invalid, NotAllowedNow, NotFound
from app.kernel.references import EngagementId, OrganisationId, PersonId, new_id
from app.people.queries import is_known, person_row
from app.tasks import queries
from app.tasks.models import DeadlineMark, DigestChoice, Task
from app.tasks.rules import (
    MarkKind,
    MarkWhy,
    NewTask,
    Seen,
    TaskCode,
    TaskFault,
    TaskOutcome,
    postponing_fault,
)
from app.transaction.use_case import use_case
from app.vault.operations import create_data_key

_WORK = Permission.TASKS_TASK_WORK
_CHANGED = "changed_meanwhile"
_SAID_TWICE = {"uq_deadline_mark_organisation_id_key_number": Conflict(_CHANGED)}
_CHOSEN_TWICE = {"uq_digest_choice_organisation_id_engagement_id": Conflict(_CHANGED)}
_MADE_TWICE = {"uq_task_organisation_id_effect": Conflict(_CHANGED)}


@use_case("tasks.deadline.postpone", permission=_WORK, refusals=_SAID_TWICE)
def postpone(
    *,
    actor: Viewer,
    now: datetime,
    seen: Seen,
    until: date,
    why: MarkWhy,
) -> None:
    """Write until when a deadline rests and why; of a hard one only the reminder moves.

    Refuses a day that moves nothing and one more than a year away (`Invalid`); who comes second is
    told (`Conflict`). The caller has read the row under that key among her own.
    """
    if fault := postponing_fault(until, seen.stands, office_date(now), hard=seen.hard):
        raise Invalid(f"until:{fault}")
    _say(actor, now, seen, kind=MarkKind.POSTPONED, why=why, until=until)


@use_case("tasks.deadline.pass", permission=_WORK, refusals=_SAID_TWICE)
def pass_on(
    *,
    actor: Viewer,
    now: datetime,
    seen: Seen,
    to_id: EngagementId,
    why: MarkWhy,
    shown_to_her: Callable[[], bool],
) -> None:
    """Write that a colleague works a deadline from now on; it stays readable where it was.

    `shown_to_her` says, once it is written, whether her own list shows it: what she may not reach
    is not passed (`Invalid`), so that nothing about anybody is told, and nothing gets lost.
    """
    if to_id in actor.engagement_ids:
        raise Invalid(f"to:{TaskFault.TO_HERSELF}")
    _say(actor, now, seen, kind=MarkKind.PASSED, why=why, to_engagement_id=to_id)
    db.session.flush()
    if not shown_to_her():
        raise Invalid(f"to:{TaskFault.NOT_HERS_TO_SEE}")


@use_case("tasks.deadline.take_back", permission=_WORK, refusals=_SAID_TWICE)
def take_back(*, actor: Viewer, now: datetime, seen: Seen) -> None:
    """Write that a deadline passed to somebody is worked again by who takes it back."""
    mine = sorted(actor.engagement_ids)[0]
    _say(actor, now, seen, kind=MarkKind.PASSED, why=MarkWhy.AGREED, to_engagement_id=mine)


@use_case("tasks.task.write", permission=_WORK)
def write_task(
    *,
    actor: Viewer,
    now: datetime,
    what: str,
    due_on: date | None,
    for_id: EngagementId,
    person_id: PersonId | None = None,
) -> UUID:
    """Write something to be done by oneself or by a colleague, by a day or none; return its id.

    Refuses a day that has passed, a colleague who may not know the person (`Invalid`), and
    somebody out of reach (`NotFound`).
    """
    if due_on is not None and due_on < office_date(now):
        raise Invalid(f"due_on:{TaskFault.DUE_IN_THE_PAST}")
    if person_id is not None:
        person_row(actor, person_id)
        about("person", person_id)
        doer = as_colleague(actor, for_id, office_date(now))
        if doer is None or not is_known(doer, person_id):
            raise Invalid(f"for_id:{TaskFault.NOT_HERS_TO_SEE}")
    task = NewTask(TaskCode.OWN, f"own:{new_id()}", due_on, person_id, for_id=for_id)
    return _add(actor.organisation_id, now, task, actor.label, what).id


@use_case("tasks.task.close", permission=_WORK)
def close_task(*, actor: Viewer, now: datetime, task_id: UUID, outcome: TaskOutcome) -> None:
    """Write that a thing was done, or how else it ended; `NotAllowedNow` where it was already."""
    task = queries.for_change(actor, task_id, office_date(now))
    if task.person_id is not None:
        about("person", task.person_id)
    if task.done_at is not None:
        raise NotAllowedNow(TaskFault.TASK_DONE)
    task.done_at, task.done_by, task.outcome = now, actor.label, outcome


@use_case("tasks.task.bring", permission=_WORK, refusals=_MADE_TWICE)
def bring_tasks(*, actor: BodyActor, now: datetime, tasks: tuple[NewTask, ...]) -> int:
    """Write what the life of people brings, each thing once for ever; return how many are new."""
    return note_tasks(actor.organisation_id, now, tasks, actor.label)


@use_case("tasks.digest.choose", permission=Permission.ACCOUNTS_SELF_EDIT, refusals=_CHOSEN_TWICE)
def choose_digest(*, actor: Viewer, now: datetime, wanted: bool, address: str) -> None:
    """Choose whether to be written once a week how much is due, and at which address.

    Refuses to be written nowhere (`Invalid`), and who works for nobody here (`NotFound`).
    """
    if wanted and not address:
        raise Invalid(f"address:{TaskFault.ADDRESS_MISSING}")
    engagement_id = min(actor.engagement_ids, default=None)
    if engagement_id is None:
        raise NotFound
    row = queries.digest_for_change(actor)
    if row is None:
        key = create_data_key(
            organisation_id=actor.organisation_id, root_kind="digest_choice", now=now
        )
        row = DigestChoice(
            organisation_id=actor.organisation_id, engagement_id=engagement_id, data_key_id=key.id
        )
        db.session.add(row)
    row.wanted, row.address, row.chosen_at = wanted, address or None, now


@use_case("tasks.digest.claim", permission=_WORK)
def claim_digest(*, actor: BodyActor, now: datetime, choice_id: UUID, week: date) -> str | None:
    """Mark the letter of a week as left, before it leaves, and return the address; else None.

    Of two that write together one does; who changed her mind meanwhile is not written.
    """
    row = queries.digest_row(actor.organisation_id, choice_id)
    if row is None or not row.wanted or (row.sent_for is not None and row.sent_for >= week):
        return None
    row.sent_for = week
    return row.address


@use_case("tasks.digest.release", permission=_WORK)
def release_digest(*, actor: BodyActor, now: datetime, choice_id: UUID) -> None:
    """Say that nothing left: it is tried again at the next run of the week."""
    row = queries.digest_row(actor.organisation_id, choice_id)
    if row is not None:
        row.sent_for = None


def note_tasks(
    organisation_id: OrganisationId, now: datetime, tasks: Iterable[NewTask], by: str
) -> int:
    """Write things to be done inside the use case under way; those made before stay as they are."""
    listed = {one.effect: one for one in tasks}
    known = queries.known_effects(organisation_id, listed)
    new = [one for effect, one in listed.items() if effect not in known]
    for one in new:
        _add(organisation_id, now, one, by, one.what)
    return len(new)


def follow_case(organisation_id: OrganisationId, case_id: UUID, to_id: EngagementId) -> None:
    """Leave what is still to be done on a case to who has it now, inside the use case under way.

    Only what the life of the person brought stands on a case: what somebody wrote for herself, or
    for a colleague, stays hers.
    """
    for task in queries.open_of_case(organisation_id, case_id):
        task.for_engagement_id = to_id


def _add(
    organisation_id: OrganisationId, now: datetime, new: NewTask, by: str, what: str = ""
) -> Task:
    key = create_data_key(organisation_id=organisation_id, root_kind="task", now=now)
    row = Task(
        organisation_id=organisation_id,
        data_key_id=key.id,
        code=new.code,
        effect=new.effect,
        person_id=new.person_id,
        case_id=new.case_id,
        for_engagement_id=new.for_id,
        what=what or None,
        due_on=new.due_on,
        opened_at=now,
        opened_by=by,
        done_by="",
        outcome="",
    )
    db.session.add(row)
    db.session.flush()
    return row


def _say(actor: Viewer, now: datetime, seen: Seen, **said: object) -> None:
    """Write one thing more of a deadline, if nobody said anything since the page was opened."""
    if queries.last_number(actor.organisation_id, seen.key) != seen.number:
        raise Conflict(_CHANGED)
    db.session.add(
        DeadlineMark(
            organisation_id=actor.organisation_id,
            key=seen.key,
            number=seen.number + 1,
            was_on=seen.stands,
            at=now,
            by_label=actor.label,
            **said,
        )
    )
