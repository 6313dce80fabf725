"""Screens of reports."""

from flask import Blueprint

blueprint = Blueprint("reports", __name__, template_folder="../templates")

from app.reports.routes import caseload, files, waits  # noqa: E402

__all__ = ["blueprint", "caseload", "files", "waits"]
