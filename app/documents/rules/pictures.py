"""Pictures without what they tell unasked: where, when, by which telephone they were taken.

Nothing is decoded: the parts of the file are copied, those that speak of the picture are left out.
"""

import struct
import zlib
from collections.abc import Iterator

_SOS, _EOI = 0xDA, 0xD9
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})  # markers without a length
_SHAPE = frozenset({0xE0, 0xEE})  # the frame of the file and the meaning of its colours
_SPEAKING = frozenset({*range(0xE0, 0xF0), 0xFE}) - _SHAPE
_EXIF = 0xE1
_TURNED_TAG = 0x0112
# Colours and size on paper: the picture needs them, and they tell nothing else.
_PNG_KEPT = frozenset((b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"))
_PNG_LONGEST = 2**31


class Damaged(Exception):
    """The file is not whole, or its parts do not follow one another."""


def bare_jpeg(content: bytes) -> bytes:
    """Return a JPEG without comments, places and cameras; how it is turned stays.

    What follows its end goes too. Raises `Damaged`.
    """
    kept, turned = [content[:2]], 1
    for marker, part in _jpeg_parts(content):
        if marker == _EXIF and turned == 1:
            turned = _turned(part)
        if marker not in _SPEAKING:
            kept.append(part)
    if 2 <= turned <= 8:
        kept.insert(1, _only_turned(turned))
    return b"".join(kept)


def _jpeg_parts(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each part with its marker; the dots of a scan go with the part that opens it."""
    at = 2
    while True:
        if content[at : at + 1] != b"\xff":
            raise Damaged
        while content[at : at + 2] == b"\xff\xff":
            at += 1  # filling
        if at + 1 >= len(content):
            raise Damaged
        marker = content[at + 1]
        if marker == _EOI:
            yield marker, content[at : at + 2]
            return
        end = at + 2 if marker in _ALONE else at + 2 + _length(content, at + 2)
        if marker == _SOS:
            end = _end_of_scan(content, end)
        if end > len(content):
            raise Damaged
        yield marker, content[at:end]
        at = end


def _length(content: bytes, at: int) -> int:
    if at + 2 > len(content):
        raise Damaged
    length = int.from_bytes(content[at : at + 2], "big")
    if length < 2:
        raise Damaged
    return length


def _end_of_scan(content: bytes, at: int) -> int:
    """Return where the next marker stands: within a scan 0xFF is followed by zero or a restart."""
    while (found := content.find(b"\xff", at)) >= 0 and found + 1 < len(content):
        follows = content[found + 1]
        if follows != 0 and not 0xD0 <= follows <= 0xD7:
            return found
        at = found + 2
    raise Damaged


def _turned(part: bytes) -> int:
    """Return how the picture is turned, 1 where the part does not say it."""
    body = part[4:]
    order = {b"II": "<", b"MM": ">"}.get(body[6:8])
    if not body.startswith(b"Exif\x00\x00") or order is None:
        return 1
    try:
        (first,) = struct.unpack_from(f"{order}I", body, 10)
        (number,) = struct.unpack_from(f"{order}H", body, 6 + first)
        for place in range(min(number, 200)):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", body, 8 + first + 12 * place)
            if tag == _TURNED_TAG:
                return int(value)
    except struct.error:
        return 1
    return 1


def _only_turned(how: int) -> bytes:
    table = struct.pack(">HHHIHHI", 1, _TURNED_TAG, 3, 1, how, 0, 0)
    body = b"Exif\x00\x00MM\x00*" + struct.pack(">I", 8) + table
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def bare_png(content: bytes) -> bytes:
    """Return a PNG with the picture alone, without texts, times and cameras. Raises `Damaged`."""
    kept, at = [content[:8]], 8
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        name, end = content[at + 4 : at + 8], at + 12 + length
        if length >= _PNG_LONGEST or end > len(content) or not name.isalpha():
            raise Damaged
        if zlib.crc32(content[at + 4 : end - 4]) != int.from_bytes(content[end - 4 : end], "big"):
            raise Damaged
        if name[:1].isupper() or name in _PNG_KEPT:
            kept.append(content[at:end])
        if name == b"IEND":
            return b"".join(kept)
        at = end
    raise Damaged
