"""A report of somebody without an account: the link is the right to enter, once."""

from flask import Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts import throttle
from app.accounts.guard import expect_submission, office_session
from app.documents.receiving import ROOM
from app.referrers import operations, queries
from app.referrers.forms import ReportForm
from app.referrers.labels import CLOSED, OPEN_AGAIN, OTHER_LINK, OUTSIDE, WAIT
from app.referrers.queries import Invited
from app.referrers.routes import blueprint
from app.referrers.routes.sheet import INVITED, SENTENCES, invited_id, papers
from app.referrers.rules import LinkState, from_outside
from app.web.access import public
from app.web.errors import error_page, repeat_page
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now

_DOOR = "report"


@blueprint.get("/report/<token>")
@public("the one-use link is the right to enter")
def open_link(token: str) -> ResponseReturnValue:
    """Exchange the link for the session, so that it stays in no address and no history.

    A link used, expired, taken back or unknown answers with one and the same page.
    """
    source = request.remote_addr or ""
    wait = throttle.count_knock(_DOOR, source)
    if wait:
        response = error_page(429, reasons=[WAIT])
        response.headers["Retry-After"] = str(wait)
        return response
    invited = queries.opened(token, request_now())
    if invited is None:
        return _closed()
    throttle.forget_knock(_DOOR, source)
    office_session()[INVITED] = str(invited.id)
    return go_to("referrers.by_link")


@blueprint.route("/report", methods=["GET", "POST"])
@public("the link opened before is the right to enter", largest=ROOM)
def by_link() -> ResponseReturnValue:
    """Fill in the one report of a link; after it, the receipt."""
    invited = _invited()
    if invited is None:
        return _closed() if request.method == "GET" else repeat_page(403, [CLOSED, OPEN_AGAIN])
    if request.method == "POST" and request.form.get("invitation", "") != str(invited.id):
        return repeat_page(403, [OTHER_LINK, OPEN_AGAIN])
    if invited.state is LinkState.USED and request.method == "GET":
        return go_to("referrers.sent", report_id=queries.report_of_link(invited.id))
    expect_submission(invited.id)
    form = ReportForm(institute=invited.body)
    del form.to, form.source
    if form.validate_on_submit() and (kept := papers(form)) is not None:
        with form.showing_refusals(SENTENCES):
            report_id = operations.file_by_link(
                actor=from_outside(invited.organisation_id, invited.body or OUTSIDE),
                now=request_now(),
                invitation_id=invited.id,
                arrival=form.arrival(invited.source, request_now(), kept),
            )
            return go_to("referrers.sent", report_id=report_id)
    return form_page("referrers/by_link.html", form, office=invited.office, invitation=invited.id)


def _invited() -> Invited | None:
    """Return what the link of this session opens, or opened; None for one that is over."""
    known = invited_id()
    found = queries.invited(known, request_now()) if known is not None else None
    standing = (LinkState.OPEN, LinkState.USED)
    return found if found is not None and found.state in standing else None


def _closed() -> Response:
    return make_response(render_template("referrers/closed.html", sentence=CLOSED), 404)
