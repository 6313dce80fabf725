"""Screens of cases."""

from flask import Blueprint

blueprint = Blueprint("cases", __name__, template_folder="../templates")

from app.cases.routes import lines, requests  # noqa: E402

__all__ = ["blueprint", "lines", "requests"]
