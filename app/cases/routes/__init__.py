"""Screens of cases: the lists, the page of one with its tabs, what is done on each."""

from flask import Blueprint

blueprint = Blueprint("cases", __name__, template_folder="../templates")

from app.cases.routes import acts, details, diary, listing, pages, planning  # noqa: E402

__all__ = ["acts", "blueprint", "details", "diary", "listing", "pages", "planning"]
