"""Whom of the town the year brings to the office: each person once, by what she needs."""

from datetime import date

from app.catalogue.rules import Area, ConsentBasis
from app.demo.context import Demo, Neighbour
from app.kernel.clock import office_date
from app.kernel.periods import OF_AGE
from app.kernel.references import PersonId

MINORS, ADULTS, ELDERLY, DISABLED = "minors", "adults", "elderly", "disabled"
AREAS = {
    MINORS: Area.FAMILY_AND_MINORS, ADULTS: Area.POVERTY_AND_ADULTS,
    ELDERLY: Area.ELDERLY, DISABLED: Area.DISABILITY,
}  # fmt: skip
IRENE_SINCE = date(2026, 9, 1)
OLD = 65


class Pools:
    """Who of the town was not yet chosen."""

    def __init__(self, demo: Demo) -> None:
        """Sort everybody by age; the order in which they come is drawn once."""
        self._left: dict[str, list[PersonId]] = {MINORS: [], ADULTS: [], ELDERLY: []}
        for one in (one for household in demo.town for one in household):
            self._left[_kind(demo, one)].append(one.person_id)
        for people in self._left.values():
            demo.draw.shuffle(people)

    def take(self, kind: str) -> PersonId | None:
        """Return one more person of a kind; None when there are no more."""
        people = self._left[ADULTS if kind == DISABLED else kind]
        return people.pop() if people else None

    def free(self, person_id: PersonId) -> bool:
        """Whether nothing was told of her yet."""
        return any(person_id in people for people in self._left.values())

    def take_her(self, person_id: PersonId) -> None:
        """Keep somebody who is free for one tale alone."""
        for people in self._left.values():
            if person_id in people:
                people.remove(person_id)


def _kind(demo: Demo, one: Neighbour) -> str:
    if one.born > date(demo.today.year - OF_AGE - 1, demo.today.month, demo.today.day):
        return MINORS
    return ELDERLY if one.born < date(demo.today.year - OLD, 1, 1) else ADULTS


def worker_of(demo: Demo, kind: str) -> tuple[str, str]:
    """Return who follows somebody of a kind who comes now, and who deputises ("" for nobody)."""
    if kind == MINORS:
        if office_date(demo.clock) <= IRENE_SINCE:
            return "marta", ""
        return demo.draw.choice((("marta", "irene"), ("irene", "marta")))
    return ("luca", "chiara") if kind == ADULTS else ("chiara", "luca")


def consent_of(kind: str) -> ConsentBasis:
    """Return whose word is usual for somebody of a kind."""
    if kind == MINORS:
        return ConsentBasis.BOTH_PARENTS
    return ConsentBasis.ADULT_WITH_ADMINISTRATOR if kind == DISABLED else ConsentBasis.ADULT
