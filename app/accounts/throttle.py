"""Attempts are counted in the database: restarts and second processes do not forget them.

An attempt is counted before the password is looked at, so that a hundred at once count a hundred;
success forgets them. Nobody is locked out: the next attempt waits, and a browser already known for
the account has a count of its own that strangers cannot fill.
"""

import hashlib
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.accounts.models import Account, KnownDevice, Throttle
from app.accounts.rules import (
    FORGOTTEN_AFTER,
    FREE_ATTEMPTS,
    FREE_ATTEMPTS_PER_SOURCE,
    wait_after,
)
from app.accounts.sessions import token_hash
from app.db import db
from app.kernel.clock import security_now
from app.transaction.housekeeping import housekeeping

DEVICES_KEPT = timedelta(days=400)


def count_attempt(login: str, source: str, device_token: str) -> int:
    """Count an attempt to enter as `login`; return the seconds to wait, 0 when it may go on.

    While somebody waits, further attempts are refused and not counted: waiting is enough.
    """
    account_key = _account_key(login, device_token)
    now = security_now()
    with housekeeping("throttle") as store:
        # Always in this order, so that two attempts never wait for each other.
        account = _locked(store, account_key, now)
        origin = _locked(store, _source_key(source), now)
        wait = max(
            _remaining(account, FREE_ATTEMPTS, now),
            _remaining(origin, FREE_ATTEMPTS_PER_SOURCE, now),
        )
        if not wait:
            for row in (account, origin):
                row.attempts, row.last_at = row.attempts + 1, now
    return wait


def forget_attempts(login: str, source: str, device_token: str) -> None:
    """Start again from zero after a success, and take back the one attempt its source counted.

    An office is one source: its people entering in the morning must not look like a guesser. What
    failed from there, under whatever login, stays counted.
    """
    account_key = _account_key(login, device_token)
    with housekeeping("throttle") as store:
        store.execute(delete(Throttle).where(Throttle.key == account_key))
        store.execute(
            update(Throttle)
            .where(Throttle.key == _source_key(source), Throttle.attempts > 0)
            .values(attempts=Throttle.attempts - 1)
        )


def count_knock(door: str, source: str) -> int:
    """Count an attempt at a door without names, such as a link; return the seconds to wait.

    Only where it comes from counts: a stranger who guesses must not stop everybody else.
    """
    now = security_now()
    with housekeeping("throttle") as store:
        row = _locked(store, _key("door", door, source), now)
        wait = _remaining(row, FREE_ATTEMPTS_PER_SOURCE, now)
        if not wait:
            row.attempts, row.last_at = row.attempts + 1, now
    return wait


def forget_knock(door: str, source: str) -> None:
    """Take back an attempt that was no guess: a school is one source for all who work there."""
    with housekeeping("throttle") as store:
        store.execute(
            update(Throttle)
            .where(Throttle.key == _key("door", door, source), Throttle.attempts > 0)
            .values(attempts=Throttle.attempts - 1)
        )


def remember_device(account_id: UUID, device_token: str) -> None:
    """Note that this browser signed in as this account."""
    with housekeeping("device") as store:
        store.merge(
            KnownDevice(
                token_hash=token_hash(device_token),
                account_id=account_id,
                last_used_at=security_now(),
            )
        )


def purge() -> int:
    """Forget old counts and browsers not seen for more than a year; return how many."""
    now = security_now()
    with housekeeping("throttle") as store:
        counts = delete(Throttle).where(Throttle.last_at < now - FORGOTTEN_AFTER)
        gone = len(store.scalars(counts.returning(Throttle.key)).all())
        devices = delete(KnownDevice).where(KnownDevice.last_used_at < now - DEVICES_KEPT)
        gone += len(store.scalars(devices.returning(KnownDevice.token_hash)).all())
    return gone


def _locked(store: Session, key: bytes, now: datetime) -> Throttle:
    """Return the count under `key`, held until the commit: of many at once only some may go on."""
    on_postgresql = store.get_bind().dialect.name == "postgresql"
    insert: Any = postgresql.insert if on_postgresql else sqlite.insert
    store.execute(
        insert(Throttle).values(key=key, attempts=0, last_at=now).on_conflict_do_nothing()
    )
    row = store.scalars(select(Throttle).where(Throttle.key == key).with_for_update()).one()
    if now - row.last_at >= FORGOTTEN_AFTER:
        row.attempts = 0
    return row


def _remaining(row: Throttle, free: int, now: datetime) -> int:
    remaining = row.last_at + wait_after(row.attempts, free) - now
    return int(remaining.total_seconds()) + 1 if remaining > timedelta(0) else 0


def _account_key(login: str, device_token: str) -> bytes:
    login, hashed = login.strip().lower(), token_hash(device_token)
    known = bool(device_token) and db.session.scalar(
        select(KnownDevice.account_id)
        .join(Account, Account.id == KnownDevice.account_id)
        .where(KnownDevice.token_hash == hashed, Account.login == login)
    )
    # A browser known for this account counts for itself; all strangers together count for one.
    return _key("device" if known else "account", login, hashed.hex() if known else "")


def _source_key(source: str) -> bytes:
    return _key("source", source)


def _key(*parts: str) -> bytes:
    return hashlib.sha256("\x1f".join(parts).encode()).digest()
