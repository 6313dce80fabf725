"""The telephones that are answered when the office is closed."""

from uuid import UUID

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.emergencies import operations, queries
from app.emergencies.forms import PhoneForm
from app.emergencies.labels import REASONS
from app.emergencies.routes import blueprint
from app.web.access import requires
from app.web.forms import ConfirmForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_KEEP = Permission.EMERGENCIES_PHONE_KEEP


@blueprint.get("/duty-phones")
@requires(Permission.ORGANISATIONS_DIRECTORY_READ)
def duty_phones() -> ResponseReturnValue:
    return render_template(
        "emergencies/duty_phones.html",
        rows=queries.duty_phones(viewer(), today()),
        may_keep=viewer().may(_KEEP),
        form=ConfirmForm(formdata=None),
        on=today(),
    )


@blueprint.route("/duty-phones/new", methods=["GET", "POST"])
@requires(_KEEP)
def new_phone() -> ResponseReturnValue:
    form = PhoneForm(valid_from=today())
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.add_duty_phone(
                actor=viewer(),
                now=request_now(),
                label=form.label.data or "",
                number=form.number.data or "",
                position=form.position.number,
                valid_from=form.valid_from.chosen,
                valid_to=form.valid_to.data,
            )
            flash("Numero aggiunto.")
            return go_to("emergencies.duty_phones")
    return form_page("emergencies/phone.html", form)


@blueprint.post("/duty-phones/<uuid:phone_id>/end")
@requires(_KEEP)
def end_phone(phone_id: UUID) -> ResponseReturnValue:
    operations.end_duty_phone(actor=viewer(), now=request_now(), phone_id=phone_id)
    flash("Da oggi quel numero non risponde più.")
    return go_to("emergencies.duty_phones")
