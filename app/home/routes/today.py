"""The page everybody opens in the morning, the demo's clock, the accessibility statement."""

from collections.abc import Mapping
from uuid import UUID

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound as NoSuchPage

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.home.forms import OfficeClockForm
from app.home.routes import blueprint
from app.kernel.actor import Viewer
from app.kernel.clock import in_rome
from app.kernel.contributions import Card, HomeCard
from app.organisations.queries import day_and_lost
from app.transaction import drafts
from app.transaction.operations import move_office_clock
from app.web.access import public, requires
from app.web.drafts import keep
from app.web.fields import moment_of
from app.web.forms import ConfirmForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today


@blueprint.get("/")
@public("sends to the page of the day, or to sign in")
def index() -> ResponseReturnValue:
    return redirect(url_for("home.today"), code=303)


@blueprint.get("/today", endpoint="today")
@requires(Permission.HOME_TODAY_READ)
def today_page() -> ResponseReturnValue:
    known, day = viewer(), today()
    return render_template(
        "home/today.html",
        known=known,
        day=day,
        openings=day_and_lost(known, day)[0],
        reads_office=known.may(Permission.ORGANISATIONS_DIRECTORY_READ),
        cards=_cards(known),
        form=ConfirmForm(formdata=None),
    )


def _cards(known: Viewer) -> list[Card]:
    """Return what the day asks of this person, in the order of app/features."""
    makers: tuple[HomeCard, ...] = current_app.extensions["home_cards"]
    made = (make(known, request_now()) for make in makers)
    return [card for card in made if card is not None]


@blueprint.get("/drafts")
@requires(Permission.HOME_TODAY_READ)
def half_written() -> ResponseReturnValue:
    """Show what the reader left half written, of every kind: nobody else can."""
    makers: tuple[HomeCard, ...] = current_app.extensions["half_written"]
    made = (make(viewer(), request_now()) for make in makers)
    cards = [card for card in made if card is not None]
    return render_template("home/half_written.html", cards=cards)


@blueprint.post("/drafts/<form>/<uuid:subject>")
@requires(Permission.HOME_TODAY_READ)
def keep_draft(form: str, subject: UUID) -> ResponseReturnValue:
    """Keep what is being typed in a form, for its author alone."""
    _known_draft(form)
    keep(viewer().account_id, form, subject)
    return "", 204


@blueprint.post("/drafts/<form>/<uuid:subject>/discard")
@requires(Permission.HOME_TODAY_READ)
def discard_draft(form: str, subject: UUID) -> ResponseReturnValue:
    """Forget what was being typed, and open the form again as it was."""
    endpoint, argument = _known_draft(form)
    drafts.drop_draft(viewer().account_id, form, str(subject))
    flash("Scartato quello che stavi scrivendo.")
    return go_to(endpoint, **{argument: subject})


def _known_draft(form: str) -> tuple[str, str]:
    """Return the page of a form that is kept, and the name of what it is about there."""
    known: Mapping[str, tuple[str, str]] = current_app.extensions["drafts"]
    if form not in known:
        raise NoSuchPage
    return known[form]


@blueprint.get("/accessibility")
@public("the declaration is owed to everybody")
def accessibility() -> ResponseReturnValue:
    return render_template("home/accessibility.html")


@blueprint.route("/office-clock", methods=["GET", "POST"])
@requires(Permission.HOME_TODAY_READ)
def office_clock() -> ResponseReturnValue:
    """Move the demo's clock: a newcomer finds an open desk on a Sunday. Nowhere else."""
    if not current_app.extensions["settings"].demo:
        raise NoSuchPage
    now = in_rome(request_now())
    form = OfficeClockForm(on=now.date(), at=f"{now:%H:%M}")
    if form.validate_on_submit():
        move_office_clock(moment_of(form.on, form.at))
        flash("Orologio dell'ufficio spostato.")
        return go_to("home.today")
    return form_page("home/office_clock.html", form)


@blueprint.post("/office-clock/real")
@requires(Permission.HOME_TODAY_READ)
def real_clock() -> ResponseReturnValue:
    if not current_app.extensions["settings"].demo:
        raise NoSuchPage
    move_office_clock(None)
    flash("L'ufficio vive di nuovo nell'ora vera.")
    return go_to("home.today")
