"""`flask catalogue list`: the ways, their conditions and sources, for who checks them."""

import json
from typing import Any

import click
from flask.cli import AppGroup

from app.catalogue.labels import CARDS, LABELS
from app.catalogue.paths import PATHS, Path
from app.catalogue.rules import PARAMETERS, PathCode, Source

group = AppGroup("catalogue", help="I servizi e i modi per arrivarci.")


@group.command("list")
@click.option("--json", "as_json", is_flag=True, help="In JSON, una voce per servizio.")
def list_paths(**given: bool) -> None:
    """Elenca ogni servizio con codice, condizioni e fonti."""
    told = [_told(path) for path in PATHS.values()]
    if given["as_json"]:
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for path in told:
        click.echo(f"{path['code']}: {path['name']}")
        click.echo(f"  condizioni: {', '.join(one['name'] for one in path['criteria'])}")
        click.echo(f"  fonti: {'; '.join(one['name'] for one in path['sources'])}")


def _told(path: Path) -> dict[str, Any]:
    return {
        "code": str(path.code),
        "name": LABELS[PathCode][path.code].text,
        "for_whom": CARDS[path.code].whom,
        "version": path.version,
        "criteria": [
            {"name": one.name, "meaning": one.words.split("\n")[0], "reads": [*map(str, one.reads)]}
            for one in path.criteria
        ],
        "papers": [str(one) for one in path.papers],
        "measure": str(path.measure),
        "leads_to": str(path.end),
        "approved_by": str(path.approver),
        "order": str(path.order),
        "cost": str(path.cost),
        "needs_case": path.needs_case,
        "parameters": {
            str(key): about.default for key, about in PARAMETERS.items() if about.path is path.code
        },
        "sources": [{"code": str(one), "name": LABELS[Source][one].text} for one in path.sources],
    }
