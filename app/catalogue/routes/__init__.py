"""The addresses of the catalogue: `cards` everybody reads, `services` and `choices` of the office.

Each way has a number, its place in the office's own list.
"""

from flask import Blueprint

blueprint = Blueprint("catalogue", __name__, template_folder="../templates")

from app.catalogue.routes import cards, choices, services  # noqa: E402

__all__ = ["blueprint", "cards", "choices", "services"]
