"""A form filled in by somebody honest who does not know it: what is refused is tried otherwise."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tests.support.client import Form

CARRIED = ("csrf_token", "submission", "version")  # no page shows them: they go with the press
WRITTEN = frozenset({"text", "textarea", "search", "tel", "email", "date", "number"})
TEXT, DAY, NUMBER = (
    "text",
    "day",
    "number",
)  # what a field takes; hours, years and money are numbers
_DAY, _HOUR, _AMOUNT, _WORDS = "23/11/2026", "15:00", "10", "Due parole"
_TRIES = (
    _WORDS, _DAY, "20/12/2026", "20/12/2027", _HOUR, "17:30", _AMOUNT, "1990", "nome@esempio.it",
    "15/08",
)  # fmt: skip
_SECRET = "tre parole segrete qui"
_FEW = 6  # choices to try


@dataclass(frozen=True)
class Filled:
    """One form with something in every field: what it holds now, then what may still be tried."""

    form: Form
    tries: Mapping[str, tuple[str, ...]]

    @classmethod
    def first(cls, form: Form) -> "Filled":
        """Fill in a form as it is shown, with a guess for each field that is empty."""
        tries: dict[str, tuple[str, ...]] = {}
        for name in form.kinds:
            taken = {held[0] for held in tries.values() if held}
            tries[name] = _tries(form, name, taken)
        return cls(form, {name: held for name, held in tries.items() if held})

    @property
    def typed(self) -> dict[str, str]:
        """Return what goes to the server."""
        return {name: held[0] for name, held in self.tries.items()}

    def of_kind(self, kind: str) -> list[str]:
        """Return the fields to write in that take texts, days or numbers, as far as can be told."""
        return [
            name
            for name, value in self.typed.items()
            if self.form.kinds[name] in WRITTEN and _kind(value) == kind
        ]

    def mended(self, wrong: set[str]) -> "Filled | None":
        """Return another try for the fields that were refused; None when there is none left."""
        again = {name: held[1:] for name, held in self.tries.items() if name in wrong and held[1:]}
        return Filled(self.form, {**self.tries, **again}) if again else None


def _tries(form: Form, name: str, taken: set[str]) -> tuple[str, ...]:
    """Return what to put in a field: what it shows, else a guess, nothing, other guesses.

    Of the same people in two lists, two are chosen. A single box is ticked when it is asked for.
    """
    kind, shown = form.kinds[name], str(form.values.get(name, ""))
    options = [option for option in form.options.get(name, ()) if option]
    if kind == "password":
        return (_SECRET,)
    if kind in WRITTEN and not shown:
        guess = _guess(name)
        return (guess, "", *(one for one in _TRIES if one != guess), guess)
    if kind == "checkbox" and len(options) == 1:
        return (shown,) if shown else ("", *options)
    if not options:
        return (shown,)
    named = [one for one in options if len(one) < 36 or one not in taken]
    return tuple(dict.fromkeys((shown or (named or options)[0], *options[:_FEW])))


def _kind(value: str) -> str:
    shapes = ((r"\d+/\d+/\d{4}", DAY), (r"[\d,.:]+", NUMBER))
    return next((kind for shape, kind in shapes if re.fullmatch(shape, value)), TEXT)


def _guess(name: str) -> str:
    """Return the likeliest of the tries for a field, by its name: fewer presses to find it."""
    if name.endswith(("_on", "_date", "_from", "_to", "_day", "until")) or name in ("on", "first"):
        return _DAY
    if name.endswith("hour") or name in ("at", "back"):
        return _HOUR
    if name in ("amount", "quantity", "minutes", "number", "value", "payments"):
        return _AMOUNT
    return _WORDS
