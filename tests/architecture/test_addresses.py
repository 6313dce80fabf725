"""Every address has a policy, a shape and a history."""

import re
from pathlib import Path

import pytest
from flask import Flask

from app.accounts.policy import TABLE, Permission, Role
from app.transaction.reading import CONSULTATIONS
from app.transaction.use_case import USE_CASES
from app.web.access import access_of, public, requires

KNOWN = Path(__file__).with_name("addresses.txt")
OPEN = {
    "accounts.enter",
    "accounts.first_access",
    "accounts.sign_in",
    "home.accessibility",
    "home.index",
    "static",
    "web.healthz",
}


def test_every_address_says_who_may_enter(app: Flask) -> None:
    unmarked = [name for name, view in app.view_functions.items() if access_of(view) is None]
    assert unmarked == []


def test_the_program_does_not_start_with_an_unmarked_address(app: Flask) -> None:
    from app.accounts.guard import refuse_unmarked

    bare = Flask("bare")
    bare.add_url_rule("/forgotten", "forgotten", lambda: "")
    bare.view_functions["static"] = public("test")(bare.view_functions["static"])
    with pytest.raises(RuntimeError, match="forgotten"):
        refuse_unmarked(bare)
    bare.view_functions["forgotten"] = requires("x")(bare.view_functions["forgotten"])
    refuse_unmarked(bare)


def test_the_open_addresses_are_these_and_no_other(app: Flask) -> None:
    marks = {name: access_of(view) for name, view in app.view_functions.items()}
    assert {name for name, mark in marks.items() if mark and mark.permission is None} == OPEN
    assert all(mark.reason for mark in marks.values() if mark and mark.permission is None)


def test_no_address_escapes_the_proof_that_a_form_is_ours(app: Flask) -> None:
    csrf = app.extensions["csrf"]
    assert not csrf._exempt_views
    assert not csrf._exempt_blueprints


def test_addresses_are_kebab_case_with_typed_parameters(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        for part in rule.rule.strip("/").split("/"):
            assert re.fullmatch(r"|[a-z][a-z0-9-]*|<uuid:\w+>|<token>", part), rule.rule


def test_no_known_address_has_vanished(app: Flask) -> None:
    """Add new ones to addresses.txt; take one away only with its redirect."""
    now = {rule.rule for rule in app.url_map.iter_rules()}
    known = set(KNOWN.read_text(encoding="utf-8").split())
    assert known - now == set(), "an address vanished"
    assert now - known == set(), "write the new address in addresses.txt"


def test_every_permission_is_asked_for_somewhere_and_held_by_somebody(app: Flask) -> None:
    marks = (access_of(view) for view in app.view_functions.values())
    asked = {mark.permission for mark in marks if mark}
    asked |= {case.permission for case in USE_CASES.values()} | set(CONSULTATIONS.values())
    held = {permission for duties in TABLE.values() for permission in duties}
    unused = {permission for permission in Permission if permission not in asked}
    assert unused <= {Permission.OVERSIGHT_TRAIL_READ}  # the auditor's pages come with oversight
    assert set(Permission) == held


def test_permissions_follow_their_grammar_and_every_role_has_duties() -> None:
    for permission in Permission:
        assert re.fullmatch(r"[a-z]+:[a-z_]+:[a-z_]+", permission)
        assert permission.name == permission.value.replace(":", "_").upper()
    assert set(TABLE) == set(Role)
