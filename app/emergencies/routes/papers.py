"""The scans of the acts of prosecutor and court: one more, and one given back to be saved."""

from uuid import UUID

from flask import flash
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.documents.labels import REASONS as FILES
from app.documents.receiving import ROOM, received
from app.documents.rules import FileFault
from app.emergencies import operations
from app.emergencies.forms import ScanForm
from app.emergencies.labels import REASONS
from app.emergencies.routes import blueprint
from app.emergencies.routes.pages import consulted
from app.kernel.errors import NotFound
from app.kernel.references import EmergencyId
from app.web.access import requires
from app.web.fields import say
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now
from app.web.taken_away import saved_as

_WORK = Permission.EMERGENCIES_EPISODE_WORK


@blueprint.route(
    "/emergencies/<uuid:emergency_id>/court-acts/<uuid:act_id>/scans", methods=["GET", "POST"]
)
@requires(_WORK, largest=ROOM)
def scans(emergency_id: UUID, act_id: UUID) -> ResponseReturnValue:
    """Show the scans of an act to who may open them, and take in one more."""
    page = consulted(emergency_id, "emergencies.scans")
    act = next((one for one in page.acts if one.id == act_id), None)
    if act is None:
        raise NotFound
    form = ScanForm()
    if form.validate_on_submit() and form.file.data is not None:
        accepted = received(form.file.data)
        if isinstance(accepted, FileFault):
            say(form.file, FILES[accepted])
        else:
            with form.showing_refusals({**FILES, **REASONS}):
                operations.add_scan(
                    actor=viewer(),
                    now=request_now(),
                    emergency_id=page.id,
                    act_id=act.id,
                    accepted=accepted,
                )
                flash("File allegato all'atto.")
                return go_to("emergencies.emergency", emergency_id=emergency_id)
    return form_page("emergencies/scans.html", form, page=page, act=act)


@blueprint.get("/emergencies/<uuid:emergency_id>/scans/<uuid:paper_id>")
@requires(_WORK)
def scan(emergency_id: UUID, paper_id: UUID) -> ResponseReturnValue:
    """Hand a scan back to be saved: the browser never shows it as a page."""
    found = operations.open_scan(
        actor=viewer(),
        now=request_now(),
        emergency_id=EmergencyId(emergency_id),
        paper_id=paper_id,
        purpose="emergencies.scan",
    )
    return saved_as(found.content, found.mime, found.name, brought=True)
