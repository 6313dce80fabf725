"""Screens of emergencies: the measures, what each act asks, what is printed, the calls at night."""

from flask import Blueprint

blueprint = Blueprint("emergencies", __name__, template_folder="../templates")

from app.emergencies.routes import calls, pages, papers, phones  # noqa: E402

__all__ = ["blueprint", "calls", "pages", "papers", "phones"]
