"""Messages: taking one, mine, those I took, working one."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import flash, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Field

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.appointments.queries import AppointmentRow
from app.desk.forms import ON_DUTY, AnswerForm, NewMessageForm, PassOnForm, RefusedForm
from app.desk.labels import LABELS, REASONS
from app.desk.operations import messages as operations
from app.desk.queries import messages as queries
from app.desk.routes import blueprint
from app.desk.rules.messages import Action, AskedFor, Claims, Kind, Taken
from app.kernel.actor import Viewer
from app.kernel.references import EngagementId, MessageId, PersonId, new_token
from app.people.queries import person_row
from app.people.rules import MayLeaveMessage
from app.web.access import requires
from app.web.acts import Act, Acts, buttons, press, slug, take_act
from app.web.fields import offered
from app.web.formatting import day_short, hour
from app.web.forms import ConfirmForm
from app.web.htmx import form_page, go_to, page_or_part
from app.web.pagination import paged, requested_page, window
from app.web.request_time import request_now

_TAKE, _WORK = Permission.DESK_MESSAGE_TAKE, Permission.DESK_MESSAGE_WORK
_DUTY_WORDS = "Chi è di turno"


@blueprint.get("/messages")
@requires(_TAKE)
def messages() -> ResponseReturnValue:
    """Show what the person may work; who only takes messages sees those she took."""
    return _list(closed=False) if viewer().may(_WORK) else _taken_list()


@blueprint.get("/messages/closed")
@requires(_WORK)
def closed() -> ResponseReturnValue:
    return _list(closed=True)


@blueprint.get("/messages/taken")
@requires(_TAKE)
def taken() -> ResponseReturnValue:
    return _taken_list()


def _taken_list() -> ResponseReturnValue:
    number = requested_page()
    offset, limit = window(number)
    page = paged(queries.taken_by(viewer(), offset=offset, limit=limit), number)
    works = viewer().may(_WORK)
    return page_or_part("desk/taken.html", "desk/taken.html", page=page, works=works)


@blueprint.route("/messages/new", methods=["GET", "POST"])
@requires(_TAKE)
def new_message() -> ResponseReturnValue:
    """Take a message: `person` in the address says about whom."""
    form = NewMessageForm()
    _offer_colleagues(form.to)
    about = _person(request.args.get("person", ""))
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.take_message(actor=viewer(), now=request_now(), taken=_taken(form, about))
            flash("Messaggio consegnato.")
            return go_to("desk.taken")
    name = person_row(viewer(), about).name if about else ""
    return form_page("desk/new_message.html", form, about=name)


@blueprint.route("/messages/refused", methods=["GET", "POST"])
@requires(_TAKE)
def refused() -> ResponseReturnValue:
    """Write down that somebody asked about another and was told nothing.

    The booking page sends here whom it was searching for, and nothing is saved yet. The answer is
    the same whoever she is.
    """
    form = RefusedForm()
    coming = "refused" in request.form
    if coming:
        form.about.data, form.submission.data = request.form.get("text", "")[:120], new_token()
    about = _person(form.person.data or "")
    if about is not None:
        form.about.data = person_row(viewer(), about).name
    if not coming and form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.take_message(actor=viewer(), now=request_now(), taken=_refused(form, about))
            flash("Scritto. Non è stata data nessuna informazione.")
            return go_to("desk.taken")
    return form_page("desk/refused.html", form, works=viewer().may(_WORK))


@blueprint.get("/messages/<uuid:message_id>")
@requires(_WORK)
def message(message_id: UUID) -> ResponseReturnValue:
    page = _page(message_id)
    shown = buttons(page.offers, ACTS, lambda act: _act_url(message_id, act))
    form = ConfirmForm(version=page.version)
    return page_or_part(
        "desk/message.html", "desk/message.html", page=page, buttons=shown, form=form
    )


@blueprint.route("/messages/<uuid:message_id>/acts/<act>", methods=["GET", "POST"])
@requires(_WORK)
def act_on_message(message_id: UUID, act: str) -> ResponseReturnValue:
    done = next((action for action in ACTS if slug(action) == act), None)
    leaves = done is Action.PASS_ON
    return take_act(
        act,
        ACTS,
        _Acted(_page(message_id)),
        {"actor": viewer(), "now": request_now(), "message_id": MessageId(message_id)},
        REASONS,
        template="desk/message_act.html",
        then=lambda: (
            go_to("desk.messages") if leaves else go_to("desk.message", message_id=message_id)
        ),
    )


class _Acted:
    """A message as the page of an act wants it."""

    def __init__(self, page: queries.MessagePage) -> None:
        self.version = page.version
        self.offers = page.offers
        self.message = page


def _list(*, closed: bool) -> ResponseReturnValue:
    number = requested_page()
    offset, limit = window(number)
    found = queries.messages(viewer(), closed=closed, offset=offset, limit=limit)
    return page_or_part(
        "desk/messages.html", "desk/messages.html", page=paged(found, number), closed=closed
    )


def _page(message_id: UUID) -> queries.MessagePage:
    return operations.consult_message(
        actor=viewer(), now=request_now(), message_id=MessageId(message_id)
    )


def _act_url(message_id: UUID, act: str) -> str:
    return url_for("desk.act_on_message", message_id=message_id, act=act)


def _person(text: str) -> PersonId | None:
    try:
        return PersonId(UUID(text))
    except ValueError:
        return None


def _offer_colleagues(field: Field) -> None:
    known = viewer()
    colleagues = queries.may_receive(known, request_now())
    others = [one for one in colleagues if one.account_id != known.account_id]
    field.choices = offered(
        [(ON_DUTY, _DUTY_WORDS), *((str(one.engagement_id), one.name) for one in others)]
    )


def _recipient(value: str) -> EngagementId | None:
    return None if value == ON_DUTY else EngagementId(UUID(value))


def _taken(form: NewMessageForm, about: PersonId | None) -> Taken:
    return Taken(
        to=_recipient(form.to.data),
        caller=form.caller.data or "",
        person_id=about,
        phone=form.phone.data or "",
        may_leave=MayLeaveMessage(form.may_leave.data),
        when=form.when.data or "",
        urgent=form.urgent.data,
        text=form.text.data or "",
    )


def _refused(form: RefusedForm, about: PersonId | None) -> Taken:
    """Return what was asked in the words of the page: whoever reads it needs no code."""
    claims, asked = LABELS[Claims][Claims(form.claims.data)], LABELS[AskedFor]
    name = form.about.data or "una persona di cui non ha detto il nome"
    words = f"Ha chiesto di {name}: {asked[AskedFor(form.asked.data)].text.lower()}."
    return Taken(
        kind=Kind.INFORMATION_REFUSED,
        caller=claims.text,
        about=form.about.data or "",
        person_id=about,
        text=" ".join(filter(None, (words, form.words.data))),
    )


def _answer(common: dict[str, Any], form: AnswerForm) -> None:
    operations.answer_message(**common, answer=form.answer.data or "")


def _pass_on(common: dict[str, Any], form: PassOnForm) -> None:
    operations.pass_on(**common, to=_recipient(form.to.data))


ACTS: Acts = {
    Action.READ: press(operations.read_message, "Letto: il messaggio è tuo."),
    Action.TRY_CALL: press(operations.try_to_call, "Tentativo scritto, con l'ora."),
    Action.ANSWERED: Act(AnswerForm, _answer, "Messaggio chiuso."),
    Action.PASS_ON: Act(
        PassOnForm, _pass_on, "Messaggio passato.", lambda form, _page: _offer_colleagues(form.to)
    ),
    Action.UNDO: press(operations.undo_answer, "Messaggio riaperto."),
}


def call_back(*, actor: Viewer, now: datetime, row: AppointmentRow) -> None:
    """Keep whoever lost her day among those to call back for a place (app/features)."""
    operations.take_message(
        actor=actor,
        now=now,
        taken=Taken(
            kind=Kind.CALL_BACK,
            caller=row.person,
            person_id=row.person_id,
            phone=row.phone,
            text=f"Annullato da noi: era attesa {day_short(row.day)}, ore {hour(row.minute)}.",
        ),
    )
