"""The number on paper: the slip, the sheet of numbers to tear off, those given by hand."""

from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from flask import current_app, flash, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.desk import queries
from app.desk.forms.paper import PaperForm
from app.desk.labels import REASONS
from app.desk.labels.paper import SLIP_WORDS
from app.desk.operations.paper import enter_paper
from app.desk.procedure.tickets import TicketAction
from app.desk.routes import blueprint
from app.desk.rules.paper import SlipFormat, SlipLanguage, read_paper
from app.desk.rules.queue import LETTERS, Queue
from app.kernel.references import TicketId
from app.organisations.queries import sites
from app.web.access import requires
from app.web.forms import ConfirmForm, OfficeForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now

T = TypeVar("T", bound=StrEnum)
_TAKE = Permission.DESK_TICKET_TAKE
_COOKIE = "slip"  # of the workstation, not of who works there: it says only the size of the paper
_YEAR = 365 * 24 * 3600
_ON_A_SHEET = 30


@blueprint.get("/desk/tickets/<uuid:ticket_id>/slip")
@requires(_TAKE)
def slip(ticket_id: UUID) -> ResponseReturnValue:
    """Show the number to print or to copy by hand: nothing on it says who or why."""
    known = viewer()
    ticket = queries.ticket_page(known, TicketId(ticket_id), request_now())
    opening = queries.opening_now(known, request_now())
    place = [one for one in sites(known) if opening and one.id == opening.site_id]
    language = _one_of(SlipLanguage, request.args.get("language", ""))
    void = any(one.action is TicketAction.VOID and one.enabled for one in ticket.offers)
    return render_template(
        "desk/slip.html",
        ticket=ticket,
        shape=_shape(),
        ahead=queries.ahead_of(known, ticket, request_now()),
        formats=SlipFormat,
        languages=SlipLanguage,
        language=language,
        words=SLIP_WORDS[language] if language else None,
        place=place[0] if place else None,
        void=ConfirmForm(formdata=None, version=ticket.version) if void else None,
        press=OfficeForm(formdata=None),
        back_url=url_for("desk.new_ticket"),
    )


@blueprint.post("/desk/slip-format")
@requires(_TAKE)
def keep_slip_format() -> ResponseReturnValue:
    """Keep, on this workstation, the paper of the printer beside it."""
    answer = make_response(go_to("desk.new_ticket"))
    chosen = _one_of(SlipFormat, request.form.get("format", ""))
    if OfficeForm().validate_on_submit() and chosen is not None:
        answer.set_cookie(
            _COOKIE,
            chosen,
            max_age=_YEAR,
            secure=current_app.extensions["settings"].secure_cookies,
            httponly=True,
            samesite="Lax",
            path="/desk",
        )
        flash("Su questo computer i biglietti si stampano così.")
    return answer


@blueprint.route("/desk/paper", methods=["GET", "POST"])
@requires(_TAKE)
def paper() -> ResponseReturnValue:
    """Enter the numbers given by hand while nothing worked; the count goes on after them."""
    form = PaperForm()
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            enter_paper(
                actor=viewer(),
                now=request_now(),
                queue=Queue(form.queue.data),
                last=int(form.last.data or 0),
                waiting=read_paper(form.lines.data or ""),
            )
            letter = LETTERS[Queue(form.queue.data)]
            flash(f"Fatto: il prossimo biglietto {letter} è il {int(form.last.data or 0) + 1}.")
            return go_to("desk.new_ticket")
    return form_page("desk/paper.html", form)


@blueprint.get("/desk/paper/sheet")
@requires(_TAKE)
def paper_sheet() -> ResponseReturnValue:
    """Print numbers to tear off, for a day without current or network."""
    letters = (LETTERS[Queue.SOCIAL], LETTERS[Queue.PRACTICES])
    return render_template(
        "desk/paper_sheet.html",
        numbers=[f"{letter}{n:02d}" for letter in letters for n in range(1, _ON_A_SHEET + 1)],
        back_url=url_for("desk.paper"),
    )


@blueprint.get("/desk/paper/sign")
@requires(_TAKE)
def paper_sign() -> ResponseReturnValue:
    """Print the sign of the waiting room: a number, a line on the floor, no reason to tell."""
    return render_template("desk/paper_sign.html", back_url=url_for("desk.paper"))


def _shape() -> str:
    """Return the class of the paper: the one asked for, else the one of this workstation."""
    asked = request.args.get("format") or request.cookies.get(_COOKIE, "")
    chosen = _one_of(SlipFormat, asked) or SlipFormat.ROLL_80
    return f"slip-{chosen}"


def _one_of(codes: type[T], text: str) -> T | None:
    return next((one for one in codes if one == text), None)
