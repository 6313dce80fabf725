"""What the program does by itself about what is due.

What the life of people brings becomes a thing to be done, once for ever; on Monday who wants it is
written how much is due to her.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from flask import current_app

from app.accounts.policy import Permission
from app.accounts.queries import as_worker
from app.db import end_reading
from app.kernel.actor import BodyActor, Viewer
from app.kernel.clock import office_date
from app.kernel.contributions import Deadlines
from app.kernel.errors import Conflict
from app.kernel.jobs import JobReport
from app.kernel.references import OrganisationId, new_id
from app.notifications.carriers import Carrier, carriers_of
from app.notifications.rules import Channel, Letter, Outcome
from app.tasks import operations, queries
from app.tasks.labels import digest_words
from app.tasks.rules import Digest, NewTask, Said, digest_of, monday_of, stands_on

_ONE_DAY = timedelta(days=1)
# What a feature above knows of a body's day: the same things every day, until they are made.
TaskSource = Callable[[BodyActor, date], Sequence[NewTask]]


def bring_tasks(now: datetime, sources: Sequence[TaskSource]) -> JobReport:
    """Write in every body what its day brings and was never written; what failed comes again."""
    done = 0
    for organisation_id in queries.bodies():
        actor = _actor(organisation_id)
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


def send_digests(now: datetime) -> JobReport:
    """Write, on Monday, to whoever wants it how much is due; on Tuesday to whom it could not be.

    Numbers alone, by the rights of who reads: no name leaves the office.
    """
    on = office_date(now)
    week = monday_of(on)
    if on > week + _ONE_DAY:
        return JobReport()
    carrier = carriers_of(current_app.extensions["settings"])[Channel.EMAIL]
    sent = 0
    for organisation_id in queries.bodies():
        for choice_id, engagement_id in queries.digests_due(organisation_id, week):
            reader = as_worker(organisation_id, engagement_id, on)
            if reader is None:
                continue
            digest = _digest(reader, now)
            if not digest.is_empty:
                sent += _write(_actor(organisation_id), now, carrier, choice_id, digest)
    return JobReport(sent)


def _write(
    actor: BodyActor, now: datetime, carrier: Carrier, choice_id: UUID, digest: Digest
) -> bool:
    """Write to one; what surely did not leave is tried again, what perhaps did is not."""
    week = monday_of(office_date(now))
    address = operations.claim_digest(actor=actor, now=now, choice_id=choice_id, week=week)
    if address is None:
        return False
    end_reading()
    title, text = digest_words(digest)
    answer = carrier.carry(Letter(id=new_id(), recipient=address, title=title, text=text))
    if answer.outcome in (Outcome.UNREACHABLE, Outcome.LATER):
        operations.release_digest(actor=actor, now=now, choice_id=choice_id)
    return answer.outcome is Outcome.SENT


def _digest(reader: Viewer, now: datetime) -> Digest:
    """Count what her list of deadlines shows, each where it stands after what was said of it."""
    makers: tuple[Deadlines, ...] = current_app.extensions["deadlines"]
    with current_app.test_request_context():  # each row has the address of its page
        rows = [row for make in makers for row in make(reader, now)]
        said = queries.marks_of(reader, {row.key for row in rows if row.key})
    nothing = Said()
    stands = (
        (stands_on(row.due_on, said.get(row.key, nothing), hard=row.hard), row.hard) for row in rows
    )
    return digest_of(stands, office_date(now))


def _actor(organisation_id: OrganisationId) -> BodyActor:
    return BodyActor(
        name="programma",
        organisation_id=organisation_id,
        permissions=frozenset({Permission.TASKS_TASK_WORK}),
    )
