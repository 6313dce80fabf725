"""What is not about anybody: whether the program is alive."""

from flask import Blueprint, Response, current_app, jsonify
from sqlalchemy import select

from app.db import db
from app.web.access import public

blueprint = Blueprint("web", __name__)


@blueprint.get("/healthz")
@public("the supervisor and the proxy ask whether the program is alive")
def healthz() -> Response:
    db.session.execute(select(1))
    return jsonify(
        status="ok",
        version=current_app.extensions["settings"].version,
        database=db.engine.dialect.name,
    )
