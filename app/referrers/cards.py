"""What is shown elsewhere of reports from outside: to the office, and to who filed them."""

from datetime import datetime

from flask import url_for

from app.accounts.policy import Permission
from app.kernel.actor import Viewer
from app.kernel.contributions import Card, CardRow
from app.kernel.references import ReferralId
from app.referrers import queries
from app.referrers.rules import DRAFT
from app.transaction.drafts import drafts_of
from app.web.formatting import moment

_FEW = 5


def come_from_outside(viewer: Viewer, _now: datetime) -> Card | None:
    """Show what schools and services filed and nobody has in hand; nothing when there is none."""
    if not viewer.may(Permission.INTAKE_REFERRAL_READ):
        return None
    found = queries.arrived(viewer)
    rows = tuple(
        CardRow(
            f"{row.number}, {row.body or 'da un collegamento'}",
            f"ricevuta {moment(row.received_at)}",
            url_for("intake.referral", referral_id=row.referral_id),
        )
        for row in found[:_FEW]
    )
    return Card("Arrivate da fuori", rows, count=len(found)) if rows else None


def own_reports(viewer: Viewer, _now: datetime) -> Card | None:
    """Show to who reports from outside what she filed, and the way to file."""
    if not viewer.may(Permission.REFERRERS_REPORT_FILE):
        return None
    found = queries.receipts(viewer)
    mine = url_for("referrers.mine")
    rows = tuple(
        CardRow(row.number, f"ricevuta {moment(row.received_at)}, in carico all'ufficio", mine)
        for row in found[:_FEW]
    )
    new = CardRow("Nuova segnalazione", url=url_for("referrers.new"))
    return Card("Le tue segnalazioni", (*rows, new), url=mine, count=len(found))


def half_written(viewer: Viewer, _now: datetime) -> Card | None:
    """Show what somebody from outside was writing and has not sent."""
    if not viewer.may(Permission.REFERRERS_REPORT_FILE):
        return None
    rows = tuple(
        CardRow(
            "Riprendi la segnalazione",
            f"bozza salvata il {moment(one.saved_at)}",
            url_for("referrers.new"),
        )
        for one in drafts_of(viewer)
        if one.form == DRAFT
    )
    return Card("Segnalazione non ancora inviata", rows, count=len(rows)) if rows else None


def of_referral(viewer: Viewer, referral_id: ReferralId, _now: datetime) -> Card | None:
    """Tell which receipt who reported has already, where she filed the report herself."""
    found = queries.receipt_of_referral(viewer, referral_id)
    if found is None:
        return None
    number, at = found
    row = CardRow(f"Ricevuta {number}", f"data {moment(at)} a chi ha segnalato")
    told = CardRow("Chi ha segnalato vede: ricevuta, protocollo, in carico all'ufficio.")
    return Card("Compilata da chi segnala", (row, told))
