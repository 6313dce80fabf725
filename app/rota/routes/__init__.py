"""Screens of the rota: who is on duty in a month, and what changes it."""

from flask import Blueprint

blueprint = Blueprint("rota", __name__, template_folder="../templates")

from app.rota.routes import month, proposal, swaps  # noqa: E402

__all__ = ["blueprint", "month", "proposal", "swaps"]
