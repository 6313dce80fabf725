"""Pictures made by hand, with what a telephone writes into them."""

import struct
import zlib

PLACE = b"45.5301N 9.1234E"
SCAN = b"\x12\xff\x00\x34\xff\xd0\x56"


def a_jpeg(*, turned: int = 6, after: bytes = b"") -> bytes:
    """Return a JPEG that says where it was taken, by whom, and how it is turned."""
    table = struct.pack(">HHHIHHI", 1, 0x0112, 3, 1, turned, 0, 0)
    exif = b"Exif\x00\x00MM\x00*" + struct.pack(">I", 8) + table + PLACE
    return b"".join(
        (
            b"\xff\xd8",
            _part(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"),
            _part(0xE1, exif),
            _part(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + PLACE),
            _part(0xFE, b"Telefono di Pina"),
            _part(0xDB, bytes(65)),
            _part(0xC0, bytes(15)),
            _part(0xDA, bytes(10)) + SCAN,
            b"\xff\xd9",
            after,
        )
    )


def _part(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def a_png() -> bytes:
    """Return a PNG with words in it."""
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"tEXt", b"Author\x00" + PLACE),
        (b"eXIf", PLACE),
        (b"tIME", bytes(7)),
        (b"pHYs", bytes(9)),
        (b"IDAT", zlib.compress(b"\x00\x00")),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + body))
    return struct.pack(">I", len(body)) + name + body + check
