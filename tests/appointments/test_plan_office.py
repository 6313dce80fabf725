"""The plan office receives inside its openings; what falls outside them is seen and settled."""

from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask

from app.appointments import operations, queries
from app.appointments.operations import Away, row_name
from app.appointments.rules import CancelCause, Gap, WayOut
from app.appointments.rules.items import ItemKind
from app.appointments.rules.plan_office import AskedHour, free_hours, read_hour_code
from app.kernel.errors import Invalid
from app.kernel.references import AgendaItemId
from app.organisations import operations as office
from app.organisations.rules import (
    AccessMode,
    ClosedDays,
    Opening,
    OpeningKind,
    Season,
    WeeklyRule,
)
from app.rota.rules import AbsenceKind
from tests.builders.agenda import an_item, hours
from tests.builders.appointments import WEDNESDAY
from tests.builders.cases import engagement_of
from tests.cast import MAKER, NOW, OFFICE, TODAY, Cast
from tests.support.client import OfficeClient

CLOSE = "/closures/new"
NEXT = WEDNESDAY + timedelta(days=7)
CLOSED = {"starts_on": f"{WEDNESDAY:%d/%m/%Y}", "reason": "Guasto"}
BY: dict[str, Any] = {"actor": MAKER, "now": NOW, "organisation_id": OFFICE}


@pytest.fixture
def site(app: Flask, cast: Cast) -> Any:
    """Where the plan office receives on Wednesdays, 9 to 11."""
    made = office.open_site(**BY, name="Sede", address="P.zza", directions="")
    office.open_hours(**BY, rule=_rule(made))
    return made


@pytest.fixture
def kept(site: Any, cast: Cast) -> AgendaItemId:
    """An appointment of the plan office, inside its openings."""
    return _item(cast)


def _rule(site: Any) -> WeeklyRule:
    return WeeklyRule(
        kind=OpeningKind.PLAN_OFFICE, site_id=site, weekday=2, from_minute=540, to_minute=660,
        mode=AccessMode.BY_APPOINTMENT, valid_from=date(2020, 1, 1),
    )  # fmt: skip


def _item(cast: Cast, minute: int = 570, **known: Any) -> AgendaItemId:
    kept = hours(minute, minute + 30, WEDNESDAY)
    return an_item(cast["piera"], kind=ItemKind.PLAN_OFFICE, kept=kept, **known)


def _row(cast: Cast, item_id: AgendaItemId) -> queries.ItemRow:
    return queries.item_page(cast["piera"].viewer, item_id, NOW).row


@pytest.mark.parametrize("minute", [510, 640, 900])
def test_outside_its_hours_it_must_be_said_why(site: Any, cast: Cast, minute: int) -> None:
    with pytest.raises(Invalid, match="outside:outside_hours"):
        _item(cast, minute)
    made = _item(cast, minute, outside="arriva da lontano")
    assert queries.item_page(cast["piera"].viewer, made, NOW).outside == "arriva da lontano"


def test_where_no_hours_were_ever_said_nothing_is_outside(app: Flask, cast: Cast) -> None:
    assert _row(cast, _item(cast, 900)).minute == 900


def test_a_meeting_of_the_plan_office_is_at_any_hour(site: Any, cast: Cast) -> None:
    kept = hours(900, 930, WEDNESDAY)
    assert an_item(cast["piera"], kind=ItemKind.MEETING, kept=kept)


def test_the_form_says_it_beside_the_reason(site: Any, client: OfficeClient, cast: Cast) -> None:
    client.enter(cast["piera"])
    typed = {
        "kind": "plan_office", "on": f"{WEDNESDAY:%d/%m/%Y}", "hour": "15", "to_hour": "15:30",
        "workers": [str(engagement_of(cast["piera"]))],
    }  # fmt: skip
    answer = client.submit("/agenda/items/new", typed)
    assert answer.status_code == 422
    assert "non riceve" in unescape(answer.text)
    assert client.submit("/agenda/items/new", {**typed, "outside": "viene da lontano"}).location


def test_free_hours_leave_out_what_is_taken_and_what_is_lost(cast: Cast, site: Any) -> None:
    openings = [Opening(WEDNESDAY, _rule(site), "Guasto"), Opening(NEXT, _rule(site))]
    wanted = hours(570, 630, WEDNESDAY)
    taken = [hours(540, 570, NEXT).span]
    found = list(free_hours(wanted, openings, taken, NOW))
    assert found == [AskedHour(NEXT, 570), AskedHour(NEXT, 600)]
    assert [read_hour_code(one.code) for one in found] == found
    assert read_hour_code("20261332.x") is None


