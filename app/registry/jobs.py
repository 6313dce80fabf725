"""The imports under way, a little of each minute: the pages never wait for them."""

import logging
import time
from datetime import datetime

from app.db import end_reading
from app.kernel.jobs import JobReport
from app.registry.operations import PAUSE, go_on
from app.registry.queries import Running, running

BUDGET = 45.0  # seconds of a minute
_log = logging.getLogger(__name__)


def take_in_registry(now: datetime) -> JobReport:
    """Go on with every import under way, a part of each in turn, until the minute is nearly over.

    Stopped anywhere, the next time it goes on with the first household not yet done. An import that
    fails does not keep the others: its fault is told when they have had their turn.
    """
    until, done, waiting = time.monotonic() + BUDGET, 0, running()
    faults: list[Exception] = []
    while waiting and time.monotonic() < until:
        parts = [(one, _part(one, now, faults)) for one in waiting]
        waiting = [one for one, rows in parts if rows]
        done += sum(rows for _, rows in parts)
    if faults:
        raise faults[0]
    return JobReport(done)


def _part(one: Running, now: datetime, faults: list[Exception]) -> int:
    try:
        rows = go_on(actor=one.viewer, now=now, import_id=one.id)
    except Exception as fault:
        _log.warning("an import stopped for now: %s", type(fault).__name__)
        faults.append(fault)
        rows = 0
    end_reading()
    time.sleep(PAUSE)
    return rows
