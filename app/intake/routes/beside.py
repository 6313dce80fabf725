"""What the page of a request or report shows beside it, of what the page has read already."""

from datetime import datetime

from flask import url_for

from app.accounts.policy import Permission
from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.rules import ConsentBasis
from app.consents.labels import lacks_in_words
from app.intake import queries
from app.intake.labels import LABELS
from app.intake.queries import PaperRow, ReferralPage
from app.intake.rules import PaperKind, WhyReferrer
from app.intake.rules.rereading import Rereading
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.contributions import Card, CardRow
from app.kernel.references import ReferralId
from app.web.formatting import file_size, moment


def own_cards(viewer: Viewer, page: ReferralPage, now: datetime) -> list[Card]:
    """Return the cards of the page itself: papers, who reported, who decides, who read again."""
    cards = (
        _papers(viewer, page),
        _who_reported(viewer, page),
        _deciding(viewer, page, now),
        _read_again(viewer, page),
    )
    return [card for card in cards if card is not None]


def _deciding(viewer: Viewer, page: ReferralPage, now: datetime) -> Card | None:
    """Show of each person whether a consent is there; missing, it stops nobody and is asked for."""
    if not viewer.may(Permission.PEOPLE_PERSON_READ):
        return None
    people = [one.person for one in page.subjects if one.person]
    rows = queries.consents_of(viewer, people, page.situations, office_date(now))
    if not rows:
        return None
    return Card(
        "Chi decide e consensi",
        tuple(
            CardRow(
                row.name,
                CATALOGUE[ConsentBasis][known.basis].text
                if known.met
                else "; ".join(lacks_in_words(known.standing.lacks, known.names)),
                url_for("consents.consents", person_id=row.id),
            )
            for row, known in rows
        ),
    )


def _papers(viewer: Viewer, page: ReferralPage) -> Card:
    """Show the letters and other files of a request or report, and the way to add one."""
    rows = queries.papers_on(viewer, page)
    return Card(
        title="Lettere e allegati",
        rows=tuple(_paper(page.id, row) for row in rows),
        empty="Nessun file.",
        url=url_for("intake.files", referral_id=page.id),
        count=len(rows) or None,
    )


def _who_reported(viewer: Viewer, page: ReferralPage) -> Card | None:
    """Show the way to the name of who reported, or who else asked for it."""
    knows, asked = page.referrer is not None, queries.who_asked(viewer, page)
    if asked:
        said = (
            CardRow(row.who, f"{moment(row.at)}: {LABELS[WhyReferrer][row.why].text.lower()}")
            for row in asked
        )
        return Card("Hanno chiesto chi ha segnalato", tuple(said))
    if knows or not viewer.may(Permission.INTAKE_REFERRER_REVEAL):
        return None
    url = url_for("intake.referrer", referral_id=page.id)
    return Card(
        "Chi ha segnalato", (CardRow("Mi serve sapere chi è, o leggere la sua lettera", url=url),)
    )


def _read_again(viewer: Viewer, page: ReferralPage) -> Card | None:
    """Show what was said when the end of it was read again; nothing where nobody did."""
    rows = tuple(
        CardRow(LABELS[Rereading][row.verdict].text, f"{row.read_by}, {moment(row.read_at)}")
        for row in queries.rereadings_of(viewer, page.id)
    )
    return Card("Riletta a campione", rows) if rows else None


def _paper(referral_id: ReferralId, row: PaperRow) -> CardRow:
    kind = LABELS[PaperKind][row.kind].text
    if not row.opens:
        return CardRow(kind, "riservato, come chi ha segnalato")
    number = f"prot. {row.protocol_number}, " if row.protocol_number else ""
    url = url_for("intake.file", referral_id=referral_id, paper_id=row.id)
    return CardRow(row.file.name, f"{kind}, {number}{file_size(row.file.size)}", url)
