"""The administrator's page, and what she may not do to herself or to the office."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts import operations
from app.accounts.models import Account, Engagement
from app.accounts.policy import Role
from app.db import db
from app.kernel.errors import NotAllowedNow
from tests.cast import MAKER, NOW, OFFICE, TODAY, Cast
from tests.support.client import OfficeClient


def _open(client: OfficeClient, login: str = "nuova"):
    return client.submit(
        "/staff/new",
        {"name": "Nuova Persona", "login": login, "role": Role.SOCIAL_WORKER, "starts_on": "oggi"},
    )


def test_a_person_is_added_and_chooses_her_own_password(
    app: Flask, client: OfficeClient, cast: Cast
) -> None:
    client.enter(cast["elena"])
    page = _open(client).location
    answer = client.submit(page, action=f"{page}/link")
    link = answer.text.split("first-access/")[1].split("<")[0]
    hers: OfficeClient = app.test_client()
    address = f"/first-access/{link}"
    short = hers.submit(address, {"password": "corta", "again": "corta"})
    assert short.status_code == 422
    secret = "quattro gatti al balcone"
    different = hers.submit(address, {"password": secret, "again": secret + "!"})
    assert "sono diverse" in different.text
    assert hers.submit(address, {"password": secret, "again": secret}).location == "/sign-in"
    assert hers.get(address).status_code == 404, "a link is good once"
    entered = hers.submit("/sign-in", {"login": "nuova", "password": secret})
    assert entered.location == "/today"


def test_a_link_dies_after_two_days(client: OfficeClient, cast: Cast, at) -> None:
    from datetime import timedelta

    token = operations.issue_link(
        actor=MAKER, now=NOW, organisation_id=OFFICE, account_id=cast["bruno"].account_id
    )
    assert client.get(f"/first-access/{token}").status_code == 200
    at(NOW + timedelta(hours=48))
    assert client.get(f"/first-access/{token}").status_code == 404


def test_a_taken_login_is_said_beside_its_field(client: OfficeClient, cast: Cast) -> None:
    client.enter(cast["elena"])
    answer = _open(client, "BRUNO")
    assert answer.status_code == 422
    assert "altra persona con questo nome utente" in answer.text
    assert "Nuova Persona" in answer.text


def test_nobody_gives_herself_a_role_or_shuts_herself_out(app: Flask, cast: Cast) -> None:
    elena = cast["elena"]
    common = {"actor": elena.viewer, "now": NOW, "organisation_id": OFFICE}
    with pytest.raises(NotAllowedNow):
        operations.engage(
            **common,
            account_id=elena.account_id,
            role=Role.SOCIAL_WORKER,
            team_id=None,
            starts_on=TODAY,
        )
    with pytest.raises(NotAllowedNow):
        operations.disable(**common, account_id=elena.account_id, version=1)


def test_the_last_administrator_stays(app: Flask, cast: Cast) -> None:
    hers = select(Engagement.id).where(Engagement.account_id == cast["elena"].account_id)
    with pytest.raises(NotAllowedNow):
        operations.disengage(
            actor=MAKER,
            now=NOW,
            organisation_id=OFFICE,
            engagement_id=db.session.scalars(hers).one(),
            ends_on=TODAY,
        )


def test_an_old_page_changes_nothing(client: OfficeClient, cast: Cast) -> None:
    client.enter(cast["elena"])
    page = f"/staff/{cast['bruno'].account_id}"
    answer = client.submit(page, {"version": "99"}, action=f"{page}/disable")
    assert answer.status_code == 409
    account = db.session.get_one(Account, cast["bruno"].account_id)
    assert account.disabled_at is None


def test_one_changes_ones_own_password(client: OfficeClient, cast: Cast) -> None:
    operations.accept_link(
        actor=MAKER,
        now=NOW,
        token=operations.issue_link(
            actor=MAKER, now=NOW, organisation_id=OFFICE, account_id=cast["bruno"].account_id
        ),
        password_hash=operations.acceptable_hash(password="prima parola lunga", context=()),
    )
    client.submit("/sign-in", {"login": "bruno", "password": "prima parola lunga"})
    new = "dodici anatre in volo"
    wrong = client.submit("/profile", {"current": "sbagliata", "password": new, "again": new})
    assert wrong.status_code == 422
    right = client.submit(
        "/profile", {"current": "prima parola lunga", "password": new, "again": new}
    )
    assert right.status_code == 303
    assert client.get("/today").status_code == 200, "she stays inside, under a new token"


def test_the_first_administrator_is_made_once(own_app: Flask) -> None:
    result = own_app.test_cli_runner().invoke(
        args=["accounts", "first-admin", "--login", "x", "--name", "X", "--organisation", "Y"]
    )
    assert result.exit_code == 1, "a body exists: people are added by people"
