"""What does not fit in the rules: saying it, reading it, answering."""

from uuid import UUID

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.catalogue import operations, queries
from app.catalogue.forms import AnswerForm, RemarkForm
from app.catalogue.labels import LABELS, REASONS
from app.catalogue.routes import blueprint
from app.catalogue.routes.cards import way_of
from app.catalogue.rules import PARAMETERS, ParameterKey, PathReason
from app.kernel.errors import NotFound
from app.kernel.references import RemarkId
from app.web.access import requires
from app.web.fields import offered, told
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now

_READ, _TERMS = Permission.CATALOGUE_PATH_READ, Permission.CATALOGUE_TERMS_EDIT


@blueprint.route("/services/<int:number>/remarks/new", methods=["GET", "POST"])
@requires(_READ)
def new_remark(number: int) -> ResponseReturnValue:
    """Say that a rule of a way does not fit; the address names the reason it was shown with."""
    way, code = way_of(number), request.args.get("reason", PathReason.OPEN_TO_EVERYBODY)
    if code not in set(PathReason):
        raise NotFound
    form, words = RemarkForm(), LABELS[ParameterKey]
    keys = [key for key, about in PARAMETERS.items() if about.path is way.code]
    form.key.choices = offered([("", "No"), *((str(key), words[key].text) for key in keys)])
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            key = told(form.key)
            operations.write_remark(
                actor=viewer(),
                now=request_now(),
                path=way.code,
                reason=PathReason(code),
                words=form.words.data or "",
                key=ParameterKey(key) if key else None,
            )
            flash("Scritto: lo legge chi decide le regole. Intanto la regola resta com'è.")
            return go_to("catalogue.card", number=number)
    return form_page("catalogue/remark_form.html", form, way=way, reason=code, keys=keys)


@blueprint.get("/figures/remarks")
@requires(_TERMS)
def remarks() -> ResponseReturnValue:
    """Show what was said of the rules, first what nobody has answered."""
    return render_template("catalogue/remarks.html", rows=queries.remarks(viewer()))


@blueprint.route("/figures/remarks/<uuid:remark_id>", methods=["GET", "POST"])
@requires(_TERMS)
def answer_remark(remark_id: UUID) -> ResponseReturnValue:
    row = queries.remark(viewer(), RemarkId(remark_id))
    form = AnswerForm(version=row.version)
    if form.validate_on_submit():
        with form.showing_every_refusal(REASONS, row.version):
            operations.answer_remark(
                actor=viewer(),
                now=request_now(),
                remark_id=row.id,
                version=form.opened_at(),
                words=form.words.data or "",
            )
            flash("Risposta scritta.")
            return go_to("catalogue.remarks")
    return form_page("catalogue/remark.html", form, row=row)
