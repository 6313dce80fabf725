"""The information desks for foreign citizens: the list, one with who came, a contact, a name."""

from uuid import UUID

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.kernel.clock import in_rome
from app.kernel.references import DeskContactId, InfoDeskId, SiteId
from app.open_door import operations, queries
from app.open_door.forms import ContactForm, InfoDeskForm, NameContactForm
from app.open_door.labels import REASONS
from app.open_door.operations import ContactGiven, DeskGiven
from app.open_door.routes import blueprint
from app.open_door.routes.coming import body_of, choose_who, coming, offer_bodies
from app.open_door.rules import OpenDoorFault, Topic
from app.organisations.labels import WEEKDAYS
from app.organisations.queries import sites
from app.web.access import requires
from app.web.fields import moment_of, offered, say
from app.web.htmx import form_page, go_to
from app.web.pagination import paged, requested_page, window
from app.web.request_time import request_now, today

_WRITE = Permission.OPEN_DOOR_CONTACT_WRITE


@blueprint.get("/open-door/desks", endpoint="desks")
@requires(_WRITE)
def desks() -> ResponseReturnValue:
    return render_template(
        "open_door/desks.html",
        desks=queries.desks(viewer(), today()),
        asked=coming(),
        weekdays=WEEKDAYS,
    )


@blueprint.route("/open-door/desks/new", methods=["GET", "POST"])
@requires(_WRITE)
def new_desk() -> ResponseReturnValue:
    form = InfoDeskForm()
    form.site.choices = offered((str(site.id), site.name) for site in sites(viewer()))
    offer_bodies(form.host)
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            desk_id = operations.open_info_desk(
                actor=viewer(),
                now=request_now(),
                given=DeskGiven(
                    number=int(form.number.data),
                    site_id=SiteId(UUID(form.site.data)),
                    languages=form.languages.data or "",
                    host_id=body_of(form.host),
                ),
            )
            flash("Sportello scritto. Gli orari sono quelli della sua sede.")
            return go_to("open_door.desk", desk_id=desk_id)
    return form_page("open_door/new_desk.html", form)


@blueprint.get("/open-door/desks/<uuid:desk_id>")
@requires(_WRITE)
def desk(desk_id: UUID) -> ResponseReturnValue:
    number = requested_page()
    page = queries.desk_page(viewer(), InfoDeskId(desk_id), today(), *window(number))
    return render_template(
        "open_door/desk.html",
        page=page,
        rows=paged(page.contacts, number),
        weekdays=WEEKDAYS,
        asked=coming(),
        year=today().year,
        may_book=viewer().may(Permission.APPOINTMENTS_APPOINTMENT_BOOK),
    )


@blueprint.route("/open-door/desks/<uuid:desk_id>/contacts/new", methods=["GET", "POST"])
@requires(_WRITE)
def new_contact(desk_id: UUID) -> ResponseReturnValue:
    """Count somebody who came; a name is written only with consent."""
    asked, now = coming(), in_rome(request_now())
    page = queries.desk_page(viewer(), InfoDeskId(desk_id), today(), 0, 1)
    form = ContactForm(held_on=now.date(), hour=f"{now:%H:%M}")
    if choose_who(form, asked.people) and form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.note_contact(
                actor=viewer(),
                now=request_now(),
                desk_id=page.desk.id,
                given=ContactGiven(
                    at=moment_of(form.held_on, form.hour),
                    topics=frozenset(Topic(code) for code in form.topics.data or ()),
                    minutes=form.minutes.number,
                    language=form.language.data or "",
                    mediation_minutes=form.mediation_minutes.number,
                    returns=form.returns.data,
                    nationality=form.nationality.data or "",
                    person_id=form.chosen(),
                    consent_on=form.consent_on.data,
                    referral_id=asked.referral.id if asked.referral else None,
                ),
            )
            flash("Contatto contato.")
            return go_to("open_door.desk", desk_id=page.desk.id)
    return form_page("open_door/new_contact.html", form, desk=page.desk, asked=asked)


@blueprint.route("/open-door/contacts/<uuid:contact_id>/name", methods=["GET", "POST"])
@requires(_WRITE)
def name_contact(contact_id: UUID) -> ResponseReturnValue:
    """Give a name, with consent, to who was counted without one."""
    row = queries.load_contact(viewer(), DeskContactId(contact_id))
    form = NameContactForm(consent_on=today())
    if choose_who(form, coming().people, chosen=True) and form.validate_on_submit():
        person_id = form.chosen()
        if person_id is None:
            say(form.text, REASONS[OpenDoorFault.CONSENT_OF_NOBODY])
        else:
            with form.showing_refusals(REASONS):
                operations.name_contact(
                    actor=viewer(),
                    now=request_now(),
                    contact_id=row.id,
                    person_id=person_id,
                    consent_on=form.consent_on.chosen,
                )
                flash("Ora ha un nome. Resta contata una volta sola.")
                return go_to("open_door.desk", desk_id=row.desk_id)
    return form_page("open_door/name_contact.html", form, row=row)
