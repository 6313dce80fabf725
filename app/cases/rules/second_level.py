"""The second level: who works beside, what a family is told back, what a court wrote."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.cases.rules.case import CourtTermKind
from app.kernel.references import BodyId, EngagementId


class WhyLevel(StrEnum):
    """Why a case is read by few, or again by the team of who follows it."""

    PROTECTION = "protection_of_minor"
    PENAL_AREA = "penal_area"
    COURT_ASKED = "court_asked"
    DELICATE = "delicate_story"
    REASON_OVER = "reason_over"


class Profession(StrEnum):
    """What somebody does who works on a case beside who follows it."""

    PSYCHOLOGIST = "psychologist"
    SOCIAL_WORKER = "social_worker"
    EDUCATOR = "educator"
    CHILD_NEUROPSYCHIATRIST = "npi"
    MEDIATOR = "mediator"


class ToldTo(StrEnum):
    """To whom the office gave back what it understood."""

    CHILD = "child"
    MOTHER = "mother"
    FATHER = "father"
    BOTH_PARENTS = "both_parents"
    GUARDIAN = "guardian"
    FOSTER_FAMILY = "foster_family"
    OTHER_SERVICE = "other_service"


class CourtAuthority(StrEnum):
    """Who wrote to the office, or waits for it."""

    JUVENILE_CIVIL = "juvenile_court_civil"
    JUVENILE_ADMINISTRATIVE = "juvenile_court_administrative"
    JUVENILE_PENAL = "juvenile_court_penal"
    ORDINARY_COURT = "ordinary_court"
    INQUIRY_UNIT = "inquiry_unit"
    JUVENILE_PROSECUTOR = "juvenile_prosecutor"
    ORDINARY_PROSECUTOR = "ordinary_prosecutor"
    COURT_OF_APPEAL = "court_of_appeal"


class CourtPaper(StrEnum):
    """What it wrote."""

    REQUEST = "court_request"
    DECREE = "decree"
    ORDINANCE = "ordinance"
    JUDGMENT = "judgment"
    SUMMONS = "summons"


class CourtAsks(StrEnum):
    """What the paper asks of the office: a code, so that no word tells of a proceeding."""

    INQUIRY = "asks_inquiry"
    REPORT = "asks_report"
    PROJECT = "asks_project"
    MONITORING = "asks_monitoring"
    CUSTODY = "asks_custody"
    PLACEMENT = "asks_placement"
    VISITS = "asks_visits"
    NOTHING = "asks_nothing"


class SecondLevelFault(StrEnum):
    """Why something of the second level cannot be written."""

    NOBODY_NAMED = "helper_unnamed"
    HELPS_ALREADY = "helps_already"
    FOLLOWS_ALREADY = "follows_already"
    LEAD_ALREADY = "lead_already"
    HELPER_GONE = "helper_gone"
    LET_IN_BY_WHO_FOLLOWS = "let_in_by_who_follows"
    IN_THE_FUTURE = "day_to_come"
    BEFORE_BEGINNING = "before_beginning"
    RECORD_WRITTEN = "record_written"
    TERM_WITHOUT_DAY = "term_without_day"


@dataclass(frozen=True, kw_only=True)
class HelperDetails:
    """Who works beside: a colleague, or somebody of another body by name; since when."""

    profession: Profession
    valid_from: date
    engagement_id: EngagementId | None = None
    body_id: BodyId | None = None
    name: str = ""
    lead: bool = False


@dataclass(frozen=True, kw_only=True)
class Restitution:
    """What was told back of the work done: when, to whom, in the office's words."""

    told_on: date
    told_to: ToldTo
    words: str


@dataclass(frozen=True, kw_only=True)
class CourtRecordDetails:
    """A paper of a court as it reached the office, with the term it sets, if it sets one."""

    authority: CourtAuthority
    paper: CourtPaper
    number: str
    filed_on: date
    asks: CourtAsks
    term: CourtTermKind | None = None
    due_on: date | None = None


def helper_fault(
    details: HelperDetails,
    *,
    today: date,
    helping: Iterable[EngagementId | None],
    following: Iterable[EngagementId | None],
    lead_taken: bool,
) -> str | None:
    """Return why somebody cannot be written beside who follows, with its field, or nothing.

    One leads at a time; whoever follows or deputises is there already.
    """
    who = details.engagement_id
    if who is None and not details.name:
        return f"name:{SecondLevelFault.NOBODY_NAMED}"
    if who is not None and who in set(helping):
        return f"engagement_id:{SecondLevelFault.HELPS_ALREADY}"
    if who is not None and who in set(following):
        return f"engagement_id:{SecondLevelFault.FOLLOWS_ALREADY}"
    if details.valid_from > today:
        return f"valid_from:{SecondLevelFault.IN_THE_FUTURE}"
    if details.lead and lead_taken:
        return f"lead:{SecondLevelFault.LEAD_ALREADY}"
    return None


def leaving_fault(valid_from: date, valid_to: date, today: date) -> str | None:
    """Return why a helper cannot have left on that day, with its field, or nothing."""
    if valid_to > today:
        return f"valid_to:{SecondLevelFault.IN_THE_FUTURE}"
    return f"valid_to:{SecondLevelFault.BEFORE_BEGINNING}" if valid_to < valid_from else None


def record_fault(details: CourtRecordDetails, today: date) -> str | None:
    """Return why a paper of a court cannot be written as it was typed, with its field, or nothing.

    The term is what it says and the day by which: one without the other is half a term.
    """
    if details.filed_on > today:
        return f"filed_on:{SecondLevelFault.IN_THE_FUTURE}"
    if (details.term is None) is not (details.due_on is None):
        field = "due_on" if details.due_on is None else "term"
        return f"{field}:{SecondLevelFault.TERM_WITHOUT_DAY}"
    return None
