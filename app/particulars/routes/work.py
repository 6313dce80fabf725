"""The way to work: its phases, and the body that hosts."""

from uuid import UUID

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.catalogue.rules import PathCode
from app.kernel.errors import NotFound
from app.kernel.references import BodyId, RequestLineId, WorkHostId
from app.organisations.queries import bodies
from app.particulars import operations
from app.particulars.forms import HostForm, LastDayForm, PhaseForm
from app.particulars.labels import REASONS
from app.particulars.operations import PhaseGiven
from app.particulars.queries import Head, PhasesPage
from app.particulars.routes import blueprint
from app.particulars.routes.showing import Steps, by, looking_at, steps_to, typed_page
from app.particulars.rules import PHASE_NUMBER, WorkOutcome, WorkPhase
from app.web.access import requires
from app.web.fields import offered
from app.web.htmx import go_to
from app.web.request_time import today

_READ, _WORK = Permission.CASES_REQUEST_READ, Permission.CASES_REQUEST_WORK


@blueprint.get("/request-lines/<uuid:line_id>/phases")
@requires(_READ)
def phases(line_id: UUID) -> ResponseReturnValue:
    page = operations.consult_phases(**looking_at(line_id, "particulars.phases"))
    return render_template(
        "particulars/phases.html",
        page=page,
        steps=steps_to(page.line),
        on=today(),
        has_phases=_has_phases(page),
        may_write=viewer().may(_WORK) and _has_phases(page) and not page.line.is_over,
        may_end=viewer().may(_WORK) and _has_phases(page),
    )


@blueprint.route("/request-lines/<uuid:line_id>/phases/new", methods=["GET", "POST"])
@requires(_WORK)
def new_phase(line_id: UUID) -> ResponseReturnValue:
    page = _placement(line_id, "particulars.new_phase")
    form = PhaseForm(phase=_following(page), since=today(), who=page.now.who if page.now else "")
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            outcome = form.outcome.data
            operations.pass_phase(
                **by(),
                line_id=RequestLineId(line_id),
                given=PhaseGiven(
                    phase=WorkPhase(form.phase.data),
                    since=form.since.chosen,
                    who=form.who.data or "",
                    next_check=form.next_check.data,
                    outcome=WorkOutcome(outcome) if outcome else None,
                    note=form.note.data or "",
                ),
            )
            flash("Fase scritta.")
            return go_to("particulars.phases", line_id=line_id)
    person = page.line.request.person
    return typed_page(form, "Passa a una fase", "Salva la fase", _steps(page.line), person)


@blueprint.route("/request-lines/<uuid:line_id>/hosts/new", methods=["GET", "POST"])
@requires(_WORK)
def new_host(line_id: UUID) -> ResponseReturnValue:
    page = _placement(line_id, "particulars.new_host")
    form = HostForm(valid_from=max(page.line.starts_on or today(), today()))
    form.body.choices = offered((str(row.id), row.name) for row in bodies(viewer()))
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.add_host(
                **by(),
                line_id=RequestLineId(line_id),
                body_id=BodyId(UUID(form.body.data)),
                valid_from=form.valid_from.chosen,
            )
            flash("Scritto dove lavora: quell'ente non vede nulla di qui.")
            return go_to("particulars.phases", line_id=line_id)
    return typed_page(
        form, "Dove lavora o fa il tirocinio", "Salva", _steps(page.line), page.line.request.person
    )


@blueprint.route("/request-lines/<uuid:line_id>/hosts/<uuid:host_id>/end", methods=["GET", "POST"])
@requires(_WORK)
def end_host(line_id: UUID, host_id: UUID) -> ResponseReturnValue:
    page = _placement(line_id, "particulars.end_host")
    form = LastDayForm(last_on=today())
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.end_host(
                **by(),
                line_id=RequestLineId(line_id),
                host_id=WorkHostId(host_id),
                last_on=form.last_on.chosen,
            )
            flash("Ultimo giorno scritto.")
            return go_to("particulars.phases", line_id=line_id)
    return typed_page(
        form, "Ultimo giorno qui", "Salva l'ultimo giorno", _steps(page.line),
        page.line.request.person,
    )  # fmt: skip


def _placement(line_id: UUID, purpose: str) -> PhasesPage:
    """Return the page of a way to work that has phases; a course has none."""
    page = operations.consult_phases(**looking_at(line_id, purpose))
    if not _has_phases(page):
        raise NotFound
    return page


def _has_phases(page: PhasesPage) -> bool:
    return page.line.path is PathCode.WORK_PLACEMENT


def _following(page: PhasesPage) -> WorkPhase | None:
    """Return the phase that usually comes next."""
    number = page.now.number if page.now else 0
    return next((phase for phase in WorkPhase if PHASE_NUMBER[phase] > number), None)


def _steps(line: Head) -> Steps:
    return steps_to(line, ("Fasi del percorso", url_for("particulars.phases", line_id=line.id)))
