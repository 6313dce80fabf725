"""Interpreters: the register, and the request of one appointment with its acts."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.appointments import forms, operations, queries
from app.appointments.labels import REASONS
from app.appointments.queries import RequestPage
from app.appointments.routes import blueprint
from app.appointments.rules.interpreter import InterpreterAction as A
from app.appointments.rules.interpreter import InterpreterWay
from app.kernel.references import AppointmentId, BodyId
from app.organisations.queries import bodies
from app.web.access import requires
from app.web.acts import Act, Acts, Button, Common, buttons, press, take_act
from app.web.fields import offered
from app.web.forms import OfficeForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_WORK = Permission.APPOINTMENTS_APPOINTMENT_RECEIVE
_KEEP = Permission.APPOINTMENTS_INTERPRETER_KEEP


@blueprint.get("/interpreters")
@requires(_WORK)
def interpreters() -> ResponseReturnValue:
    """Show who interprets, which languages, on which number."""
    return render_template(
        "appointments/interpreters.html",
        rows=queries.interpreters(viewer(), today()),
        may_keep=viewer().may(_KEEP),
        form=OfficeForm(),
    )


@blueprint.route("/interpreters/new", methods=["GET", "POST"])
@requires(_KEEP)
def new_interpreter() -> ResponseReturnValue:
    form = forms.InterpreterForm()
    form.body.choices = offered(
        [("", "Nessuno"), *((str(one.id), one.name) for one in bodies(viewer()))]
    )
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.add_interpreter(
                actor=viewer(),
                now=request_now(),
                name=form.name.data or "",
                languages=form.languages.data or "",
                phone=form.phone.data or "",
                body_id=BodyId(UUID(form.body.data)) if form.body.data else None,
            )
            flash("Aggiunta all'elenco degli interpreti.")
            return go_to("appointments.interpreters")
    return form_page("appointments/new_interpreter.html", form)


@blueprint.post("/interpreters/<uuid:interpreter_id>/retire")
@requires(_KEEP)
def retire_interpreter(interpreter_id: UUID) -> ResponseReturnValue:
    if OfficeForm().validate_on_submit():
        operations.retire_interpreter(
            actor=viewer(), now=request_now(), interpreter_id=interpreter_id
        )
        flash("Tolta dall'elenco: dove ha confermato, viene ancora.")
    return go_to("appointments.interpreters")


@blueprint.route("/appointments/<uuid:appointment_id>/interpreter", methods=["GET", "POST"])
@requires(_WORK)
def ask_interpreter(appointment_id: UUID) -> ResponseReturnValue:
    """Ask for an interpreter of an appointment."""
    row = queries.appointment_row(viewer(), AppointmentId(appointment_id), request_now())
    form = forms.AskInterpreterForm(version=row.version)
    if form.validate_on_submit():
        with form.showing_every_refusal(REASONS, row.version):
            operations.ask_interpreter(
                actor=viewer(),
                now=request_now(),
                appointment_id=row.id,
                version=form.opened_at(),
                language=form.language.data or "",
                way=InterpreterWay(form.way.data),
            )
            flash("Interprete da confermare: resta segnato sull'appuntamento.")
            return go_to("appointments.appointment", appointment_id=appointment_id)
    return form_page("appointments/ask_interpreter.html", form, row=row)


@blueprint.route("/interpreters/asked/<uuid:asked_id>/acts/<act>", methods=["GET", "POST"])
@requires(_WORK)
def interpreter_act(asked_id: UUID, act: str) -> ResponseReturnValue:
    page = queries.interpreter_request(viewer(), asked_id, request_now())
    return take_act(
        act,
        INTERPRETER_ACTS,
        page,
        {"actor": viewer(), "now": request_now(), "appointment_id": page.appointment_id},
        REASONS,
        template="appointments/interpreter_act.html",
        then=lambda: go_to("appointments.appointment", appointment_id=page.appointment_id),
    )


def interpreter_buttons(page: RequestPage | None) -> tuple[Button, ...]:
    """Return what may be done now with the request of an appointment."""
    if page is None:
        return ()
    return buttons(
        [offer for offer in page.offers if offer.enabled],
        INTERPRETER_ACTS,
        lambda act: url_for("appointments.interpreter_act", asked_id=page.id, act=act),
    )


def _offer(form: Any, _page: RequestPage) -> None:
    rows = queries.interpreters(viewer(), today())
    form.interpreter.choices = offered((str(row.id), row.words) for row in rows)


def _confirm(common: Common, form: Any) -> None:
    operations.confirm_interpreter(
        **common,
        interpreter_id=UUID(form.interpreter.data),
        cost_cents=form.cost.cents if form.cost.data else None,
    )


INTERPRETER_ACTS: Acts = {
    A.CONFIRM: Act(forms.ConfirmInterpreterForm, _confirm, "Interprete confermato.", _offer),
    A.REFUSE: press(operations.refuse_interpreter, "Segnato: cerca un'altra persona."),
    A.ASK_AGAIN: press(operations.ask_interpreter_again, "Interprete di nuovo da confermare."),
    A.DROP: press(operations.drop_interpreter, "Segnato: l'interprete non serve più."),
}
