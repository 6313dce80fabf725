"""At the door of every address: who is it, may she enter? By default she may not."""

import hashlib
from typing import cast
from uuid import UUID, uuid4

import flask_login
from flask import Flask, Response, abort, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect
from werkzeug.datastructures import FileStorage

from app.accounts.sessions import OfficeSession
from app.audit.context import request_id
from app.audit.operations import record_access
from app.kernel.actor import Viewer
from app.kernel.errors import NotPermitted
from app.kernel.text import clean
from app.transaction.submissions import PendingSubmission, pending_submission
from app.web.access import Access, access_of
from app.web.errors import repeat_page
from app.web.htmx import wants_part
from app.web.request_time import request_now

_NOT_TYPED = frozenset({"csrf_token", "submission"})


class _SignedIn(flask_login.UserMixin):  # type: ignore[misc]
    """The little Flask-Login wants to know: the viewer is what everybody else reads."""

    def __init__(self, viewer: Viewer) -> None:
        self.id = str(viewer.account_id)
        self.viewer = viewer


def viewer() -> Viewer:
    """Return who is at the keyboard; a programming fault on an address open to everybody."""
    known = viewer_or_none()
    if known is None:
        raise LookupError("nobody is signed in here")
    return known


def viewer_or_none() -> Viewer | None:
    """Return who is at the keyboard, None when nobody is."""
    user = flask_login.current_user  # noqa: TID251
    return cast(Viewer, user.viewer) if user.is_authenticated else None


def office_session() -> OfficeSession:
    """Return the session of this request with its own methods."""
    return cast(OfficeSession, session)


def install(app: Flask, csrf: CSRFProtect) -> None:
    """Put the guard before every address."""
    manager = flask_login.LoginManager()
    manager.session_protection = None  # the row is the session: nothing in the cookie to protect
    manager.request_loader(_load)
    manager.init_app(app, add_context_processor=False)
    app.before_request(_guard)
    app.before_request(lambda: csrf.protect() if request.endpoint else None)
    app.teardown_request(_forget)


def refuse_unmarked(app: Flask) -> None:
    """Stop the start when an address carries no mark: somebody forgot who may enter."""
    unmarked = [name for name, view in app.view_functions.items() if access_of(view) is None]
    if unmarked:
        raise RuntimeError(f"addresses without a policy: {', '.join(sorted(unmarked))}")


def _load(_request: object) -> _SignedIn | None:
    found = office_session().viewer
    return _SignedIn(found) if found else None


def _guard() -> ResponseReturnValue | None:
    request_id.set(uuid4().hex[:12])
    pending_submission.set(None)
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None:
        return None  # no such address: the router answers
    access = access_of(view)
    if access is None:
        abort(403)
    if access.permission is None:
        _let_in(access)
        return None
    if "prefetch" in request.headers.get("Sec-Purpose", ""):
        abort(403)  # a reading is recorded: a browser must not read ahead
    known = viewer_or_none()
    if known is None:
        return _sign_in_first()
    if not known.may(access.permission):
        record_access(
            actor=known, now=request_now(), name=str(request.endpoint), reasons=[access.permission]
        )
        raise NotPermitted(access.permission)
    if access.largest is not None:
        request.max_content_length = access.largest
    expect_submission(known.account_id)
    return None


def _let_in(access: Access) -> None:
    """Let anybody in; whoever only knocks, without a session, sends no more than words."""
    if access.largest is not None and office_session().row is not None:
        request.max_content_length = access.largest


def _sign_in_first() -> ResponseReturnValue:
    address = url_for("accounts.sign_in")
    if wants_part():
        return Response(status=401, headers={"HX-Redirect": address})
    if request.method == "POST":
        return repeat_page(401)
    return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")), code=303)


def expect_submission(holder: UUID) -> None:
    """Hand the form's key to the first use case: the same press of `holder` twice does one thing.

    The guard does it for every account; a page open to everybody names what its session holds.
    """
    key = clean(request.form.get("submission", "")) if request.method == "POST" else ""
    if not key:
        return
    typed = sorted(
        (name, value) for name, value in request.form.items(multi=True) if name not in _NOT_TYPED
    )
    sent = [_told_of(file) for file in request.files.values()]
    print_of = hashlib.sha256(repr((request.path, typed, sent)).encode()).digest()
    pending_submission.set(PendingSubmission(holder, key[:64], print_of))


def _told_of(file: FileStorage) -> tuple[str | None, str | None, str]:
    """Return what tells a file from another: with the same key, another one is no second press."""
    digest = hashlib.sha256(file.stream.read()).hexdigest()
    file.stream.seek(0)
    return file.name, file.filename, digest


def _forget(_error: BaseException | None) -> None:
    pending_submission.set(None)
    g.pop("office_instant", None)
