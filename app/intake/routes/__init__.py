"""Screens of requests for help and reports: registering, lists, the page, acts, ways."""

from flask import Blueprint

blueprint = Blueprint("intake", __name__, template_folder="../templates")

from app.intake.routes import ends, lists, page, paths, post, questions, registering  # noqa: E402

__all__ = ["blueprint", "ends", "lists", "page", "paths", "post", "questions", "registering"]
