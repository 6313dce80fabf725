"""The alarm at home: what is installed, who has the keys, the calls that came."""

from uuid import UUID

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.kernel.errors import NotFound
from app.kernel.references import AlarmCallId, AlarmDeviceId, KeyHolderId, RequestLineId
from app.particulars import operations
from app.particulars.forms import (
    AlarmForm,
    DeviceForm,
    KeyHolderForm,
    LastDayForm,
    RemoveDeviceForm,
    SeenForm,
)
from app.particulars.labels import LABELS, REASONS
from app.particulars.operations import AlarmGiven, HolderGiven
from app.particulars.queries import Head
from app.particulars.routes import blueprint
from app.particulars.routes.showing import Steps, by, looking_at, steps_to, typed_page
from app.particulars.rules import AlarmKind, KeyRelation
from app.web.access import requires
from app.web.fields import moment_of
from app.web.formatting import moment
from app.web.htmx import go_to
from app.web.request_time import today

_P = Permission
_READ, _WORK, _DELIVER = _P.CASES_REQUEST_READ, _P.CASES_REQUEST_WORK, _P.CASES_REQUEST_DELIVER


@blueprint.get("/request-lines/<uuid:line_id>/devices")
@requires(_READ)
def devices(line_id: UUID) -> ResponseReturnValue:
    page = operations.consult_devices(**looking_at(line_id, "particulars.devices"))
    return render_template(
        "particulars/devices.html", page=page, steps=steps_to(page.line), may_write=_may_write()
    )


@blueprint.route("/request-lines/<uuid:line_id>/devices/new", methods=["GET", "POST"])
@requires(_READ)
def new_device(line_id: UUID) -> ResponseReturnValue:
    page = operations.consult_devices(**looking_at(line_id, "particulars.new_device"))
    form = DeviceForm(installed_on=today())
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.install_device(
                **by(),
                line_id=RequestLineId(line_id),
                label=form.label.data or "",
                installed_on=form.installed_on.chosen,
            )
            flash("Installazione scritta.")
            return go_to("particulars.devices", line_id=line_id)
    steps, person = _steps(page.line, "Apparecchio", "devices"), page.line.request.person
    return typed_page(form, "Segna l'installazione", "Salva l'installazione", steps, person)


@blueprint.route(
    "/request-lines/<uuid:line_id>/devices/<uuid:device_id>/removal", methods=["GET", "POST"]
)
@requires(_READ)
def remove_device(line_id: UUID, device_id: UUID) -> ResponseReturnValue:
    page = operations.consult_devices(**looking_at(line_id, "particulars.remove_device"))
    form = RemoveDeviceForm(removed_on=today())
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.remove_device(
                **by(),
                line_id=RequestLineId(line_id),
                device_id=AlarmDeviceId(device_id),
                removed_on=form.removed_on.chosen,
            )
            flash("Ritiro scritto.")
            return go_to("particulars.devices", line_id=line_id)
    steps, person = _steps(page.line, "Apparecchio", "devices"), page.line.request.person
    return typed_page(form, "Segna il ritiro", "Salva il ritiro", steps, person)


@blueprint.get("/request-lines/<uuid:line_id>/keys")
@requires(_READ)
def keys(line_id: UUID) -> ResponseReturnValue:
    page = operations.consult_keys(**looking_at(line_id, "particulars.keys"))
    return render_template(
        "particulars/keys.html",
        page=page,
        steps=steps_to(page.line),
        may_write=viewer().may(_WORK),
    )


@blueprint.route("/request-lines/<uuid:line_id>/keys/new", methods=["GET", "POST"])
@requires(_WORK)
def new_key_holder(line_id: UUID) -> ResponseReturnValue:
    page = operations.consult_keys(**looking_at(line_id, "particulars.new_key_holder"))
    form = KeyHolderForm(valid_from=today())
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.add_key_holder(
                **by(),
                line_id=RequestLineId(line_id),
                given=HolderGiven(
                    name=form.name.data or "",
                    phone=form.phone.data or "",
                    relation=KeyRelation(form.relation.data),
                    has_keys=form.has_keys.data,
                    valid_from=form.valid_from.chosen,
                ),
            )
            flash("Scritto chi chiamare.")
            return go_to("particulars.keys", line_id=line_id)
    steps, person = _steps(page.line, "Chi ha le chiavi", "keys"), page.line.request.person
    return typed_page(form, "Scrivi chi chiamare", "Salva", steps, person)


