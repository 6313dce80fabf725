"""The frozen rows of the pages about who decides for somebody, and what they said."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.catalogue.rules import ConsentBasis
from app.consents.models import (
    Consent,
    LegalProtection,
    ParentLine,
    ProtectionAct,
    ProtectionTerm,
    Responsibility,
)
from app.consents.queries.scope import (
    consents_visible_to,
    lines_visible_to,
    protections_visible_to,
    responsibilities_visible_to,
)
from app.consents.queries.standings import situations
from app.consents.rules import ConsentAct, Degree, HowGiven, LettersBasis, ProtectionKind
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import PersonId
from app.organisations.models import Body
from app.people.queries import rows_by_id


@dataclass(frozen=True)
class ConsentRow:
    """One consent, given or taken back."""

    id: UUID
    act: ConsentAct
    basis: ConsentBasis
    giver: str
    given_on: date
    withdrawn_on: date | None
    how: HowGiven
    paper: str
    written_by: str
    written_at: datetime
    version: int


@dataclass(frozen=True)
class ResponsibleRow:
    """How far somebody decided for a child, from a day to a day."""

    id: UUID
    holder_id: PersonId
    holder: str
    degree: Degree
    source: str
    source_on: date | None
    valid_from: date
    valid_to: date | None

    def holds(self, on: date) -> bool:
        """Return whether it is so on a day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True)
class DecidingRow:
    """Somebody with a responsibility for a child today; no row is "whole, by law"."""

    holder_id: PersonId
    holder: str
    degree: Degree
    row: ResponsibleRow | None


@dataclass(frozen=True)
class ProtectionRow:
    """An order by which somebody decides, with its powers and, of a custody, its clock."""

    id: UUID
    kind: ProtectionKind
    holder: str
    decree: str
    decree_on: date | None
    notified_on: date | None
    responsible: str
    told_on: date | None
    tell_by: date | None
    powers: str
    substantive: bool
    acts: tuple[ConsentAct, ...]
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class LineRow:
    """Whether somebody gets the letters about a child, and why."""

    id: UUID
    parent_id: PersonId
    parent: str
    letters: bool
    basis: LettersBasis
    why: str
    valid_from: date
    valid_to: date | None


def consent_rows(viewer: Viewer, person_id: PersonId) -> list[ConsentRow]:
    """Return every consent of a person, those still given first, the latest before."""
    rows = db.session.scalars(
        select(Consent)
        .where(consents_visible_to(viewer), Consent.person_id == person_id)
        .order_by(Consent.withdrawn_on.is_not(None), Consent.given_on.desc(), Consent.id.desc())
    ).all()
    names = names_of_people(viewer, {row.giver_id for row in rows})
    return [
        ConsentRow(
            id=row.id,
            act=ConsentAct(row.act),
            basis=ConsentBasis(row.basis),
            giver=names.get(row.giver_id) or row.giver_name or "",
            given_on=row.given_on,
            withdrawn_on=row.withdrawn_on,
            how=HowGiven(row.how),
            paper=row.paper,
            written_by=row.written_by,
            written_at=row.written_at,
            version=row.version,
        )
        for row in rows
    ]


def responsible_rows(viewer: Viewer, person_id: PersonId) -> list[ResponsibleRow]:
    """Return what was written of who decides for a child, today's first."""
    rows = db.session.scalars(
        select(Responsibility)
        .where(responsibilities_visible_to(viewer), Responsibility.person_id == person_id)
        .order_by(Responsibility.valid_to.is_not(None), Responsibility.valid_from.desc())
    ).all()
    names = names_of_people(viewer, {row.holder_id for row in rows})
    return [
        ResponsibleRow(
            row.id, row.holder_id, names.get(row.holder_id, ""), Degree(row.degree), row.source,
            row.source_on, row.valid_from, row.valid_to,
        )
        for row in rows
    ]  # fmt: skip


