"""Who may open which case, and from whom a person is hidden because of it.

Every query about cases starts from `visible_to`; every query that names people leaves out
`hidden_people`, which features/ hands down to them.
"""

from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    SQLColumnExpression,
    Uuid,
    and_,
    bindparam,
    false,
    literal,
    or_,
    select,
    true,
    union,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased

from app.accounts.models import Engagement
from app.accounts.policy import Permission
from app.cases.models import Case, CaseHelper, CaseTeam, Placement, PlacementMember
from app.cases.queries.its import same_body
from app.cases.rules.case import CaseKind, TeamAccess
from app.db import db
from app.kernel.actor import Actor, Reach, Viewer, once_each_viewer
from app.kernel.errors import NotFound
from app.kernel.references import CaseId, OrganisationId, PersonId
from app.transaction.keeping import is_among, until_written
from app.transaction.loading import among, found, locked

# Made once: an alias of so wide a table costs more to make than the whole question to ask.
_SEALED, _KNOWN, _WHOSE = (aliased(Case) for _ in range(3))
# What decides who is hidden from somebody, besides who she is.
_DECIDING = (Permission.CASES_CASE_READ, Permission.CASES_CASE_SEAL)


@once_each_viewer
def visible_to(
    viewer: Actor, organisation_id: OrganisationId, permission: str = Permission.CASES_CASE_READ
) -> ColumnElement[bool]:
    """Return the criterion of the cases this viewer may open (or work on, by `permission`).

    Who follows a case, deputises, is asked to take it over, is named on it or works beside reaches
    it; of a sealed one who works beside does not, until she is named. A sealed one is reached by
    nobody else but who may seal; who is kept out never does. The other cases of somebody who has a
    sealed one tell as much of her: they are reached as if they were sealed.
    """
    if not viewer.may(permission):
        return false()
    body = Case.organisation_id == organisation_id
    if not isinstance(viewer, Viewer):
        return body
    return and_(body, _reached(viewer, permission), ~_under_seal(viewer, Case.person_id))


def _reached(viewer: Viewer, permission: str) -> ColumnElement[bool]:
    """Return what is reached of a body's cases, but for who is under seal."""
    reached = or_(_mine(viewer), _wide(viewer, permission))
    return and_(reached, ~_listed(viewer, TeamAccess.KEPT_OUT))


def _wide(viewer: Viewer, permission: str) -> ColumnElement[bool]:
    """Return what is reached without a name on it: the team's cases, or those of the whole body.

    Of the second level nothing comes through a team. Of the penal area nothing comes to a duty
    that is not to read cases either: a request alone would tell of the proceeding.
    """
    wide: ColumnElement[bool] = false()
    if viewer.reach(permission) is Reach.TEAM:
        wide = and_(Case.second_level_on.is_(None), _of_my_teams(viewer))
    elif viewer.reach(permission) is Reach.ORGANISATION:
        reads_all = viewer.reach(Permission.CASES_CASE_READ) is Reach.ORGANISATION
        wide = true() if reads_all else Case.kind != CaseKind.PENAL
    if viewer.reach(Permission.CASES_CASE_SEAL) is Reach.ORGANISATION:
        return wide
    return and_(Case.sealed.is_(False), wide)


def hidden_people(viewer: Viewer) -> frozenset[PersonId]:
    """Return the people hidden from this viewer: few, and read once for all the queries of a page.

    Somebody with a sealed case, open or closed, is there for who follows her, deputises, is asked
    to take her over or is named on one of her cases, and for who may seal. Somebody for whom a
    place with a secret address was looked for, or who is or was in it, is there for who reaches
    that case or one of her own, until the protection is lifted. Who is kept out of a sealed case
    never sees whose it is.
    """
    return frozenset(until_written(viewer, "hidden", _hidden))


