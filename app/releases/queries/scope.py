"""Who reaches which letter: the criteria every query here starts from."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true

from app.accounts.policy import Permission
from app.cases import queries as cases
from app.cases.models import Case
from app.emergencies import queries as emergencies
from app.emergencies.models import Emergency
from app.intake import queries as intake
from app.intake.models import Referral
from app.kernel.actor import Reach, Viewer, once_each_viewer
from app.kernel.exits import ExitSubject
from app.kernel.references import ReleaseId
from app.open_door.models import OnwardReferral
from app.open_door.queries import visible_onward
from app.people.queries import may_be_named
from app.practices import queries as practices
from app.practices.models import Practice
from app.releases.models import Release
from app.transaction.loading import among, found, locked

_WRITE, _REGISTER = Permission.RELEASES_LETTER_WRITE, Permission.RELEASES_REGISTER_READ


@once_each_viewer
def visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """Return the criterion of the letters this viewer may read: who reaches what they are about.

    What is hidden from her there is hidden here, and so is a letter to somebody she may not see. A
    letter that says where somebody is kept secret is only for who may open such an address.
    """
    if not viewer.may(_WRITE):
        return false()
    covered = true() if viewer.may(Permission.CASES_ADDRESS_REVEAL) else Release.redacted.is_(True)
    named = may_be_named(viewer, Release.person_id)
    of_ours = Release.written_down.is_(False)
    return and_(_letters_about(viewer), of_ours, named, covered)


@once_each_viewer
def written_down_to(viewer: Viewer) -> ColumnElement[bool]:
    """Return the criterion of the exits without a letter of ours about what this viewer reaches."""
    others: tuple[tuple[ExitSubject, Select[Any]], ...] = (
        (ExitSubject.EMERGENCY, select(Emergency.id).where(emergencies.visible_to(viewer))),
        (ExitSubject.ONWARD, select(OnwardReferral.id).where(visible_onward(viewer))),
    )
    reached = or_(_letters_about(viewer), *(_about(kind, rows) for kind, rows in others))
    mine = Release.organisation_id == viewer.organisation_id
    return and_(mine, Release.written_down.is_(True), reached)


@once_each_viewer
def register_visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """Return the criterion of the rows of the register: all that left, or only what she reaches.

    A row says to which body, when and by which way something left; never about whom, nor the text.
    """
    if viewer.reach(_REGISTER) is not Reach.ORGANISATION:
        return or_(visible_to(viewer), written_down_to(viewer))
    return Release.organisation_id == viewer.organisation_id


def _letters_about(viewer: Viewer) -> ColumnElement[bool]:
    """Return the criterion of what is written about whatever of these the viewer reaches."""
    body = viewer.organisation_id
    reached = or_(
        _about(ExitSubject.REFERRAL, select(Referral.id).where(intake.visible_to(viewer, body))),
        _about(ExitSubject.CASE, select(Case.id).where(cases.visible_to(viewer, body))),
        _about(ExitSubject.PRACTICE, select(Practice.id).where(practices.visible_to(viewer))),
    )
    return and_(Release.organisation_id == body, reached)


def _about(kind: ExitSubject, rows: Select[Any]) -> ColumnElement[bool]:
    return and_(Release.subject_kind == kind, among(Release.subject_id, rows))


def load(viewer: Viewer, release_id: ReleaseId) -> Release:
    """Return one letter; `NotFound` out of reach."""
    return found(select(Release).where(visible_to(viewer), Release.id == release_id))


def for_change(viewer: Viewer, release_id: ReleaseId, version: int | None) -> Release:
    """Return one letter, locked; `NotFound` out of reach, `Conflict` if it changed meanwhile."""
    return locked(select(Release).where(visible_to(viewer), Release.id == release_id), version)
