"""`flask demo load`: the invented office, made once."""

import os
import sys
import time

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select

from app.db import count_rows, db, not_waiting_for_the_disk
from app.demo import (
    agenda,
    aid,
    begun,
    boxes,
    consortium,
    deadlines,
    district,
    families,
    letters,
    messages,
    missing,
    office,
    open_door,
    outside,
    passing,
    registry,
    reminders,
    services,
    skills,
    staff,
    town,
    walkin,
    year,
)
from app.demo.context import Demo
from app.tenancy.models import Organisation

group = AppGroup("demo", help="L'ufficio inventato della dimostrazione.")


@group.command("load")
@click.option("--if-empty", is_flag=True, help="Solo se la base dati è vuota; altrimenti niente.")
def load(**given: bool) -> None:
    """Riempi la base dati con l'ufficio inventato (DEMO_SIZE moltiplica le quantità)."""
    if current_app.extensions["settings"].mode == "production":
        click.echo("In produzione non ci sono dati dimostrativi.", err=True)
        sys.exit(1)
    if db.session.scalar(select(Organisation.id).limit(1)) is not None:
        if not given["if_empty"]:
            click.echo("La base dati non è vuota: la dimostrazione si carica solo da vuota.")
        return
    started = time.monotonic()
    size = os.environ.get("DEMO_SIZE", "1")
    with not_waiting_for_the_disk():
        fill(Demo(size=max(1, int(size)) if size.isdecimal() else 1, tell=_tell))
    click.echo(f"Dimostrazione pronta in {time.monotonic() - started:.0f} secondi.")


def fill(demo: Demo) -> None:
    """Make every part of the demo, in the order in which each needs the one before."""
    parts = (
        staff,
        office,
        services,
        boxes,
        families,
        town,
        agenda,
        year,
        aid,
        messages,
        walkin,
        begun,
        open_door,
        deadlines,
        missing,
        outside,
        skills,
        registry,
        passing,
        letters,
        district,
        consortium,
    )
    for part in parts:
        part.load(demo)
    agenda.choose_rules(demo)
    reminders.load(demo)
    _let_it_count()


def _let_it_count() -> None:
    """Have PostgreSQL count what was made.

    It does so by itself some minutes later; until then it takes every table for nearly empty, and
    joins them as such.
    """
    if db.engine.dialect.name == "postgresql":
        with db.engine.begin() as connection:
            count_rows(connection)


def _tell(words: str) -> None:
    click.echo(f"» {words}")
