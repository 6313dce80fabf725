"""The lists of cases, a new case, and the cases of a worker who leaves."""

from uuid import UUID

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.cases import operations, queries
from app.cases.forms.case import OpenCaseForm, ReassignAllForm
from app.cases.labels import LABELS, REASONS
from app.cases.operations import CaseOpening
from app.cases.routes import blueprint
from app.cases.routes.acts import workers
from app.cases.rules.case import CaseKind, CaseList, TakingChargeBasis
from app.catalogue.rules import Area
from app.kernel.references import EngagementId, PersonId
from app.people.queries import person_row
from app.web.access import requires
from app.web.fields import offered
from app.web.htmx import form_page, go_to
from app.web.pagination import paged, requested_page, window
from app.web.request_time import request_now, today


@blueprint.get("/cases")
@requires(Permission.CASES_CASE_READ)
def cases() -> ResponseReturnValue:
    """Show one of the lists: mine, the team's, to take over, closed."""
    known, number = viewer(), requested_page()
    asked = request.args.get("list", "")
    which = CaseList(asked) if asked in set(CaseList) else CaseList.MINE
    rows = queries.case_rows(known, which, *window(number))
    return render_template(
        "cases/list.html",
        rows=paged(rows, number),
        which=which,
        tabs=[
            (LABELS[CaseList][one].text, url_for("cases.cases", list=one), one is which)
            for one in CaseList
        ],
        on=today(),
        may_open=known.may(Permission.CASES_CASE_OPEN),
        holders=workers(known) if known.may(Permission.CASES_CASE_DECIDE) else [],
    )


@blueprint.route("/people/<uuid:person_id>/cases/new", methods=["GET", "POST"])
@requires(Permission.CASES_CASE_OPEN)
def new_case(person_id: UUID) -> ResponseReturnValue:
    """Take charge of a person: the area, the basis, who follows and who deputises."""
    known = viewer()
    row = person_row(known, PersonId(person_id))
    form = OpenCaseForm()
    here = workers(known, of=row.id)
    form.holder_id.choices = offered(here)
    form.deputy_id.choices = offered([("", "Per ora nessuno"), *here])
    if form.holder_id.data is None:
        own = {str(one) for one in known.engagement_ids}
        form.holder_id.data = next((v for v, _ in here if v in own), None)
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            case_id = operations.open_case(
                actor=known, now=request_now(), opening=_opening(form, row.id)
            )
            flash("Cartella aperta.")
            return go_to("cases.case", case_id=case_id)
    return form_page("cases/new.html", form, row=row)


@blueprint.route("/cases/of/<uuid:engagement_id>", methods=["GET", "POST"])
@requires(Permission.CASES_CASE_DECIDE)
def reassign_all(engagement_id: UUID) -> ResponseReturnValue:
    """Show what a worker who leaves has in hand, then give it all to another."""
    known, from_id = viewer(), EngagementId(engagement_id)
    form = ReassignAllForm()
    form.to_id.choices = offered(pair for pair in workers(known) if pair[0] != str(from_id))
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            moved = operations.reassign_all(
                actor=known,
                now=request_now(),
                from_id=from_id,
                to_id=EngagementId(UUID(form.to_id.data)),
            )
            flash("Una cartella riassegnata." if moved == 1 else f"{moved} cartelle riassegnate.")
            return go_to("cases.cases", list=CaseList.TEAM)
    name = queries.holder_name(known, from_id)
    return form_page(
        "cases/reassign.html", form, rows=queries.held_by(known, from_id), name=name, on=today()
    )


def _opening(form: OpenCaseForm, person_id: PersonId) -> CaseOpening:
    deputy = (form.deputy_id.data or "").strip()
    return CaseOpening(
        person_id=person_id,
        holder_id=EngagementId(UUID(form.holder_id.data)),
        deputy_id=EngagementId(UUID(deputy)) if deputy else None,
        area=Area(form.area.data),
        basis=TakingChargeBasis(form.basis.data),
        kind=CaseKind(form.kind.data),
    )
