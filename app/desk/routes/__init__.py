"""Screens of the front of the office, by topic: messages."""

from flask import Blueprint

blueprint = Blueprint("desk", __name__, template_folder="../templates")

from app.desk.routes import messages  # noqa: E402

__all__ = ["blueprint", "messages"]
