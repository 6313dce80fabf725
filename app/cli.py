"""Commands for whoever keeps the program: accounts, audit, docs, demo."""

import sys
from datetime import datetime

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from app.accounts import cli as accounts_cli
from app.audit.queries import altered_lines
from app.catalogue import cli as catalogue_cli
from app.demo import cli as demo_cli
from app.demo import staff
from app.docs import cli as docs_cli
from app.features import JOBS
from app.jobs.cli import jobs_commands, serve_command
from app.kernel.clock import ROME
from app.registry import cli as registry_cli
from app.transaction.operations import move_office_clock

audit = AppGroup("audit", help="Il registro di chi ha fatto e letto che cosa.")
clock = AppGroup("clock", help="L'orologio dell'ufficio, solo nella dimostrazione.")


def install(app: Flask) -> None:
    """Give the application its commands."""
    for command in (
        accounts_cli.group,
        audit,
        catalogue_cli.group,
        clock,
        jobs_commands(JOBS),
        demo_cli.group,
        docs_cli.group,
        registry_cli.group,
        serve_command(staff.accounts_to_print),
    ):
        app.cli.add_command(command)


@audit.command("verify")
def verify() -> None:
    """Controlla ogni riga del registro; esce con 1 se qualcuna è stata alterata."""
    altered = list(altered_lines())
    for table, line in altered:
        click.echo(f"Riga alterata: {table} {line}")
    click.echo(f"Righe alterate: {len(altered)}")
    sys.exit(1 if altered else 0)


@clock.command("set")
@click.argument("moment")
def set_clock(moment: str) -> None:
    """Porta l'orologio a MOMENT, per esempio "2026-11-23 15:05"; "real" lo rimette all'ora vera."""
    if not current_app.extensions["settings"].demo:
        click.echo("L'orologio si sposta solo nella dimostrazione.", err=True)
        sys.exit(1)
    if moment == "real":
        move_office_clock(None)
        return
    move_office_clock(datetime.fromisoformat(moment).replace(tzinfo=ROME))
