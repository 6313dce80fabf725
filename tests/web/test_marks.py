"""Who may enter stands under each address; a fault or a refusal tells what helps and no more."""

import logging
import re
from typing import Any

import pytest
from flask import Flask, after_this_request, render_template_string
from sqlalchemy import select

from app.accounts import guard
from app.accounts.policy import TABLE, Permission, Role, reaches
from app.audit.models import AccessEntry
from app.db import db
from app.kernel.actor import Reach
from app.kernel.errors import Conflict, Invalid, NotAllowedNow, NotFound, NotPermitted, OfficeError
from app.web.access import access_of, public, requires
from app.web.errors import STATUS
from tests.cast import Cast
from tests.support.client import OfficeClient

# Whoever opens one more address to everybody writes it here, where it is seen.
OPEN_TO_EVERYBODY = {
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
CANARY = "una parola che nessuno deve leggere"


@pytest.fixture
def bruno(client: OfficeClient, cast: Cast) -> OfficeClient:
    """The browser of a social worker."""
    return client.enter(cast["bruno"])


def test_the_addresses_open_to_everybody_are_these(app: Flask) -> None:
    found = {
        name: access
        for name, view in app.view_functions.items()
        if (access := access_of(view)) and access.permission is None
    }
    assert set(found) == OPEN_TO_EVERYBODY
    assert all(access.reason for access in found.values())


def test_every_mark_names_a_permission_that_exists(app: Flask) -> None:
    asked = {access_of(view).permission for view in app.view_functions.values()} - {None}
    assert asked <= set(Permission)


def test_an_address_without_a_mark_stops_the_start() -> None:
    app = Flask("bare", static_folder=None)
    app.add_url_rule("/forgotten", "forgotten", lambda: "")
    with pytest.raises(RuntimeError, match="forgotten"):
        guard.refuse_unmarked(app)


def _instead(app: Flask, monkeypatch: pytest.MonkeyPatch, view: Any) -> None:
    """Put our own view behind /accessibility for the length of a test."""
    monkeypatch.setitem(app.view_functions, "home.accessibility", view)


def test_an_unmarked_view_lets_nobody_in(
    app: Flask, bruno: OfficeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    _instead(app, monkeypatch, lambda: "inside")
    answer = bruno.get("/accessibility")
    assert answer.status_code == 403
    assert "inside" not in answer.text


def test_a_permission_nobody_holds_lets_nobody_in(
    app: Flask, client: OfficeClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    _instead(app, monkeypatch, requires("tests:nothing:do")(lambda: "inside"))
    for member in cast.values():
        assert client.enter(member).get("/accessibility").status_code == 403


def test_every_role_has_its_page_of_the_day_and_its_own_account() -> None:
    assert set(TABLE) == set(Role)
    for duties in TABLE.values():
        assert duties[Permission.HOME_TODAY_READ] is Reach.ORGANISATION
        assert duties[Permission.ACCOUNTS_SELF_EDIT] is Reach.OWN
        assert set(duties) <= set(Permission)


@pytest.mark.parametrize("permission", Permission)
def test_every_permission_is_somebodys_duty(permission: Permission) -> None:
    assert any(permission in duties for duties in TABLE.values())
    assert re.fullmatch(r"[a-z_]+:[a-z_]+:[a-z_]+", permission)


def test_adding_up_roles_never_takes_anything_away() -> None:
    alone = [reaches([role]) for role in Role]
    together = reaches(Role)
    for one in alone:
        assert all(together[permission] >= reach for permission, reach in one.items())
    assert reaches([]) == {}


@pytest.mark.parametrize(
    ("refusal", "status"),
    [(NotFound, 404), (NotPermitted, 403), (NotAllowedNow, 409), (Conflict, 409), (Invalid, 422)],
)
@pytest.mark.parametrize("part", [False, True])
def test_each_refusal_has_its_status_and_a_page_or_part(
    app: Flask,
    bruno: OfficeClient,
    monkeypatch: pytest.MonkeyPatch,
    refusal: type[OfficeError],
    status: int,
    part: bool,
) -> None:
    def refuse() -> str:
        raise refusal("changed_meanwhile")

    _instead(app, monkeypatch, public("a test")(refuse))
    answer = bruno.get("/accessibility", headers={"HX-Request": "true"} if part else {})
    assert STATUS[refusal] == answer.status_code == status
    assert ("<html" in answer.text) is not part
    told = "Qualcuno ha cambiato gli stessi dati" in answer.text
    assert told is (status != 404), "out of reach and not there are one answer"


@pytest.mark.parametrize("where", ["view", "after", "template"])
def test_a_fault_tells_one_reference_to_the_reader_and_to_the_log(
    app: Flask,
    bruno: OfficeClient,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    where: str,
) -> None:
    def broken(*_: Any) -> str:
        raise RuntimeError(CANARY)

    views = {
        "view": broken,
        "template": lambda: render_template_string("{{ broken() }}", broken=broken),
        "after": lambda: after_this_request(broken) and "",
    }
    _instead(app, monkeypatch, public("a test")(views[where]))
    monkeypatch.setitem(app.config, "SHOW_FAULT_PAGE", True)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    with caplog.at_level(logging.ERROR):
        answer = bruno.get("/accessibility?parola=segreta")
    assert answer.status_code == 500
    for word in (CANARY, "Traceback", "RuntimeError", "site-packages", "segreta"):
        assert word not in answer.text
    reference = re.search(r"<strong>([0-9A-F]{8})</strong>", answer.text)
    assert reference is not None
    assert any(reference[1] in record.getMessage() for record in caplog.records)
    assert all("segreta" not in record.getMessage() for record in caplog.records)


def test_a_refusal_at_the_door_leaves_one_line(bruno: OfficeClient, cast: Cast) -> None:
    assert bruno.get("/staff").status_code == 403
    (line,) = db.session.scalars(select(AccessEntry))
    assert (line.name, line.actor_id) == ("accounts.staff", cast["bruno"].account_id)
