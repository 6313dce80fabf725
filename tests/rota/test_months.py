"""A month proposed, saved in one press, published, and what changed in it since."""

from datetime import date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask

from app.kernel.errors import Invalid, NotPermitted
from app.kernel.references import EngagementId
from app.organisations import operations as office
from app.organisations.rules import AccessMode, OpeningKind, WeeklyRule
from app.rota import operations, queries
from app.rota.queries import MonthPlan
from app.rota.rules import AbsenceKind, Hours, Post, RotaRule
from tests.builders.appointments import WEDNESDAY, a_wednesday, engagement_of
from tests.cast import MAKER, NOW, OFFICE, TODAY, Cast
from tests.support.client import OfficeClient

DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 1)
PAGE = "/rota/proposal?mese=2026-12"
MORNING = Hours(510, 750)
NEXT = WEDNESDAY + timedelta(days=7)  # 2 December
LATER = NOW + timedelta(days=2)


@pytest.fixture
def dario(client: OfficeClient, cast: Cast) -> OfficeClient:
    """The supervisor's browser."""
    return client.enter(cast["dario"])


def _desk(cast: Cast) -> None:
    """Open the desk and the counters on Fridays, beside the Wednesdays by appointment."""
    site = a_wednesday(cast).site
    for kind in (OpeningKind.WALK_IN, OpeningKind.ADMIN_COUNTERS):
        rule = WeeklyRule(
            kind=kind, site_id=site, weekday=4, from_minute=510, to_minute=750,
            mode=AccessMode.FREE_ACCESS, valid_from=date(2020, 1, 1),
        )  # fmt: skip
        office.open_hours(actor=MAKER, now=NOW, organisation_id=OFFICE, rule=rule)


def _plan(cast: Cast) -> MonthPlan:
    return queries.month_plan(cast["dario"].viewer, DECEMBER, TODAY)


def _save(cast: Cast, chosen: dict[str, EngagementId], **more: Any) -> int:
    given = {
        "actor": cast["dario"].viewer, "now": NOW, "month": DECEMBER, "chosen": chosen,
        "seen": _plan(cast).seen, **more,
    }  # fmt: skip
    return operations.save_month(**given)


def _on(plan: MonthPlan, day: date, post: Post) -> str:
    return next(k for k, row in plan.cells.items()
                if (row.cell.time.day, row.cell.post) == (day, post))  # fmt: skip


def _duties(cast: Cast) -> list[tuple[date, str, Post | None]]:
    rows = queries.duties_between(cast["dario"].viewer, DECEMBER, JANUARY)
    return [(row.day, row.name, row.post) for row in rows]


def test_the_month_is_filled_in_and_saved_in_one_press(dario: OfficeClient, cast: Cast) -> None:
    _desk(cast)
    text = unescape(dario.get(PAGE).text)
    for words in (
        "dicembre 2026", "Sportello 1", "Riserva", "Pratiche", "Appuntamenti 3",
        "✔ <strong>Nessuno in due posti</strong>: sì",
        "1 turno negli ultimi 3 mesi, media 0,5; 36 ore su 36",
        "0 turni negli ultimi 3 mesi, media 0,5",
    ):  # fmt: skip
        assert words in text, words
    answer = dario.submit(PAGE, {})
    assert (answer.status_code, answer.location) == (303, "/rota?mese=2026-12")
    saved = _duties(cast)
    assert len(saved) == len(_plan(cast).proposed)
    first_friday = [row for row in saved if row[0] == date(2026, 12, 4)]
    assert {name for _, name, _ in first_friday} == {"Bruno", "Carla", "Gino"}
    assert dario.submit(PAGE, {}).status_code == 303
    assert _duties(cast) == saved
    assert "non è cambiato niente" in dario.get("/rota").text


def test_who_is_on_duty_by_hand_holds_the_first_free_post(app: Flask, cast: Cast) -> None:
    _desk(cast)
    operations.add_shift(
        actor=cast["dario"].viewer, now=NOW, engagement_id=engagement_of(cast["dario"]),
        site_id=_plan(cast).openings[0].site_id, kind=OpeningKind.APPOINTMENTS, day=NEXT,
        hours=MORNING,
    )  # fmt: skip
    plan = _plan(cast)
    assert plan.held == {_on(plan, NEXT, Post.APPOINTMENTS_1): cast["dario"].engagement_id}
    assert _save(cast, {}) == 1
    assert _duties(cast) == []


def test_hours_and_absences_count_in_the_proposal(app: Flask, cast: Cast) -> None:
    _desk(cast)
    dario, carla = cast["dario"].viewer, engagement_of(cast["carla"])
    operations.set_hours(
        actor=dario, now=NOW, engagement_id=carla, hours=18, valid_from=date(2026, 6, 1)
    )
    operations.set_hours(actor=dario, now=NOW, engagement_id=carla, hours=25, valid_from=TODAY)
    assert _plan(cast).fair[carla].hours == 25
    operations.add_absence(
        actor=dario, now=NOW, engagement_id=carla, first_day=NEXT, last_day=NEXT,
        kind=AbsenceKind.LEAVE,
    )  # fmt: skip
    plan = _plan(cast)
    there = [who for key, who in plan.proposed.items() if plan.cells[key].cell.time.day == NEXT]
    assert there == [cast["bruno"].engagement_id]
    short = plan.broken(plan.proposed)[RotaRule.ENOUGH_SOCIAL_WORKERS]
    assert short == [_on(plan, NEXT, Post.APPOINTMENTS_1)]


