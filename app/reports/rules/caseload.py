"""Cases of an evening, and the flow of a period: R1, R2, R5."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.cases.rules.case import FINAL_STATES, CaseAction, CaseState, WhyClosed
from app.catalogue.rules import Area
from app.kernel.periods import OF_AGE
from app.people.rules import Birth
from app.reports.rules.history import History
from app.reports.rules.moments import Question, Span, end_of, not_yet, start_of
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
    counted,
)

# A case proposed to another body counts until that body accepts it.
COUNTED_STATES = tuple(state for state in CaseState if state not in FINAL_STATES)
_ENDS = (CaseAction.CLOSE, CaseAction.BODY_ACCEPTED)


@dataclass(frozen=True)
class Holding:
    """Who answered for a case, from an instant to an instant."""

    engagement_id: UUID
    since: datetime
    until: datetime | None


@dataclass(frozen=True)
class CaseFile:
    """What is counted of a case: its person, its area, its steps, who held it when."""

    id: UUID
    person_id: UUID
    birth: Birth | None
    area: Area
    history: History
    holdings: tuple[Holding, ...] = ()

    def is_counted(self, moment: datetime) -> bool:
        """Return whether it was active just before a moment (R1)."""
        return self.history.state_at(moment) in COUNTED_STATES

    def holder_at(self, moment: datetime) -> UUID | None:
        """Return who held it just before a moment; before its first holder, the first holder."""
        ordered = sorted(self.holdings, key=lambda one: one.since)
        begun = [one for one in ordered if one.since < moment]
        if not begun:
            return ordered[0].engagement_id if ordered else None
        last = begun[-1]
        held = not_yet(last.until, moment)
        return last.engagement_id if held else None

    def why_closed(self, moment: datetime) -> WhyClosed | None:
        """Return the reason under which its closure was proposed before it took hold."""
        proposed = self.history.taken((CaseAction.PROPOSE_CLOSURE,))
        known = [step.reason for since, step in proposed if since <= moment]
        return WhyClosed(known[-1]) if known and known[-1] in set(WhyClosed) else None


@dataclass(frozen=True)
class Balance:
    """The line that must always be true: what there was, what came, what went, what there is."""

    at_start: int
    opened: int
    reopened: int
    left: int
    at_end: int

    @property
    def holds(self) -> bool:
        """Whether it balances."""
        return self.at_start + self.opened + self.reopened - self.left == self.at_end


def active_cases(cases: Iterable[CaseFile], question: Question) -> tuple[Table, ...]:
    """Return R1: the cases active on the evening asked for, by worker, area and state."""
    moment = end_of(question.on)
    active = [case for case in cases if case.is_counted(moment)]
    held = {case.id: case.holder_at(moment) or RowKey.NOBODY for case in active}
    return (
        _split(TableKey.CASES_BY_WORKER, _by(active, held), moment, average=True),
        _split(TableKey.CASES_BY_AREA, _by(active, {c.id: c.area for c in active}), moment),
        _by_state(active, moment),
    )


def people_followed(cases: Iterable[CaseFile], question: Question) -> Table:
    """Return R2: the persons of the cases of R1, once each; minors are under 18 on that day."""
    moment = end_of(question.on)
    active = [case for case in cases if case.is_counted(moment)]
    groups: dict[RowKey, list[CaseFile]] = {
        key: [case for case in active if _age_group(case.birth, question.on) is key]
        for key in (RowKey.MINORS, RowKey.ADULTS, RowKey.AGE_UNKNOWN)
    }
    groups[RowKey.EVERYBODY] = active
    rows = [Row(key, (_people(found),)) for key, found in groups.items()]
    return Table(Figure.PEOPLE, TableKey.PEOPLE, Thing.CASE, (Column.PEOPLE,), tuple(rows))


def flow(cases: Iterable[CaseFile], span: Span) -> tuple[Table, Table]:
    """Return R5: what came in and went out in a period, and why it went out."""
    every = list(cases)
    opened = _events(every, (CaseAction.OPEN_CASE,), span)
    reopened = _events(every, (CaseAction.REOPEN,), span)
    left = _events(every, _ENDS, span)
    lines = {
        RowKey.AT_START: [c.id for c in every if c.is_counted(start_of(span.start))],
        RowKey.OPENED: [case.id for case, _, _ in opened],
        RowKey.REOPENED: [case.id for case, _, _ in reopened],
        RowKey.LEFT: [case.id for case, _, _ in left],
        RowKey.AT_END: [c.id for c in every if c.is_counted(end_of(span.end))],
    }
    exits: dict[Key, list[UUID]] = {}
    for case, when, action in left:
        exits.setdefault(_why(case, when, action), []).append(case.id)
    rows = tuple(Row(key, (Cell.count(ids),)) for key, ids in lines.items())
    ordered = sorted(exits.items(), key=lambda pair: str(pair[0]))
    return (
        Table(Figure.FLOW, TableKey.FLOW, Thing.CASE, (Column.EVENTS,), rows),
        Table(
            Figure.FLOW, TableKey.EXITS, Thing.CASE, (Column.EVENTS,),
            counted({key: (ids,) for key, ids in ordered}),
        ),
    )  # fmt: skip


def balance(table: Table) -> Balance:
    """Return the balance line that the table of the flow prints."""
    numbers = {row.key: int(row.cells[0].number or 0) for row in table.rows}
    return Balance(
        at_start=numbers[RowKey.AT_START],
        opened=numbers[RowKey.OPENED],
        reopened=numbers[RowKey.REOPENED],
        left=numbers[RowKey.LEFT],
        at_end=numbers[RowKey.AT_END],
    )


def _by(cases: Collection[CaseFile], keys: Mapping[UUID, Key]) -> dict[Key, list[CaseFile]]:
    groups: dict[Key, list[CaseFile]] = {}
    for case in cases:
        groups.setdefault(keys[case.id], []).append(case)
    return dict(sorted(groups.items(), key=lambda pair: str(pair[0])))


def _split(
    key: TableKey, groups: Mapping[Key, list[CaseFile]], moment: datetime, *, average: bool = False
) -> Table:
    """Count what is suspended apart: it is in the total and never in the average."""
    parts: dict[Key, tuple[list[UUID], list[UUID]]] = {}
    for name, cases in groups.items():
        states = {case.id: case.history.state_at(moment) for case in cases}
        rest = [id_ for id_, state in states.items() if state == CaseState.SUSPENDED]
        worked = [id_ for id_, state in states.items() if state != CaseState.SUSPENDED]
        parts[name] = (worked, rest)
    rows = list(counted(parts))
    loads = [len(worked) for name, (worked, _) in parts.items() if name is not RowKey.NOBODY]
    loads = [load for load in loads if load]
    if average and loads:
        rows.append(Row(RowKey.AVERAGE, (Cell(round(sum(loads) / len(loads), 1)), Cell(None))))
    columns = (Column.WORKED, Column.SUSPENDED)
    return Table(Figure.ACTIVE_CASES, key, Thing.CASE, columns, tuple(rows))


def _by_state(active: Collection[CaseFile], moment: datetime) -> Table:
    groups: dict[Key, list[list[UUID]]] = {}
    for state in COUNTED_STATES:
        found = [case.id for case in active if case.history.state_at(moment) == state]
        if found:
            groups[state] = [found]
    return Table(
        Figure.ACTIVE_CASES, TableKey.CASES_BY_STATE, Thing.CASE, (Column.CASES,), counted(groups)
    )


def _people(cases: Collection[CaseFile]) -> Cell:
    return Cell(len({case.person_id for case in cases}), tuple(case.id for case in cases))


def _age_group(birth: Birth | None, on: date) -> RowKey:
    age = birth.age(on) if birth else None
    if age is None:
        return RowKey.AGE_UNKNOWN
    return RowKey.MINORS if age < OF_AGE else RowKey.ADULTS


def _events(
    cases: Iterable[CaseFile], actions: Collection[CaseAction], span: Span
) -> list[tuple[CaseFile, datetime, str]]:
    return [
        (case, since, step.action)
        for case in cases
        for since, step in case.history.taken(actions)
        if span.holds(since)
    ]


def _why(case: CaseFile, when: datetime, action: str) -> Key:
    if action == CaseAction.BODY_ACCEPTED:
        return CaseState.CLOSED_TRANSFERRED
    return case.why_closed(when) or RowKey.REASON_UNKNOWN
