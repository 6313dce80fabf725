"""Days from and to: validity with an exclusive end, and ages on a day."""

from dataclasses import dataclass
from datetime import date

OF_AGE = 18


@dataclass(frozen=True)
class Period:
    """The days from `start` up to, not including, `end`; no end means still going on."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        """Refuse a period that ends before it starts."""
        if self.end is not None and self.end <= self.start:
            raise ValueError("a period ends after it starts")

    def contains(self, day: date) -> bool:
        """Return whether `day` falls inside."""
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: "Period") -> bool:
        """Return whether the two share at least one day."""
        return (self.end is None or other.start < self.end) and (
            other.end is None or self.start < other.end
        )

    def days(self, until: date) -> int:
        """Return how many days it has lasted by `until`, at most to its end."""
        end = until if self.end is None else min(self.end, until)
        return max(0, (end - self.start).days)


def age_on(birth: date, day: date) -> int:
    """Return the age in whole years; who was born on 29 February grows older on 1 March."""
    had_birthday = (day.month, day.day) >= (birth.month, birth.day)
    return day.year - birth.year - (0 if had_birthday else 1)


def is_minor(birth: date, day: date) -> bool:
    """Return whether somebody is under eighteen on that day."""
    return age_on(birth, day) < OF_AGE
