"""Addresses of the pages that put everything together."""

from flask import Blueprint

blueprint = Blueprint("home", __name__, template_folder="../templates")

from app.home.routes import deadlines, today  # noqa: E402

__all__ = ["blueprint", "deadlines", "today"]
