"""Temporary."""

from flask import Flask


def asset_url(name: str) -> str:
    """Return the address of a built file."""
    return f"/static/built/{name}"


def install(app: Flask) -> None:
    """Give templates asset_url."""
    app.jinja_env.globals["asset_url"] = asset_url
