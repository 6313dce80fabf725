"""What each misbehaviour of a provider means: later, never, or nobody knows."""

import json
from pathlib import Path
from uuid import UUID

import pytest

from app.notifications.carriers import (
    GatewayCarrier,
    LogCarrier,
    MailCarrier,
    NoCarrier,
    carriers_of,
)
from app.notifications.rules import NO_PROVIDER, Answer, Channel, Letter, Outcome
from config import MailServer, Settings, SmsGateway
from tests.builders.notices import MAILBOX, PHONE, WORDS
from tests.support.mail import closed_port, gateway, mail_server

MAIL = Letter(id=UUID(int=1), recipient=MAILBOX, title="Appuntamento", text=WORDS)
SMS = Letter(id=UUID(int=2), recipient=PHONE, title="", text=WORDS)


def by_mail(port: int) -> MailCarrier:
    server = MailServer(
        host="127.0.0.1", port=port, sender="ufficio@esempio.invalid", starttls=False, seconds=0.2
    )
    return MailCarrier(server)


def by_sms(port: int) -> GatewayCarrier:
    url = f"http://127.0.0.1:{port}/send"
    return GatewayCarrier(SmsGateway(url=url, token="gettone", seconds=0.2))


@pytest.mark.parametrize(
    ("how", "outcome", "taken"),
    [
        ("well", Outcome.SENT, 1),
        ("hang", Outcome.UNREACHABLE, 0),
        ("greet_554", Outcome.UNREACHABLE, 0),
        ("rcpt_450", Outcome.LATER, 0),
        ("rcpt_550", Outcome.REFUSED, 0),
        ("data_451", Outcome.LATER, 1),
        ("accept_and_drop", Outcome.UNCERTAIN, 1),
    ],
)
def test_what_a_mail_server_does(how: str, outcome: Outcome, taken: int) -> None:
    with mail_server(how) as server:
        assert by_mail(server.port).carry(MAIL).outcome is outcome
    assert len(server.taken) == taken


def test_an_address_nobody_can_read_is_refused() -> None:
    odd = Letter(id=UUID(int=3), recipient="à@esempio.invalid", title="A\nBcc: altri", text=WORDS)
    with mail_server("well") as server:
        assert by_mail(server.port).carry(odd).outcome is Outcome.REFUSED
    assert server.taken == []


def test_the_mail_says_who_writes_and_that_a_program_did() -> None:
    with mail_server("well") as server:
        by_mail(server.port).carry(MAIL)
    [mail] = server.taken
    assert "From: ufficio@esempio.invalid" in mail
    assert "Auto-Submitted: auto-generated" in mail


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("202", Outcome.SENT),
        ("400", Outcome.REFUSED),
        ("302", Outcome.REFUSED),
        ("401", Outcome.UNREACHABLE),
        ("429", Outcome.LATER),
        ("503", Outcome.LATER),
        ("504", Outcome.UNCERTAIN),
        ("drop", Outcome.UNCERTAIN),
        ("hang", Outcome.UNCERTAIN),
    ],
)
def test_what_a_gateway_does(answer: str, outcome: Outcome) -> None:
    with gateway(answer) as peer:
        assert by_sms(peer.port).carry(SMS).outcome is outcome
    [body] = map(json.loads, peer.taken)
    assert body == {"to": PHONE, "text": WORDS, "reference": str(SMS.id)}


@pytest.mark.parametrize("carrier", [by_mail, by_sms])
def test_where_nobody_listens_it_is_later(carrier: type) -> None:
    assert carrier(closed_port()).carry(SMS).outcome is Outcome.UNREACHABLE


def test_a_line_in_the_log_names_nobody(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO"):
        assert LogCarrier().carry(SMS).outcome is Outcome.SENT
    assert str(SMS.id) in caplog.text
    assert PHONE not in caplog.text
    assert WORDS not in caplog.text


SERVER = MailServer(host="posta.esempio.invalid", sender="ufficio@esempio.invalid")
GATEWAY = SmsGateway(url="https://sms.esempio.invalid/", token="gettone")


@pytest.mark.parametrize(
    ("mode", "mail", "sms", "by_mail", "by_sms"),
    [
        ("demo", None, None, LogCarrier, LogCarrier),
        ("demo", SERVER, None, MailCarrier, LogCarrier),
        ("production", None, None, NoCarrier, NoCarrier),
        ("production", SERVER, None, MailCarrier, NoCarrier),
        ("production", None, GATEWAY, NoCarrier, GatewayCarrier),
    ],
)
def test_who_carries_in_each_deployment(
    mode: str, mail: MailServer | None, sms: SmsGateway | None, by_mail: type, by_sms: type
) -> None:
    settings = Settings(
        mode=mode,
        database_url="",
        secret_key="",
        master_keys={},
        data_dir=Path(),
        mail=mail,
        sms=sms,
    )
    found = carriers_of(settings)
    assert {channel: type(one) for channel, one in found.items()} == {
        Channel.EMAIL: by_mail,
        Channel.SMS: by_sms,
    }


def test_without_a_provider_nothing_is_written_as_sent() -> None:
    assert NoCarrier().carry(SMS) == Answer(Outcome.REFUSED, NO_PROVIDER)
