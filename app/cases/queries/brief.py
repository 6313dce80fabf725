"""A case in one row, for the pages of every feature above: number, who follows, where it stands."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from app.accounts.queries import name_of, names_of
from app.cases.models import Case, CaseHolding, Placement, PlacementMember
from app.cases.queries.its import same_body
from app.cases.queries.scope import (
    known_to,
    load,
    mine,
    secret_people,
    secret_placements,
    visible_to,
)
from app.cases.rules.case import CaseKind, CaseState, HoldingRole, number_of
from app.catalogue.rules import Area
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import rome_to_utc
from app.kernel.errors import NotFound
from app.kernel.references import CaseId, EngagementId, OrganisationId, PersonId

_HERS = aliased(Case)
_NEWEST_OPEN = (Case.closed_at.is_not(None), Case.opened_on.desc(), Case.number.desc())


@dataclass(frozen=True)
class CaseBrief:
    """What others need of a case they may open."""

    case_id: CaseId
    number: str
    person_id: PersonId
    state: CaseState
    area: Area
    kind: CaseKind
    holder_id: EngagementId
    holder_name: str
    deputy_id: EngagementId | None
    sealed: bool
    opened_on: date
    closed: bool


@dataclass(frozen=True)
class Followed:
    """What may be known of a case one may not open: that it is there, and who follows it."""

    person_id: PersonId
    holder_name: str


def case_brief(viewer: Viewer, case_id: CaseId) -> CaseBrief:
    """Return a case in one row; `NotFound` out of reach."""
    return _briefs(viewer, [load(viewer, case_id)])[0]


def open_cases_of(viewer: Viewer, person_ids: Collection[PersonId]) -> list[CaseBrief]:
    """Return the open cases of some people that the viewer may open, the newest first."""
    return [row for row in cases_of(viewer, person_ids) if not row.closed]


def cases_of(viewer: Viewer, person_ids: Collection[PersonId]) -> list[CaseBrief]:
    """Return the cases of some people that the viewer may open, closed ones last."""
    rows = db.session.scalars(
        select(Case)
        .where(visible_to(viewer, viewer.organisation_id), Case.person_id.in_(list(person_ids)))
        .order_by(*_NEWEST_OPEN)
    )
    return _briefs(viewer, rows)


def cases_known(
    viewer: Viewer, person_ids: Collection[PersonId]
) -> tuple[list[CaseBrief], list[Followed]]:
    """Return both of some people: the cases that the viewer may open (`cases_of`), and who follows
    them where she may know it (`followed`), with one question.
    """
    opens, known = visible_to(viewer, viewer.organisation_id), known_to(viewer)
    rows = db.session.execute(
        select(Case, name_of(viewer, Case.holder_id), opens.label("opens"), known.label("known"))
        .where(or_(opens, known), Case.person_id.in_(list(person_ids)))
        .order_by(*_NEWEST_OPEN)
    ).all()
    briefs = [_brief(case, name or "") for case, name, opened, _ in rows if opened]
    followers = [Followed(case.person_id, name or "") for case, name, _, told in rows if told]
    return briefs, followers


def followed(viewer: Viewer, person_ids: Collection[PersonId]) -> list[Followed]:
    """Return who follows some people, where the viewer may know it; never to the front office."""
    rows = db.session.execute(
        select(Case.person_id, name_of(viewer, Case.holder_id)).where(
            known_to(viewer), Case.person_id.in_(list(person_ids))
        )
    )
    return [Followed(person_id, name or "") for person_id, name in rows]


def protecting_holder(
    organisation_id: OrganisationId, person_ids: Collection[PersonId]
) -> EngagementId | None:
    """Return who follows the one of these people who is protected, if there is one.

    By her sealed case (the open one first), else by the case of the secret placement she is or was
    in, or by another of hers that is open when that one is closed.
    Unscoped: it sends a message to the right desk, and no page ever shows the answer.
    """
    placed = (
        select(Placement.case_id)
        .outerjoin(
            PlacementMember,
            same_body(Placement, PlacementMember, PlacementMember.placement_id),
        )
        .where(
            *secret_placements(organisation_id),
            or_(
                PlacementMember.person_id.in_(list(person_ids)),
                Placement.case_id.in_(
                    select(_HERS.id).where(
                        _HERS.organisation_id == organisation_id,
                        _HERS.person_id.in_(list(person_ids)),
                    )
                ),
            ),
        )
    )
    secret = secret_people(organisation_id).subquery()
    hers = and_(Case.person_id.in_(list(person_ids)), Case.closed_at.is_(None))
    her_own = and_(hers, Case.person_id.in_(select(secret.c.person_id)))
    sealed = and_(Case.sealed, Case.person_id.in_(list(person_ids)))
    return db.session.scalars(
        select(Case.holder_id)
        .where(Case.organisation_id == organisation_id, or_(sealed, Case.id.in_(placed), her_own))
        .order_by(Case.closed_at.is_not(None), Case.sealed.desc(), Case.opened_on.desc(), Case.id)
        .limit(1)
    ).first()


def only_holder(
    organisation_id: OrganisationId, person_ids: Collection[PersonId]
) -> EngagementId | None:
    """Return who follows these people, if it is one worker only: of several nobody guesses.

    Unscoped: it sends a message to the right desk, and no page ever shows the answer.
    """
    holders = db.session.scalars(
        select(Case.holder_id)
        .where(
            Case.organisation_id == organisation_id,
            Case.person_id.in_(list(person_ids)),
            Case.closed_at.is_(None),
        )
        .distinct()
        .limit(2)
    ).all()
    return holders[0] if len(holders) == 1 else None


def sealed_people(viewer: Viewer) -> Select[PersonId]:
    """Return the select of the people the viewer follows under seal, for `.in_()`."""
    return select(Case.person_id).where(
        visible_to(viewer, viewer.organisation_id), Case.sealed.is_(True), mine(viewer)
    )


def caseload(viewer: Viewer, on: date) -> dict[EngagementId, int]:
    """Return how many open cases each colleague held at the end of a day, among those in reach."""
    end = rome_to_utc(on + timedelta(days=1), 0)
    rows = db.session.execute(
        select(CaseHolding.engagement_id, func.count())
        .join(Case, same_body(Case, CaseHolding, CaseHolding.case_id))
        .where(
            visible_to(viewer, viewer.organisation_id),
            CaseHolding.role == HoldingRole.HOLDER,
            CaseHolding.since < end,
            or_(CaseHolding.until.is_(None), CaseHolding.until >= end),
        )
        .group_by(CaseHolding.engagement_id)
    )
    return {row[0]: row[1] for row in rows}


def weight_held(viewer: Viewer) -> dict[EngagementId, tuple[int, int]]:
    """Return the weights, and the number, of the open cases each holds now, among those in reach.

    Who follows a case says how much work it asks for (1, 2 or 4); one that rests asks for none.
    """
    rows = db.session.execute(
        select(Case.holder_id, func.sum(Case.weight), func.count())
        .where(
            visible_to(viewer, viewer.organisation_id),
            Case.closed_at.is_(None),
            Case.state != CaseState.SUSPENDED,
        )
        .group_by(Case.holder_id)
    )
    return {holder_id: (int(weight), number) for holder_id, weight, number in rows}


def _briefs(viewer: Viewer, cases: Iterable[Case]) -> list[CaseBrief]:
    found = list(cases)
    names = names_of(viewer, {case.holder_id for case in found})
    return [_brief(case, names.get(case.holder_id, "")) for case in found]


def _brief(case: Case, holder: str) -> CaseBrief:
    return CaseBrief(
        case_id=case.id,
        number=case.number,
        person_id=case.person_id,
        state=CaseState(case.state),
        area=Area(case.area),
        kind=CaseKind(case.kind),
        holder_id=case.holder_id,
        holder_name=holder,
        deputy_id=case.deputy_id,
        sealed=case.sealed,
        opened_on=case.opened_on,
        closed=case.closed_at is not None,
    )


def case_by_number(viewer: Viewer, text: str) -> CaseId | None:
    """Return the case of a number as people type it (CS-000123, cs 123, 123), if in reach."""
    digits = "".join(character for character in text if character.isdecimal())[:9]
    if not digits:
        return None
    return db.session.scalar(
        select(Case.id).where(
            visible_to(viewer, viewer.organisation_id), Case.number == number_of(int(digits))
        )
    )


def holder_of(viewer: Viewer, case_id: CaseId) -> EngagementId:
    """Return who follows a case of the viewer's body. Unscoped: what is to be done goes to her."""
    return db.session.scalars(
        select(Case.holder_id).where(
            Case.organisation_id == viewer.organisation_id, Case.id == case_id
        )
    ).one()


def holder_name(viewer: Viewer, engagement_id: EngagementId) -> str:
    """Return the name of a worker of the viewer's body; `NotFound` when she is not of it."""
    names = names_of(viewer, [engagement_id])
    if engagement_id not in names:
        raise NotFound
    return names[engagement_id]


def numbers_of(viewer: Viewer, case_ids: Collection[CaseId]) -> dict[CaseId, str]:
    """Return the numbers of those of some cases that the viewer may open."""
    rows = db.session.execute(
        select(Case.id, Case.number).where(
            visible_to(viewer, viewer.organisation_id), Case.id.in_(list(case_ids))
        )
    )
    return {row[0]: row[1] for row in rows}
