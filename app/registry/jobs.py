"""The imports under way, a little of each minute: the pages never wait for them."""

import time
from datetime import datetime

from app.kernel.jobs import JobReport
from app.registry.operations import go_on
from app.registry.queries import running

BUDGET = 45.0  # seconds of a minute


def take_in_registry(now: datetime) -> JobReport:
    """Go on with every import under way, until there is nothing left or the minute is nearly over.

    Stopped anywhere, the next time it goes on with the first household not yet done.
    """
    until, done = time.monotonic() + BUDGET, 0
    for one in running():
        while time.monotonic() < until:
            rows = go_on(actor=one.viewer, now=now, import_id=one.id)
            done += rows
            if not rows:
                break
    return JobReport(done)
