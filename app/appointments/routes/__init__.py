"""Screens of appointments: the agenda, one appointment with its acts, the slip."""

from flask import Blueprint

blueprint = Blueprint("appointments", __name__, template_folder="../templates")

from app.appointments.routes import (  # noqa: E402
    agenda,
    feeds,
    following,
    gaps,
    interpreters,
    items,
    notices,
    one,
    overlapping,
    seasons,
    seats,
    settings,
    stranded,
)

__all__ = [
    "agenda",
    "blueprint",
    "feeds",
    "following",
    "gaps",
    "interpreters",
    "items",
    "notices",
    "one",
    "overlapping",
    "seasons",
    "seats",
    "settings",
    "stranded",
]
