"""Argon2id, at most four at a time: hashing must not be a way to exhaust the machine."""

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

from app.accounts.rules import LONGEST

_CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # tests only
_STRONG = PasswordHasher()  # 64 MiB, three passes
_AT_ONCE = BoundedSemaphore(4)
_NOBODYS: dict[PasswordHasher, str] = {}


def hash_password(password: str) -> str:
    """Return the argon2id hash of an accepted password."""
    with _AT_ONCE:
        return _hasher().hash(password)


def matches(password: str, stored: str | None) -> bool:
    """Return whether `password` is the one behind `stored`.

    For an unknown account (`None`) the same work is done on nobody's hash: the time tells nothing.
    """
    hasher = _hasher()
    if len(password) > LONGEST:
        return False
    with _AT_ONCE:
        if hasher not in _NOBODYS:
            _NOBODYS[hasher] = hasher.hash("nobody has this password")
        try:
            hasher.verify(_NOBODYS[hasher] if stored is None else stored, password)
        except (VerificationError, InvalidHashError):
            return False
    return stored is not None


def _hasher() -> PasswordHasher:
    return _CHEAP if current_app.extensions["settings"].mode == "test" else _STRONG
