"""Days that fall away, and what is decided for who was booked on them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.appointments.rules.appointment import CancelCause
from app.appointments.rules.places import Place
from app.kernel.references import EngagementId, SiteId
from app.organisations.rules import OpeningKind


class WayOut(StrEnum):
    """What is decided, besides another place, for somebody booked on days that fall away."""

    CALL_BACK = "call_back"
    TELL = "tell"
    LATER = "later"


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Days, both included, on which who is booked cannot be received, and why.

    At one site alone, or by one worker alone, if it says so.
    """

    first_day: date
    last_day: date
    cause: CancelCause
    site_id: SiteId | None = None
    engagement_id: EngagementId | None = None
    kind: OpeningKind | None = None  # whose openings fall away: every kind's unless it says

    def takes_kind(self, kind: OpeningKind) -> bool:
        """Return whether what is booked in the openings of a kind falls away."""
        return self.kind in (None, kind)

    @property
    def is_forward(self) -> bool:
        """Whether it ends after it begins; what is typed may not."""
        return self.first_day <= self.last_day

    def takes(self, place: Place) -> bool:
        """Return whether a place falls away."""
        return (
            self.first_day <= place.day <= self.last_day
            and self.site_id in (None, place.site_id)
            and self.engagement_id in (None, place.engagement_id)
        )
