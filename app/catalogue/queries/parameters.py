"""The figures of the ways in force on a day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.catalogue.models import PathParameter
from app.catalogue.queries.scope import visible_to
from app.catalogue.rules import (
    PARAMETERS,
    Figures,
    InForce,
    Parameter,
    ParameterKey,
    Parameters,
    values_of,
)
from app.db import db
from app.kernel.actor import Viewer


@dataclass(frozen=True)
class ParameterChoice:
    """A value the body chose for a figure, from a day on, and who says so."""

    value: str
    valid_from: date
    source: str


@dataclass(frozen=True)
class ParameterRow:
    """A figure with its value today, since when (None: the default) and what comes next."""

    key: ParameterKey
    about: Parameter
    value: str
    chosen: ParameterChoice | None
    coming: tuple[ParameterChoice, ...]


def parameters_on(viewer: Viewer, on: date) -> Parameters:
    """Return every figure of the ways as it counts on a day in the viewer's body, in one read."""
    return values_of(figures_on(viewer, on))


def figures_on(viewer: Viewer, on: date) -> Figures:
    """Return every figure as it counts on a day, with since when and who says so, in one read."""
    rows = db.session.scalars(
        select(PathParameter)
        .where(
            PathParameter.organisation_id == viewer.organisation_id, PathParameter.valid_from <= on
        )
        .order_by(PathParameter.valid_from)
    )
    known = set(ParameterKey)
    chosen = {
        ParameterKey(row.key): InForce(row.value, row.valid_from, row.source)
        for row in rows
        if row.key in known
    }
    return {**{key: InForce(about.default) for key, about in PARAMETERS.items()}, **chosen}


def parameter_rows(viewer: Viewer, on: date) -> list[ParameterRow]:
    """Return every figure with its value on a day and the changes to come."""
    rows = db.session.scalars(
        select(PathParameter)
        .where(visible_to(viewer, viewer.organisation_id, PathParameter))
        .order_by(PathParameter.valid_from)
    )
    by_key: dict[str, list[ParameterChoice]] = {}
    for row in rows:
        choice = ParameterChoice(row.value, row.valid_from, row.source)
        by_key.setdefault(row.key, []).append(choice)
    return [_parameter_row(key, by_key.get(key, []), on) for key in ParameterKey]


def _parameter_row(key: ParameterKey, choices: list[ParameterChoice], on: date) -> ParameterRow:
    past = [choice for choice in choices if choice.valid_from <= on]
    coming = tuple(choice for choice in choices if choice.valid_from > on)
    chosen = past[-1] if past else None
    about = PARAMETERS[key]
    return ParameterRow(key, about, chosen.value if chosen else about.default, chosen, coming)
