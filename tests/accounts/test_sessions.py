"""An open door: how it closes, and that it never opens again."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import func, select

from app.accounts import operations
from app.accounts.models import Engagement, StaffSession
from app.accounts.sessions import purge
from app.db import db
from tests.cast import MAKER, NOW, OFFICE, TODAY, Cast
from tests.support.client import OfficeClient


def _inside(client: OfficeClient) -> bool:
    return client.get("/today").status_code == 200


def test_a_visitor_without_a_form_has_no_session(client: OfficeClient) -> None:
    answer = client.get("/accessibility")
    assert "Set-Cookie" not in answer.headers
    assert db.session.scalar(select(func.count()).select_from(StaffSession)) == 0


def test_it_ends_after_half_an_hour_of_silence(client: OfficeClient, cast: Cast, at) -> None:
    client.enter(cast["bruno"])
    at(NOW + timedelta(minutes=29, seconds=59))
    assert _inside(client)
    at(NOW + timedelta(minutes=59, seconds=58))
    assert _inside(client)
    at(NOW + timedelta(minutes=89, seconds=59))
    assert not _inside(client)


def test_it_ends_after_twelve_hours_however_busy(client: OfficeClient, cast: Cast, at) -> None:
    client.enter(cast["bruno"])
    for minutes in range(20, 12 * 60, 20):
        at(NOW + timedelta(minutes=minutes))
        assert _inside(client)
    at(NOW + timedelta(hours=12))
    assert not _inside(client)


def test_signing_out_closes_it_and_clears_the_browser(client: OfficeClient, cast: Cast) -> None:
    client.enter(cast["bruno"])
    cookie = client.get_cookie("sportello")
    answer = client.submit("/today", action="/sign-out")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert cookie is not None
    client.set_cookie("sportello", cookie.value)
    assert not _inside(client)


def test_a_disabled_account_is_out_at_the_next_click(client: OfficeClient, cast: Cast) -> None:
    client.enter(cast["bruno"])
    assert _inside(client)
    account_id = cast["bruno"].account_id
    operations.disable(
        actor=MAKER, now=NOW, organisation_id=OFFICE, account_id=account_id, version=1
    )
    assert not _inside(client)
    operations.enable(
        actor=MAKER, now=NOW, organisation_id=OFFICE, account_id=account_id, version=2
    )
    assert not _inside(client)


def test_a_role_that_ends_counts_from_the_next_click(client: OfficeClient, cast: Cast) -> None:
    client.enter(cast["gino"])
    assert client.get("/people").status_code == 200
    rows = select(Engagement.id).where(Engagement.account_id == cast["gino"].account_id)
    operations.disengage(
        actor=MAKER,
        now=NOW,
        organisation_id=OFFICE,
        engagement_id=db.session.scalars(rows).one(),
        ends_on=TODAY,
    )
    assert client.get("/people").status_code == 303


def test_a_person_closes_a_door_she_left_open_elsewhere(
    app: Flask, client: OfficeClient, cast: Cast
) -> None:
    elsewhere: OfficeClient = app.test_client()
    elsewhere.enter(cast["bruno"])
    client.enter(cast["bruno"])
    assert client.get("/profile").text.count("/end") >= 1
    page = client.get("/profile").text
    action = page.split('action="/profile/sessions/')[1].split('"')[0]
    client.submit("/profile", action=f"/profile/sessions/{action}")
    assert sorted([_inside(client), _inside(elsewhere)]) == [False, True]


def test_nobody_closes_the_door_of_another(app: Flask, client: OfficeClient, cast: Cast) -> None:
    other: OfficeClient = app.test_client()
    other.enter(cast["carla"])
    hers = select(StaffSession.id).where(StaffSession.account_id == cast["carla"].account_id)
    door = db.session.scalars(hers).one()
    client.enter(cast["bruno"])
    token = client.submit("/profile", action="/profile")  # a page with our own proof
    assert token.status_code == 422
    from tests.support.client import Forms

    values = Forms(client.get("/profile").text).found[0].values
    client.post(f"/profile/sessions/{door}/end", data={"csrf_token": values["csrf_token"]})
    assert _inside(other)


def test_the_cookie_is_closed_to_scripts_and_to_other_sites(client: OfficeClient) -> None:
    cookie = client.get("/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_old_rows_are_forgotten(client: OfficeClient, cast: Cast, at) -> None:
    client.enter(cast["bruno"])
    at(NOW + timedelta(days=31))
    assert purge() == 1
