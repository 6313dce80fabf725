"""Screens of requests for help and reports: registering, lists, the page, acts, ways."""

from flask import Blueprint

blueprint = Blueprint("intake", __name__, template_folder="../templates")

from app.intake.routes import (  # noqa: E402
    ends,
    lists,
    misplaced,
    page,
    part,
    paths,
    post,
    questions,
    registering,
    rereading,
    skills,
    triage,
)

__all__ = [
    "blueprint",
    "ends",
    "lists",
    "misplaced",
    "page",
    "part",
    "paths",
    "post",
    "questions",
    "registering",
    "rereading",
    "skills",
    "triage",
]
