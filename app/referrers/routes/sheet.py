"""What both ways share: the empty sheet, the papers that come along, the receipt."""

from uuid import UUID

from flask import render_template

from app.accounts.guard import office_session, viewer_or_none
from app.documents.labels import REASONS as FILES
from app.documents.receiving import received
from app.documents.rules import Accepted
from app.intake.labels import REASONS as INTAKE
from app.referrers import queries
from app.referrers.forms import ReportForm
from app.referrers.labels import REASONS
from app.referrers.routes import blueprint
from app.web.access import public
from app.web.fields import say

SENTENCES = {**FILES, **INTAKE, **REASONS}
INVITED = "invitation"  # what a session holds once a link was opened


@blueprint.get("/report/print")
@public("an empty sheet: it holds nobody's words")
def blank() -> str:
    """Print the questions on one sheet, to be answered by hand and signed by who directs."""
    return render_template("referrers/print.html")


@blueprint.get("/report/sent/<uuid:report_id>")
@public("who filed by a link has no account: the session that opened it is the right")
def sent(report_id: UUID) -> str:
    """Show the receipt: three facts, the same whoever was reported and whatever follows."""
    found = queries.receipt(viewer_or_none(), report_id, invited_id())
    return render_template("referrers/sent.html", receipt=found)


def invited_id() -> UUID | None:
    """Return which link this session opened."""
    text = office_session().get(INVITED, "")
    return UUID(text) if text else None


def papers(form: ReportForm) -> list[Accepted] | None:
    """Return the papers of a valid form as they may be kept; say beside each why it may not."""
    kept: list[Accepted] = []
    for field in form.files():
        if field.data is None:
            continue
        looked = received(field.data)
        if isinstance(looked, Accepted):
            kept.append(looked)
        else:
            say(field, SENTENCES[looked])
    return None if any(field.errors for field in form.files()) else kept
