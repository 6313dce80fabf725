"""What was sent to other bodies: the lists, one whole, what is due."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, UnaryExpression, and_, func, or_, select

from app.accounts.policy import Permission
from app.cases.models import Case, RequestLine
from app.cases.procedure import CASE, LINE
from app.cases.procedure.line import LineAction, LineState
from app.cases.rules.case import CaseAction, CaseState
from app.cases.rules.requests import digits
from app.catalogue.rules import Term
from app.db import db
from app.intake.models import Referral
from app.intake.procedure import REFERRAL, ReferralAction, ReferralState
from app.kernel.actor import Viewer
from app.kernel.references import TransferId
from app.kernel.workflow import Offer
from app.organisations.models import Body
from app.transaction.steps import PastStep, past_steps
from app.transfers.models import Transfer, TransferReport, TransferStep, TransferTerm
from app.transfers.procedure import ANSWERS, TRANSFER, TransferAction, TransferState
from app.transfers.queries.scope import load_transfer, visible_transfers
from app.transfers.queries.services import ServiceRow, services_of, with_going
from app.transfers.rules import (
    ReportCode,
    SentContent,
    ServiceFate,
    SubjectKind,
    TransferAnswer,
    TransferFacts,
    TransferShelf,
    from_kept,
)
from app.vault.queries import prefetch

_S = TransferState
_ON_SHELF: dict[TransferShelf, ColumnElement[bool]] = {
    TransferShelf.ANSWERED: and_(Transfer.state == _S.PROPOSED, Transfer.answer.is_not(None)),
    TransferShelf.WAITING: and_(Transfer.state == _S.PROPOSED, Transfer.answer.is_(None)),
    TransferShelf.REFUSED: or_(
        Transfer.state == _S.REFUSED, Transfer.answer == TransferAnswer.REFUSED
    ),
    TransferShelf.OVER: Transfer.state != _S.PROPOSED,
}
# Who proposes and takes back what is passed, and who moves it by the answer: one duty of these.
_SENT_BY = {
    SubjectKind.REFERRAL: (Permission.INTAKE_REFERRAL_DECIDE,),
    SubjectKind.CASE: (Permission.CASES_CASE_DECIDE,),
    SubjectKind.LINE: (Permission.CASES_REQUEST_COMMIT, Permission.CASES_REQUEST_WORK),
}
_MOVED_BY = {
    SubjectKind.REFERRAL: (Permission.INTAKE_REFERRAL_REGISTER,),
    SubjectKind.CASE: (Permission.CASES_CASE_DECIDE,),
    SubjectKind.LINE: (Permission.CASES_REQUEST_DELIVER,),
}
_SENDING = (TransferAction.PROPOSE, TransferAction.REVOKE)
# From where each may be proposed: what its own procedure allows, whoever asks.
_PASSED_FROM: dict[SubjectKind, tuple[Any, Callable[[str], bool]]] = {
    SubjectKind.REFERRAL: (
        Referral,
        lambda state: REFERRAL.allows(ReferralState(state), ReferralAction.TRANSFER_BODY),
    ),
    SubjectKind.CASE: (Case, lambda state: CASE.allows(CaseState(state), CaseAction.PROPOSE_BODY)),
    SubjectKind.LINE: (
        RequestLine,
        lambda state: (
            LINE.allows(LineState(state), LineAction.SEND) or state == LineState.WITH_PROVIDER
        ),
    ),
}
_ACCEPTED = and_(Transfer.state == _S.ACCEPTED, Transfer.subject_kind == SubjectKind.CASE)
_OVER = (TransferShelf.REFUSED, TransferShelf.OVER)


@dataclass(frozen=True, kw_only=True)
class TransferRow:
    """One of a list: what, to whom, how it stands."""

    id: TransferId
    state: TransferState
    kind: SubjectKind
    subject_id: UUID
    number: str
    who: str
    body: str
    urgent: bool
    proposed_at: datetime
    proposed_by: str
    answer: TransferAnswer | None
    answered_at: datetime | None
    due_on: date | None

    @property
    def to_note(self) -> bool:
        """Whether they answered and nobody here took note of it yet."""
        return self.state is TransferState.PROPOSED and self.answer is not None


@dataclass(frozen=True)
class ReportRow:
    """What the other body told of a day."""

    id: UUID
    reported_on: date
    code: ReportCode
    quantity: int
    told_by: str
    words: str
    written_at: datetime | None

    @property
    def how_much(self) -> str:
        """The quantity as it is written here; empty where nothing was counted."""
        return digits(self.quantity) if self.quantity else ""


@dataclass(frozen=True, kw_only=True)
class TransferPage(TransferRow):
    """Everything the page of one shows."""

    version: int
    content: SentContent
    bridging_until: date | None
    services: tuple[ServiceRow, ...]
    answered_by: str
    answer_words: str
    starts_on: date | None
    reports: tuple[ReportRow, ...]
    steps: tuple[PastStep[TransferAction], ...]
    offers: tuple[Offer[TransferState, TransferAction], ...]

    @property
    def to_write(self) -> tuple[ReportRow, ...]:
        """What they say was given, and stands nowhere here yet."""
        return tuple(one for one in self.reports if to_be_written(one))


def to_be_written(row: ReportRow) -> bool:
    """Return whether a report is of something given, not yet written down. Unscoped: it is read."""
    return row.code is ReportCode.DELIVERED and row.written_at is None


def listed(viewer: Viewer, shelf: TransferShelf, offset: int, limit: int) -> list[TransferRow]:
    """Return those of a list: the oldest first where somebody waits, else the latest."""
    order = Transfer.proposed_at.desc() if shelf in _OVER else Transfer.proposed_at.asc()
    return _rows(viewer, _ON_SHELF[shelf], order, (offset, limit))


def shelf_counts(viewer: Viewer) -> dict[TransferShelf, int]:
    """Return how many stand in each list, in one query."""
    columns = [func.count().filter(criterion) for criterion in _ON_SHELF.values()]
    found = db.session.execute(
        select(*columns).select_from(Transfer).where(visible_transfers(viewer))
    ).one()
    return dict(zip(_ON_SHELF, found, strict=True))


def of_subject(viewer: Viewer, kind: SubjectKind, subject_id: UUID) -> list[TransferRow]:
    """Return to whom something was sent, the latest first, ten at most."""
    criterion = and_(Transfer.subject_kind == kind, Transfer.subject_id == subject_id)
    return _rows(viewer, criterion, Transfer.proposed_at.desc(), (0, 10))


def may_act(viewer: Viewer, kind: SubjectKind, action: TransferAction) -> bool:
    """Return whether an act on what is passed is among what this viewer does on the thing itself.

    Who proposes it takes it back; who writes the answer of others takes note of it.
    """
    duties = (_SENT_BY if action in _SENDING else _MOVED_BY)[kind]
    return any(viewer.may(duty) for duty in duties)


def may_be_passed(viewer: Viewer, kind: SubjectKind, subject_id: UUID) -> bool:
    """Return whether something stands where it may be passed: not once it has ended, nor twice.

    Unscoped: the page of the thing itself is already read.
    """
    table, allowed = _PASSED_FROM[kind]
    state = db.session.scalar(
        select(table.state).where(
            table.organisation_id == viewer.organisation_id, table.id == subject_id
        )
    )
    return state is not None and allowed(state)


def is_passing(viewer: Viewer, kind: SubjectKind, subject_id: UUID) -> bool:
    """Return whether an answer about something is waited for, or to be taken note of."""
    statement = select(Transfer.id).where(
        Transfer.organisation_id == viewer.organisation_id,
        Transfer.subject_kind == kind,
        Transfer.subject_id == subject_id,
        Transfer.state == TransferState.PROPOSED,
    )
    return db.session.scalar(statement.limit(1)) is not None


def transfer_page(viewer: Viewer, transfer_id: TransferId) -> TransferPage:
    """Return one as it stands, with the acts that may be offered; `NotFound` out of reach."""
    row = load_transfer(viewer, transfer_id)
    listed_row = _rows(viewer, Transfer.id == row.id, Transfer.proposed_at.asc(), (0, 1))[0]
    reports, services = reports_of(row), services_of(viewer, row)
    its = (
        TransferStep.organisation_id == row.organisation_id,
        TransferStep.transfer_id == row.id,
    )
    return TransferPage(
        **vars(listed_row),
        version=row.version,
        content=from_kept(row.content),
        bridging_until=row.bridging_until,
        services=services,
        answered_by=row.answered_by,
        answer_words=row.answer_words or "",
        starts_on=row.starts_on,
        reports=reports,
        steps=past_steps(TransferStep, TransferAction, *its, with_words=True),
        offers=_offers(viewer, row, facts_of(row, reports, services)),
    )


def reports_of(row: Transfer) -> tuple[ReportRow, ...]:
    """Return what was reported of one, the latest first. Unscoped: of a row already reached."""
    return report_rows(
        TransferReport.organisation_id == row.organisation_id, TransferReport.transfer_id == row.id
    )


def report_rows(*criteria: ColumnElement[bool]) -> tuple[ReportRow, ...]:
    """Return the reports that answer to some criteria. Unscoped: they say whose they are."""
    found = db.session.scalars(
        select(TransferReport)
        .where(*criteria)
        .order_by(TransferReport.reported_on.desc(), TransferReport.id.desc())
    )
    return tuple(
        ReportRow(
            one.id, one.reported_on, ReportCode(one.code), one.quantity, one.told_by,
            one.words or "", one.written_at,
        )
        for one in found
    )  # fmt: skip


def facts_of(
    row: Transfer, reports: Collection[ReportRow] = (), services: Collection[ServiceRow] = ()
) -> TransferFacts:
    """Return what the procedure looks at. Unscoped: of a row already reached."""
    return TransferFacts(
        answer=TransferAnswer(row.answer) if row.answer else None,
        to_write=sum(map(to_be_written, reports)),
        bridge_runs=row.bridging_until is not None and _bridge_runs(row),
        still_bridged=sum(one.goes_on for one in services if one.fate is ServiceFate.BRIDGED),
    )


def due(viewer: Viewer) -> list[tuple[Term, TransferRow]]:
    """Return the answers that are waited for, the first due first."""
    rows = _rows(viewer, _ON_SHELF[TransferShelf.WAITING], Transfer.proposed_at.asc(), (0, 200))
    known = [
        (Term.TRANSFER_ANSWER_URGENT if row.urgent else Term.TRANSFER_ANSWER, row)
        for row in rows
        if row.due_on is not None
    ]
    return sorted(known, key=lambda pair: pair[1].due_on or date.max)


def bridges(viewer: Viewer) -> list[TransferRow]:
    """Return the passages after which services go on from here until a day, with what is due."""
    bridged = and_(_ACCEPTED, Transfer.bridging_until.is_not(None))
    rows = _rows(viewer, bridged, Transfer.proposed_at.asc(), (0, 200), (Term.BRIDGE_END,))
    return [row for row in rows if row.due_on is not None]


def with_services_to_end(viewer: Viewer) -> list[TransferRow]:
    """Return the passages after which a service goes on that was to end with them."""
    going = and_(_ACCEPTED, Transfer.id.in_(with_going(viewer, ServiceFate.ENDED)))
    return _rows(viewer, going, Transfer.proposed_at.asc(), (0, 200))


def _bridge_runs(row: Transfer) -> bool:
    running = select(TransferTerm.id).where(
        TransferTerm.organisation_id == row.organisation_id,
        TransferTerm.transfer_id == row.id,
        TransferTerm.code == Term.BRIDGE_END,
        TransferTerm.met_at.is_(None),
    )
    return db.session.scalar(running.limit(1)) is not None


def _offers(
    viewer: Viewer, row: Transfer, facts: TransferFacts
) -> tuple[Offer[TransferState, TransferAction], ...]:
    """Return the acts that are hers to do: the others only read."""
    offers = TRANSFER.offers(TransferState(row.state), facts, viewer.may)
    kind = SubjectKind(row.subject_kind)
    return tuple(offer for offer in offers if may_act(viewer, kind, offer.action))


def _rows(
    viewer: Viewer,
    wanted: ColumnElement[bool],
    order: UnaryExpression[datetime],
    window: tuple[int, int],
    terms: Collection[Term] = ANSWERS,
) -> list[TransferRow]:
    term = and_(
        TransferTerm.organisation_id == Transfer.organisation_id,
        TransferTerm.transfer_id == Transfer.id,
        TransferTerm.code.in_(terms),
        TransferTerm.met_at.is_(None),
    )
    due_on = select(func.min(TransferTerm.due_on)).where(term).scalar_subquery()
    found = db.session.execute(
        select(Transfer, Body.name, due_on)
        .join(
            Body,
            and_(
                Body.organisation_id == Transfer.organisation_id,
                Body.id == Transfer.receiving_body_id,
            ),
        )
        .where(visible_transfers(viewer), wanted)
        .order_by(order, Transfer.id)
        .offset(window[0])
        .limit(window[1])
    ).all()
    prefetch(viewer.organisation_id, [row.data_key_id for row, _, _ in found])
    return [_row(row, body, due_on) for row, body, due_on in found]


def _row(row: Transfer, body: str, due_on: date | None) -> TransferRow:
    content = from_kept(row.content)
    return TransferRow(
        id=row.id,
        state=TransferState(row.state),
        kind=SubjectKind(row.subject_kind),
        subject_id=row.subject_id,
        number=content.number,
        who="; ".join(one.name for one in content.people if one.name),
        body=body,
        urgent=row.urgent,
        proposed_at=row.proposed_at,
        proposed_by=row.proposed_by,
        answer=TransferAnswer(row.answer) if row.answer else None,
        answered_at=row.answered_at,
        due_on=due_on,
    )
