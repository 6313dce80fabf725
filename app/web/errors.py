"""From a refusal to a page that says what happened and what to do."""

import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from traceback import format_tb
from typing import Any
from uuid import UUID

from flask import Flask, Response, current_app, make_response, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError
from werkzeug.utils import redirect
from werkzeug.wrappers import Response as AnyResponse

from app.db import Busy
from app.kernel.errors import Conflict, Invalid, NotAllowedNow, NotFound, NotPermitted, OfficeError
from app.kernel.text import clean
from app.transaction.submissions import AlreadyDone
from app.web.htmx import wants_part

_log = logging.getLogger("sportello")
STATUS: Mapping[type[OfficeError], int] = {
    NotFound: 404,
    NotPermitted: 403,
    NotAllowedNow: 409,
    Conflict: 409,
    Invalid: 422,
}
_NEVER_REPEATED = frozenset({"csrf_token", "current", "again"})  # the last two are passwords
Landing = Mapping[str, Callable[[UUID], str]]


def install(app: Flask, *, somebody_is_here: Callable[[], bool]) -> None:
    """Register the handlers; anything not expected becomes a 500 with a reference to read aloud.

    `somebody_is_here` tells whether who asks is signed in.
    """
    app.extensions["somebody_is_here"] = somebody_is_here
    app.register_error_handler(OfficeError, _office_error)
    app.register_error_handler(CSRFError, _stale_page)
    app.register_error_handler(AlreadyDone, _already_done)
    app.register_error_handler(Busy, _busy)
    app.register_error_handler(OperationalError, _database_refuses)
    app.register_error_handler(PoolExhausted, _database_refuses)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected)


def error_page(status: int, *, whole: bool = False, **context: Any) -> Response:
    """Render the page (or the part, for htmx) of an error.

    `whole` keeps the menu and the search around it, for who is signed in: nothing is broken.
    """
    within = whole and current_app.extensions["somebody_is_here"]()
    page = "errors/within.html" if within else "errors/page.html"
    template = "errors/_part.html" if wants_part() else page
    values = {"reasons": (), "reference": None, "typed": (), "files": (), "texts": (), **context}
    return make_response(render_template(template, status=status, **values), status)


def sentences(refusal: OfficeError) -> list[str]:
    """Return the Italian sentence of each reason that has one."""
    words: Mapping[str, str] = current_app.extensions["reasons"]
    return [words[reason] for reason in refusal.reasons if reason in words]


def repeat_page(status: int, reasons: Sequence[str] = ()) -> Response:
    """Give back everything that was typed, ready to be sent again with one press.

    For a page left open too long, or a session that ended meanwhile: nothing typed is lost, and
    nothing is done until the person presses again. Files cannot be kept: they are asked for again.
    """
    files = [name for name, file in request.files.items() if file.filename]
    return error_page(status, typed=_typed(), files=files, reasons=reasons)


def _typed() -> list[tuple[str, str]]:
    return [
        (name, clean(value))
        for name, value in request.form.items(multi=True)
        if name not in _NEVER_REPEATED and "password" not in name
    ]


def _office_error(refusal: OfficeError) -> Response:
    """Say what was refused; texts that have no form to come back in can be read and copied."""
    status = next(code for kind, code in STATUS.items() if isinstance(refusal, kind))
    reasons = () if status == 404 else sentences(refusal)
    texts = [text for _, text in _typed() if " " in text] if status in (409, 422) else []
    return error_page(status, reasons=reasons, texts=texts, whole=True)


def _stale_page(_error: CSRFError) -> Response:
    return repeat_page(400)


def _already_done(done: AlreadyDone) -> AnyResponse:
    landing: Landing = current_app.extensions["landing"]
    subject = done.subject
    if subject is None or subject.kind not in landing:
        return redirect(url_for("home.today"), code=303)
    return redirect(landing[subject.kind](subject.id), code=303)


def _busy(_error: Exception) -> Response:
    response = repeat_page(503)
    response.headers["Retry-After"] = "5"
    return response


def _database_refuses(error: Exception) -> Response:
    """Locked too long, out of connections, disk full: nothing was done, nothing typed is lost."""
    _log.error("the database refused at %s: %s", request.endpoint, type(error).__name__)
    return _busy(error)


def _http_error(error: HTTPException) -> AnyResponse:
    if error.code is None or error.code < 400:  # a redirect of the router is not an error
        return error.get_response()
    fault = getattr(error, "original_exception", None)
    if fault is not None:  # it broke after the view, where the handler of faults is not asked
        return _unexpected(fault)
    if isinstance(error, SecurityError):  # not even our own addresses can be written for that host
        return Response("Indirizzo non riconosciuto.\n", 400, mimetype="text/plain")
    response = error_page(error.code, whole=error.code == 404)  # as what is out of reach
    for name, value in error.get_headers():
        if name.lower() in {"allow", "retry-after"}:
            response.headers[name] = value
    return response


def _unexpected(error: Exception) -> Response:
    """Log the fault under a reference; the page shows the reference and nothing of the fault.

    In production the log tells the kinds and the places, never the words: they may name people.
    """
    reference = secrets.token_hex(4).upper()
    if current_app.extensions["settings"].mode == "production":
        _log.error("fault %s at %s: %s", reference, request.endpoint, _without_words(error))
    else:
        _log.exception("fault %s at %s", reference, request.endpoint, exc_info=error)
    if current_app.config["TESTING"] and not current_app.config.get("SHOW_FAULT_PAGE"):
        raise error
    return error_page(InternalServerError.code, reference=reference)


def _without_words(error: BaseException | None) -> str:
    told = []
    while error is not None:
        told.append(f"{type(error).__qualname__}\n{''.join(format_tb(error.__traceback__))}")
        error = error.__cause__ or error.__context__
    return "because of ".join(told)
