"""A file that was put with the wrong request or report."""

from uuid import UUID

from flask import flash
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.intake import operations, queries
from app.intake.forms import MisplacedForm
from app.intake.procedure import ReferralAction
from app.intake.queries import PaperRow, ReferralPage
from app.intake.routes import blueprint
from app.intake.routes.page import SENTENCES, consulted
from app.intake.rules import Misplaced
from app.kernel.errors import NotAllowedNow, NotFound, NotPermitted
from app.kernel.references import ReferralId
from app.web.access import requires
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now

_DONE = {
    Misplaced.TO_ANOTHER: "File spostato nella segnalazione {number}.",
    Misplaced.TO_WAIT: "Messaggio tolto: è di nuovo tra la posta che aspetta.",
    Misplaced.OF_NOBODY: "File distrutto: non lo può più aprire nessuno.",
}


@blueprint.route(
    "/referrals/<uuid:referral_id>/files/<uuid:paper_id>/misplaced", methods=["GET", "POST"]
)
@requires(Permission.INTAKE_REFERRAL_REGISTER)
def misplaced(referral_id: UUID, paper_id: UUID) -> ResponseReturnValue:
    """Take a file out of where it was put by mistake, saying where it goes and why."""
    page = consulted(referral_id, "intake.misplaced")
    row = _wrong(page, paper_id)
    form = MisplacedForm()
    form.of(row.kind)
    if form.validate_on_submit():
        with form.showing_refusals(SENTENCES):
            _take_out(form, page.id, row.id)
            flash(_DONE[Misplaced(form.where.data)].format(number=form.number.data))
            return go_to("intake.files", referral_id=referral_id)
    return form_page("intake/misplaced.html", form, page=page, paper=row)


def _wrong(page: ReferralPage, paper_id: UUID) -> PaperRow:
    """Return the file; refuse who may not open it, and whom the procedure refuses."""
    papers = queries.papers_of(viewer(), page.id, request_now())
    row = next((one for one in papers if one.id == paper_id), None)
    if row is None:
        raise NotFound
    if not row.opens:
        raise NotPermitted(Permission.INTAKE_REFERRER_READ)
    offers = [one for one in page.offers if one.action is ReferralAction.REMOVE_FILE]
    for refused in offers:
        if refused.refusals:
            raise NotAllowedNow(*refused.refusals)
    return row


def _take_out(form: MisplacedForm, referral_id: ReferralId, paper_id: UUID) -> None:
    given = {
        "actor": viewer(),
        "now": request_now(),
        "referral_id": referral_id,
        "paper_id": paper_id,
        "words": form.words.data,
    }
    where = Misplaced(form.where.data)
    if where is Misplaced.TO_ANOTHER:
        operations.move_file(**given, number=form.number.data or "")
    elif where is Misplaced.TO_WAIT:
        operations.return_mail(**given)
    else:
        operations.remove_file(**given)
