"""Who works beside on a case, what was told back, the papers of courts, the measures ordered."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.accounts.policy import Permission
from app.accounts.queries import names_of
from app.cases.models import (
    Case,
    CaseHelper,
    CaseRestitution,
    CourtRecord,
    CourtTerm,
    PenalMeasure,
)
from app.cases.queries.its import its, of_case, same_body
from app.cases.queries.scope import load, visible_to
from app.cases.rules.case import CaseKind, CourtTermKind
from app.cases.rules.penal import PenalMeasureKind, PenalOutcome, from_code
from app.cases.rules.second_level import (
    CourtAsks,
    CourtAuthority,
    CourtPaper,
    Profession,
    ToldTo,
)
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.errors import NotFound
from app.kernel.references import CaseId, EngagementId
from app.organisations.models import Body


def may_let_in(
    viewer: Viewer, following: Collection[EngagementId | None], *, second_level: bool
) -> bool:
    """Return whether a viewer may write who else opens a case she works on.

    Of the second level only who is `following`, or decides: who was let in lets nobody in.
    """
    decides = viewer.may(Permission.CASES_CASE_DECIDE)
    return not second_level or decides or not viewer.engagement_ids.isdisjoint(following)


@dataclass(frozen=True)
class HelperRow:
    """Somebody who works beside who follows; `reads` where she is of here and opens the case."""

    id: UUID
    name: str
    body: str
    profession: Profession
    lead: bool
    reads: bool
    valid_from: date
    valid_to: date | None
    added_by: str
    added_at: datetime


@dataclass(frozen=True)
class RestitutionRow:
    """What was told back, when, to whom and by whom."""

    told_on: date
    told_to: ToldTo
    words: str
    told_by: str
    noted_at: datetime


@dataclass(frozen=True)
class CourtRecordRow:
    """A paper of a court, with the term it set and whether it was met."""

    authority: CourtAuthority
    paper: CourtPaper
    number: str
    filed_on: date
    asks: CourtAsks
    noted_by: str
    noted_at: datetime
    term: CourtTermKind | None
    due_on: date | None
    met: bool


@dataclass(frozen=True)
class MeasureRow:
    """What a judge ordered, what is done for it in the week, how it ended."""

    id: UUID
    authority: CourtAuthority
    kind: PenalMeasureKind
    starts_on: date
    ends_on: date | None
    joint_on: date | None
    activity: str
    place: str
    weekdays: tuple[int, ...]
    ended_on: date | None
    outcome: PenalOutcome | None


def helpers_of(viewer: Viewer, case_id: CaseId) -> list[HelperRow]:
    """Return who works or worked beside on a case, who leads first; `NotFound` out of reach."""
    found: Sequence[Any] = db.session.execute(
        select(CaseHelper, Body.name, Case.sealed)
        .select_from(Case)
        .outerjoin(CaseHelper, of_case(CaseHelper))
        .outerjoin(Body, same_body(Body, CaseHelper, CaseHelper.body_id))
        .where(visible_to(viewer, viewer.organisation_id), Case.id == case_id)
        .order_by(
            CaseHelper.valid_to.is_not(None), CaseHelper.lead.desc(), CaseHelper.valid_from,
            CaseHelper.id,
        )
    ).all()  # fmt: skip
    if not found:
        raise NotFound
    rows = [one for one in found if one[0] is not None]
    names = names_of(viewer, {row.engagement_id for row, _, _ in rows if row.engagement_id})
    return [
        HelperRow(
            row.id,
            names.get(row.engagement_id, "") if row.engagement_id else row.name,
            body or "",
            Profession(row.profession),
            row.lead,
            row.engagement_id is not None and not sealed,
            row.valid_from,
            row.valid_to,
            row.added_by,
            row.added_at,
        )
        for row, body, sealed in rows
    ]


def beside_now(viewer: Viewer, case_id: CaseId) -> list[EngagementId]:
    """Return who of this office works beside on a case today; `NotFound` out of reach."""
    case = load(viewer, case_id)
    rows = db.session.scalars(
        select(CaseHelper.engagement_id)
        .where(*its(CaseHelper, case), CaseHelper.valid_to.is_(None))
        .order_by(CaseHelper.lead.desc(), CaseHelper.valid_from, CaseHelper.id)
    )
    return [one for one in rows if one is not None]


def restitutions_of(viewer: Viewer, case_id: CaseId) -> list[RestitutionRow]:
    """Return what was told back of a case, the latest first; `NotFound` out of reach."""
    case = load(viewer, case_id)
    rows = db.session.scalars(
        select(CaseRestitution)
        .where(*its(CaseRestitution, case))
        .order_by(CaseRestitution.told_on.desc(), CaseRestitution.id.desc())
    ).all()
    return [
        RestitutionRow(row.told_on, ToldTo(row.told_to), row.words or "", row.told_by, row.noted_at)
        for row in rows
    ]


def court_records_of(viewer: Viewer, case_id: CaseId) -> list[CourtRecordRow]:
    """Return the papers of courts about a case, the latest first; `NotFound` out of reach."""
    case = load(viewer, case_id)
    rows = db.session.execute(
        select(CourtRecord, CourtTerm)
        .outerjoin(CourtTerm, same_body(CourtTerm, CourtRecord, CourtRecord.term_id))
        .where(*its(CourtRecord, case))
        .order_by(CourtRecord.filed_on.desc(), CourtRecord.id.desc())
    )
    return [
        CourtRecordRow(
            CourtAuthority(row.authority),
            CourtPaper(row.paper),
            row.number,
            row.filed_on,
            CourtAsks(row.asks),
            row.noted_by,
            row.noted_at,
            CourtTermKind(term.kind) if term else None,
            term.due_on if term else None,
            bool(term and term.met_at),
        )
        for row, term in rows
    ]


def measures_of(viewer: Viewer, case_id: CaseId) -> list[MeasureRow]:
    """Return the measures ordered in a penal case, those going on first.

    `NotFound` out of reach, and for a case that is not penal: there is no such page.
    """
    case = load(viewer, case_id)
    if case.kind != CaseKind.PENAL:
        raise NotFound
    rows = db.session.scalars(
        select(PenalMeasure)
        .where(*its(PenalMeasure, case))
        .order_by(
            PenalMeasure.ended_on.is_not(None), PenalMeasure.starts_on.desc(), PenalMeasure.id
        )
    ).all()
    return [
        MeasureRow(
            row.id,
            CourtAuthority(row.authority),
            PenalMeasureKind(row.kind),
            row.starts_on,
            row.ends_on,
            row.joint_on,
            row.activity or "",
            row.place or "",
            from_code(row.weekdays),
            row.ended_on,
            PenalOutcome(row.outcome) if row.outcome else None,
        )
        for row in rows
    ]
