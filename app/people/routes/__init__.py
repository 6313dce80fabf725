"""The addresses of people: `finding` and registering, the `page`, `family` and home."""

from flask import Blueprint

blueprint = Blueprint("people", __name__, template_folder="../templates")

from app.people.routes import apart, conflicts, details, family, finding, measures, merging  # noqa: E402

__all__ = ["apart", "blueprint", "conflicts", "details", "family", "finding", "measures", "merging"]
