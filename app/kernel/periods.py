"""Ages on a day."""

from datetime import date

OF_AGE = 18


def age_on(birth: date, day: date) -> int:
    """Return the age in whole years; who was born on 29 February grows older on 1 March."""
    had_birthday = (day.month, day.day) >= (birth.month, birth.day)
    return day.year - birth.year - (0 if had_birthday else 1)


def is_minor(birth: date, day: date) -> bool:
    """Return whether somebody is under eighteen on that day."""
    return age_on(birth, day) < OF_AGE
