"""The lists of letters, and the register of what left: neither holds a text."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select

from app.accounts.policy import Permission
from app.db import db
from app.emergencies.queries import MeasureBrief
from app.intake.models import ReferralSubject
from app.kernel.actor import Viewer
from app.kernel.exits import same_exit
from app.kernel.references import BodyId, ReleaseId
from app.organisations.models import Body
from app.organisations.rules import BodyKind
from app.releases.models import Release
from app.releases.procedure import ReleaseState
from app.releases.queries.scope import register_visible_to, visible_to, written_down_to
from app.releases.queries.told import beside
from app.releases.rules import LegalBasis, LetterKind, ReleaseShelf, SendChannel, SubjectKind
from app.vault.queries import prefetch

_ON_SHELF = {
    ReleaseShelf.TO_APPROVE: ReleaseState.TO_APPROVE,
    ReleaseShelf.DRAFTS: ReleaseState.DRAFT,
    ReleaseShelf.TO_SEND: ReleaseState.APPROVED,
    ReleaseShelf.SENT: ReleaseState.SENT,
    ReleaseShelf.VOID: ReleaseState.VOID,
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What of a list is asked for: a period, a kind, a body."""

    since: date | None = None
    until: date | None = None
    kind: LetterKind | None = None
    body_id: BodyId | None = None


@dataclass(frozen=True, kw_only=True)
class ReleaseRow:
    """One letter in a list. A person who receives it is named only to who may read the letter."""

    id: ReleaseId
    number: str
    kind: LetterKind
    state: ReleaseState
    recipient: str
    reached: bool
    written_down: bool
    subject_kind: str
    subject_id: UUID
    legal_basis: LegalBasis
    written_on: date
    prepared_by: str
    approved_by: str
    channel: SendChannel | None
    sent_on: date | None
    protocol_number: str
    redacted: bool

    @property
    def unsigned(self) -> bool:
        """Whether it left for a judge without the signature of the supervisor."""
        out = self.state is ReleaseState.SENT
        of_ours = out and not self.written_down
        return of_ours and self.kind is LetterKind.COURT and not self.approved_by


def shelves(viewer: Viewer) -> tuple[ReleaseShelf, ...]:
    """Return the lists there are for a viewer: who only oversees reads what left."""
    writes = viewer.may(Permission.RELEASES_LETTER_WRITE)
    return tuple(ReleaseShelf) if writes else (ReleaseShelf.SENT,)


def listed(
    viewer: Viewer, shelf: ReleaseShelf, asked: Asked, offset: int, limit: int
) -> list[ReleaseRow]:
    """Return those of a list that answer what is asked, the latest first."""
    on = Release.sent_on if shelf is ReleaseShelf.SENT else Release.written_on
    wanted = [Release.state == _ON_SHELF[shelf]]
    if asked.since is not None:
        wanted.append(on >= asked.since)
    if asked.until is not None:
        wanted.append(on <= asked.until)
    if asked.kind is not None:
        wanted.append(Release.kind == asked.kind)
    if asked.body_id is not None:
        wanted.append(Release.body_id == asked.body_id)
    order = (on.desc(), Release.number.desc())
    reach = and_(_reach(viewer, shelf), *wanted)
    return _rows(viewer, reach, order, (offset, limit), register=shelf is ReleaseShelf.SENT)


def shelf_counts(viewer: Viewer) -> dict[ReleaseShelf, int]:
    """Return the lists there are for a viewer, with how many letters of hers stand in each."""
    there = shelves(viewer)
    if len(there) == 1:
        return dict.fromkeys(there, 0)  # the register is looked through, not counted
    rows = db.session.execute(
        select(Release.state, func.count().label("number"))
        .where(visible_to(viewer))
        .group_by(Release.state)
    )
    counted = {row.state: row.number for row in rows}
    return {shelf: counted.get(_ON_SHELF[shelf], 0) for shelf in there}


def of_subject(viewer: Viewer, kind: SubjectKind, subject_id: UUID) -> list[ReleaseRow]:
    """Return the letters about something, the latest first, ten at most."""
    about = and_(Release.subject_kind == kind, Release.subject_id == subject_id)
    return _rows(viewer, and_(visible_to(viewer), about), (Release.number.desc(),), (0, 10))


def court_letters(viewer: Viewer, measure: MeasureBrief) -> list[ReleaseRow]:
    """Return the letters to prosecutor or court about the child of a measure, the latest first."""
    named = select(ReferralSubject.referral_id).where(
        ReferralSubject.organisation_id == viewer.organisation_id,
        ReferralSubject.person_id == measure.person_id,
    )
    about = or_(
        and_(Release.subject_kind == SubjectKind.REFERRAL, Release.subject_id.in_(named)),
        and_(Release.subject_kind == SubjectKind.CASE, Release.subject_id == measure.case_id),
    )
    wanted = and_(
        visible_to(viewer),
        about,
        Release.kind == LetterKind.COURT,
        Release.state != ReleaseState.VOID,
        Release.written_on >= measure.placed_on,
    )
    return _rows(viewer, wanted, (Release.number.desc(),), (0, 10))


