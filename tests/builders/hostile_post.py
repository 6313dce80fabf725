"""Messages nobody honest sends: made on the spot, each with the words that must not be lost."""

from collections.abc import Callable, Mapping
from email.message import EmailMessage

from tests.builders.post import A_PDF, a_message, certified

# Stands in every message: where it is read the message was read, where it is not nobody may read it.
CANARY = "Kanarixa racconta"
_LARGE = 3_000_000  # twenty megabytes are read in tests/documents
_HEAD = b"From: a@b.example\r\nSubject: Prova\r\nDate: Fri, 20 Nov 2026 08:30:00 +0100\r\n"
_WORDS = CANARY.encode()


def _raw(head: bytes, body: bytes = _WORDS) -> bytes:
    return _HEAD + head + b"\r\n" + body


def _with_file(name: str) -> bytes:
    return a_message(CANARY, attached=((name, A_PDF),)).as_bytes()


def _header_smuggled() -> bytes:
    """Encoded words that decode to the end of a line and a header of their own."""
    word = b"=?utf-8?q?Prova=0D=0AX-Altro=3A_1=0D=0ABcc=3A_tutti=40b.example?="
    return _raw(b"").replace(b"Subject: Prova", b"Subject: " + word)


def _file_header_smuggled() -> bytes:
    disposition = b"attachment; filename*=utf-8''a.pdf%0D%0AX-Altro%3A%201%22%3B.pdf"
    return _with_file("a.pdf").replace(b'attachment; filename="a.pdf"', disposition)


def _page_alone() -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@b.example", "Pagina"
    message.set_content(
        f"<p onclick=alert(1)>{CANARY}</p><script>alert(1)</script><svg onload=alert(1)>"
        "<a href='javascript:alert(1)'>qui</a><meta http-equiv=refresh content='0;url=//x.example'>"
        "<form action=//x.example><input name=password></form><style>*{display:none}</style>",
        subtype="html",
    )
    return message.as_bytes()


def _page_as_file() -> bytes:
    message = a_message(CANARY, attached=())
    message.add_attachment("<script>alert(1)</script>", subtype="html", filename="aprimi.html")
    return message.as_bytes()


def _nested(times: int) -> bytes:
    message = a_message(CANARY, attached=())
    for number in range(times):
        outer = a_message(f"{CANARY}, inoltro {number}", attached=())
        outer.add_attachment(message, filename=f"inoltro-{number}.eml")
        message = outer
    return message.as_bytes()


def _bomb_of_parts() -> bytes:
    parts = b"".join(b"--x\r\nContent-Type: text/plain\r\n\r\n%d\r\n" % n for n in range(900))
    head = b"Content-Type: multipart/mixed; boundary=x\r\n"
    return _raw(head, b"--x\r\n\r\n" + _WORDS + b"\r\n" + parts + b"--x--\r\n")


def _false_carrier() -> bytes:
    """Says that it is certified, and carries itself."""
    inside = a_message(f"{CANARY} <script>alert(1)</script>", subject="=1+1")
    return certified(inside).as_bytes().replace(b"posta@gestore.example", b"chiunque@b.example")


MESSAGES: Mapping[str, Callable[[], bytes]] = {
    "headers in the subject": _header_smuggled,
    "headers in the name of a file": _file_header_smuggled,
    "a page alone": _page_alone,
    "a page as a file": _page_as_file,
    "forwarded nine times": lambda: _nested(9),
    "nine hundred parts": _bomb_of_parts,
    "says it is certified": _false_carrier,
    "a path as a name": lambda: _with_file("../../../etc/cron.d/x.pdf"),
    "a path of another system": lambda: _with_file(r"C:\Windows\..\x.pdf"),
    "a name without end": lambda: _with_file("n" * 5_000 + ".pdf"),
    "two endings": lambda: _with_file("relazione.pdf.exe"),
    "an ending turned round": lambda: _with_file("relazione\u202efdp.exe"),
    "a name that is none": lambda: _with_file("con.pdf\x00.exe"),
    "a program that says it is a picture": lambda: a_message(
        CANARY, attached=(("foto.jpg", b"MZ\x90\x00" * 50),)).as_bytes(),
    "zeros in the headers": lambda: _raw(b"X-Zero: \x00\x00\r\n").replace(b"Prova", b"Pro\x00va"),
    "zeros in the words": lambda: _raw(b"", b"\x00" * 10 + _WORDS + b"\x00\x01\x1b[2J"),
    "another alphabet than it says": lambda: _raw(
        b"Content-Type: text/plain; charset=utf-16\r\n", f"{CANARY}, è così".encode()),
    "an alphabet that is none": lambda: _raw(b"Content-Type: text/plain; charset=\x80nessuno\r\n"),
    "an encoding that is none": lambda: _raw(b"Content-Transfer-Encoding: rot13\r\n"),
    "base64 that breaks off": lambda: _raw(
        b"Content-Transfer-Encoding: base64\r\n", b"S2FuYXJpeGEgcmFjY29udGE=\r\n=x="),
    "a formula as its sender": lambda: _raw(b"").replace(b"a@b.example", b'"=1+1|cmd" <a@b.example>'),
    "two senders and two subjects": lambda: _raw(b"From: b@c.example\r\nSubject: Due\r\n"),
    "as large as a page takes": lambda: a_message(
        CANARY, attached=(("grande.pdf", A_PDF + b"x" * (_LARGE)),)).as_bytes(),
}  # fmt: skip
