"""What the Comuni published, and what they put in common, taken away as text."""

from collections.abc import Iterator
from datetime import timedelta

from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.cases.rules.requests import digits
from app.district import queries
from app.district.forms import ShownForm
from app.district.labels import NOT_TOLD, OF_NO_TOWN_WORDS
from app.district.queries import ResourceRow
from app.district.routes import blueprint
from app.district.rules import Line, Share, Sums, Town, of_town
from app.web.access import requires
from app.web.formatting import day_digits, label
from app.web.request_time import today
from app.web.taken_away import csv_file

_FIGURES = (
    "Comune", "Conta nelle somme", "Dati al", "Da chi", "Servizio", "Forma di gestione",
    "Convenzione dimostrativa", "Posti", "Chiesti nell'anno", "Attivi", "In attesa",
    "Attesa più lunga in giorni", "Obiettivo", "Di cui residenti in",
)  # fmt: skip
_MEANS = (
    "Comune",
    "Tipo",
    "Che cosa",
    "Ore la settimana",
    "Quanti",
    "Dal",
    "Ultimo giorno",
    "Fonte",
)


@blueprint.get("/district/csv")
@requires(Permission.DISTRICT_FIGURES_READ)
def figures_csv() -> ResponseReturnValue:
    """Every service of every Comune on a day, as it was published: what is hidden is hidden."""
    on = ShownForm.asked().shown(today())
    towns = queries.towns_on(viewer(), on)
    lines = (line for town in towns for line in _town(town))
    return csv_file((_FIGURES, *lines), f"nove-comuni-{on.isoformat()}.csv")


@blueprint.get("/resources/csv")
@requires(Permission.DISTRICT_RESOURCE_EDIT)
def resources_csv() -> ResponseReturnValue:
    """What each Comune puts in common on a day."""
    on = ShownForm.asked().shown(today())
    rows = queries.resources(viewer(), on)
    return csv_file((_MEANS, *map(_means, rows)), f"risorse-{on.isoformat()}.csv")


def _town(town: Town) -> Iterator[tuple[str, ...]]:
    for line in of_town(town):
        yield (*_head(town, line), *_counts(line), "")
    if town.published is not None and town.published.by_itself:
        sums, head = town.published.sums, _head(town)
        yield (*head, "Tutti i servizi, come pubblicato", "", "", "", *_sums(sums), "", "", "")
        yield from (_share(town, one) for one in town.published.shares)


def _share(town: Town, one: Share) -> tuple[str, ...]:
    service, lives = label(one.path).text, one.town or OF_NO_TOWN_WORDS
    counts = _told(one.active), _told(one.waiting)
    return (*_head(town), service, "", "", "", "", *counts, "", "", lives)


def _head(town: Town, line: Line | None = None) -> tuple[str, str, str, str]:
    published = town.published
    day = (line.day if line else None) or (published.day if published and not line else None)
    told = published is not None and day is not None
    return (
        town.label,
        "sì" if town.counted else "no",
        day_digits(day) if day else "",
        published.published_by if published and told else "",
    )


def _counts(line: Line) -> tuple[str, ...]:
    told = line.figures
    waits = told.longest_wait if told else None
    return (
        label(line.path).text,
        label(line.form).text if line.form else "",
        "sì" if line.demonstrative else "",
        _plain(told.places if told else None),
        *(_told(getattr(told, name)) if told else "" for name in ("demand", "active", "waiting")),
        _plain(waits),
        _plain(line.target.number if line.target else None),
    )


def _sums(sums: Sums) -> tuple[str, ...]:
    return _told(sums.demand), _told(sums.active), _told(sums.waiting)


def _means(row: ResourceRow) -> tuple[str, ...]:
    return (
        row.municipality,
        label(row.kind).text,
        row.what,
        digits(row.hours_week) if row.hours_week else "",
        _plain(row.quantity),
        day_digits(row.valid_from),
        day_digits(row.valid_to - timedelta(days=1)) if row.valid_to else "",
        row.source,
    )


def _told(number: int | None) -> str:
    return NOT_TOLD if number is None else str(number)


def _plain(number: int | None) -> str:
    return "" if number is None else str(number)
