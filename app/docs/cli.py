"""`flask docs generate` and `flask docs check`."""

import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from app.accounts.labels import ROLES
from app.accounts.policy import TABLE, Permission, Role
from app.docs.refusals import refusals_of
from app.docs.rendering import Write, permissions_page, procedure_page, use_cases_page
from app.features import LABELS, PROCEDURES, WORDS
from app.transaction.use_case import USE_CASES, UseCase
from app.web.access import access_of
from config import ROOT

group = AppGroup("docs", help="Le pagine di docs/ ricavate dal codice.")
FOLDER = ROOT / "docs"
PRINTED_WHOLE = "procedures"  # in this folder stands nothing that was written by hand


@group.command("generate")
def generate() -> None:
    """Riscrivi le pagine ricavate dal codice."""
    for name in write(pages(current_app), FOLDER):
        click.echo(f"Scritta docs/{name}")


@group.command("check")
def check() -> None:
    """Esci con 1 se qualche pagina è più vecchia del codice."""
    old = stale(pages(current_app), FOLDER)
    for name in old:
        click.echo(f"Da riscrivere: docs/{name} (make docs)")
    sys.exit(1 if old else 0)


def pages(app: Flask) -> dict[str, str]:
    """Return the text of every printed page by its name inside docs/."""
    asked, public = _addresses(app)
    office = [case for case in USE_CASES.values() if case.function.__module__.startswith("app.")]
    printed = {
        "permissions.md": permissions_page(ROLES, asked, public),
        "use-cases.md": use_cases_page(_write_of(case) for case in office),
    }
    for procedure in PROCEDURES:
        printed[f"{PRINTED_WHOLE}/{procedure.name}.md"] = procedure_page(procedure, _words)
    return printed


def write(printed: Mapping[str, str], folder: Path) -> list[str]:
    """Write the pages that differ, take away those of procedures that are gone; return both."""
    changed = stale(printed, folder)
    for name in changed:
        path = folder / name
        if name not in printed:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(printed[name], encoding="utf-8")
    return changed


def stale(printed: Mapping[str, str], folder: Path) -> list[str]:
    """Return the names of the pages that differ from what the code prints, or nobody prints."""
    old = [name for name, text in printed.items() if _read(folder / name) != text]
    left = [f"{PRINTED_WHOLE}/{path.name}" for path in (folder / PRINTED_WHOLE).glob("*.md")]
    return sorted([*old, *(name for name in left if name not in printed)])


def _words(code: str) -> str:
    """Return a code as the head of the office reads it: a duty is said by who holds it."""
    words = LABELS.get(type(code), {}).get(code) if isinstance(code, StrEnum) else None
    if words is not None:
        return words.text
    if code in set(Permission):
        return ", ".join(ROLES[role].text.lower() for role in Role if code in TABLE[role])
    return WORDS.get(code, code)


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def _write_of(case: UseCase) -> Write:
    refusals = [(refusal.kind, refusal.code) for refusal in refusals_of(case.function)]
    return Write(case.name, case.permission, case.function.__doc__ or "", refusals)


def _addresses(app: Flask) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Return the addresses of each permission, and the reason of each address open to all."""
    asked: dict[str, list[str]] = {}
    public: dict[str, str] = {}
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        access = access_of(app.view_functions[rule.endpoint])
        address = f"`{rule.rule}`"
        if access is None:
            continue
        if access.permission is None:
            public[address] = access.reason
        elif address not in asked.setdefault(access.permission, []):
            asked[access.permission].append(address)
    return asked, public
