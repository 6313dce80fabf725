"""Screens of the front of the office, by topic: messages, the walk-in desk."""

from flask import Blueprint

blueprint = Blueprint("desk", __name__, template_folder="../templates")

from app.desk.routes import (  # noqa: E402
    alone,
    arrivals,
    board,
    booking,
    messages,
    paper,
    safety,
    screens,
    tickets,
)

__all__ = [
    "alone",
    "arrivals",
    "blueprint",
    "board",
    "booking",
    "messages",
    "paper",
    "safety",
    "screens",
    "tickets",
]
