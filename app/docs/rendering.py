"""From the tables of the code to the words of the pages. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.accounts.policy import DUTIES, TABLE, Duty, Permission, Role
from app.kernel.actor import Reach
from app.kernel.label import Label
from app.kernel.workflow import Procedure, Words, lines

REACH_WORDS = {
    Reach.NONE: "",
    Reach.OWN: "own",
    Reach.TEAM: "team",
    Reach.ORGANISATION: "all",
}
NOTE = "<!-- Printed by `make docs`: change the code, not this page. -->"


@dataclass(frozen=True)
class Write:
    """A use case as its page shows it; `refusals` pairs each kind with its code, or nothing."""

    name: str
    permission: str | None
    docstring: str
    refusals: Sequence[tuple[str, str]] = ()


def permissions_page(
    roles: Mapping[StrEnum, Label],
    endpoints: Mapping[str, Sequence[str]],
    public: Mapping[str, str],
) -> str:
    """Return who may do what, which addresses ask for which permission, what is open to all.

    `endpoints` gives the addresses of each permission; `public` the reason of each open address.
    """
    header = ["permission", *(roles[role].text for role in Role)]
    rows = [
        [f"`{permission}`", *(_reach(role, permission) for role in Role)]
        for permission in Permission
    ]
    asked = [[f"`{name}`", ", ".join(endpoints[name])] for name in sorted(endpoints)]
    parts = [
        "# Permissions",
        NOTE,
        "What is not in the table is denied. *own*: what is mine; *team*: what my team follows; "
        "*all*: whatever my body holds. Nothing reaches beyond the body.",
        table(header, rows),
        "## Roles in the code",
        table(["role", "identifier"], [[roles[role].text, f"`{role}`"] for role in Role]),
        "## Left to a substitute",
        "What the person in charge may leave to a social worker from a day to another; each act is "
        "for the whole body and is signed in whose place it was done.",
        table(
            ["duty", "acts"],
            [[f"`{duty}`", ", ".join(f"`{act}`" for act in DUTIES[duty])] for duty in Duty],
        ),
        "## Addresses",
        table(["permission", "addresses"], asked),
        "## Open to everybody",
        table(["address", "why"], [[address, public[address]] for address in sorted(public)]),
    ]
    return "\n\n".join(parts) + "\n"


def use_cases_page(writes: Iterable[Write]) -> str:
    """Return every write there is: name, permission, what it does, how it refuses."""
    rows = [
        [
            f"`{write.name}`",
            f"`{write.permission}`" if write.permission else "the procedure's row",
            first_sentence(write.docstring),
            refusal_words(write.refusals),
        ]
        for write in sorted(writes, key=lambda write: write.name)
    ]
    parts = [
        "# Use cases",
        NOTE,
        "The only doors through which the office's data change. Any of them may also answer "
        "`NotPermitted` (the duty is missing), `Conflict` (somebody saved meanwhile), `Busy` (the "
        "database did not give way) and `Invalid` with `submission_reused`.",
        table(["use case", "permission", "what it does", "refuses with"], rows),
    ]
    return "\n\n".join(parts) + "\n"


def procedure_page(procedure: Procedure[Any, Any, Any], words: Words) -> str:
    """Return one procedure as the table the head of the office reads."""
    header = ["azione", "da", "a", "chi", "solo se", "avvisa se", "termini", "effetto"]
    rows = [list(line) for line in lines(procedure, words)]
    return f"# {procedure.name}\n\n{NOTE}\n\n{table(header, rows)}\n"


def first_sentence(docstring: str) -> str:
    """Return the first sentence of a docstring, on one line."""
    paragraph = " ".join(docstring.strip().split("\n\n")[0].split())
    sentence, stop, _ = paragraph.partition(". ")
    return sentence + stop.strip()


def refusal_words(refusals: Sequence[tuple[str, str]]) -> str:
    """Return the refusals by kind, each with its codes: «`Invalid`: `not_a_day`; `NotFound`»."""
    by_kind: dict[str, list[str]] = {}
    for kind, code in refusals:
        by_kind.setdefault(kind, []).extend([code] if code else [])
    return "; ".join(
        f"`{kind}`" + (": " if codes else "") + ", ".join(f"`{code}`" for code in codes)
        for kind, codes in by_kind.items()
    )


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; an empty cell says nothing, a bar inside a cell stays a bar."""
    out = ["| " + " | ".join(header) + " |", "|" + " --- |" * len(header)]
    out += [
        "| " + " | ".join(cell.replace("|", "\\|") or " " for cell in row) + " |" for row in rows
    ]
    return "\n".join(out)


def _reach(role: Role, permission: Permission) -> str:
    return REACH_WORDS[TABLE[role].get(permission, Reach.NONE)]
