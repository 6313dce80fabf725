"""What was said of the deadlines, and the things to be done."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import aliased

from app.accounts.policy import Permission, Role
from app.accounts.queries import Colleague, colleagues, names_of, stood_for_by, working
from app.db import db
from app.kernel.actor import Reach, Viewer, once_each_viewer
from app.kernel.clock import office_date, rome_to_utc
from app.kernel.references import EngagementId, OrganisationId, PersonId
from app.people.queries import may_be_named, rows_by_id
from app.tasks.above import in_their_stead
from app.tasks.models import DeadlineMark, DigestChoice, Task
from app.tasks.rules import Mark, MarkKind, MarkWhy, Said, TaskCode, TaskOutcome, said_of
from app.tenancy.models import Organisation
from app.transaction.loading import found, locked
from app.vault.queries import prefetch

_WORK = Permission.TASKS_TASK_WORK
_DOERS = (Role.SOCIAL_WORKER, Role.ADMIN_OFFICER, Role.SUPERVISOR)
_SHOWN = 200
REASONS_OF = timedelta(days=90)


@dataclass(frozen=True)
class TaskRow:
    """One thing to be done; who it is about stands in `person` only where she may be named."""

    id: UUID
    code: TaskCode
    what: str
    person_id: PersonId | None
    person: str
    case_id: UUID | None
    for_id: EngagementId | None
    for_name: str
    works_here: bool  # who it is for, still today
    due_on: date | None
    opened_by: str
    done_at: datetime | None
    done_by: str
    outcome: TaskOutcome | None


def visible_to(viewer: Viewer, on: date) -> ColumnElement[bool]:
    """Return the criterion of the things to be done in reach on a day: her own, those passed to her
    and those of whom she stands in for, or all of the body.

    Nobody reads one about a person who is hidden from her.
    """
    reach = viewer.reach(_WORK)
    if reach is Reach.NONE:
        return false()
    criterion = and_(
        Task.organisation_id == viewer.organisation_id, may_be_named(viewer, Task.person_id)
    )
    return criterion if reach is Reach.ORGANISATION else and_(criterion, _to_do_by(viewer, on))


def who_may_do(viewer: Viewer, on: date) -> list[Colleague]:
    """Return the colleagues to whom something to be done may be left on a day, by name."""
    return colleagues(viewer, on, *_DOERS)


def for_change(actor: Viewer, task_id: UUID, on: date) -> Task:
    """Return a thing to be done, locked; `NotFound` out of reach."""
    return locked(select(Task).where(visible_to(actor, on), Task.id == task_id))


def open_of_case(organisation_id: OrganisationId, case_id: UUID) -> Sequence[Task]:
    """Return what is still to be done on a case by somebody, to be changed.

    What is nobody's is left out: it is the supervisor's, and may tell of a case that who takes this
    one over is not to know. Unscoped: the case was reached.
    """
    return db.session.scalars(
        select(Task).where(
            Task.organisation_id == organisation_id,
            Task.case_id == case_id,
            Task.for_engagement_id.is_not(None),
            Task.done_at.is_(None),
        )
    ).all()


def task_row(viewer: Viewer, task_id: UUID, on: date) -> TaskRow:
    """Return one thing to be done; `NotFound` out of reach."""
    asked = select(Task).where(visible_to(viewer, on), Task.id == task_id)
    return _rows(viewer, [found(asked)], on)[0]


def tasks_of(viewer: Viewer, on: date) -> list[TaskRow]:
    """Return what the viewer has to do: her own, what was passed to her, what she does in the stead
    of a colleague, what is nobody's yet or is of who works here no more.
    """
    unowned = or_(
        Task.for_engagement_id.is_(None), Task.for_engagement_id.not_in(working(viewer, on))
    )
    return _open(viewer, on, or_(_to_do_by(viewer, on), unowned))


def tasks_about(viewer: Viewer, person_id: PersonId, on: date) -> list[TaskRow]:
    """Return what is still to be done about a person, of all that the viewer reaches."""
    return _open(viewer, on, Task.person_id == person_id)


def marks_of(viewer: Viewer, keys: Collection[str]) -> dict[str, Said]:
    """Return what was said of the deadlines of these keys, all of them rows she has read already.

    A key of which nothing was said is not there.
    """
    told: dict[str, list[Mark]] = {}
    for row in _marks(viewer, DeadlineMark.key.in_(sorted(keys))) if keys else ():
        told.setdefault(row.key, []).append(row.mark)
    return {key: said_of(marks) for key, marks in told.items()}


def history_of(viewer: Viewer, key: str) -> list[Mark]:
    """Return everything said of one deadline she has read already, the latest first."""
    return [row.mark for row in _marks(viewer, DeadlineMark.key == key)][::-1]


@once_each_viewer
def passed_to(viewer: Viewer) -> frozenset[str]:
    """Return the keys of the deadlines passed to the viewer, and by her to nobody else.

    Kept for the page it was asked for: who passes one and must know whether a colleague is shown it
    asks for that colleague anew (`as_colleague`), never again for herself.
    """
    ids = sorted(viewer.engagement_ids)
    after = aliased(DeadlineMark)
    later = select(after.id).where(
        after.organisation_id == DeadlineMark.organisation_id,
        after.key == DeadlineMark.key,
        after.kind == MarkKind.PASSED,
        after.number > DeadlineMark.number,
    )
    return frozenset(
        db.session.scalars(
            select(DeadlineMark.key).where(
                DeadlineMark.organisation_id == viewer.organisation_id,
                DeadlineMark.kind == MarkKind.PASSED,
                DeadlineMark.to_engagement_id.in_(ids),
                ~later.exists(),
            )
        )
    )


def ids_passed_to(viewer: Viewer, kind: str) -> list[UUID]:
    """Return the ids in the keys of one kind that were passed to the viewer ("court:<id>")."""
    parts = (key.split(":") for key in sorted(passed_to(viewer)))
    return [UUID(part[1]) for part in parts if part[0] == kind]


def reasons_since(viewer: Viewer, on: date) -> list[tuple[MarkWhy, int]]:
    """Return why deadlines were postponed in the last three months, counted over the whole body.

    Only for who answers for all of it; no name, no deadline: a reason, and how often.
    """
    if viewer.reach(_WORK) is not Reach.ORGANISATION:
        return []
    rows = db.session.execute(
        select(DeadlineMark.why, func.count())
        .where(
            DeadlineMark.organisation_id == viewer.organisation_id,
            DeadlineMark.kind == MarkKind.POSTPONED,
            DeadlineMark.at >= rome_to_utc(on - REASONS_OF, 0),
        )
        .group_by(DeadlineMark.why)
    )
    counted = Counter({MarkWhy(why): number for why, number in rows})
    return counted.most_common()


def last_number(organisation_id: OrganisationId, key: str) -> int:
    """Return how many things were said of a deadline. Unscoped: its row was read already."""
    asked = select(func.max(DeadlineMark.number)).where(
        DeadlineMark.organisation_id == organisation_id, DeadlineMark.key == key
    )
    return db.session.scalar(asked) or 0


def known_effects(organisation_id: OrganisationId, effects: Collection[str]) -> set[str]:
    """Return which of these things to be done were made already. Unscoped: for who makes them."""
    asked = select(Task.effect).where(
        Task.organisation_id == organisation_id, Task.effect.in_(sorted(effects))
    )
    return set(db.session.scalars(asked)) if effects else set()


def bodies() -> list[OrganisationId]:
    """Return every body, in a fixed order. Unscoped: for the job of the night."""
    return list(db.session.scalars(select(Organisation.id).order_by(Organisation.id)))


@dataclass(frozen=True)
class DigestRow:
    """What the viewer chose about the weekly letter."""

    wanted: bool
    address: str


def my_digest(viewer: Viewer) -> DigestRow:
    """Return what the viewer chose about the weekly letter; nothing chosen is not wanted."""
    row = db.session.scalar(select(DigestChoice).where(*_mine(viewer)))
    return DigestRow(row.wanted, row.address or "") if row else DigestRow(wanted=False, address="")


def digest_for_change(viewer: Viewer) -> DigestChoice | None:
    """Return the viewer's own choice, locked."""
    return db.session.scalar(select(DigestChoice).where(*_mine(viewer)).with_for_update())


