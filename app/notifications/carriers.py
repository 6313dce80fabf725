"""Who carries a notice: a mail server, a gateway for SMS; without one, nobody.

In a demo a line in the log stands for them. Each says what it knows: handed over, refused, to be
tried later, or silence after handing over.
"""

import http.client
import json
import logging
import smtplib
import ssl
from collections.abc import Mapping
from email.message import EmailMessage
from typing import Protocol
from urllib.parse import urlsplit

from app.notifications.rules import IN_THE_LOG, NO_PROVIDER, Answer, Channel, Letter, Outcome
from config import MailServer, Settings, SmsGateway

_log = logging.getLogger(__name__)
_LATER = frozenset({408, 425, 429, 500, 503})
_PERHAPS = frozenset({502, 504})  # whoever stands in between does not know


class Carrier(Protocol):
    """What takes a letter and says what became of it; it never raises."""

    def carry(self, letter: Letter) -> Answer:
        """Hand `letter` over."""


Carriers = Mapping[Channel, Carrier]


def carriers_of(settings: Settings) -> Carriers:
    """Return who carries each channel in this deployment."""
    nobody = LogCarrier() if settings.demo else NoCarrier()
    return {
        Channel.EMAIL: MailCarrier(settings.mail) if settings.mail else nobody,
        Channel.SMS: GatewayCarrier(settings.sms) if settings.sms else nobody,
    }


def without_provider(settings: Settings) -> tuple[Channel, ...]:
    """Return the channels by which nothing really leaves from this deployment."""
    given = {Channel.SMS: settings.sms, Channel.EMAIL: settings.mail}
    return tuple(channel for channel, provider in given.items() if provider is None)


class NoCarrier:
    """Where an office at work has no provider: what did not leave is never written as sent."""

    def carry(self, letter: Letter) -> Answer:
        """Say that it cannot leave: somebody telephones."""
        _log.warning("notice %s cannot leave: no provider is set", letter.id)
        return Answer(Outcome.REFUSED, NO_PROVIDER)


class LogCarrier:
    """A line that names nobody, in the demo, where everything goes well."""

    def carry(self, letter: Letter) -> Answer:
        """Note that it would have been sent."""
        _log.info("notice %s handed to nobody: no provider is set", letter.id)
        return Answer(Outcome.SENT, IN_THE_LOG)


class MailCarrier:
    """A mail server that takes letters over SMTP."""

    def __init__(self, server: MailServer) -> None:
        """Name the server."""
        self._server = server

    def carry(self, letter: Letter) -> Answer:
        """Hand the letter over; silence after its last line is uncertain, before it is nothing."""
        server = self._server
        try:
            mail = self._written(letter)
            smtp = smtplib.SMTP(server.host, server.port, timeout=server.seconds)
            with smtp_closed(smtp):
                self._introduce(smtp)
                return self._named(smtp, letter.recipient) or _handed_over(smtp, mail)
        except ValueError as error:  # an address no mail server can read
            return Answer(Outcome.REFUSED, type(error).__name__)
        except (OSError, smtplib.SMTPException) as error:  # ours or theirs to mend: all wait
            return Answer(Outcome.UNREACHABLE, type(error).__name__)

    def _introduce(self, smtp: smtplib.SMTP) -> None:
        smtp.ehlo_or_helo_if_needed()
        if self._server.starttls:
            smtp.starttls(context=ssl.create_default_context())
            smtp.ehlo()
        if self._server.user:
            smtp.login(self._server.user, self._server.password)

    def _named(self, smtp: smtplib.SMTP, recipient: str) -> Answer | None:
        for code, _ in (smtp.mail(self._server.sender), smtp.rcpt(recipient)):
            if code >= 300:
                return _by_code(code)
        return None

    def _written(self, letter: Letter) -> bytes:
        sender, mail = self._server.sender, EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = sender, letter.recipient, letter.title
        # The same at every attempt: a mailbox that sees it twice can tell.
        mail["Message-ID"] = f"<{letter.id}@{sender.rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(letter.text, cte="quoted-printable")
        return mail.as_bytes()


class smtp_closed:  # noqa: N801 - read as a word of the sentence that uses it
    """Close a connection without a word when its block ends: the answer is already known."""

    def __init__(self, smtp: smtplib.SMTP) -> None:
        """Name the connection."""
        self._smtp = smtp

    def __enter__(self) -> None:
        """Nothing to do: it is open."""

    def __exit__(self, *_: object) -> None:
        """Close."""
        self._smtp.close()


class GatewayCarrier:
    """A provider that takes SMS as JSON over HTTP."""

    def __init__(self, gateway: SmsGateway) -> None:
        """Name the gateway."""
        self._gateway = gateway

    def carry(self, letter: Letter) -> Answer:
        """Hand the message over; silence after the question is uncertain, before it is nothing."""
        gateway, address = self._gateway, urlsplit(self._gateway.url)
        kind = (
            http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
        )
        connection = kind(address.hostname or "", address.port, timeout=gateway.seconds)
        try:
            connection.connect()
        except OSError as error:
            return Answer(Outcome.UNREACHABLE, type(error).__name__)
        body = {"to": letter.recipient, "text": letter.text, "reference": str(letter.id)}
        headers = {
            "Content-Type": "application/json",
            "Authorization": f"Bearer {gateway.token}",
            "Idempotency-Key": str(letter.id),
        }
        try:
            connection.request("POST", address.path or "/", json.dumps(body).encode(), headers)
            status = connection.getresponse().status
        except (OSError, http.client.HTTPException) as error:
            return Answer(Outcome.UNCERTAIN, type(error).__name__)
        finally:
            connection.close()
        return _by_status(status)


def _handed_over(smtp: smtplib.SMTP, mail: bytes) -> Answer:
    try:
        return _by_code(smtp.data(mail)[0])
    except smtplib.SMTPDataError as error:  # it would not even begin
        return _by_code(error.smtp_code)
    except (OSError, smtplib.SMTPException) as error:
        return Answer(Outcome.UNCERTAIN, type(error).__name__)


def _by_code(code: int) -> Answer:
    """Read an answer of a mail server: 2 is yes, 5 is never, everything else is later."""
    kinds = {2: Outcome.SENT, 5: Outcome.REFUSED}
    return Answer(kinds.get(code // 100, Outcome.LATER), str(code))


def _by_status(status: int) -> Answer:
    if status // 100 == 2:
        return Answer(Outcome.SENT, str(status))
    if status in _PERHAPS:
        return Answer(Outcome.UNCERTAIN, str(status))
    if status in (401, 403):  # our key is wrong, not the person's number
        return Answer(Outcome.UNREACHABLE, str(status))
    return Answer(Outcome.LATER if status in _LATER else Outcome.REFUSED, str(status))
