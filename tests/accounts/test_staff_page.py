"""The page of the staff, pressed by the administrator; and what nobody can do from it."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.accounts import operations
from app.accounts.models import Account, Engagement
from app.accounts.policy import Role
from app.audit.models import AccessEntry, AuditEntry
from app.db import db
from app.kernel.errors import NotAllowedNow, NotFound
from tests.cast import ELSEWHERE, MAKER, NOW, OFFICE, TODAY, Cast, Member
from tests.support.client import Forms, OfficeClient

BY_MAKER = {"actor": MAKER, "now": NOW, "organisation_id": OFFICE}


@pytest.fixture
def elena(client: OfficeClient, cast: Cast) -> OfficeClient:
    """The browser of the administrator."""
    return client.enter(cast["elena"])


def _page(member: Member) -> str:
    return f"/staff/{member.account_id}"


def _account(member: Member) -> Account:
    db.session.rollback()
    return db.session.get_one(Account, member.account_id, populate_existing=True)


def _engagements(member: Member) -> list[Engagement]:
    db.session.rollback()
    db.session.expire_all()
    mine = select(Engagement).where(Engagement.account_id == member.account_id)
    return list(db.session.scalars(mine.order_by(Engagement.valid_from, Engagement.id)))


def _entries() -> int:
    return db.session.scalar(select(func.count()).select_from(AuditEntry)) or 0


def _another_administrator(cast: Cast, ends_on: date | None = None) -> Member:
    engagement_id = operations.engage(
        **BY_MAKER,
        account_id=cast["dario"].account_id,
        role=Role.ADMINISTRATOR,
        team_id=None,
        starts_on=date(2021, 1, 1),
    )
    if ends_on is not None:
        operations.disengage(**BY_MAKER, engagement_id=engagement_id, ends_on=ends_on)
    return cast["dario"]


def test_a_role_is_given_from_a_day_on(elena: OfficeClient, cast: Cast) -> None:
    teo = cast["teo"]
    typed = {"role": Role.FRONT_OFFICE_OPERATOR, "starts_on": "domani"}
    answer = elena.submit(_page(teo), typed, action=f"{_page(teo)}/roles")
    assert answer.location == _page(teo)
    latest = _engagements(teo)[-1]
    assert (latest.role, latest.valid_from) == ("front_office_operator", TODAY + timedelta(days=1))
    assert "Operatore URP" in elena.get(_page(teo)).text


def test_a_role_ends_on_a_day_and_the_row_stays(elena: OfficeClient, cast: Cast) -> None:
    gino = cast["gino"]
    action = f"{_page(gino)}/roles/{gino.engagement_id}/end"
    assert elena.submit(_page(gino), {"ends_on": "30/11/2026"}, action=action).status_code == 303
    (ended,) = _engagements(gino)
    assert (ended.valid_from.year, ended.valid_to) == (2020, date(2026, 11, 30))


@pytest.mark.parametrize("typed", ["", "ieri l'altro", "31/11/2026", "01/01/1999"])
def test_an_end_that_cannot_be_is_refused_and_the_page_stays(
    elena: OfficeClient, cast: Cast, typed: str
) -> None:
    gino = cast["gino"]
    action = f"{_page(gino)}/roles/{gino.engagement_id}/end"
    answer = elena.submit(_page(gino), {"ends_on": typed}, action=action)
    assert answer.status_code == 422
    assert "Gino" in answer.text
    assert _engagements(gino)[0].valid_to is None


def test_an_account_is_closed_and_opened_again(elena: OfficeClient, cast: Cast) -> None:
    carla = cast["carla"]
    assert elena.submit(_page(carla), action=f"{_page(carla)}/disable").status_code == 303
    assert _account(carla).disabled_at == NOW
    assert "Riapri" in elena.get(_page(carla)).text
    assert elena.submit(_page(carla), action=f"{_page(carla)}/enable").status_code == 303
    assert _account(carla).disabled_at is None


@pytest.mark.parametrize("act", ["disable", "enable"])
def test_an_old_page_is_told_so_and_changes_nothing(
    elena: OfficeClient, cast: Cast, act: str
) -> None:
    carla = cast["carla"]
    shown = next(
        form.values
        for form in Forms(elena.get(_page(carla)).text).found
        if form.action.endswith("/disable")
    )
    operations.disable(**BY_MAKER, account_id=carla.account_id, version=1)
    before, entries = _account(carla).version, _entries()
    answer = elena.post(f"{_page(carla)}/{act}", data=shown)
    assert answer.status_code == 409
    assert (_account(carla).version, _entries()) == (before, entries)
    assert _account(carla).disabled_at == NOW


@pytest.mark.parametrize("act", ["disable", "roles", "link", "enable"])
def test_the_staff_of_another_body_are_nobody(elena: OfficeClient, cast: Cast, act: str) -> None:
    token = Forms(elena.get("/staff/new").text).found[-1].values["csrf_token"]
    zeno = _page(cast["zeno"])
    typed = {"csrf_token": token, "version": "1", "role": Role.AUDITOR, "starts_on": "oggi"}
    answer = elena.post(f"{zeno}/{act}", data=typed)
    nobody = elena.post(f"/staff/{uuid4()}/{act}", data=typed)
    assert answer.status_code == nobody.status_code == 404
    assert elena.get(zeno).status_code == 404
    assert _account(cast["zeno"]).disabled_at is None
    assert len(_engagements(cast["zeno"])) == 1
    assert "Zeno" not in elena.get("/staff").text


def test_the_engagement_of_another_body_is_not_ended(app: Flask, cast: Cast) -> None:
    zeno = cast["zeno"]
    with pytest.raises(NotFound):
        operations.disengage(**BY_MAKER, engagement_id=zeno.engagement_id, ends_on=TODAY)
    assert _engagements(zeno)[0].valid_to is None


def test_a_team_of_another_body_cannot_be_chosen(elena: OfficeClient, cast: Cast) -> None:
    hers = operations.open_team(actor=MAKER, now=NOW, organisation_id=ELSEWHERE, name="Loro")
    teo = cast["teo"]
    typed = {"role": Role.PRACTITIONER, "starts_on": "oggi", "team": str(hers)}
    answer = elena.submit(_page(teo), typed, action=f"{_page(teo)}/roles")
    assert answer.status_code == 422
    assert len(_engagements(teo)) == 1


@pytest.mark.parametrize(
    ("act", "typed"),
    [("roles", {"role": Role.SOCIAL_WORKER, "starts_on": "oggi"}), ("disable", {"version": "1"})],
)
def test_on_herself_she_is_told_to_ask_somebody_else(
    elena: OfficeClient, cast: Cast, act: str, typed: dict[str, str]
) -> None:
    mine = _page(cast["elena"])
    assert f"{mine}/{act}" not in elena.get(mine).text
    token = Forms(elena.get("/staff/new").text).found[-1].values["csrf_token"]
    answer = elena.post(f"{mine}/{act}", data={**typed, "csrf_token": token})
    assert answer.status_code in (409, 422)
    assert "chiedi a un&#39;altra persona" in answer.text
    assert _account(cast["elena"]).disabled_at is None
    assert len(_engagements(cast["elena"])) == 1


def test_nobody_ends_her_own_role_even_when_others_administer(app: Flask, cast: Cast) -> None:
    _another_administrator(cast)
    elena = cast["elena"]
    with pytest.raises(NotAllowedNow, match="not_yourself"):
        operations.disengage(
            actor=elena.viewer,
            now=NOW,
            organisation_id=OFFICE,
            engagement_id=elena.engagement_id,
            ends_on=TODAY,
        )


def test_an_administrator_may_go_when_another_stays(app: Flask, cast: Cast) -> None:
    _another_administrator(cast)
    elena = cast["elena"]
    operations.disengage(**BY_MAKER, engagement_id=elena.engagement_id, ends_on=TODAY)
    assert _engagements(elena)[0].valid_to == TODAY


def test_who_is_about_to_go_does_not_count_as_staying(app: Flask, cast: Cast) -> None:
    _another_administrator(cast, ends_on=TODAY + timedelta(days=7))
    elena = cast["elena"]
    with pytest.raises(NotAllowedNow, match="last_administrator"):
        operations.disengage(**BY_MAKER, engagement_id=elena.engagement_id, ends_on=TODAY)
    with pytest.raises(NotAllowedNow, match="last_administrator"):
        operations.disable(**BY_MAKER, account_id=elena.account_id, version=1)


def test_who_is_shut_out_does_not_count_as_staying(app: Flask, cast: Cast) -> None:
    dario = _another_administrator(cast)
    operations.disable(**BY_MAKER, account_id=dario.account_id, version=1)
    with pytest.raises(NotAllowedNow, match="last_administrator"):
        operations.disengage(**BY_MAKER, engagement_id=cast["elena"].engagement_id, ends_on=TODAY)


@pytest.mark.parametrize(
    "field", ["organisation_id", "id", "password_hash", "epoch", "disabled_at", "version"]
)
def test_a_field_nobody_offered_writes_nothing(elena: OfficeClient, field: str) -> None:
    typed = {"name": "Nuova", "login": "nuova", "role": Role.PROVIDER, "starts_on": "oggi"}
    forged = str(UUID(int=7)) if field in ("organisation_id", "id") else "7"
    assert elena.submit("/staff/new", {**typed, field: forged}).status_code == 303
    made = db.session.scalars(select(Account).where(Account.login == "nuova")).one()
    engagement = db.session.scalars(
        select(Engagement).where(Engagement.account_id == made.id)
    ).one()
    assert (engagement.organisation_id, made.epoch, made.version) == (OFFICE, 1, 1)
    assert (made.password_hash, made.disabled_at) == (None, None)
    assert made.id != UUID(int=7)


def test_a_refused_act_leaves_its_line(elena: OfficeClient, cast: Cast) -> None:
    token = Forms(elena.get("/staff/new").text).found[-1].values["csrf_token"]
    mine = _page(cast["elena"])
    elena.post(f"{mine}/disable", data={"version": "1", "csrf_token": token})
    (line,) = db.session.scalars(select(AccessEntry))
    assert (line.name, line.result, line.reasons) == (
        "accounts.staff.disable",
        "refused",
        ["not_yourself"],
    )
    assert line.actor_id == cast["elena"].account_id
