"""One test over many things: told apart in its message, without the cost of a thousand tests."""

import functools
import inspect
import traceback
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest

_ANY = (Exception, pytest.fail.Exception, pytest.skip.Exception)


def each(
    names: str | Sequence[str], things: Iterable[Any], ids: Callable[[Any], str] | None = None
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a decorator that runs a test for every one of `things`, and tells all that fail.

    It takes what `pytest.mark.parametrize` takes, and may stand more than once on a test. What
    such a test asks of the office is made once, so it is for tests that only read. Raises
    `AssertionError` where there is no thing at all: a test over nothing cannot fail. Nor may one
    be skipped: the others would be left out with it.
    """
    given, rows, told_as = _split(names), list(things), ids or _told_as

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        signature = inspect.signature(test)

        @functools.wraps(test)
        def run(**asked: Any) -> None:
            assert rows, "there is nothing to try"
            told = []
            for row in rows:
                values = (row,) if len(given) == 1 else row
                try:
                    test(**asked, **dict(zip(given, values, strict=True)))
                except _ANY:  # the others are tried too
                    told.append(
                        f"{', '.join(map(told_as, values))}\n{traceback.format_exc(limit=-2)}"
                    )
            assert not told, f"{len(told)} of {len(rows)}:\n\n" + "\n".join(told)

        left = [one for name, one in signature.parameters.items() if name not in given]
        run.__signature__ = signature.replace(parameters=left)  # type: ignore[attr-defined]
        return run

    return decorate


def _split(names: str | Sequence[str]) -> tuple[str, ...]:
    return tuple(names.replace(",", " ").split()) if isinstance(names, str) else tuple(names)


def _told_as(thing: Any) -> str:
    return str(getattr(thing, "name", thing))
