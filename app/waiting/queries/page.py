"""One entry with its offers and its history, and what the procedure asks of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from app.cases.models import RequestLine, ServiceRequest
from app.cases.queries import free_for
from app.cases.rules.requests import digits
from app.catalogue.queries import UnitRow, units_of
from app.catalogue.rules import PathCode, Term
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import (
    CaseId,
    PersonId,
    RequestLineId,
    ServiceRequestId,
    UnitId,
    WaitingEntryId,
)
from app.kernel.workflow import Offer
from app.transaction.steps import PastStep, past_steps
from app.waiting.models import WaitingEntry, WaitingScore, WaitingStep, WaitingTerm, WaitingTry
from app.waiting.procedure import WAITING, EntryAction, EntryState
from app.waiting.queries.listing import EntryRow, ended_row, entry_rows
from app.waiting.queries.order import InList, OrderRow, first_to_call, in_lists, orders, ranked
from app.waiting.queries.scope import IN_ITS_BODY, ITS_REQUEST, load, visible_to
from app.waiting.rules import (
    Attempt,
    Criterion,
    TryChannel,
    TryOutcome,
    WaitingFacts,
    positions_told,
)


@dataclass(frozen=True)
class ScoreRow:
    """What was written of one criterion, when, by whom and why."""

    criterion: Criterion
    points: int
    why: str
    at: datetime
    by: str


@dataclass(frozen=True)
class TryRow:
    """One time the family was looked for."""

    at: datetime
    channel: TryChannel
    outcome: TryOutcome
    by: str


@dataclass(frozen=True)
class Elsewhere:
    """Another centre of the same application."""

    id: WaitingEntryId
    unit: str
    state: EntryState
    preference: int
    position: int | None


@dataclass(frozen=True)
class EntryPage:
    """Everything on the page of an entry."""

    id: WaitingEntryId
    version: int
    row: EntryRow
    case_id: CaseId
    request_id: ServiceRequestId
    path: PathCode
    unit_id: UnitId | None
    unit: str
    starts_on: date | None
    free: str | None
    in_list: int
    order: OrderRow
    scores: tuple[ScoreRow, ...]
    tries: tuple[TryRow, ...]
    others: tuple[Elsewhere, ...]
    terms: tuple[tuple[Term, date], ...]
    steps: tuple[PastStep[EntryAction], ...]
    offers: tuple[Offer[EntryState, EntryAction], ...]

    @property
    def told_range(self) -> tuple[int, int] | None:
        """The range of positions a letter tells, never the position itself."""
        return None if self.row.position is None else positions_told(self.row.position)

    @property
    def person(self) -> str:
        """Whose entry it is: reached, so named."""
        return self.row.person or ""

    @property
    def person_id(self) -> PersonId | None:
        """Whose entry it is."""
        return self.row.person_id


def facts_of(actor: Any, entry: WaitingEntry, on: date, **typed: object) -> WaitingFacts:
    """Return what the table asks of an entry in reach; `typed` is what only the form knows."""
    line, request = _line_of(entry)
    path = PathCode(request.path)
    found = in_lists(actor, [line.unit_id], path)
    return _facts(actor, entry, line, found, order=orders(actor, on)[path], on=on, **typed)


def _facts(
    actor: Any,
    entry: WaitingEntry,
    line: RequestLine,
    found: Collection[InList],
    *,
    order: OrderRow,
    on: date,
    **typed: object,
) -> WaitingFacts:
    """Return the same of an entry whose list was read already."""
    me = next((one for one in found if one.entry.id == entry.id), None)
    known: dict[str, object] = {
        "first": first_to_call(found, order.criteria) == entry.id,
        "offered_elsewhere": me is not None and me.offered_elsewhere,
        "wanted": line.quantity,
        "free": free_for(actor, line, on),
        "extended": entry.extended,
        "tries": tuple(
            Attempt(on=office_date(row.at), channel=row.channel) for row in tries_of(entry)
        ),
        "asked_for": entry.preference > 0,
        "refused_before": entry.refused > 0,
        "answer_by": entry.answer_by,
        "warned_on": entry.warned_on,
        "today": on,
    }
    return WaitingFacts(**{**known, **typed})  # type: ignore[arg-type]


def entry_page(viewer: Viewer, entry_id: WaitingEntryId, on: date) -> EntryPage:
    """Return one entry with what may be done; `NotFound` out of reach."""
    entry = load(viewer, entry_id)
    line, request = _line_of(entry)
    path = PathCode(request.path)
    order = orders(viewer, on)[path]
    centres = _centres_of(request)
    everywhere = in_lists(viewer, {unit_id for _, unit_id in centres}, path)
    here = [one for one in everywhere if one.line.unit_id == line.unit_id]
    rows = entry_rows(viewer, here, order.criteria)
    mine = next((row for row in rows if row.id == entry.id), None)
    units = {row.id: row for row in units_of(viewer, path, on)}
    facts = _facts(viewer, entry, line, here, order=order, on=on)
    return EntryPage(
        id=entry.id,
        version=entry.version,
        row=mine or ended_row(viewer, entry, request),
        case_id=request.case_id,
        request_id=request.id,
        path=path,
        unit_id=line.unit_id,
        unit=_named(units, line.unit_id),
        starts_on=line.starts_on,
        free=None if facts.free is None else digits(facts.free),
        in_list=sum(row.position is not None for row in rows),
        order=order,
        scores=_scores(request),
        tries=tries_of(entry),
        others=tuple(one for one in _told(centres, everywhere, order, units) if one.id != entry.id),
        terms=_terms(entry),
        steps=past_steps(
            WaitingStep,
            EntryAction,
            WaitingStep.organisation_id == entry.organisation_id,
            WaitingStep.entry_id == entry.id,
            with_words=True,
        ),
        offers=WAITING.offers(EntryState(entry.state), facts, viewer.may),
    )


def of_request(viewer: Viewer, line_id: RequestLineId, on: date) -> tuple[Elsewhere, ...]:
    """Return every list in which the application of an intervention in reach stands, or stood."""
    found = db.session.execute(
        select(WaitingEntry, ServiceRequest)
        .join(RequestLine, IN_ITS_BODY)
        .join(ServiceRequest, ITS_REQUEST)
        .where(visible_to(viewer), WaitingEntry.line_id == line_id)
    ).one_or_none()
    if found is None:
        return ()
    _, request = found
    path = PathCode(request.path)
    centres = _centres_of(request)
    everywhere = in_lists(viewer, {unit_id for _, unit_id in centres}, path)
    units = {row.id: row for row in units_of(viewer, path, on)}
    return _told(centres, everywhere, orders(viewer, on)[path], units)


def tries_of(entry: WaitingEntry) -> tuple[TryRow, ...]:
    """Return the tries of the offer of now, the first first. Unscoped: the entry is reached."""
    if entry.offered_at is None:
        return ()
    rows = db.session.scalars(
        select(WaitingTry)
        .where(
            WaitingTry.organisation_id == entry.organisation_id,
            WaitingTry.entry_id == entry.id,
            WaitingTry.at >= entry.offered_at,
        )
        .order_by(WaitingTry.at, WaitingTry.id)
    )
    return tuple(
        TryRow(row.at, TryChannel(row.channel), TryOutcome(row.outcome), row.by_label)
        for row in rows
    )


def siblings(entry: WaitingEntry) -> list[WaitingEntry]:
    """Return the entries of the same application that still wait elsewhere, locked. Unscoped."""
    line, request = _line_of(entry)
    return list(
        db.session.scalars(
            select(WaitingEntry)
            .join(RequestLine, IN_ITS_BODY)
            .where(
                WaitingEntry.organisation_id == entry.organisation_id,
                RequestLine.request_id == request.id,
                RequestLine.id != line.id,
                WaitingEntry.state.in_((EntryState.LISTED, EntryState.FROZEN)),
            )
            .order_by(WaitingEntry.id)
            .with_for_update(of=WaitingEntry)
        )
    )


def _line_of(entry: WaitingEntry) -> tuple[RequestLine, ServiceRequest]:
    line, request = db.session.execute(
        select(RequestLine, ServiceRequest)
        .join(ServiceRequest, ITS_REQUEST)
        .where(
            RequestLine.organisation_id == entry.organisation_id, RequestLine.id == entry.line_id
        )
    ).one()
    return line, request


def _scores(request: ServiceRequest) -> tuple[ScoreRow, ...]:
    rows = db.session.scalars(
        select(WaitingScore)
        .where(
            WaitingScore.organisation_id == request.organisation_id,
            WaitingScore.request_id == request.id,
        )
        .order_by(WaitingScore.at.desc(), WaitingScore.id.desc())
    )
    return tuple(
        ScoreRow(Criterion(row.criterion), row.points, row.why or "", row.at, row.by_label)
        for row in rows
    )


def _terms(entry: WaitingEntry) -> tuple[tuple[Term, date], ...]:
    rows = db.session.execute(
        select(WaitingTerm.code, WaitingTerm.due_on)
        .where(
            WaitingTerm.organisation_id == entry.organisation_id,
            WaitingTerm.entry_id == entry.id,
            WaitingTerm.met_at.is_(None),
        )
        .order_by(WaitingTerm.due_on)
    )
    return tuple((Term(code), due_on) for code, due_on in rows)


def _centres_of(request: ServiceRequest) -> list[tuple[WaitingEntry, UnitId | None]]:
    """Return the entries of one application, each with its centre. Unscoped: it is reached."""
    rows = db.session.execute(
        select(WaitingEntry, RequestLine.unit_id)
        .join(RequestLine, IN_ITS_BODY)
        .where(
            WaitingEntry.organisation_id == request.organisation_id,
            RequestLine.request_id == request.id,
        )
    )
    return [(entry, unit_id) for entry, unit_id in rows]


def _told(
    centres: Collection[tuple[WaitingEntry, UnitId | None]],
    found: Collection[InList],
    order: OrderRow,
    units: Mapping[UnitId, UnitRow],
) -> tuple[Elsewhere, ...]:
    """Return the lists of one application as they are shown, the preferred first."""
    places: dict[WaitingEntryId, int] = {}
    for unit_id in {unit_id for _, unit_id in centres}:
        its = [one for one in found if one.line.unit_id == unit_id]
        places |= ranked(its, order.criteria)
    shown = [
        Elsewhere(
            row.id,
            _named(units, unit_id),
            EntryState(row.state),
            row.preference,
            places.get(row.id),
        )
        for row, unit_id in centres
    ]
    return tuple(sorted(shown, key=lambda one: (one.preference or 99, one.unit)))


def _named(units: Mapping[UnitId, UnitRow], unit_id: UnitId | None) -> str:
    unit = units.get(unit_id) if unit_id else None
    return unit.name if unit else "centro da scegliere"
