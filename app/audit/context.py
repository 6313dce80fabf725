"""What is being done right now: one `Work` from the outermost use case to its commit."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from app.kernel.actor import Actor


@dataclass(frozen=True)
class Subject:
    """What a use case was about: a kind (`person`, `case`) and an id."""

    kind: str
    id: UUID


@dataclass
class Work:
    """A use case under way: its name, actor and instant, and what it has touched so far."""

    name: str
    actor: Actor
    now: datetime
    steps: list[str] = field(default_factory=list)
    permissions: set[str] = field(default_factory=set)  # those it was done by
    subjects: list[Subject] = field(default_factory=list)
    changes: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    held: set[UUID] = field(default_factory=set)  # whose records stay as they are until the commit


_work: ContextVar[Work | None] = ContextVar("work", default=None)
request_id: ContextVar[str] = ContextVar("request_id", default="")


def current_work() -> Work | None:
    """Return the use case under way, if any."""
    return _work.get()


@contextmanager
def working(work: Work) -> Iterator[Work]:
    """Declare `work` as what is being done inside the block."""
    token = _work.set(work)
    try:
        yield work
    finally:
        _work.reset(token)


def about(kind: str, subject_id: UUID) -> None:
    """Tell the use case under way what it is about; the first subject is where the user lands."""
    work = _work.get()
    if work is None:
        raise LookupError("there is no use case under way")
    subject = Subject(kind, subject_id)
    if subject not in work.subjects:
        work.subjects.append(subject)


def done_by(permission: str | None) -> None:
    """Tell the use case under way, if any, by which permission a part of it is done."""
    work = _work.get()
    if work is not None and permission is not None:
        work.permissions.add(permission)
