"""The board of the desk: my counter, who waits, the other counters; it works without a script."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from flask import Response, flash, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.appointments.queries import AppointmentRow, my_next
from app.appointments.rules import WAITED_FOR
from app.desk import queries
from app.desk.forms import AwayForm, ConcludeForm, CounterForm
from app.desk.labels import REASONS
from app.desk.operations import openings, serving, visits
from app.desk.procedure.tickets import TicketAction, TicketState
from app.desk.queries.board import BACK_BY, Board
from app.desk.queries.messages import messages
from app.desk.queries.tickets import TicketRow
from app.desk.routes import blueprint
from app.desk.routes.concluding import concluded, fill, find_person, offered_form
from app.desk.routes.tickets import ACTS
from app.desk.rules.queue import AwayCause
from app.kernel.actor import Viewer
from app.kernel.clock import in_rome, rome_to_utc
from app.kernel.errors import Conflict, NotAllowedNow
from app.kernel.references import TicketId
from app.organisations.rules import OpeningKind
from app.rota.queries import on_duty
from app.web.access import requires
from app.web.acts import Button, buttons, slug
from app.web.errors import sentences
from app.web.fields import read_hour
from app.web.forms import ConfirmForm, OfficeForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now

_READ, _SERVE = Permission.DESK_BOARD_READ, Permission.DESK_TICKET_SERVE
_SERVED_HERE = (TicketState.SERVING, TicketState.CALLED, TicketState.PAUSED)
MOST_EXPECTED = 20  # appointments of one worker in a day
_BY_ITSELF = (TicketAction.CALL, TicketAction.COME_BACK, TicketAction.START)


class Shown:
    """A ticket as the board draws it: its buttons, and a form with the version of now."""

    def __init__(self, ticket: TicketRow, only: tuple[TicketAction, ...] = ()) -> None:
        self.ticket = ticket
        self.buttons = _buttons(ticket, only)

    @cached_property
    def form(self) -> ConfirmForm:
        """The form of its buttons: most of those who wait have none."""
        return ConfirmForm(formdata=None, version=self.ticket.version)


def _buttons(ticket: TicketRow, only: tuple[TicketAction, ...]) -> tuple[Button, ...]:
    # The last press is taken back by its own line, which says what it takes back.
    offers = (
        offer
        for offer in ticket.offers
        if offer.enabled
        and offer.action is not TicketAction.UNDO
        and (not only or offer.action in only)
    )
    return buttons(
        offers, ACTS, lambda act: url_for("desk.act_on_ticket", ticket_id=ticket.id, act=act)
    )


@blueprint.get("/desk")
@requires(_READ)
def board() -> ResponseReturnValue:
    """Show the desk as it is now; the part that lives is asked again every four seconds."""
    return _page({})


@blueprint.get("/desk/changes")
@requires(_READ, polling=True)
def changes() -> ResponseReturnValue:
    """Answer the living part of the board, or nothing when nothing changed since `seen`."""
    known, seen = viewer(), request.args.get("seen", "")
    found = queries.board(known, request_now())
    if found is not None and found.seen == seen:
        return Response(status=204)
    return make_response(render_template("desk/_board.html", **_living(found, seen)))


@blueprint.post("/desk/next")
@requires(_SERVE)
def call_next() -> ResponseReturnValue:
    _call_next()
    return go_to("desk.board")


@blueprint.route("/desk/counter", methods=["GET", "POST"])
@requires(_SERVE)
def open_counter() -> ResponseReturnValue:
    form = CounterForm()
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            openings.open_counter(actor=viewer(), now=request_now(), number=int(form.number.data))
            flash(f"Sportello {form.number.data} aperto.")
            return go_to("desk.board")
    return form_page("desk/counter.html", form)


@blueprint.post("/desk/counter/leave")
@requires(_SERVE)
def leave_counter() -> ResponseReturnValue:
    return _press(openings.leave_counter, "Sportello lasciato.")


@blueprint.route("/desk/away", methods=["GET", "POST"])
@requires(_SERVE)
def away() -> ResponseReturnValue:
    """Leave in a hurry: a reason from the list, nobody outside reads it, and when one is back."""
    form = AwayForm()
    if form.validate_on_submit():
        now = request_now()
        back = rome_to_utc(in_rome(now).date(), read_hour(form.back.data or ""))
        with form.showing_refusals(REASONS):
            openings.leave_in_a_hurry(
                actor=viewer(), now=now, reason=AwayCause(form.reason.data), back_at=back
            )
            flash("Segnato: chi era in colloquio è proposto alle colleghe, la riserva è avvisata.")
            return go_to("desk.board")
    return form_page("desk/away.html", form)


@blueprint.post("/desk/back")
@requires(_SERVE)
def back() -> ResponseReturnValue:
    return _press(openings.return_to_counter, "Bentornata.")


@blueprint.post("/desk/distribution/close")
@requires(_SERVE)
def close_distribution() -> ResponseReturnValue:
    return _press(
        openings.close_distribution,
        "Distribuzione chiusa: chi ha già il biglietto sarà ricevuto.",
    )


@blueprint.post("/desk/distribution/reopen")
@requires(_SERVE)
def reopen_distribution() -> ResponseReturnValue:
    return _press(openings.reopen_distribution, "Si danno di nuovo biglietti.")


@blueprint.post("/desk/tickets/<uuid:ticket_id>/draft")
@requires(_SERVE)
def keep_draft(ticket_id: UUID) -> ResponseReturnValue:
    """Keep the note while it is typed; nothing changes on the page."""
    visits.keep_draft(
        actor=viewer(), ticket_id=TicketId(ticket_id), text=request.form.get("note", "")
    )
    return Response(status=204)


@blueprint.post("/desk/tickets/<uuid:ticket_id>/conclude")
@requires(_SERVE)
def conclude(ticket_id: UUID) -> ResponseReturnValue:
    """Write what happened; the page comes back whole when something is missing or searched."""
    form = offered_form(ConcludeForm(), viewer(), request_now())
    find_person(form, viewer())
    press = request.form.get("press", "save")
    if press in ("find", "draft"):
        visits.keep_draft(actor=viewer(), ticket_id=TicketId(ticket_id), text=form.note.data or "")
        return _page({TicketId(ticket_id): form})
    if form.validate():
        with form.showing_refusals(REASONS):
            visit_id = visits.conclude(
                actor=viewer(),
                now=request_now(),
                ticket_id=TicketId(ticket_id),
                version=form.opened_at(),
                details=concluded(form),
            )
            flash("Colloquio concluso.")
            if press == "next":
                _call_next()
                return go_to("desk.board")
            return go_to("desk.visit", visit_id=visit_id)
    return _page({TicketId(ticket_id): form}, failed=True)


def _call_next() -> None:
    try:
        serving.call_next(actor=viewer(), now=request_now())
    except NotAllowedNow as refusal:
        flash(" ".join(sentences(refusal)), "warning")


def _press(operation: Any, done: str) -> ResponseReturnValue:
    """Do what one press asks; what is refused is said on the board."""
    form = OfficeForm()
    if form.validate_on_submit():
        try:
            operation(actor=viewer(), now=request_now())
            flash(done)
        except NotAllowedNow as refusal:
            flash(" ".join(sentences(refusal)), "warning")
    return go_to("desk.board")


def _page(typed: dict[TicketId, ConcludeForm], *, failed: bool = False) -> ResponseReturnValue:
    known, now = viewer(), request_now()
    found = queries.board(known, now)
    mine = list(found.mine.tickets) if found and found.mine else []
    conclude_forms: dict[TicketId, ConcludeForm] = {
        one.id: typed.get(one.id) or fill(known, now, one)
        for one in mine
        if one.state is TicketState.SERVING
    }
    if failed and not typed.keys() <= conclude_forms.keys():
        raise Conflict("changed_meanwhile")  # no longer hers: what she wrote has no form here
    context = {
        "mine": [Shown(one) for one in sorted(mine, key=lambda t: _SERVED_HERE.index(t.state))],
        "conclude_forms": conclude_forms,
        "open_forms": set(typed),
        "wrong": next(iter(typed.values())) if failed and typed else None,
        "messages": messages(known, limit=5) if known.may(Permission.DESK_MESSAGE_WORK) else [],
        "may_serve": known.may(_SERVE),
        "may_manage": known.may(Permission.DESK_BOARD_MANAGE),
        "on_duty": _on_duty(known, found),
        "still_expected": _still_expected(known, found, now),
        "waited_for": WAITED_FOR,
        "may_receive": known.may(Permission.APPOINTMENTS_APPOINTMENT_RECEIVE),
        "may_take": known.may(Permission.DESK_TICKET_TAKE),
        "form": OfficeForm(formdata=None),
        "errors": failed,
        **_living(found, ""),
    }
    answer = make_response(render_template("desk/board.html", **context))
    answer.status_code = 422 if failed else 200
    return answer


def _on_duty(known: Viewer, found: Board | None) -> list[str]:
    """Return who is on duty at this opening, seated or not yet; nobody where no rota is kept."""
    if found is None:
        return []
    shifts = on_duty(known, OpeningKind.WALK_IN, found.opening.day)
    return sorted({row.name for row in shifts})


def _still_expected(known: Viewer, found: Board | None, now: datetime) -> list[AppointmentRow]:
    """Return whom a worker who had to run is still expected by today: somebody must tell them."""
    away = found is not None and found.mine is not None and found.mine.counter.away_since
    return my_next(known, now, limit=MOST_EXPECTED) if away else []


def _living(found: Board | None, seen: str) -> dict[str, Any]:
    """Return what the living part of the board draws."""
    if found is None:
        return {"board": None}
    known = viewer()
    seated = found.mine is not None and found.mine.counter.away_since is None
    may_press = _BY_ITSELF if seated else (TicketAction.COME_BACK,)
    return {
        "board": found,
        "line": [Shown(one, may_press) for one in found.line],
        "interrupted": [Shown(one, may_press) for one in found.interrupted],
        "not_present": [Shown(one, may_press) for one in found.not_present],
        "alone": [Shown(one) for one in found.paused_alone],
        "reopen": [Shown(one, (TicketAction.REOPEN,)) for one in found.concluded_by_me[-3:]],
        "may_serve": known.may(_SERVE),
        "news": _news(found, seen),
        "back": _way_back(found),
        "viewer_id": known.account_id,
        "form": OfficeForm(formdata=None),
    }


@dataclass(frozen=True)
class _WayBack:
    """My last press, with the press that takes it back."""

    ticket: TicketRow
    done: TicketAction
    url: str
    form: ConfirmForm


def _way_back(found: Board) -> _WayBack | None:
    if found.pressed is None:
        return None
    ticket, done = found.pressed
    act = slug(BACK_BY.get(done, TicketAction.UNDO))
    url = url_for("desk.act_on_ticket", ticket_id=ticket.id, act=act)
    return _WayBack(ticket, done, url, ConfirmForm(formdata=None, version=ticket.version))


def _news(found: Board, seen: str) -> str:
    """Return whom to announce aloud: the last one to come, if she came after what was seen."""
    before = seen.split("-", maxsplit=1)[0]
    counted = before.isdecimal() and len(before) < 10
    return found.newest if counted and int(before) < found.taken else ""
