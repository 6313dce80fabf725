"""What reached this body: the lists of its box, and one whole."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, UnaryExpression, func, select

from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import IncomingId, ReferralId
from app.kernel.workflow import Offer
from app.transaction.steps import PastStep, past_steps
from app.transfers.models import Incoming, IncomingNote, IncomingStep, TransferReport
from app.transfers.procedure import INCOMING, IncomingAction, IncomingState
from app.transfers.queries.scope import load_incoming, visible_box
from app.transfers.queries.sent import ReportRow, report_rows
from app.transfers.rules import BoxShelf, IncomingFacts, SentContent, SubjectKind, from_kept
from app.vault.queries import prefetch

_I = IncomingState
_ON_SHELF = {
    BoxShelf.TO_ANSWER: (_I.ARRIVED,),
    BoxShelf.WITH_US: (_I.ACCEPTED,),
    BoxShelf.OVER: (_I.REFUSED, _I.WITHDRAWN),
}


@dataclass(frozen=True, kw_only=True)
class IncomingRow:
    """One of a list: what, from whom; nothing of what was taken back."""

    id: IncomingId
    state: IncomingState
    kind: SubjectKind
    sender: str
    number: str  # the one it has there
    who: str
    urgent: bool
    arrived_at: datetime


@dataclass(frozen=True)
class NoteRow:
    """What somebody of this body wrote for itself."""

    at: datetime
    who: str
    words: str


@dataclass(frozen=True, kw_only=True)
class IncomingPage(IncomingRow):
    """Everything the page of one shows."""

    version: int
    content: SentContent | None  # none: it was taken back
    referral_id: UUID | None
    notes: tuple[NoteRow, ...]
    reports: tuple[ReportRow, ...]
    steps: tuple[PastStep[IncomingAction], ...]
    offers: tuple[Offer[IncomingState, IncomingAction], ...]


def box(viewer: Viewer, shelf: BoxShelf, offset: int, limit: int) -> list[IncomingRow]:
    """Return those of a list: the urgent and the oldest first, the latest where they are over."""
    latest = (Incoming.arrived_at.desc(),)
    waiting = (Incoming.urgent.desc(), Incoming.arrived_at.asc())
    order = latest if shelf is BoxShelf.OVER else waiting
    return _rows(viewer, Incoming.state.in_(_ON_SHELF[shelf]), order, (offset, limit))


def box_counts(viewer: Viewer) -> dict[BoxShelf, int]:
    """Return how many stand in each list, in one query."""
    found = db.session.execute(
        select(Incoming.state, func.count()).where(visible_box(viewer)).group_by(Incoming.state)
    )
    by_state = {IncomingState(row[0]): row[1] for row in found}
    return {shelf: sum(by_state.get(s, 0) for s in states) for shelf, states in _ON_SHELF.items()}


def incoming_page(viewer: Viewer, incoming_id: IncomingId) -> IncomingPage:
    """Return one as it stands, with the acts that may be offered; `NotFound` out of reach."""
    row = load_incoming(viewer, incoming_id)
    prefetch(viewer.organisation_id, [row.data_key_id])
    return IncomingPage(
        **vars(_row(row)),
        version=row.version,
        content=content_received(row),
        referral_id=row.referral_id,
        notes=_notes(row),
        reports=report_rows(
            TransferReport.organisation_id == row.organisation_id,
            TransferReport.incoming_id == row.id,
        ),
        steps=past_steps(
            IncomingStep,
            IncomingAction,
            IncomingStep.organisation_id == row.organisation_id,
            IncomingStep.incoming_id == row.id,
            with_words=_is_readable(row),
        ),
        offers=INCOMING.offers(IncomingState(row.state), incoming_facts(row), viewer.may),
    )


def behind(viewer: Viewer, referral_id: ReferralId) -> IncomingRow | None:
    """Return what reached us and was taken up as a request of ours, for who reads the box."""
    rows = _rows(viewer, Incoming.referral_id == referral_id, (Incoming.arrived_at.asc(),), (0, 1))
    return rows[0] if rows else None


def content_received(row: Incoming) -> SentContent | None:
    """Return what may be read of one, nothing once it was taken back. Unscoped: it is reached."""
    return from_kept(row.content) if _is_readable(row) else None


def incoming_facts(row: Incoming) -> IncomingFacts:
    """Return what the procedure looks at. Unscoped: of a row already reached."""
    return IncomingFacts(kind=SubjectKind(row.kind), taken_up=row.referral_id is not None)


def _is_readable(row: Incoming) -> bool:
    return row.state != IncomingState.WITHDRAWN


def _notes(row: Incoming) -> tuple[NoteRow, ...]:
    if not _is_readable(row):
        return ()
    found = db.session.scalars(
        select(IncomingNote)
        .where(
            IncomingNote.organisation_id == row.organisation_id,
            IncomingNote.incoming_id == row.id,
        )
        .order_by(IncomingNote.at.desc(), IncomingNote.id.desc())
    )
    return tuple(NoteRow(one.at, one.noted_by, one.words or "") for one in found)


def _rows(
    viewer: Viewer,
    wanted: ColumnElement[bool],
    order: tuple[UnaryExpression[Any], ...],
    window: tuple[int, int],
) -> list[IncomingRow]:
    rows = db.session.scalars(
        select(Incoming)
        .where(visible_box(viewer), wanted)
        .order_by(*order, Incoming.id)
        .offset(window[0])
        .limit(window[1])
    ).all()
    prefetch(viewer.organisation_id, [row.data_key_id for row in rows if _is_readable(row)])
    return [_row(row) for row in rows]


def _row(row: Incoming) -> IncomingRow:
    content = content_received(row)
    return IncomingRow(
        id=row.id,
        state=IncomingState(row.state),
        kind=SubjectKind(row.kind),
        sender=row.from_label,
        number=content.number if content else "",
        who="; ".join(one.name for one in content.people if one.name) if content else "",
        urgent=row.urgent,
        arrived_at=row.arrived_at,
    )
