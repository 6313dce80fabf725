"""Sportello Sociale: the work of a municipal social-services office, from the door to the service.

`create_app` reads as a table of contents; app/features.py lists everything there is.
"""

from flask import Flask, Response
from flask_migrate import Migrate
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined
from sqlalchemy import event

import config
from app import cli, features
from app.accounts import guard
from app.accounts.queries import entered
from app.accounts.sessions import ServerSideSessions
from app.audit.recorder import before_flush, refuse_undeclared_statements
from app.db import db, end_reading, prepare_engine
from app.home import frame
from app.people.operations.holding import hold_whom_rows_name
from app.vault.keyring import KeyRing
from app.web import assets, errors, formatting, security
from app.web.access import public
from config import Settings

MEGABYTE = 1024 * 1024
# What app/features collects for pages that stand below whoever knows it.
CONTRIBUTED = (
    "labels", "reasons", "landing", "person_cards", "person_words", "appointment_acts",
    "called_back", "person_shields", "newcomer_heard", "death_heard", "notice_standing",
    "home_cards", "case_timeline", "drafts", "deadlines", "jobs", "line_acts", "line_cards",
    "practice_cards", "referral_cards", "person_references", "merge_bars", "onward_origins",
    "path_ends", "exit_heard", "half_written", "person_sources", "case_cards", "task_stand_ins",
    "case_dangers", "apart_heard", "emergency_cards", "cover_about", "cover_told",
)  # fmt: skip

# Put in words once and kept: what a viewer may see is a long condition, and writing it out takes
# longer than running it. More than the program has, for every mix of rights.
STATEMENTS = 8000


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application for `settings` (default: those of the environment).

    Raises `UnsafeSettings` when the deployment is unsafe, `RuntimeError` when an address has no
    policy.
    """
    settings = settings or config.load()
    app = Flask(__name__, static_folder="web/static", template_folder="web/templates")
    app.config.update(
        SECRET_KEY=settings.secret_key,
        TESTING=settings.mode == "test",
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=_engine_options(settings),
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_CHECK_DEFAULT=False,  # the guard asks, after who it is and before anything else
        WTF_CSRF_SSL_STRICT=False,  # we send no referrer; Sec-Fetch-Site tells the origin instead
        MAX_CONTENT_LENGTH=2 * MEGABYTE,
        MAX_FORM_MEMORY_SIZE=1 * MEGABYTE,
    )
    app.extensions["settings"] = settings
    app.extensions["key_ring"] = KeyRing(settings.master_keys)
    for name in CONTRIBUTED:
        app.extensions[name] = getattr(features, name.upper())
    app.session_interface = ServerSideSessions(entered)
    app.jinja_env.undefined = StrictUndefined

    _install_database(app)
    security.install(app, settings)
    guard.install(app, CSRFProtect(app))
    assets.install(app)
    formatting.install(app)
    errors.install(app, somebody_is_here=lambda: guard.viewer_or_none() is not None)
    frame.install(app, features.NAVIGATION)
    for blueprint in features.BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.view_functions["static"] = public("style sheets and scripts")(app.view_functions["static"])
    cli.install(app)
    guard.refuse_unmarked(app)
    return app


def _engine_options(settings: Settings) -> dict[str, object]:
    common: dict[str, object] = {
        "pool_pre_ping": True,
        "pool_size": 20,
        "max_overflow": 5,
        "query_cache_size": STATEMENTS,
    }
    if settings.sqlite:
        return {**common, "connect_args": {"check_same_thread": False}}
    return {**common, "pool_timeout": 2}


def _install_database(app: Flask) -> None:
    db.init_app(app)
    Migrate(app, db, render_as_batch=True)
    with app.app_context():
        prepare_engine(db.engine)
    app.after_request(_leave_the_database)


def _leave_the_database(response: Response) -> Response:
    end_reading()
    return response


event.listen(db.session, "before_flush", before_flush)
event.listen(db.session, "before_flush", hold_whom_rows_name)
event.listen(db.session, "do_orm_execute", refuse_undeclared_statements)
