"""What stands in a message kept as a file: from whom, when, its words, what came with it.

Whoever wrote it may be hostile: nothing is believed, run or fetched, and nothing takes longer than
its length. What cannot be read here stays in the file, which is kept whole.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import parseaddr, parsedate_to_datetime
from typing import cast

from app.documents.rules.files import FileFault, FileType, tidy_name
from app.documents.rules.html_words import words_of_html
from app.kernel.names import clean as clean_name
from app.kernel.text import clean

DEEPEST, MOST_PARTS, MOST_LINES, MOST_EDGES = 4, 50, 600_000, 1_000
_MOST_COMPARED = 5_000_000  # each line is held against every edge that is open
LONGEST_TEXT, LONGEST_PART = 20_000, 300_000
_LONGEST_HEADER, _LONGEST_SHOWN = 2_000, 200
_SIGNATURE = re.compile(r"\n--[ ]?\n")
_SEALS = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature"})
# What the library may raise on words that no honest program writes.
_UNREADABLE = (
    MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError,
)  # fmt: skip
_CHARSET = re.compile(
    r"utf-?8|us-ascii|iso-?8859-\d{1,2}|(?:windows-|cp)\d{3,4}|utf-?16(?:-?[lb]e)?|koi8-[ru]|gb2312"
    r"|gbk|gb18030|big5|euc-(?:jp|kr)|iso-2022-jp|shift_jis|macintosh|latin-?1"
)
_ENDINGS = {
    "application/pdf": FileType.PDF,
    "image/jpeg": FileType.JPEG,
    "image/png": FileType.PNG,
    "image/tiff": FileType.TIFF,
    "text/plain": FileType.TXT,
    "message/rfc822": FileType.EML,
}


class _Short(EmailPolicy):
    """The library's rules for messages, over lines that have an end and may be broken."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]

    def header_fetch_parse(self, name: str, value: str) -> str:
        """Return a header as the library reads it; one it stumbles over, as it is written.

        One part with a broken name is no reason to refuse the words of the others.
        """
        try:
            return cast("str", super().header_fetch_parse(name, value))
        except _UNREADABLE:
            return " ".join(str(value).split())


_POLICY = _Short()


@dataclass(frozen=True)
class Attached:
    """A file that came with a message. `inline`: it stood among the words, as a mark often does."""

    number: int
    name: str
    content: bytes
    inline: bool


@dataclass(frozen=True)
class Mail:
    """A message as a person reads it. `sent_at` is what the sender says."""

    sender: str
    address: str
    subject: str
    sent_at: datetime | None
    text: str
    signature: str
    attached: tuple[Attached, ...]
    certified: bool
    unread: int  # parts too deep or too many: they stay in the file


def read_mail(content: bytes) -> Mail | FileFault:
    """Return what stands in a message, or that it cannot be read here.

    Of certified mail the message inside is read: the outer one is the carrier's.
    """
    if _takes_too_long(content):
        return FileFault.MAIL_UNREADABLE
    try:
        outer = cast("EmailMessage", message_from_bytes(content, policy=_POLICY))
        inner = _carried(outer)
        return _read(inner or outer, certified=inner is not None)
    except _UNREADABLE:
        return FileFault.MAIL_UNREADABLE


def _takes_too_long(content: bytes) -> bool:
    """Whether the library, that reads line by line and edge by edge, would be kept busy."""
    lines, edges = content.count(b"\n"), content.count(b"\n--")
    kinds = len(re.findall(rb"boundary", content, re.IGNORECASE))
    return lines > MOST_LINES or edges > MOST_EDGES or lines * kinds > _MOST_COMPARED


def _carried(outer: EmailMessage) -> EmailMessage | None:
    """Return the message that certified mail carries."""
    if _header(outer, "X-Trasporto").lower() != "posta-certificata":
        return None
    for part, _ in _leaves(outer, 0):
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            return _inside(part)[0]
    return None


def _inside(part: EmailMessage) -> list[EmailMessage]:
    """Return the parts of a part that has some: of others the library would guess the alphabet."""
    return cast("list[EmailMessage]", part.get_payload())


