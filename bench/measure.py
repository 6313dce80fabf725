"""Timing with warm-up, counting statements, reading memory."""

import resource
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event


def _nothing() -> None:
    pass


@dataclass(frozen=True)
class Action:
    """What is timed, and what is done before each turn without being timed or counted."""

    run: Callable[[], None]
    before: Callable[[], None] = _nothing


@dataclass
class Statements:
    """What reached the database; opening a transaction is not counted."""

    texts: list[str] = field(default_factory=list)

    def note(self, _conn: Any, _cursor: Any, text: str, *_rest: Any) -> None:
        """Remember one statement."""
        if not text.startswith("BEGIN"):
            self.texts.append(text)


@contextmanager
def statements(engine: Engine) -> Iterator[Statements]:
    """Give what reaches the database inside the block."""
    seen = Statements()
    event.listen(engine, "before_cursor_execute", seen.note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", seen.note)


def durations(actions: Sequence[Action], *, warm_up: int, repeat: int) -> list[float]:
    """Return the seconds of every turn: one thread per action, all warm before any is timed."""
    with ThreadPoolExecutor(len(actions)) as threads:
        list(threads.map(_turns, actions, [warm_up] * len(actions)))
        timed = threads.map(_turns, actions, [repeat] * len(actions))
        return [seconds for mine in timed for seconds in mine]


def _turns(action: Action, how_many: int) -> list[float]:
    taken = []
    for _ in range(how_many):
        action.before()
        start = time.perf_counter()
        action.run()
        taken.append(time.perf_counter() - start)
    return taken


def percentile_ms(seconds: Sequence[float], percent: int) -> float:
    """Return the percentile in milliseconds; at least two durations are needed."""
    return round(statistics.quantiles(seconds, n=100, method="inclusive")[percent - 1] * 1000, 2)


def memory_mb(pid: str = "self") -> float:
    """Return the memory a process holds now, this one unless another is named."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return round(pages * resource.getpagesize() / 1024 / 1024, 1)
