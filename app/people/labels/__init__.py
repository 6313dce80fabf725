"""Italian words about people, topic by topic."""

from collections.abc import Mapping, Sequence

from app.kernel.label import Labels
from app.people.labels import merging, person

LABELS: Labels = {**person.LABELS, **merging.LABELS}

REASONS: Mapping[str, str] = {**person.REASONS, **merging.REASONS}


def apart_words(names: Sequence[str]) -> str:
    """Return what a desk reads of somebody who is kept apart, as far as it may know."""
    if not names:
        return "prima di farla accomodare chiedi alla responsabile"
    return f"non far incontrare con {' e '.join(names)}"


def in_one_line(name: str, age: int | None, *more: str) -> str:
    """Return a person as a list of choices names her; what is not known is left out."""
    parts = (name, f"{age} anni" if age is not None else "", *more)
    return ", ".join(part for part in parts if part)
