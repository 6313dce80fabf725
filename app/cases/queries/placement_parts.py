"""Parts of the page of a placement: what is needed, who pays, who was told, who asked where.

Unscoped, all of it: the page has reached the placement.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.cases.models import (
    AddressReveal,
    Competence,
    MemberStep,
    Placement,
    PlacementMember,
    PlacementStep,
)
from app.cases.procedure.member import MemberAction
from app.cases.procedure.placement import PlacementAction, PlacementState
from app.cases.queries.its import its, same_body
from app.cases.rules.need import NeedSheet
from app.cases.rules.placements import CompetenceKind, RevealPurpose, ToldWhom
from app.catalogue.rules import PathCode
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import PlacementId
from app.organisations.models import Body
from app.transaction.steps import past_steps


@dataclass(frozen=True)
class CompetenceRow:
    """Which Comune does what, from a day to a day, and why."""

    kind: CompetenceKind
    body: str
    whom: str
    share: int
    valid_from: date
    valid_to: date | None
    basis: str


@dataclass(frozen=True)
class RevealRow:
    """Who looked at the address or asked to: what the others on the list see."""

    id: UUID
    by: str
    purpose: RevealPurpose
    at: datetime
    second: str
    waits: bool


@dataclass(frozen=True)
class StoryRow:
    """A step of a placement, or of one of its members by initials, as the page tells it."""

    action: PlacementAction | MemberAction
    at: datetime  # of the writing: the order of the story
    effective_at: datetime
    who: str
    words: str
    whom: str = ""


def story_of(
    placement: Placement, members: Sequence[PlacementMember], *, with_words: bool
) -> tuple[StoryRow, ...]:
    """Return what happened to a placement and to each in it, the latest first. Unscoped."""
    mine = past_steps(
        PlacementStep, PlacementAction, *its(PlacementStep, placement), with_words=with_words
    )
    told = [StoryRow(one.action, one.at, one.effective_at, one.who, one.words) for one in mine]
    initials = {member.id: member.initials for member in members}
    rows = db.session.scalars(
        select(MemberStep)
        .where(
            MemberStep.organisation_id == placement.organisation_id,
            MemberStep.member_id.in_(list(initials)),
        )
        .order_by(MemberStep.at.desc(), MemberStep.id.desc())
    )
    told += [
        StoryRow(
            MemberAction(row.action),
            row.at,
            row.effective_at,
            row.actor_label,
            (row.words or "") if with_words else "",
            initials[row.member_id],
        )
        for row in rows
    ]
    return tuple(sorted(told, key=lambda row: row.at, reverse=True))


@dataclass(frozen=True)
class OtherRow:
    """Another placement of the same request: who stayed without the mother, or where they were."""

    id: PlacementId
    path: PathCode
    state: PlacementState


@dataclass(frozen=True)
class Told:
    """Who was told last that somebody is away and when, and all who know since she is."""

    whom: ToldWhom
    at: datetime
    known: frozenset[ToldWhom]

    @property
    def everybody(self) -> bool:
        """Whether both who search for a minor and who protects one know."""
        return ToldWhom.BOTH in self.known or self.known >= {ToldWhom.POLICE, ToldWhom.PROSECUTOR}


def need_of(placement: Placement) -> NeedSheet:
    """Return what was written of what is needed. Unscoped, as all here."""
    return NeedSheet(
        ages=placement.ages or "",
        beds=placement.need_beds,
        families=placement.need_families,
        allergies=placement.allergies or "",
        zones=placement.zones or "",
        words=placement.need or "",
    )


def others_of(placement: Placement, path: str) -> tuple[OtherRow, ...]:
    """Return the other placements of the same request. Unscoped, as all here."""
    rows = db.session.execute(
        select(Placement.id, Placement.path, Placement.state)
        .where(
            Placement.organisation_id == placement.organisation_id,
            Placement.request_id == placement.request_id,
            Placement.id != placement.id,
        )
        .order_by(Placement.created_at, Placement.id)
    )
    return tuple(OtherRow(row[0], PathCode(row[1] or path), PlacementState(row[2])) for row in rows)


def competences_in(
    placement: Placement, members: Sequence[PlacementMember]
) -> tuple[CompetenceRow, ...]:
    """Return who pays and intervenes for those of a placement. Unscoped, as all here."""
    initials: dict[Any, str] = {member.id: member.initials for member in members}
    rows = db.session.execute(
        select(Competence, Body.name)
        .join(Body, same_body(Body, Competence, Competence.body_id))
        .where(
            Competence.organisation_id == placement.organisation_id,
            Competence.case_id == placement.case_id,
        )
        .order_by(Competence.kind, Competence.valid_from, Competence.id)
    )
    return tuple(
        CompetenceRow(
            CompetenceKind(row.kind), name, initials.get(row.member_id, ""), row.share,
            row.valid_from, row.valid_to, row.basis,
        )
        for row, name in rows
        if row.member_id is None or row.member_id in initials
    )  # fmt: skip


def reveals_of(placement: Placement) -> tuple[RevealRow, ...]:
    """Return who asked for the address lately. Unscoped, as all here."""
    rows = db.session.scalars(
        select(AddressReveal)
        .where(*its(AddressReveal, placement))
        .order_by(AddressReveal.at.desc(), AddressReveal.id.desc())
        .limit(20)
    )
    return tuple(
        RevealRow(
            row.id, row.by_label, RevealPurpose(row.purpose), row.at, row.second_label,
            row.needs_second and row.second_at is None,
        )
        for row in rows
    )  # fmt: skip


def told_since(viewer: Viewer, members: list[PlacementMember]) -> dict[UUID, Told]:
    """Return who was told of each of these since she is away. Unscoped, as all here."""
    rows = db.session.execute(
        select(
            MemberStep.member_id, MemberStep.action, MemberStep.reason_code, MemberStep.effective_at
        )
        .where(
            MemberStep.organisation_id == viewer.organisation_id,
            MemberStep.member_id.in_([one.id for one in members]),
            MemberStep.action.in_((MemberAction.ABSENT, MemberAction.TOLD)),
        )
        .order_by(MemberStep.at, MemberStep.id)
    )
    told: dict[UUID, Told] = {}
    for member_id, action, code, at in rows:
        if action == MemberAction.ABSENT:
            told.pop(member_id, None)
        else:
            whom, before = ToldWhom(code), told.get(member_id)
            known = before.known if before else frozenset()
            told[member_id] = Told(whom, at, known | {whom})
    return told
