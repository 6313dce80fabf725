"""AES-256-GCM with the coordinates of the place as associated data.

A sealed value is: one byte for the algorithm, twelve of nonce, then text and tag. Moved to another
row, column or body it does not open: `Unreadable`.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

_ALGORITHM = b"\x01"
_NONCE = 12


class Unreadable(Exception):
    """The sealed value was altered, moved, or its key is not the one that sealed it."""


def seal(key: bytes, text: str, place: str) -> bytes:
    """Return `text` sealed for one `place` (organisation, table, column, row, key)."""
    return seal_bytes(key, text.encode(), place)


def unseal(key: bytes, sealed: bytes, place: str) -> str:
    """Return the text sealed for `place`; raise `Unreadable` when it is not that text."""
    return unseal_bytes(key, sealed, place).decode()


def seal_bytes(key: bytes, content: bytes, place: str) -> bytes:
    """Return `content` sealed for one `place`, as `seal` does with a text."""
    nonce = os.urandom(_NONCE)
    return _ALGORITHM + nonce + AESGCM(key).encrypt(nonce, content, place.encode())


def unseal_bytes(key: bytes, sealed: bytes, place: str) -> bytes:
    """Return the bytes sealed for `place`; raise `Unreadable` when they are not those."""
    if sealed[:1] != _ALGORITHM:
        raise Unreadable("unknown sealing algorithm")
    nonce, body = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
    try:
        return AESGCM(key).decrypt(nonce, body, place.encode())
    except InvalidTag as refusal:
        raise Unreadable("altered, or moved from its place") from refusal


def new_key() -> bytes:
    """Return a fresh 256-bit data key."""
    return AESGCM.generate_key(bit_length=256)


def wrap(wrapping_key: bytes, key: bytes) -> bytes:
    """Return `key` wrapped (RFC 3394) for storage."""
    return aes_key_wrap(wrapping_key, key)


def unwrap(wrapping_key: bytes, wrapped: bytes) -> bytes:
    """Return the key that `wrap` stored; raise `Unreadable` when another key wrapped it."""
    try:
        return aes_key_unwrap(wrapping_key, wrapped)
    except InvalidUnwrap as refusal:
        raise Unreadable("not the key that wrapped it") from refusal
