"""The frozen rows by which a feature contributes to what higher pages list (app/features)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.kernel.actor import Viewer
from app.kernel.references import (
    CaseId,
    EmergencyId,
    PersonId,
    PracticeId,
    ReferralId,
    RequestLineId,
)


@dataclass(frozen=True)
class NavigationItem:
    """One entry of the menu: shown to whoever holds `permission`."""

    label: str
    endpoint: str
    icon: str
    permission: str
    is_new: bool = False  # stands in the "Nuova" menu instead of the side one
    group: str = ""  # the heading it is folded under: looked for, not used all day


@dataclass(frozen=True)
class Press:
    """One act done from a card: its words, where it is sent, which version of what was shown."""

    words: str
    url: str
    version: int
    about: str  # for who does not see the row


@dataclass(frozen=True)
class CardRow:
    """One line of a card: what, a few words beside it, and where it leads."""

    text: str
    note: str = ""
    url: str | None = None
    urgent: bool = False  # its note is said in red words
    presses: tuple[Press, ...] = ()  # only on the page of the day


@dataclass(frozen=True)
class Card:
    """What a feature shows on a page of another: the person's, the day's. Words already Italian."""

    title: str
    rows: tuple[CardRow, ...]
    empty: str = ""
    url: str | None = None
    count: int | None = None


@dataclass(frozen=True)
class TimelineRow:
    """Something that happened to a case, told by the feature that knows it."""

    at: datetime
    title: str
    who: str
    note: str = ""
    url: str | None = None


@dataclass(frozen=True)
class DeadlineRow:
    """Something due, for the inbox of deadlines: what, about whom, why, where it is done."""

    due_on: date | None  # none: it waits without a day
    what: str
    about: str
    why: str
    url: str
    due_at: datetime | None = None
    # Names the row over time, for what is said of it. What comes again (a yearly term, a clock that
    # starts anew) has its day in it: what was said of one is not said of the next.
    key: str = ""
    hard: bool = False  # set by a court or the law: its day never moves
    send_by: date | None = None  # the working day before, where that day is none


PersonCard = Callable[[Viewer, PersonId, datetime], Card | None]
LineCard = Callable[[Viewer, RequestLineId, datetime], Card | None]
PracticeCard = Callable[[Viewer, PracticeId, datetime], Card | None]
ReferralCard = Callable[[Viewer, ReferralId, datetime], Card | None]
HomeCard = Callable[[Viewer, datetime], Card | None]
CaseCard = Callable[[Viewer, CaseId, datetime], Card | None]
EmergencyCard = Callable[[Viewer, EmergencyId, datetime], Card | None]
CaseTimeline = Callable[[Viewer, CaseId], Sequence[TimelineRow]]
Deadlines = Callable[[Viewer, datetime], Sequence[DeadlineRow]]
