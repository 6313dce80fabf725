"""Asks the antivirus of this machine, a ClamAV service behind a socket, about the bytes of a file.

Knows no rows. Where the deployment names no antivirus nobody is asked; where it names one, a file
is opened only after it answered.
"""

import socket
import struct
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from flask import current_app

from app.documents.rules import Accepted, FileFault, FileState

_SECONDS = 30.0
_PIECE = 256 * 1024
_LONGEST_ANSWER = 4096


class Silent(Exception):
    """The antivirus does not answer, or does not understand: nothing is known of the file."""


def screened(accepted: Accepted) -> Accepted | FileFault:
    """Return the file as it may be kept: to be looked at later where the antivirus is silent."""
    try:
        state = look(accepted.content)
    except Silent:
        return replace(accepted, state=FileState.QUARANTINED)
    return FileFault.UNSAFE if state is FileState.UNSAFE else replace(accepted, state=state)


def look(content: bytes) -> FileState:
    """Return whether a file is clean. Raises `Silent`."""
    place: Path | None = current_app.extensions["settings"].antivirus
    if place is None:
        return FileState.CLEAN
    try:
        answer = _asked(place, content)
    except OSError as refusal:
        raise Silent from refusal
    if answer.endswith(b": OK"):
        return FileState.CLEAN
    if answer.endswith(b" FOUND"):
        return FileState.UNSAFE
    raise Silent


def _asked(place: Path, content: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(_SECONDS)
        line.connect(str(place))
        line.sendall(b"zINSTREAM\0")
        for piece in _pieces(content):
            line.sendall(struct.pack(">I", len(piece)) + piece)
        line.sendall(struct.pack(">I", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
            more = line.recv(_LONGEST_ANSWER)
            if not more:
                break
            answer += more
        return answer.rstrip(b"\0\n")


def _pieces(content: bytes) -> Iterator[bytes]:
    for at in range(0, len(content), _PIECE):
        yield content[at : at + _PIECE]
