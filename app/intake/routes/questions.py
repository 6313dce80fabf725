"""After the four answers: the questions of who reports, and what surrounds it. All may wait."""

from uuid import UUID

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound as NoSuchPage

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.catalogue.rules import JUDICIAL_SOURCES, Detail, ReferralSource
from app.intake import operations
from app.intake.forms import LayerForm, OrderFields, layer_form
from app.intake.labels import answer_text, asked_text
from app.intake.queries import LAYER_DRAFTS, ReferralPage
from app.intake.routes import blueprint
from app.intake.routes.page import SENTENCES, consulted
from app.intake.rules import Channel, Layer, asked_in
from app.kernel.errors import Conflict
from app.transaction.drafts import drop_draft
from app.web.access import requires
from app.web.drafts import take_up
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now

# What the body chosen at the registration answers already.
_NAMED_BY_BODY = (Detail.INSTITUTE.value, Detail.BODY_AND_OPERATOR.value)


@blueprint.route("/referrals/<uuid:referral_id>/questions", methods=["GET", "POST"])
@requires(Permission.INTAKE_REFERRAL_REGISTER)
def questions(referral_id: UUID) -> ResponseReturnValue:
    """Ask what who reports can tell; of a judicial authority also what it orders."""
    return _layer(consulted(referral_id, "intake.questions"), Layer.QUESTIONS)


@blueprint.route("/referrals/<uuid:referral_id>/context", methods=["GET", "POST"])
@requires(Permission.INTAKE_REFERRAL_REGISTER)
def context(referral_id: UUID) -> ResponseReturnValue:
    """Ask what surrounds it: the dangers, who is there already, what was told to the person."""
    return _layer(consulted(referral_id, "intake.context"), Layer.CONTEXT)


@blueprint.get("/referrals/questions/<code>")
@requires(Permission.INTAKE_REFERRAL_REGISTER)
def blank_questions(code: str) -> str:
    """Print the questions of who reports on one sheet, to be answered by hand."""
    if code.replace("-", "_") not in set(ReferralSource):
        raise NoSuchPage
    who = ReferralSource(code.replace("-", "_"))
    asked = asked_in(Layer.QUESTIONS, who, Channel.LETTER)
    rows = [(asked_text(one), one.kind, one.key is Detail.FACTS_WITH_DATES) for one in asked]
    return render_template("intake/questions_print.html", source=who, asked=rows)


def _layer(page: ReferralPage, layer: Layer) -> ResponseReturnValue:
    known, draft, account = page.layers[layer], LAYER_DRAFTS[layer], viewer().account_id
    unread = page.row.source in JUDICIAL_SOURCES and not page.orders
    kind = layer_form(page.asked(layer), with_order=unread and layer is Layer.QUESTIONS)
    form = kind(version=known.version)
    form.propose({**dict.fromkeys(_NAMED_BY_BODY, page.row.body), **known.said})
    take_up(form, account, draft, page.id)
    order = form if isinstance(form, OrderFields) else None
    if form.validate_on_submit() and (order is None or order.order_is_whole()):
        try:
            with form.showing_refusals(SENTENCES):
                operations.answer_layer(
                    actor=viewer(),
                    now=request_now(),
                    referral_id=page.id,
                    layer=layer,
                    version=form.opened_at(),
                    told=form.told(),
                    order=order.order() if order else None,
                )
                drop_draft(account, draft, str(page.id))
                flash("Salvato. Quello che manca resta tra le cose da completare.")
                return go_to("intake.referral", referral_id=page.id)
        except Conflict:
            now = consulted(page.id, f"intake.{layer}").layers[layer]
            form.meet(form.saved(now.said), now.version)
    return form_page(
        "intake/layer.html", form, page=page, layer=layer, **_around(page, form, layer)
    )


def _around(page: ReferralPage, form: LayerForm, layer: Layer) -> dict[str, object]:
    """Return what the page of a layer shows beside its version: fields, help, earlier answers."""
    kinds = {one.key.value: one for one in form.asked}
    return {
        "fields": [form.field_of(one) for one in form.asked],
        "to_print": url_for("intake.blank_questions", code=page.row.source.replace("_", "-"))
        if layer is Layer.QUESTIONS and page.row.source not in JUDICIAL_SOURCES
        else None,
        "draft": url_for("home.keep_draft", form=LAYER_DRAFTS[layer], subject=page.id),
        "protect": Detail.SIGNS_OF_VIOLENCE.value in kinds,
        "before": [
            (asked_text(kinds[one.key]), answer_text(kinds[one.key], one.answer), one)
            for one in page.layers[layer].before
            if one.key in kinds
        ],
    }
