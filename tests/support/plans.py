"""Which tables a question reads from one end to the other: SQLite tells it before it reads."""

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from app.db import db
from tests.support.counting import hearing

_READ = re.compile(r"(SCAN|SEARCH) (\w+?)(?:_\d+)?(?: |$)(.*)")
_BY_THE_BODY_ALONE = "(organisation_id=?)"


@contextmanager
def read_whole(among: Collection[str]) -> Iterator[list[str]]:
    """Collect, at the end of the block, what it read of these tables by the body alone.

    Without counts SQLite plans a question the same way however many rows there are.
    """
    sent: dict[str, Any] = {}
    found: list[str] = []
    with hearing(sent.__setitem__):
        yield found
    reading = db.session.connection()
    questions = {one: sent[one] for one in sent if one.startswith(("SELECT", "WITH"))}
    for statement, given in questions.items():
        plan = reading.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)
        steps = [match for row in plan if (match := _READ.match(row[-1]))]
        found += [
            f"{step[0]}: {statement}"
            for step in steps
            if step[2] in among and (step[1] == "SCAN" or _BY_THE_BODY_ALONE in step[3])
        ]