def to_prosecutor(viewer: Viewer, rows: Collection[ReleaseRow]) -> set[ReleaseId]:
    """Return which of some letters are to a prosecutor. Unscoped: of rows already read."""
    found = db.session.scalars(
        select(Release.id)
        .join(Body, _its_body())
        .where(
            Release.organisation_id == viewer.organisation_id,
            Release.id.in_([row.id for row in rows]),
            Body.kind == BodyKind.PROSECUTOR,
        )
    )
    return {*found}


def of_one(viewer: Viewer, row: Release) -> ReleaseRow:
    """Return a letter already reached as a list shows it."""
    return _rows(viewer, and_(visible_to(viewer), Release.id == row.id), (), (0, 1))[0]


def bodies_written_to(viewer: Viewer) -> list[tuple[BodyId, str]]:
    """Return the bodies that stand in the register, by name."""
    rows = db.session.execute(
        select(Body.id, Body.name)
        .join(Release, _its_body())
        .where(register_visible_to(viewer), Release.state == ReleaseState.SENT)
        .distinct()
        .order_by(Body.name)
    )
    return [(body_id, name) for body_id, name in rows]


def _reach(viewer: Viewer, shelf: ReleaseShelf) -> ColumnElement[bool]:
    if shelf is ReleaseShelf.SENT:
        return register_visible_to(viewer)
    letters = visible_to(viewer)
    return or_(letters, written_down_to(viewer)) if shelf is ReleaseShelf.VOID else letters


def written_down_of(letter: Release) -> list[Release]:
    """Return the rows written by hand of the very exit a letter is, as it leaves.

    About the same thing, or of a court also with the measure of art. 403 of the same child, to the
    same body: on that day and under no other protocol, or, of what is
    passed to another body, on any day before. What was told by voice, or put in a box, is another
    exit. Unscoped: of a letter already reached.
    """
    if letter.body_id is None or letter.sent_on is None:
        return []
    found = db.session.scalars(
        select(Release)
        .where(
            Release.organisation_id == letter.organisation_id,
            Release.written_down.is_(True),
            Release.state == ReleaseState.SENT,
            _same_thing(letter),
            Release.kind == letter.kind,
            Release.body_id == letter.body_id,
            Release.sent_on <= letter.sent_on,
            func.coalesce(Release.channel, "").not_in([SendChannel.BY_VOICE, SendChannel.BOX]),
        )
        .with_for_update()
    )
    passage = letter.kind == LetterKind.PASSAGE
    return [
        row
        for row in found
        if (passage or row.sent_on == letter.sent_on)
        and same_exit(row.protocol_number, letter.protocol_number)
    ]


def _same_thing(letter: Release) -> ColumnElement[bool]:
    same = and_(
        Release.subject_kind == letter.subject_kind, Release.subject_id == letter.subject_id
    )
    if letter.kind != LetterKind.COURT:
        return same
    others = beside(letter.organisation_id, letter.subject_kind, letter.subject_id)
    return same if others is None else or_(same, others)


def _its_body() -> ColumnElement[bool]:
    return and_(Body.organisation_id == Release.organisation_id, Body.id == Release.body_id)


def _rows(
    viewer: Viewer,
    wanted: ColumnElement[bool],
    order: tuple[Any, ...],
    window: tuple[int, int],
    *,
    register: bool = False,
) -> list[ReleaseRow]:
    """Of the register not every row is of a letter the viewer reaches; of any other list it is."""
    found = db.session.execute(
        select(Release, Body.name)
        .outerjoin(Body, _its_body())
        .where(wanted)
        .order_by(*order)
        .offset(window[0])
        .limit(window[1])
    ).all()
    ids = [row.id for row, _ in found]
    hers = _reached(viewer, ids) if register else set(ids)
    to_people = [row.data_key_id for row, _ in found if row.id in hers and row.body_id is None]
    prefetch(viewer.organisation_id, to_people)
    return [_row(row, name, reached=row.id in hers) for row, name in found]


def _reached(viewer: Viewer, ids: list[ReleaseId]) -> set[ReleaseId]:
    """Return those of some rows that the viewer may also read."""
    mine = or_(visible_to(viewer), written_down_to(viewer))
    wanted = select(Release.id).where(mine, Release.id.in_(ids))
    return {*db.session.scalars(wanted)} if ids else set()


def _row(row: Release, body: str | None, *, reached: bool) -> ReleaseRow:
    person = (row.recipient or "").partition("\n")[0] if body is None and reached else ""
    return ReleaseRow(
        id=row.id,
        number=row.number,
        kind=LetterKind(row.kind),
        state=ReleaseState(row.state),
        recipient=body or person,
        reached=reached,
        written_down=row.written_down,
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
        legal_basis=LegalBasis(row.legal_basis),
        written_on=row.written_on,
        prepared_by=row.prepared_by,
        approved_by=row.approved_by,
        channel=SendChannel(row.channel) if row.channel else None,
        sent_on=row.sent_on,
        protocol_number=row.protocol_number,
        redacted=row.redacted,
    )