@blueprint.route("/request-lines/<uuid:line_id>/keys/<uuid:holder_id>/end", methods=["GET", "POST"])
@requires(_WORK)
def end_key_holder(line_id: UUID, holder_id: UUID) -> ResponseReturnValue:
    page = operations.consult_keys(**looking_at(line_id, "particulars.end_key_holder"))
    form = LastDayForm(last_on=today())
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.end_key_holder(
                **by(),
                line_id=RequestLineId(line_id),
                holder_id=KeyHolderId(holder_id),
                last_on=form.last_on.chosen,
            )
            flash("Da quel giorno non si chiama più.")
            return go_to("particulars.keys", line_id=line_id)
    name = next((one.name for one in page.holders if one.id == holder_id), "")
    steps, person = _steps(page.line, "Chi ha le chiavi", "keys"), page.line.request.person
    return typed_page(form, "Non si chiama più", "Salva", steps, person, about=name)


@blueprint.get("/request-lines/<uuid:line_id>/alarms")
@requires(_READ)
def alarms(line_id: UUID) -> ResponseReturnValue:
    page = operations.consult_alarms(**looking_at(line_id, "particulars.alarms"))
    return render_template(
        "particulars/alarms.html",
        page=page,
        steps=steps_to(page.line),
        may_write=_may_write(),
        may_see=viewer().may(_WORK),
    )


@blueprint.route("/request-lines/<uuid:line_id>/alarms/new", methods=["GET", "POST"])
@requires(_READ)
def new_alarm(line_id: UUID) -> ResponseReturnValue:
    page = operations.consult_alarms(**looking_at(line_id, "particulars.new_alarm"))
    form = AlarmForm(rang_on=today())
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.write_alarm(
                **by(),
                line_id=RequestLineId(line_id),
                given=AlarmGiven(
                    rang_at=moment_of(form.rang_on, form.rang_hour),
                    kind=AlarmKind(form.kind.data),
                    told_by=form.told_by.data or "",
                    action=form.action.data or "",
                ),
            )
            flash("Chiamata scritta: chi segue la persona la vede tra le sue cose da fare.")
            return go_to("particulars.alarms", line_id=line_id)
    steps, person = _steps(page.line, "Chiamate di allarme", "alarms"), page.line.request.person
    return typed_page(form, "Scrivi una chiamata di allarme", "Salva la chiamata", steps, person)


@blueprint.route(
    "/request-lines/<uuid:line_id>/alarms/<uuid:alarm_id>/seen", methods=["GET", "POST"]
)
@requires(_WORK)
def see_alarm(line_id: UUID, alarm_id: UUID) -> ResponseReturnValue:
    page = operations.consult_alarms(**looking_at(line_id, "particulars.see_alarm"))
    call = next((one for one in page.calls if one.id == alarm_id), None)
    if call is None:
        raise NotFound
    form = SeenForm()
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.see_alarm(
                **by(),
                line_id=RequestLineId(line_id),
                alarm_id=AlarmCallId(alarm_id),
                answer=form.answer.data or "",
            )
            flash("Vista: non è più tra le cose da fare.")
            return go_to("particulars.alarms", line_id=line_id)
    steps, person = _steps(page.line, "Chiamate di allarme", "alarms"), page.line.request.person
    about = f"{LABELS[AlarmKind][call.kind].text}, {moment(call.rang_at)}"
    return typed_page(form, "Ho visto la chiamata", "Salva", steps, person, about=about)


def _may_write() -> bool:
    return viewer().may(_WORK) or viewer().may(_DELIVER)


def _steps(line: Head, words: str, page: str) -> Steps:
    return steps_to(line, (words, url_for(f"particulars.{page}", line_id=line.id)))
