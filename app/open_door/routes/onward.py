"""Who was sent on to another body: the lists, a new one, one with its acts, the paper to hand."""

from collections.abc import Mapping
from enum import StrEnum
from uuid import UUID

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.rules import PathCode, ReferralSource
from app.kernel.clock import in_rome
from app.kernel.errors import NotAllowedNow, NotFound
from app.kernel.references import OnwardId
from app.open_door import operations, queries
from app.open_door.forms import OnwardForm
from app.open_door.labels import LABELS, REASONS
from app.open_door.operations import Sending
from app.open_door.procedure import OnwardAction
from app.open_door.queries import OnwardPage
from app.open_door.routes import blueprint
from app.open_door.routes.acting import ACTS
from app.open_door.routes.coming import (
    choose_who,
    coming,
    offer_bodies,
    origin_of,
    page_of,
    the_body_of,
    words_of,
)
from app.open_door.rules import (
    Answered,
    Called,
    EndCause,
    HelpKind,
    OnwardShelf,
    OpenDoorFault,
    Teller,
)
from app.web.access import requires
from app.web.acts import buttons, take_act
from app.web.fields import offered
from app.web.formatting import day_digits, hour
from app.web.forms import ConfirmForm
from app.web.htmx import form_page, go_to
from app.web.pagination import paged, requested_page, window
from app.web.request_time import request_now, today

# What was chosen at a step, in words: who was called, who says it, why.
_CHOSEN: Mapping[OnwardAction, tuple[str, type[StrEnum]]] = {
    OnwardAction.REMIND: ("Ha risposto", Called),
    OnwardAction.CONFIRM_ARRIVAL: ("Lo dice", Teller),
    OnwardAction.CLOSE: ("Perché", EndCause),
}
_WRITE, _WORK = Permission.OPEN_DOOR_CONTACT_WRITE, Permission.OPEN_DOOR_ONWARD_WORK


@blueprint.get("/onward", endpoint="onward_list")
@requires(_WRITE)
def onward_list() -> ResponseReturnValue:
    known, number = viewer(), requested_page()
    text = request.args.get("elenco", "")
    shelf = OnwardShelf(text) if text in set(OnwardShelf) else OnwardShelf.TO_CONFIRM
    return render_template(
        "open_door/onward_list.html",
        page=paged(queries.listed(known, shelf, *window(number)), number),
        shelf=shelf,
        counts=queries.shelf_counts(known),
        on=today(),
    )


@blueprint.route("/onward/new", methods=["GET", "POST"])
@requires(_WRITE)
def new_onward() -> ResponseReturnValue:
    """Send somebody on, from wherever the address says one comes.

    For a woman in difficulty the first page is her safety.
    """
    asked = coming()
    if request.method == "GET" and asked.path is PathCode.WOMEN_SUPPORT and viewer().may(_WORK):
        return go_to("open_door.women", **asked.arguments)
    form = OnwardForm(path=asked.path or PathCode.SOCIAL_INCLUSION)
    form.path.choices = offered(
        (str(path), CATALOGUE[PathCode][path].text) for path in PathCode if _may_send(path)
    )
    offer_bodies(form.body, nobody="Scegli l'ente")
    if choose_who(form, asked.people, chosen=True) and form.validate_on_submit():
        with form.showing_refusals(REASONS):
            onward_id = operations.send_onward(
                actor=viewer(),
                now=request_now(),
                sending=Sending(
                    path=PathCode(form.path.data),
                    body_id=the_body_of(form.body),
                    help_kind=HelpKind(form.help_kind.data),
                    person_id=form.chosen(),
                    described=form.described.data or "",
                    agrees=Answered(form.agrees.data),
                    safe_to_call=Answered(form.safe_to_call.data),
                    no_print=form.no_print.data,
                    referral_id=asked.referral.id if asked.referral else None,
                    visit_id=asked.visit.id if asked.visit else None,
                ),
                words=form.words.data or "",
            )
            flash("Invio scritto: tra qualche giorno si chiede se è arrivata.")
            return go_to("open_door.onward", onward_id=onward_id)
    return form_page("open_door/new_onward.html", form, asked=asked)


@blueprint.get("/onward/<uuid:onward_id>", endpoint="onward")
@requires(_WRITE)
def onward(onward_id: UUID) -> ResponseReturnValue:
    page = _page(onward_id)
    return render_template(
        "open_door/onward.html",
        page=page,
        origin=_where_from(page),
        history=[(step, _code_words(step.action, step.reason_code)) for step in page.steps],
        becoming=_as_referral(page),
        buttons=buttons(
            page.offers,
            ACTS,
            lambda act: url_for("open_door.act_on_onward", onward_id=page.id, act=act),
        ),
        form=ConfirmForm(version=page.version),
        on=today(),
    )


@blueprint.route("/onward/<uuid:onward_id>/acts/<act>", methods=["GET", "POST"])
@requires(_WORK)
def act_on_onward(onward_id: UUID, act: str) -> ResponseReturnValue:
    page = _page(onward_id)
    return take_act(
        act,
        ACTS,
        page,
        {"actor": viewer(), "now": request_now(), "onward_id": page.id},
        REASONS,
        template="open_door/onward_act.html",
        then=lambda: go_to("open_door.onward", onward_id=onward_id),
    )


@blueprint.get("/onward/<uuid:onward_id>/slip")
@requires(_WRITE)
def onward_slip(onward_id: UUID) -> ResponseReturnValue:
    """Show the address of the body, to print and hand over; nothing where she asked for nothing."""
    page = _page(onward_id)
    if page.no_print:
        raise NotAllowedNow(OpenDoorFault.NOTHING_PRINTED)
    return render_template("open_door/slip.html", page=page, on=today())


def _page(onward_id: UUID) -> OnwardPage:
    return operations.consult_onward(
        actor=viewer(),
        now=request_now(),
        onward_id=OnwardId(onward_id),
        purpose="open_door.onward",
    )


def _where_from(page: OnwardPage) -> tuple[str, str] | None:
    """Return the words and the address of what it comes from, where its reader may reach that."""
    for kind, id_ in (("referral", page.referral_id), ("visit", page.visit_id)):
        try:
            origin = origin_of(kind, id_)
        except NotFound:
            continue
        url = page_of(kind, origin)
        if origin is not None and url is not None:
            return words_of(origin), url
    return None


def _code_words(action: OnwardAction, code: str) -> str:
    """Return the words of what was chosen from a list at a step."""
    if not code or action not in _CHOSEN:
        return ""
    words, codes = _CHOSEN[action]
    return f"{words}: {LABELS[codes][codes(code)].text.lower()}"


def _as_referral(page: OnwardPage) -> dict[str, str]:
    """Return the fields of a new referral; `search` makes its page show them and save nothing."""
    now = in_rome(request_now())
    known = {"people": str(page.person_id)} if page.person_id else {}
    return known | {
        "channel": "desk",
        "source": ReferralSource.SELF,
        "received_on": day_digits(now.date()),
        "received_hour": hour(now),
        "urgency": "ordinary",
        "story": page.described,
        "search": "1",
    }


def _may_send(path: PathCode) -> bool:
    return path is not PathCode.WOMEN_SUPPORT or viewer().may(_WORK)
