"""Screens of letters: the lists and the register, a new one, one with its acts, the texts."""

from flask import Blueprint

blueprint = Blueprint("releases", __name__, template_folder="../templates")

from app.releases.routes import acting, copies, listing, new, one, texts  # noqa: E402

__all__ = ["acting", "blueprint", "copies", "listing", "new", "one", "texts"]
