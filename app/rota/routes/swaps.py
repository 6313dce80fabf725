"""Swaps of shifts: asking for one, answering one."""

from datetime import timedelta
from uuid import UUID

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.kernel.references import ShiftId, SwapId
from app.rota import operations, queries
from app.rota.forms import DeclineForm, SwapForm
from app.rota.labels import REASONS, duty, swap_asked
from app.rota.procedure import SwapAction
from app.rota.queries import SwapRow
from app.rota.routes import blueprint
from app.web.access import requires
from app.web.acts import Act, Acts, buttons, press, take_act
from app.web.forms import ConfirmForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_SWAP = Permission.ROTA_SHIFT_SWAP
_AHEAD = timedelta(weeks=8)  # the shifts that can be chosen

ACTS: Acts = {
    SwapAction.ACCEPT: press(operations.accept_swap, "Fatto: il turno ha cambiato mano."),
    SwapAction.DECLINE: Act(
        DeclineForm,
        lambda common, form: operations.decline_swap(**common, words=form.words.data or ""),
        "Risposto: il turno resta a chi ce l'ha.",
    ),
    SwapAction.WITHDRAW: press(operations.withdraw_swap, "Richiesta ritirata."),
}


@blueprint.get("/rota/swaps")
@requires(_SWAP)
def swaps() -> ResponseReturnValue:
    """Show what is asked of me, what I asked for, my coming shifts, what is over."""
    known, now = viewer(), request_now()
    mine = queries.asked_by(known, now)
    waiting = {row.shift.id for row in mine}
    coming = queries.my_coming(known, now, today() + _AHEAD)
    return render_template(
        "rota/swaps.html",
        of_me=[_shown(row) for row in queries.asked_of(known, now)],
        mine=[_shown(row) for row in mine],
        coming=[(row, duty(row)) for row in coming if row.id not in waiting],
        over=[(row, swap_asked(row)) for row in queries.ended(known, now)],
        form=ConfirmForm(formdata=None),
    )


@blueprint.route("/rota/shifts/<uuid:shift_id>/swap", methods=["GET", "POST"])
@requires(_SWAP)
def new_swap(shift_id: UUID) -> ResponseReturnValue:
    known, on = viewer(), today()
    mine = queries.my_shift(known, ShiftId(shift_id), on)
    form = SwapForm()
    form.offer(*queries.who_could(known, mine, on + _AHEAD, request_now()))
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.propose_swap(
                actor=known, now=request_now(), shift_id=mine.id, asked_id=form.asked_id,
                wanted_id=form.wanted_id,
            )  # fmt: skip
            flash("Chiesto: il turno resta tuo finché qualcuno non accetta.")
            return go_to("rota.swaps")
    return form_page("rota/new_swap.html", form, words=duty(mine))


@blueprint.route("/rota/swaps/<uuid:swap_id>/acts/<act>", methods=["GET", "POST"])
@requires(_SWAP)
def act_on_swap(swap_id: UUID, act: str) -> ResponseReturnValue:
    """Answer one swap, or take it back."""
    page = queries.swap(viewer(), SwapId(swap_id), request_now())
    common = {"actor": viewer(), "now": request_now(), "swap_id": page.id}
    return take_act(
        act,
        ACTS,
        page,
        common,
        REASONS,
        template="rota/act_on_swap.html",
        then=lambda: go_to("rota.swaps"),
    )


def _shown(row: SwapRow) -> tuple[SwapRow, str, object]:
    """Return a swap with its sentence and its buttons."""

    def url_of(act: str) -> str:
        return url_for("rota.act_on_swap", swap_id=row.id, act=act)

    # Who was asked and cannot say yes reads why; what else she cannot do is not hers to do.
    why = () if row.is_mine else (SwapAction.ACCEPT,)
    acts = {one: act for one, act in ACTS.items() if row.can(one) or one in why}
    return row, swap_asked(row), buttons(row.offers, acts, url_of)
