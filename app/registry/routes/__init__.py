"""Screens of the civil registry: the imports, one file, who must be decided, one household."""

from flask import Blueprint

blueprint = Blueprint("registry", __name__, template_folder="../templates")

from app.registry.routes import deciding, households, importing  # noqa: E402

__all__ = ["blueprint", "deciding", "households", "importing"]
