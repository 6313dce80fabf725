"""The second kind of write: sessions, throttles, drafts… committed at once, never in the trail."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from app.audit.context import current_work
from app.audit.recorder import HOUSEKEEPING
from app.db import db, end_reading

NAMES = frozenset(
    {
        "session", "throttle", "device", "draft", "hold", "submission", "job_run", "lease",
        "office_clock",
    }
)  # fmt: skip


@contextmanager
def housekeeping(name: str) -> Iterator[Session]:
    """Give a short session of its own, committed at the end of the block.

    `name` must be in the closed list. Refused inside a use case: on SQLite the two would wait for
    each other, and what a use case writes belongs to its own transaction.
    """
    if name not in NAMES:
        raise ValueError(f"{name} is not housekeeping")
    if current_work() is not None:
        raise RuntimeError("housekeeping comes before or after a use case, never inside")
    end_reading()
    with db.session.session_factory(info={HOUSEKEEPING: name}) as session:
        session.connection(execution_options={"writing": True})
        yield session
        session.commit()
