"""The week of an intervention: on which days, from when to when, where."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.particulars.rules.faults import ParticularFault

_HUNDREDTHS_A_MINUTE = 100 / 60


class WeekPlace(StrEnum):
    """Where the hours are given."""

    HOME = "at_home"
    SCHOOL = "at_school"
    AREA = "in_the_area"
    CARE = "place_of_care"


@dataclass(frozen=True)
class Stretch:
    """Some hours of a weekday (0 Monday), from a minute to a minute of the day."""

    weekday: int
    from_minute: int
    to_minute: int

    def meets(self, other: "Stretch") -> bool:
        """Return whether two stretches share some time."""
        return (
            self.weekday == other.weekday
            and self.from_minute < other.to_minute
            and other.from_minute < self.to_minute
        )


def stretch_fault(new: Stretch, others: Collection[Stretch]) -> str | None:
    """Return why some hours cannot stand in the week of an intervention (`field:code`), or None."""
    if new.to_minute <= new.from_minute:
        return f"to_hour:{ParticularFault.HOURS_BACKWARDS}"
    if any(new.meets(other) for other in others):
        return f"from_hour:{ParticularFault.HOURS_MEET}"
    return None


def hundredths_a_week(stretches: Iterable[Stretch]) -> int:
    """Return how much a week holds, in hundredths of an hour as quantities are kept."""
    minutes = sum(one.to_minute - one.from_minute for one in stretches)
    return round(minutes * _HUNDREDTHS_A_MINUTE)
