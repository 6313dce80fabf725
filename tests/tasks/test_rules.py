"""What is said of a deadline, what the eighteenth birthday brings, when a court's day is recalled."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from app.cases.rules.court import is_recalled
from app.cases.rules.life import comes_of_age_on, coming_of_age
from app.home.rules import Nearness, by_nearness, said_beside
from app.kernel.contributions import DeadlineRow
from app.kernel.references import CaseId, EngagementId, PersonId
from app.kernel.working_days import send_by
from app.tasks.rules import (
    FARTHEST,
    Mark,
    MarkKind,
    MarkWhy,
    TaskCode,
    TaskFault,
    postponed_from,
    postponing_fault,
    said_of,
    stands_on,
    until_of,
)

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)
ME, CARLA = EngagementId(UUID(int=1)), EngagementId(UUID(int=2))


def _mark(number: int, was_on: date, until: date) -> Mark:
    why = MarkWhy.WAITING_ANSWER
    return Mark(number, MarkKind.POSTPONED, why, MONDAY, was_on, "Bruno", until=until)


def _passed(number: int, to: EngagementId) -> Mark:
    return Mark(number, MarkKind.PASSED, MarkWhy.AGREED, MONDAY, MONDAY, "Bruno", to_id=to)


def test_it_remembers_where_it_stood_first_and_how_often_it_moved() -> None:
    said = said_of(
        [_mark(2, MONDAY + 3 * DAY, MONDAY + 10 * DAY), _mark(1, MONDAY, MONDAY + 3 * DAY)]
    )
    assert (said.number, said.postponed, said.first_on) == (2, 2, MONDAY)
    assert said.until == MONDAY + 10 * DAY


def test_a_soft_day_moves_and_a_hard_one_does_not() -> None:
    said = said_of([_mark(1, MONDAY - DAY, MONDAY + 7 * DAY)])
    assert stands_on(MONDAY - DAY, said, hard=False) == MONDAY + 7 * DAY
    assert stands_on(MONDAY - DAY, said, hard=True) == MONDAY - DAY
    assert stands_on(MONDAY + 30 * DAY, said, hard=False) == MONDAY + 30 * DAY  # moved further


@pytest.mark.parametrize(
    ("until", "stands", "hard", "fault"),
    [
        (MONDAY + 3 * DAY, MONDAY, False, None),
        (MONDAY, MONDAY - DAY, False, TaskFault.NOT_LATER),
        (MONDAY + 3 * DAY, MONDAY + 3 * DAY, False, TaskFault.NOT_LATER),
        (MONDAY + 3 * DAY, MONDAY + 20 * DAY, True, None),
        (MONDAY + FARTHEST, MONDAY, False, None),
        (MONDAY + FARTHEST + DAY, MONDAY, False, TaskFault.TOO_FAR),
        (MONDAY + FARTHEST + 7 * DAY, MONDAY + FARTHEST, False, None),  # where it stands is far
        (MONDAY + FARTHEST + DAY, MONDAY + FARTHEST, True, TaskFault.TOO_FAR),
    ],
)
def test_a_day_that_moves_nothing_is_refused(
    until: date, stands: date, hard: bool, fault: str | None
) -> None:
    assert postponing_fault(until, stands, MONDAY, hard=hard) == fault


def test_three_days_a_week_or_a_day_of_ones_own() -> None:
    assert until_of("3", None, MONDAY) == date(2026, 11, 26)
    assert until_of("7", None, MONDAY) == date(2026, 11, 30)
    assert until_of("day", date(2026, 12, 4), MONDAY) == date(2026, 12, 4)
    assert until_of("day", None, MONDAY) is None


@pytest.mark.parametrize(
    ("stands", "hard", "since"),
    [
        (MONDAY - 5 * DAY, False, MONDAY),
        (MONDAY + 5 * DAY, False, MONDAY + 5 * DAY),
        (MONDAY + 5 * DAY, True, MONDAY),  # the reminder alone
        (None, False, MONDAY),  # it had no day
    ],
)
def test_days_are_counted_from_where_it_stands_or_from_today(
    stands: date | None, hard: bool, since: date
) -> None:
    assert postponed_from(stands, MONDAY, hard=hard) == since


def _row(due_on: date, key: str, *, hard: bool = False) -> DeadlineRow:
    return DeadlineRow(due_on, "Relazione", "R. A.", "cartella", "/cases/1", key=key, hard=hard)


def test_a_courts_day_that_was_postponed_or_passed_is_still_late() -> None:
    late = MONDAY - DAY
    rows = [_row(late, "court:1", hard=True), _row(late, "case:2"), _row(late, "case:3")]
    moved = _mark(1, late, MONDAY + 7 * DAY)
    said = {
        "court:1": said_of([moved, _passed(2, CARLA)]),
        "case:2": said_of([moved]),
        "case:3": said_of([_passed(1, CARLA)]),
    }
    groups = {
        near: [one.due.key for one in found]
        for near, found in by_nearness(said_beside(rows, said, {ME}), MONDAY)
    }
    assert groups == {
        Nearness.LATE: ["court:1"],
        Nearness.THIS_WEEK: ["case:2"],
        Nearness.PASSED: ["case:3"],
    }


def test_what_was_passed_to_the_reader_is_hers() -> None:
    (row,) = said_beside([_row(MONDAY, "case:1")], {"case:1": said_of([_passed(1, ME)])}, {ME})
    assert (row.mine, row.away) == (True, False)


def test_what_has_no_day_stands_apart_until_it_is_given_one() -> None:
    without = replace(_row(MONDAY, "task:1"), due_on=None)
    rows = [without, replace(without, key="task:2"), _row(MONDAY + 40 * DAY, "task:3")]
    given = Mark(1, MarkKind.POSTPONED, MarkWhy.AGREED, MONDAY, None, "Bruno", until=MONDAY + DAY)
    said = {"task:2": said_of([given])}
    groups = by_nearness(said_beside(rows, said, {ME}), MONDAY)
    assert [(near, [one.due.key for one in found]) for near, found in groups] == [
        (Nearness.THIS_WEEK, ["task:2"]),
        (Nearness.LATER, ["task:3"]),
        (Nearness.UNDATED, ["task:1"]),
    ]


def test_what_she_took_back_was_passed_to_her_by_nobody() -> None:
    back = replace(_passed(2, ME), to="Bruno")
    (row,) = said_beside([_row(MONDAY, "case:1")], {"case:1": said_of([back])}, {ME})
    assert (row.mine, row.away) == (False, False)


@pytest.mark.parametrize(
    ("written", "last"),
    [
        (date(2026, 10, 4), date(2026, 10, 2)),  # a Sunday, and San Francesco
        (date(2027, 10, 4), date(2027, 10, 1)),  # San Francesco on a Monday
        (date(2026, 12, 8), date(2026, 12, 7)),
        (date(2026, 12, 27), date(2026, 12, 24)),  # Christmas, St Stephen, a Sunday
        (date(2026, 8, 14), None),  # the summer moves nothing
    ],
)
def test_what_a_court_wrote_on_a_holiday_is_sent_before(written: date, last: date | None) -> None:
    assert send_by(written) == last


@pytest.mark.parametrize(
    ("days", "recalled"), [(31, False), (30, True), (15, True), (7, True), (1, True), (-3, True)]
)
def test_a_courts_day_is_recalled_from_thirty_days_before(days: int, recalled: bool) -> None:
    assert is_recalled(MONDAY + days * DAY, MONDAY, None, None) is recalled


def test_a_reminder_put_off_rests_until_the_next_of_the_four_at_the_latest() -> None:
    due = MONDAY + 20 * DAY
    until = due - DAY
    put_off = {"until": until, "postponed_on": MONDAY}
    assert not is_recalled(due, MONDAY + DAY, **put_off)
    assert is_recalled(due, due - 15 * DAY, **put_off)
    later = {"until": until, "postponed_on": due - 15 * DAY}
    assert not is_recalled(due, due - 14 * DAY, **later)
    assert is_recalled(due, due - 7 * DAY, **later)
    assert is_recalled(due, due, until=due + DAY, postponed_on=due)


def test_who_was_born_on_29_february_comes_of_age_on_1_march() -> None:
    assert comes_of_age_on(date(2008, 2, 29)) == date(2026, 3, 1)
    assert comes_of_age_on(date(2008, 12, 31)) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("birth", "on", "code", "due"),
    [
        (date(2009, 5, 24), MONDAY, None, None),
        (date(2009, 5, 23), MONDAY, TaskCode.SOON_OF_AGE, date(2026, 12, 23)),
        (date(2008, 11, 24), MONDAY, TaskCode.SOON_OF_AGE, date(2026, 11, 24)),
        (date(2008, 11, 23), MONDAY, TaskCode.OF_AGE, MONDAY),
        (date(2008, 9, 24), MONDAY, TaskCode.OF_AGE, MONDAY),
        (date(2008, 9, 23), MONDAY, None, None),
        (date(2008, 2, 29), date(2025, 9, 1), TaskCode.SOON_OF_AGE, date(2025, 10, 1)),
        (date(2008, 2, 29), date(2026, 2, 28), TaskCode.SOON_OF_AGE, date(2026, 3, 1)),
        (date(2008, 2, 29), date(2026, 3, 1), TaskCode.OF_AGE, date(2026, 3, 1)),
    ],
)
def test_seventeen_and_a_half_then_eighteen(
    birth: date, on: date, code: TaskCode | None, due: date | None
) -> None:
    new = coming_of_age(birth, on, PersonId(UUID(int=3)), CaseId(UUID(int=4)), ME)
    assert (new and new.code, new and new.due_on) == (code, due)
