"""Who works beside, what was told back, the papers of courts."""

from uuid import UUID

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.accounts.queries import colleagues
from app.cases import operations, queries
from app.cases.forms.second_level import (
    CourtRecordForm,
    HelperEndForm,
    HelperForm,
    RestitutionForm,
)
from app.cases.queries import CasePage
from app.cases.routes import blueprint
from app.cases.routes.details import save
from app.cases.routes.pages import consult, tabs_of
from app.organisations.queries import bodies
from app.web.access import requires
from app.web.fields import offered
from app.web.request_time import request_now, today

_READ, _WORK = Permission.CASES_CASE_READ, Permission.CASES_CASE_WORK
_WRITE = Permission.CASES_DIARY_WRITE


@blueprint.get("/cases/<uuid:case_id>/helpers")
@requires(_READ)
def helpers(case_id: UUID) -> ResponseReturnValue:
    """Show who works beside who follows, who leads, who did before."""
    page = consult(case_id, "cases.helpers")
    rows = queries.helpers_of(viewer(), page.id)
    return render_template(
        "cases/helpers.html",
        page=page,
        tabs=tabs_of(case_id, "cases.helpers"),
        on=today(),
        going=[one for one in rows if one.valid_to is None],
        gone=[one for one in rows if one.valid_to is not None],
        may_write=page.closed_at is None and _may_let_in(page),
        may_end=viewer().may(_WORK),
    )


@blueprint.route("/cases/<uuid:case_id>/helpers/new", methods=["GET", "POST"])
@requires(_WORK)
def new_helper(case_id: UUID) -> ResponseReturnValue:
    page, form = consult(case_id, "cases.edit"), HelperForm(valid_from=today())
    form.engagement_id.choices = offered([("", "Nessuno di qui"), *_beside(page)])
    form.body_id.choices = offered(
        [("", "Nessun ente"), *((str(one.id), one.name) for one in bodies(viewer()))]
    )
    return save(
        form,
        page,
        ("Chi lavora accanto", "Scrivi in elenco", "Scritto in elenco."),
        lambda: operations.add_helper(
            actor=viewer(), now=request_now(), case_id=page.id, details=form.details()
        ),
        then="cases.helpers",
    )


@blueprint.route("/cases/<uuid:case_id>/helpers/<uuid:helper_id>/end", methods=["GET", "POST"])
@requires(_WORK)
def end_helper(case_id: UUID, helper_id: UUID) -> ResponseReturnValue:
    page, form = consult(case_id, "cases.edit"), HelperEndForm(valid_to=today())
    rows = queries.helpers_of(viewer(), page.id)
    row = next((one for one in rows if one.id == helper_id), None) or abort(404)
    return save(
        form,
        page,
        (f"{row.name}: non lavora più accanto", "Concludi", "Concluso: non apre più la cartella."),
        lambda: operations.helper_left(
            actor=viewer(),
            now=request_now(),
            case_id=page.id,
            helper_id=helper_id,
            valid_to=form.valid_to.chosen,
        ),
        then="cases.helpers",
    )


@blueprint.get("/cases/<uuid:case_id>/restitutions")
@requires(_READ)
def restitutions(case_id: UUID) -> ResponseReturnValue:
    """Show what was told back of the work done, the latest first."""
    page = consult(case_id, "cases.restitutions")
    return render_template(
        "cases/restitutions.html",
        page=page,
        tabs=tabs_of(case_id, "cases.restitutions"),
        on=today(),
        rows=queries.restitutions_of(viewer(), page.id),
        may_write=viewer().may(_WRITE),
    )


@blueprint.route("/cases/<uuid:case_id>/restitutions/new", methods=["GET", "POST"])
@requires(_WRITE)
def new_restitution(case_id: UUID) -> ResponseReturnValue:
    page, form = consult(case_id, "cases.write"), RestitutionForm(told_on=today())
    return save(
        form,
        page,
        ("Restituzione", "Scrivi la restituzione", "Restituzione scritta."),
        lambda: operations.note_restitution(
            actor=viewer(), now=request_now(), case_id=page.id, told=form.details()
        ),
        then="cases.restitutions",
    )


@blueprint.get("/cases/<uuid:case_id>/court-records")
@requires(_READ)
def court_records(case_id: UUID) -> ResponseReturnValue:
    """Show the papers of courts about a case, each with the term it set."""
    page = consult(case_id, "cases.court_records")
    return render_template(
        "cases/court_records.html",
        page=page,
        tabs=tabs_of(case_id, "cases.court_records"),
        on=today(),
        rows=queries.court_records_of(viewer(), page.id),
        may_write=viewer().may(_WORK),
    )


@blueprint.route("/cases/<uuid:case_id>/court-records/new", methods=["GET", "POST"])
@requires(_WORK)
def new_court_record(case_id: UUID) -> ResponseReturnValue:
    page, form = consult(case_id, "cases.edit"), CourtRecordForm()
    return save(
        form,
        page,
        ("Atto dell'Autorità giudiziaria", "Scrivi l'atto", "Atto scritto."),
        lambda: operations.note_court_record(
            actor=viewer(), now=request_now(), case_id=page.id, details=form.details()
        ),
        then="cases.court_records",
    )


def _may_let_in(page: CasePage) -> bool:
    following, few = (page.holder_id, page.deputy_id), page.second_level_on is not None
    return viewer().may(_WORK) and queries.may_let_in(viewer(), following, second_level=few)


def _beside(page: CasePage) -> list[tuple[str, str]]:
    """Return who may be asked to work beside; never who may not be given this person."""
    away = queries.kept_away(viewer(), [page.person_id], today())[page.person_id]
    there = {page.holder_id, page.deputy_id}
    return [
        (str(one.engagement_id), f"{one.name} ({one.team})" if one.team else one.name)
        for one in colleagues(viewer(), today(), *operations.BESIDE)
        if one.engagement_id not in away and one.engagement_id not in there
    ]
