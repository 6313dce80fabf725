"""How long people waited: R7 and R8. Who still waits is counted apart, never left out."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.cases.procedure.line import LineAction, LineState
from app.cases.procedure.request import RequestAction, RequestState
from app.intake.procedure import FINAL, ReferralAction, ReferralState
from app.intake.rules import Urgency
from app.reports.rules.history import History
from app.reports.rules.inflow import ReferralFile, registered_in
from app.reports.rules.moments import Question, days_between, end_of, not_yet
from app.reports.rules.tables import (
    Cell,
    Column,
    Figure,
    Key,
    Row,
    RowKey,
    Table,
    TableKey,
    Thing,
    median,
    p90,
)

WAIT_COLUMNS = (
    Column.MEASURED,
    Column.MEDIAN,
    Column.P90,
    Column.WAITING,
    Column.OLDEST,
    Column.ENDED,
)
_PAUSED = (*WAIT_COLUMNS, Column.PAUSED)
_STARTS = (LineAction.START, LineAction.START_URGENT)
_ASKED = (RequestAction.SUBMIT, RequestAction.ACTIVATE_URGENT)
_REQUEST_OVER = (RequestState.REFUSED, RequestState.ENDED, RequestState.WITHDRAWN)


@dataclass(frozen=True)
class LineFile:
    """One intervention of a request, by its steps."""

    id: UUID
    history: History

    def started_at(self, before: datetime) -> datetime | None:
        """Return when it really began, if it was before a moment."""
        return self.history.first(_STARTS, before)


@dataclass(frozen=True)
class RequestFile:
    """What is counted of a service request: of which case, its steps, its lines."""

    id: UUID
    case_id: UUID
    history: History
    lines: tuple[LineFile, ...] = ()
    consent_known_at: datetime | None = None

    @property
    def asked_at(self) -> datetime | None:
        """When it was submitted, or activated in urgency, for the first time."""
        done = [s.effective_at for s in self.history.steps if s.action in _ASKED]
        return min(done, default=None)

    def started_at(self, before: datetime) -> datetime | None:
        """Return when the first of its lines began, if it was before a moment."""
        begun = [line.started_at(before) for line in self.lines]
        return min((when for when in begun if when), default=None)

    def is_over(self, moment: datetime) -> bool:
        """Return whether nobody waits for it any more just before a moment."""
        return self.history.state_at(moment) in _REQUEST_OVER

    def consent_missing(self, moment: datetime) -> bool:
        """Return whether nobody had said who consents just before a moment."""
        return not_yet(self.consent_known_at, moment)

    def real_lines(self, moment: datetime) -> list[LineFile]:
        """Return the interventions that were asked for and not withdrawn before a moment."""
        states = {line.id: line.history.state_at(moment) for line in self.lines}
        out = (None, LineState.WITHDRAWN)
        return [line for line in self.lines if states[line.id] not in out]


@dataclass(frozen=True)
class Wait:
    """One wait: over after some days, going on since some days, or ended in another way."""

    id: UUID
    days: int
    over: bool
    waiting: bool
    paused: int = 0


def waited(
    id_: UUID, start: datetime, end: datetime | None, moment: datetime,
    *, ended: bool, paused: Callable[[datetime], int] = lambda _until: 0,
) -> Wait:  # fmt: skip
    """Return a wait from `start` to `end`, or up to the evening before `moment` if it goes on.

    Calendar days; `paused` gives those in which the office could not go on, which are taken off.
    """
    if end is not None:
        pause = paused(end)
        return Wait(id_, days_between(start, end) - pause, over=True, waiting=False, paused=pause)
    pause = paused(moment)
    days = max(0, days_between(start, moment) - 1 - pause)
    return Wait(id_, days, over=False, waiting=not ended, paused=pause)


def first_contact(files: Iterable[ReferralFile], question: Question) -> Table:
    """Return R7: from arrival to the first real contact, for what arrived in the period."""
    moment = end_of(question.on)
    groups: dict[Key, list[Wait]] = {}
    every = []
    for file in registered_in(files, question):
        wait = _to_contact(file, moment)
        if wait is not None:
            groups.setdefault(file.urgency, []).append(wait)
            every.append(wait)
    ordered: dict[Key, list[Wait]] = {u: groups[u] for u in Urgency if u in groups}
    return _table(TableKey.FIRST_CONTACT, Thing.REFERRAL, WAIT_COLUMNS, ordered, every)


def taking_charge(files: Iterable[ReferralFile], question: Question) -> Table:
    """Return the first part of R8: from arrival to taking charge; pauses for the person off."""
    moment = end_of(question.on)
    waits = [_to_charge(file, moment) for file in registered_in(files, question)]
    every = [wait for wait in waits if wait is not None]
    return _table(TableKey.TAKING_CHARGE, Thing.REFERRAL, _PAUSED, {}, every)


def start_from_referral(
    files: Iterable[ReferralFile], requests: Iterable[RequestFile], question: Question
) -> Table:
    """Return the second part of R8: from arrival to the first service that began.

    Counted are those for which a service was asked after the arrival.
    """
    moment = end_of(question.on)
    by_case: dict[UUID, list[RequestFile]] = {}
    for request in requests:
        by_case.setdefault(request.case_id, []).append(request)
    every = []
    for file in registered_in(files, question):
        mine = [request for case_id in file.case_ids for request in by_case.get(case_id, ())]
        wait = _to_service(file, mine, moment)
        if wait is not None:
            every.append(wait)
    return _table(TableKey.START_FROM_REFERRAL, Thing.REFERRAL, _PAUSED, {}, every)


def start_from_request(requests: Iterable[RequestFile], question: Question) -> Table:
    """Return the third part of R8: from the request to the first start, and the lines begun."""
    moment = end_of(question.on)
    known = [(file, file.asked_at) for file in requests]
    asked = [(f, start) for f, start in known if start and question.span.holds(start)]
    waits = [
        waited(f.id, start, f.started_at(moment), moment, ended=f.is_over(moment))
        for f, start in asked
        if start < moment
    ]
    table = _table(TableKey.START_FROM_REQUEST, Thing.REQUEST, WAIT_COLUMNS, {}, waits)
    begun = [file for file, _ in asked if file.started_at(moment)]
    lines = [line for file in begun for line in file.real_lines(moment)]
    ids = tuple(file.id for file in begun)
    more = (Cell(len(lines), ids), Cell(sum(bool(x.started_at(moment)) for x in lines), ids))
    rows = tuple(Row(row.key, (*row.cells, *more)) for row in table.rows)
    columns = (*table.columns, Column.LINES, Column.LINES_STARTED)
    return Table(table.figure, table.key, table.thing, columns, rows)


def _to_contact(file: ReferralFile, moment: datetime) -> Wait | None:
    start = file.registered_at
    if start is None or start >= moment:
        return None
    end = file.history.first((ReferralAction.FIRST_CONTACT,), moment)
    return waited(file.id, start, end, moment, ended=_is_final(file, moment))


def _to_charge(file: ReferralFile, moment: datetime) -> Wait | None:
    start = file.registered_at
    if start is None or start >= moment:
        return None
    return waited(
        file.id, start, charged_at(file.history, moment), moment,
        ended=_is_final(file, moment), paused=_pause(file, start),
    )  # fmt: skip


def _to_service(
    file: ReferralFile, requests: Collection[RequestFile], moment: datetime
) -> Wait | None:
    start = file.registered_at
    if start is None:
        return None
    asked = [r for r in requests if r.asked_at is not None and start <= r.asked_at < moment]
    if not asked:
        return None
    begun = [when for request in asked if (when := request.started_at(moment))]
    ended = all(request.is_over(moment) for request in asked)
    return waited(
        file.id, start, min(begun, default=None), moment, ended=ended, paused=_pause(file, start)
    )


def charged_at(history: History, before: datetime) -> datetime | None:
    """Return when somebody was first taken charge of: the whole, or one of several people."""
    whole = (ReferralAction.TAKE_CHARGE,)
    done = [
        step.effective_at
        for step in history.steps
        if step.action in whole
        or (step.action == ReferralAction.SETTLE_SUBJECT and step.reason in whole)
    ]
    return min((when for when in done if when < before), default=None)


def _is_final(file: ReferralFile, moment: datetime) -> bool:
    return file.history.state_at(moment) in FINAL


def _pause(file: ReferralFile, start: datetime) -> Callable[[datetime], int]:
    """Count the days in which the office waited for the person herself."""
    return lambda end: file.history.days_in((ReferralState.AWAITING_PERSON,), start, end)


def _table(
    key: TableKey, thing: Thing, columns: tuple[Column, ...],
    groups: Mapping[Key, Sequence[Wait]], every: Sequence[Wait],
) -> Table:  # fmt: skip
    rows = [Row(name, _cells(waits, columns)) for name, waits in groups.items()]
    if every:
        rows.append(Row(RowKey.EVERYBODY, _cells(every, columns)))
    first = key is TableKey.FIRST_CONTACT
    figure = Figure.FIRST_CONTACT if first else Figure.TAKING_CHARGE
    return Table(figure, key, thing, columns, tuple(rows))


def _cells(waits: Sequence[Wait], columns: Sequence[Column]) -> tuple[Cell, ...]:
    over = [wait for wait in waits if wait.over]
    going = [wait for wait in waits if wait.waiting]
    ended = [wait for wait in waits if not wait.over and not wait.waiting]
    days, ids = [wait.days for wait in over], tuple(wait.id for wait in over)
    oldest = max((wait.days for wait in going), default=None)
    longest = tuple(wait.id for wait in going if wait.days == oldest)
    paused = [wait for wait in (*over, *going) if wait.paused]
    known = {
        Column.MEASURED: Cell.count(ids),
        Column.MEDIAN: Cell(median(days), ids),
        Column.P90: Cell(p90(days), ids),
        Column.WAITING: Cell.count(wait.id for wait in going),
        Column.OLDEST: Cell(oldest, longest),
        Column.ENDED: Cell.count(wait.id for wait in ended),
        Column.PAUSED: Cell(sum(w.paused for w in paused), tuple(w.id for w in paused)),
    }
    return tuple(known[column] for column in columns)
