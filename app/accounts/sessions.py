"""Sessions live in the database; the cookie holds a token that means nothing by itself.

A visitor without a form has no row. Signing in, stepping up and changing body rotate the token;
ending a row ends the session at the next request, wherever the cookie has gone.
"""

import hashlib
import json
import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from flask import Flask, Request, Response, current_app
from flask import request as current_request
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy import delete, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from werkzeug.datastructures import CallbackDict

from app.accounts.models import StaffSession
from app.accounts.rules import session_alive
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import security_now
from app.kernel.references import new_id, new_token
from app.transaction.housekeeping import housekeeping
from app.vault.keyring import key_ring
from app.vault.sealing import Unreadable, seal, unseal
from app.web.access import access_of
from app.web.request_time import today

TOUCH_EVERY = timedelta(minutes=1)
ROWS_KEPT = timedelta(days=30)
_SEAL = "session"
_log = logging.getLogger("sportello")
Find = Callable[[bytes, date], tuple[StaffSession, Viewer | None] | None]


def token_hash(token: str) -> bytes:
    """Return what the database keeps of a token: never the token."""
    return hashlib.sha256(token.encode()).digest()


class OfficeSession(CallbackDict[str, Any], SessionMixin):
    """What Flask reads and writes during a request, with the row it came from."""

    def __init__(
        self, row: StaffSession | None = None, token: str = "", viewer: Viewer | None = None
    ) -> None:
        """Open over an existing row and whom it belongs to, or over nothing."""

        def changed(_session: Any) -> None:
            self.modified = True

        super().__init__(_read_payload(row) if row else {}, changed)
        self.row = row
        self.token = token
        self.viewer = viewer
        self.modified = False

    def start(self, account_id: UUID, organisation_id: UUID | None, epoch: int) -> None:
        """Begin a signed-in session under a new token; the old row ends, its values are dropped."""
        now = security_now()
        self.clear()
        self.replace(_new_row(now, account_id, organisation_id, epoch, fresh_at=now))

    def work_for(self, organisation_id: UUID) -> None:
        """Go on under a new token for another body of the same account.

        A door closed meanwhile stays closed: this request ends signed out.
        """
        old = self.row
        if old is None:
            raise LookupError("nobody is signed in")
        row = _new_row(
            security_now(), old.account_id, organisation_id, old.epoch, fresh_at=old.fresh_at
        )
        row.created_at = old.created_at  # the twelve hours go on: nobody gave a password again
        self.replace(row, only_if_open=True)

    def end(self) -> None:
        """Close the session for good; a request still under way cannot bring it back."""
        if self.row is not None:
            end_rows(StaffSession.id == self.row.id)
        self._forget()

    def replace(self, row: StaffSession, *, only_if_open: bool = False) -> None:
        """Write `row` under a fresh token with today's payload, and end the row it follows.

        With `only_if_open` nothing is written when that row was ended by somebody else.
        """
        old, token = self.row, new_token()
        row.token_hash = token_hash(token)
        row.payload_sealed = _sealed_payload(row.id, self)
        with housekeeping("session") as store:
            ended = old is not None and store.scalar(
                _ending(StaffSession.id == old.id).returning(StaffSession.id)
            )
            if only_if_open and not ended:
                self._forget()
                return
            store.add(row)
        self.row, self.token, self.viewer, self.modified = row, token, None, False

    def _forget(self) -> None:
        self.clear()
        self.row, self.token, self.viewer, self.modified = None, "", None, False


