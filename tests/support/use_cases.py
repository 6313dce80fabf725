"""Use cases that exist only to be observed."""

from datetime import datetime

from app.accounts.models import Team
from app.accounts.operations import open_team
from app.audit.operations import record_access
from app.db import db
from app.kernel.actor import Actor
from app.kernel.errors import Invalid
from app.transaction.use_case import use_case
from tests.cast import OFFICE


@use_case("tests.always.refuse", permission=None)
def refuse_always(*, actor: Actor, now: datetime) -> None:
    """Write something, then refuse."""
    db.session.add(Team(organisation_id=OFFICE, name="mai"))
    db.session.flush()
    raise Invalid("no_way")


@use_case("tests.pair.open", permission=None)
def open_pair(*, actor: Actor, now: datetime) -> None:
    """Do two things through another use case."""
    for name in ("uno", "due"):
        open_team(actor=actor, now=now, organisation_id=OFFICE, name=name)


@use_case("tests.access.inside", permission=None)
def access_inside(*, actor: Actor, now: datetime) -> None:
    """Record an access where none may be recorded."""
    record_access(actor=actor, now=now, name="tests")
