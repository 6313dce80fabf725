"""Deployment settings, read once from the environment and checked before anything starts.

A value may have a default only if it is right in production *and* safe to publish. Office choices
(hours, terms, slot lengths) are rows with a history, never settings; law is a dated parameter.

Three modes, one word: `demo` (invented people, clock that can be moved, secrets made on the spot),
`production` (refuses to start when anything is unsafe), `test`.
"""

import base64
import binascii
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

VERSION = "0.1.0"
ROOT = Path(__file__).resolve().parent
MODES = ("demo", "production", "test")
_MINIMUM_SECRET = 32
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


class UnsafeSettings(Exception):
    """The program must not start: `faults` says why, one sentence each."""

    def __init__(self, faults: list[str]) -> None:
        """Keep the sentences for whoever prints them."""
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, kw_only=True)
class MailServer:
    """Where e-mail leaves from."""

    host: str
    sender: str
    port: int = 587
    user: str = ""
    password: str = field(default="", repr=False)
    starttls: bool = True
    seconds: float = 10.0


@dataclass(frozen=True, kw_only=True)
class SmsGateway:
    """Where SMS leave from: an address that takes JSON."""

    url: str
    token: str = field(repr=False)
    seconds: float = 10.0


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the deployment decides. `repr` never shows a secret."""

    mode: str
    database_url: str
    secret_key: str = field(repr=False)
    master_keys: Mapping[int, bytes] = field(repr=False)
    data_dir: Path
    base_url: str = ""
    trusted_proxies: int = 0
    debug: bool = False
    mail: MailServer | None = None  # without one nothing leaves: somebody telephones
    sms: SmsGateway | None = None
    antivirus: Path | None = None  # the socket of ClamAV: without one nobody looks at files
    version: str = VERSION

    @property
    def demo(self) -> bool:
        """Whether the people are invented and the office clock may be moved."""
        return self.mode == "demo"

    @property
    def secure_cookies(self) -> bool:
        """Cookies travel only over TLS, always, in production."""
        return self.mode == "production"

    @property
    def sqlite(self) -> bool:
        """Whether the embedded database is in use."""
        return self.database_url.startswith("sqlite")


def load(environ: Mapping[str, str] | None = None, root: Path = ROOT) -> Settings:
    """Return the settings of this deployment; raise `UnsafeSettings` with every fault at once.

    Without a mode in the environment, `instance/demo.env` is read, and made with fresh secrets the
    first time: a newcomer types one command and nothing else.
    """
    given = dict(os.environ if environ is None else environ)
    data_dir = Path(given.get("SPORTELLO_DATA_DIR", root / "instance"))
    if "SPORTELLO_MODE" not in given:
        given = {**_demo_environment(data_dir), **given}
    settings = Settings(
        mode=given.get("SPORTELLO_MODE", ""),
        database_url=_database_url(given, data_dir),
        secret_key=_secret(given, "SPORTELLO_SECRET_KEY"),
        master_keys=_key_ring(_secret(given, "SPORTELLO_MASTER_KEY")),
        data_dir=data_dir,
        base_url=given.get("SPORTELLO_BASE_URL", ""),
        trusted_proxies=_whole(given.get("SPORTELLO_TRUSTED_PROXIES", "0")),
        debug=given.get("FLASK_DEBUG", "") not in ("", "0", "false"),
        mail=_mail_server(given),
        sms=_sms_gateway(given),
        antivirus=Path(given["SPORTELLO_CLAMAV"]) if given.get("SPORTELLO_CLAMAV") else None,
    )
    faults = _faults(settings)
    if faults:
        raise UnsafeSettings(faults)
    return settings


def _faults(settings: Settings) -> list[str]:
    faults = []
    if settings.mode not in MODES:
        faults.append("SPORTELLO_MODE deve essere demo, production o test.")
    if len(settings.secret_key) < _MINIMUM_SECRET:
        faults.append("SPORTELLO_SECRET_KEY manca o è più corta di 32 caratteri.")
    if not settings.master_keys:
        faults.append(
            "SPORTELLO_MASTER_KEY manca o non è nella forma «1:chiave», "
            "con 32 byte scritti in base64."
        )
    if settings.trusted_proxies < 0:
        faults.append("SPORTELLO_TRUSTED_PROXIES deve essere un numero: quanti proxy ci precedono.")
    if settings.antivirus and not settings.antivirus.is_absolute():
        faults.append("SPORTELLO_CLAMAV deve essere il percorso intero del socket di ClamAV.")
    faults += _provider_faults(settings)
    if settings.mode == "production":
        faults += _production_faults(settings)
    return faults


def _provider_faults(settings: Settings) -> list[str]:
    faults = []
    mail, sms = settings.mail, settings.sms
    if mail and not (0 < mail.port < 65536 and "@" in mail.sender):
        faults.append(
            "SPORTELLO_SMTP_FROM deve essere un indirizzo e-mail, e SPORTELLO_SMTP_PORT una porta."
        )
    if mail and not mail.starttls and mail.host not in _THIS_MACHINE:
        faults.append("SPORTELLO_SMTP_TLS spento vale solo per un server su questa macchina.")
    if sms and not (sms.token and _is_safe_address(sms.url)):
        faults.append(
            "SPORTELLO_SMS_URL deve cominciare con https://, e SPORTELLO_SMS_TOKEN ci vuole."
        )
    return faults


def _is_safe_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        known = bool(parts.hostname) and parts.port != 0  # an impossible port raises
    except ValueError:
        return False
    return known and (parts.scheme == "https" or parts.hostname in _THIS_MACHINE)


def _production_faults(settings: Settings) -> list[str]:
    faults = []
    if not settings.database_url:
        faults.append("DATABASE_URL manca: in produzione la base dati va indicata.")
    if settings.debug:
        faults.append("FLASK_DEBUG è acceso: in produzione mostrerebbe il codice a chiunque.")
    if not settings.base_url.startswith("https://"):
        faults.append(
            "SPORTELLO_BASE_URL deve cominciare con https://: senza, i cookie non sono sicuri."
        )
    if settings.secret_key in _published_secrets():
        faults.append("SPORTELLO_SECRET_KEY è un valore di esempio: generane uno nuovo.")
    return faults


def _published_secrets() -> frozenset[str]:
    """Values that stand in documents and tests, and therefore protect nothing."""
    return frozenset({"test" * 8, "cambiami" * 4, "0" * _MINIMUM_SECRET})


def _database_url(given: Mapping[str, str], data_dir: Path) -> str:
    url = given.get("DATABASE_URL", "")
    if not url and given.get("SPORTELLO_MODE") != "production":
        return f"sqlite:///{data_dir / 'sportello.sqlite3'}"
    for short in ("postgres://", "postgresql://"):
        if url.startswith(short):
            return "postgresql+psycopg://" + url.removeprefix(short)
    return url


def _secret(given: Mapping[str, str], name: str) -> str:
    """Return the secret itself or the content of the file that `NAME_FILE` points to."""
    path = given.get(f"{name}_FILE")
    if path:
        return Path(path).read_text(encoding="utf-8").strip()
    return given.get(name, "")


def _mail_server(given: Mapping[str, str]) -> MailServer | None:
    host = given.get("SPORTELLO_SMTP_HOST", "")
    if not host:
        return None
    return MailServer(
        host=host,
        sender=given.get("SPORTELLO_SMTP_FROM", ""),
        port=_whole(given.get("SPORTELLO_SMTP_PORT", "587")),
        user=given.get("SPORTELLO_SMTP_USER", ""),
        password=_secret(given, "SPORTELLO_SMTP_PASSWORD"),
        starttls=given.get("SPORTELLO_SMTP_TLS", "1") not in ("0", "false"),
    )


def _sms_gateway(given: Mapping[str, str]) -> SmsGateway | None:
    url = given.get("SPORTELLO_SMS_URL", "")
    return SmsGateway(url=url, token=_secret(given, "SPORTELLO_SMS_TOKEN")) if url else None


def _key_ring(text: str) -> dict[int, bytes]:
    """Read `1:base64,2:base64`; an unreadable ring is empty, which refuses the start."""
    ring: dict[int, bytes] = {}
    for part in filter(None, text.split(",")):
        version, _, encoded = part.partition(":")
        try:
            key = base64.b64decode(encoded, validate=True)
        except (ValueError, binascii.Error):
            return {}
        if not version.isdigit() or len(key) != _MINIMUM_SECRET:
            return {}
        ring[int(version)] = key
    return ring


def _whole(text: str) -> int:
    return int(text) if text.isdigit() else -1


def _demo_environment(data_dir: Path) -> dict[str, str]:
    path = data_dir / "demo.env"
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        master = base64.b64encode(secrets.token_bytes(32)).decode()
        text = (
            "SPORTELLO_MODE=demo\n"
            f"SPORTELLO_SECRET_KEY={secrets.token_urlsafe(32)}\n"
            f"SPORTELLO_MASTER_KEY=1:{master}\n"
        )
        _write_once(path, text)
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def _write_once(path: Path, text: str) -> None:
    """Two processes may start together: the first to create the file wins."""
    temporary = path.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT, 0o600), "w") as handle:
        handle.write(text)
    try:
        os.link(temporary, path)
    except FileExistsError:
        pass
    finally:
        temporary.unlink()
