"""What was asked of the database once, true until this session writes or ends its transaction."""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, SQLColumnExpression, Uuid, and_, bindparam, event
from sqlalchemy.orm import ORMExecuteState, Session

from app.db import db
from app.kernel.actor import Viewer

T = TypeVar("T")
_SINCE = "written_since"


def until_written(viewer: Viewer, name: str, ask: Callable[[Viewer], T]) -> T:
    """Return what `ask` says of this viewer, asked again after this session wrote or committed.

    A page has dozens of questions that need it, within some milliseconds of each other.
    """
    since = db.session().info.setdefault(_SINCE, object())
    if viewer.kept.get(name, (None,))[0] is not since:
        viewer.kept[name] = (since, ask(viewer))
    answer: T = viewer.kept[name][1]
    return answer


def is_among(person_id: SQLColumnExpression[Any], ask: Callable[[], Any]) -> ColumnElement[bool]:
    """Return the criterion that a column holds one of the few ids that `ask` returns.

    They are asked for when the statement is executed: the criterion may be kept for long, and its
    words are as short for many as for none. Nothing in the column is none of them.
    """
    few = bindparam("few", unique=True, expanding=True, callable_=ask, type_=Uuid())
    return and_(person_id.is_not(None), person_id.in_(few))


def _written(session: Session, *_: Any) -> None:
    session.info.pop(_SINCE, None)


@event.listens_for(Session, "do_orm_execute")
def _executed(state: ORMExecuteState) -> None:
    if not state.is_select:
        _written(state.session)


# At a commit too: what was read before a use case waited for a lock is not believed inside it.
for _moment in ("after_flush", "after_commit", "after_rollback", "after_soft_rollback"):
    event.listen(Session, _moment, _written)
