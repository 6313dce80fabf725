"""The page of one request or report: everything known, and what may be done now."""

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.intake import operations
from app.intake.forms import ConfirmForm
from app.intake.routes import blueprint
from app.intake.routes.acting import buttons_of
from app.kernel.references import ReferralId
from app.web.access import requires
from app.web.request_time import request_now, today


@blueprint.get("/referrals/<uuid:referral_id>")
@requires(Permission.INTAKE_REFERRAL_READ)
def referral(referral_id: UUID) -> ResponseReturnValue:
    known = viewer()
    page = operations.consult_referral(
        actor=known, now=request_now(), referral_id=ReferralId(referral_id)
    )
    return render_template(
        "intake/referral.html",
        page=page,
        buttons=buttons_of(page),
        form=ConfirmForm(formdata=None, version=page.version),
        on=today(),
        may_register=known.may(Permission.INTAKE_REFERRAL_REGISTER),
    )