def _read(message: EmailMessage, *, certified: bool) -> Mail:
    leaves = [part for part, whole in _leaves(message, 0) if whole]
    unread = sum(not whole for _, whole in _leaves(message, 0)) + max(0, len(leaves) - MOST_PARTS)
    leaves = leaves[:MOST_PARTS]
    body, text = _body(leaves)
    written, *signed = _SIGNATURE.split(f"{text}\n", maxsplit=1)
    files, lost = _files(leaves, body)
    sender, address = _sender(message)
    return Mail(
        sender=sender,
        address=address,
        subject=_header(message, "Subject")[:_LONGEST_SHOWN],
        sent_at=_sent_at(message),
        text=written.strip()[:LONGEST_TEXT],
        signature="".join(signed).strip()[:LONGEST_TEXT],
        attached=files,
        certified=certified,
        unread=unread + lost,
    )


def _leaves(message: EmailMessage, depth: int) -> Iterator[tuple[EmailMessage, bool]]:
    """Yield the parts that hold something, each with whether it may be looked at."""
    if message.get_content_maintype() != "multipart" or not message.is_multipart():
        yield message, True
    elif depth == DEEPEST:
        yield message, False
    else:
        for part in _inside(message):
            yield from _leaves(part, depth + 1)


def _body(leaves: list[EmailMessage]) -> tuple[EmailMessage | None, str]:
    """Return the part with the words, and them: plain ones if any, else those of a page."""
    for wanted in ("text/plain", "text/html"):
        for part in leaves:
            if part.get_content_type() == wanted and not _is_file(part):
                text = _words(part)
                if text:
                    return part, text
    return None, ""


def _is_file(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" or bool(_name(part))


def _words(part: EmailMessage) -> str:
    content = _bytes(part)[:LONGEST_PART]
    charset = str(part.get_content_charset("utf-8")).lower()
    text = _decoded(content, charset if _CHARSET.fullmatch(charset) else "utf-8")
    return clean(words_of_html(text) if part.get_content_type() == "text/html" else text)


def _decoded(content: bytes, charset: str) -> str:
    """Return the text, whatever its alphabet was said to be: what is wrong is seen, never lost."""
    # Two bytes a letter leave zeros in any text of ours: without one it was said by mistake.
    mistaken = charset.startswith(("utf-16", "utf16")) and b"\x00" not in content
    for one in ("utf-8", charset) if mistaken else (charset, "utf-8"):
        try:
            return content.decode(one)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("cp1252", errors="replace")


def _files(
    leaves: list[EmailMessage], body: EmailMessage | None
) -> tuple[tuple[Attached, ...], int]:
    """Return the files that came with it, and how many of them could not be read."""
    files, lost = [], 0
    for number, part in enumerate(leaves):
        kind = part.get_content_type()
        if part is body or kind in _SEALS or (kind.startswith("text/") and not _is_file(part)):
            continue
        try:
            content = _bytes(part)
        except _UNREADABLE:
            lost += 1
            continue
        inline = part.get_content_disposition() == "inline" or part["Content-ID"] is not None
        files.append(Attached(number, _name(part) or _numbered(number, kind), content, inline))
    return tuple(files), lost


def _name(part: EmailMessage) -> str:
    try:
        return tidy_name(part.get_filename() or "")
    except _UNREADABLE:
        return ""


def _numbered(number: int, kind: str) -> str:
    return f"{number}.{_ENDINGS[kind]}" if kind in _ENDINGS else str(number)


def _bytes(part: EmailMessage) -> bytes:
    if part.is_multipart():  # a message within the message
        inside = _inside(part)
        return inside[0].as_bytes() if inside else b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _header(message: EmailMessage, name: str) -> str:
    try:
        return clean_name(str(message[name] or ""))
    except _UNREADABLE:
        return ""


def _sender(message: EmailMessage) -> tuple[str, str]:
    try:
        first = message["From"].addresses[0]
        name, address = clean_name(first.display_name), clean_name(first.addr_spec)
    except _UNREADABLE:
        name, address = parseaddr(_header(message, "From"))
    return name[:_LONGEST_SHOWN], address[:_LONGEST_SHOWN]


def _sent_at(message: EmailMessage) -> datetime | None:
    try:
        said = parsedate_to_datetime(_header(message, "Date"))
        known = said if said.tzinfo else said.replace(tzinfo=UTC)
        return known.astimezone(UTC) if 1990 <= known.year <= 2200 else None
    except _UNREADABLE:
        return None
