"""The lists of the counter, a new practice, one practice with its acts."""

from uuid import UUID

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.kernel.references import PersonId, PracticeId
from app.people import queries as people
from app.practices import operations, queries
from app.practices.forms import NewPracticeForm
from app.practices.labels import PLAIN, REASONS
from app.practices.queries import PracticePage
from app.practices.routes import blueprint
from app.practices.routes.acting import ACTS
from app.practices.rules import PracticeKind, Shelf
from app.web.access import requires
from app.web.acts import buttons, take_act
from app.web.contributed import cards_about
from app.web.forms import ConfirmForm
from app.web.htmx import form_page, go_to
from app.web.pagination import paged, requested_page, window
from app.web.request_time import request_now, today

_READ, _WORK = Permission.PRACTICES_PRACTICE_READ, Permission.PRACTICES_PRACTICE_WORK


@blueprint.get("/practices")
@requires(_READ)
def practices() -> ResponseReturnValue:
    known = viewer()
    shelf = _shelf(request.args.get("elenco", ""))
    number = requested_page()
    rows = queries.listed(known, shelf, *window(number), on=today())
    return render_template(
        "practices/practices.html",
        page=paged(rows, number),
        shelf=shelf,
        counts=queries.counts(known),
        on=today(),
    )


@blueprint.route("/people/<uuid:person_id>/practices/new", methods=["GET", "POST"])
@requires(_WORK)
def new(person_id: UUID) -> ResponseReturnValue:
    form = NewPracticeForm()
    row = people.person_row(viewer(), PersonId(person_id))
    if form.validate_on_submit():
        practice_id = operations.open_practice(
            actor=viewer(),
            now=request_now(),
            applicant_id=row.id,
            kind=PracticeKind(form.kind.data),
        )
        flash("Pratica aperta: ecco le carte da chiedere.")
        return go_to("practices.practice", practice_id=practice_id)
    return form_page("practices/new.html", form, person=row)


@blueprint.get("/practices/<uuid:practice_id>")
@requires(_READ)
def practice(practice_id: UUID) -> ResponseReturnValue:
    page = _page(practice_id)
    return render_template(
        "practices/practice.html",
        page=page,
        buttons=buttons(
            page.offers,
            ACTS,
            lambda act: url_for("practices.act", practice_id=page.id, act=act),
        ),
        form=ConfirmForm(version=page.version),
        on=today(),
        cards=cards_about("practice_cards", viewer(), page.id, request_now()),
    )


@blueprint.route("/practices/<uuid:practice_id>/acts/<act>", methods=["GET", "POST"])
@requires(_READ)
def act(practice_id: UUID, act: str) -> ResponseReturnValue:
    page = _page(practice_id)
    return take_act(
        act,
        ACTS,
        page,
        {"actor": viewer(), "now": request_now(), "practice_id": page.id},
        REASONS,
        template="practices/act.html",
        then=lambda: go_to("practices.practice", practice_id=practice_id),
    )


@blueprint.get("/practices/<uuid:practice_id>/checklist")
@requires(_READ)
def checklist(practice_id: UUID) -> ResponseReturnValue:
    """Show the papers to bring, to print and give to the person."""
    page = _page(practice_id)
    return render_template("practices/checklist.html", page=page, plain=PLAIN, on=today())


def _page(practice_id: UUID) -> PracticePage:
    return operations.consult_practice(
        actor=viewer(),
        now=request_now(),
        practice_id=PracticeId(practice_id),
        purpose="practices.practice",
    )


def _shelf(text: str) -> Shelf:
    try:
        return Shelf(text)
    except ValueError:
        return Shelf.COLLECTING
