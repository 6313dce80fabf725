"""Which files the office keeps: of which kinds, how large, without what they hide.

A file is accepted when the end of its name and its first bytes tell the same of one of a few kinds.
Nothing is ever opened to be shown: what is kept is only handed back.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from app.documents.rules.pictures import Damaged, bare_jpeg, bare_png
from app.kernel.names import clean

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE
LONGEST_NAME = 120
_MOST_ENTRIES, _MOST_UNPACKED = 2_000, 200 * MEGABYTE
_ZIP_FAULTS = (BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, KeyError)


class FileType(StrEnum):
    """The kinds of files that are kept."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    TIFF = "tiff"
    DOCX = "docx"
    TXT = "txt"
    EML = "eml"


class FileState(StrEnum):
    """Whether it may be opened."""

    QUARANTINED = "quarantined"  # nobody has looked for viruses yet
    CLEAN = "clean"
    UNSAFE = "unsafe"


class FileFault(StrEnum):
    """Why a file is not taken, or not given."""

    EMPTY = "file_empty"
    TOO_LARGE = "file_too_large"
    NOT_ACCEPTED = "file_not_accepted"
    NOT_WHAT_IT_SAYS = "file_not_what_it_says"
    DAMAGED = "file_damaged"
    WITH_PROGRAMS = "file_with_programs"
    MAIL_UNREADABLE = "file_mail_unreadable"
    NO_ROOM = "file_no_room"
    LOST = "file_lost"
    QUARANTINED = "file_quarantined"
    UNSAFE = "file_unsafe"


@dataclass(frozen=True)
class Accepted:
    """A file as it will be kept: its name mended, its kind sure, its hidden words gone."""

    name: str
    type: FileType
    content: bytes
    state: FileState = FileState.CLEAN


MIME: Mapping[FileType, str] = {
    FileType.PDF: "application/pdf",
    FileType.JPEG: "image/jpeg",
    FileType.PNG: "image/png",
    FileType.TIFF: "image/tiff",
    FileType.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileType.TXT: "text/plain",
    FileType.EML: "message/rfc822",
}
_ENDINGS: Mapping[str, FileType] = {
    **{str(one): one for one in FileType},
    "jpg": FileType.JPEG,
    "tif": FileType.TIFF,
}
ENDINGS = tuple(f".{ending}" for ending in sorted(_ENDINGS))


def examine(name: str, content: bytes) -> Accepted | FileFault:
    """Return the file as it may be kept, or why it may not."""
    if not content:
        return FileFault.EMPTY
    if len(content) > LARGEST:
        return FileFault.TOO_LARGE
    named = tidy_name(name)
    type_ = _ENDINGS.get(named.rpartition(".")[2].lower()) if "." in named else None
    if type_ is None:
        return FileFault.NOT_ACCEPTED
    try:
        kept = _CHECKS[type_](content)
    except Damaged:
        return FileFault.DAMAGED
    return kept if isinstance(kept, FileFault) else Accepted(named, type_, kept)


def tidy_name(name: str) -> str:
    """Return the name of a file alone: no folders, nothing unseen, at most as long as it is shown.

    The ending stays.
    """
    last = re.split(r"[/\\]", name.replace("\x00", ""))[-1]
    plain = re.sub(r'[<>:"|?*]', "_", clean(last)).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        return plain[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - 11].rstrip()}.{ending[:10]}"


def type_of_mime(mime: str) -> FileType:
    """Return the kind of a file that was kept."""
    return next(type_ for type_, known in MIME.items() if known == mime)


def _pdf(content: bytes) -> bytes | FileFault:
    return content if content.startswith(b"%PDF-") else FileFault.NOT_WHAT_IT_SAYS


def _jpeg(content: bytes) -> bytes | FileFault:
    if not content.startswith(b"\xff\xd8\xff"):
        return FileFault.NOT_WHAT_IT_SAYS
    return bare_jpeg(content)


def _png(content: bytes) -> bytes | FileFault:
    if not content.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileFault.NOT_WHAT_IT_SAYS
    return bare_png(content)


def _tiff(content: bytes) -> bytes | FileFault:
    known = content.startswith((b"II*\x00", b"MM\x00*"))
    return content if known else FileFault.NOT_WHAT_IT_SAYS


def _docx(content: bytes) -> bytes | FileFault:
    """Look at the list of what is inside, without unpacking anything."""
    if not content.startswith(b"PK\x03\x04"):
        return FileFault.NOT_WHAT_IT_SAYS
    try:
        with ZipFile(BytesIO(content)) as folder:
            entries = folder.infolist()
    except _ZIP_FAULTS as broken:
        raise Damaged from broken
    names = {entry.filename for entry in entries}
    if not {"[Content_Types].xml", "word/document.xml"} <= names:
        return FileFault.NOT_WHAT_IT_SAYS
    if any(name.lower().endswith((".bin", ".exe", ".js", ".vbs")) for name in names):
        return FileFault.WITH_PROGRAMS
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > _MOST_ENTRIES or unpacked > _MOST_UNPACKED:
        return FileFault.TOO_LARGE
    return content


def _txt(content: bytes) -> bytes | FileFault:
    plain = not re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", content)
    return content if plain else FileFault.NOT_WHAT_IT_SAYS


def _eml(content: bytes) -> bytes | FileFault:
    """A message begins with the names of its first lines."""
    begins = re.match(rb"(?:\xef\xbb\xbf)?(?:From [^\n]*\n)?[!-9;-~]{1,100}:", content)
    return content if begins else FileFault.NOT_WHAT_IT_SAYS


_CHECKS: Mapping[FileType, Callable[[bytes], bytes | FileFault]] = {
    FileType.PDF: _pdf,
    FileType.JPEG: _jpeg,
    FileType.PNG: _png,
    FileType.TIFF: _tiff,
    FileType.DOCX: _docx,
    FileType.TXT: _txt,
    FileType.EML: _eml,
}
