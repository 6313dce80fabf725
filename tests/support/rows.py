"""Everything that is written, before and after: for tests in which nothing may be."""

from collections import Counter

from sqlalchemy import select

from app.db import db

# What any request may write, also one that only reads.
HOUSEKEEPING = {"staff_session", "throttle", "known_device", "submission", "access_entry"}


def rows() -> dict[str, Counter[str]]:
    """Return everything that stands in the archive, table by table."""
    db.session.rollback()
    connection = db.session.connection()
    return {
        name: Counter(repr(tuple(row)) for row in connection.execute(select(table)))
        for name, table in db.metadata.tables.items()
    }


def changed(before: dict[str, Counter[str]]) -> set[str]:
    """Return the tables of which something is not as it was, housekeeping apart."""
    return {name for name, now in rows().items() if now != before[name]} - HOUSEKEEPING
