"""Who was sent on to another body: the lists, one whole, what is due."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from app.catalogue.rules import PathCode, Term
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import BodyId, OnwardId, PersonId
from app.kernel.workflow import Offer
from app.open_door.models import OnwardReferral, OnwardReferralStep, OnwardReferralTerm
from app.open_door.procedure import ONWARD, OnwardAction, OnwardState
from app.open_door.queries.scope import load_onward, visible_onward
from app.open_door.rules import Answered, HelpKind, OnwardFacts, OnwardShelf
from app.organisations.models import Body
from app.people import queries as people
from app.transaction.steps import PastStep, past_steps
from app.vault.queries import prefetch

_ON_SHELF = {
    OnwardShelf.TO_CONFIRM: (OnwardState.SENT,),
    OnwardShelf.TO_RETHINK: (OnwardState.TO_RETHINK,),
    OnwardShelf.OVER: (OnwardState.ARRIVED, OnwardState.ENDED, OnwardState.WITHDRAWN),
}
_BODY = (Body.organisation_id == OnwardReferral.organisation_id) & (
    Body.id == OnwardReferral.body_id
)


@dataclass(frozen=True, kw_only=True)
class OnwardRow:
    """One of a list: who, as far as it is known, where to, and by when to ask."""

    id: OnwardId
    state: OnwardState
    path: PathCode
    who: str  # a name, or how she was described
    body: str
    sent_on: date
    sent_by: str
    due_on: date | None


@dataclass(frozen=True, kw_only=True)
class OnwardPage(OnwardRow):
    """Everything the page of one shows."""

    version: int
    person_id: PersonId | None
    described: str
    body_id: BodyId
    address: str
    phone: str
    help_kind: HelpKind
    agrees: Answered
    is_alone: Answered
    may_speak: Answered
    safe_to_call: Answered
    no_print: bool
    referral_id: UUID | None
    visit_id: UUID | None
    steps: tuple[PastStep[OnwardAction], ...]
    offers: tuple[Offer[OnwardState, OnwardAction], ...]

    @property
    def is_woman_in_danger(self) -> bool:
        """Whether her safety comes before everything else."""
        return self.path is PathCode.WOMEN_SUPPORT


@dataclass(frozen=True)
class OnwardDue:
    """By when something is to be asked or thought about."""

    id: OnwardId
    term: Term
    due_on: date
    who: str
    body: str


def listed(viewer: Viewer, shelf: OnwardShelf, offset: int, limit: int) -> list[OnwardRow]:
    """Return those of a list, the oldest first, the latest first where they are over."""
    over = shelf is OnwardShelf.OVER
    order = OnwardReferral.sent_on.desc() if over else OnwardReferral.sent_on
    return _rows(viewer, OnwardReferral.state.in_(_ON_SHELF[shelf]), order, (offset, limit))


def shelf_counts(viewer: Viewer) -> dict[OnwardShelf, int]:
    """Return how many stand in each list, in one query."""
    found = db.session.execute(
        select(OnwardReferral.state, func.count())
        .where(visible_onward(viewer))
        .group_by(OnwardReferral.state)
    )
    by_state = {OnwardState(row[0]): row[1] for row in found}
    return {shelf: sum(by_state.get(s, 0) for s in states) for shelf, states in _ON_SHELF.items()}


def onward_of_person(viewer: Viewer, person_id: PersonId) -> list[OnwardRow]:
    """Return where a person was sent, the latest first, ten at most."""
    return _rows(viewer, OnwardReferral.person_id == person_id, OnwardReferral.sent_on.desc())


def onward_of_referral(viewer: Viewer, referral_id: UUID) -> list[OnwardRow]:
    """Return where a request or report led, the latest first, ten at most."""
    return _rows(viewer, OnwardReferral.referral_id == referral_id, OnwardReferral.sent_on.desc())


def sent_from(viewer: Viewer, referral_id: UUID) -> set[tuple[PersonId | None, BodyId]]:
    """Return who was sent where from a request or report, save those for whom it came to nothing.

    Nobody's name is one of them: whom it concerns may not be known.
    """
    found = db.session.execute(
        select(OnwardReferral.person_id, OnwardReferral.body_id).where(
            visible_onward(viewer),
            OnwardReferral.referral_id == referral_id,
            OnwardReferral.state.not_in((OnwardState.ENDED, OnwardState.WITHDRAWN)),
        )
    )
    return {(row[0], row[1]) for row in found}


def onward_page(viewer: Viewer, onward_id: OnwardId) -> OnwardPage:
    """Return one as it stands, with the acts that may be offered; `NotFound` out of reach."""
    row = load_onward(viewer, onward_id)
    body = db.session.scalars(
        select(Body).where(Body.organisation_id == row.organisation_id, Body.id == row.body_id)
    ).one()
    listed_row = _rows(viewer, OnwardReferral.id == row.id, OnwardReferral.sent_on)[0]
    its = (
        OnwardReferralStep.organisation_id == row.organisation_id,
        OnwardReferralStep.onward_id == row.id,
    )
    return OnwardPage(
        **vars(listed_row),
        version=row.version,
        person_id=row.person_id,
        described=row.described or "",
        body_id=row.body_id,
        address=body.address,
        phone=body.phone,
        help_kind=HelpKind(row.help_kind),
        agrees=Answered(row.agrees),
        is_alone=Answered(row.is_alone),
        may_speak=Answered(row.may_speak),
        safe_to_call=Answered(row.safe_to_call),
        no_print=row.no_print,
        referral_id=row.referral_id,
        visit_id=row.visit_id,
        steps=past_steps(OnwardReferralStep, OnwardAction, *its, with_words=True),
        offers=ONWARD.offers(OnwardState(row.state), facts_of(row), viewer.may),
    )


def facts_of(row: OnwardReferral) -> OnwardFacts:
    """Return what the procedure looks at. Unscoped: of a row already reached."""
    return OnwardFacts(
        is_woman_in_danger=row.path == PathCode.WOMEN_SUPPORT,
        safe_to_call=Answered(row.safe_to_call),
    )


def onward_due(viewer: Viewer, until: date | None = None) -> list[OnwardDue]:
    """Return the running terms of those in reach, the first due first; up to a day with `until`."""
    found = db.session.execute(
        select(OnwardReferral, OnwardReferralTerm.code, OnwardReferralTerm.due_on, Body.name)
        .join(
            OnwardReferralTerm,
            (OnwardReferralTerm.organisation_id == OnwardReferral.organisation_id)
            & (OnwardReferralTerm.onward_id == OnwardReferral.id),
        )
        .join(Body, _BODY)
        .where(
            visible_onward(viewer),
            OnwardReferralTerm.met_at.is_(None),
            *([OnwardReferralTerm.due_on <= until] if until else []),
        )
        .order_by(OnwardReferralTerm.due_on, OnwardReferral.id)
    ).all()
    who = _who(viewer, [row for row, _, _, _ in found])
    return [
        OnwardDue(row.id, Term(code), due_on, who[row.id], body)
        for row, code, due_on, body in found
    ]


def _rows(
    viewer: Viewer, wanted: ColumnElement[bool], order: Any, window: tuple[int, int] = (0, 10)
) -> list[OnwardRow]:
    found = db.session.execute(
        select(OnwardReferral, Body.name)
        .join(Body, _BODY)
        .where(visible_onward(viewer), wanted)
        .order_by(order, OnwardReferral.id)
        .offset(window[0])
        .limit(window[1])
    ).all()
    rows = [row for row, _ in found]
    who, due = _who(viewer, rows), _next_terms(viewer, [row.id for row in rows])
    return [
        OnwardRow(
            id=row.id,
            state=OnwardState(row.state),
            path=PathCode(row.path),
            who=who[row.id],
            body=body,
            sent_on=row.sent_on,
            sent_by=row.sent_by,
            due_on=due.get(row.id),
        )
        for row, body in found
    ]


def _who(viewer: Viewer, rows: Collection[OnwardReferral]) -> dict[OnwardId, str]:
    """Return the name of each, or how she was described: all opened in as many queries as one."""
    if not rows:
        return {}
    prefetch(viewer.organisation_id, [row.data_key_id for row in rows])
    named = people.rows_by_id(viewer, {row.person_id for row in rows if row.person_id})
    return {
        row.id: named[row.person_id].name if row.person_id in named else row.described or ""
        for row in rows
    }


def _next_terms(viewer: Viewer, ids: Collection[OnwardId]) -> dict[OnwardId, date]:
    if not ids:
        return {}
    rows = db.session.execute(
        select(OnwardReferralTerm.onward_id, func.min(OnwardReferralTerm.due_on))
        .where(
            OnwardReferralTerm.organisation_id == viewer.organisation_id,
            OnwardReferralTerm.onward_id.in_(list(ids)),
            OnwardReferralTerm.met_at.is_(None),
        )
        .group_by(OnwardReferralTerm.onward_id)
    )
    return {row[0]: row[1] for row in rows}
