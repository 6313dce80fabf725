"""Guessing is slowed down in the database: no restart forgets it, no stranger uses it as a weapon."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select

from app import create_app
from app.accounts import operations, throttle
from app.accounts.models import KnownDevice, Throttle
from app.accounts.operations.entry import TooManyAttempts
from app.accounts.policy import Permission
from app.accounts.rules import FREE_ATTEMPTS, FREE_ATTEMPTS_PER_SOURCE, LONGEST
from app.accounts.sessions import token_hash
from app.db import db
from app.kernel.actor import SystemActor
from app.kernel.errors import NotPermitted
from tests.cast import MAKER, NOW, OFFICE, Cast
from tests.support import databases

SECRET = "quattro gatti al balcone"
MYSELF = SystemActor(name="test", permissions=frozenset({Permission.ACCOUNTS_SELF_EDIT}))


def _give_password(cast: Cast, login: str) -> str:
    token = operations.issue_link(
        actor=MAKER, now=NOW, organisation_id=OFFICE, account_id=cast[login].account_id
    )
    stored = operations.acceptable_hash(password=SECRET, context=())
    operations.accept_link(actor=MYSELF, now=NOW, token=token, password_hash=stored)
    return login


@pytest.fixture
def bruno(app: Flask, cast: Cast) -> str:
    """The login of somebody who has a password."""
    return _give_password(cast, "bruno")


def _guess(login: str, times: int, source: str = "10.0.0.1", device: str = "") -> None:
    for _ in range(times):
        with pytest.raises(NotPermitted):
            operations.enter(login=login, password="x" * 20, source=source, device=device, now=NOW)


def _enter(login: str, source: str = "10.0.0.1", device: str = "") -> operations.Entered:
    return operations.enter(login=login, password=SECRET, source=source, device=device, now=NOW)


@pytest.mark.parametrize("spelling", ["BRUNO", " bruno", "Bruno  "])
def test_another_spelling_of_a_login_is_no_fresh_start(bruno: str, spelling: str) -> None:
    _guess(bruno, FREE_ATTEMPTS)
    with pytest.raises(TooManyAttempts):
        _enter(spelling)


def test_an_unknown_login_waits_like_a_known_one(app: Flask) -> None:
    _guess("nessuno", FREE_ATTEMPTS)
    with pytest.raises(TooManyAttempts):
        _enter("nessuno")


def test_every_further_guess_waits_longer_and_nobody_is_shut_out(bruno: str, at) -> None:
    moment, waits = NOW, []
    for _ in range(8):
        at(moment)
        while not (wait := throttle.count_attempt(bruno, "10.0.0.1", "")):
            pass
        waits.append(wait)
        moment += timedelta(seconds=wait)
    assert waits == [61, 121, 241, 481, 901, 901, 901, 901]
    at(moment)
    assert _enter(bruno).employers


def test_waiting_is_enough_an_attempt_made_meanwhile_adds_nothing(bruno: str, at) -> None:
    _guess(bruno, FREE_ATTEMPTS)
    for _ in range(50):
        assert throttle.count_attempt(bruno, "10.0.0.1", "") == 61
    at(NOW + timedelta(seconds=61))
    assert throttle.count_attempt(bruno, "10.0.0.1", "") == 0


def test_the_right_password_forgets_the_wrong_ones(bruno: str) -> None:
    _guess(bruno, FREE_ATTEMPTS - 1)
    _enter(bruno)
    _guess(bruno, FREE_ATTEMPTS)


def test_half_an_hour_of_quiet_forgets_them_too(bruno: str, at) -> None:
    _guess(bruno, FREE_ATTEMPTS - 1)
    at(NOW + timedelta(minutes=30))
    _guess(bruno, FREE_ATTEMPTS)


def test_a_known_browser_has_its_own_count_and_may_fill_it(bruno: str) -> None:
    _enter(bruno, device="hers")
    _guess(bruno, FREE_ATTEMPTS, device="hers")
    with pytest.raises(TooManyAttempts):
        _enter(bruno, device="hers")
    assert _enter(bruno, device="").employers, "elsewhere nobody has guessed yet"


def test_a_browser_known_for_one_account_is_a_stranger_for_another(bruno: str, cast: Cast) -> None:
    """Else a colleague could make as many known browsers as she likes, five guesses each."""
    carla = _give_password(cast, "carla")
    for number in range(FREE_ATTEMPTS):
        _enter(bruno, device=f"browser {number}")
        _guess(carla, 1, device=f"browser {number}")
    with pytest.raises(TooManyAttempts):
        _enter(carla, device="browser 0")


def test_one_source_that_tries_many_logins_waits_for_all_of_them(bruno: str) -> None:
    for number in range(FREE_ATTEMPTS_PER_SOURCE):
        _guess(f"login {number}", 1)
    with pytest.raises(TooManyAttempts):
        _enter(bruno)
    assert _enter(bruno, source="10.0.0.2").employers


def test_a_source_that_waits_does_not_use_up_the_attempts_of_an_account(bruno: str) -> None:
    for number in range(FREE_ATTEMPTS_PER_SOURCE):
        _guess(f"login {number}", 1)
    for _ in range(FREE_ATTEMPTS):
        with pytest.raises(TooManyAttempts):
            _enter(bruno)
    _guess(bruno, FREE_ATTEMPTS, source="10.0.0.2")


def test_a_whole_office_comes_in_from_one_address(bruno: str) -> None:
    for number in range(FREE_ATTEMPTS_PER_SOURCE + 5):
        assert _enter(bruno, device=f"browser {number}").employers


def test_the_database_keeps_no_browser_and_no_login_in_clear(bruno: str) -> None:
    _enter(bruno, device="the token of her browser")
    _guess(bruno, 1)
    (device,) = db.session.scalars(select(KnownDevice))
    assert device.token_hash == token_hash("the token of her browser")
    assert all(len(row.key) == 32 for row in db.session.scalars(select(Throttle)))


def test_a_password_longer_than_any_is_not_even_hashed_but_counts(bruno: str) -> None:
    for _ in range(FREE_ATTEMPTS):
        with pytest.raises(NotPermitted):
            operations.enter(
                login=bruno, password="x" * (LONGEST + 1), source="s", device="", now=NOW
            )
    with pytest.raises(TooManyAttempts):
        _enter(bruno)


def test_old_counts_and_old_browsers_are_forgotten(bruno: str, at) -> None:
    _enter(bruno, device="hers")
    _guess(bruno, 1, device="another")
    at(NOW + throttle.DEVICES_KEPT + timedelta(days=1))
    assert throttle.purge() == 3  # the account's count, the source's, the browser
    assert not db.session.scalars(select(Throttle)).all()


@pytest.fixture
def second_program(own_app: Flask, workplace: Path) -> Iterator[Flask]:
    """Another program over the same database, as after a restart or beside the first."""
    app = create_app(databases.settings_for(own_app.config["SQLALCHEMY_DATABASE_URI"], workplace))
    yield app
    with app.app_context():
        db.engine.dispose()


def test_a_second_program_knows_what_the_first_has_counted(
    own_app: Flask, second_program: Flask, cast: Cast
) -> None:
    bruno = _give_password(cast, "bruno")
    _guess(bruno, FREE_ATTEMPTS)
    with second_program.app_context(), pytest.raises(TooManyAttempts):
        _enter(bruno)


@pytest.mark.races
def test_of_twenty_guesses_at_once_five_are_looked_at(own_app: Flask) -> None:
    barrier = Barrier(20)

    def guess(_number: int) -> int:
        with own_app.app_context():
            barrier.wait()
            return throttle.count_attempt("bruno", "10.0.0.1", "")

    with ThreadPoolExecutor(20) as pool:
        waits = list(pool.map(guess, range(20)))
    assert sorted(waits) == [0] * FREE_ATTEMPTS + [61] * (20 - FREE_ATTEMPTS)
