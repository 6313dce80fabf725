"""The box of who receives: its lists, one passage with its acts."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.kernel.references import IncomingId
from app.transfers import operations, queries
from app.transfers.labels import told
from app.transfers.queries import IncomingPage
from app.transfers.routes import blueprint
from app.transfers.routes.acting import BOX_ACTS, SENTENCES, SERVICE_ACTS
from app.transfers.rules import BoxShelf, SubjectKind
from app.web.access import requires
from app.web.acts import Acts, buttons, take_act
from app.web.forms import ConfirmForm
from app.web.htmx import go_to
from app.web.pagination import paged, requested_page, window
from app.web.request_time import request_now

_READ, _ANSWER = Permission.TRANSFERS_BOX_READ, Permission.TRANSFERS_BOX_ANSWER


@blueprint.get("/box", endpoint="box")
@requires(_READ)
def box_list() -> ResponseReturnValue:
    known, number = viewer(), requested_page()
    text = request.args.get("elenco", "")
    shelf = BoxShelf(text) if text in set(BoxShelf) else BoxShelf.TO_ANSWER
    return render_template(
        "transfers/box.html",
        page=paged(queries.box(known, shelf, *window(number)), number),
        shelf=shelf,
        counts=queries.box_counts(known),
    )


@blueprint.get("/box/<uuid:incoming_id>")
@requires(_READ)
def incoming(incoming_id: UUID) -> ResponseReturnValue:
    page = _page(incoming_id)
    return render_template(
        "transfers/incoming.html",
        page=page,
        told=told(page.content) if page.content else (),
        referral_url=_referral_url(page),
        buttons=buttons(
            page.offers,
            _acts_of(page),
            lambda act: url_for("transfers.act_on_incoming", incoming_id=page.id, act=act),
        ),
        form=ConfirmForm(version=page.version),
    )


@blueprint.route("/box/<uuid:incoming_id>/acts/<act>", methods=["GET", "POST"])
@requires(_ANSWER)
def act_on_incoming(incoming_id: UUID, act: str) -> ResponseReturnValue:
    page = _page(incoming_id)
    return take_act(
        act,
        _acts_of(page),
        page,
        {"actor": viewer(), "now": request_now(), "incoming_id": page.id},
        SENTENCES,
        template="transfers/box_act.html",
        then=lambda: go_to("transfers.incoming", incoming_id=incoming_id),
    )


def _page(incoming_id: UUID) -> IncomingPage:
    return operations.consult_incoming(
        actor=viewer(),
        now=request_now(),
        incoming_id=IncomingId(incoming_id),
        purpose="transfers.box",
    )


def _acts_of(page: IncomingPage) -> Acts:
    return SERVICE_ACTS if page.kind is SubjectKind.LINE else BOX_ACTS


def _referral_url(page: IncomingPage) -> str | None:
    """Return where the request opened from it stands, for who reads requests."""
    if page.referral_id is None or not viewer().may(Permission.INTAKE_REFERRAL_READ):
        return None
    return url_for("intake.referral", referral_id=page.referral_id)
