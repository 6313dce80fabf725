"""Screens of who decides for somebody: responsibility, orders, letters, consents."""

from flask import Blueprint

blueprint = Blueprint("consents", __name__, template_folder="../templates")

from app.consents.routes import consenting, deciding  # noqa: E402

__all__ = ["blueprint", "consenting", "deciding"]
