"""Screens of practices: the lists of the counter, the page, what each act asks."""

from flask import Blueprint

blueprint = Blueprint("practices", __name__, template_folder="../templates")

from app.practices.routes import asking, pages  # noqa: E402

__all__ = ["asking", "blueprint", "pages"]
