"""What is read of a message: who wrote, when, the words, the files; and nothing it wants done."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.rules import FileFault, Mail, read_mail
from app.documents.rules.mail import MOST_PARTS
from tests.builders.post import A_PDF, WORDS, a_message, certified

MEGABYTES = 20_000_000
FROM = b"From: a@b.example\r\n"


def _read(message: EmailMessage | bytes) -> Mail:
    mail = read_mail(message if isinstance(message, bytes) else message.as_bytes())
    assert isinstance(mail, Mail), mail
    return mail


def test_who_wrote_when_about_what_and_with_which_files() -> None:
    mail = _read(a_message())
    assert (mail.sender, mail.address) == ("IC Martesana", "dirigente@martesana.example")
    assert mail.subject == "Assenze di un alunno"
    assert mail.sent_at == datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
    assert mail.text == WORDS
    assert [(one.name, one.content) for one in mail.attached] == [("relazione.pdf", A_PDF)]
    assert not mail.certified


def test_of_certified_mail_the_message_inside_is_read() -> None:
    mail = _read(certified(a_message()))
    assert mail.certified
    assert mail.address == "dirigente@martesana.example"
    assert mail.subject == "Assenze di un alunno"
    assert [one.name for one in mail.attached] == ["relazione.pdf"]


def test_the_signature_is_kept_apart() -> None:
    mail = _read(a_message(f"{WORDS}\n-- \nPina Esposito\nvia Lunga 4"))
    assert mail.text == WORDS
    assert mail.signature == "Pina Esposito\nvia Lunga 4"


def test_a_page_is_read_as_words_and_runs_nothing() -> None:
    message = EmailMessage()
    message["From"] = "a@b.example"
    message.set_content(
        "<html><head><title>no</title><style>p{}</style></head><body onload=alert(1)>"
        "<p>Perch&eacute; <b>manca</b><br>da scuola</p><script>alert(2)</script>"
        "<img src=http://altrove.example/x.png></body></html>",
        subtype="html",
    )
    assert _read(message).text == "Perché manca\nda scuola"


@pytest.mark.parametrize(
    ("charset", "content"),
    [
        ("utf-8", "è così".encode("latin-1")),
        ("us-ascii", "è così".encode()),
        ("nessuno", "è così".encode()),
        ("punycode", "è così".encode()),
        ("windows-1252", "è così".encode("cp1252")),
    ],
)
def test_an_alphabet_that_is_not_what_was_said_loses_nothing(charset: str, content: bytes) -> None:
    head = f"Content-Type: text/plain; charset={charset}\r\n\r\n".encode()
    assert _read(FROM + head + content).text == "è così"


def test_what_is_too_deep_stays_in_the_message_and_is_said() -> None:
    message = a_message()
    for _ in range(6):
        outer = EmailMessage()
        outer["From"] = "a@b.example"
        outer.make_mixed()
        outer.attach(message)
        message = outer
    mail = _read(message)
    assert mail.unread > 0
    assert mail.attached == ()


def test_fifty_parts_are_read_and_the_others_counted() -> None:
    many = a_message(attached=tuple((f"{n}.pdf", A_PDF) for n in range(MOST_PARTS + 9)))
    mail = _read(many)
    assert len(mail.attached) == MOST_PARTS - 1, "one part are the words"
    assert mail.unread == 10


def test_a_message_within_a_message_is_one_of_its_files() -> None:
    outer = a_message(attached=())
    outer.add_attachment(a_message(subject="Di ieri"), filename="inoltrato.eml")
    (inside,) = _read(outer).attached
    assert inside.name == "inoltrato.eml"
    assert _read(inside.content).subject == "Di ieri"


def test_a_name_of_a_file_climbs_nowhere() -> None:
    mail = _read(a_message(attached=(("../../../etc/cron.d/x.pdf", A_PDF),)))
    assert [one.name for one in mail.attached] == ["x.pdf"]


@pytest.mark.parametrize(
    "date",
    [
        "",
        "domani",
        "Fri, 31 Feb 2026 25:61:00 +9999",
        "Mon, 1 Jan 1901 00:00:00 +0000",
        "9" * 3_000,
    ],
)
def test_a_day_nobody_can_read_is_none(date: str) -> None:
    assert _read(f"From: a@b.example\r\nDate: {date}\r\n\r\nciao".encode()).sent_at is None


EDGE = b"Content-Type: multipart/mixed; boundary=x\r\n\r\n"
PAGE = b"Content-Type: text/html\r\n\r\n"
NESTED = b"".join(
    b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(99)
)
ENDLESS: dict[str, Callable[[], bytes]] = {
    "lines": lambda: FROM + b"\n" * MEGABYTES,
    "one line": lambda: FROM + b"\r\n" + b"a" * MEGABYTES,
    "one header": lambda: b"From: " + b"(" * MEGABYTES,
    "senders": lambda: b"From: " + b"a@b.example, " * 1_000_000,
    "headers": lambda: b"".join(b"X-%d: a\n" % n for n in range(200_000)),
    "parts": lambda: FROM + EDGE + b"--x\r\n\r\nciao\r\n" * 500_000,
    "nested": lambda: FROM + NESTED + b"a\n" * 200_000,
    "messages": lambda: FROM + b"Content-Type: message/rfc822\n\n" * 100_000,
    "tags": lambda: FROM + PAGE + b"<script" * 2_000_000,
    "notes": lambda: FROM + PAGE + b"<!--" * 2_000_000,
    "brackets": lambda: FROM + PAGE + b"<" * 2_000_000,
    "number": lambda: FROM + PAGE + b"&#" + b"9" * 200_000,
    "quotes": lambda: FROM + b'Content-Type: text/plain; a="' + b';"' * 100_000,
    "words": lambda: b"Subject: =?utf-8?b?%b?= =?punycode?q?%b?=" % (b"/" * 3_000, b"a" * 3_000),
}


@pytest.mark.parametrize("what", ENDLESS)
def test_nothing_keeps_the_office_waiting(what: str) -> None:
    content = ENDLESS[what]()[:MEGABYTES]
    started = time.monotonic()
    assert isinstance(read_mail(content), Mail | FileFault)
    assert time.monotonic() - started < 20


@given(st.binary(max_size=300), st.integers(0, 900))
def test_a_broken_message_is_read_or_refused_and_never_a_fault(noise: bytes, at: int) -> None:
    whole = certified(a_message()).as_bytes()
    for content in (whole[:at] + noise + whole[at:], whole[:at] + noise, FROM + noise):
        assert isinstance(read_mail(content), Mail | FileFault)


HEADERS = ("From", "Date", "Subject", "Content-Type", "Content-Disposition", "Content-Transfer-Encoding",
           "Content-ID", "X-Trasporto")  # fmt: skip


@given(
    st.dictionaries(
        st.sampled_from(HEADERS), st.text('abc;="()<>@,:*%[]\\. =?utf-8b\x00è', max_size=60)
    )
)
def test_headers_of_nobody_are_no_fault(headers: dict[str, str]) -> None:
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    assert isinstance(read_mail(f"{lines}\r\nciao".encode()), Mail | FileFault)
