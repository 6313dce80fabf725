"""`flask registry import`: a file of the registry taken in from the machine, to the end."""

import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from app.accounts.policy import Permission
from app.accounts.queries import viewer_by_login
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Conflict, Invalid, NotAllowedNow
from app.kernel.references import ImportId
from app.registry import operations, queries
from app.registry.labels import LABELS, REASONS
from app.registry.rules import LARGEST, Outcome, Takes
from app.transaction.queries import office_now

group = AppGroup("registry", help="I file dell'anagrafe.")


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--login", required=True, help="Nome utente di chi importa.")
@click.option("--town", required=True, help="Comune di residenza, dove il file non lo dice.")
@click.option("--everybody", is_flag=True, help="In archivio entrano tutti, non solo i conosciuti.")
def import_file(**given: Any) -> None:
    """Importa FILE fino in fondo, con le colonne come si leggono dalle intestazioni."""
    now = office_now()
    viewer = viewer_by_login(given["login"], office_date(now))
    if viewer is None or not viewer.may(Permission.REGISTRY_IMPORT_RUN):
        click.echo("Questo nome utente non può importare dall'anagrafe.", err=True)
        sys.exit(1)
    takes = Takes.EVERYBODY if given["everybody"] else Takes.KNOWN
    try:
        import_id = _started(viewer, now, given["file"], given["town"], takes)
    except (Invalid, NotAllowedNow, Conflict) as refusal:
        for reason in refusal.reasons:
            code = reason.rpartition(":")[2]
            click.echo(REASONS.get(code, "Non è possibile: controlla e riprova."), err=True)
        sys.exit(1)
    (one,) = [one for one in queries.running() if one.id == import_id]
    done = 0
    while rows := operations.go_on(actor=one.viewer, now=now, import_id=import_id):
        done += rows
        time.sleep(operations.PAUSE)
        click.echo(f"\r{done} passi", nl=False)
    click.echo()
    page = queries.import_page(viewer, import_id)
    for outcome, number in page.counts.items():
        click.echo(f"{LABELS[Outcome][outcome].text}: {number}")


def _started(viewer: Viewer, now: datetime, file: Path, town: str, takes: Takes) -> ImportId:
    by: dict[str, Any] = {"actor": viewer, "now": now}
    with file.open("rb") as handle:
        content = handle.read(LARGEST + 1)
    import_id: ImportId = operations.bring_file(
        **by, file_name=file.name, content=content, town=town, takes=takes
    )
    page = queries.import_page(viewer, import_id)
    operations.choose_columns(**by, import_id=import_id, version=page.version, columns=page.columns)
    version = queries.import_page(viewer, import_id).version
    operations.start_import(**by, import_id=import_id, version=version)
    return import_id
