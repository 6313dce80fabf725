"""Screens of the open door: what is on, the desks, a woman heard, who was sent on."""

from flask import Blueprint

blueprint = Blueprint("open_door", __name__, template_folder="../templates")

from app.open_door.routes import (  # noqa: E402
    contacts,
    initiatives,
    onward,
    overview,
    women,
)

__all__ = ["blueprint", "contacts", "initiatives", "onward", "overview", "women"]
