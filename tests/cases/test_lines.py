"""Each intervention goes its way: sent, accepted, waiting, started, changed, given, ended."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.cases import queries
from app.cases.models import LineStep, LineTerm
from app.cases.procedure.line import LineState
from app.cases.procedure.request import RequestState
from app.cases.queries.lines import ListedLine
from app.cases.rules.requests import (
    Decline,
    EndCause,
    LineOutcome,
    Pile,
    RequestFault,
    SuspensionCause,
)
from app.db import db
from app.kernel.errors import Invalid, NotAllowedNow, NotFound, NotPermitted
from app.kernel.references import RequestLineId
from app.organisations import operations as organisations
from app.organisations.rules import SettingKey
from app.waiting.rules import Others
from tests.builders.cases import an_open_case
from tests.builders.requests import (
    ENDS,
    MONEY,
    THREE,
    a_request,
    a_service,
    an_active_line,
    an_approved_request,
    at,
    line_act,
    line_page,
    page,
    request_act,
)
from tests.builders.waiting import entry, waiting_act, waits
from tests.cast import NOW, TODAY, Cast

DAY = timedelta(days=1)


def test_story_one_two_of_three_start_and_the_third_waits(app: Flask, cast: Cast) -> None:
    service = a_service(cast, hours=60)
    filler = an_active_line(cast, service, wanted=((THREE[0][0], 5400),))
    request_id = an_approved_request(
        cast, service, wanted=THREE, case_id=an_open_case(cast["bruno"])
    )
    first, second, third = (line.id for line in page(cast["gino"], request_id).lines)
    for line_id in (first, second, third):
        line_act(cast, "gino", "send_line", line_id)
    for line_id in (first, second):
        line_act(cast, "gino", "accept_line", line_id, starts_on=TODAY, operator="Gaia Riva")
    with pytest.raises(NotAllowedNow, match=RequestFault.CAPACITY):
        line_act(cast, "gino", "accept_line", third, starts_on=TODAY)
    waiting = waits(cast, third)
    assert entry(cast, waiting).row.position == 1
    for line_id in (first, second):
        line_act(cast, "gino", "start_line", line_id, started_on=TODAY)
    shown = page(cast["bruno"], request_id)
    assert (shown.started, shown.counted) == (2, 3)
    with pytest.raises(NotAllowedNow, match="capacity_full"):
        waiting_act(cast, "bruno", "offer_place", waiting, starts_on=TODAY)
    line_act(
        cast, "bruno", "end_service", filler,
        ended_on=TODAY, cause=EndCause.GOALS_REACHED, outcome=LineOutcome.REACHED,
    )  # fmt: skip
    waiting_act(cast, "bruno", "offer_place", waiting, starts_on=TODAY + DAY)
    waiting_act(cast, "bruno", "accept_place", waiting, others=Others.CLOSE)
    assert line_page(cast["bruno"], third).line.state is LineState.ACCEPTED


def test_over_the_capacity_only_with_the_supervisors_reason(app: Flask, cast: Cast) -> None:
    service = a_service(cast, hours=4)
    an_active_line(cast, service)
    request_id = an_approved_request(cast, service)
    line_id = page(cast["gino"], request_id).lines[0].id
    line_act(cast, "gino", "send_line", line_id)
    with pytest.raises(NotAllowedNow, match="needs_reason"):
        line_act(cast, "dario", "accept_line", line_id, starts_on=TODAY)
    line_act(cast, "dario", "accept_line", line_id, starts_on=TODAY, words="decreto del Tribunale")
    assert line_page(cast["gino"], line_id).line.state is LineState.ACCEPTED


def test_a_provider_that_says_no_is_followed_by_another(app: Flask, cast: Cast) -> None:
    request_id = an_approved_request(cast, a_service(cast))
    line_id = page(cast["gino"], request_id).lines[0].id
    line_act(cast, "gino", "send_line", line_id)
    assert line_page(cast["gino"], line_id).due[0].due_on == date(2026, 11, 30)
    line_act(cast, "gino", "decline_line", line_id, why=Decline.NO_STAFF)
    shown = line_page(cast["gino"], line_id)
    assert (shown.line.state, shown.due) == (LineState.PLANNED, ())


def test_less_counts_at_once_more_waits_for_another(app: Flask, cast: Cast) -> None:
    line_id = an_active_line(cast, a_service(cast))
    line_act(cast, "bruno", "change_line", line_id, quantity=300, valid_from=TODAY)
    shown = line_page(cast["bruno"], line_id)
    assert (shown.line.amount, shown.line.edition) == ("3", 2)
    line_act(cast, "bruno", "change_line", line_id, quantity=500, valid_from=TODAY)
    assert line_page(cast["bruno"], line_id).line.amount == "3"
    with pytest.raises(NotAllowedNow, match=RequestFault.CHANGE_PENDING):
        line_act(cast, "bruno", "extend_line", line_id, ends_on=ENDS + DAY)
    line_act(cast, "dario", "approve_change", line_id)
    assert line_page(cast["bruno"], line_id).line.amount == "5"
    line_act(cast, "dario", "extend_line", line_id, ends_on=ENDS + DAY)
    with pytest.raises(NotAllowedNow, match=RequestFault.OWN_CHANGE):
        line_act(cast, "dario", "approve_change", line_id)


def test_a_raise_does_not_go_over_the_capacity(app: Flask, cast: Cast) -> None:
    line_id = an_active_line(cast, a_service(cast, hours=5))
    line_act(cast, "bruno", "change_line", line_id, quantity=600, valid_from=TODAY)
    with pytest.raises(NotAllowedNow, match=RequestFault.CAPACITY):
        line_act(cast, "dario", "approve_change", line_id)
    line_act(cast, "dario", "refuse_change", line_id, words="non ci sono ore")
    assert line_page(cast["bruno"], line_id).changes[0].accepted is False


def test_a_suspended_service_keeps_its_place_until_a_day(app: Flask, cast: Cast) -> None:
    service = a_service(cast, hours=4)
    line_id = an_active_line(cast, service)
    line_act(cast, "bruno", "suspend_line", line_id, why=SuspensionCause.ILLNESS, kept_until=TODAY)
    request_id = an_approved_request(cast, service)
    other = page(cast["gino"], request_id).lines[0].id
    line_act(cast, "gino", "send_line", other)
    with pytest.raises(NotAllowedNow, match=RequestFault.CAPACITY):
        line_act(cast, "gino", "accept_line", other, starts_on=TODAY)
    line_act(cast, "gino", "accept_line", other, starts_on=TODAY + DAY)
    with pytest.raises(NotAllowedNow, match=RequestFault.CAPACITY):
        line_act(cast, "bruno", "resume_line", line_id)


def test_the_office_ends_early_only_with_the_supervisor(app: Flask, cast: Cast) -> None:
    line_id = an_active_line(cast, a_service(cast))
    told: dict[str, Any] = {
        "ended_on": TODAY, "cause": EndCause.OFFICE_DECISION, "outcome": LineOutcome.PARTLY,
    }  # fmt: skip
    with pytest.raises(NotAllowedNow, match=RequestFault.EARLY_BY_OFFICE):
        line_act(cast, "bruno", "end_service", line_id, **told)
    line_act(cast, "dario", "end_service", line_id, **told)
    shown = line_page(cast["bruno"], line_id)
    assert shown.line.state is LineState.ENDED
    assert shown.request_state is RequestState.ENDED, "its last line ended"


def test_nothing_ends_by_itself(app: Flask, cast: Cast) -> None:
    line_id = an_active_line(cast, a_service(cast))
    with pytest.raises(Invalid):
        line_act(cast, "bruno", "flag_past_end", line_id)
    line_act(cast, "bruno", "flag_past_end", line_id, now=at(ENDS + DAY))
    shown = line_page(cast["bruno"], line_id)
    assert (shown.line.state, shown.line.past_end) == (LineState.ACTIVE, True)


def test_the_extension_is_asked_for_a_month_before_the_end(app: Flask, cast: Cast) -> None:
    line_id = an_active_line(cast, a_service(cast))
    due = db.session.scalars(select(LineTerm.due_on).where(LineTerm.met_at.is_(None)))
    assert [*due] == [ENDS - timedelta(days=30)]
    assert line_page(cast["bruno"], line_id).due[0].due_on == date(2027, 5, 31)


def test_hours_are_recorded_by_one_and_seen_by_another(app: Flask, cast: Cast) -> None:
    line_id = an_active_line(cast, a_service(cast), started_on=date(2026, 11, 2))
    for day, quantity, over in ((2, 200, False), (4, 200, False), (6, 100, True)):
        told = {"day": date(2026, 11, day), "quantity": quantity}
        assert line_act(cast, "gino", "record_delivery", line_id, **told) is over
    over_steps = select(func.count()).where(LineStep.reason_code == RequestFault.OVER_AUTHORISED)
    assert db.session.scalar(over_steps) == 1
    with pytest.raises(NotPermitted):
        line_act(cast, "gino", "confirm_month", line_id, month=TODAY)
    line_act(cast, "bruno", "confirm_month", line_id, month=TODAY)
    assert line_page(cast["gino"], line_id).months[0].visto_by == "Bruno"
    with pytest.raises(Invalid, match=RequestFault.MONTH_CONFIRMED):
        line_act(cast, "gino", "record_delivery", line_id, day=date(2026, 11, 9), quantity=100)


@pytest.mark.parametrize(
    ("day", "fault"),
    [
        (date(2026, 11, 1), RequestFault.OUTSIDE_THE_LINE),
        (TODAY + DAY, RequestFault.IN_THE_FUTURE),
    ],
)
def test_a_day_that_cannot_be_is_refused(app: Flask, cast: Cast, day: date, fault: str) -> None:
    line_id = an_active_line(cast, a_service(cast), started_on=date(2026, 11, 2))
    with pytest.raises(Invalid, match=fault):
        line_act(cast, "gino", "record_delivery", line_id, day=day, quantity=100)


def test_a_line_waits_to_be_seen_while_something_was_given_since(app: Flask, cast: Cast) -> None:
    line_id = an_active_line(cast, a_service(cast), started_on=date(2026, 10, 1))
    january = at(date(2027, 1, 12))

    def to_see(now: datetime) -> list[RequestLineId]:
        rows = queries.pile_rows(cast["bruno"].viewer, now, Pile.TO_SEE, (0, 9))
        return [row.line.id for row in rows if isinstance(row, ListedLine)]

    for day in (date(2026, 10, 12), date(2026, 10, 31)):
        line_act(cast, "gino", "record_delivery", line_id, day=day, quantity=100)
    assert (to_see(at(date(2026, 10, 31))), to_see(NOW)) == ([], [line_id])
    line_act(cast, "bruno", "confirm_month", line_id, month=date(2026, 10, 1))
    assert (to_see(NOW), to_see(january)) == ([], [])
    line_act(cast, "gino", "record_delivery", line_id, day=date(2026, 11, 1), quantity=100)
    assert (to_see(NOW), to_see(january)) == ([], [line_id])


def test_where_the_office_wants_three_who_asked_does_not_see_the_month(
    app: Flask, cast: Cast
) -> None:
    line_id = an_active_line(cast, a_service(cast))
    line_act(cast, "gino", "record_delivery", line_id, day=TODAY, quantity=100)
    organisations.choose_setting(
        actor=cast["dario"].viewer, now=NOW, organisation_id=cast["dario"].organisation_id,
        key=SettingKey.PERSONS_IN_KIND, value="3", valid_from=TODAY,
    )  # fmt: skip
    with pytest.raises(NotAllowedNow, match=RequestFault.REQUESTER_CONFIRMS):
        line_act(cast, "bruno", "confirm_month", line_id, month=TODAY)
    line_act(cast, "dario", "confirm_month", line_id, month=TODAY)


def test_money_takes_an_act_a_visto_and_a_third_person(app: Flask, cast: Cast) -> None:
    service = a_service(cast)
    request_id = an_approved_request(cast, service, with_cost=True)
    line_id = page(cast["gino"], request_id).lines[0].id
    line_act(cast, "gino", "send_line", line_id)
    line_act(cast, "gino", "accept_line", line_id, starts_on=TODAY)
    with pytest.raises(NotAllowedNow, match=RequestFault.NOT_COMMITTED):
        line_act(cast, "gino", "start_line", line_id, started_on=TODAY)
    request_act(cast, "gino", "commit_money", request_id, money=MONEY)
    line_act(cast, "gino", "start_line", line_id, started_on=TODAY)
    line_act(cast, "gino", "record_delivery", line_id, day=TODAY, quantity=100)
    pay = {"month": TODAY, "amount_cents": 5000}
    with pytest.raises(NotAllowedNow, match=RequestFault.NOT_CONFIRMED):
        line_act(cast, "gino", "record_payment", line_id, **pay)
    line_act(cast, "dario", "confirm_month", line_id, month=TODAY)
    with pytest.raises(NotPermitted):
        line_act(cast, "dario", "record_payment", line_id, **pay)
    line_act(cast, "gino", "record_payment", line_id, **pay)
    assert line_page(cast["gino"], line_id).months[0].paid_cents == 5000
    with pytest.raises(Invalid, match=RequestFault.MONTH_PAID):
        line_act(cast, "gino", "record_payment", line_id, **pay)


def test_what_is_free_asks_for_no_money(app: Flask, cast: Cast) -> None:
    request_id = an_approved_request(cast, a_service(cast))
    with pytest.raises(NotAllowedNow, match=RequestFault.NO_COST):
        request_act(cast, "gino", "commit_money", request_id, money=MONEY)


def test_a_case_with_a_service_is_not_closed(app: Flask, cast: Cast) -> None:
    case_id = an_open_case(cast["bruno"])
    an_active_line(cast, a_service(cast), case_id=case_id)
    bruno = cast["bruno"].viewer
    facts = queries.facts_of(bruno, queries.load(bruno, case_id), TODAY)
    assert facts.active_services == 1
    assert facts.active_requests == 1


def test_a_closed_case_asks_for_nothing(app: Flask, cast: Cast) -> None:
    case_id = an_open_case(cast["zeno"])
    with pytest.raises(NotFound):
        a_request(cast, a_service(cast), case_id=case_id)
