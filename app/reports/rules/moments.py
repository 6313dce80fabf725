"""The days of a report: a day ends at 24:00 in Rome, also when the clocks change."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from app.kernel.clock import office_date, rome_to_utc

_DAY = timedelta(days=1)


def start_of(day: date) -> datetime:
    """Return the instant at which a day begins in the office."""
    return rome_to_utc(day, 0)


def end_of(day: date) -> datetime:
    """Return the instant at which a day is over: what happens then belongs to the next one."""
    return rome_to_utc(day + _DAY, 0)


def not_yet(at: datetime | None, moment: datetime) -> bool:
    """Return whether something that happened at an instant, or never, was still to come."""
    return at is None or at >= moment


def year_before(day: date) -> date:
    """Return the same day of the year before; 28 February for a 29."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def days_between(earlier: datetime, later: datetime) -> int:
    """Return how many midnights of Rome lie between two instants: calendar days, not hours."""
    return (office_date(later) - office_date(earlier)).days


@dataclass(frozen=True)
class Span:
    """The days of a period, both ends inside."""

    start: date
    end: date

    def holds(self, moment: datetime) -> bool:
        """Return whether an instant falls in one of its days."""
        return start_of(self.start) <= moment < end_of(self.end)


@dataclass(frozen=True)
class Question:
    """What the supervisor asks: over which days, as of which evening, of which team."""

    on: date
    span: Span
    team_id: UUID | None = None

    def a_year_before(self) -> "Question":
        """Return the same question about the year before."""
        span = Span(year_before(self.span.start), year_before(self.span.end))
        return Question(year_before(self.on), span, self.team_id)


class QuestionFault(StrEnum):
    """Why a question has no answer."""

    BACKWARDS = "period_backwards"
    TOO_LONG = "period_too_long"
    FUTURE = "day_in_the_future"
    TOO_OLD = "day_too_old"


OLDEST = date(2000, 1, 1)
_LONGEST = timedelta(days=731)


def question_faults(question: Question, today: date) -> list[str]:
    """Return what is wrong with a question, as `field:code`, day by day."""
    days = {"start": question.span.start, "end": question.span.end, "on": question.on}
    wrong = [f"{name}:{QuestionFault.FUTURE}" for name, day in days.items() if day > today]
    wrong += [f"{name}:{QuestionFault.TOO_OLD}" for name, day in days.items() if day < OLDEST]
    if question.span.end < question.span.start:
        wrong.append(f"end:{QuestionFault.BACKWARDS}")
    if question.span.end - question.span.start > _LONGEST:
        wrong.append(f"start:{QuestionFault.TOO_LONG}")
    return wrong
