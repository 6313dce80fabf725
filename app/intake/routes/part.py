"""What a report tells who follows one of its people, where the rest of it is read by few."""

from typing import Any
from uuid import UUID

from flask import flash
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.intake import operations
from app.intake.forms import ReadForm
from app.intake.routes import blueprint
from app.intake.routes.page import SENTENCES
from app.intake.rules import Changes
from app.kernel.references import CaseId, ReferralId
from app.web.access import requires
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now


@blueprint.route("/referrals/<uuid:referral_id>/cases/<uuid:case_id>", methods=["GET", "POST"])
@requires(Permission.INTAKE_REFERRAL_READ)
def referral_part(referral_id: UUID, case_id: UUID) -> ResponseReturnValue:
    """Show what concerns one case; whoever follows it says that she read it and what changes."""
    common: dict[str, Any] = {
        "actor": viewer(),
        "now": request_now(),
        "referral_id": ReferralId(referral_id),
        "case_id": CaseId(case_id),
    }
    page = operations.consult_part(**common, purpose="intake.referral_part")
    form = ReadForm(version=page.version)
    if form.validate_on_submit():
        with form.showing_every_refusal(SENTENCES, page.version):
            operations.read_part(
                **common,
                version=form.opened_at(),
                changes=Changes(form.changes.data),
                words=form.words.data or "",
            )
            flash("Lettura scritta.")
            return go_to("cases.case", case_id=case_id)
    return form_page("intake/referral_part.html", form, page=page, case_id=case_id)
