"""From the tables of the code to the words of the pages. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from app.accounts.policy import TABLE, Permission, Role
from app.kernel.actor import Reach
from app.kernel.label import Label
from app.kernel.workflow import Procedure, lines
from app.transaction.use_case import UseCase

REACH_WORDS = {
    Reach.NONE: "",
    Reach.OWN: "own",
    Reach.TEAM: "team",
    Reach.ORGANISATION: "all",
}
_NOTE = "<!-- Printed by `make docs`: change the code, not this page. -->"


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
    parts = [
        "# Permissions",
        _NOTE,
        "What is not in the table is denied. *own*: what is mine; *all*: whatever my body holds.",
        table(header, rows),
        "## Addresses",
        table(
            ["permission", "addresses"], [[f"`{p}`", ", ".join(endpoints[p])] for p in endpoints]
        ),
        "## Open to everybody",
        table(["address", "why"], [[address, public[address]] for address in sorted(public)]),
    ]
    return "\n\n".join(parts) + "\n"


def use_cases_page(cases: Iterable[UseCase]) -> str:
    """Return every write there is: name, permission, what it does."""
    rows = [
        [f"`{case.name}`", f"`{case.permission}`" if case.permission else "the procedure's row",
         (case.function.__doc__ or "").strip().split("\n")[0]]
        for case in sorted(cases, key=lambda case: case.name)
    ]  # fmt: skip
    head = (
        "# Use cases\n\n" + _NOTE + "\n\nThe only doors through which the office's data change.\n\n"
    )
    return head + table(["use case", "permission", "what it does"], rows) + "\n"


def procedure_page(procedure: Procedure, words: Mapping[str, str]) -> str:  # type: ignore[type-arg]
    """Return one procedure as the table the head of the office reads."""
    header = ["azione", "da", "a", "chi", "solo se", "avvisa se", "termini", "effetto"]
    rows = [list(line) for line in lines(procedure, lambda code: words.get(code, code))]
    return f"# {procedure.name}\n\n{_NOTE}\n\n{table(header, rows)}\n"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; an empty cell says nothing."""
    out = ["| " + " | ".join(header) + " |", "|" + " --- |" * len(header)]
    out += ["| " + " | ".join(cell or " " for cell in row) + " |" for row in rows]
    return "\n".join(out)


def _reach(role: Role, permission: Permission) -> str:
    return REACH_WORDS[TABLE[role].get(permission, Reach.NONE)]
