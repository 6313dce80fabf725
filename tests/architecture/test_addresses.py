"""Every address has a policy, a shape and a history."""

import re
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from werkzeug.routing import Rule

from app.accounts.guard import refuse_unmarked
from app.accounts.policy import TABLE, Permission, Role
from app.features import BLUEPRINTS, JOBS, NAVIGATION, PROCEDURES
from app.transaction.reading import CONSULTATIONS
from app.transaction.use_case import USE_CASES
from app.web.access import access_of, public, requires
from tests.cast import BY_ROLE, Cast
from tests.support.client import OfficeClient

pytestmark = pytest.mark.program

KNOWN = Path(__file__).with_name("addresses.txt")
OPEN = {
    "accounts.enter",
    "accounts.first_access",
    "accounts.sign_in",
    "appointments.calendar",
    "desk.screen",
    "home.accessibility",
    "home.index",
    "referrers.blank",
    "referrers.by_link",
    "referrers.open_link",
    "referrers.sent",
    "static",
    "web.healthz",
}
# Held by a role, asked for by nothing yet: the auditor reads the trail by command.
NOT_YET_ASKED = {Permission.OVERSIGHT_TRAIL_READ}
# What a page leaves out for who does not hold it: no address and no act of its own.
ASKED_BY_A_READ = {Permission.INTAKE_REFERRER_READ}
SAFE = {"GET", "HEAD", "OPTIONS"}
STALE_PAGE = 400


def test_every_address_says_who_may_enter(app: Flask) -> None:
    unmarked = [name for name, view in app.view_functions.items() if access_of(view) is None]
    assert unmarked == []


def test_the_program_does_not_start_with_an_unmarked_address(app: Flask) -> None:
    bare = Flask("bare")
    bare.add_url_rule("/forgotten", "forgotten", lambda: "")
    bare.view_functions["static"] = public("test")(bare.view_functions["static"])
    with pytest.raises(RuntimeError, match="forgotten"):
        refuse_unmarked(bare)
    bare.view_functions["forgotten"] = requires("x")(bare.view_functions["forgotten"])
    refuse_unmarked(bare)


def test_the_open_addresses_are_these_and_no_other(app: Flask) -> None:
    marks = {name: access_of(view) for name, view in app.view_functions.items()}
    unasked = {name: mark for name, mark in marks.items() if mark and mark.permission is None}
    assert set(unasked) == OPEN
    assert [name for name, mark in unasked.items() if len(mark.reason.split()) < 3] == []


def test_an_address_asks_for_a_permission_of_the_table(app: Flask) -> None:
    marks = {name: access_of(view) for name, view in app.view_functions.items()}
    asked = {name: mark.permission for name, mark in marks.items() if mark and mark.permission}
    assert {n: asks for n, asks in asked.items() if asks not in set(Permission)} == {}


def test_no_address_escapes_the_proof_that_a_form_is_ours(app: Flask) -> None:
    csrf = app.extensions["csrf"]
    assert not csrf._exempt_views
    assert not csrf._exempt_blueprints
    assert app.config["WTF_CSRF_ENABLED"]
    assert app.config["WTF_CSRF_METHODS"] == {"POST", "PUT", "PATCH", "DELETE"}


def _writing(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - SAFE):
            yield rule, method


def _address(app: Flask, rule: Rule) -> str:
    values = {name: UUID(int=1) for name in rule.arguments if name != "token"}
    if "token" in rule.arguments:
        values["token"] = "x"  # type: ignore[assignment]
    return app.url_map.bind("localhost").build(rule.endpoint, values)


def test_whatever_writes_refuses_a_form_without_its_proof(app: Flask, cast: Cast) -> None:
    """Not the configuration but the answer: a post by who may, from a page that is not ours."""
    accepted = []
    tried = 0
    for rule, method in _writing(app):
        access = access_of(app.view_functions[rule.endpoint])
        client: OfficeClient = app.test_client()  # type: ignore[assignment]
        if access and access.permission:
            role = next(role for role in Role if access.permission in TABLE[role])
            client.enter(cast[BY_ROLE[role]])
        answer = client.open(_address(app, rule), method=method, data={"text": "x"})
        tried += 1
        if answer.status_code != STALE_PAGE:
            accepted.append(f"{method} {rule.rule}: {answer.status_code}")
    assert accepted == []
    assert tried > 20


def test_an_address_writes_by_post_and_by_nothing_else(app: Flask) -> None:
    """Forms know no other way, and everything here works without a script."""
    assert {method for _, method in _writing(app)} == {"POST"}


def test_addresses_are_kebab_case_with_typed_parameters(app: Flask) -> None:
    """A one-use token has no type but its own secrecy; acts and kept forms are closed lists, the
    key of a deadline is looked for among the reader's own.
    """
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        for part in rule.rule.strip("/").split("/"):
            assert re.fullmatch(
                r"|[a-z][a-z0-9-]*|<(uuid|int|date):\w+>|<(token|act|code|form|key)>", part
            ), rule.rule


def test_no_known_address_has_vanished(app: Flask) -> None:
    """Add new ones to addresses.txt; take one away only with its redirect."""
    now = {rule.rule for rule in app.url_map.iter_rules()}
    lines = KNOWN.read_text(encoding="utf-8").split()
    assert set(lines) - now == set(), "an address vanished"
    assert now - set(lines) == set(), "write the new address in addresses.txt"
    assert lines == sorted(set(lines))


def test_the_menu_leads_only_where_its_reader_may_go(app: Flask) -> None:
    for item in NAVIGATION:
        access = access_of(app.view_functions[item.endpoint])
        assert access is not None
        assert item.permission == access.permission, item.endpoint


def test_blueprints_and_jobs_are_listed_once(app: Flask) -> None:
    blueprints = [blueprint.name for blueprint in BLUEPRINTS]
    jobs = [job.name for job in JOBS]
    assert len(blueprints) == len(set(blueprints))
    assert len(jobs) == len(set(jobs))
    assert set(app.blueprints) == set(blueprints)


def test_every_permission_is_asked_for_somewhere_and_held_by_somebody(app: Flask) -> None:
    marks = (access_of(view) for view in app.view_functions.values())
    asked = {mark.permission for mark in marks if mark}
    asked |= {case.permission for case in USE_CASES.values()} | set(CONSULTATIONS.values())
    asked |= {row.who for procedure in PROCEDURES for row in procedure.rows}
    held = {permission for duties in TABLE.values() for permission in duties}
    assert set(Permission) - asked == NOT_YET_ASKED | ASKED_BY_A_READ
    assert set(Permission) == held


def test_permissions_follow_their_grammar_and_every_role_has_duties() -> None:
    for permission in Permission:
        assert re.fullmatch(r"[a-z_]+:[a-z_]+:[a-z_]+", permission)
        assert permission.name == permission.value.replace(":", "_").upper()
    assert list(Permission) == sorted(Permission)
    assert set(TABLE) == set(Role)
    assert set(BY_ROLE) == set(Role), "somebody of the cast has each role"
