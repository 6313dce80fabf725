"""Who may read what was said: whoever reads the person, and may know of everybody it names."""

from typing import Any

from sqlalchemy import ColumnElement, and_, false

from app.accounts.policy import Permission
from app.consents.models import Consent, LegalProtection, ParentLine, Responsibility
from app.kernel.actor import Reach, Viewer
from app.people.queries import may_be_named


def consents_visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """Return the criterion of the consents this viewer may read; the URP reads none."""
    return _read(viewer, Consent, Consent.person_id, Consent.giver_id)


def responsibilities_visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """Return the criterion of who decides for a child, as far as this viewer may know them."""
    return _read(viewer, Responsibility, Responsibility.person_id, Responsibility.holder_id)


def protections_visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """Return the criterion of the orders by which somebody decides, as far as she may know."""
    who = LegalProtection
    return _read(viewer, who, who.person_id, who.holder_person_id)


def lines_visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """Return the criterion of who gets the letters about a child, as far as she may know."""
    return _read(viewer, ParentLine, ParentLine.person_id, ParentLine.parent_id)


def _read(viewer: Viewer, table: Any, *people: Any) -> ColumnElement[bool]:
    """One of those named hidden from her, the row does not exist: it would tell of who is."""
    if viewer.reach(Permission.PEOPLE_PERSON_READ) is not Reach.ORGANISATION:
        return false()
    mine = table.organisation_id == viewer.organisation_id
    return and_(mine, *(may_be_named(viewer, column) for column in people))
