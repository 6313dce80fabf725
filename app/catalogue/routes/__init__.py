"""Screens of catalogue."""

from flask import Blueprint

blueprint = Blueprint("catalogue", __name__, template_folder="../templates")

__all__ = ["blueprint"]
