"""What a Comune publishes: its supervisor sees it as it will be read, and presses."""

from flask import flash
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.district import operations, queries
from app.district.labels import HOW_COUNTED, NOT_TOLD, OF_NO_TOWN_WORDS, REASONS, WHY_NOT_TOLD
from app.district.routes import blueprint
from app.district.rules import by_service, month_of
from app.web.access import requires
from app.web.forms import ConfirmForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today


@blueprint.route("/district/publish", methods=["GET", "POST"], endpoint="publish")
@requires(Permission.DISTRICT_FIGURES_PUBLISH)
def publish_figures() -> ResponseReturnValue:
    known, form = viewer(), ConfirmForm()
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.publish(actor=known, now=request_now())
            flash("Pubblicato: l'Ufficio di Piano legge questi numeri.")
            return go_to("district.publish")
    last = queries.published_by(known)
    figures, sums = queries.to_publish(known, request_now())
    told = queries.shares_to_publish(known, request_now(), [one.path for one in figures])
    return form_page(
        "district/publish.html",
        form,
        figures=figures,
        sums=sums,
        shared=by_service(told),
        towns=queries.territory(known, today()),
        last=last,
        done=last is not None and last.day >= month_of(today()),
        reachable=queries.plan_office_of(known) is not None,
        on=today(),
        not_told=NOT_TOLD,
        of_no_town=OF_NO_TOWN_WORDS,
        why_not_told=WHY_NOT_TOLD,
        how=HOW_COUNTED,
    )
