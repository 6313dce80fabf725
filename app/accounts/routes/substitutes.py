"""Who stands in for the person in charge: naming her, taking the duties back."""

from uuid import UUID

from flask import flash
from flask.typing import ResponseReturnValue

from app.accounts import operations, queries
from app.accounts.forms import SubstituteForm
from app.accounts.guard import viewer
from app.accounts.labels import REASONS
from app.accounts.policy import STANDING_IN, Duty, Permission
from app.accounts.routes import blueprint
from app.kernel.errors import NotAllowedNow
from app.kernel.references import EngagementId
from app.web.access import requires
from app.web.fields import offered
from app.web.forms import OfficeForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_NAME = Permission.ACCOUNTS_SUBSTITUTE_NAME


@blueprint.route("/substitutes", methods=["GET", "POST"])
@requires(_NAME)
def substitutes() -> ResponseReturnValue:
    """Show who stands in for me and when, and name somebody."""
    known, on = viewer(), today()
    form = SubstituteForm(first_day=on, duties=[str(duty) for duty in Duty])
    form.substitute.choices = offered(
        [
            ("", "Scegli una persona"),
            *((str(one.engagement_id), one.name)
              for one in queries.colleagues(known, on, *STANDING_IN)
              if one.account_id != known.account_id),
        ]
    )  # fmt: skip
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.name_substitute(
                actor=known,
                now=request_now(),
                substitute_id=EngagementId(UUID(form.substitute.data)),
                duties=[Duty(code) for code in form.duties.data],
                first_day=form.first_day.chosen,
                last_day=form.last_day.chosen,
            )
            flash("Sostituzione scritta: la legge anche chi ti sostituisce, nella pagina di oggi.")
            return go_to("accounts.substitutes")
    return form_page(
        "accounts/substitutes.html",
        form,
        rows=queries.substitutions(known),
        end_form=OfficeForm(formdata=None),
        on=on,
    )


@blueprint.post("/substitutes/<uuid:substitution_id>/end")
@requires(_NAME)
def end_substitution(substitution_id: UUID) -> ResponseReturnValue:
    try:
        operations.end_substitution(
            actor=viewer(), now=request_now(), substitution_id=substitution_id
        )
        flash("Sostituzione conclusa: dal prossimo clic decidi di nuovo solo tu.")
    except NotAllowedNow as refused:
        for code in refused.reasons:
            flash(REASONS[code], "error")
    return go_to("accounts.substitutes")