def test_a_closure_lists_it_and_moves_it_with_one_press(
    client: OfficeClient, cast: Cast, kept: AgendaItemId
) -> None:
    client.enter(cast["dario"])
    shown = client.submit(CLOSE, CLOSED)
    text = unescape(shown.text)
    assert "Appuntamento dell'Ufficio di Piano, mer 25/11 ore 9:30, con" in text
    assert "Sposta a mer 02/12, ore 9:00" in text
    answer = client.submit(CLOSE, {**CLOSED, row_name(kept): AskedHour(NEXT, 900).code})
    assert answer.status_code == 422  # an hour that was never offered
    answer = client.submit(CLOSE, {**CLOSED, row_name(kept): AskedHour(NEXT, 540).code})
    assert answer.status_code == 303
    assert _row(cast, kept).cancelled_at == NOW
    (there,) = queries.items_of_days(cast["piera"].viewer, NEXT, NEXT + timedelta(days=1))
    assert (there.minute, there.to_minute, there.who) == (540, 570, _row(cast, kept).who)
    assert "mercoledì 2 dicembre 2026" in client.get(answer.location).text


@pytest.mark.parametrize(
    ("kind", "hit"),
    [(None, True), (OpeningKind.PLAN_OFFICE, True), (OpeningKind.APPOINTMENTS, False)],
)
def test_it_is_hit_by_what_closes_its_own_openings(
    cast: Cast, kept: AgendaItemId, kind: OpeningKind | None, hit: bool
) -> None:
    closed = ClosedDays(
        starts_on=WEDNESDAY, ends_on=WEDNESDAY + timedelta(days=1), reason="Guasto", kind=kind
    )
    gap = queries.gap_of(closed)
    assert gap is not None
    assert bool(queries.item_hits(cast["dario"].viewer, gap, NOW)) is hit


def test_another_site_that_closes_does_not_hit_it(cast: Cast, kept: AgendaItemId) -> None:
    other = office.open_site(**BY, name="Altrove", address="via", directions="")
    gap = Gap(first_day=WEDNESDAY, last_day=WEDNESDAY, cause=CancelCause.CLOSURE, site_id=other)
    assert queries.item_hits(cast["dario"].viewer, gap, NOW) == []


def test_nobody_expected_is_forgotten_and_nothing_happens_then(
    cast: Cast, kept: AgendaItemId
) -> None:
    closed = ClosedDays(starts_on=WEDNESDAY, ends_on=NEXT, reason="Guasto")
    with pytest.raises(Invalid, match="booked_meanwhile"):
        operations.close_days(
            actor=cast["dario"].viewer, now=NOW, closed=closed, decisions={},
            call_back=lambda **_: None,
        )  # fmt: skip
    assert _row(cast, kept).cancelled_at is None


def test_what_is_decided_later_waits_on_the_page_of_the_day(
    client: OfficeClient, cast: Cast, kept: AgendaItemId
) -> None:
    closed = ClosedDays(starts_on=WEDNESDAY, ends_on=NEXT, reason="Guasto")
    operations.close_days(
        actor=cast["dario"].viewer, now=NOW, closed=closed, decisions={kept: WayOut.LATER},
        call_back=lambda **_: None,
    )  # fmt: skip
    assert [row.id for row in queries.items_stranded(cast["piera"].viewer, NOW)] == [kept]
    client.enter(cast["piera"])
    assert "Prenotati quando non si riceve" in client.get("/today").text


def test_an_absence_offers_no_hour_of_who_is_away(cast: Cast, kept: AgendaItemId) -> None:
    away = Away(
        engagement_id=engagement_of(cast["piera"]), first_day=WEDNESDAY, last_day=NEXT,
        kind=AbsenceKind.LEAVE,
    )  # fmt: skip
    (hit,) = queries.item_hits(cast["dario"].viewer, away.gap, NOW)
    assert hit.hours[0].day == NEXT + timedelta(days=7)
    operations.go_away(
        actor=cast["dario"].viewer, now=NOW, away=away, decisions={kept: WayOut.TELL},
        call_back=lambda **_: None,
    )  # fmt: skip
    assert _row(cast, kept).cancelled_at == NOW


def test_hours_that_change_list_whom_they_leave_outside(
    cast: Cast, site: Any, kept: AgendaItemId
) -> None:
    outside = _item(cast, 900, outside="viene da lontano")
    season = Season(
        starts_on=TODAY, ends_on=NEXT, site_id=site, kinds=frozenset({OpeningKind.PLAN_OFFICE}),
        weekdays=frozenset({2}), from_minute=600, to_minute=660,
    )  # fmt: skip
    dario = cast["dario"].viewer
    preview = queries.season_preview(dario, season, NEXT, NOW)
    assert [row.id for row in preview.plan_office] == [kept]
    office.set_season(actor=dario, now=NOW, season=season)
    assert [row.id for row in queries.items_stranded(dario, NOW)] == [kept]
    assert outside != kept
