"""The public screen, read without signing in; and who opens or closes one."""

from datetime import datetime
from uuid import UUID

from flask import current_app, flash, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.desk.forms import ScreenForm
from app.desk.operations import screens as operations
from app.desk.queries import screens as queries
from app.desk.routes import blueprint
from app.kernel.clock import in_rome
from app.kernel.references import OrganisationId
from app.web.access import public, requires
from app.web.forms import OfficeForm
from app.web.htmx import go_to, wants_part
from app.web.request_time import request_now

_MANAGE = Permission.DESK_BOARD_MANAGE


@blueprint.get("/screen/<token>")
@public("hangs in the waiting room, shows only codes behind a token nobody can guess")
def screen(token: str) -> ResponseReturnValue:
    """Show the last calls. Asked every two seconds: nothing new is one question, and no page.

    After a call every screen asks for the same part: it is drawn once for all of them.
    """
    now, part = request_now(), wants_part()
    state = queries.screen_state(token, now)
    answer = make_response()
    answer.vary.add("HX-Request")
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.set_etag(f"{state.tag}-{part:d}")
    if request.if_none_match.contains(answer.get_etag()[0] or ""):
        return answer.make_conditional(request)
    answer.set_data(_part(state, now) if part else _drawn("desk/screen.html", state, now))
    return answer


def _part(state: queries.ScreenState, now: datetime) -> str:
    """Return the part as it was last drawn for the body, or drawn anew where something changed.

    One is kept for each body, by its tag: two who draw at once only draw it twice.
    """
    last: dict[OrganisationId, tuple[str, str]]
    last = current_app.extensions.setdefault("screen_parts", {})
    tag, text = last.get(state.body, ("", ""))
    if tag != state.tag:
        text = _drawn("desk/_screen.html", state, now)
        last[state.body] = state.tag, text
    return text


def _drawn(template: str, state: queries.ScreenState, now: datetime) -> str:
    return render_template(template, page=queries.screen_page(state, now), at=in_rome(now))


@blueprint.route("/desk/screens", methods=["GET", "POST"])
@requires(_MANAGE)
def screens() -> ResponseReturnValue:
    """List the screens and open one: its address is shown once."""
    form, address = ScreenForm(), ""
    if form.validate_on_submit():
        token = operations.open_screen(actor=viewer(), now=request_now(), name=form.name.data or "")
        address = url_for("desk.screen", token=token, _external=True)
    failed = bool(form.errors)
    answer = make_response(
        render_template(
            "desk/screens.html",
            rows=queries.screens(viewer()),
            form=form,
            press=OfficeForm(formdata=None),
            address=address,
            errors=failed,
        )
    )
    answer.status_code = 422 if failed else 200
    return answer


@blueprint.post("/desk/screens/<uuid:screen_id>/close")
@requires(_MANAGE)
def close_screen(screen_id: UUID) -> ResponseReturnValue:
    if OfficeForm().validate_on_submit():
        operations.close_screen(actor=viewer(), now=request_now(), screen_id=screen_id)
        flash("Schermo chiuso: il suo indirizzo non mostra più nulla.")
    return go_to("desk.screens")
