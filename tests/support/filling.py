"""A form filled in by somebody honest who does not know it: what is refused is tried otherwise."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.support.client import Form

CARRIED = ("csrf_token", "submission", "version")  # no page shows them: they go with the press
WRITTEN = frozenset({"text", "textarea", "search", "tel", "email", "date", "number"})
# What a field takes, tried one after the other until the form has nothing to say against it.
TRIES = (
    "Due parole", "23/11/2026", "20/12/2026", "9:30", "10", "nome@esempio.it", "1990",
)  # fmt: skip
TEXT, DAY, LATER, HOUR, NUMBER, MAIL, YEAR = range(7)


@dataclass(frozen=True)
class Filled:
    """One form with something in every field, each of which the form could take."""

    form: Form
    values: Mapping[str, str]
    tried: Mapping[str, int] = field(default_factory=dict)
    settled: frozenset[str] = frozenset()  # nothing else is left to try: the guess stays

    @classmethod
    def first(cls, form: Form) -> "Filled":
        """Fill in a form as it is shown, with a guess for each field that is empty."""
        empty = [name for name, kind in form.kinds.items() if kind in WRITTEN]
        tried = {name: _guess(name) for name in empty if not form.values.get(name)}
        return cls(form, _chosen(form), tried)

    @property
    def typed(self) -> dict[str, str]:
        """Return what goes to the server."""
        return {**self.values, **{name: TRIES[index] for name, index in self.tried.items()}}

    def of_kind(self, *kinds: int) -> list[str]:
        """Return the fields to write in that take texts, days, numbers…"""
        return [
            name
            for name, value in self.typed.items()
            if self.form.kinds[name] in WRITTEN and self.tried.get(name, _kind(value)) in kinds
        ]

    def mended(self, wrong: set[str]) -> "Filled | None":
        """Return another try for the fields that were refused; None when there is none left."""
        again = {
            name: (index + 1) % len(TRIES)
            for name, index in self.tried.items()
            if name in wrong and name not in self.settled
        }
        settled = {name for name, index in again.items() if index == _guess(name)}
        tried, settled = {**self.tried, **again}, settled | self.settled
        return Filled(self.form, self.values, tried, frozenset(settled)) if again else None


def _chosen(form: Form) -> dict[str, str]:
    """Return the values shown; where nothing is chosen, the first answer that says something."""
    values = {name: str(form.values.get(name, "")) for name in form.kinds}
    for name, options in form.options.items():
        told = [option for option in options if option]
        single = form.kinds[name] == "checkbox" and len(options) == 1
        if not values[name] and told and not single:
            values[name] = told[0]
    return {
        name: value for name, value in values.items() if value or form.kinds[name] != "checkbox"
    }


def _kind(shown: str) -> int:
    """Return what a field takes that was already filled in."""
    shapes = ((r"\d+/\d+/\d{4}", DAY), (r"\d+:\d\d", HOUR), (r"[\d,.]+", NUMBER))
    return next((kind for shape, kind in shapes if re.fullmatch(shape, shown)), TEXT)


def _guess(name: str) -> int:
    """Return the likeliest of the tries for a field, by its name: fewer presses to find it."""
    if name.endswith(("_on", "_date", "_from", "_to", "_day", "until")) or name in ("on", "first"):
        return DAY
    if name.endswith("hour") or name == "at":
        return HOUR
    if name in ("amount", "quantity", "minutes", "number", "value", "payments"):
        return NUMBER
    return TEXT
