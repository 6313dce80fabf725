"""Who may read what is done without a case: the criteria every query here starts from."""

from datetime import date

from sqlalchemy import ColumnElement, Select, and_, false, or_, select

from app.accounts.policy import Permission
from app.catalogue.rules import PathCode
from app.db import Owned
from app.kernel.actor import Reach, Viewer
from app.kernel.references import DeskContactId, InfoDeskId, InitiativeId, OnwardId
from app.open_door.models import DeskContact, InfoDesk, Initiative, OnwardReferral
from app.people.queries import may_be_named
from app.transaction.loading import found, locked

_WRITE, _WORK = Permission.OPEN_DOOR_CONTACT_WRITE, Permission.OPEN_DOOR_ONWARD_WORK


def visible_to(viewer: Viewer, table: type[Owned], permission: str = _WRITE) -> ColumnElement[bool]:
    """Return the criterion of the rows of the body, for who counts; nothing for the others."""
    if viewer.reach(permission) is not Reach.ORGANISATION:
        return false()
    return table.organisation_id == viewer.organisation_id


def visible_onward(viewer: Viewer) -> ColumnElement[bool]:
    """Return the criterion of the onward referrals this viewer may reach.

    Those of women in danger are of the social workers alone, and so are those that came of a
    request or report, save for who sent them: it would tell who was reported. Those of somebody
    protected are of who may see her.
    """
    mine = and_(visible_to(viewer, OnwardReferral), may_be_named(viewer, OnwardReferral.person_id))
    if viewer.may(_WORK):
        return mine
    of_no_referral = OnwardReferral.referral_id.is_(None)
    return and_(
        mine,
        OnwardReferral.path != PathCode.WOMEN_SUPPORT,
        or_(of_no_referral, OnwardReferral.sent_by_id == viewer.account_id),
    )


def load_initiative(viewer: Viewer, initiative_id: InitiativeId) -> Initiative:
    """Return one initiative; `NotFound` out of reach."""
    return found(
        select(Initiative).where(visible_to(viewer, Initiative), Initiative.id == initiative_id)
    )


def initiative_for_change(viewer: Viewer, initiative_id: InitiativeId, version: int) -> Initiative:
    """Return the initiative to be changed; `NotFound` out of reach, `Conflict` if it changed."""
    mine = select(Initiative).where(visible_to(viewer, Initiative), Initiative.id == initiative_id)
    return locked(mine, version)


def load_desk(viewer: Viewer, desk_id: InfoDeskId) -> InfoDesk:
    """Return one information desk; `NotFound` out of reach."""
    return found(select(InfoDesk).where(visible_to(viewer, InfoDesk), InfoDesk.id == desk_id))


def load_contact(viewer: Viewer, contact_id: DeskContactId) -> DeskContact:
    """Return one contact; `NotFound` out of reach, also where its name is."""
    return found(_contact(viewer, contact_id))


def contact_for_change(viewer: Viewer, contact_id: DeskContactId) -> DeskContact:
    """Return the contact to be named, locked; `NotFound` out of reach."""
    return locked(_contact(viewer, contact_id))


def load_onward(viewer: Viewer, onward_id: OnwardId) -> OnwardReferral:
    """Return one onward referral; `NotFound` out of reach."""
    return found(
        select(OnwardReferral).where(visible_onward(viewer), OnwardReferral.id == onward_id)
    )


def onward_for_change(viewer: Viewer, onward_id: OnwardId, version: int | None) -> OnwardReferral:
    """Return the one to be changed; `NotFound` out of reach, `Conflict` if it changed."""
    mine = select(OnwardReferral).where(visible_onward(viewer), OnwardReferral.id == onward_id)
    return locked(mine, version)


def year_of(year: int) -> tuple[date, date]:
    """Return the first day of a year and that of the next. Unscoped: it reads nothing."""
    return date(year, 1, 1), date(year + 1, 1, 1)


def _contact(viewer: Viewer, contact_id: DeskContactId) -> Select[DeskContact]:
    return select(DeskContact).where(
        visible_to(viewer, DeskContact),
        DeskContact.id == contact_id,
        may_be_named(viewer, DeskContact.person_id),
    )
