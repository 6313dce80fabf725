"""An appointment over another: the worker of her own hours, the supervisor of everybody's."""

from uuid import UUID

from flask import flash, request
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.appointments import operations
from app.appointments.forms import OverlapForm
from app.appointments.labels import REASONS
from app.appointments.operations import Invitation
from app.appointments.routes import blueprint
from app.appointments.routes.agenda import day_of, staff_shown
from app.appointments.rules import Purpose
from app.appointments.rules.overlap import Overlap, OverlapCause
from app.kernel.actor import Reach
from app.kernel.references import EngagementId, PersonId, SiteId
from app.organisations.queries import sites
from app.people.queries import person_row
from app.web.access import requires
from app.web.fields import offered, read_hour
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now

_OVERBOOK = Permission.APPOINTMENTS_APPOINTMENT_OVERBOOK


@blueprint.route("/agenda/overbook/<uuid:person_id>", methods=["GET", "POST"])
@requires(_OVERBOOK)
def overbook(person_id: UUID) -> ResponseReturnValue:
    """Ask for the hour, the reason of the list and a few words."""
    known = viewer()
    person = person_row(known, PersonId(person_id))
    form = OverlapForm(on=day_of(request.args.get("giorno", "")))
    everybody = known.reach(_OVERBOOK) is Reach.ORGANISATION
    form.worker.choices = offered(
        (str(id_), name)
        for id_, name in staff_shown().items()
        if everybody or id_ in known.engagement_ids
    )
    form.site.choices = offered((str(one.id), one.name) for one in sites(known))
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.overbook(
                actor=known,
                now=request_now(),
                invitation=_invitation(form, person.id),
                overlap=Overlap(OverlapCause(form.why.data), form.words.data or ""),
            )
            flash("Fissato sopra un altro appuntamento: in agenda è segnato «sovrapposto».")
            return go_to("appointments.agenda", giorno=form.on.chosen)
    return form_page("appointments/overbook.html", form, person=person)


def _invitation(form: OverlapForm, person_id: PersonId) -> Invitation:
    return Invitation(
        person_id=person_id,
        days=(form.on.chosen,),
        minute=read_hour(form.hour.data or ""),
        minutes=int(form.minutes.data),
        worker=EngagementId(UUID(form.worker.data)),
        site_id=SiteId(UUID(form.site.data)),
        reason=Purpose(form.reason.data),
    )