def digests_due(organisation_id: OrganisationId, week: date) -> list[tuple[UUID, EngagementId]]:
    """Return who wants the letter of a week and was not written yet. Unscoped: for its job."""
    rows = db.session.execute(
        select(DigestChoice.id, DigestChoice.engagement_id)
        .where(
            DigestChoice.organisation_id == organisation_id,
            DigestChoice.wanted,
            or_(DigestChoice.sent_for.is_(None), DigestChoice.sent_for < week),
        )
        .order_by(DigestChoice.id)
    )
    return [(id_, engagement_id) for id_, engagement_id in rows]


def digest_row(organisation_id: OrganisationId, choice_id: UUID) -> DigestChoice | None:
    """Return one choice, locked. Unscoped: for the job that writes."""
    return db.session.scalar(
        select(DigestChoice)
        .where(DigestChoice.organisation_id == organisation_id, DigestChoice.id == choice_id)
        .with_for_update()
    )


def _mine(viewer: Viewer) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (
        DigestChoice.organisation_id == viewer.organisation_id,
        DigestChoice.engagement_id == min(viewer.engagement_ids, default=None),
    )


@dataclass(frozen=True)
class _Marked:
    key: str
    mark: Mark


def _marks(viewer: Viewer, criterion: ColumnElement[bool]) -> list[_Marked]:
    rows = db.session.scalars(
        select(DeadlineMark)
        .where(DeadlineMark.organisation_id == viewer.organisation_id, criterion)
        .order_by(DeadlineMark.number)
    ).all()
    names = names_of(viewer, {row.to_engagement_id for row in rows if row.to_engagement_id})
    return [
        _Marked(
            row.key,
            Mark(
                row.number,
                MarkKind(row.kind),
                MarkWhy(row.why),
                office_date(row.at),
                row.was_on,
                row.by_label,
                row.until,
                row.to_engagement_id,
                names.get(row.to_engagement_id, "") if row.to_engagement_id else "",
            ),
        )
        for row in rows
    ]


