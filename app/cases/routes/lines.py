"""One intervention: its page, its acts, what is given of it."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import current_app, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import Field

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.cases import operations
from app.cases.forms.requests import (
    AcceptForm,
    ChangeForm,
    DeclineForm,
    DeliveryForm,
    ExtendForm,
    LineEndForm,
    LineForm,
    LineSuspendForm,
    LineWithdrawForm,
    MonthForm,
    PayForm,
    RequestWordsForm,
    StartForm,
    typed_hundredths,
)
from app.cases.labels import REASONS
from app.cases.operations import LineDetails
from app.cases.procedure.line import LineAction, LineState
from app.cases.queries import LinePage, RequestPage
from app.cases.routes import blueprint
from app.cases.rules.requests import (
    Decline,
    EndCause,
    LineOutcome,
    SuspensionCause,
    Withdrawal,
)
from app.catalogue.paths import questions_for
from app.catalogue.queries import units_of
from app.catalogue.rules import Fact, Intervention, Measure, PathCode
from app.kernel.references import RequestLineId, ServiceRequestId, UnitId
from app.web.access import requires
from app.web.acts import Act, Acts, Common, buttons, press, take_act
from app.web.contributed import cards_about
from app.web.fields import offered
from app.web.forms import ConfirmForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_READ, _WORK = Permission.CASES_REQUEST_READ, Permission.CASES_REQUEST_WORK


@blueprint.get("/request-lines/<uuid:line_id>")
@requires(_READ)
def request_line(line_id: UUID) -> ResponseReturnValue:
    """Show one intervention: where it stands, what was given, what may be done now."""
    page = _page(line_id, "cases.request_line")
    return render_template(
        "cases/line.html",
        page=page,
        on=today(),
        buttons=buttons(page.offers, _acts(), _address(page)),
        form=ConfirmForm(version=page.version),
        cards=cards_about("line_cards", viewer(), page.line.id, request_now()),
        may_write=viewer().may(_WORK) and page.line.state is LineState.PLANNED,
    )


@blueprint.route("/service-requests/<uuid:request_id>/lines/new", methods=["GET", "POST"])
@requires(_WORK)
def new_line(request_id: UUID) -> ResponseReturnValue:
    request = operations.consult_request(
        actor=viewer(),
        now=request_now(),
        service_request_id=ServiceRequestId(request_id),
        purpose="cases.new_line",
    )
    form = LineForm(starts_on=request.starts_on or today(), ends_on=request.ends_on)
    _fit_to(form, request.path)
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.add_line(
                actor=viewer(), now=request_now(), request_id=request.id, details=_details(form)
            )
            flash("Intervento aggiunto.")
            return go_to("cases.request_page", request_id=request_id)
    return _line_form(form, request, "Aggiungi un intervento")


@blueprint.route("/request-lines/<uuid:line_id>/edit", methods=["GET", "POST"])
@requires(_WORK)
def edit_line(line_id: UUID) -> ResponseReturnValue:
    page = _page(line_id, "cases.edit_line")
    line = page.line
    form = LineForm(
        intervention=line.intervention or "",
        quantity=line.amount if line.quantity else "",
        measure=line.measure,
        note=line.note,
        starts_on=line.starts_on or today(),
        ends_on=line.ends_on,
        unit=str(line.unit_id or ""),
        version=page.version,
    )
    _fit_to(form, line.path)
    if form.validate_on_submit():
        with form.showing_every_refusal(REASONS, page.version):
            operations.describe_line(
                **_common(page), version=form.opened_at(), details=_details(form)
            )
            flash("Intervento aggiornato.")
            return go_to("cases.request_page", request_id=page.request_id)
    return _line_form(form, page, "Scrivi l'intervento")


@blueprint.route("/request-lines/<uuid:line_id>/acts/<act>", methods=["GET", "POST"])
@requires(_READ)
def line_act(line_id: UUID, act: str) -> ResponseReturnValue:
    """Ask what one act needs and do it, if the table allows it."""
    page = _page(line_id, "cases.line_act")
    return take_act(
        act,
        _acts(),
        page,
        _common(page),
        current_app.extensions["reasons"],
        template="cases/line_act.html",
        then=lambda: go_to("cases.request_line", line_id=line_id),
    )


def _acts() -> Acts:
    """Return what may be done with an intervention, with what the list above decides of it."""
    return {**LINE_ACTS, **current_app.extensions["line_acts"]}


def _page(line_id: UUID, purpose: str) -> LinePage:
    return operations.consult_line(
        actor=viewer(),
        now=request_now(),
        request_line_id=RequestLineId(line_id),
        purpose=purpose,
    )


def _common(page: LinePage) -> dict[str, Any]:
    return {"actor": viewer(), "now": request_now(), "line_id": page.line.id}


def _address(page: LinePage) -> Any:
    return lambda act: url_for("cases.line_act", line_id=page.line.id, act=act)


def _line_form(form: LineForm, page: RequestPage | LinePage, title: str) -> ResponseReturnValue:
    request_id = page.id if isinstance(page, RequestPage) else page.request_id
    return form_page("cases/line_form.html", form, page=page, request_id=request_id, title=title)


def _fit_to(form: LineForm, path: PathCode) -> None:
    """Offer the units of a way; which intervention is asked only where a way has several."""
    if all(one.key is not Fact.INTERVENTIONS for one in questions_for(path)):
        del form.intervention
    rows = units_of(viewer(), path, today())
    form.unit.choices = offered(
        [("", "Non ancora"), *((str(row.id), f"{row.name} ({row.service})") for row in rows)]
    )
    if not form.is_submitted() and not form.unit.data and len(rows) == 1:
        form.unit.data = str(rows[0].id)  # where there is no choice nobody is asked to choose


def _details(form: LineForm) -> LineDetails:
    chosen = form.intervention.data if "intervention" in form else None
    return LineDetails(
        intervention=Intervention(chosen) if chosen else None,
        quantity=typed_hundredths(form.quantity),
        measure=Measure(form.measure.data),
        note=form.note.data or "",
        starts_on=form.starts_on.data,
        ends_on=form.ends_on.data,
        unit_id=UnitId(UUID(form.unit.data)) if form.unit.data else None,
    )


def _month(field: Field) -> date:
    return date.fromisoformat(field.data)


def _offer_months(form: MonthForm, page: LinePage) -> None:
    """Offer the months in which something was given, as people write them."""
    form.month.choices = offered(
        (row.month.isoformat(), f"{row.month:%m/%Y}: {row.quantity}") for row in page.months
    )


def _propose(name: str) -> Any:
    """Propose today, or the first day written, where nothing was typed."""

    def prepare(form: Any, page: LinePage) -> None:
        if not form.is_submitted():
            proposed = page.line.starts_on or today()
            form[name].data = max(proposed, today()) if name == "starts_on" else today()

    return prepare


def _deliver(common: Common, form: DeliveryForm) -> object:
    over = operations.record_delivery(
        **common, day=form.delivered_on.chosen, quantity=typed_hundredths(form.quantity)
    )
    if over:
        flash(REASONS["over_authorised"])
    return over


def _end(common: Common, form: LineEndForm) -> object:
    return operations.end_service(
        **common,
        ended_on=form.ended_on.chosen,
        cause=EndCause(form.cause.data),
        outcome=LineOutcome(form.outcome.data),
    )


def _accept(common: Common, form: AcceptForm) -> object:
    return operations.accept_line(
        **common,
        starts_on=form.starts_on.chosen,
        operator=form.operator.data or "",
        words=form.words.data or "",
    )


LINE_ACTS: Acts = {
    LineAction.SEND: press(operations.send_line, "Inviato: si aspetta la risposta."),
    LineAction.ACCEPT: Act(AcceptForm, _accept, "Accettazione segnata.", _propose("starts_on")),
    LineAction.DECLINE: Act(
        DeclineForm,
        lambda common, form: operations.decline_line(**common, why=Decline(form.why.data)),
        "Rifiuto segnato: scegli un altro ente.",
    ),
    LineAction.START: Act(
        StartForm,
        lambda common, form: operations.start_line(**common, started_on=form.started_on.chosen),
        "Avvio segnato.",
        _propose("started_on"),
    ),
    LineAction.RECORD_DELIVERY: Act(
        DeliveryForm, _deliver, "Registrato.", _propose("delivered_on")
    ),
    LineAction.CONFIRM_DELIVERY: Act(
        MonthForm,
        lambda common, form: operations.confirm_month(**common, month=_month(form.month)),
        "Visto messo.",
        _offer_months,
    ),
    LineAction.PAY: Act(
        PayForm,
        lambda common, form: operations.record_payment(
            **common, month=_month(form.month), amount_cents=form.amount.cents
        ),
        "Pagamento registrato.",
        _offer_months,
    ),
    LineAction.CHANGE: Act(
        ChangeForm,
        lambda common, form: operations.change_line(
            **common, quantity=typed_hundredths(form.quantity), valid_from=form.valid_from.chosen
        ),
        "Modifica scritta: se aumenta o costa, la approva la responsabile.",
        _propose("valid_from"),
    ),
    LineAction.EXTEND: Act(
        ExtendForm,
        lambda common, form: operations.extend_line(**common, ends_on=form.ends_on.chosen),
        "Proroga chiesta: la approva la responsabile.",
    ),
    LineAction.APPROVE_CHANGE: press(operations.approve_change, "Modifica approvata."),
    LineAction.REFUSE_CHANGE: Act(
        RequestWordsForm,
        lambda common, form: operations.refuse_change(**common, words=form.words.data),
        "Modifica non approvata.",
    ),
    LineAction.SUSPEND: Act(
        LineSuspendForm,
        lambda common, form: operations.suspend_line(
            **common, why=SuspensionCause(form.why.data), kept_until=form.kept_until.data
        ),
        "Intervento sospeso.",
    ),
    LineAction.RESUME: press(operations.resume_line, "Intervento ripreso."),
    LineAction.END: Act(LineEndForm, _end, "Intervento concluso.", _propose("ended_on")),
    LineAction.WITHDRAW: Act(
        LineWithdrawForm,
        lambda common, form: operations.give_up_line(**common, why=Withdrawal(form.why.data)),
        "Intervento ritirato.",
    ),
}
