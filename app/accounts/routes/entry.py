"""Signing in and out, one's own password, doors and employer."""

from datetime import timedelta
from uuid import UUID

from flask import Response, current_app, flash, make_response, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException
from werkzeug.utils import redirect

from app.accounts import operations, queries
from app.accounts.forms import ChangePasswordForm, NewPasswordForm, SignInForm
from app.accounts.guard import office_session, viewer, viewer_or_none
from app.accounts.labels import REASONS
from app.accounts.policy import Permission
from app.accounts.routes import blueprint
from app.kernel.actor import SystemActor, Viewer
from app.kernel.errors import Invalid, NotFound, NotPermitted
from app.kernel.references import AccountId, OrganisationId, new_token
from app.web.access import public, requires
from app.web.fields import say
from app.web.forms import OfficeForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_DEVICE = "device"
_DEVICE_LIFE = timedelta(days=400)


@blueprint.get("/sign-in")
@public("nobody is signed in yet")
def sign_in() -> ResponseReturnValue:
    if viewer_or_none() is not None:
        return go_to("home.today")
    return form_page("accounts/sign_in.html", SignInForm(next=request.args.get("next", "")))


@blueprint.post("/sign-in")
@public("nobody is signed in yet")
def enter() -> ResponseReturnValue:
    form = SignInForm()
    device = request.cookies.get(_DEVICE, "") or new_token()
    if not form.validate_on_submit():
        return form_page("accounts/sign_in.html", form)
    try:
        entered = operations.enter(
            login=form.login.data,
            password=form.password.data,
            source=request.remote_addr or "",
            device=device,
            now=request_now(),
        )
    except operations.TooManyAttempts as waiting:
        return _wait(form, waiting.seconds)
    except NotPermitted as refusal:
        form.refuse(refusal, REASONS)
        return form_page("accounts/sign_in.html", form)
    first = entered.employers[0]
    office_session().start(entered.account_id, first.id, entered.epoch)
    response = make_response(redirect(_safe_next(form.next.data), code=303))
    secure = current_app.extensions["settings"].secure_cookies
    response.set_cookie(
        _DEVICE, device, max_age=_DEVICE_LIFE, httponly=True, secure=secure, samesite="Lax"
    )
    return response


@blueprint.post("/sign-out")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def sign_out() -> ResponseReturnValue:
    office_session().end()
    response = make_response(redirect(url_for("accounts.sign_in"), code=303))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@blueprint.route("/first-access/<token>", methods=["GET", "POST"])
@public("the one-use link is the right to enter")
def first_access(token: str) -> ResponseReturnValue:
    account = queries.link_account(token)
    if account is None:
        raise NotFound
    form = NewPasswordForm()
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            stored = operations.acceptable_hash(
                password=form.password.data, context=(account.login, account.name)
            )
            myself = SystemActor(
                name=account.name, permissions=frozenset({Permission.ACCOUNTS_SELF_EDIT})
            )
            operations.accept_link(
                actor=myself, now=request_now(), token=token, password_hash=stored
            )
            flash("Password impostata. Ora entra con il tuo nome utente.")
            return go_to("accounts.sign_in")
    return form_page("accounts/first_access.html", form, name=account.name, login=account.login)


@blueprint.route("/profile", methods=["GET", "POST"])
@requires(Permission.ACCOUNTS_SELF_EDIT)
def profile() -> ResponseReturnValue:
    known = viewer()
    form = ChangePasswordForm()
    if form.validate_on_submit() and _password_changed(form):
        flash("Password cambiata. Le altre sessioni aperte con la vecchia sono state chiuse.")
        return go_to("accounts.profile")
    row = office_session().row
    return form_page(
        "accounts/profile.html",
        form,
        doors=queries.open_doors(known),
        this_door=row.id if row else None,
        employers=queries.employers(known.account_id, today()),
        action_form=OfficeForm(),
    )


@blueprint.post("/profile/sessions/<uuid:door_id>/end")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def end_session(door_id: UUID) -> ResponseReturnValue:
    operations.close_doors(account_id=viewer().account_id, door_id=door_id)
    flash("Sessione chiusa.")
    return go_to("accounts.profile")


@blueprint.post("/profile/employer/<uuid:organisation_id>")
@requires(Permission.ACCOUNTS_SELF_EDIT)
def work_for(organisation_id: UUID) -> ResponseReturnValue:
    wanted = OrganisationId(organisation_id)
    allowed = queries.employers(AccountId(viewer().account_id), today())
    if wanted not in {employer.id for employer in allowed}:
        raise NotFound
    office_session().work_for(wanted)
    return go_to("home.today")


def _password_changed(form: ChangePasswordForm) -> bool:
    known = viewer()
    if not _proved(form, known):
        return False
    try:
        stored = operations.acceptable_hash(
            password=form.password.data,
            context=(known.login, known.name, known.organisation_name),
        )
    except Invalid as refusal:
        form.refuse(refusal, REASONS)
        return False
    epoch = operations.change_password(
        actor=known, now=request_now(), account_id=known.account_id, password_hash=stored
    )
    office_session().start(known.account_id, known.organisation_id, epoch)
    return True


def _proved(form: ChangePasswordForm, known: Viewer) -> bool:
    try:
        right = operations.proves_password(
            account_id=known.account_id,
            login=known.login,
            password=form.current.data,
            source=request.remote_addr or "",
            device=request.cookies.get(_DEVICE, ""),
        )
    except operations.TooManyAttempts as waiting:
        say(form.current, _too_many(waiting.seconds))
        return False
    if not right:
        say(form.current, "Non è la tua password attuale: riscrivila.")
    return right


def _too_many(seconds: int) -> str:
    return f"Troppi tentativi: aspetta {seconds} secondi e riprova."


def _wait(form: SignInForm, seconds: int) -> Response:
    form.refusals.append(_too_many(seconds))
    response = form_page("accounts/sign_in.html", form)
    response.status_code = 429
    response.headers["Retry-After"] = str(seconds)
    return response


def _safe_next(wanted: str | None) -> str:
    """Go back to where the person was going, if it is an address of ours and nothing else."""
    home = url_for("home.today")
    if not wanted or not wanted.startswith("/") or wanted.startswith(("//", "/\\")):
        return home
    path = wanted.partition("?")[0]
    if any(character < " " or character == "\\" for character in wanted):
        return home
    try:
        current_app.create_url_adapter(request).match(path, method="GET")  # type: ignore[union-attr]
    except HTTPException:
        return home
    return wanted
