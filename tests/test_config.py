"""Production is another thing than the demo: it refuses to start when anything is unsafe."""

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest

import config

MASTER = "1:" + base64.b64encode(b"\x09" * 32).decode()
SAFE = {
    "SPORTELLO_MODE": "production",
    "DATABASE_URL": "postgresql://office@localhost/office",
    "SPORTELLO_SECRET_KEY": "un segreto lungo che conosce solo l'ente",
    "SPORTELLO_MASTER_KEY": MASTER,
    "SPORTELLO_BASE_URL": "https://sociale.esempio.invalid",
}


def test_a_safe_production_starts(tmp_path: Path) -> None:
    settings = config.load(SAFE, tmp_path)
    assert settings.secure_cookies
    assert settings.database_url == "postgresql+psycopg://office@localhost/office"


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"DATABASE_URL": ""}, "DATABASE_URL"),
        ({"SPORTELLO_SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SPORTELLO_SECRET_KEY": "corto"}, "SECRET_KEY"),
        ({"SPORTELLO_SECRET_KEY": "cambiami" * 4}, "esempio"),
        ({"SPORTELLO_MASTER_KEY": ""}, "MASTER_KEY"),
        ({"SPORTELLO_MASTER_KEY": "1:non-base64"}, "MASTER_KEY"),
        ({"SPORTELLO_MASTER_KEY": "1:" + base64.b64encode(b"corta").decode()}, "MASTER_KEY"),
        ({"SPORTELLO_BASE_URL": "http://sociale.esempio.invalid"}, "https"),
        ({"SPORTELLO_BASE_URL": ""}, "https"),
        ({"SPORTELLO_CLAMAV": "clamd.sock"}, "CLAMAV"),
        ({"FLASK_DEBUG": "1"}, "FLASK_DEBUG"),
        ({"SPORTELLO_TRUSTED_PROXIES": "molti"}, "PROXIES"),
        ({"SPORTELLO_MODE": "produzione"}, "SPORTELLO_MODE"),
    ],
)
def test_each_fault_is_refused_with_its_sentence(
    tmp_path: Path, change: dict[str, str], word: str
) -> None:
    with pytest.raises(config.UnsafeSettings) as refusal:
        config.load({**SAFE, **change}, tmp_path)
    assert any(word in fault for fault in refusal.value.faults)


def test_every_fault_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(config.UnsafeSettings) as refusal:
        config.load({"SPORTELLO_MODE": "production"}, tmp_path)
    assert len(refusal.value.faults) >= 4


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(MASTER + "\n")
    given = {**SAFE, "SPORTELLO_MASTER_KEY_FILE": str(tmp_path / "key")}
    assert config.load(given, tmp_path).master_keys == {1: b"\x09" * 32}


def test_no_secret_shows_when_settings_are_printed(tmp_path: Path) -> None:
    shown = repr(config.load(SAFE, tmp_path))
    assert SAFE["SPORTELLO_SECRET_KEY"] not in shown
    assert "\\t" not in shown


def test_the_demo_makes_its_secrets_once_and_keeps_them(tmp_path: Path) -> None:
    first, second = config.load({}, tmp_path), config.load({}, tmp_path)
    assert first.demo
    assert first == second
    assert (tmp_path / "instance" / "demo.env").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_uses_the_driver_we_have(tmp_path: Path, scheme: str) -> None:
    given = {**SAFE, "DATABASE_URL": f"{scheme}://office@localhost/office"}
    settings = config.load(given, tmp_path)
    assert settings.database_url == "postgresql+psycopg://office@localhost/office"
    assert not settings.sqlite


def test_without_an_address_the_embedded_database_stands_with_the_data(tmp_path: Path) -> None:
    settings = config.load({"SPORTELLO_DATA_DIR": str(tmp_path / "dati")}, tmp_path)
    assert settings.database_url == f"sqlite:///{tmp_path / 'dati' / 'sportello.sqlite3'}"
    assert settings.sqlite


def test_a_ring_of_several_keys_is_read_by_version(tmp_path: Path) -> None:
    newer = "12:" + base64.b64encode(b"\x0c" * 32).decode()
    settings = config.load({**SAFE, "SPORTELLO_MASTER_KEY": f"{MASTER},{newer}"}, tmp_path)
    assert settings.master_keys == {1: b"\x09" * 32, 12: b"\x0c" * 32}