def deciding(viewer: Viewer, person_id: PersonId, on: date) -> list[DecidingRow]:
    """Return who has, or had taken away, the responsibility for a person on a day, with the row."""
    holders = situations(viewer, [person_id], on)[person_id].responsible
    written = {row.holder_id: row for row in responsible_rows(viewer, person_id) if row.holds(on)}
    names = names_of_people(viewer, {one.person_id for one in holders})
    return [
        DecidingRow(one.person_id, names[one.person_id], one.degree, written.get(one.person_id))
        for one in holders
        if one.person_id in names
    ]


def protection_rows(viewer: Viewer, person_id: PersonId) -> list[ProtectionRow]:
    """Return the orders by which somebody decides for a person, those in force first."""
    rows = db.session.execute(
        select(LegalProtection, Body.name)
        .outerjoin(
            Body,
            (Body.organisation_id == LegalProtection.organisation_id)
            & (Body.id == LegalProtection.body_id),
        )
        .where(protections_visible_to(viewer), LegalProtection.person_id == person_id)
        .order_by(LegalProtection.valid_to.is_not(None), LegalProtection.valid_from.desc())
    ).all()
    ids = [row.id for row, _ in rows]
    names = names_of_people(viewer, {row.holder_person_id for row, _ in rows})
    acts, due = _acts(viewer, ids), _due(viewer, ids)
    return [
        ProtectionRow(
            id=row.id,
            kind=ProtectionKind(row.kind),
            holder=names.get(row.holder_person_id) or body or row.holder_name,
            decree=row.decree_number,
            decree_on=row.decree_on,
            notified_on=row.notified_on,
            responsible=row.responsible,
            told_on=row.told_on,
            tell_by=due.get(row.id),
            powers=row.powers or "",
            substantive=row.substantive,
            acts=acts.get(row.id, ()),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row, body in rows
    ]


def line_rows(viewer: Viewer, person_id: PersonId) -> list[LineRow]:
    """Return who was said to get, or not to get, the letters about a child, today's first."""
    rows = db.session.scalars(
        select(ParentLine)
        .where(lines_visible_to(viewer), ParentLine.person_id == person_id)
        .order_by(ParentLine.valid_to.is_not(None), ParentLine.valid_from.desc())
    ).all()
    names = names_of_people(viewer, {row.parent_id for row in rows})
    return [
        LineRow(
            row.id, row.parent_id, names.get(row.parent_id, ""), row.letters,
            LettersBasis(row.basis), row.why or "", row.valid_from, row.valid_to,
        )
        for row in rows
    ]  # fmt: skip


def names_of_people(
    viewer: Viewer, people: Collection[PersonId | None]
) -> dict[PersonId | None, str]:
    """Return the names of those of these people whom the viewer may find; of nobody, none."""
    ids = {one for one in people if one is not None}
    return {id_: row.name for id_, row in rows_by_id(viewer, ids).items()} if ids else {}


def _acts(viewer: Viewer, ids: list[UUID]) -> dict[UUID, tuple[ConsentAct, ...]]:
    rows = db.session.execute(
        select(ProtectionAct.protection_id, ProtectionAct.act)
        .where(
            ProtectionAct.organisation_id == viewer.organisation_id,
            ProtectionAct.protection_id.in_(ids),
        )
        .order_by(ProtectionAct.act)
    )
    found: dict[UUID, tuple[ConsentAct, ...]] = {}
    for protection_id, act in rows:
        found[protection_id] = (*found.get(protection_id, ()), ConsentAct(act))
    return found


def _due(viewer: Viewer, ids: list[UUID]) -> dict[UUID, date]:
    rows = db.session.execute(
        select(ProtectionTerm.protection_id, ProtectionTerm.due_on).where(
            ProtectionTerm.organisation_id == viewer.organisation_id,
            ProtectionTerm.protection_id.in_(ids),
            ProtectionTerm.met_at.is_(None),
        )
    )
    return {row.protection_id: row.due_on for row in rows}