class ServerSideSessions(SessionInterface):
    """Loads the row for each request and writes back what changed."""

    def __init__(self, find: Find) -> None:
        """`find` reads the open session of a token's hash and its viewer on a day."""
        self._find = find

    def open_session(self, app: Flask, request: Request) -> OfficeSession:
        """Return the session of the cookie if its row is still alive, else an empty one."""
        token = request.cookies.get(_cookie_name(app), "")
        if not token or _static():
            return OfficeSession()
        row, viewer = self._find(token_hash(token), today()) or (None, None)
        if row is None or not session_alive(
            security_now(),
            row.created_at,
            row.last_seen_at,
            somebody=row.account_id is not None,
        ):
            return OfficeSession()
        db.session.expunge(row)
        return OfficeSession(row, token, viewer)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write the payload if it changed and the time of the last sign of life; set the cookie."""
        if not isinstance(session, OfficeSession):
            return
        if session.row is None and session.modified:
            session.replace(_new_row(security_now()))
        elif session.row is not None:
            _keep(session)
        self._set_cookie(app, session, response)

    def _set_cookie(self, app: Flask, session: OfficeSession, response: Response) -> None:
        name = _cookie_name(app)
        secure = app.extensions["settings"].secure_cookies
        if session.token and current_request.cookies.get(name) != session.token:
            response.set_cookie(
                name, session.token, httponly=True, secure=secure, samesite="Lax", path="/"
            )
        elif not session.token and name in current_request.cookies and not _static():
            response.delete_cookie(name, httponly=True, secure=secure, samesite="Lax", path="/")


def end_rows(criterion: Any) -> None:
    """End every open session that `criterion` names: sign-out, disabled account, new password."""
    with housekeeping("session") as store:
        store.execute(_ending(criterion))


def purge() -> int:
    """Forget the rows of doors closed or forgotten more than thirty days ago; return how many."""
    before = security_now() - ROWS_KEPT
    with housekeeping("session") as store:
        old = delete(StaffSession).where(StaffSession.last_seen_at < before)
        return len(store.scalars(old.returning(StaffSession.id)).all())


def _ending(criterion: Any) -> Any:
    return (
        update(StaffSession)
        .where(criterion, StaffSession.ended_at.is_(None))
        .values(ended_at=security_now(), payload_sealed=None)
        .execution_options(synchronize_session=False)
    )


def _keep(session: OfficeSession) -> None:
    row, now = session.row, security_now()
    if row is None:
        return
    values: dict[str, Any] = {}
    if session.modified:
        values["payload_sealed"] = _sealed_payload(row.id, session)
    if now - row.last_seen_at >= TOUCH_EVERY and not _polling():
        values["last_seen_at"] = now
    if values:
        try:
            _update_open(row.id, values)
        except (OperationalError, PoolExhausted) as refusal:
            # Locked or full: the page was made, and whoever only reads must go on reading.
            _log.error("a session was not kept: %s", type(refusal).__name__)


def _update_open(session_id: UUID, values: dict[str, Any]) -> None:
    with housekeeping("session") as store:
        store.execute(
            update(StaffSession)
            .where(StaffSession.id == session_id, StaffSession.ended_at.is_(None))
            .values(**values)
            .execution_options(synchronize_session=False)
        )


def _new_row(
    now: datetime,
    account_id: UUID | None = None,
    organisation_id: UUID | None = None,
    epoch: int = 0,
    *,
    fresh_at: datetime | None = None,
) -> StaffSession:
    return StaffSession(
        id=new_id(),
        account_id=account_id,
        organisation_id=organisation_id,
        epoch=epoch,
        device=current_request.user_agent.string[:120],
        created_at=now,
        last_seen_at=now,
        fresh_at=fresh_at,
    )


def _sealed_payload(session_id: UUID, values: dict[str, Any]) -> bytes:
    text = json.dumps(values)
    return seal(key_ring().derive(_SEAL), text, f"{_SEAL}|{session_id}")


def _read_payload(row: StaffSession) -> dict[str, Any]:
    if row.payload_sealed is None:
        return {}
    try:
        text = unseal(key_ring().derive(_SEAL), row.payload_sealed, f"{_SEAL}|{row.id}")
    except Unreadable:  # the ring was rotated: the person signs in again, nothing worse
        return {}
    values: dict[str, Any] = json.loads(text)
    return values


def _cookie_name(app: Flask) -> str:
    return "__Host-sportello" if app.extensions["settings"].secure_cookies else "sportello"


def _polling() -> bool:
    view = current_app.view_functions.get(current_request.endpoint or "")
    access = access_of(view) if view else None
    return access is not None and access.polling


def _static() -> bool:
    """Style sheets know nobody. The path tells: sessions are opened before the router looks."""
    return current_request.path.startswith(f"{current_app.static_url_path}/")
