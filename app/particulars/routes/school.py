"""The school years of a service, and the request of the year to come."""

from uuid import UUID

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.cases.rules.requests import hundredths_of
from app.catalogue.queries import parameters_on
from app.kernel.references import BodyId, RequestLineId, SchoolYearId
from app.organisations.queries import bodies
from app.particulars import operations
from app.particulars.forms import SchoolYearForm
from app.particulars.labels import REASONS
from app.particulars.operations import YearGiven
from app.particulars.queries import SchoolYearsPage
from app.particulars.routes import blueprint
from app.particulars.routes.showing import by, looking_at, steps_to, typed_page
from app.particulars.rules import CertificateKind, school_year_on, year_words
from app.web.access import requires
from app.web.fields import offered
from app.web.forms import ConfirmForm
from app.web.htmx import go_to
from app.web.request_time import today

_READ, _WORK = Permission.CASES_REQUEST_READ, Permission.CASES_REQUEST_WORK


@blueprint.get("/request-lines/<uuid:line_id>/school-years")
@requires(_READ)
def school_years(line_id: UUID) -> ResponseReturnValue:
    page = operations.consult_school_years(**looking_at(line_id, "particulars.school_years"))
    return render_template(
        "particulars/school_years.html",
        page=page,
        steps=steps_to(page.line),
        form=ConfirmForm(version=1),
        on=today(),
        may_write=viewer().may(_WORK) and not page.line.is_over,
        may_renew=viewer().may(_WORK),
    )


@blueprint.route("/request-lines/<uuid:line_id>/school-years/new", methods=["GET", "POST"])
@requires(_WORK)
def new_school_year(line_id: UUID) -> ResponseReturnValue:
    page = operations.consult_school_years(**looking_at(line_id, "particulars.new_school_year"))
    form = _filled(page)
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            kind = form.certificate.data
            operations.write_school_year(
                **by(),
                line_id=RequestLineId(line_id),
                given=YearGiven(
                    begins_in=int(form.begins_in.data),
                    body_id=BodyId(UUID(form.body.data)) if form.body.data else None,
                    class_name=form.class_name.data or "",
                    hours=hundredths_of(form.hours.data or "") or 0,
                    certificate=CertificateKind(kind) if kind else None,
                    issued_on=form.issued_on.data,
                    certificate_until=form.certificate_until.data,
                ),
            )
            flash("Anno scolastico scritto.")
            return go_to("particulars.school_years", line_id=line_id)
    steps = steps_to(
        page.line, ("Anni scolastici", url_for("particulars.school_years", line_id=line_id))
    )
    return typed_page(
        form, "Scrivi l'anno scolastico", "Salva l'anno", steps, page.line.request.person
    )


@blueprint.post("/request-lines/<uuid:line_id>/school-years/<uuid:year_id>/renewal")
@requires(_WORK)
def renew_school_year(line_id: UUID, year_id: UUID) -> ResponseReturnValue:
    form = ConfirmForm()
    if form.validate_on_submit():
        request_id = operations.renew_school_year(
            **by(), line_id=RequestLineId(line_id), year_id=SchoolYearId(year_id)
        )
        flash("Bozza pronta per il nuovo anno: controlla consenso e documenti, poi inviala.")
        return go_to("cases.request_page", request_id=request_id)
    return go_to("particulars.school_years", line_id=line_id)


def _filled(page: SchoolYearsPage) -> SchoolYearForm:
    """Return the form with what the last year says: the same year again replaces it."""
    now = school_year_on(parameters_on(viewer(), today()), today())
    last = page.years[0] if page.years else None
    form = SchoolYearForm(
        begins_in=str(last.begins_in if last else now),
        body=str(last.body_id or "") if last else "",
        class_name=last.class_name if last else "",
        hours=last.amount if last else page.line.amount,
        certificate=last.certificate or "" if last else "",
        issued_on=last.issued_on if last else None,
        certificate_until=last.certificate_until if last else None,
    )
    form.begins_in.choices = offered(
        (str(year), year_words(year)) for year in sorted({now - 1, now, now + 1, *_years(page)})
    )
    form.body.choices = offered(
        [("", "Da scrivere"), *((str(row.id), row.name) for row in bodies(viewer()))]
    )
    return form


def _years(page: SchoolYearsPage) -> list[int]:
    return [one.begins_in for one in page.years]
