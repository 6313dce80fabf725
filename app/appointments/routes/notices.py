"""What left, or did not, about appointments: the lists, sending again, letting go."""

from collections.abc import Callable
from uuid import UUID

from flask import current_app, flash, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.appointments import operations, queries
from app.appointments.labels import REASONS
from app.appointments.routes import blueprint
from app.kernel.references import AppointmentId, NoticeId
from app.notifications.carriers import without_provider
from app.notifications.labels import REASONS as NOTICE_REASONS
from app.notifications.labels import nobody_carries
from app.notifications.rules import MAY_CANCEL, MAY_RESEND, NoticeList
from app.web.access import requires
from app.web.forms import OfficeForm
from app.web.htmx import go_to
from app.web.pagination import paged, requested_page, window
from app.web.request_time import request_now

_RECEIVE = Permission.APPOINTMENTS_APPOINTMENT_RECEIVE


@blueprint.get("/notices")
@requires(_RECEIVE)
def notices() -> ResponseReturnValue:
    """Show the notices of the appointments she may see; first who must be telephoned."""
    known, now, number = viewer(), request_now(), requested_page()
    settings = current_app.extensions["settings"]
    shown = _asked_list("elenco") or NoticeList.NOT_LEFT
    offset, limit = window(number)
    found = queries.listed_notices(known, now, shown, offset=offset, limit=limit)
    return render_template(
        "appointments/notices.html",
        shown=shown,
        counts=queries.count_notices(known, now),
        page=paged(found, number),
        press=OfficeForm(formdata=None),
        may_resend=MAY_RESEND,
        may_cancel=MAY_CANCEL,
        nobody_carries=nobody_carries(without_provider(settings)),
        demo=settings.demo,
    )


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
    back = _asked_list("torna")
    if back is not None:
        return go_to("appointments.notices", elenco=back)
    return go_to("appointments.appointment", appointment_id=appointment_id)


def _asked_list(name: str) -> NoticeList | None:
    asked = request.args.get(name, "")
    return NoticeList(asked) if asked in {*NoticeList} else None
