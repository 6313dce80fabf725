"""Attempts are counted in the database: restarts and second processes do not forget them.

An attempt is counted before the password is looked at, so that a hundred at once count a hundred;
success forgets them. Nobody is locked out: the next attempt waits, and a browser already known for
the account has a count of its own that strangers cannot fill.
"""

import hashlib
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import case, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from app.accounts.models import KnownDevice, Throttle
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
    keys = {_account_key(login, device_token): FREE_ATTEMPTS}
    keys[_key("source", source)] = FREE_ATTEMPTS_PER_SOURCE
    now = security_now()
    with housekeeping("throttle") as store:
        waits = [_count(store, key, free, now) for key, free in keys.items()]
    return max(waits)


def forget_attempts(login: str, device_token: str) -> None:
    """Start again from zero after a success; what the source did elsewhere is not forgotten."""
    with housekeeping("throttle") as store:
        store.execute(delete(Throttle).where(Throttle.key == _account_key(login, device_token)))


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


def _count(store: Any, key: bytes, free: int, now: datetime) -> int:
    row = store.get(Throttle, key)
    if row is not None and now - row.last_at < FORGOTTEN_AFTER:
        remaining = row.last_at + wait_after(row.attempts, free) - now
        if remaining > timedelta(0):
            return int(remaining.total_seconds()) + 1
    _increment(store, key, now)
    return 0


def _increment(store: Any, key: bytes, now: datetime) -> None:
    """Add one in a single statement: two processes counting together count two."""
    on_postgresql = store.get_bind().dialect.name == "postgresql"
    insert: Any = postgresql.insert if on_postgresql else sqlite.insert
    fresh = Throttle.last_at < now - FORGOTTEN_AFTER
    statement = insert(Throttle).values(key=key, attempts=1, last_at=now)
    store.execute(
        statement.on_conflict_do_update(
            index_elements=["key"],
            set_={"attempts": case((fresh, 1), else_=Throttle.attempts + 1), "last_at": now},
        )
    )


def _account_key(login: str, device_token: str) -> bytes:
    hashed = token_hash(device_token)
    known = bool(device_token) and db.session.scalar(
        select(KnownDevice.account_id).where(KnownDevice.token_hash == hashed)
    )
    # A known browser counts for itself; all strangers together count for one.
    return _key("device" if known else "account", login.lower(), hashed.hex() if known else "")


def _key(*parts: str) -> bytes:
    return hashlib.sha256("\x1f".join(parts).encode()).digest()
