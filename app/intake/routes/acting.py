"""The acts of the procedure: one address for all, the table of the screens says what each asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import flash
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound as NoSuchPage

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.intake import queries
from app.intake.labels import REASONS
from app.intake.procedure import ReferralAction
from app.intake.queries import ReferralOffer, ReferralPage
from app.intake.routes import blueprint
from app.intake.routes.screens import SCREENS, Common
from app.kernel.references import ReferralId
from app.web.access import requires
from app.web.forms import EditForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now


@dataclass(frozen=True)
class Button:
    """One act as the page shows it: a link to its form, or the press itself."""

    offer: ReferralOffer
    address: str
    asks: bool


@blueprint.route("/referrals/<uuid:referral_id>/acts/<string:act>", methods=["GET", "POST"])
@requires(Permission.INTAKE_REFERRAL_READ)
def act(referral_id: UUID, act: str) -> ResponseReturnValue:
    """Show the form of one act and do it; the table of the procedure decides whether it may be."""
    action = _action(act)
    screen = SCREENS[action]
    page = queries.referral_page(viewer(), ReferralId(referral_id), request_now())
    form = screen.form(version=page.version)
    screen.prepare(form, page)
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            screen.run(_common(page.id, form), form)
            flash(screen.done)
            return go_to("intake.referral", referral_id=referral_id)
    offer = next((one for one in page.offers if one.action is action), None)
    return form_page(
        "intake/act.html", form, page=page, action=action, offer=offer, asks=screen.asks
    )


def buttons_of(page: ReferralPage) -> Sequence[Button]:
    """Return the acts to show, in the order of the table; what has its own page is not among them."""
    return [
        Button(offer, _address(offer.action), SCREENS[offer.action].asks)
        for offer in page.offers
        if offer.action in SCREENS
    ]


def _address(action: ReferralAction) -> str:
    return action.replace("_", "-")


def _action(text: str) -> ReferralAction:
    for action in SCREENS:
        if _address(action) == text:
            return action
    raise NoSuchPage


def _common(referral_id: ReferralId, form: EditForm) -> Common:
    return {
        "actor": viewer(),
        "now": request_now(),
        "referral_id": referral_id,
        "version": form.opened_at(),
    }
