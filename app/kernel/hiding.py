"""What may be told of a few people outside the office: nothing that points at one (ADR 0030).

A small number is from one to four. What is not told is always said in the same way, whether it was
small itself or would have given a small one away: whoever knows these rules learns nothing more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

FEWEST_SHOWN = 5


@dataclass(frozen=True)
class Hidden:
    """A number that is not told: too small, or one that would give a small one away."""


UNSAID = Hidden()


@dataclass(frozen=True)
class Parts:
    """Some counts and their sum as they may leave.

    `alone`: the sum alone is told, and not even of how many parts it is made.
    """

    shown: tuple[int | Hidden, ...]
    total: int | Hidden
    alone: bool = False

    @property
    def whole(self) -> bool:
        """Whether nothing is hidden."""
        return UNSAID not in self.shown


def is_small(number: float | None) -> bool:
    """Return whether a count points at somebody."""
    return number is not None and 0 < number < FEWEST_SHOWN


def parts(numbers: Sequence[int]) -> Parts:
    """Return some counts as they may leave, knowing that their sum is told, here or elsewhere.

    Hidden are the small ones and, with them, every one equal to the smallest of the others: which
    of them were small nobody can say, so none can be computed from the sum. With no other to cover
    them, or where nobody is left, the sum alone is told; one that is small is not told either.
    """
    total = sum(numbers)
    if not any(map(is_small, numbers)):
        return Parts(tuple(numbers), total)
    cover = min((number for number in numbers if number >= FEWEST_SHOWN), default=0)
    shown = tuple(UNSAID if is_small(one) or one == cover else one for one in numbers)
    if not any(isinstance(one, int) and one for one in shown):
        return Parts((UNSAID,) * len(numbers), UNSAID if is_small(total) else total, alone=True)
    return Parts(shown, total)


def among(every: Sequence[int], some: Sequence[int]) -> Parts:
    """Return how many of each count are so, as they may leave beside `parts(every)`.

    Who is not so is counted too, by subtraction: few of them are hidden alike. One by one they are
    told only where nothing is hidden; else their sum, where it is not small nor what is left of it.
    """
    first = parts(every)
    few = any(
        is_small(one) or is_small(whole - one) for whole, one in zip(every, some, strict=True)
    )
    total, rest = sum(some), sum(every) - sum(some)
    told = first.total is not UNSAID and not is_small(total) and not is_small(rest)
    rows = tuple(some) if first.whole and not few else (UNSAID,) * len(some)
    return Parts(rows, total if told else UNSAID)
