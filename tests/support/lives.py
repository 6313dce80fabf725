"""Random lives: acts drawn by Hypothesis, each through its use case, undone when a life ends."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

from hypothesis import HealthCheck, event, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test
from sqlalchemy import func, select

from app.audit.models import AuditEntry
from app.db import Base, db
from app.kernel.errors import OfficeError
from tests.cast import NOW, Cast

Row = TypeVar("Row", bound=Base)


class Life(RuleBasedStateMachine):
    """One life: what is written in it is gone at its end. The test's savepoint must be open."""

    cast: Cast
    steps_of: type[Base]  # the table in which each act leaves its step

    def __init__(self) -> None:
        super().__init__()
        db.session.remove()
        self.savepoint = db.engine.begin_nested()  # type: ignore[attr-defined]
        self.now = NOW
        self.at_first = self._entries()

    def teardown(self) -> None:
        """Undo the life."""
        db.session.remove()
        self.savepoint.rollback()

    def act(
        self, do: Callable[[], object], name: str, about: Sequence[Any] = ()
    ) -> OfficeError | None:
        """Do something: one entry of the trail that names it, or a refusal that changes nothing."""
        entries, steps = self._entries(), self._steps()
        try:
            do()
        except OfficeError as refusal:
            assert self._entries() == entries
            assert self._steps() == steps
            event(f"{name} refused")
            return refusal
        event(f"{name} done")
        assert self._entries() == entries + 1
        entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
        assert entry is not None
        assert entry.name == name
        named = {one["id"] for one in entry.subjects}
        assert {str(one) for one in about} <= named
        return None

    def wait(self, minutes: int) -> None:
        """Let time pass."""
        self.now += timedelta(minutes=minutes)

    def rows(self, table: type[Row]) -> list[Row]:
        """Return all of a table as it is in the database now."""
        db.session.expire_all()
        return list(db.session.scalars(select(table).execution_options(populate_existing=True)))

    def _entries(self) -> int:
        return db.session.scalar(select(func.count()).select_from(AuditEntry)) or 0

    def _steps(self) -> int:
        return db.session.scalar(select(func.count()).select_from(self.steps_of)) or 0


def follow(rows: Sequence[Any], steps: Sequence[Any], of: str) -> dict[Any, list[Any]]:
    """Return the steps of each row in order: each begins where the one before ended."""
    found: dict[Any, list[Any]] = {row.id: [] for row in rows}
    for step in sorted(steps, key=lambda one: (one.at, one.id)):
        found[getattr(step, of)].append(step)
    for row in rows:
        states = [step.to_state for step in found[row.id]]
        assert [step.from_state for step in found[row.id]] == [None, *states[:-1]]
        assert row.state == states[-1]
    return found


def live(life: type[Life], cast: Cast, *, lives: int, acts: int) -> None:
    """Live some lives, more with `--hypothesis-profile=long`."""
    life.cast = cast
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        life,
        settings=settings(
            max_examples=max(1, lives * settings().max_examples // 100),
            stateful_step_count=acts,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def within(now: datetime, minutes: int, since: datetime) -> bool:
    """Return whether so many minutes at most have passed."""
    return now - since <= timedelta(minutes=minutes)
