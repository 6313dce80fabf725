"""Screens of appointments: the agenda, one appointment with its acts, the slip."""

from flask import Blueprint

blueprint = Blueprint("appointments", __name__, template_folder="../templates")

from app.appointments.routes import agenda, feeds, following, items, one, seats  # noqa: E402

__all__ = ["agenda", "blueprint", "feeds", "following", "items", "one", "seats"]
