"""What to do when a minor comes without adults: a page to read, in the middle of it."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.desk.routes import blueprint
from app.intake.queries import in_charge
from app.web.access import requires
from app.web.request_time import today


@blueprint.get("/minor-alone")
@requires(Permission.DESK_MESSAGE_TAKE)
def minor_alone() -> ResponseReturnValue:
    """Say what to do, and who is in charge today; nothing is done from here by itself."""
    names = [one.name for one in in_charge(viewer(), today())]
    return render_template("desk/minor_alone.html", names=names)
