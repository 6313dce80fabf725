"""What is written of the particulars of a service: by whom, with which clocks, never twice."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.cases.operations import LineDetails, add_line
from app.cases.procedure.line import LineAction
from app.cases.queries import line_page, request_page
from app.cases.rules.requests import EndCause, LineOutcome, RequestFault
from app.catalogue.rules import ConsentBasis, Intervention, Measure, PathCode, Term
from app.db import db
from app.kernel.clock import rome_to_utc
from app.kernel.errors import Conflict, Invalid, NotAllowedNow, NotFound, NotPermitted
from app.kernel.references import RequestLineId
from app.organisations.rules import BodyKind
from app.particulars import cards, operations, queries
from app.particulars.models import AlarmCall, EducationalArea, KeyHolder
from app.particulars.operations import AlarmGiven, GoalGiven, PhaseGiven, YearGiven
from app.particulars.rules import (
    AlarmKind,
    AreaOutcome,
    CertificateKind,
    EducationArea,
    ParticularFault,
    Stretch,
    WeekPlace,
    WorkOutcome,
    WorkPhase,
)
from tests.builders.intake import a_body
from tests.builders.particulars import FALL, NEIGHBOUR, RESOURCES, a_line_of, by, request_of
from tests.builders.requests import (
    ENDS,
    a_request,
    a_service,
    an_approved_request,
    line_act,
    page,
    request_act,
)
from tests.cast import NOW, TODAY, Cast

F, P, W = ParticularFault, PathCode, WorkPhase


def _due(cast: Cast, who: str, on: date = TODAY) -> list[tuple[Term, date]]:
    viewer = cast[who].viewer
    rows = (*queries.due_particulars(viewer), *queries.devices_to_remove(viewer, on))
    return [(row.term, row.due_on) for row in rows]


def _ended(cast: Cast, line_id: RequestLineId) -> None:
    line_act(cast, "bruno", "end_service", line_id, ended_on=TODAY, cause=EndCause.PERIOD_OVER,
             outcome=LineOutcome.REACHED)  # fmt: skip


def test_hours_come_and_go_and_the_week_says_when_it_is_too_much(app: Flask, cast: Cast) -> None:
    line_id = a_line_of(cast, P.ADM)
    told = {"line_id": line_id, "place": WeekPlace.HOME, "valid_from": TODAY}
    operations.add_hours(**by(cast), **told, stretch=Stretch(0, 990, 1110))
    with pytest.raises(Invalid, match=F.HOURS_MEET):
        operations.add_hours(**by(cast), **told, stretch=Stretch(0, 1000, 1020))
    operations.add_hours(**by(cast), **told, stretch=Stretch(3, 990, 1140))
    week = queries.week_page(cast["bruno"].viewer, line_id, TODAY)
    assert (week.total, week.line.amount, week.is_over_authorised) == ("4,5", "4", True)
    first = week.rows[0]
    operations.end_hours(**by(cast), line_id=line_id, hours_id=first.id, last_on=TODAY)
    after = queries.week_page(cast["bruno"].viewer, line_id, TODAY + timedelta(days=1))
    assert ([row.id for row in after.rows], after.is_over_authorised) == ([week.rows[1].id], False)
    with pytest.raises(NotAllowedNow, match=F.HOURS_OVER):
        operations.end_hours(**by(cast), line_id=line_id, hours_id=first.id, last_on=TODAY)
    second = week.rows[1].id
    never = TODAY - timedelta(days=1)
    operations.end_hours(**by(cast), line_id=line_id, hours_id=second, last_on=never)
    assert [row.id for row in queries.week_page(cast["bruno"].viewer, line_id, TODAY).rows] == [
        first.id
    ]
    _ended(cast, line_id)
    with pytest.raises(NotAllowedNow, match=F.LINE_OVER):
        operations.add_hours(**by(cast), **told, stretch=Stretch(4, 990, 1110))


def test_a_service_without_hours_has_no_week(app: Flask, cast: Cast) -> None:
    line_id = a_line_of(cast, P.REMOTE_ASSISTANCE)
    with pytest.raises(NotFound):
        queries.week_page(cast["bruno"].viewer, line_id, TODAY)
    with pytest.raises(NotFound):
        operations.add_hours(
            **by(cast), line_id=line_id, stretch=Stretch(0, 1, 2), place=WeekPlace.HOME,
            valid_from=TODAY,
        )  # fmt: skip


def test_out_of_summer_the_summer_intervention_is_started_with_a_warning(
    app: Flask, cast: Cast
) -> None:
    service = a_service(cast)
    summer = ((Intervention.SUMMER_EDUCATION, 400),)
    request_id = an_approved_request(cast, service, wanted=summer)
    line_id = page(cast["gino"], request_id).lines[0].id
    line_act(cast, "gino", "send_line", line_id)
    line_act(cast, "gino", "accept_line", line_id, starts_on=TODAY)
    assert _warned(cast, line_id) == (RequestFault.OUT_OF_SUMMER,)
    with app.test_request_context():
        shown = cards.of_line(cast["bruno"].viewer, line_id, NOW)
    assert shown is not None
    assert "si dà dal 01/06/2027 al 15/09/2027" in [row.note for row in shown.rows]
    line_act(cast, "gino", "start_line", line_id, started_on=TODAY)


def test_in_summer_nothing_is_said(app: Flask, cast: Cast) -> None:
    service = a_service(cast)
    request_id = an_approved_request(cast, service, wanted=((Intervention.SUMMER_EDUCATION, 400),))
    line_id = page(cast["gino"], request_id).lines[0].id
    line_act(cast, "gino", "send_line", line_id)
    line_act(cast, "gino", "accept_line", line_id, starts_on=date(2027, 6, 1))
    assert _warned(cast, line_id) == ()


def _warned(cast: Cast, line_id: RequestLineId) -> tuple[str, ...]:
    offers = line_page(cast["gino"].viewer, line_id, TODAY).offers
    return next(offer.warnings for offer in offers if offer.action is LineAction.START)


def test_the_goals_of_a_project_are_written_sealed_checked_and_judged(
    app: Flask, cast: Cast
) -> None:
    request_id = request_of(cast, a_line_of(cast, P.ADM))
    common = {**by(cast), "request_id": request_id}
    alone = GoalGiven(area=EducationArea.AUTONOMY, goal="vestirsi", indicator="?", actions="")
    with pytest.raises(Invalid, match=F.FAMILY_FIRST):
        operations.write_goal(**common, given=alone)
    goal = operations.write_goal(**common, given=RESOURCES)
    operations.write_goal(**common, given=alone)
    shown = queries.education_page(cast["bruno"].viewer, request_id)
    assert [area for area, _ in shown.by_area] == [
        EducationArea.FAMILY_RESOURCES, EducationArea.AUTONOMY,
    ]  # fmt: skip
    row = db.session.scalars(select(EducationalArea)).first()
    assert row is not None
    assert RESOURCES.goal.encode() not in (row.goal_sealed or b"")
    assert _due(cast, "bruno") == [(Term.GOAL_CHECK, date(2027, 3, 10))]
    judged: dict[str, Any] = {**common, "area_id": goal, "version": 1}
    later = date(2027, 6, 9)
    operations.judge_goal(**judged, outcome=AreaOutcome.PARTLY, next_check=later)
    assert _due(cast, "bruno") == [(Term.GOAL_CHECK, later)]
    with pytest.raises(Conflict):
        operations.judge_goal(**judged, outcome=AreaOutcome.REACHED, next_check=None)
    judged["version"] = 2
    operations.judge_goal(**judged, outcome=AreaOutcome.REACHED, next_check=later)
    assert _due(cast, "bruno") == []
    judged["version"] = 3
    with pytest.raises(NotAllowedNow, match=F.AREA_JUDGED):
        operations.judge_goal(**judged, outcome=AreaOutcome.PARTLY, next_check=later)


def test_a_project_is_of_who_follows_and_of_home_support_alone(app: Flask, cast: Cast) -> None:
    request_id = request_of(cast, a_line_of(cast, P.ADM))
    with pytest.raises(NotPermitted):
        queries.education_page(cast["gino"].viewer, request_id)
    with pytest.raises(NotFound):
        queries.education_page(cast["zeno"].viewer, request_id)
    other = request_of(cast, a_line_of(cast, P.WORK_PLACEMENT))
    with pytest.raises(NotFound):
        queries.education_page(cast["bruno"].viewer, other)


def test_omar_goes_from_phase_ten_to_fifty_and_on(app: Flask, cast: Cast) -> None:
    line_id = a_line_of(cast, P.WORK_PLACEMENT)
    days = (date(2026, 7, 2), date(2026, 7, 13), date(2026, 9, 7), date(2026, 9, 14))
    for phase, since in zip(WorkPhase, days, strict=False):
        _pass(cast, line_id, phase=phase, since=since)
    check = date(2026, 12, 2)
    _pass(cast, line_id, phase=W.ACCOMPANYING, since=date(2026, 10, 12), next_check=check)
    shown = queries.phases_page(cast["bruno"].viewer, line_id)
    assert [one.number for one in shown.phases] == [50, 40, 30, 20, 10]
    assert _due(cast, "bruno") == [(Term.WORK_CHECK, check)]
    with pytest.raises(Invalid, match=F.BACK_WITHOUT_WORDS):
        _pass(cast, line_id, phase=W.TOOLS, since=TODAY)
    with pytest.raises(Invalid, match=F.CHECK_IN_THE_PAST):
        _pass(cast, line_id, phase=W.MONITORING, since=TODAY, next_check=date(2026, 11, 1))
    _pass(cast, line_id, phase=W.FINAL, since=TODAY, outcome=WorkOutcome.HIRED)
    assert _due(cast, "bruno") == []  # no check was asked with the last phase


def _pass(cast: Cast, line_id: RequestLineId, **told: Any) -> None:
    operations.pass_phase(**by(cast), line_id=line_id, given=PhaseGiven(**told))


def test_a_company_hosts_and_leaves(app: Flask, cast: Cast) -> None:
    line_id = a_line_of(cast, P.WORK_PLACEMENT)
    garden = a_body(cast, BodyKind.COMPANY)
    operations.add_host(**by(cast), line_id=line_id, body_id=garden, valid_from=TODAY)
    (host,) = queries.phases_page(cast["bruno"].viewer, line_id).hosts
    assert (host.name, host.valid_to) == ("company", None)
    leaving: dict[str, Any] = {**by(cast), "line_id": line_id, "host_id": host.id}
    operations.end_host(**leaving, last_on=TODAY)
    with pytest.raises(NotAllowedNow, match=F.HOST_LEFT):
        operations.end_host(**leaving, last_on=TODAY)


def test_what_came_before_and_after_stays_a_service_of_its_own(app: Flask, cast: Cast) -> None:
    course = a_line_of(cast, P.MULTIMISURA, started_on=TODAY - timedelta(days=90))
    case_id = queries.head(cast["bruno"].viewer, course).request.case_id
    work = a_line_of(cast, P.WORK_PLACEMENT, case_id=case_id)
    before = queries.phases_page(cast["bruno"].viewer, work).others
    after = queries.phases_page(cast["bruno"].viewer, course).others
    assert [(one.line_id, one.is_before) for one in before] == [(course, True)]
    assert [(one.line_id, one.is_before) for one in after] == [(work, False)]
    with pytest.raises(NotFound):
        _pass(cast, course, phase=W.PRELIMINARY, since=TODAY)


def test_the_end_of_the_service_asks_for_the_alarm_back(app: Flask, cast: Cast) -> None:
    line_id = a_line_of(cast, P.REMOTE_ASSISTANCE)
    at_home: dict[str, Any] = {**by(cast, "gino"), "line_id": line_id}
    with pytest.raises(Invalid, match=F.NOT_YET_HAPPENED):
        operations.install_device(**at_home, label="12", installed_on=TODAY + timedelta(days=1))
    operations.install_device(**at_home, label="12", installed_on=TODAY)
    assert _due(cast, "bruno") == []
    _ended(cast, line_id)
    assert _due(cast, "bruno") == [(Term.DEVICE_REMOVAL, TODAY + timedelta(days=15))]
    shown = queries.devices_page(cast["bruno"].viewer, line_id)
    assert shown.is_to_remove
    back: dict[str, Any] = {**at_home, "device_id": shown.devices[0].id}
    with pytest.raises(Invalid, match=F.REMOVED_BEFORE_INSTALLED):
        operations.remove_device(**back, removed_on=TODAY - timedelta(days=1))
    operations.remove_device(**back, removed_on=TODAY)
    assert _due(cast, "bruno") == []
    with pytest.raises(NotAllowedNow, match=F.DEVICE_REMOVED):
        operations.remove_device(**back, removed_on=TODAY)


def test_the_keys_are_read_by_who_follows_and_by_nobody_else(app: Flask, cast: Cast) -> None:
    line_id = a_line_of(cast, P.REMOTE_ASSISTANCE)
    common: dict[str, Any] = {**by(cast), "line_id": line_id}
    operations.add_key_holder(**common, given=NEIGHBOUR)
    row = db.session.scalars(select(KeyHolder)).one()
    kept = (row.name_sealed or b"") + (row.phone_sealed or b"")
    assert b"Dina" not in kept
    assert b"5550188" not in kept
    for who in ("bruno", "dario"):
        assert queries.keys_page(cast[who].viewer, line_id, TODAY).holders[0].name == "Dina Vicina"
    with pytest.raises(NotPermitted):
        queries.keys_page(cast["gino"].viewer, line_id, TODAY)
    with pytest.raises(NotFound):
        queries.keys_page(cast["zeno"].viewer, line_id, TODAY)
    with pytest.raises(NotPermitted):
        operations.add_key_holder(**{**common, **by(cast, "gino")}, given=NEIGHBOUR)
    back: dict[str, Any] = {**common, "holder_id": row.id, "last_on": TODAY}
    operations.end_key_holder(**back)
    tomorrow = TODAY + timedelta(days=1)
    shown = queries.keys_page(cast["bruno"].viewer, line_id, tomorrow)
    assert (shown.holders, len(shown.past)) == ((), 1)
    assert queries.keys_held(cast["bruno"].viewer, line_id, tomorrow) == 0
    with pytest.raises(NotAllowedNow, match=F.KEYS_GIVEN_BACK):
        operations.end_key_holder(**back)


def test_an_alarm_of_saturday_night_is_seen_by_monday(app: Flask, cast: Cast) -> None:
    """Pierina fell on Saturday 14 November at 2:40; the office hears of it on Monday morning."""
    line_id = a_line_of(cast, P.REMOTE_ASSISTANCE)
    monday = rome_to_utc(date(2026, 11, 16), 9 * 60)
    rang_at = rome_to_utc(date(2026, 11, 14), 2 * 60 + 40)
    fell = AlarmGiven(rang_at=rang_at, kind=AlarmKind.FALL, told_by="la centrale", action="")
    gino = cast["gino"].viewer
    alarm_id = operations.write_alarm(actor=gino, now=monday, line_id=line_id, given=fell)
    assert _due(cast, "bruno") == [(Term.ALARM_SEEN, date(2026, 11, 16))]
    with pytest.raises(Invalid, match=F.ALARM_WRITTEN):
        operations.write_alarm(**by(cast), line_id=line_id, given=fell)
    assert queries.alarms_unseen(gino, line_id) == (1, 1)
    with pytest.raises(NotPermitted):
        operations.see_alarm(**by(cast, "gino"), line_id=line_id, alarm_id=alarm_id, answer="vista")
    seen: dict[str, Any] = {"line_id": line_id, "alarm_id": alarm_id, "answer": "visita fatta"}
    operations.see_alarm(**by(cast), **seen)
    assert _due(cast, "bruno") == []
    with pytest.raises(NotAllowedNow, match=F.ALARM_SEEN):
        operations.see_alarm(**by(cast, "dario"), **seen)
    row = db.session.scalars(select(AlarmCall)).one()
    assert (row.seen_by, row.answer) == ("Bruno", "visita fatta")


def test_what_is_told_late_is_not_late_at_once(app: Flask, cast: Cast) -> None:
    line_id = a_line_of(cast, P.REMOTE_ASSISTANCE)
    old = AlarmGiven(rang_at=NOW - timedelta(days=20), kind=AlarmKind.FALSE_ALARM,
                     told_by="la centrale", action="")  # fmt: skip
    operations.write_alarm(**by(cast), line_id=line_id, given=old)
    assert _due(cast, "bruno") == [(Term.ALARM_SEEN, TODAY)]
    soon = AlarmGiven(rang_at=NOW + timedelta(hours=1), kind=AlarmKind.FALL, told_by="x", action="")
    with pytest.raises(Invalid, match=F.NOT_YET_HAPPENED):
        operations.write_alarm(**by(cast), line_id=line_id, given=soon)


def test_the_day_shows_the_alarms_to_who_follows_or_answers_for_all(app: Flask, cast: Cast) -> None:
    line_id = a_line_of(cast, P.REMOTE_ASSISTANCE)
    operations.write_alarm(**by(cast, "gino"), line_id=line_id, given=FALL)
    with app.test_request_context():
        shown = {who: cards.alarms_to_see(cast[who].viewer, NOW) for who in cast}
        due = {who: cards.deadlines(cast[who].viewer, NOW) for who in cast}
    assert {who for who, card in shown.items() if card} == {"bruno", "dario"}
    assert {who for who, rows in due.items() if rows} == {"bruno", "dario"}


def test_a_school_year_is_renewed_once_with_the_same_lines(app: Flask, cast: Cast) -> None:
    line_id = a_line_of(cast, P.SCHOOL_ASSISTANCE)
    year_id = _year(cast, line_id, certificate_until=date(2027, 5, 31))
    assert _due(cast, "bruno") == [
        (Term.SCHOOL_RENEWAL, date(2027, 5, 1)), (Term.CERTIFICATE_EXPIRING, date(2027, 5, 1)),
    ]  # fmt: skip
    renewal: dict[str, Any] = {**by(cast), "line_id": line_id, "year_id": year_id}
    request_id = operations.renew_school_year(**renewal)
    drafted = request_page(cast["bruno"].viewer, request_id)
    old = request_page(cast["bruno"].viewer, request_of(cast, line_id))
    (new,) = drafted.lines
    assert (new.quantity, new.unit_id, new.note) == (
        old.lines[0].quantity, old.lines[0].unit_id, old.lines[0].note,
    )  # fmt: skip
    assert (new.starts_on, new.ends_on) == (date(2027, 9, 1), date(2028, 6, 30))
    assert (drafted.state, drafted.consent) == ("draft", ConsentBasis.UNKNOWN)
    (following,) = queries.school_year_rows(cast["bruno"].viewer, new.id)
    assert (following.begins_in, following.class_name) == (2027, "")
    assert sorted(_due(cast, "bruno")) == [
        (Term.CERTIFICATE_EXPIRING, date(2027, 5, 1)), (Term.SCHOOL_RENEWAL, date(2028, 5, 1)),
    ]  # fmt: skip
    with pytest.raises(NotAllowedNow, match=F.YEAR_RENEWED):
        operations.renew_school_year(**renewal)


def test_a_request_of_two_lines_is_renewed_whole(app: Flask, cast: Cast) -> None:
    service = a_service(cast, 2000, path=P.SCHOOL_ASSISTANCE, name="Educatori")
    request_id = a_request(cast, service, path=P.SCHOOL_ASSISTANCE, wanted=((None, 400),))
    afternoon = LineDetails(
        intervention=None, quantity=150, measure=Measure.HOURS_PER_WEEK, note="il pomeriggio",
        starts_on=TODAY, ends_on=ENDS, unit_id=service.unit_id,
    )  # fmt: skip
    second = add_line(**by(cast), request_id=request_id, details=afternoon)
    request_act(cast, "bruno", "submit_request", request_id)
    request_act(cast, "dario", "approve_request", request_id)
    year_id = _year(cast, second)
    renewed = operations.renew_school_year(**by(cast), line_id=second, year_id=year_id)
    lines = request_page(cast["bruno"].viewer, renewed).lines
    assert [(line.quantity, line.note) for line in lines] == [
        (400, "martedì 16:30"), (150, "il pomeriggio"),
    ]  # fmt: skip
    assert queries.school_year_rows(cast["bruno"].viewer, lines[0].id) == []
    assert len(queries.school_year_rows(cast["bruno"].viewer, lines[1].id)) == 1


def test_the_same_year_again_replaces_it(app: Flask, cast: Cast) -> None:
    line_id = a_line_of(cast, P.SCHOOL_SUPPORT)
    _year(cast, line_id, class_name="1A")
    _year(cast, line_id, class_name="1B")
    (row,) = queries.school_year_rows(cast["bruno"].viewer, line_id)
    assert (row.class_name, row.amount, row.words) == ("1B", "8", "2026/27")
    with pytest.raises(Invalid, match=F.CERTIFICATE_NOT_ISSUED_THEN):
        _year(cast, line_id, certificate=CertificateKind.BASE_ASSESSMENT,
              issued_on=date(2026, 10, 1))  # fmt: skip


def _year(cast: Cast, line_id: RequestLineId, **told: Any) -> Any:
    given = YearGiven(**{
        "begins_in": 2026, "body_id": None, "class_name": "3B", "hours": 800, **told,
    })  # fmt: skip
    operations.write_school_year(**by(cast), line_id=line_id, given=given)
    return queries.school_year_rows(cast["bruno"].viewer, line_id)[0].id
