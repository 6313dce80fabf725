"""What is said of a deadline, and what makes something to be done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.kernel.references import CaseId, EngagementId, PersonId


class MarkKind(StrEnum):
    """What somebody did with a deadline, beside the act it asks for."""

    POSTPONED = "postponed"
    PASSED = "passed"


class MarkWhy(StrEnum):
    """Why a deadline is not worked today: counted together, never against anybody."""

    WAITING_ANSWER = "waiting_answer"
    ABSENCE = "absence"
    OTHER_FIRST = "other_first"
    AGREED = "agreed"


class TaskCode(StrEnum):
    """What is to be done: written by hand, or brought by the life of a person."""

    OWN = "own"
    SOON_OF_AGE = "soon_of_age"
    OF_AGE = "of_age"
    CHILD_DUE = "child_due"
    DEATH = "death"
    BOTH_FOLLOWED = "both_followed"
    KEPT_APART = "kept_apart"
    TEAM_TO_NAME = "team_to_name"
    TEAM_TO_ASK = "team_to_ask"
    TEAM_TO_CONFIRM = "team_to_confirm"
    COVERED = "covered_in_a_letter"
    COVERED_IN_PASSAGE = "covered_in_a_passage"


# What the opening of a case leaves to be done, beside the life of its person.
OF_TAKING_CHARGE = frozenset(
    {
        TaskCode.BOTH_FOLLOWED,
        TaskCode.TEAM_TO_NAME,
        TaskCode.TEAM_TO_ASK,
        TaskCode.TEAM_TO_CONFIRM,
    }
)

# Somebody wrote a secret place where it is never said: who is on its named list hears of it.
OF_COVERING = frozenset({TaskCode.COVERED, TaskCode.COVERED_IN_PASSAGE})


class TaskOutcome(StrEnum):
    """How something to be done ended."""

    DONE = "done"
    NOT_NEEDED = "not_needed"
    ELSEWHERE = "elsewhere"


class TaskFault(StrEnum):
    """Why a deadline cannot be moved, passed or closed so."""

    NOT_LATER = "stands_there_already"
    TOO_FAR = "too_far"
    NO_DAY = "no_day"
    TO_HERSELF = "to_herself"
    NOT_HERS_TO_SEE = "not_hers_to_see"
    TASK_DONE = "task_done"
    DUE_IN_THE_PAST = "due_in_the_past"
    ADDRESS_MISSING = "address_missing"


FARTHEST = timedelta(days=365)
_STEPS: Mapping[str, timedelta] = {"3": timedelta(days=3), "7": timedelta(days=7)}


@dataclass(frozen=True)
class Mark:
    """One thing said of a deadline; `was_on` is the day on which it stood until then, if it did."""

    number: int
    kind: MarkKind
    why: MarkWhy
    on: date
    was_on: date | None
    by: str
    until: date | None = None
    to_id: EngagementId | None = None
    to: str = ""


@dataclass(frozen=True)
class Said:
    """What the marks of a deadline come to; `number` is the last one's."""

    number: int = 0
    postponed: int = 0
    until: date | None = None
    first_on: date | None = None
    postponed_on: date | None = None
    passed: Mark | None = None


@dataclass(frozen=True)
class Seen:
    """A deadline as it was on the page: its key, the last thing said of it, where it stood."""

    key: str
    number: int
    stands: date | None
    hard: bool = False


@dataclass(frozen=True)
class NewTask:
    """Something that is to be done once: `effect` names it for ever, so that it is made once."""

    code: TaskCode
    effect: str
    due_on: date | None
    person_id: PersonId | None = None
    case_id: CaseId | None = None
    for_id: EngagementId | None = None
    what: str = ""


def said_of(marks: Iterable[Mark]) -> Said:
    """Return what the marks of one deadline come to, in the order in which they were made."""
    listed = sorted(marks, key=lambda one: one.number)
    moved = [one for one in listed if one.kind is MarkKind.POSTPONED]
    passed = [one for one in listed if one.kind is MarkKind.PASSED]
    return Said(
        number=listed[-1].number if listed else 0,
        postponed=len(moved),
        until=moved[-1].until if moved else None,
        first_on=moved[0].was_on if moved else None,
        postponed_on=moved[-1].on if moved else None,
        passed=passed[-1] if passed else None,
    )


def stands_on(due_on: date | None, said: Said, *, hard: bool) -> date | None:
    """Return the day on which a deadline stands in the list; none where it never had one.

    What a court or the law has set stays on its day, whatever is said of the reminder; a day that
    was moved further meanwhile is not brought back.
    """
    if hard or said.until is None:
        return due_on
    return max(due_on or said.until, said.until)


def postponed_from(stands: date | None, today: date, *, hard: bool) -> date:
    """Return the day from which three days or a week are counted: where the deadline stands, or
    today if that has passed. Of a hard one only the reminder moves: from today.
    """
    return today if hard or stands is None else max(today, stands)


def until_of(step: str, chosen: date | None, since: date) -> date | None:
    """Return the day of "three days", "a week" or a chosen one; nothing where none was chosen."""
    return since + _STEPS[step] if step in _STEPS else chosen


def postponing_fault(until: date, stands: date | None, today: date, *, hard: bool) -> str | None:
    """Refuse a day that moves nothing, and one so far that it would be forgotten.

    The reminder of a hard day may come on any day from tomorrow on.
    """
    since = postponed_from(stands, today, hard=hard)
    if until <= since:
        return TaskFault.NOT_LATER
    return TaskFault.TOO_FAR if until > since + FARTHEST else None


@dataclass(frozen=True)
class Digest:
    """How much is due to somebody in a week: numbers, and nobody's name."""

    court: int = 0  # set by a court or the law
    week: int = 0
    late: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write about."""
        return not (self.week or self.late)


def monday_of(day: date) -> date:
    """Return the Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def digest_of(stands: Iterable[tuple[date | None, bool]], today: date) -> Digest:
    """Count what stands on which day, and whether it is hard, up to the end of this week.

    What has no day is in the list, and in no number here.
    """
    sunday = monday_of(today) + timedelta(days=6)
    dated = [(day, hard) for day, hard in stands if day is not None and day <= sunday]
    week = [hard for day, hard in dated if day >= today]
    return Digest(court=sum(week), week=len(week), late=len(dated) - len(week))
