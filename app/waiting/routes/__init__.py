"""Screens of the waiting lists: all of them, one in its order, one entry with its acts."""

from flask import Blueprint

blueprint = Blueprint("waiting", __name__, template_folder="../templates")

from app.waiting.routes import lists, one, ordering  # noqa: E402

__all__ = ["blueprint", "lists", "one", "ordering"]
