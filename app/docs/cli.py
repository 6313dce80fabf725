"""`flask docs generate` and `flask docs check`."""

import sys
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from app.accounts.labels import ROLES
from app.docs.rendering import permissions_page, procedure_page, use_cases_page
from app.features import PROCEDURES, WORDS
from app.transaction.use_case import USE_CASES
from app.web.access import access_of
from config import ROOT

group = AppGroup("docs", help="Le pagine di docs/ ricavate dal codice.")
FOLDER = ROOT / "docs"


@group.command("generate")
def generate() -> None:
    """Riscrivi le pagine ricavate dal codice."""
    for path, text in pages(current_app).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        click.echo(f"Scritta {path.relative_to(ROOT)}")


@group.command("check")
def check() -> None:
    """Esci con 1 se qualche pagina è più vecchia del codice."""
    old = stale(current_app)
    for path in old:
        click.echo(f"Da riscrivere: {path.relative_to(ROOT)} (make docs)")
    sys.exit(1 if old else 0)


def pages(app: Flask) -> dict[Path, str]:
    """Return every printed page with its text."""
    endpoints: dict[str, list[str]] = {}
    public: dict[str, str] = {}
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        access = access_of(app.view_functions[rule.endpoint])
        if access is None:
            continue
        if access.permission is None:
            public[f"`{rule.rule}`"] = access.reason
        else:
            known = endpoints.setdefault(access.permission, [])
            if f"`{rule.rule}`" not in known:
                known.append(f"`{rule.rule}`")
    office = [case for case in USE_CASES.values() if case.function.__module__.startswith("app.")]
    printed = {
        FOLDER / "permissions.md": permissions_page(
            ROLES, {name: endpoints[name] for name in sorted(endpoints)}, public
        ),
        FOLDER / "use-cases.md": use_cases_page(office),
    }
    for procedure in PROCEDURES:
        printed[FOLDER / "procedures" / f"{procedure.name}.md"] = procedure_page(procedure, WORDS)
    return printed


def stale(app: Flask) -> list[Path]:
    """Return the pages that differ from what the code would print."""
    return [
        path
        for path, text in pages(app).items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
