"""Commands about accounts: the first administrator, and the link nobody else can use."""

import sys
from urllib.parse import urljoin

import click
from flask import current_app
from flask.cli import AppGroup

from app.accounts import operations
from app.accounts.policy import Permission
from app.kernel.actor import SystemActor
from app.kernel.clock import office_date
from app.kernel.errors import NotAllowedNow
from app.transaction.queries import office_now

group = AppGroup("accounts", help="Le persone che entrano nel programma.")


@group.command("first-admin")
@click.option("--login", required=True, help="Nome utente di chi amministra.")
@click.option("--name", required=True, help="Nome e cognome.")
@click.option("--organisation", required=True, help="Nome dell'ente, per esempio Comune di …")
def first_admin(login: str, name: str, organisation: str) -> None:
    """Crea l'ente e la prima persona che lo amministra; stampa un collegamento valido una volta."""
    now = office_now()
    actor = SystemActor(
        name="flask accounts first-admin",
        permissions=frozenset({Permission.ACCOUNTS_STAFF_MANAGE, Permission.ACCOUNTS_STAFF_READ}),
    )
    try:
        token = operations.found_body(
            actor=actor,
            now=now,
            organisation_name=organisation,
            login=login,
            name=name,
            starts_on=office_date(now),
        )
    except NotAllowedNow:
        click.echo("C'è già un ente: le persone si aggiungono dalla pagina «Personale».", err=True)
        sys.exit(1)
    base = current_app.extensions["settings"].base_url or "http://localhost:5000"
    click.echo("Collegamento valido una sola volta, entro 48 ore:")
    click.echo(urljoin(base + "/", f"first-access/{token}"))
