"""The administrator's page on staff: who works here, in which role, since when."""

from uuid import UUID

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts import operations, queries
from app.accounts.forms import EndEngagementForm, EngagementForm, StaffForm
from app.accounts.guard import viewer
from app.accounts.labels import REASONS
from app.accounts.policy import Permission, Role
from app.accounts.routes import blueprint
from app.kernel.errors import NotAllowedNow, NotFound
from app.kernel.references import AccountId, EngagementId, TeamId
from app.web.access import requires
from app.web.fields import offered
from app.web.forms import ConfirmForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_MANAGE = Permission.ACCOUNTS_STAFF_MANAGE


@blueprint.get("/staff")
@requires(Permission.ACCOUNTS_STAFF_READ)
def staff() -> ResponseReturnValue:
    known = viewer()
    return render_template(
        "accounts/staff.html",
        rows=queries.staff(known),
        may_manage=known.may(_MANAGE),
        today=today(),
    )


@blueprint.route("/staff/new", methods=["GET", "POST"])
@requires(_MANAGE)
def new() -> ResponseReturnValue:
    form = StaffForm(starts_on=today())
    if form.validate_on_submit():
        known = viewer()
        with form.showing_refusals(REASONS):
            account_id = operations.open_account(
                actor=known,
                now=request_now(),
                organisation_id=known.organisation_id,
                login=form.login.data,
                name=form.name.data,
                role=Role(form.role.data),
                starts_on=form.starts_on.chosen,
            )
            flash("Persona aggiunta. Ora crea il collegamento con cui sceglierà la password.")
            return go_to("accounts.member", account_id=account_id)
    return form_page("accounts/staff_new.html", form)


@blueprint.get("/staff/<uuid:account_id>")
@requires(Permission.ACCOUNTS_STAFF_READ)
def member(account_id: UUID) -> ResponseReturnValue:
    return _member_page(AccountId(account_id), EngagementForm(starts_on=today()))


@blueprint.post("/staff/<uuid:account_id>/roles")
@requires(_MANAGE)
def engage(account_id: UUID) -> ResponseReturnValue:
    form, known = EngagementForm(), viewer()
    form.team.choices = offered(_team_choices())
    if form.validate_on_submit():
        team = form.team.data
        with form.showing_refusals(REASONS):
            operations.engage(
                actor=known,
                now=request_now(),
                organisation_id=known.organisation_id,
                account_id=AccountId(account_id),
                role=Role(form.role.data),
                team_id=TeamId(UUID(team)) if team else None,
                starts_on=form.starts_on.chosen,
            )
            flash("Incarico aggiunto.")
            return go_to("accounts.member", account_id=account_id)
    return _member_page(AccountId(account_id), form)


@blueprint.post("/staff/<uuid:account_id>/roles/<uuid:engagement_id>/end")
@requires(_MANAGE)
def disengage(account_id: UUID, engagement_id: UUID) -> ResponseReturnValue:
    form, known = EndEngagementForm(), viewer()
    hers = queries.staff_member(known, AccountId(account_id)).engagements
    if engagement_id not in {row.id for row in hers}:
        raise NotFound
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.disengage(
                actor=known,
                now=request_now(),
                organisation_id=known.organisation_id,
                engagement_id=EngagementId(engagement_id),
                ends_on=form.ends_on.chosen,
            )
            flash("Incarico concluso.")
            return go_to("accounts.member", account_id=account_id)
    return _member_page(AccountId(account_id), EngagementForm(starts_on=today()), form)


@blueprint.post("/staff/<uuid:account_id>/link")
@requires(_MANAGE)
def link(account_id: UUID) -> ResponseReturnValue:
    known = viewer()
    token = operations.issue_link(
        actor=known,
        now=request_now(),
        organisation_id=known.organisation_id,
        account_id=AccountId(account_id),
    )
    address = url_for("accounts.first_access", token=token, _external=True)
    return _member_page(AccountId(account_id), EngagementForm(starts_on=today()), address=address)


@blueprint.post("/staff/<uuid:account_id>/disable")
@requires(_MANAGE)
def disable(account_id: UUID) -> ResponseReturnValue:
    known, form = viewer(), ConfirmForm()
    try:
        operations.disable(
            actor=known,
            now=request_now(),
            organisation_id=known.organisation_id,
            account_id=AccountId(account_id),
            version=form.opened_at(),
        )
    except NotAllowedNow as refusal:
        shown = EngagementForm(starts_on=today())
        shown.refuse(refusal, REASONS)
        return _member_page(AccountId(account_id), shown)
    flash("Accesso chiuso: dal prossimo clic non entra più.")
    return go_to("accounts.member", account_id=account_id)


@blueprint.post("/staff/<uuid:account_id>/enable")
@requires(_MANAGE)
def enable(account_id: UUID) -> ResponseReturnValue:
    known, form = viewer(), ConfirmForm()
    operations.enable(
        actor=known,
        now=request_now(),
        organisation_id=known.organisation_id,
        account_id=AccountId(account_id),
        version=form.opened_at(),
    )
    flash("Accesso riaperto.")
    return go_to("accounts.member", account_id=account_id)


def _member_page(
    account_id: AccountId,
    form: EngagementForm,
    end_form: EndEngagementForm | None = None,
    address: str | None = None,
) -> ResponseReturnValue:
    known = viewer()
    row = queries.staff_member(known, account_id)
    form.team.choices = offered(_team_choices())
    response = form_page(
        "accounts/staff_member.html",
        form,
        row=row,
        end_form=end_form or EndEngagementForm(),
        action_form=ConfirmForm(version=row.version, formdata=None),
        may_manage=known.may(_MANAGE),
        myself=row.id == known.account_id,
        address=address,
        today=today(),
    )
    if end_form is not None:
        response.status_code = 422
    return response


def _team_choices() -> list[tuple[str, str]]:
    return [("", "Nessuna"), *((str(id_), name) for id_, name in queries.teams(viewer()))]
