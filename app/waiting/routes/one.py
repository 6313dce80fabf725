"""One entry: where it stands and why, what may be done, the letter to the family."""

from uuid import UUID

from flask import current_app, flash, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.kernel.errors import NotAllowedNow
from app.kernel.references import WaitingEntryId
from app.organisations.queries import sites
from app.waiting import operations
from app.waiting.forms import PreferForm
from app.waiting.labels import code_text, why_here
from app.waiting.queries import EntryPage
from app.waiting.routes import blueprint
from app.waiting.routes.acting import ACTS, prefer, with_centres
from app.web.access import requires
from app.web.acts import buttons, take_act
from app.web.forms import ConfirmForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_READ, _WORK = Permission.CASES_REQUEST_READ, Permission.CASES_REQUEST_WORK


@blueprint.get("/waiting/<uuid:entry_id>")
@requires(_READ)
def entry(entry_id: UUID) -> ResponseReturnValue:
    page = _page(entry_id, "waiting.entry")
    return render_template(
        "waiting/entry.html",
        page=page,
        buttons=buttons(
            page.offers, ACTS, lambda act: url_for("waiting.act", entry_id=page.id, act=act)
        ),
        form=ConfirmForm(version=page.version),
        history=[(step, code_text(step.action, step.reason_code)) for step in page.steps],
        why=why_here(page.row.points, by_court=page.row.by_court),
        may_work=viewer().may(_WORK),
        on=today(),
    )


@blueprint.route("/waiting/<uuid:entry_id>/acts/<act>", methods=["GET", "POST"])
@requires(_READ)
def act(entry_id: UUID, act: str) -> ResponseReturnValue:
    """Ask what one act needs and do it, if the table allows it."""
    page = _page(entry_id, "waiting.act")
    return take_act(
        act,
        ACTS,
        page,
        {"actor": viewer(), "now": request_now(), "entry_id": page.id},
        current_app.extensions["reasons"],
        template="waiting/act.html",
        then=lambda: go_to("waiting.entry", entry_id=entry_id),
    )


@blueprint.route("/waiting/<uuid:entry_id>/centres/new", methods=["GET", "POST"])
@requires(_WORK)
def new_centre(entry_id: UUID) -> ResponseReturnValue:
    """Put the same application in the list of another centre."""
    page = _page(entry_id, "waiting.new_centre")
    form = PreferForm(version=page.version)
    with_centres(form, page)
    if form.validate_on_submit():
        with form.showing_every_refusal(current_app.extensions["reasons"], page.version):
            made = prefer(
                {
                    "actor": viewer(),
                    "now": request_now(),
                    "entry_id": page.id,
                    "version": form.opened_at(),
                },
                form,
            )
            flash("Messa anche in questa lista.")
            return go_to("waiting.entry", entry_id=made)
    return form_page("waiting/new_centre.html", form, page=page)


@blueprint.get("/waiting/<uuid:entry_id>/letter")
@requires(_READ)
def letter(entry_id: UUID) -> ResponseReturnValue:
    """Show the letter that says the family is in the list: a range, never a position nor names."""
    page = _page(entry_id, "waiting.letter")
    if page.told_range is None:
        raise NotAllowedNow("line_waits_no_longer")
    return render_template("waiting/letter.html", page=page, sites=sites(viewer()), on=today())


def _page(entry_id: UUID, purpose: str) -> EntryPage:
    return operations.consult_entry(
        actor=viewer(),
        now=request_now(),
        waiting_entry_id=WaitingEntryId(entry_id),
        purpose=purpose,
    )