@pytest.mark.parametrize(
    ("posts", "code"),
    [
        ((Post.APPOINTMENTS_1, Post.APPOINTMENTS_2), "already_on_duty"),
        ((Post.APPOINTMENTS_3,), "away_that_day"),
    ],
)
def test_a_month_is_all_or_nothing(
    app: Flask, cast: Cast, posts: tuple[Post, ...], code: str
) -> None:
    _desk(cast)
    carla = engagement_of(cast["carla"])
    if code == "away_that_day":
        operations.add_absence(
            actor=cast["dario"].viewer, now=NOW, engagement_id=carla, first_day=NEXT,
            last_day=NEXT, kind=AbsenceKind.LEAVE,
        )  # fmt: skip
    plan = _plan(cast)
    wrong = {_on(plan, NEXT, post): carla for post in posts}
    right = {_on(plan, NEXT + timedelta(days=7), Post.APPOINTMENTS_1): carla}
    with pytest.raises(Invalid) as refused:
        _save(cast, wrong | right)
    assert set(refused.value.reasons) == {f"{key}:{code}" for key in wrong}
    assert _duties(cast) == []


def test_who_cannot_hold_a_post_and_a_month_changed_meanwhile_are_refused(
    app: Flask, cast: Cast
) -> None:
    _desk(cast)
    plan = _plan(cast)
    post = _on(plan, NEXT, Post.APPOINTMENTS_1)
    with pytest.raises(Invalid, match="no_such_worker"):
        _save(cast, {post: engagement_of(cast["gino"])})
    with pytest.raises(Invalid, match="rota_changed_meanwhile"):
        _save(cast, {}, seen="old")
    with pytest.raises(Invalid, match="rota_changed_meanwhile"):
        _save(cast, {"another": engagement_of(cast["carla"])})
    with pytest.raises(NotPermitted):
        _save(cast, {}, actor=cast["bruno"].viewer)


def test_the_cell_says_what_is_wrong_and_keeps_what_was_chosen(
    dario: OfficeClient, cast: Cast
) -> None:
    _desk(cast)
    plan = _plan(cast)
    bruno = str(cast["bruno"].engagement_id)
    posts = (Post.APPOINTMENTS_1, Post.APPOINTMENTS_2)
    twice = {_on(plan, NEXT, post): bruno for post in posts}
    answer = dario.submit(PAGE, twice)
    text = unescape(answer.text)
    assert answer.status_code == 422
    assert text.count('<p class="wrong"') == 2
    assert "✖ <strong>Nessuno in due posti</strong>" in text
    assert _duties(cast) == []


def _at(cast: Cast, now: datetime, day: date, who: str) -> None:
    """Put somebody on the Wednesday of a day, alone."""
    plan = _plan(cast)
    _save(cast, {**plan.held, _on(plan, day, Post.APPOINTMENTS_1): engagement_of(cast[who])},
          now=now)  # fmt: skip


def test_a_month_is_a_draft_until_it_is_published_then_its_changes_are_told(
    dario: OfficeClient, cast: Cast
) -> None:
    _desk(cast)
    _at(cast, NOW, NEXT, "bruno")
    assert "Bozza" in dario.get("/rota?mese=2026-12").text
    assert (
        dario.submit("/rota?mese=2026-12", action="/rota/publish?mese=2026-12").status_code == 303
    )
    assert "Pubblicato il" in dario.get("/rota?mese=2026-12").text
    assert "Cambiato" not in dario.get("/rota?mese=2026-12").text
    _at(cast, LATER, NEXT, "carla")
    for page in ("/rota?mese=2026-12", "/rota/print?mese=2026-12"):
        text = unescape(dario.get(page).text)
        assert "mer 02/12 8:30–12:30, Appuntamenti 1: di turno Carla (cambiato il 25/11" in text
        assert "non più Bruno" in text
    _at(cast, LATER + timedelta(hours=1), NEXT, "bruno")
    told = queries.changes(cast["dario"].viewer, DECEMBER, JANUARY)
    assert [(row.name, row.is_added) for row in told] == [("Bruno", False), ("Bruno", True)]


def test_a_month_is_published_once_and_not_when_it_is_over(dario: OfficeClient, cast: Cast) -> None:
    given: dict[str, Any] = {"actor": cast["dario"].viewer, "now": NOW}
    operations.publish_month(**given, month=DECEMBER)
    with pytest.raises(Invalid, match="rota_already_published"):
        operations.publish_month(**given, month=DECEMBER + timedelta(days=3))
    with pytest.raises(Invalid, match="rota_month_is_over"):
        operations.publish_month(**given, month=date(2026, 10, 1))
    dario.submit("/rota?mese=2027-01", action="/rota/publish?mese=2027-01")
    assert "Mese pubblicato" in dario.get("/rota").text


def test_her_own_next_shifts_stand_on_the_page_of_the_day(client: OfficeClient, cast: Cast) -> None:
    _desk(cast)
    operations.publish_month(
        actor=cast["dario"].viewer, now=NOW - timedelta(days=3), month=DECEMBER
    )
    _at(cast, NOW, NEXT, "bruno")
    text = unescape(client.enter(cast["bruno"]).get("/today").text)
    for words in ("I miei prossimi turni", "mer 25/11, 8:30–12:30", "di turno Bruno (cambiato"):
        assert words in text
    assert "I miei prossimi turni" not in client.enter(cast["carla"]).get("/today").text


@pytest.mark.parametrize(("hours", "answer"), [("25", 303), ("0", 422), ("37", 422), ("x", 422)])
def test_the_hours_of_each(dario: OfficeClient, cast: Cast, hours: str, answer: int) -> None:
    typed = {
        "worker": str(cast["carla"].engagement_id), "hours": hours, "valid_from": "1/11/2026",
    }  # fmt: skip
    assert dario.submit("/rota/hours", typed).status_code == answer
    rows = {row.name: row.hours for row in queries.weekly_hours(cast["dario"].viewer, TODAY)}
    assert rows["Carla"] == (25 if answer == 303 else 36)
