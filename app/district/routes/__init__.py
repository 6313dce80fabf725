"""Screens of the nine Comuni: figures side by side, what is published, conventions and means."""

from flask import Blueprint

blueprint = Blueprint("district", __name__, template_folder="../templates")

from app.district.routes import conventions, figures, files, publishing, resources  # noqa: E402

__all__ = ["blueprint", "conventions", "figures", "files", "publishing", "resources"]
