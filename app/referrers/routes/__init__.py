"""Screens of who reports from outside, and of the links by which she comes."""

from flask import Blueprint

blueprint = Blueprint("referrers", __name__, template_folder="../templates")

from app.referrers.routes import by_account, by_link, links, sheet  # noqa: E402

__all__ = ["blueprint", "by_account", "by_link", "links", "sheet"]
