"""Sealed bytes on the disk, under names that say nothing. Knows no rows and no keys.

A file is there whole or not at all: it is written under another name, handed to the disk, and only
then given its own. At most four are held in memory together.
"""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from threading import BoundedSemaphore

from flask import current_app

_NAME = re.compile(r"[0-9a-f]{32}")
_UNFINISHED = ".part"
ONE_OF_FOUR = BoundedSemaphore(4)


class NoRoom(Exception):
    """The disk did not take the file: nothing of it is there."""


class Gone(Exception):
    """There is no such file, or it cannot be read."""


@dataclass(frozen=True)
class Lying:
    """Something that lies in the folder, finished or not, and since when."""

    file_name: str
    since: datetime

    @property
    def name(self) -> str:
        """The name a row would know it by; nothing for what was never finished."""
        return self.file_name if _NAME.fullmatch(self.file_name) else ""


def new_name() -> str:
    """Return a fresh name that tells nothing of the file."""
    return token_hex(16)


def put(name: str, content: bytes) -> None:
    """Write sealed bytes, so that a power cut leaves all of them or none. Raises `NoRoom`."""
    place = _place(name)
    unfinished = place.with_suffix(_UNFINISHED)
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
        with os.fdopen(os.open(unfinished, flags, 0o600), "wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        unfinished.replace(place)
        _remember(place.parent)
    except OSError as refusal:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise NoRoom from refusal


def get(name: str) -> bytes:
    """Return the sealed bytes under a name; a link in its place is not followed. Raises `Gone`."""
    try:
        with os.fdopen(os.open(_place(name), os.O_RDONLY | os.O_NOFOLLOW), "rb") as handle:
            return handle.read()
    except OSError as refusal:
        raise Gone from refusal


def lying() -> Iterator[Lying]:
    """Yield everything that lies in the folder."""
    for entry in sorted(os.scandir(_folder()), key=lambda one: one.name):
        with suppress(FileNotFoundError):  # somebody else has just finished or removed it
            changed = entry.stat(follow_symlinks=False).st_mtime
            yield Lying(entry.name, datetime.fromtimestamp(changed, UTC))


def remove(one: Lying) -> None:
    """Take something out of the folder."""
    (_folder() / one.file_name).unlink(missing_ok=True)


def _place(name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise Gone
    try:
        return _folder() / name
    except OSError as refusal:
        raise NoRoom from refusal


def _folder() -> Path:
    folder: Path = current_app.extensions["settings"].data_dir / "files"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _remember(folder: Path) -> None:
    """Hand the disk also the name, which stands in the folder and not in the file."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
