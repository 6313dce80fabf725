"""Screens of cases."""

from flask import Blueprint

blueprint = Blueprint("cases", __name__, template_folder="../templates")

__all__ = ["blueprint"]
