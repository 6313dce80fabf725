"""Everything there is, in order of dependence: read from below. Nothing registers itself.

Where a page must list what higher packages know (menu, labels, landings, jobs), the contributions
stand here as explicit tuples, so that a reader sees them all on one page.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, url_for

from app.accounts import labels as accounts_labels
from app.accounts import routes as accounts_routes
from app.accounts.policy import Permission
from app.home import routes as home_routes
from app.jobs import jobs
from app.jobs import labels as jobs_labels
from app.kernel.contributions import NavigationItem
from app.kernel.jobs import Job
from app.kernel.label import Labels
from app.kernel.workflow import Procedure
from app.organisations import labels as organisations_labels
from app.organisations import routes as organisations_routes
from app.people import labels as people_labels
from app.people import routes as people_routes
from app.web import routes as web_routes

BLUEPRINTS: tuple[Blueprint, ...] = (
    home_routes.blueprint,
    people_routes.blueprint,
    organisations_routes.blueprint,
    accounts_routes.blueprint,
    web_routes.blueprint,
)

NAVIGATION: tuple[NavigationItem, ...] = (
    NavigationItem("Oggi", "home.today", "calendar", Permission.HOME_TODAY_READ),
    NavigationItem("Persone", "people.search", "search", Permission.PEOPLE_PERSON_FIND),
    NavigationItem(
        "L'ufficio", "organisations.office", "office", Permission.ORGANISATIONS_DIRECTORY_READ
    ),
    NavigationItem(
        "Enti", "organisations.bodies", "bookmark", Permission.ORGANISATIONS_DIRECTORY_READ
    ),
    NavigationItem(
        "Orari e chiusure",
        "organisations.opening_hours",
        "clock",
        Permission.ORGANISATIONS_SETTINGS_EDIT,
    ),
    NavigationItem(
        "Impostazioni", "organisations.settings", "settings", Permission.ORGANISATIONS_SETTINGS_EDIT
    ),
    NavigationItem("Personale", "accounts.staff", "user", Permission.ACCOUNTS_STAFF_READ),
)

LABELS: Labels = {
    **jobs_labels.LABELS,
    **people_labels.LABELS,
    **organisations_labels.LABELS,
    **accounts_labels.LABELS,
}

REASONS: Mapping[str, str] = {
    **people_labels.REASONS,
    **organisations_labels.REASONS,
    **accounts_labels.REASONS,
}

LANDING: Mapping[str, Callable[[UUID], str]] = {
    "person": lambda id_: url_for("people.person", person_id=id_),
    "body": lambda id_: url_for("organisations.body", body_id=id_),
    "account": lambda id_: url_for("accounts.member", account_id=id_),
}

JOBS: tuple[Job, ...] = (
    Job("forget old attempts", "daily 03:05", jobs.forget_old_attempts),
    Job("forget old runs", "daily 03:10", jobs.forget_old_runs),
    Job("forget old sessions", "daily 03:15", jobs.forget_old_sessions),
    Job("forget old submissions", "daily 03:20", jobs.forget_old_submissions),
)

# The procedures of the office, and the Italian words of their codes, for the printed pages.
PROCEDURES: tuple[Procedure[Any, Any, Any], ...] = ()

WORDS: Mapping[str, str] = {}
