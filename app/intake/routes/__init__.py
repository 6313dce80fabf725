"""Screens of intake."""

from flask import Blueprint

blueprint = Blueprint("intake", __name__, template_folder="../templates")

__all__ = ["blueprint"]
