"""`@consultation`: reading a file is an act too, and leaves its line before the page is shown."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from app.audit.context import Subject
from app.audit.operations import record_access
from app.kernel.actor import Actor
from app.kernel.errors import NotPermitted, OfficeError

CONSULTATIONS: dict[str, str] = {}  # name and permission of every recorded reading
P = ParamSpec("P")
R = TypeVar("R")


def consultation(
    name: str, *, permission: str, subject: str
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a keyword-only read (`actor`, `now`, `<subject>_id`, …) a recorded one.

    The line is committed before the page is returned: if it cannot be written, nothing is shown.
    A refusal leaves its line too.
    """

    CONSULTATIONS[name] = permission

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            actor = cast(Actor, kwargs["actor"])
            seen = Subject(subject, kwargs[f"{subject}_id"])  # type: ignore[arg-type]
            line = {
                "actor": actor, "now": kwargs["now"], "name": name, "subject": seen,
                "permission": permission,
            }  # fmt: skip
            try:
                if not actor.may(permission):
                    raise NotPermitted(permission)
                page = function(*args, **kwargs)
            except OfficeError as refusal:
                reasons = refusal.reasons or (type(refusal).__name__,)
                record_access(**line, reasons=reasons)  # type: ignore[arg-type]
                raise
            record_access(**line, purpose=str(kwargs.get("purpose", "")))  # type: ignore[arg-type]
            return page

        return run

    return decorate