def _under_seal(viewer: Viewer, person_id: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    def sealed() -> list[PersonId]:
        hidden = until_written(viewer, "hidden", _hidden)
        return [one for one, by_seal in hidden.items() if by_seal]

    return is_among(person_id, sealed)


def _hidden(viewer: Viewer) -> dict[PersonId, bool]:
    """Return who is hidden, and whether by a seal: one question for both."""
    hidden: dict[PersonId, bool] = {}
    few = _few(tuple(viewer.reach(permission) for permission in _DECIDING))
    whose = {
        "body": viewer.organisation_id,
        "hers": viewer.engagement_ids,
        "teams": viewer.team_ids,
    }
    for person_id, by_seal in db.session.execute(few, whose):
        hidden[person_id] = hidden.get(person_id, False) or bool(by_seal)
    return hidden


@cache
def _few(reaches: tuple[Reach, ...]) -> CompoundSelect[Any]:
    """Return the question of who is hidden from whoever has these reaches of `_DECIDING`.

    Every page asks it, and it is long: making it takes longer than the database takes to answer.
    So it is made of somebody of whom nothing is known but the reaches; who she is comes with it.
    """
    known: dict[str, Any] = {
        "organisation_id": bindparam("body", type_=Uuid()),
        "engagement_ids": bindparam("hers", type_=Uuid(), expanding=True),
        "team_ids": bindparam("teams", type_=Uuid(), expanding=True),
        "reaches": dict(zip(_DECIDING, reaches, strict=True)),
    }
    unknown: dict[str, Any] = dict.fromkeys(
        ("account_id", "organisation_name", "roles", "name", "login")
    )
    anybody = Viewer(**known, **unknown)
    sealed = _sealed(anybody)
    placed = _placed(anybody, sealed)
    return union_all(sealed.add_columns(literal(1)), placed.add_columns(literal(0)))


def _sealed(viewer: Viewer) -> Select[PersonId]:
    under_seal = select(_SEALED.person_id).where(
        _SEALED.organisation_id == viewer.organisation_id, _SEALED.sealed.is_(True)
    )
    kept_out = _listed(viewer, TeamAccess.KEPT_OUT, _SEALED)
    if viewer.reach(Permission.CASES_CASE_SEAL) is Reach.ORGANISATION:
        return under_seal.where(kept_out)
    # A case that ended before the seal gives no right to what happened after.
    followed = select(_KNOWN.id).where(
        _KNOWN.organisation_id == viewer.organisation_id,
        _KNOWN.person_id == _SEALED.person_id,
        or_(_KNOWN.sealed, _KNOWN.closed_at.is_(None)),
        _answers(viewer, _KNOWN),
    )
    return under_seal.where(or_(~followed.exists(), kept_out))


def secret_placements(organisation_id: OrganisationId) -> tuple[ColumnElement[bool], ...]:
    """Return the criteria of the places nobody must find. Unscoped.

    In any state: who left a secret place, or gave up looking for one, is still looked for by whom
    she fled from. Only who lifts the protection ends it.
    """
    return (Placement.organisation_id == organisation_id, Placement.protected.is_(True))


def secret_people(
    organisation_id: OrganisationId, *but: ColumnElement[bool]
) -> CompoundSelect[Any]:
    """Return the select of who is, was or was to be in a secret place (`but` narrows). Unscoped."""
    secret = (*secret_placements(organisation_id), *but)
    inside = (
        select(PlacementMember.person_id)
        .join(Placement, same_body(Placement, PlacementMember, PlacementMember.placement_id))
        .where(*secret, PlacementMember.person_id.is_not(None))
    )
    looked_for = (
        select(_WHOSE.person_id)
        .join(Placement, same_body(_WHOSE, Placement, Placement.case_id))
        .where(*secret)
    )
    return union(inside, looked_for)


def _placed(viewer: Viewer, sealed: Select[PersonId]) -> Select[PersonId]:
    reaches = viewer.may(Permission.CASES_CASE_READ)
    visible = and_(
        Case.organisation_id == viewer.organisation_id,
        _reached(viewer, Permission.CASES_CASE_READ) if reaches else false(),
        Case.person_id.not_in(sealed.correlate(None)),
    )
    reached = select(Case.id).where(visible, Case.id == Placement.case_id)
    unreached = ~reached.correlate(Placement).exists()
    placed = secret_people(viewer.organisation_id, unreached).subquery()
    followed = select(Case.id).where(visible, Case.person_id == placed.c.person_id)
    return select(placed.c.person_id).where(~followed.exists())


def known_to(viewer: Viewer) -> ColumnElement[bool]:
    """Return the criterion of the open cases of which this viewer may know who follows them.

    Colleagues need it every hour; the front office never (it would tell the need). Of what is
    sealed or not ordinary nothing is said.
    """
    if not viewer.may(Permission.PEOPLE_PERSON_READ):
        return false()
    return and_(
        Case.organisation_id == viewer.organisation_id,
        Case.closed_at.is_(None),
        Case.sealed.is_(False),
        Case.kind == CaseKind.ORDINARY,
        ~_listed(viewer, TeamAccess.KEPT_OUT),
        ~_under_seal(viewer, Case.person_id),
    )


def in_reach(
    viewer: Viewer,
    case_id: InstrumentedAttribute[Any],
    permission: str = Permission.CASES_CASE_READ,
) -> ColumnElement[bool]:
    """Return the criterion that the case of a column is one this viewer may open."""
    visible = visible_to(viewer, viewer.organisation_id, permission)
    return among(case_id, select(Case.id).where(visible))


def load(viewer: Actor, case_id: CaseId, permission: str = Permission.CASES_CASE_READ) -> Case:
    """Return a case; `NotFound` out of reach."""
    reach = visible_to(viewer, _body_of(viewer), permission)
    return found(select(Case).where(reach, Case.id == case_id))


def for_change(viewer: Actor, case_id: CaseId, version: int | None = None) -> Case:
    """Return the case to be changed, locked until the end of the use case.

    `NotFound` out of reach; `Conflict` when the form saw another version than today's.
    """
    reach = visible_to(viewer, _body_of(viewer))
    return locked(select(Case).where(reach, Case.id == case_id), version)


def _body_of(viewer: Actor) -> OrganisationId:
    body: OrganisationId | None = getattr(viewer, "organisation_id", None)
    if body is None:
        raise NotFound
    return body


def mine(viewer: Viewer, case: type[Case] = Case) -> ColumnElement[bool]:
    """Return the criterion of what a viewer follows or deputises for. Unscoped: only a part."""
    ids = viewer.engagement_ids
    return or_(case.holder_id.in_(ids), case.deputy_id.in_(ids))


def works_beside(viewer: Viewer) -> ColumnElement[bool]:
    """Return the criterion of what a viewer works on beside who follows. Unscoped: only a part.

    Under seal it is nothing, until who may seal names her.
    """
    helped = select(CaseHelper.case_id).where(
        CaseHelper.organisation_id == viewer.organisation_id,
        CaseHelper.engagement_id.in_(viewer.engagement_ids),
        CaseHelper.valid_to.is_(None),
    )
    return and_(Case.sealed.is_(False), Case.id.in_(helped))


def _mine(viewer: Viewer) -> ColumnElement[bool]:
    return or_(_answers(viewer, Case), works_beside(viewer))


def _answers(viewer: Viewer, case: type[Case]) -> ColumnElement[bool]:
    """Return whose it is to know of a case, also under seal: who works beside is not of them."""
    passing = case.passes_to_id.in_(viewer.engagement_ids)
    return or_(mine(viewer, case), passing, _listed(viewer, TeamAccess.NAMED, case))


def _of_my_teams(viewer: Viewer) -> ColumnElement[bool]:
    colleagues = select(Engagement.id).where(
        Engagement.organisation_id == viewer.organisation_id,
        Engagement.team_id.in_(viewer.team_ids),
    )
    return Case.holder_id.in_(colleagues)


def _listed(viewer: Viewer, access: TeamAccess, case: type[Case] = Case) -> ColumnElement[bool]:
    listed = select(CaseTeam.case_id).where(
        CaseTeam.organisation_id == viewer.organisation_id,
        CaseTeam.engagement_id.in_(viewer.engagement_ids),
        CaseTeam.access == access,
    )
    return case.id.in_(listed)
