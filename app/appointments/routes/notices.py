"""What left, or did not, about an appointment: sending it again, letting it go."""

from collections.abc import Callable
from uuid import UUID

from flask import flash
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.appointments import operations
from app.appointments.labels import REASONS
from app.appointments.routes import blueprint
from app.kernel.references import AppointmentId, NoticeId
from app.notifications.labels import REASONS as NOTICE_REASONS
from app.web.access import requires
from app.web.forms import OfficeForm
from app.web.htmx import go_to
from app.web.request_time import request_now

_RECEIVE = Permission.APPOINTMENTS_APPOINTMENT_RECEIVE


@blueprint.post("/appointments/<uuid:appointment_id>/notices/<uuid:notice_id>/resend")
@requires(_RECEIVE)
def resend_notice(appointment_id: UUID, notice_id: UUID) -> ResponseReturnValue:
    return _pressed(
        operations.resend_notice, appointment_id, notice_id, "Parte entro qualche minuto."
    )


@blueprint.post("/appointments/<uuid:appointment_id>/notices/<uuid:notice_id>/cancel")
@requires(_RECEIVE)
def cancel_notice(appointment_id: UUID, notice_id: UUID) -> ResponseReturnValue:
    return _pressed(operations.cancel_notice, appointment_id, notice_id, "Non partirà.")


def _pressed(
    act: Callable[..., None], appointment_id: UUID, notice_id: UUID, done: str
) -> ResponseReturnValue:
    form = OfficeForm()
    if form.validate_on_submit():
        with form.showing_refusals({**REASONS, **NOTICE_REASONS}):
            act(
                actor=viewer(),
                now=request_now(),
                appointment_id=AppointmentId(appointment_id),
                notice_id=NoticeId(notice_id),
            )
            flash(done)
        for sentence in form.refusals:
            flash(sentence)
    return go_to("appointments.appointment", appointment_id=appointment_id)
