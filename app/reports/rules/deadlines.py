"""What is due, what has passed, what nobody has read or ratified: R11."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from app.cases.procedure.request import RequestState
from app.cases.rules.case import CaseState
from app.cases.rules.plan import PlanState
from app.catalogue.rules import Term
from app.reports.rules.caseload import CaseFile
from app.reports.rules.history import History
from app.reports.rules.moments import Question, end_of, not_yet
from app.reports.rules.tables import (
    Cell,
    Column,
    Figure,
    Key,
    Row,
    Table,
    TableKey,
    Thing,
    counted,
)
from app.reports.rules.waiting import RequestFile

SOON = timedelta(days=30)
_REVIEWS = (Term.PLAN_REVIEW, Term.PLAN_REVIEW_MINOR)
_WITH_PLAN = (CaseState.ACTIVE, CaseState.MONITORING)
_SENT = (PlanState.SUBMITTED, PlanState.APPROVED)


class Pending(StrEnum):
    """What the supervisor must know is pending, on any evening."""

    COURT_SOON = "court_soon"
    COURT_PASSED = "court_passed"
    COURT_MOVED = "court_moved"
    PLAN_WITHOUT_REVIEW = "plan_without_review"
    REFERRAL_UNREAD = "referral_unread"
    PLAN_CONSENT_MISSING = "plan_consent_missing"
    CONSENT_MISSING = "consent_missing"
    NOT_RATIFIED = "not_ratified"


@dataclass(frozen=True)
class Move:
    """A day that became another one: from which, when; a slip of the pen is no delay."""

    from_day: date
    at: datetime
    delays: bool = True


@dataclass(frozen=True)
class Due:
    """Something owed by a day: of which thing, since when, done when, moved how often.

    `due_on` is the day of today, `moves` in the order in which they were made.
    """

    about_id: UUID
    code: str
    since: datetime
    due_on: date
    met_at: datetime | None
    moves: tuple[Move, ...] = ()

    def day_at(self, moment: datetime) -> date:
        """Return the day it was owed by just before a moment."""
        later = next((move for move in self.moves if move.at >= moment), None)
        return later.from_day if later else self.due_on

    def delays(self, moment: datetime) -> int:
        """Return how often the day had been put off before a moment."""
        return sum(move.delays and move.at < moment for move in self.moves)

    def runs(self, moment: datetime) -> bool:
        """Return whether it was asked for and not yet done just before a moment."""
        return self.since < moment and not_yet(self.met_at, moment)


@dataclass(frozen=True)
class Unread:
    """A report joined to a case: since when it waits to be read by who follows it."""

    case_id: UUID
    since: datetime
    read_at: datetime | None


@dataclass(frozen=True)
class PlanFile:
    """What is counted of a plan: of which case, its steps, since when its consent is known."""

    case_id: UUID
    history: History
    consent_known_at: datetime | None = None

    def lacks_consent(self, moment: datetime) -> bool:
        """Return whether it was sent or in force without a consent just before a moment."""
        missing = not_yet(self.consent_known_at, moment)
        return missing and self.history.state_at(moment) in _SENT


@dataclass(frozen=True)
class Dues:
    """Everything owed, kind by kind."""

    court: tuple[Due, ...] = ()
    cases: tuple[Due, ...] = ()
    referrals: tuple[Due, ...] = ()
    requests: tuple[Due, ...] = ()
    unread: tuple[Unread, ...] = ()
    plans: tuple[PlanFile, ...] = ()


def pending_cases(cases: Iterable[CaseFile], dues: Dues, question: Question) -> Table:
    """Return what is pending in the cases: terms of courts, plans, reports unread.

    A case counts once for each thing that is owed, as each is one thing to do.
    """
    moment, on = end_of(question.on), question.on
    files = list(cases)
    mine = {case.id for case in files}
    court = [due for due in dues.court if due.runs(moment) and due.about_id in mine]
    days = [(due.about_id, due.day_at(moment)) for due in court]
    lacking = [plan.case_id for plan in dues.plans if plan.lacks_consent(moment)]
    unread = [one for one in dues.unread if one.case_id in mine and _is_unread(one, moment)]
    groups: dict[Pending, list[UUID]] = {
        Pending.COURT_SOON: [one for one, day in days if on <= day <= on + SOON],
        Pending.COURT_PASSED: [one for one, day in days if day < on],
        Pending.COURT_MOVED: [due.about_id for due in court if due.delays(moment) > 1],
        Pending.PLAN_WITHOUT_REVIEW: _without_review(files, dues.cases, question),
        Pending.PLAN_CONSENT_MISSING: [one for one in lacking if one in mine],
        Pending.REFERRAL_UNREAD: [one.case_id for one in unread],
    }
    return _pending(TableKey.PENDING_CASES, Thing.CASE, groups)


def pending_requests(requests: Iterable[RequestFile], question: Question) -> Table:
    """Return what is pending in the requests: consents not known, urgent starts not ratified."""
    moment = end_of(question.on)
    alive = [r for r in requests if r.history.state_at(moment) and not r.is_over(moment)]
    provisional = [r.id for r in alive if r.history.state_at(moment) == RequestState.PROVISIONAL]
    return _pending(
        TableKey.PENDING_REQUESTS,
        Thing.REQUEST,
        {
            Pending.CONSENT_MISSING: [r.id for r in alive if r.consent_missing(moment)],
            Pending.NOT_RATIFIED: provisional,
        },
    )


def late(key: TableKey, thing: Thing, dues: Sequence[Due], question: Question) -> Table:
    """Return the terms of the office that had passed on that evening without being met."""
    moment = end_of(question.on)
    groups: dict[Key, list[list[UUID]]] = {}
    passed = [due for due in dues if due.runs(moment) and due.due_on < question.on]
    for term in Term:
        found = [due.about_id for due in passed if due.code == term]
        if found:
            groups[term] = [found]
    return Table(Figure.DEADLINES, key, thing, (Column.PENDING,), counted(groups))


def _pending(key: TableKey, thing: Thing, groups: dict[Pending, list[UUID]]) -> Table:
    rows = tuple(Row(name, (Cell.count(ids),)) for name, ids in groups.items())
    return Table(Figure.DEADLINES, key, thing, (Column.PENDING,), rows)


def _is_unread(one: Unread, moment: datetime) -> bool:
    return one.since < moment and not_yet(one.read_at, moment)


def _without_review(
    cases: Iterable[CaseFile], terms: Sequence[Due], question: Question
) -> list[UUID]:
    """Return the cases with a plan whose review has passed, or has no day at all."""
    moment = end_of(question.on)
    in_time = {
        due.about_id
        for due in terms
        if due.code in _REVIEWS and due.runs(moment) and due.due_on >= question.on
    }
    return [
        case.id
        for case in cases
        if case.history.state_at(moment) in _WITH_PLAN and case.id not in in_time
    ]
