"""A report of somebody with an account, and what she may know of those she filed."""

from uuid import UUID

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.catalogue.rules import ReferralSource
from app.documents.receiving import ROOM
from app.referrers import operations, queries
from app.referrers.forms import ReportForm
from app.referrers.labels import OUTSIDE
from app.referrers.queries import Destination
from app.referrers.routes import blueprint
from app.referrers.routes.sheet import SENTENCES, papers
from app.referrers.rules import DRAFT, from_outside
from app.transaction.drafts import drop_draft
from app.web.access import requires
from app.web.drafts import take_up
from app.web.fields import offered, told
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now

_FILE = Permission.REFERRERS_REPORT_FILE


@blueprint.route("/report/new", methods=["GET", "POST"])
@requires(_FILE, largest=ROOM)
def new() -> ResponseReturnValue:
    """Fill in a report; what is typed is kept for its author until it is sent."""
    known = viewer()
    offices = queries.destinations(known)
    if not offices:
        return render_template("referrers/mine.html", rows=queries.receipts(known), offices=offices)
    form = _form(offices)
    take_up(form, known.account_id, DRAFT, known.account_id)
    if form.validate_on_submit() and (kept := papers(form)) is not None:
        to = _chosen(form, offices)
        with form.showing_refusals(SENTENCES):
            report_id = operations.file_report(
                actor=from_outside(to.organisation_id, to.body or OUTSIDE, known.account_id),
                now=request_now(),
                sender=known,
                arrival=form.arrival(_source(form, to), request_now(), kept),
            )
            drop_draft(known.account_id, DRAFT, str(known.account_id))
            return go_to("referrers.sent", report_id=report_id)
    draft = url_for("home.keep_draft", form=DRAFT, subject=known.account_id)
    return form_page("referrers/new.html", form, draft=draft, offices=offices)


@blueprint.get("/report/mine")
@requires(_FILE)
def mine() -> str:
    """Show the receipts of what this person filed: three facts of each, and nothing else."""
    known = viewer()
    rows, offices = queries.receipts(known), queries.destinations(known)
    return render_template("referrers/mine.html", rows=rows, offices=offices)


def _form(offices: list[Destination]) -> ReportForm:
    """Return the form without what is known already: the only office, what kind of body it is."""
    form = ReportForm(institute=offices[0].body)
    form.to.choices = offered((str(one.organisation_id), one.office) for one in offices)
    if len(offices) == 1:
        del form.to
    if all(one.source is not None for one in offices):
        del form.source
    return form


def _chosen(form: ReportForm, offices: list[Destination]) -> Destination:
    if "to" not in form:
        return offices[0]
    wanted = UUID(told(form.to))
    return next(one for one in offices if one.organisation_id == wanted)


def _source(form: ReportForm, to: Destination) -> ReferralSource:
    return to.source if to.source is not None else ReferralSource(form.source.data)
