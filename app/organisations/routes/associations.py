"""District and consortium: the page of each, who enters and leaves, who leads from a day on."""

from uuid import UUID

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.kernel.errors import NotFound
from app.kernel.references import BodyId
from app.organisations import operations, queries
from app.organisations.forms import AssociationForm, LeadForm, LeaveForm, MemberForm
from app.organisations.labels import REASONS
from app.organisations.operations import Membership
from app.organisations.routes import blueprint
from app.organisations.rules import AssociationKind, MemberRole
from app.web.access import requires
from app.web.fields import offered
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_EDIT = Permission.ORGANISATIONS_ASSOCIATION_EDIT


@blueprint.route("/associations/new", methods=["GET", "POST"])
@requires(_EDIT)
def new_association() -> ResponseReturnValue:
    form, known = AssociationForm(), viewer()
    if form.validate_on_submit():
        association_id = operations.found_association(
            actor=known,
            now=request_now(),
            organisation_id=known.organisation_id,
            kind=AssociationKind(form.kind.data),
            name=form.name.data or "",
            note=form.note.data or "",
        )
        flash("Aggiunta: ora scrivi chi ne fa parte.")
        return go_to("organisations.association", association_id=association_id)
    return form_page("organisations/new_association.html", form)


@blueprint.get("/associations/<uuid:association_id>")
@requires(Permission.ORGANISATIONS_DIRECTORY_READ)
def association(association_id: UUID) -> ResponseReturnValue:
    known = viewer()
    return render_template(
        "organisations/association.html",
        row=queries.association(known, association_id),
        on=today(),
        may_edit=known.may(_EDIT),
    )


@blueprint.route("/associations/<uuid:association_id>/members/new", methods=["GET", "POST"])
@requires(_EDIT)
def new_member(association_id: UUID) -> ResponseReturnValue:
    known = viewer()
    row = queries.association(known, association_id)
    form = MemberForm(valid_from=today())
    form.body.choices = offered((str(id_), name) for id_, name in queries.joining(known))
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.join_association(
                actor=known,
                now=request_now(),
                organisation_id=known.organisation_id,
                association_id=row.id,
                body_id=BodyId(UUID(form.body.data)),
                membership=Membership(
                    MemberRole.MEMBER,
                    form.valid_from.chosen,
                    form.valid_to.data,
                    form.source.data or "",
                ),
            )
            flash("Componente aggiunto.")
            return go_to("organisations.association", association_id=row.id)
    return form_page("organisations/member_form.html", form, row=row)


@blueprint.route(
    "/associations/<uuid:association_id>/members/<uuid:membership_id>/end", methods=["GET", "POST"]
)
@requires(_EDIT)
def end_member(association_id: UUID, membership_id: UUID) -> ResponseReturnValue:
    known = viewer()
    row = queries.association(known, association_id)
    member = next((one for one in row.members if one.id == membership_id), None)
    if member is None:
        raise NotFound
    form = LeaveForm(ends_on=today())
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.leave_association(
                actor=known,
                now=request_now(),
                association_id=row.id,
                member_id=member.id,
                ends_on=form.ends_on.chosen,
            )
            flash("Scritto: fino al giorno prima resta com'era.")
            return go_to("organisations.association", association_id=row.id)
    return form_page("organisations/end_member.html", form, row=row, member=member)


@blueprint.route("/associations/<uuid:association_id>/lead", methods=["GET", "POST"])
@requires(_EDIT)
def pass_lead(association_id: UUID) -> ResponseReturnValue:
    known = viewer()
    row = queries.association(known, association_id)
    form = LeadForm(valid_from=today())
    members = {str(one.body_id): one.name for one in row.members if one.role is MemberRole.MEMBER}
    form.body.choices = offered(members.items())
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.pass_lead(
                actor=known,
                now=request_now(),
                association_id=row.id,
                body_id=BodyId(UUID(form.body.data)),
                valid_from=form.valid_from.chosen,
                source=form.source.data or "",
            )
            flash("Capofila scritto: vale da quel giorno.")
            return go_to("organisations.association", association_id=row.id)
    return form_page("organisations/lead_form.html", form, row=row)
