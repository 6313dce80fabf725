"""Screens of the particulars of services, under the page of each service."""

from flask import Blueprint

blueprint = Blueprint("particulars", __name__, template_folder="../templates")

from app.particulars.routes import education, remote, school, week, work  # noqa: E402

__all__ = ["blueprint", "education", "remote", "school", "week", "work"]
