"""Screens of cases."""

from flask import Blueprint

blueprint = Blueprint("cases", __name__, template_folder="../templates")

from app.cases import operations  # noqa: E402

__all__ = ["blueprint", "operations"]
