"""Screens of cases: the lists, the page of one with its tabs, what is done on each."""

from flask import Blueprint

blueprint = Blueprint("cases", __name__, template_folder="../templates")

from app.cases.routes import (  # noqa: E402
    acts,
    competences,
    court,
    details,
    diary,
    foster,
    lines,
    listing,
    members,
    need,
    pages,
    penal,
    placements,
    planning,
    requests,
    second_level,
)

__all__ = [
    "acts",
    "blueprint",
    "competences",
    "court",
    "details",
    "diary",
    "foster",
    "lines",
    "listing",
    "members",
    "need",
    "pages",
    "penal",
    "placements",
    "planning",
    "requests",
    "second_level",
]
