"""The addresses of accounts: `entry` for everybody, `staff` for who administers."""

from flask import Blueprint

blueprint = Blueprint("accounts", __name__, template_folder="../templates")

from app.accounts.routes import entry, staff  # noqa: E402

__all__ = ["blueprint", "entry", "staff"]
