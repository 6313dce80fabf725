"""Screens of the front of the office, by topic: messages, the walk-in desk."""

from flask import Blueprint

blueprint = Blueprint("desk", __name__, template_folder="../templates")

from app.desk.routes import arrivals, board, booking, messages, screens, tickets  # noqa: E402

__all__ = ["arrivals", "blueprint", "board", "booking", "messages", "screens", "tickets"]
