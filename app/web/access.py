"""The mark under each address: who may enter. The guard of accounts reads it, by default denies."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])
_MARK = "__access__"


@dataclass(frozen=True)
class Access:
    """`permission` for the signed-in who hold it; `None` for everybody, with the reason why."""

    permission: str | None
    reason: str = ""
    polling: bool = False  # does not keep the session awake
    largest: int | None = None  # bytes of a request that carries files, where it takes any


def requires(
    permission: str, *, polling: bool = False, largest: int | None = None
) -> Callable[[F], F]:
    """Mark a view: only a signed-in person holding `permission` may enter.

    `largest` lets a page that takes files in receive more than a form of words.
    """
    return _mark(Access(permission, polling=polling, largest=largest))


def public(reason: str, *, largest: int | None = None) -> Callable[[F], F]:
    """Mark a view open to everybody, and say why; `largest` as above, for who has a session."""
    return _mark(Access(None, reason, largest=largest))


def access_of(view: Callable[..., Any]) -> Access | None:
    """Return the mark of a view, `None` when nobody thought of it."""
    access: Access | None = getattr(view, _MARK, None)
    return access


def _mark(access: Access) -> Callable[[F], F]:
    def decorate(view: F) -> F:
        setattr(view, _MARK, access)
        return view

    return decorate
