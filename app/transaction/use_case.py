"""`@use_case`: the only door through which the office's data change."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from app.audit.context import Work, current_work, done_by, working
from app.audit.operations import record_access, record_work
from app.db import db, end_reading, patiently, violated_constraint
from app.kernel.actor import Viewer
from app.kernel.errors import Conflict, NotAllowedNow, NotFound, NotPermitted, OfficeError
from app.transaction.submissions import PendingSubmission, claim, settle, take_pending

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class UseCase:
    """What the documentation and the architecture tests know of a use case."""

    name: str
    permission: str | None
    function: Callable[..., Any]


class _OnlyOwnRights(Exception):
    """Nothing of what was left to her was done: her own rights must be enough."""


USE_CASES: dict[str, UseCase] = {}


def use_case(
    name: str,
    *,
    permission: str | None,
    refusals: Mapping[str, OfficeError] | None = None,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a keyword-only function (`actor`, `now`, …) one transaction and one entry of the trail.

    `name` follows the grammar `area.subject.action`. `permission` is checked here again, whatever
    the route did; `None` means that the procedure's row decides inside. `refusals` turns the name
    of a violated constraint into the refusal the user reads. A use case called by another one joins
    it as a step. Raises what the function refuses, `Conflict` when a row changed meanwhile, `Busy`.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        if name in USE_CASES:
            raise RuntimeError(f"two use cases are called {name}")
        case = UseCase(name, permission, function)
        USE_CASES[name] = case

        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            work = current_work()
            if work is not None:
                _check(case, kwargs)
                work.steps.append(name)
                return function(*args, **kwargs)
            pending = take_pending()
            return cast(R, _outermost(case, kwargs, pending, refusals or {}))

        return run

    return decorate


def _check(case: UseCase, arguments: Mapping[str, Any]) -> None:
    if case.permission is not None and not arguments["actor"].may(case.permission):
        raise NotPermitted(case.permission)
    done_by(case.permission)


def _outermost(
    case: UseCase,
    arguments: Mapping[str, Any],
    pending: PendingSubmission | None,
    refusals: Mapping[str, OfficeError],
) -> Any:
    try:
        return patiently(case.name, lambda: _by_rights(case, arguments, pending))
    except OfficeError as refusal:
        _record_refusal(case, arguments, refusal)
        raise
    except StaleDataError as stale:
        conflict = Conflict("changed_meanwhile")
        _record_refusal(case, arguments, conflict)
        raise conflict from stale
    except DBAPIError as error:
        refusal_of = refusals.get(violated_constraint(error) or "")
        if refusal_of is None:
            raise
        _record_refusal(case, arguments, refusal_of)
        raise refusal_of from error


def _by_rights(
    case: UseCase, arguments: Mapping[str, Any], pending: PendingSubmission | None
) -> Any:
    """Run it; again by her own rights alone, where who stands in did nothing that was left to her.

    She may read, for what was left to her, more than she may change.
    """
    try:
        return _once(case, arguments, pending)
    except _OnlyOwnRights:
        own = {**arguments, "actor": arguments["actor"].by_own_rights()}
    try:
        return _once(case, own, pending)
    except NotFound as beyond:
        raise NotAllowedNow("not_left_to_you") from beyond


def _once(case: UseCase, arguments: Mapping[str, Any], pending: PendingSubmission | None) -> Any:
    """Run the whole function again from its plain arguments: nothing outside may have happened."""
    session = db.session
    end_reading()
    work = Work(case.name, arguments["actor"], arguments["now"])
    with working(work):
        try:
            _check(case, arguments)
            session.connection(execution_options={"writing": True})
            if pending is not None:
                claim(pending)
            result = case.function(**arguments)
            session.flush()
            if _goes_beyond(work):
                raise _OnlyOwnRights
            if pending is not None:
                settle(pending, work)
            record_work(work=work)
            session.commit()
        except BaseException:
            session.rollback()
            raise
    return result


def _goes_beyond(work: Work) -> bool:
    """Return whether somebody who stands in did no act of those that were left to her."""
    other = work.actor.standing_in if isinstance(work.actor, Viewer) else None
    return other is not None and other.acts.isdisjoint(work.permissions)


def _record_refusal(case: UseCase, arguments: Mapping[str, Any], refusal: OfficeError) -> None:
    """Leave one line of the refusal, in its own transaction: the failed one is gone."""
    record_access(
        actor=arguments["actor"],
        now=arguments["now"],
        name=case.name,
        reasons=refusal.reasons or (type(refusal).__name__,),
        permission=case.permission,
    )
