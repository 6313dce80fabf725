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

from tests.support.databases import ENGINE
from tests.support.filling import CARRIED, DAY, NUMBER, TEXT, WRITTEN, Filled

MIXED = "<script>alert(1)</script>'; DROP TABLE person; -- محمد 王 🙂"
# For what is typed in an address; forms are tried with `attacks`.
ABSURD = (
    "", " ", "x" * 10_000, "\x00\x01", "\u202etxt", "' OR 1=1 --", "<script>alert(1)</script>",
    "{{7*7}}", "王小明", "عبد الله", "🙂" * 200, "=HYPERLINK(1)", "../../etc", "31/02/2026", "-1",
    "9" * 400, "%00", "\r\nX: y",
)  # fmt: skip
_SECRET = "una parola segreta 王"
_UNSEEN = "\u202e\u200b\u2066\x1b"  # turned round, of no width, shut in, a command to a terminal
_NO_TEXT = "%FF%ED%A0%80%00"  # nothing of UTF-8, half of a pair, and a zero
_NOT_OURS = str(UUID(int=7))
_FAR = (("31/12/9999", "9" * 12), ("01/01/0001", "0"), ("", "-1"))


@dataclass(frozen=True)
class Attack:
    """One press: what is sent, and which texts must still be on the page if it is refused.

    `data` is the body of a form as it travels, or the parts of one that carries files.
    """

    name: str
    data: str | dict[str, Any]
    kept: Mapping[str, str] = field(default_factory=dict)


def attacks(filled: Filled, *, done: bool) -> Iterator[Attack]:
    """Yield the hostile presses of a form: as few as reach every field with every kind of value.

    Where not even the honest press is `done`, what only the use case can judge is left out. What
    no form takes reaches no database: it is tried on the embedded one alone.
    """
    honest = filled.typed
    carried = {name: value for name, value in honest.items() if name in CARRIED}
    shapes = ENGINE == "sqlite"
    if shapes:
        yield _attack("no proof it is ours", honest, {"csrf_token": ""})
    tampered = {name: "²\x00" for name in carried if name != "csrf_token"}
    yield _attack("tampered with what it carries", honest, tampered)
    asked = [name for name in honest if name not in carried]
    if asked and shapes:
        yield from _shapeless(filled, carried, asked)
    if asked:
        yield from _words(filled)
    if asked and done:
        yield from _meanings(filled, carried, asked)


def _shapeless(filled: Filled, carried: dict[str, str], asked: list[str]) -> Iterator[Attack]:
    """What no form takes: all at once."""
    honest, kinds = filled.typed, filled.form.kinds
    days, numbers = filled.of_kind(DAY), filled.of_kind(NUMBER)
    blank = {**dict.fromkeys(asked, " "), **dict.fromkeys(days, "0/0/0")}
    blank |= dict.fromkeys(numbers, "²")
    yield Attack("blank, and twice", body(carried | {name: [v, v] for name, v in blank.items()}))
    strange = {
        **_huge(filled),
        **dict.fromkeys(days, "31/02/2026"),
        **dict.fromkeys(numbers, "9" * 5_000),
        **{name: "<b>\x00" for name in asked if kinds[name] not in {*WRITTEN, "password"}},
    }
    if "version" in carried:
        strange["version"] = "9" * 400
    yield _attack("huge, impossible, no choice of ours", honest, strange)


def _words(filled: Filled) -> Iterator[Attack]:
    """What a text may be."""
    honest = filled.typed
    texts = filled.of_kind(TEXT)
    secrets = [name for name in honest if filled.form.kinds[name] == "password"]
    if texts or secrets:
        mixed = {**dict.fromkeys(texts, MIXED), **dict.fromkeys(secrets, _SECRET)}
        yield _attack("every alphabet, and a script", honest, mixed)
        unseen = {name: f"{_UNSEEN}{honest[name]}" for name in texts}
        yield Attack("broken bytes", body({**honest, **unseen}, broken=texts))


def _meanings(filled: Filled, carried: dict[str, str], asked: list[str]) -> Iterator[Attack]:
    """What has a shape and no sense, and a form in which only what must be said is said."""
    honest, kinds = filled.typed, filled.form.kinds
    days, numbers = filled.of_kind(DAY), filled.of_kind(NUMBER)
    for day, number in _FAR:
        far = {**dict.fromkeys(days if day else (), day), **dict.fromkeys(numbers, number)}
        if far:
            yield _attack(f"{day} and {number}", honest, far)
    closed = [name for name in asked if kinds[name] not in {*WRITTEN, "password"}]
    if closed:
        yield _attack("somebody of nowhere", honest, dict.fromkeys(closed, _NOT_OURS))
    needed = {name: honest[name] for name in asked if name in filled.form.needed}
    files = {name: (BytesIO(b"GIF89a\x00"), "nota.gif") for name in asked if name not in needed}
    yield Attack("files where nothing must be said", {**carried, **needed, **files})


def _huge(filled: Filled) -> dict[str, str]:
    """Return more than anybody writes, yet less than the whole request may hold."""
    kinds = filled.form.kinds
    areas = [name for name in filled.typed if kinds[name] == "textarea"]
    longest = min(300_000, 800_000 // max(1, len(areas)))
    letter = {name: "p" if kinds[name] == "password" else "m" for name in filled.typed}
    written = [name for name in filled.typed if kinds[name] in {*WRITTEN, "password"}]
    return {name: letter[name] * (longest if name in areas else 5_000) for name in written}


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
