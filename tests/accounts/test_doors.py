"""Sessions under stress: ended rows, requests still under way, new tokens, what the database keeps."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask, Response, session
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.accounts import operations
from app.accounts.guard import office_session
from app.accounts.models import Account, StaffSession
from app.accounts.passwords import matches
from app.accounts.policy import Permission, Role
from app.accounts.sessions import OfficeSession, end_rows, token_hash
from app.db import db
from app.kernel.actor import SystemActor
from app.transaction.use_case import use_case
from app.web.access import requires
from tests.cast import ELSEWHERE, MAKER, NOW, OFFICE, TODAY, Cast, Member, open_door
from tests.support.client import Forms, OfficeClient
from tests.support.counting import counting

Move = Callable[[datetime], None]
SECRET, NEXT_SECRET = "quattro gatti al balcone", "dodici anatre in volo"
MYSELF = SystemActor(name="test", permissions=frozenset({Permission.ACCOUNTS_SELF_EDIT}))


def _row(token: str) -> StaffSession:
    db.session.rollback()
    row = db.session.scalars(
        select(StaffSession).where(StaffSession.token_hash == token_hash(token))
    ).one()
    db.session.refresh(row)
    return row


def _rows() -> int:
    return db.session.scalar(select(func.count()).select_from(StaffSession)) or 0


def _token(client: FlaskClient) -> str:
    cookie = client.get_cookie("sportello")
    assert cookie is not None
    return cookie.value


def _inside(client: OfficeClient) -> bool:
    return client.get("/today").status_code == 200


def _with_password(member: Member) -> Member:
    token = operations.issue_link(
        actor=MAKER, now=NOW, organisation_id=OFFICE, account_id=member.account_id
    )
    stored = operations.acceptable_hash(password=SECRET, context=())
    operations.accept_link(actor=MYSELF, now=NOW, token=token, password_hash=stored)
    return member


def _sign_in(app: Flask, login: str, password: str = SECRET) -> OfficeClient:
    client: Any = app.test_client()
    answer = client.submit("/sign-in", {"login": login, "password": password})
    assert answer.status_code == 303
    return client


@use_case("tests.elsewhere.engage", permission=None)
def _engage_elsewhere(*, actor, now, account_id) -> None:
    from app.accounts.models import Engagement

    db.session.add(
        Engagement(
            organisation_id=ELSEWHERE,
            account_id=account_id,
            role=Role.AUDITOR,
            valid_from=date(2020, 1, 1),
        )
    )


def _in_flight(app: Flask, token: str) -> Any:
    """A request that has read its session and has not answered yet."""
    return app.test_request_context("/profile", headers={"Cookie": f"sportello={token}"})


def _answer(app: Flask) -> Response:
    response = Response()
    app.session_interface.save_session(app, session._get_current_object(), response)
    return response


def test_a_request_under_way_does_not_bring_back_an_ended_row(app: Flask, cast: Cast, at) -> None:
    token = open_door(cast["bruno"])
    with _in_flight(app, token):
        at(NOW + timedelta(minutes=5))
        end_rows(StaffSession.account_id == cast["bruno"].account_id)
        office_session()["flash"] = "something to remember"
        _answer(app)
    row = _row(token)
    assert row.ended_at == NOW + timedelta(minutes=5)
    assert row.payload_sealed is None
    assert row.last_seen_at == NOW


def test_changing_body_does_not_reopen_a_door_closed_meanwhile(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    _engage_elsewhere(actor=MAKER, now=NOW, account_id=bruno.account_id)
    token = open_door(bruno)
    with _in_flight(app, token):
        end_rows(StaffSession.account_id == bruno.account_id)
        office_session().work_for(ELSEWHERE)
        response = _answer(app)
    assert "sportello=;" in response.headers["Set-Cookie"]
    assert _rows() == 1
    assert _row(token).ended_at is not None


def test_changing_body_gives_a_new_token_and_kills_the_old(
    app: Flask, client: OfficeClient, cast: Cast
) -> None:
    bruno = cast["bruno"]
    _engage_elsewhere(actor=MAKER, now=NOW, account_id=bruno.account_id)
    old = _token(client.enter(bruno))
    assert client.get("/people").status_code == 200
    answer = client.submit("/profile", action=f"/profile/employer/{ELSEWHERE}")
    assert answer.location == "/today"
    assert _token(client) != old
    assert "Altro Comune" in client.get("/today").text
    assert client.get("/people").status_code == 403, "there she only audits"
    stolen: Any = app.test_client()
    stolen.set_cookie("sportello", old)
    assert not _inside(stolen)


def test_the_hours_of_a_session_begin_again_only_with_a_password(
    app: Flask, client: OfficeClient, cast: Cast, at: Move
) -> None:
    """Changing body rotates the token; what proves who she is stays as old as it was."""
    bruno = cast["bruno"]
    _engage_elsewhere(actor=MAKER, now=NOW, account_id=bruno.account_id)
    client.enter(bruno)
    for hour in range(24):
        for minutes in (10, 30, 50):
            at(NOW + timedelta(hours=hour, minutes=minutes))
            if not _inside(client):
                assert (hour, minutes) == (12, 10)
                return
        body = OFFICE if hour % 2 else ELSEWHERE
        client.submit("/profile", action=f"/profile/employer/{body}")
    pytest.fail("a session lived for a day")


def test_nobody_works_for_a_body_that_did_not_engage_her(client: OfficeClient, cast: Cast) -> None:
    client.enter(cast["bruno"])
    token = Forms(client.get("/profile").text).found[0].values["csrf_token"]
    answer = client.post(f"/profile/employer/{ELSEWHERE}", data={"csrf_token": token})
    assert answer.status_code == 404
    assert "Comune di prova" in client.get("/today").text


def test_a_new_password_closes_every_other_door(app: Flask, cast: Cast) -> None:
    bruno = _with_password(cast["bruno"])
    here, there = _sign_in(app, "bruno"), _sign_in(app, "bruno")
    before = _token(here)
    typed = {"current": SECRET, "password": NEXT_SECRET, "again": NEXT_SECRET}
    assert here.submit("/profile", typed).status_code == 303
    assert _token(here) != before
    assert _inside(here)
    assert not _inside(there)
    assert _inside(_sign_in(app, bruno.login, NEXT_SECRET))


def test_a_screen_left_unlocked_is_no_place_for_guessing(app: Flask, cast: Cast) -> None:
    _with_password(cast["bruno"])
    here = _sign_in(app, "bruno")
    typed = {"password": NEXT_SECRET, "again": NEXT_SECRET}
    for _ in range(5):
        assert here.submit("/profile", {**typed, "current": "x" * 20}).status_code == 422
    answer = here.submit("/profile", {**typed, "current": SECRET})
    assert answer.status_code == 422
    assert "Troppi tentativi" in answer.text
    assert _inside(here)
    stored = db.session.get_one(Account, cast["bruno"].account_id).password_hash
    assert matches(SECRET, stored)


def test_a_password_set_by_a_link_closes_every_door(app: Flask, cast: Cast) -> None:
    bruno = _with_password(cast["bruno"])
    client = _sign_in(app, "bruno")
    _with_password(bruno)
    assert not _inside(client)


def test_a_page_that_only_polls_does_not_keep_the_session_awake(
    app: Flask, client: OfficeClient, cast: Cast, at: Move
) -> None:
    """No page polls yet: this one is marked as those to come will be."""
    quiet = requires(Permission.HOME_TODAY_READ, polling=True)(lambda: "")
    usual = app.view_functions["home.today"]
    token = _token(client.enter(cast["bruno"]))
    app.view_functions["home.today"] = quiet
    try:
        for minutes in (10, 20):
            at(NOW + timedelta(minutes=minutes))
            assert _inside(client)
    finally:
        app.view_functions["home.today"] = usual
    assert _row(token).last_seen_at == NOW
    at(NOW + timedelta(minutes=29))
    assert _inside(client)
    assert _row(token).last_seen_at == NOW + timedelta(minutes=29)


def test_signs_of_life_are_written_at_most_once_a_minute(
    client: OfficeClient, cast: Cast, at: Move
) -> None:
    token = _token(client.enter(cast["bruno"]))
    for seconds, seen in ((59, 0), (60, 60), (119, 60), (120, 120)):
        at(NOW + timedelta(seconds=seconds))
        client.get("/today")
        assert _row(token).last_seen_at == NOW + timedelta(seconds=seen)


@pytest.mark.parametrize(
    "token", ["", "x", "é" * 40, "'; DROP TABLE staff_session; --", "a" * 4000]
)
def test_a_token_nobody_gave_opens_nothing_and_leaves_no_row(
    client: OfficeClient, token: str
) -> None:
    client.set_cookie("sportello", token)
    assert not _inside(client)
    assert _rows() == 0


def test_the_hash_in_the_database_is_not_a_token(client: OfficeClient, cast: Cast) -> None:
    """Whoever steals the table of sessions cannot enter with what is in it."""
    token = open_door(cast["bruno"])
    client.set_cookie("sportello", _row(token).token_hash.hex())
    assert not _inside(client)


def test_what_a_session_remembers_is_unreadable_in_the_database(app: Flask, cast: Cast) -> None:
    token = open_door(cast["bruno"])
    with _in_flight(app, token):
        office_session()["flash"] = "parola riservata"
        _answer(app)
    sealed = _row(token).payload_sealed
    assert sealed
    assert b"riservata" not in sealed
    with _in_flight(app, token):
        assert office_session()["flash"] == "parola riservata"


def test_what_one_session_remembers_does_not_open_in_another(app: Flask, cast: Cast) -> None:
    one, other = open_door(cast["bruno"]), open_door(cast["carla"])
    with _in_flight(app, one):
        office_session()["flash"] = "parola riservata"
        _answer(app)
    moved = _row(other)
    moved.payload_sealed = _row(one).payload_sealed
    assert dict(OfficeSession(moved, other)) == {}
    db.session.expunge_all()


def test_a_form_shown_to_a_visitor_makes_one_row(client: OfficeClient) -> None:
    for _ in range(3):
        client.get("/sign-in")
    assert _rows() == 1


def test_a_dead_cookie_is_taken_back(client: OfficeClient) -> None:
    client.set_cookie("sportello", "a token of last week")
    client.get("/accessibility")
    assert client.get_cookie("sportello") is None


def test_an_ended_session_of_a_form_left_open_gives_back_what_was_typed(
    client: OfficeClient, cast: Cast
) -> None:
    client.enter(cast["bruno"])
    shown = Forms(client.get("/people/new").text).found[-1].values
    end_rows(StaffSession.account_id == cast["bruno"].account_id)
    answer = client.post(
        "/people/new", data={**shown, "surname": "D'Angelo", "given": "Rosa Maria"}
    )
    assert answer.status_code == 401
    given_back = Forms(answer.text).found[-1].values
    assert (given_back["surname"], given_back["given"]) == ("D'Angelo", "Rosa Maria")
    client.enter(cast["bruno"])
    shown = Forms(client.get("/people/new").text).found[-1].values
    again = client.post("/people/new", data={**given_back, "csrf_token": shown["csrf_token"]})
    assert again.status_code == 303


def test_a_style_sheet_asks_the_database_nothing(own_app: Flask, cast: Cast, at: Move) -> None:
    client: Any = own_app.test_client()
    client.enter(cast["bruno"])
    at(NOW + timedelta(minutes=5))
    db.session.rollback()
    sheet = client.get("/accessibility").text.split('rel="stylesheet" href="')[1].split('"')[0]
    db.session.rollback()
    with counting() as asked:
        assert client.get(sheet).status_code == 200
    assert [statement for statement in asked if not statement.startswith("PRAGMA")] == []


def test_two_roles_of_one_person_add_up_at_the_next_click(client: OfficeClient, cast: Cast) -> None:
    client.enter(cast["teo"])
    assert client.get("/people").status_code == 403
    operations.engage(
        actor=MAKER,
        now=NOW,
        organisation_id=OFFICE,
        account_id=cast["teo"].account_id,
        role=Role.FRONT_OFFICE_OPERATOR,
        team_id=None,
        starts_on=TODAY,
    )
    assert client.get("/people").status_code == 200


def test_an_engagement_that_begins_tomorrow_gives_nothing_today(
    client: OfficeClient, cast: Cast, at: Move
) -> None:
    operations.engage(
        actor=MAKER,
        now=NOW,
        organisation_id=OFFICE,
        account_id=cast["teo"].account_id,
        role=Role.FRONT_OFFICE_OPERATOR,
        team_id=None,
        starts_on=TODAY + timedelta(days=1),
    )
    client.enter(cast["teo"])
    assert client.get("/people").status_code == 403
    at(NOW + timedelta(days=1))
    client.enter(cast["teo"])
    assert client.get("/people").status_code == 200
