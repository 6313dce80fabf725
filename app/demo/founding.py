"""The one thing only the demo does: making many bodies at once."""

from datetime import datetime

from app.accounts.policy import Permission
from app.audit.context import about
from app.db import db
from app.kernel.actor import Actor
from app.kernel.references import OrganisationId
from app.tenancy.models import Organisation
from app.transaction.use_case import use_case


@use_case("demo.body.found", permission=Permission.ACCOUNTS_STAFF_MANAGE)
def found_body(*, actor: Actor, now: datetime, code: str, name: str, kind: str) -> OrganisationId:
    """Make a body that works with this program and return its id."""
    body = Organisation(code=code, name=name, kind=kind)
    db.session.add(body)
    about("organisation", body.id)
    return body.id
