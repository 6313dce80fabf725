"""What the eighteenth birthday brings, and when: half a year before, and on the day."""

from datetime import date, timedelta

from app.consents.rules import months_later
from app.kernel.periods import OF_AGE, age_on
from app.kernel.references import CaseId, EngagementId, PersonId
from app.tasks.rules import NewTask, TaskCode

_MONTHS_BEFORE = 6
_TIME_FOR_IT = timedelta(days=30)
_LATEST = timedelta(days=60)  # who came of age longer ago was looked at otherwise


def comes_of_age_on(birth: date) -> date:
    """Return the eighteenth birthday; who was born on 29 February has it on 1 March."""
    day = months_later(birth, 12 * OF_AGE)
    return day if age_on(birth, day) >= OF_AGE else day + timedelta(days=1)


def near_majority(birth: date, on: date) -> bool:
    """Return whether somebody is at least seventeen and a half on a day."""
    return on >= months_later(comes_of_age_on(birth), -_MONTHS_BEFORE)


def coming_of_age(
    birth: date, on: date, person_id: PersonId, case_id: CaseId, holder_id: EngagementId
) -> NewTask | None:
    """Return what is to be done about somebody who is seventeen and a half, or has come of age.

    Before the birthday: what the court may still order (prosieguo), where to live, a support
    administration. After it: consents, the parents' access, SINBA.
    """
    birthday = comes_of_age_on(birth)
    half = months_later(birthday, -_MONTHS_BEFORE)
    if half <= on < birthday:
        due = min(birthday, max(half, on) + _TIME_FOR_IT)
        code, effect = TaskCode.SOON_OF_AGE, f"soon_of_age:{person_id}"
    elif birthday <= on <= birthday + _LATEST:
        due, code, effect = max(birthday, on), TaskCode.OF_AGE, f"of_age:{person_id}"
    else:
        return None
    return NewTask(code, effect, due, person_id, case_id, holder_id)
