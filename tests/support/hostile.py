"""What nobody honest types, field by field, over a form that is otherwise well filled in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import cycle
from urllib.parse import quote_plus
from uuid import UUID

from tests.support.client import Form

Typed = dict[str, list[str]]
MIXED = "<script>alert(1)</script>'; DROP TABLE person; -- محمد 王 🙂"
STRANGER = str(UUID(int=7))
_BROKEN_BYTES = "%FF%ED%A0%80%00"  # no text in UTF-8, half of a pair, and a zero
# What a field takes, tried one after the other until the form has nothing to say against it.
TRIES = (
    "Due parole", "23/11/2026", "20/12/2026", "9:30", "10", "nome@esempio.it", "1990",
)  # fmt: skip
_TEXT, _DAY, _LATER, _HOUR, _NUMBER, _MAIL, _YEAR = range(7)
_DAYS = ("31/12/9999", "01/01/0001", "31/02/2026", "0/0/0")
_NUMBERS = ("999999999999", "0", "-1", "²")
_SECRET = "una parola segreta 王"
_CARRIED = frozenset({"csrf_token", "submission", "version"})
_WRITTEN = frozenset({"text", "textarea", "search", "tel", "email", "date", "number"})


@dataclass(frozen=True)
class Filled:
    """One form with something in every field, each of which the form could take."""

    form: Form
    values: Mapping[str, str]
    tried: Mapping[str, int] = field(default_factory=dict)
    settled: frozenset[str] = frozenset()  # nothing else is left to try: the guess stays

    @classmethod
    def first(cls, form: Form) -> "Filled":
        """Fill in a form as it is shown, with a guess for each field that is empty."""
        tried = {name: _guess(name) for name in _written(form) if not form.values.get(name)}
        return cls(form, _chosen(form), tried)

    @property
    def typed(self) -> dict[str, str]:
        """Return what goes to the server."""
        return {**self.values, **{name: TRIES[index] for name, index in self.tried.items()}}

    def mended(self, wrong: set[str]) -> "Filled | None":
        """Return another try for the fields that were refused; None when there is none left."""
        again = {
            name: (index + 1) % len(TRIES)
            for name, index in self.tried.items()
            if name in wrong and name not in self.settled
        }
        settled = {name for name, index in again.items() if index == _guess(name)}
        tried, settled = {**self.tried, **again}, settled | self.settled
        return Filled(self.form, self.values, tried, frozenset(settled)) if again else None


def _written(form: Form) -> list[str]:
    return [name for name, kind in form.kinds.items() if kind in _WRITTEN]


def _chosen(form: Form) -> dict[str, str]:
    """Return the values shown; where nothing is chosen, the first answer that says something."""
    values = {name: str(form.values.get(name, "")) for name in form.kinds}
    for name, options in form.options.items():
        told = [option for option in options if option]
        single = form.kinds[name] == "checkbox" and len(options) == 1
        if not values[name] and told and not single:
            values[name] = told[0]
    ticks = {name for name, kind in form.kinds.items() if kind == "checkbox"}
    return {name: value for name, value in values.items() if value or name not in ticks}


def _guess(name: str) -> int:
    """Return the likeliest of the tries for a field, by its name: fewer presses to find it."""
    if name.endswith(("_on", "_date", "_from", "_to", "_day", "until")) or name in ("on", "first"):
        return _DAY
    if name.endswith("hour") or name == "at":
        return _HOUR
    if name in ("amount", "quantity", "minutes", "number", "value", "payments"):
        return _NUMBER
    return _TEXT


@dataclass(frozen=True)
class Attack:
    """One press: what is sent, and which texts must still be on the page if it is refused."""

    name: str
    body: str
    kept: Mapping[str, str] = field(default_factory=dict)


def attacks(filled: Filled) -> Iterator[Attack]:
    """Yield every hostile press of a form: as few as reach every field with every kind of value."""
    honest = filled.typed
    if len(honest) > len(_CARRIED):
        blank = dict(zip(honest, cycle(("", " ")), strict=False))
        yield Attack("blank", _sent({**blank, **_carried(honest)}))
    for carried in ("0", "²\x00"):
        strange = {name: carried for name in ("version", "submission") if name in honest}
        yield _attack(f"carried {carried[:3]!r}", honest, strange)
    yield Attack("everything twice", _sent({name: [v, v] for name, v in honest.items()}))
    yield _attack("no proof it is ours", honest, {"csrf_token": ""})
    yield from _written_attacks(filled, honest)
    closed = {
        name: value
        for name, value in honest.items()
        if filled.form.kinds[name] not in {*_WRITTEN, "password"} and name not in _CARRIED
    }
    for strange in ("<b>\x00", STRANGER) if closed else ():
        yield _attack(f"unknown choice {strange!r}", honest, dict.fromkeys(closed, strange))


def _written_attacks(filled: Filled, honest: dict[str, str]) -> Iterator[Attack]:
    names = [*_written(filled.form), *_passwords(filled.form)]
    kinds = {name: filled.tried.get(name, 0) for name in names}
    texts = [name for name, kind in kinds.items() if kind in (_TEXT, _MAIL)]
    if texts:
        yield _attack("huge", honest, _huge(filled, names))
        mixed = {
            name: _SECRET if filled.form.kinds[name] == "password" else MIXED for name in texts
        }
        yield _attack("every alphabet, and a script", honest, mixed)
        broken = {name: [f"\u202e\x1b{honest.get(name, '')}"] for name in texts}
        yield Attack("broken bytes", _sent({**honest, **broken}, set(texts)))
    days = [name for name, kind in kinds.items() if kind in (_DAY, _LATER)]
    numbers = [name for name, kind in kinds.items() if kind in (_HOUR, _NUMBER, _YEAR)]
    for day, number in zip(_DAYS, _NUMBERS, strict=True) if days or numbers else ():
        strange = {**dict.fromkeys(days, day), **dict.fromkeys(numbers, number)}
        yield _attack(f"{day} and {number[:12]}", honest, strange)


def _passwords(form: Form) -> list[str]:
    return [name for name, kind in form.kinds.items() if kind == "password"]


def _huge(filled: Filled, names: list[str]) -> dict[str, str]:
    """Return more than anybody writes, yet less than the whole request may hold."""
    kinds = filled.form.kinds
    areas = [name for name in names if kinds[name] == "textarea"]
    longest = min(300_000, 800_000 // max(1, len(areas)))
    huge = {name: "m" * (longest if name in areas else 5_000) for name in names}
    digits = {name: "9" * 5_000 for name, index in filled.tried.items() if index}
    secret = {name: "p" * 5_000 for name in names if kinds[name] == "password"}
    return {**huge, **digits, **secret, **({"version": "9" * 400} if "version" in kinds else {})}


def _attack(name: str, honest: dict[str, str], strange: dict[str, str]) -> Attack:
    sent = {**honest, **strange}
    kept = {
        key: value for key, value in sent.items() if key not in _CARRIED and "\x00" not in value
    }
    return Attack(name, _sent(sent), kept)


def _carried(honest: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in honest.items() if name in _CARRIED}


def _sent(fields: Mapping[str, str | list[str]], broken: set[str] = frozenset()) -> str:  # type: ignore[assignment]
    """Return the body of a request as a browser, or a broken one, writes it."""
    pairs = [
        (name, one)
        for name, value in fields.items()
        for one in ([value] if isinstance(value, str) else value)
    ]
    return "&".join(
        f"{quote_plus(name)}={quote_plus(one)}{_BROKEN_BYTES if name in broken else ''}"
        for name, one in pairs
    )