@pytest.mark.parametrize(
    "ring",
    [MASTER.removeprefix("1:"), "x:" + MASTER[2:], f"{MASTER},2:corta", MASTER + "!", "-" + MASTER],
)
def test_one_unreadable_key_refuses_the_whole_ring(tmp_path: Path, ring: str) -> None:
    with pytest.raises(config.UnsafeSettings, match="MASTER_KEY"):
        config.load({**SAFE, "SPORTELLO_MASTER_KEY": ring}, tmp_path)


def test_the_refusal_of_a_start_tells_no_secret(tmp_path: Path) -> None:
    given = {**SAFE, "SPORTELLO_SECRET_KEY": "canarino", "SPORTELLO_MASTER_KEY": "1:canarino"}
    with pytest.raises(config.UnsafeSettings) as refusal:
        config.load(given, tmp_path)
    assert "canarino" not in str(refusal.value)


def test_two_programs_started_together_share_the_secrets_of_the_demo(tmp_path: Path) -> None:
    ask = "import config, hashlib; s = config.load(); print(hashlib.sha256(s.secret_key.encode() + s.master_keys[1]).hexdigest())"
    told = {**os.environ, "SPORTELLO_DATA_DIR": str(tmp_path / "dati")}
    for name in ("SPORTELLO_MODE", "SPORTELLO_SECRET_KEY", "SPORTELLO_MASTER_KEY"):
        told.pop(name, None)
    started = [
        subprocess.Popen(
            [sys.executable, "-c", ask],
            cwd=config.ROOT,
            env=told,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    prints = {program.communicate()[0] for program in started}
    assert [program.returncode for program in started] == [0] * 4
    assert len(prints) == 1
    assert [path.name for path in (tmp_path / "dati").iterdir()] == ["demo.env"]


def test_one_installation_does_not_share_its_secrets_with_another(tmp_path: Path) -> None:
    here, there = config.load({}, tmp_path / "here"), config.load({}, tmp_path / "there")
    assert here.secret_key != there.secret_key
    assert here.master_keys != there.master_keys


def test_without_providers_nothing_is_set(tmp_path: Path) -> None:
    settings = config.load(SAFE, tmp_path)
    assert (settings.mail, settings.sms) == (None, None)


def test_providers_are_read_and_their_secrets_hidden(tmp_path: Path) -> None:
    given = {
        **SAFE,
        "SPORTELLO_SMTP_HOST": "posta.esempio.invalid",
        "SPORTELLO_SMTP_FROM": "ufficio@esempio.invalid",
        "SPORTELLO_SMTP_PASSWORD": "parola segreta",
        "SPORTELLO_SMS_URL": "https://sms.esempio.invalid/send",
        "SPORTELLO_SMS_TOKEN": "gettone segreto",
    }
    settings = config.load(given, tmp_path)
    assert settings.mail is not None
    assert (settings.mail.port, settings.mail.starttls) == (587, True)
    assert "segreto" not in repr(settings)
    assert "segreta" not in repr(settings)


_MAIL = {
    "SPORTELLO_SMTP_HOST": "posta.esempio.invalid",
    "SPORTELLO_SMTP_FROM": "ufficio@esempio.invalid",
}


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({**_MAIL, "SPORTELLO_SMTP_FROM": ""}, "SMTP_FROM"),
        ({**_MAIL, "SPORTELLO_SMTP_PORT": "posta"}, "SMTP_PORT"),
        ({**_MAIL, "SPORTELLO_SMTP_TLS": "0"}, "SMTP_TLS"),
        ({"SPORTELLO_SMS_URL": "http://sms.esempio.invalid", "SPORTELLO_SMS_TOKEN": "x"}, "SMS"),
        ({"SPORTELLO_SMS_URL": "https://sms.esempio.invalid"}, "SMS_TOKEN"),
        ({"SPORTELLO_SMS_URL": "https://[", "SPORTELLO_SMS_TOKEN": "x"}, "SMS_URL"),
    ],
)
def test_an_unsafe_provider_is_refused(tmp_path: Path, change: dict[str, str], word: str) -> None:
    with pytest.raises(config.UnsafeSettings) as refusal:
        config.load({**SAFE, **change}, tmp_path)
    assert any(word in fault for fault in refusal.value.faults)
