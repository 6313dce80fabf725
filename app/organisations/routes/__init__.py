"""Screens of the office: its page, the directory, hours and choices; district and consortium."""

from flask import Blueprint

blueprint = Blueprint("organisations", __name__, template_folder="../templates")

from app.organisations.routes import associations, office  # noqa: E402

__all__ = ["associations", "blueprint", "office"]
