"""A copy of a letter for somebody's knowledge: a letter of its own, asked the same questions."""

from uuid import UUID

from flask import current_app, flash
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.kernel.references import BodyId, ReleaseId
from app.organisations.queries import bodies
from app.releases import operations
from app.releases.forms import CopyForm
from app.releases.operations import Draft
from app.releases.queries import ReleasePage
from app.releases.routes import blueprint
from app.releases.routes.acting import words_of
from app.releases.rules import TOLD_SOMETHING
from app.web.access import requires
from app.web.fields import offered
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now


@blueprint.route("/releases/<uuid:release_id>/copies/new", methods=["GET", "POST"])
@requires(Permission.RELEASES_LETTER_WRITE)
def new_copy(release_id: UUID) -> ResponseReturnValue:
    """Write a copy of a letter that is still a draft, from the words of that letter."""
    page = operations.consult_release(
        actor=viewer(), now=request_now(), release_id=ReleaseId(release_id), purpose="releases.copy"
    )
    form = CopyForm(version=page.version)
    form.to.choices = offered(
        (str(row.id), row.name) for row in bodies(viewer(), kinds=TOLD_SOMETHING)
    )
    if not form.is_submitted():
        form.text.data, form.basis.data = page.text, page.legal_basis
        form.basis_words.data = page.basis_words
    if form.validate_on_submit():
        with form.showing_every_refusal(current_app.extensions["reasons"], page.version):
            (made,) = operations.prepare(
                actor=viewer(), now=request_now(), draft=_draft(page, form)
            )
            flash("Copia preparata: si firma e parte come ogni lettera.")
            return go_to("releases.release", release_id=made)
    return form_page("releases/copy.html", form, page=page)


def _draft(page: ReleasePage, form: CopyForm) -> Draft:
    return Draft(
        subject_kind=page.subject.kind,
        subject_id=page.subject.id,
        words=words_of(form, page.subject),
        body_id=BodyId(UUID(form.to.data)),
        copy_of_id=page.id,
    )
