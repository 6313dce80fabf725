"""What passages show on other pages: of a request, of an intervention, of the day, what is due."""

from datetime import date, datetime
from uuid import UUID

from flask import url_for

from app.accounts.policy import Permission
from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.rules import Term
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.contributions import Card, CardRow, DeadlineRow
from app.kernel.references import CaseId, ReferralId, RequestLineId
from app.transfers import queries
from app.transfers.labels import LABELS
from app.transfers.procedure import TransferAction, TransferState
from app.transfers.queries import TransferRow
from app.transfers.rules import BoxShelf, ServiceFate, SubjectKind, TransferAnswer, TransferShelf
from app.web.formatting import day_digits, moment, opening

_WORK, _READ = Permission.TRANSFERS_TRANSFER_WORK, Permission.TRANSFERS_BOX_READ
_SHOWN = 5


def of_referral(viewer: Viewer, referral_id: ReferralId, _now: datetime) -> Card | None:
    """Return to which bodies a request or report was proposed, with the way to propose it."""
    return _card(viewer, SubjectKind.REFERRAL, referral_id)


def of_case(viewer: Viewer, case_id: CaseId, _now: datetime) -> Card | None:
    """Return to which bodies a case was proposed, with the way for who decides to propose it."""
    return _card(viewer, SubjectKind.CASE, case_id)


def of_line(viewer: Viewer, line_id: RequestLineId, _now: datetime) -> Card | None:
    """Return how an intervention was sent to who gives it, with the way to send it."""
    return _card(viewer, SubjectKind.LINE, line_id)


def came_from(viewer: Viewer, referral_id: ReferralId, _now: datetime) -> Card | None:
    """Return from which body a request was passed to us, and the number it has there."""
    passed = queries.behind(viewer, referral_id)
    if passed is None:
        return None
    sender = f"Da {passed.sender}"
    number = f"là è {passed.number}" if passed.number else ""
    address = url_for("transfers.incoming", incoming_id=passed.id)
    return Card("Arrivata da un altro ente", (CardRow(sender, number, address),))


def answers_to_note(viewer: Viewer, _now: datetime) -> Card | None:
    """Return the answers of other bodies nobody took note of yet."""
    if not viewer.may(_WORK):
        return None
    rows = tuple(map(_sent, queries.listed(viewer, TransferShelf.ANSWERED, 0, _SHOWN)))
    if not rows:
        return None
    return Card("Risposte di altri enti", rows, url=url_for("transfers.transfers"))


def box_of_day(viewer: Viewer, _now: datetime) -> Card | None:
    """Return what reached this body and waits for an answer."""
    if not viewer.may(_READ):
        return None
    rows = tuple(
        CardRow(
            one.sender,
            ", ".join(filter(None, (LABELS[SubjectKind][one.kind].text.lower(), one.who))),
            url_for("transfers.incoming", incoming_id=one.id),
            urgent=one.urgent,
        )
        for one in queries.box(viewer, BoxShelf.TO_ANSWER, 0, _SHOWN)
    )
    return Card("In arrivo da altri enti", rows, url=url_for("transfers.box")) if rows else None


def deadlines(viewer: Viewer, _now: datetime) -> list[DeadlineRow]:
    """Return by when other bodies should answer, and what of a case that passed is to be ended.

    A request and an intervention tell the usual day themselves, a case to who follows it alone;
    never the shorter one of what is urgent.
    """
    if not viewer.may(_WORK):
        return []
    return [*_answers(viewer), *_bridges(viewer), *_to_end(viewer)]


def _answers(viewer: Viewer) -> list[DeadlineRow]:
    decides = viewer.may(Permission.CASES_CASE_DECIDE)
    return [
        _due(row, row.due_on, opening(CATALOGUE[Term][term].text), term)
        for term, row in queries.due(viewer)
        if (row.urgent or (decides and row.kind is SubjectKind.CASE)) and row.due_on is not None
    ]


def _bridges(viewer: Viewer) -> list[DeadlineRow]:
    """Return the bridges that end: until then who pays, and who gives, is agreed from here."""
    what = opening(CATALOGUE[Term][Term.BRIDGE_END].text)
    return [
        _due(row, row.due_on, what, Term.BRIDGE_END)
        for row in queries.bridges(viewer)
        if row.due_on is not None
    ]


def _to_end(viewer: Viewer) -> list[DeadlineRow]:
    """Return the passages after which a service goes on that was to end with them."""
    what = "Servizi da finire dopo il passaggio"
    return [
        _due(row, office_date(row.answered_at or row.proposed_at), what, ServiceFate.ENDED)
        for row in queries.with_services_to_end(viewer)
    ]


def _due(row: TransferRow, on: date, what: str, code: str) -> DeadlineRow:
    return DeadlineRow(
        on, what, row.who or row.number, row.body, _address(row.id),
        key=f"transfer:{row.id}:{code}",
    )  # fmt: skip


def _card(viewer: Viewer, kind: SubjectKind, id_: UUID) -> Card | None:
    if not viewer.may(_WORK):
        return None
    rows = tuple(map(_sent, queries.of_subject(viewer, kind, id_)))
    new: tuple[CardRow, ...] = ()
    may = queries.may_act(viewer, kind, TransferAction.PROPOSE)
    if may and queries.may_be_passed(viewer, kind, id_):
        address = url_for("transfers.new_transfer", code=kind, subject_id=id_)
        new = (CardRow("Passa a un altro ente", "", address),)
    return Card("Passaggi ad altri enti", (*rows, *new), count=len(rows)) if rows or new else None


def _sent(row: TransferRow) -> CardRow:
    if row.to_note and row.answer and row.answered_at:
        note = f"{LABELS[TransferAnswer][row.answer].text}, {moment(row.answered_at)}: prendi atto"
    else:
        day = office_date(row.answered_at or row.proposed_at)
        note = f"{LABELS[TransferState][row.state].text}, {day_digits(day)}"
    return CardRow(row.body, note, _address(row.id), urgent=row.to_note)


def _address(transfer_id: UUID) -> str:
    return url_for("transfers.transfer", transfer_id=transfer_id)
