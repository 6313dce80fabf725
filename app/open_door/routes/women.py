"""A woman in difficulty: her safety is the first page, and the only one that is needed."""

from flask import flash
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.open_door import operations
from app.open_door.forms import WomanForm
from app.open_door.labels import REASONS
from app.open_door.operations import Heard
from app.open_door.routes import blueprint
from app.open_door.routes.coming import body_of, coming, offer_bodies
from app.open_door.rules import Answered, HelpKind, ToldToWoman
from app.web.access import requires
from app.web.fields import told
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now

WITHOUT_NAME = "Una donna, senza nome"


@blueprint.route("/open-door/women", methods=["GET", "POST"])
@requires(Permission.OPEN_DOOR_ONWARD_WORK)
def women() -> ResponseReturnValue:
    """Ask for her safety first; count her, and send her on only if she wants."""
    asked = coming()
    named = {name: id_ for name, id_ in asked.arguments.items() if name != "path"}
    form = WomanForm()
    offer_bodies(form.body, nobody="Nessun invio")
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            help_kind = told(form.help_kind)
            onward_id = operations.hear_woman(
                actor=viewer(),
                now=request_now(),
                heard=Heard(
                    told=frozenset(ToldToWoman(code) for code in form.told.data or ()),
                    is_alone=Answered(form.is_alone.data),
                    may_speak=Answered(form.may_speak.data),
                    safe_to_call=Answered(form.safe_to_call.data),
                    no_print=form.no_print.data,
                    body_id=body_of(form.body),
                    help_kind=HelpKind(help_kind) if help_kind else None,
                    described=form.described.data or WITHOUT_NAME,
                    referral_id=asked.referral.id if asked.referral else None,
                    visit_id=asked.visit.id if asked.visit else None,
                ),
            )
            flash("Ascolto contato, senza nome.")
            if onward_id is not None:
                return go_to("open_door.onward", onward_id=onward_id)
            return go_to("open_door.overview")
    return form_page("open_door/women.html", form, asked=asked, named=named)
