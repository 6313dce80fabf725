"""Screens of passages: what we sent, what reached our box."""

from flask import Blueprint

blueprint = Blueprint("transfers", __name__, template_folder="../templates")

from app.transfers.routes import box, sending  # noqa: E402

__all__ = ["blueprint", "box", "sending"]
