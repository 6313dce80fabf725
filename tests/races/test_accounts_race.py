"""Two people, one door: links, administrators, doors and numbers asked for at the same moment."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.accounts import operations
from app.accounts.models import Account, Engagement, Substitution
from app.accounts.operations.entry import LinkDead
from app.accounts.policy import Duty, Role
from app.audit.models import AuditEntry
from app.db import db
from app.kernel.errors import Conflict, NotAllowedNow, OfficeError
from app.people.models import Person
from tests.builders.cases import engagement_of
from tests.builders.people import a_person
from tests.cast import MAKER, NOW, OFFICE, TODAY, Cast
from tests.support.client import Forms, OfficeClient
from tests.support.together import together

pytestmark = pytest.mark.races
TOGETHER = 20
BY_MAKER = {"actor": MAKER, "now": NOW, "organisation_id": OFFICE}


def _at_once(app: Flask, acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """Do every act at the same moment; return what each gave, or the refusal it met."""
    db.session.remove()
    return together(app, lambda number: acts[number](), len(acts))


def _kinds(results: Sequence[Any]) -> Counter[str]:
    return Counter(type(r).__name__ if isinstance(r, OfficeError) else "done" for r in results)


def test_one_link_sets_one_password(own_app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"].account_id
    token = operations.issue_link(**BY_MAKER, account_id=bruno)

    def use(number: int) -> Callable[[], Any]:
        given = {"actor": MAKER, "now": NOW, "token": token, "password_hash": f"hash {number}"}
        return lambda: operations.accept_link(**given)

    results = _at_once(own_app, [use(number) for number in range(8)])
    assert _kinds(results) == {"done": 1, LinkDead.__name__: 7}
    winner = next(i for i, result in enumerate(results) if not isinstance(result, OfficeError))
    assert db.session.get_one(Account, bruno).password_hash == f"hash {winner}"


def test_one_login_opens_one_account(own_app: Flask) -> None:
    def open_one() -> Any:
        return operations.open_account(
            **BY_MAKER, login="nuova", name="Nuova", role=Role.AUDITOR, starts_on=TODAY
        )

    results = _at_once(own_app, [open_one] * 8)
    assert _kinds(results) == {"done": 1, operations.LoginTaken.__name__: 7}


def test_of_two_administrators_who_close_each_other_out_one_stays(
    own_app: Flask, cast: Cast
) -> None:
    elena, dario = cast["elena"], cast["dario"]
    operations.engage(
        **BY_MAKER,
        account_id=dario.account_id,
        role=Role.ADMINISTRATOR,
        team_id=None,
        starts_on=date(2021, 1, 1),
    )

    def close(who: Any) -> Callable[[], Any]:
        return lambda: operations.disable(**BY_MAKER, account_id=who.account_id, version=1)

    results = _at_once(own_app, [close(elena), close(dario)])
    assert _kinds(results) == {"done": 1, NotAllowedNow.__name__: 1}
    still = (
        select(func.count())
        .select_from(Account)
        .where(Account.id.in_([elena.account_id, dario.account_id]), Account.disabled_at.is_(None))
    )
    assert db.session.scalar(still) == 1


def test_of_two_administrators_who_dismiss_each_other_one_stays(own_app: Flask, cast: Cast) -> None:
    elena = cast["elena"].engagement_id
    dario = operations.engage(
        **BY_MAKER,
        account_id=cast["dario"].account_id,
        role=Role.ADMINISTRATOR,
        team_id=None,
        starts_on=date(2021, 1, 1),
    )

    def dismiss(which: Any) -> Callable[[], Any]:
        return lambda: operations.disengage(**BY_MAKER, engagement_id=which, ends_on=TODAY)

    results = _at_once(own_app, [dismiss(elena), dismiss(dario)])
    assert _kinds(results) == {"done": 1, NotAllowedNow.__name__: 1}
    ended = select(func.count()).select_from(Engagement).where(Engagement.valid_to.is_not(None))
    assert db.session.scalar(ended) == 1


def test_twenty_changes_of_one_account_leave_one_entry(own_app: Flask, cast: Cast) -> None:
    gino = cast["gino"].account_id
    results = _at_once(
        own_app, [lambda: operations.disable(**BY_MAKER, account_id=gino, version=1)] * TOGETHER
    )
    assert _kinds(results) == {"done": 1, Conflict.__name__: TOGETHER - 1}
    entries = select(func.count()).select_from(AuditEntry)
    assert db.session.scalar(entries.where(AuditEntry.name == "accounts.staff.disable")) == 1


def _browsers(app: Flask, signed_in: OfficeClient, number: int) -> list[OfficeClient]:
    cookie = signed_in.get_cookie("sportello")
    assert cookie is not None
    found: list[Any] = []
    for _ in range(number):
        browser: Any = app.test_client()
        browser.set_cookie("sportello", cookie.value)
        found.append(browser)
    return found


def test_twenty_presses_of_one_button_land_on_one_page(own_app: Flask, cast: Cast) -> None:
    client: Any = own_app.test_client()
    client.enter(cast["bruno"])
    shown = Forms(client.get("/people/new").text).found[-1].values
    typed = {**shown, "surname": "Gemelli", "given": "Ada"}

    def press(browser: OfficeClient) -> Callable[[], Any]:
        return lambda: browser.post("/people/new", data=typed)

    answers = _at_once(own_app, [press(b) for b in _browsers(own_app, client, TOGETHER)])
    assert {answer.status_code for answer in answers} == {303}
    (person_id,) = db.session.scalars(select(Person.id).where(Person.surname == "Gemelli"))
    assert {answer.location for answer in answers} == {f"/people/{person_id}"}


def test_the_same_button_with_other_words_is_never_taken_for_the_first(
    own_app: Flask, cast: Cast
) -> None:
    client: Any = own_app.test_client()
    client.enter(cast["bruno"])
    shown = Forms(client.get("/people/new").text).found[-1].values
    browsers = _browsers(own_app, client, 8)

    def press(number: int) -> Callable[[], Any]:
        typed = {**shown, "surname": f"Gemelli{chr(97 + number) * 4}", "is_another": "y"}
        return lambda: browsers[number].post("/people/new", data=typed)

    answers = _at_once(own_app, [press(number) for number in range(8)])
    assert Counter(answer.status_code for answer in answers) == {303: 1, 422: 7}
    assert db.session.scalar(select(func.count()).select_from(Person)) == 1


def test_nineteen_editors_keep_what_they_typed(own_app: Flask, cast: Cast) -> None:
    page = f"/people/{a_person(cast['bruno'], 'Prima')}/edit"
    client: Any = own_app.test_client()
    client.enter(cast["bruno"])
    shown = Forms(client.get(page).text).found[-1].values
    browsers = _browsers(own_app, client, TOGETHER)

    def save(number: int) -> Callable[[], Any]:
        typed = {**shown, "surname": f"Versione {number}", "submission": f"key {number}"}
        return lambda: browsers[number].post(page, data=typed)

    answers = _at_once(own_app, [save(number) for number in range(TOGETHER)])
    assert Counter(answer.status_code for answer in answers) == {303: 1, 409: TOGETHER - 1}
    for number, answer in enumerate(answers):
        if answer.status_code == 409:
            assert f"Versione {number}" in answer.text
    saved = next(number for number, answer in enumerate(answers) if answer.status_code == 303)
    assert db.session.scalars(select(Person.surname)).one() == f"Versione {saved}"


def test_of_twenty_substitutes_named_together_one_stands(own_app: Flask, cast: Cast) -> None:
    """Two browsers of the supervisor, two colleagues, days that all share one."""
    dario, chosen = cast["dario"].viewer, [cast["bruno"], cast["carla"]]

    def name(number: int) -> Callable[[], Any]:
        return lambda: operations.name_substitute(
            actor=dario, now=NOW, substitute_id=engagement_of(chosen[number % 2]),
            duties=tuple(Duty), first_day=TODAY + timedelta(days=number),
            last_day=TODAY + timedelta(days=TOGETHER),
        )  # fmt: skip

    results = _at_once(own_app, [name(number) for number in range(TOGETHER)])
    assert _kinds(results) == {"done": 1, "Invalid": TOGETHER - 1}
    assert db.session.scalar(select(func.count()).select_from(Substitution)) == 1
