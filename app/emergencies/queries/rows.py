"""Frozen rows of emergencies: what a page receives."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.catalogue.rules import Term
from app.documents.queries import FileRow
from app.emergencies.procedure.calls import CallAction, CallState
from app.emergencies.procedure.emergency import EmergencyAction, EmergencyState
from app.emergencies.rules.calls import CallDegree
from app.emergencies.rules.emergency import (
    ChildHeard,
    Missing,
    NewsSource,
    PlacedBy,
    SignedAs,
    TakenFrom,
    elapsed,
)
from app.kernel.references import CaseId, EmergencyId, PersonId, UrgentCallId
from app.kernel.workflow import Offer
from app.people.queries import PersonRow
from app.transaction.steps import PastStep


@dataclass(frozen=True)
class Clock:
    """By when something is due of us or expected of others, and what is known of it."""

    term: Term
    due_on: date
    due_at: datetime | None
    met_at: datetime | None
    known_at: datetime | None
    source: NewsSource | None
    told_by: str
    ours: bool


@dataclass(frozen=True)
class ActPaper:
    """The scan of an act, by its name."""

    id: UUID
    file: FileRow


@dataclass(frozen=True)
class ActRow:
    """An act of prosecutor or court; its papers by name for who may know where the child is."""

    id: UUID
    action: EmergencyAction
    number: str
    dated: date
    authority: str
    noted_by: str
    scans: int
    papers: tuple[ActPaper, ...]  # none for who may not open them, whatever `scans` counts


@dataclass(frozen=True)
class EmergencyRow:
    """One measure in a list: what comes next, and whether somebody should call."""

    id: EmergencyId
    number: str
    person_id: PersonId
    name: str
    state: EmergencyState
    placed_at: datetime
    late: bool
    mine: bool  # she opened it, or follows the case
    next: Clock | None
    call_since: datetime | None


@dataclass(frozen=True, kw_only=True)
class EmergencyPage:
    """Everything the page of a measure shows. Where the child is, is not in it."""

    id: EmergencyId
    version: int
    number: str
    person: PersonRow
    state: EmergencyState
    case_id: CaseId | None
    case_number: str
    case_to_join: CaseId | None
    case_to_join_number: str
    placed_by: PlacedBy
    placed_at: datetime
    sent_at: datetime | None
    late: bool
    opened_at: datetime
    opened_by: str
    decided_with: str
    signed_by: str
    signed_as: SignedAs
    taken_from: TakenFrom
    child_heard: ChildHeard
    heard: str
    prosecutor: str
    special_curator: str
    judge: str
    hearing_on: date | None
    alternatives: str
    facts: str
    statements: str
    evaluations: str
    place_known_since: datetime | None
    missing: tuple[Missing, ...]
    call_since: datetime | None
    clocks: tuple[Clock, ...]
    acts: tuple[ActRow, ...]
    hours: tuple[tuple[datetime, datetime], ...]  # corrections: old and new
    steps: tuple[PastStep[EmergencyAction], ...]
    offers: tuple[Offer[EmergencyState, EmergencyAction], ...]

    @property
    def took(self) -> tuple[int, int] | None:
        """Hours and minutes from the placing in safety to the sending of the papers."""
        return None if self.sent_at is None else elapsed(self.placed_at, self.sent_at)

    @property
    def waiting(self) -> tuple[Clock, ...]:
        """The clocks that run."""
        return tuple(one for one in self.clocks if one.met_at is None)


@dataclass(frozen=True)
class CallRow:
    """One urgent call in a list."""

    id: UrgentCallId
    at: datetime
    about: str
    caller_body: str
    degree: CallDegree
    state: CallState
    due_on: date | None
    handed_to: str
    to_me: bool


@dataclass(frozen=True, kw_only=True)
class CallPage:
    """Everything the page of an urgent call shows."""

    id: UrgentCallId
    version: int
    at: datetime
    person: PersonRow | None
    described: str
    caller: str
    caller_body: str
    police: bool
    degree: CallDegree
    state: CallState
    done: str
    noted_at: datetime
    noted_by: str
    handed_to: str
    due_on: date | None
    steps: tuple[PastStep[CallAction], ...]
    offers: tuple[Offer[CallState, CallAction], ...]


@dataclass(frozen=True)
class PhoneRow:
    """A number that is answered when the office is closed."""

    id: UUID
    label: str
    number: str
    position: int
    valid_from: date
    valid_to: date | None
