"""Frozen rows of appointments: what a page receives."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.appointments.rules import (
    AppointmentAction,
    AppointmentState,
    Origin,
    PlaceFor,
    Purpose,
    ToldHow,
    WorkGroup,
)
from app.appointments.rules.interpreter import InterpreterState
from app.appointments.rules.overlap import OverlapCause
from app.kernel.references import AppointmentId, EngagementId, NoticeId, PersonId, SiteId
from app.kernel.workflow import Offer
from app.notifications.queries import NoticeRow, Receipt
from app.transaction.steps import PastStep


@dataclass(frozen=True, kw_only=True)
class AppointmentRow:
    """One appointment in a list."""

    id: AppointmentId
    version: int
    state: AppointmentState
    day: date
    minute: int
    minutes: int
    starts_at: datetime
    ends_at: datetime
    person_id: PersonId | None
    person: str
    phone: str
    hidden: bool  # of the reader's own hour she may know that it is taken, not by whom
    engagement_id: EngagementId
    worker: str
    site_id: SiteId
    site: str
    reason: Purpose
    work_group: WorkGroup | None
    origin: Origin
    place_for: PlaceFor
    wants_earlier: bool
    booked_by: str
    booked_at: datetime | None
    told_at: datetime | None
    interpreter: InterpreterState | None
    overlaps: bool  # it stands over another on purpose


@dataclass(frozen=True, kw_only=True)
class AppointmentPage:
    """Everything the page of one appointment shows."""

    row: AppointmentRow
    version: int
    joined: tuple[str, ...]  # who else receives, by name
    site_address: str
    directions: str
    practical: str
    overlap: OverlapCause | None
    overlap_words: str
    papers: str  # what the office asks to bring for this reason
    told_how: ToldHow | None
    moved_from: AppointmentId | None
    moved_to: AppointmentId | None
    missed_before: int  # how many in a row this person missed before this one
    notices: tuple[NoticeRow, ...]  # what leaves, left or did not, oldest first
    receipts: Mapping[NoticeId, list[Receipt]]  # of each, for who looks after notices
    steps: tuple[PastStep[AppointmentAction], ...]
    offers: tuple[Offer[AppointmentState, AppointmentAction], ...]


@dataclass(frozen=True)
class DayRoom:
    """A day of appointments: places still free, and how many of them may be given for what."""

    day: date
    free: int
    room: Mapping[PlaceFor, int]


@dataclass(frozen=True)
class KeptPlace:
    """A place somebody keeps while she talks: by whom, until when, and how a page offers it."""

    id: AppointmentId
    by: str
    until: datetime
    place: "PlaceRow"


@dataclass(frozen=True)
class PlaceRow:
    """A free place as a page offers it: its code, its hour, with whom, where."""

    code: str
    day: date
    minute: int
    engagement_id: EngagementId
    worker: str
    site_id: SiteId
    site: str
