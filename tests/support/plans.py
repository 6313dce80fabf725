"""Which tables a question reads from one end to the other: SQLite tells it before it reads."""

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from app.db import Base, db
from tests.support.counting import hearing

_READ = re.compile(r"(SCAN|SEARCH) (\w+?)(?:_\d+)?(?: |$)(.*)")
_BY_THE_BODY_ALONE = "(organisation_id=?)"
_OF_FEW = {
    str(index.name)
    for table in Base.metadata.tables.values()
    for index in table.indexes
    if index.dialect_options["sqlite"]["where"] is not None
}


@contextmanager
def read_whole(among: Collection[str]) -> Iterator[list[str]]:
    """Collect, at the end of the block, what it read of these tables by the body alone.

    Without counts SQLite plans a question the same way however many rows there are. An index of a
    part of the rows (what is open, what is sealed) is of few, and may be read whole.
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
            if step[2] in among
            and (step[1] == "SCAN" or _BY_THE_BODY_ALONE in step[3])
            and _OF_FEW.isdisjoint(step[3].split())
        ]