def _open(viewer: Viewer, on: date, which: ColumnElement[bool]) -> list[TaskRow]:
    rows = db.session.scalars(
        select(Task)
        .where(visible_to(viewer, on), which, Task.done_at.is_(None))
        .order_by(Task.due_on.is_(None), Task.due_on, Task.id)
        .limit(_SHOWN)
    ).all()
    return _rows(viewer, rows, on)


def _to_do_by(viewer: Viewer, on: date) -> ColumnElement[bool]:
    """Whose work it is today: by herself, passed on, or in the stead of who is away."""
    return or_(
        Task.for_engagement_id.in_(sorted(viewer.engagement_ids)),
        Task.id.in_(ids_passed_to(viewer, "task")),
        Task.for_engagement_id.in_(stood_for_by(viewer, on)),
        in_their_stead(viewer, on, Task.case_id, Task.person_id, Task.for_engagement_id),
    )


def _rows(viewer: Viewer, tasks: Sequence[Task], on: date) -> list[TaskRow]:
    if not tasks:
        return []
    here = set(db.session.scalars(working(viewer, on)))
    prefetch(viewer.organisation_id, {one.data_key_id for one in tasks})
    people = rows_by_id(viewer, {one.person_id for one in tasks if one.person_id})
    names = names_of(viewer, {one.for_engagement_id for one in tasks if one.for_engagement_id})
    return [
        TaskRow(
            id=one.id,
            code=TaskCode(one.code),
            what=one.what or "",
            person_id=one.person_id if one.person_id in people else None,
            person=people[one.person_id].name if one.person_id in people else "",
            case_id=one.case_id,
            for_id=one.for_engagement_id,
            for_name=names.get(one.for_engagement_id, "") if one.for_engagement_id else "",
            works_here=one.for_engagement_id in here,
            due_on=one.due_on,
            opened_by=one.opened_by,
            done_at=one.done_at,
            done_by=one.done_by,
            outcome=TaskOutcome(one.outcome) if one.outcome else None,
        )
        for one in tasks
    ]
