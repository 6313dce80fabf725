"""The master keys of the deployment and everything derived from them. No key ever leaves memory."""

import hashlib
import hmac
import uuid
from collections.abc import Mapping

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app


class KeyRing:
    """Master keys by version; the highest one seals, the older ones still open."""

    def __init__(self, masters: Mapping[int, bytes]) -> None:
        """Take masters of 32 bytes each, by version."""
        self._masters = dict(masters)
        self.current = max(masters)
        self._derived: dict[tuple[int, str], bytes] = {}

    def derive(self, purpose: str, version: int | None = None) -> bytes:
        """Return the 32-byte key for one purpose, made from the master of `version` (or current).

        Raises `KeyError` for a master that is no longer in the ring.
        """
        number = self.current if version is None else version
        if (number, purpose) not in self._derived:
            derivation = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode())
            self._derived[number, purpose] = derivation.derive(self._masters[number])
        return self._derived[number, purpose]

    def wrapping_key(self, organisation_id: uuid.UUID, version: int) -> bytes:
        """Return the key that wraps the data keys of one body."""
        return self.derive(f"wrap:{organisation_id}", version)

    def fingerprint(self, organisation_id: uuid.UUID, kind: str, value: str) -> bytes:
        """Return a keyed hash of 16 bytes: equal values match inside one body and nowhere else.

        The oldest master makes it, so that rotating the ring does not lose what is searched.
        """
        key = self.derive(f"fingerprint:{organisation_id}:{kind}", min(self._masters))
        return hmac.digest(key, value.encode(), hashlib.sha256)[:16]

    def mac(self, purpose: str, payload: bytes, version: int | None = None) -> bytes:
        """Return the authentication code of `payload` for one purpose."""
        return hmac.digest(self.derive(f"mac:{purpose}", version), payload, hashlib.sha256)


def key_ring() -> KeyRing:
    """Return the ring of the running application."""
    ring: KeyRing = current_app.extensions["key_ring"]
    return ring
