"""Languages and areas of whoever works here: what the proposals of the list look at."""

from uuid import UUID

from flask import flash
from flask.typing import ResponseReturnValue

from app.accounts import operations as accounts
from app.accounts.guard import viewer
from app.accounts.labels import REASONS
from app.accounts.policy import Permission
from app.accounts.queries import skills as written
from app.accounts.rules import SkillKind
from app.catalogue.rules import Area
from app.intake import queries
from app.intake.forms import SkillForm
from app.intake.routes import blueprint
from app.kernel.references import EngagementId
from app.web.access import requires
from app.web.fields import offered
from app.web.forms import ConfirmForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_ASSIGN = Permission.INTAKE_REFERRAL_ASSIGN


@blueprint.route("/staff/skills", methods=["GET", "POST"])
@requires(_ASSIGN)
def skills() -> ResponseReturnValue:
    """Show what each can do, and write a language or an area more."""
    known, form = viewer(), SkillForm(starts_on=today())
    here = queries.workers(known, today())
    form.worker.choices = offered((str(one.engagement_id), one.name) for one in here)
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            accounts.add_skills(
                actor=known,
                now=request_now(),
                engagement_id=EngagementId(UUID(form.worker.data)),
                skills=form.skills(),
                starts_on=form.starts_on.chosen,
            )
            flash("Scritto.")
            return go_to("intake.skills")
    names = {one.engagement_id: one.name for one in here}
    rows = [
        (names[one.engagement_id], Area(one.code) if one.kind is SkillKind.AREA else one.code, one)
        for one in written(known, today())
        if one.engagement_id in names
    ]
    return form_page(
        "intake/skills.html",
        form,
        rows=sorted(rows, key=lambda row: (row[0], row[2].kind)),
        confirm=ConfirmForm(formdata=None),
    )


@blueprint.post("/staff/skills/<uuid:skill_id>/end")
@requires(_ASSIGN)
def end_skill(skill_id: UUID) -> ResponseReturnValue:
    """Say that a worker no longer has it."""
    accounts.end_skill(actor=viewer(), now=request_now(), skill_id=skill_id)
    flash("Tolto: resta nella storia.")
    return go_to("intake.skills")
