"""The addresses of accounts: `entry` for everybody, `staff` for who administers,
`substitutes` for who is in charge.
"""

from flask import Blueprint

blueprint = Blueprint("accounts", __name__, template_folder="../templates")

from app.accounts.routes import entry, staff, substitutes  # noqa: E402

__all__ = ["blueprint", "entry", "staff", "substitutes"]
