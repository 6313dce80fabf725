"""The texts letters start from, and their editing."""

from flask import current_app, flash, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound as NoSuchPage

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.releases import operations, queries
from app.releases.forms import TemplateForm
from app.releases.labels import STARTING_TEXTS
from app.releases.routes import blueprint
from app.releases.rules import LetterKind, placeholders_of
from app.web.access import requires
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now

_EDIT = Permission.RELEASES_TEMPLATE_EDIT


@blueprint.get("/letter-templates")
@requires(_EDIT)
def letter_templates() -> ResponseReturnValue:
    """Show the text each kind of letter starts from."""
    written = queries.templates_now(viewer())
    rows = [
        (kind, written.get(kind), written[kind].text if kind in written else STARTING_TEXTS[kind])
        for kind in STARTING_TEXTS
    ]
    return render_template("releases/letter_templates.html", rows=rows)


@blueprint.route("/letter-templates/<code>/edit", methods=["GET", "POST"])
@requires(_EDIT)
def edit_letter_template(code: str) -> ResponseReturnValue:
    """Write a new edition of a text; the older ones stay where they were used."""
    if code not in set(STARTING_TEXTS):
        raise NoSuchPage
    kind = LetterKind(code)
    latest = queries.template_now(viewer(), kind)
    edition = latest.edition if latest else 0
    form = TemplateForm(version=edition)
    if not form.is_submitted():
        form.text.data = latest.text if latest else STARTING_TEXTS[kind]
    if form.validate_on_submit():
        with form.showing_every_refusal(current_app.extensions["reasons"], edition):
            operations.edit_template(
                actor=viewer(),
                now=request_now(),
                kind=kind,
                edition=form.opened_at(),
                text=form.text.data,
            )
            flash("Testo salvato: le prossime lettere cominciano da qui.")
            return go_to("releases.letter_templates")
    return form_page(
        "releases/letter_template.html", form, kind=kind, placeholders=placeholders_of(kind)
    )
