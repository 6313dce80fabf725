"""The addresses of people: `finding` and registering, the `page`, `family` and home."""

from flask import Blueprint

blueprint = Blueprint("people", __name__, template_folder="../templates")

from app.people.routes import details, family, finding, measures  # noqa: E402

__all__ = ["blueprint", "details", "family", "finding", "measures"]
