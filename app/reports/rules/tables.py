"""The shape of a figure: every number carries what it counts, so that it can be opened."""

import math
import statistics
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Figure(StrEnum):
    """The figures of the caseload report, as the office numbers them."""

    ACTIVE_CASES = "R1"
    PEOPLE = "R2"
    FLOW = "R5"
    INFLOW = "R6"
    FIRST_CONTACT = "R7"
    TAKING_CHARGE = "R8"
    DEADLINES = "R11"


class TableKey(StrEnum):
    """The tables of the report."""

    CASES_BY_WORKER = "cases_by_worker"
    CASES_BY_AREA = "cases_by_area"
    CASES_BY_STATE = "cases_by_state"
    PEOPLE = "people"
    FLOW = "flow"
    EXITS = "exits"
    REGISTERED = "registered"
    UNASSIGNED = "unassigned"
    FIRST_CONTACT = "first_contact"
    TAKING_CHARGE = "taking_charge"
    START_FROM_REFERRAL = "start_from_referral"
    START_FROM_REQUEST = "start_from_request"
    PENDING_CASES = "pending_cases"
    PENDING_REQUESTS = "pending_requests"
    LATE_CASES = "late_cases"
    LATE_REFERRALS = "late_referrals"
    LATE_REQUESTS = "late_requests"


class Thing(StrEnum):
    """What a list behind a number is made of."""

    CASE = "case"
    REFERRAL = "referral"
    REQUEST = "request"


class Column(StrEnum):
    """The columns of the tables."""

    WORKED = "worked"
    SUSPENDED = "suspended"
    CASES = "cases"
    PEOPLE = "people"
    EVENTS = "events"
    REGISTERED = "registered"
    MINORS = "minors"
    URGENT = "urgent"
    ANONYMOUS = "anonymous"
    UNASSIGNED = "unassigned"
    MEASURED = "measured"
    MEDIAN = "median"
    P90 = "p90"
    PAUSED = "paused"
    WAITING = "waiting"
    OLDEST = "oldest"
    ENDED = "ended"
    LINES = "lines"
    LINES_STARTED = "lines_started"
    PENDING = "pending"


class RowKey(StrEnum):
    """Rows that belong to no list of codes."""

    TOTAL = "total"
    AVERAGE = "average"
    NOBODY = "nobody"
    EVERYBODY = "everybody"
    MINORS = "minors"
    ADULTS = "adults"
    AGE_UNKNOWN = "age_unknown"
    AT_START = "at_start"
    OPENED = "opened"
    REOPENED = "reopened"
    LEFT = "left"
    AT_END = "at_end"
    REASON_UNKNOWN = "reason_unknown"


# Of these a small number is a small number of days, or tells nothing by itself.
MEASURES = frozenset({Column.MEDIAN, Column.P90, Column.PAUSED, Column.OLDEST})
Key = StrEnum | UUID


@dataclass(frozen=True)
class Cell:
    """One number and what it counts; no number where there is nothing to measure."""

    number: float | None
    ids: tuple[UUID, ...] = ()

    @classmethod
    def count(cls, ids: Iterable[UUID]) -> "Cell":
        """Return how many things there are."""
        found = tuple(ids)
        return cls(len(found), tuple(dict.fromkeys(found)))


@dataclass(frozen=True)
class Row:
    """One line of a table: of which code or which worker, and its numbers."""

    key: Key
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """One table of a figure."""

    figure: Figure
    key: TableKey
    thing: Thing
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def cell(self, row: str, column: str) -> Cell | None:
        """Return one number by the words of an address; None when there is no such place."""
        found = next((one for one in self.rows if str(one.key) == row), None)
        places = [number for number, known in enumerate(self.columns) if known == column]
        return found.cells[places[0]] if found and places else None


def counted(
    groups: Mapping[Key, Sequence[Collection[UUID]]], *, total: bool = True
) -> tuple[Row, ...]:
    """Return a row for each group, one count in each of its columns, and the total last."""
    rows = [Row(key, tuple(map(Cell.count, columns))) for key, columns in groups.items()]
    if total and rows:
        columns = zip(*groups.values(), strict=True)
        sums = (Cell.count(id_ for part in column for id_ in part) for column in columns)
        rows.append(Row(RowKey.TOTAL, tuple(sums)))
    return tuple(rows)


def median(days: Collection[int]) -> float | None:
    """Return the middle of some waits: half were shorter, half longer."""
    return statistics.median(days) if days else None


def p90(days: Collection[int]) -> int | None:
    """Return the wait that nine in ten did not exceed (nearest rank: a wait really lived)."""
    ordered = sorted(days)
    return ordered[math.ceil(len(ordered) * 0.9) - 1] if ordered else None
