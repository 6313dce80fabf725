"""Listens to the database session: collects differences, refuses writes nobody declared."""

from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.orm.attributes import get_history
from sqlalchemy.orm.base import PASSIVE_NO_INITIALIZE

from app.audit.context import Work, current_work

HOUSEKEEPING = "housekeeping"  # key of session.info: the name of the declared housekeeping
DECLARED_WRITE = "declared_write"  # execution option of the statements this house writes itself


class WriteOutsideUseCase(RuntimeError):
    """Somebody tried to change the database without saying who, when and why."""


def before_flush(session: Session, _context: Any, _instances: Any) -> None:
    """Collect what is about to be written; refuse when no use case is under way."""
    touched = [*session.new, *session.deleted, *(row for row in session.dirty if _changed(row))]
    if not touched or HOUSEKEEPING in session.info:
        return
    work = current_work()
    if work is None:
        raise WriteOutsideUseCase(f"{type(touched[0]).__name__} changed outside a use case")
    for row in touched:
        if getattr(row, "__trail__", True):
            _collect(work, session, row)


def refuse_undeclared_statements(state: ORMExecuteState) -> None:
    """Bulk statements bypass the flush and its differences: only declared ones may run."""
    if not (state.is_insert or state.is_update or state.is_delete):
        return
    declared = state.execution_options.get(DECLARED_WRITE, False)
    if not declared and HOUSEKEEPING not in state.session.info:
        raise WriteOutsideUseCase("a bulk statement was not declared")


def _changed(row: Any) -> bool:
    return any(attribute.history.has_changes() for attribute in inspect(row).attrs)


def _collect(work: Work, session: Session, row: Any) -> None:
    """Merge the differences of `row` into the entry; several flushes may touch the same row."""
    identity = (row.__tablename__, str(getattr(row, "id", "")))
    change = work.changes.setdefault(
        identity, {"table": identity[0], "id": identity[1], "kind": _kind(session, row)}
    )
    fields = set(change.get("fields", ()))
    values = change.get("values", {})
    for attribute in inspect(row).mapper.column_attrs:
        column = attribute.columns[0]
        history = get_history(row, attribute.key, PASSIVE_NO_INITIALIZE)
        if not history.has_changes():
            continue
        fields.add(column.name)
        if column.info.get("audit") == "value":
            before = values.get(column.name, [_plain(history.deleted)])[0]
            values[column.name] = [before, _plain(history.added)]
    change["fields"] = sorted(fields)
    if values:
        change["values"] = values


def _kind(session: Session, row: Any) -> str:
    if row in session.new:
        return "insert"
    return "delete" if row in session.deleted else "update"


def _plain(values: Any) -> str | None:
    return None if not values or values[0] is None else str(values[0])
