"""What passages show on other pages: of a request, of an intervention, of the day, what is due."""

from datetime import datetime
from uuid import UUID

from flask import url_for

from app.accounts.policy import Permission
from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.rules import Term
from app.kernel.actor import Viewer
from app.kernel.contributions import Card, CardRow, DeadlineRow
from app.kernel.references import CaseId, ReferralId, RequestLineId
from app.transfers import queries
from app.transfers.labels import LABELS
from app.transfers.procedure import TransferState
from app.transfers.queries import TransferRow
from app.transfers.rules import BoxShelf, SubjectKind, TransferAnswer, TransferShelf
from app.web.formatting import day_digits, moment, opening

_WORK, _READ = Permission.TRANSFERS_TRANSFER_WORK, Permission.TRANSFERS_BOX_READ
_SHOWN = 5


def of_referral(viewer: Viewer, referral_id: ReferralId, _now: datetime) -> Card | None:
    """Return to which bodies a request or report was proposed, with the way to propose it."""
    return _card(viewer, SubjectKind.REFERRAL, referral_id)


def of_case(viewer: Viewer, case_id: CaseId, _now: datetime) -> Card | None:
    """Return to which bodies a case was proposed, with the way for who decides to propose it."""
    if not viewer.may(Permission.CASES_CASE_DECIDE):
        return None
    return _card(viewer, SubjectKind.CASE, case_id)


def of_line(viewer: Viewer, line_id: RequestLineId, _now: datetime) -> Card | None:
    """Return how an intervention was sent to who gives it, with the way to send it."""
    return _card(viewer, SubjectKind.LINE, line_id)


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
    """Return by when other bodies should answer; of a request its own term says it already."""
    if not viewer.may(_WORK):
        return []
    return [
        DeadlineRow(
            row.due_on,
            opening(CATALOGUE[Term][term].text),
            row.who or row.number,
            row.body,
            _address(row.id),
            key=f"transfer:{row.id}:{term}",
        )
        for term, row in queries.due(viewer)
        if row.kind is not SubjectKind.REFERRAL and row.due_on is not None
    ]


def _card(viewer: Viewer, kind: SubjectKind, id_: UUID) -> Card | None:
    if not viewer.may(_WORK):
        return None
    rows = tuple(map(_sent, queries.of_subject(viewer, kind, id_)))
    new = url_for("transfers.new_transfer", code=kind, subject_id=id_)
    return Card(
        "Passaggi ad altri enti", (*rows, CardRow("Passa a un altro ente", "", new)),
        count=len(rows),
    )  # fmt: skip


def _sent(row: TransferRow) -> CardRow:
    if row.to_note and row.answer and row.answered_at:
        note = f"{LABELS[TransferAnswer][row.answer].text}, {moment(row.answered_at)}: prendi atto"
    else:
        note = f"{LABELS[TransferState][row.state].text}, {day_digits(row.proposed_at.date())}"
    return CardRow(row.body, note, _address(row.id), urgent=row.to_note)


def _address(transfer_id: UUID) -> str:
    return url_for("transfers.transfer", transfer_id=transfer_id)
