"""The calendar on a telephone: secret addresses opened and closed, and the file itself."""

from hashlib import sha256
from uuid import UUID

from flask import flash, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.appointments.forms import FeedForm
from app.appointments.labels import CALENDAR_NAME, CALENDAR_WORDS
from app.appointments.operations import feeds as operations
from app.appointments.queries import feeds as queries
from app.appointments.routes import blueprint
from app.appointments.routes.agenda import staff_shown
from app.appointments.rules.calendar import calendar_text
from app.kernel.actor import Reach
from app.kernel.references import EngagementId
from app.organisations.queries import sites
from app.web.access import public, requires
from app.web.fields import offered
from app.web.forms import OfficeForm
from app.web.htmx import go_to
from app.web.request_time import request_now

_OPEN = Permission.APPOINTMENTS_FEED_OPEN


@blueprint.get("/calendar/<token>")
@public("read by a telephone behind a token nobody can guess, hours and no names")
def calendar(token: str) -> ResponseReturnValue:
    """Give the calendar file. Asked again and again: nothing new is a short answer."""
    events = queries.feed_events(token, request_now(), queries.FeedWords(*CALENDAR_WORDS))
    text = calendar_text(CALENDAR_NAME, events)
    answer = make_response(text)
    answer.mimetype = "text/calendar"
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.set_etag(sha256(text.encode()).hexdigest()[:24])
    return answer.make_conditional(request)


@blueprint.route("/agenda/feeds", methods=["GET", "POST"])
@requires(_OPEN)
def feeds() -> ResponseReturnValue:
    """List the addresses and open one: it is shown once."""
    known, form, address = viewer(), FeedForm(), ""
    places = {site.id: site.name for site in sites(known)}
    form.of.choices = offered((str(id_), name) for id_, name in _whose().items())
    if form.validate_on_submit():
        chosen = UUID(form.of.data)
        token = operations.open_feed(
            actor=known, now=request_now(), of=EngagementId(chosen), is_site=chosen in places
        )
        address = url_for("appointments.calendar", token=token, _external=True)
    page = render_template(
        "appointments/feeds.html",
        rows=queries.feeds(known),
        form=form,
        press=OfficeForm(formdata=None),
        address=address,
        errors=bool(form.errors),
    )
    return make_response(page, 422 if form.errors else 200)


@blueprint.post("/agenda/feeds/<uuid:feed_id>/close")
@requires(_OPEN)
def close_feed(feed_id: UUID) -> ResponseReturnValue:
    if OfficeForm().validate_on_submit():
        operations.close_feed(actor=viewer(), now=request_now(), feed_id=feed_id)
        flash("Indirizzo chiuso: il telefono non riceve più nulla.")
    return go_to("appointments.feeds")


def _whose() -> dict[UUID, str]:
    """Return whose hours the viewer may put on a telephone: hers; all, and the sites, if hers."""
    known = viewer()
    everybody = known.reach(_OPEN) is Reach.ORGANISATION
    staff = {UUID(str(id_)): name for id_, name in staff_shown().items()}
    if everybody:
        return {**staff, **{UUID(str(site.id)): site.name for site in sites(known)}}
    return {id_: name for id_, name in staff.items() if id_ in known.engagement_ids}
