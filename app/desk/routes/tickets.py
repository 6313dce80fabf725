"""Numbers: giving one, printing it, what may be done with it."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.desk import queries
from app.desk.forms import (
    ConcludeForm,
    JumpForm,
    PassForm,
    PrecedenceForm,
    TakeForm,
    WithoutInterviewForm,
)
from app.desk.labels import REASONS
from app.desk.operations import serving, taking, undoing, visits
from app.desk.procedure.tickets import TicketAction
from app.desk.queries.tickets import TicketRow
from app.desk.routes import blueprint
from app.desk.routes.concluding import concluded, find_person, offered_form
from app.desk.routes.following import next_steps
from app.desk.rules.queue import JumpCause, PassTarget, Queue, WithoutInterviewCause
from app.kernel.errors import Invalid
from app.kernel.references import TicketId, VisitId
from app.web.access import requires
from app.web.acts import Act, Acts, buttons, press, take_act
from app.web.forms import ConfirmForm, OfficeForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now

_TAKE, _SERVE = Permission.DESK_TICKET_TAKE, Permission.DESK_TICKET_SERVE
A = TicketAction


@blueprint.route("/desk/tickets/new", methods=["GET", "POST"])
@requires(_TAKE)
def new_ticket() -> ResponseReturnValue:
    """Two big buttons: pressing the letter makes the ticket."""
    known, form = viewer(), TakeForm()
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            ticket_id = taking.take(
                actor=known,
                now=request_now(),
                queue=_queue(request.form.get("queue", "")),
                precedence=form.precedence.data,
            )
            return go_to("desk.slip", ticket_id=ticket_id)
    opening = queries.opening_now(known, request_now())
    lengths = queries.queue_lengths(known, request_now())
    return form_page("desk/new_ticket.html", form, opening=opening, lengths=lengths, Queue=Queue)


@blueprint.get("/desk/tickets/<uuid:ticket_id>")
@requires(_TAKE)
def ticket(ticket_id: UUID) -> ResponseReturnValue:
    """Show one number with everything that may be done with it now."""
    row = _ticket(ticket_id)
    found = buttons(
        row.offers, ACTS, lambda act: url_for("desk.act_on_ticket", ticket_id=row.id, act=act)
    )
    return render_template(
        "desk/ticket.html",
        ticket=row,
        buttons=found,
        form=ConfirmForm(version=row.version),
        may_read_board=viewer().may(Permission.DESK_BOARD_READ),
    )


@blueprint.route("/desk/tickets/<uuid:ticket_id>/precedence", methods=["GET", "POST"])
@requires(_TAKE)
def precedence(ticket_id: UUID) -> ResponseReturnValue:
    """Give or take away the precedence: one box, no reason."""
    row = _ticket(ticket_id)
    form = PrecedenceForm(version=row.version, precedence=row.precedence)
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            taking.mark_precedence(
                actor=viewer(),
                now=request_now(),
                ticket_id=row.id,
                version=form.opened_at(),
                precedence=form.precedence.data,
            )
            flash("Precedenza aggiornata.")
            return go_to("desk.ticket", ticket_id=row.id)
    return form_page("desk/precedence.html", form, ticket=row)


@blueprint.route("/desk/tickets/<uuid:ticket_id>/acts/<act>", methods=["GET", "POST"])
@requires(_TAKE)
def act_on_ticket(ticket_id: UUID, act: str) -> ResponseReturnValue:
    return take_act(
        act,
        ACTS,
        _ticket(ticket_id),
        {"actor": viewer(), "now": request_now(), "ticket_id": TicketId(ticket_id)},
        REASONS,
        template="desk/ticket_act.html",
        then=lambda: _back(ticket_id),
    )


@blueprint.route("/desk/visits/new", methods=["GET", "POST"])
@requires(_SERVE)
def new_visit() -> ResponseReturnValue:
    """Write down somebody heard on the telephone; the search saves nothing."""
    known = viewer()
    form = offered_form(ConcludeForm(), known, request_now())
    find_person(form, known)
    searching = request.form.get("press") == "find"
    if not searching and form.validate_on_submit():
        with form.showing_refusals(REASONS):
            visit_id = visits.record_visit(actor=known, now=request_now(), details=concluded(form))
            flash("Scritto.")
            return go_to("desk.visit", visit_id=visit_id)
    return form_page("desk/new_visit.html", form)


@blueprint.get("/desk/visits/<uuid:visit_id>")
@requires(_SERVE)
def visit(visit_id: UUID) -> ResponseReturnValue:
    """Show what was written and what remains to be done, with what is already known."""
    page = visits.consult_visit(actor=viewer(), now=request_now(), visit_id=VisitId(visit_id))
    return render_template(
        "desk/visit.html",
        page=page,
        steps=next_steps(page),
        form=OfficeForm(),
        hears_women=viewer().may(Permission.OPEN_DOOR_ONWARD_WORK),
    )


def _queue(text: str) -> Queue:
    """Return the queue of the button that was pressed; a third one is nobody's button."""
    if text not in (Queue.SOCIAL, Queue.PRACTICES):
        raise Invalid("no_such_queue")
    return Queue(text)


def _ticket(ticket_id: UUID) -> TicketRow:
    return queries.ticket_page(viewer(), TicketId(ticket_id), request_now())


def _back(ticket_id: UUID) -> ResponseReturnValue:
    """Go back to the board; with somebody who leaves with a date, to the page that gives it."""
    leaves_with_a_date = request.form.get("why") == WithoutInterviewCause.HAS_A_DATE
    if leaves_with_a_date and viewer().may(Permission.APPOINTMENTS_APPOINTMENT_BOOK):
        return go_to("desk.booking", ticket=ticket_id)
    board = viewer().may(Permission.DESK_BOARD_READ)
    return go_to("desk.board" if board else "desk.new_ticket")


def _jump(common: dict[str, Any], form: JumpForm) -> None:
    serving.call_out_of_order(**common, reason=JumpCause(form.reason.data))


def _pass(common: dict[str, Any], form: PassForm) -> None:
    serving.pass_to(**common, to=PassTarget(form.to.data))


def _close(common: dict[str, Any], form: WithoutInterviewForm) -> None:
    serving.close_without_interview(**common, why=WithoutInterviewCause(form.why.data))


ACTS: Acts = {
    A.CALL: press(serving.call, "Persona chiamata."),
    A.START: press(serving.start, "Colloquio iniziato."),
    A.NO_ANSWER: press(serving.no_answer, "Segnato: tiene il posto, richiama tra poco."),
    A.MARK_NOT_PRESENT: press(serving.mark_not_present, "Non presente: tiene il posto 30 minuti."),
    A.COME_BACK: press(taking.come_back, "È di nuovo in attesa."),
    A.PAUSE: press(serving.pause, "In pausa."),
    A.RETURN_TO_QUEUE: press(serving.return_to_queue, "Di nuovo in attesa, per prima."),
    A.PASS_TO: Act(PassForm, _pass, "Passata, con lo stesso biglietto."),
    A.CALL_OUT_OF_ORDER: Act(JumpForm, _jump, "Persona chiamata."),
    A.INTERRUPT: press(serving.interrupt, "Interrotto: ora è proposto alle colleghe."),
    A.LEAVE: press(taking.leave, "Segnato: è andata via."),
    A.CLOSE_WITHOUT_INTERVIEW: Act(WithoutInterviewForm, _close, "Chiuso senza colloquio."),
    A.VOID: press(taking.void, "Biglietto annullato."),
    A.REOPEN: press(visits.reopen, "Colloquio riaperto."),
    A.UNDO: press(undoing.undo, "Azione annullata: è come prima."),
}
