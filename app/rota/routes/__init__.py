"""Screens of rota."""

from flask import Blueprint

blueprint = Blueprint("rota", __name__, template_folder="../templates")

__all__ = ["blueprint"]
