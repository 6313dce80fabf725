"""Screens of appointments."""

from flask import Blueprint

blueprint = Blueprint("appointments", __name__, template_folder="../templates")

__all__ = ["blueprint"]
