"""What nobody honest types, field by field, over a form that is otherwise well filled in.

What the shape of a form refuses goes together in few presses; what may reach the use case goes
alone, everything else being honest.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import quote_plus
from uuid import UUID

from tests.support.filling import (
    CARRIED,
    DAY,
    HOUR,
    LATER,
    MAIL,
    NUMBER,
    TEXT,
    WRITTEN,
    YEAR,
    Filled,
)

MIXED = "<script>alert(1)</script>'; DROP TABLE person; -- محمد 王 🙂"
_SECRET = "una parola segreta 王"
_UNSEEN = "\u202e\u200b\u2066\x1b"  # turned round, of no width, shut in, a command to a terminal
_NO_TEXT = "%FF%ED%A0%80%00"  # nothing of UTF-8, half of a pair, and a zero
_NO_CHOICE, _NOT_OURS = "<b>\x00", str(UUID(int=7))
_NEVER = ("31/02/2026", "0/0/0")
_FAR = (("31/12/9999", "9" * 12), ("01/01/0001", "0"), ("", "-1"))


@dataclass(frozen=True)
class Attack:
    """One press: what is sent, and which texts must still be on the page if it is refused.

    `data` is the body of a form as it travels, or the parts of one that carries files.
    """

    name: str
    data: str | dict[str, Any]
    kept: Mapping[str, str] = field(default_factory=dict)


def attacks(filled: Filled) -> Iterator[Attack]:
    """Yield every hostile press of a form: as few as reach every field with every kind of value."""
    honest = filled.typed
    carried = {name: value for name, value in honest.items() if name in CARRIED}
    yield _attack("no proof it is ours", honest, {"csrf_token": ""})
    yield Attack("everything twice", body({name: [v, v] for name, v in honest.items()}))
    tampered = {name: "²\x00" for name in carried if name != "csrf_token"}
    yield _attack("tampered with what it carries", honest, tampered)
    asked = [name for name in honest if name not in carried]
    if asked:
        yield Attack("blank", body({**honest, **dict.fromkeys(asked, " ")} | carried))
        files = {name: (BytesIO(b"GIF89a\x00"), "nota.gif") for name in asked}
        yield Attack("files instead of words", {**carried, **files})
        yield from _against_what_is_written(filled, honest)
        yield from _against_what_is_chosen(filled, honest)


def _against_what_is_written(filled: Filled, honest: dict[str, str]) -> Iterator[Attack]:
    texts, days = filled.of_kind(TEXT, MAIL), filled.of_kind(DAY, LATER)
    numbers = filled.of_kind(HOUR, NUMBER, YEAR)
    secrets = [name for name, kind in filled.form.kinds.items() if kind == "password"]
    huge = {**_huge(filled, texts), **dict.fromkeys(secrets, "p" * 5_000)}
    impossible = {**dict.fromkeys(days, _NEVER[0]), **dict.fromkeys(numbers, "9" * 5_000)}
    version = {"version": "9" * 400} if "version" in honest else {}
    yield _attack("huge, and a day that never was", honest, {**huge, **impossible, **version})
    if texts or secrets:
        mixed = {**dict.fromkeys(texts, MIXED), **dict.fromkeys(secrets, _SECRET)}
        yield _attack("every alphabet, and a script", honest, mixed)
        unseen = {name: f"{_UNSEEN}{honest[name]}" for name in texts}
        yield Attack("broken bytes", body({**honest, **unseen}, broken=texts))
    for day, number in _FAR:
        strange = {
            **dict.fromkeys(days if day else (), day),
            **dict.fromkeys(numbers, number),
        }
        if strange:
            yield _attack(f"{day} and {number}", honest, strange)


def _against_what_is_chosen(filled: Filled, honest: dict[str, str]) -> Iterator[Attack]:
    kinds = filled.form.kinds
    closed = [name for name in honest if kinds[name] not in {*WRITTEN, "password"}]
    closed = [name for name in closed if name not in CARRIED]
    if closed:
        days = dict.fromkeys(filled.of_kind(DAY, LATER), _NEVER[1])
        numbers = dict.fromkeys(filled.of_kind(HOUR, NUMBER, YEAR), "²")
        impossible = {**days, **numbers, **dict.fromkeys(closed, _NO_CHOICE)}
        yield _attack("no choice of ours", honest, impossible)
        yield _attack("somebody of nowhere", honest, dict.fromkeys(closed, _NOT_OURS))


def _huge(filled: Filled, texts: list[str]) -> dict[str, str]:
    """Return more than anybody writes, yet less than the whole request may hold."""
    areas = [name for name in texts if filled.form.kinds[name] == "textarea"]
    longest = min(300_000, 800_000 // max(1, len(areas)))
    return {name: "m" * (longest if name in areas else 5_000) for name in texts}


def _attack(name: str, honest: dict[str, str], strange: dict[str, str]) -> Attack:
    sent = {**honest, **strange}
    kept = {key: value for key, value in sent.items() if key not in CARRIED and "\x00" not in value}
    return Attack(name, body(sent), kept)


def body(fields: Mapping[str, str | list[str]], broken: Iterable[str] = ()) -> str:
    """Return the body of a request as a browser writes it, or one that is broken."""
    return "&".join(
        f"{quote_plus(name)}={quote_plus(one)}{_NO_TEXT if name in broken else ''}"
        for name, value in fields.items()
        for one in ([value] if isinstance(value, str) else value)
    )
