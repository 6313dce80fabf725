"""The stories stand as the office tells them: who, where things are, and no term passed."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.audit.models import AuditEntry
from app.cases.models import (
    Case,
    CaseTeam,
    CaseTerm,
    CourtTerm,
    IndividualPlan,
    PenalMeasure,
    Placement,
    PlacementAddress,
    PlacementMember,
    PlacementTerm,
    RequestLine,
    ServiceRequest,
)
from app.db import db
from app.demo.context import REFERENCE
from app.demo.stories import protected
from app.desk.models.tickets import Ticket
from app.desk.models.visits import Visit
from app.emergencies.models import Emergency
from app.emergencies.rules.emergency import elapsed
from app.intake.models import Referral, ReferralSubject, ReferralTerm
from app.kernel.clock import office_date
from app.open_door.models import DeskContact, OnwardReferral, WomanHeard
from app.people.models import Person
from app.transfers.models import Incoming, Transfer, TransferTerm
from app.waiting.models import WaitingEntry, WaitingTry

pytestmark = pytest.mark.timeout(600)
TODAY = REFERENCE.date()
FOLLOWED = (
    ("Noemi", "Sartirani Diop", "active"),
    ("Elira", "Hoxhaj", "active"),
    ("Sara", "Malvestiti", "active"),
    ("Matteo", "Cislaghi", "active"),
    ("Aurora", "Colnaghi", "assessing"),
    ("Ivan", "Perego", "active"),
    ("Giada", "Perego", "active"),
    ("Samuele", "Bonfanti", "active"),
    ("Pierina", "Ravasi", "active"),
    ("Omar", "El Idrissi", "active"),
    ("Daniel", "Beretta", "closed_transferred"),
    ("Grace", "Beretta", "closed_transferred"),
    ("Michael", "Beretta", "active"),
)


def _case(given: str, surname: str) -> Case:
    return db.session.scalars(
        select(Case)
        .join(Person, Person.id == Case.person_id)
        .where(Person.given == given, Person.surname == surname)
    ).one()


def _lines(case: Case) -> list[RequestLine]:
    return [
        *db.session.scalars(
            select(RequestLine)
            .join(ServiceRequest, ServiceRequest.id == RequestLine.request_id)
            .where(ServiceRequest.case_id == case.id)
            .order_by(ServiceRequest.number, RequestLine.position)
        )
    ]


def _placement(case: Case) -> Placement:
    return db.session.scalars(select(Placement).where(Placement.case_id == case.id)).one()


def _passed(case: Case) -> Transfer:
    return db.session.scalars(select(Transfer).where(Transfer.subject_id == case.id)).one()


def _bridge_end(passed: Transfer) -> TransferTerm:
    its = (TransferTerm.transfer_id == passed.id, TransferTerm.code == "bridge_end")
    return db.session.scalars(select(TransferTerm).where(*its, TransferTerm.met_at.is_(None))).one()


def _there(passed: Transfer) -> Incoming:
    return db.session.scalars(select(Incoming).where(Incoming.id == passed.twin_id)).one()


def _place_in_list(line: RequestLine) -> int:
    before = select(RequestLine.id).where(
        RequestLine.unit_id == line.unit_id,
        RequestLine.state == "waiting",
        RequestLine.listed_at <= line.listed_at,
    )
    return len(db.session.scalars(before).all())


@pytest.mark.parametrize(("given", "surname", "state"), FOLLOWED)
def test_everybody_of_the_stories_stands_where_the_story_says(
    demo_app: Flask, given: str, surname: str, state: str
) -> None:
    case = _case(given, surname)
    assert case.state == state
    for terms in _unmet(case):
        assert db.session.scalars(terms).all() == []


def _unmet(case: Case) -> list[Any]:
    """Return the selects of what should have been done for a person before today."""
    referrals = select(ReferralSubject.referral_id).where(
        ReferralSubject.person_id == case.person_id
    )
    placements = select(Placement.id).where(Placement.case_id == case.id)
    return [
        select(CaseTerm.code).where(
            CaseTerm.case_id == case.id, CaseTerm.met_at.is_(None), CaseTerm.due_on < TODAY
        ),
        select(CourtTerm.kind).where(
            CourtTerm.case_id == case.id, CourtTerm.met_at.is_(None), CourtTerm.due_on < TODAY
        ),
        select(ReferralTerm.code).where(
            ReferralTerm.referral_id.in_(referrals),
            ReferralTerm.met_at.is_(None),
            ReferralTerm.due_on < TODAY,
        ),
        select(PlacementTerm.code).where(
            PlacementTerm.placement_id.in_(placements),
            PlacementTerm.met_at.is_(None),
            PlacementTerm.due_on < TODAY,
        ),
    ]


def test_story_1_two_interventions_of_three_begin_today(town_year: Flask) -> None:
    lines = _lines(_case("Noemi", "Sartirani Diop"))
    assert [line.state for line in lines] == ["active", "active", "waiting"]
    assert [line.quantity for line in lines] == [400, 150, 150]
    assert {line.started_on for line in lines[:2]} == {TODAY}
    assert _place_in_list(lines[2]) == 1
    hours = select(RequestLine.quantity).where(
        RequestLine.unit_id == lines[0].unit_id,
        RequestLine.state == "active",
        RequestLine.id.not_in([line.id for line in lines]),
    )
    assert sum(db.session.scalars(hours)) == 5400, "5.5 hours fit, 7 do not"


def test_story_2_is_sealed_and_known_to_the_named_only(demo_app: Flask) -> None:
    for given, surname in (("Elira", "Hoxhaj"), ("Sara", "Malvestiti")):
        case = _case(given, surname)
        assert case.sealed
        assert case.kind == "sealed_beside"
        access = select(CaseTeam.access).where(CaseTeam.case_id == case.id)
        assert sorted(db.session.scalars(access)) == ["kept_out", "named", "named"]


def test_story_2_both_are_in_a_place_nobody_reads_elsewhere(demo_app: Flask) -> None:
    placement = _placement(_case("Elira", "Hoxhaj"))
    assert (placement.state, placement.protected) == ("in_place", True)
    assert placement.expected_end == date(2027, 5, 4)
    members = db.session.execute(
        select(PlacementMember.role, PlacementMember.basis, PlacementMember.state)
        .where(PlacementMember.placement_id == placement.id)
        .order_by(PlacementMember.role)
    ).all()
    assert [tuple(row) for row in members] == [
        ("child", "judicial", "inside"),
        ("expected_child", "no_measure", "awaited"),
        ("mother", "consensual", "inside"),
    ]
    kept = select(PlacementAddress).where(PlacementAddress.placement_id == placement.id)
    assert protected.CANARY in (db.session.scalars(kept).one().address or "")
    for entry in db.session.scalars(select(AuditEntry)):
        assert protected.CANARY not in str(vars(entry))


def test_story_2_the_court_waits_for_the_report_of_january(demo_app: Flask) -> None:
    waiting = select(CourtTerm.kind, CourtTerm.due_on).where(
        CourtTerm.case_id == _case("Sara", "Malvestiti").id, CourtTerm.met_at.is_(None)
    )
    assert [tuple(row) for row in db.session.execute(waiting)] == [("report", date(2027, 1, 27))]


def test_story_3_a_place_at_trezzo_is_offered_and_the_family_looked_for(town_year: Flask) -> None:
    trezzo, vimercate, usmate = _lines(_case("Matteo", "Cislaghi"))
    assert [trezzo.state, vimercate.state, usmate.state] == ["waiting", "waiting", "withdrawn"]
    assert (trezzo.held, vimercate.held) == (True, False)
    entries = [
        db.session.scalars(select(WaitingEntry).where(WaitingEntry.line_id == line.id)).one()
        for line in (trezzo, vimercate, usmate)
    ]
    assert [(one.state, one.preference) for one in entries] == [
        ("offered", 1), ("listed", 2), ("left_declined", 0),
    ]  # fmt: skip
    assert entries[0].answer_by == date(2026, 11, 26)
    tries = select(WaitingTry.outcome).where(WaitingTry.entry_id == entries[0].id)
    assert db.session.scalars(tries).all() == ["no_answer_to_try"]


def test_story_4_each_of_the_two_has_a_place_of_their_own(demo_app: Flask) -> None:
    ivan, giada = (_placement(_case(name, "Perego")) for name in ("Ivan", "Giada"))
    assert [ivan.state, giada.state] == ["in_place", "in_place"]
    assert ivan.unit_id != giada.unit_id, "Ivan went on to the community"
    assert ivan.entered_at == giada.entered_at


def test_story_4_is_born_from_a_measure_for_each_of_the_two(demo_app: Flask) -> None:
    """Placed at 22:05, papers sent after 20 h 35′, by the decree an order of the court."""
    for name in ("Ivan", "Giada"):
        case = _case(name, "Perego")
        measure = db.session.scalars(select(Emergency).where(Emergency.case_id == case.id)).one()
        assert measure.sent_at is not None
        assert elapsed(measure.placed_at, measure.sent_at) == (20, 35)
        assert (measure.state, measure.late) == ("modified_by_court", False)
        waiting = select(CourtTerm.kind, CourtTerm.due_on).where(
            CourtTerm.case_id == case.id, CourtTerm.met_at.is_(None)
        )
        assert [tuple(row) for row in db.session.execute(waiting)] == [
            ("report", date(2027, 1, 14))
        ]
        member = select(PlacementMember.basis, PlacementMember.order_reference).where(
            PlacementMember.person_id == case.person_id
        )
        assert tuple(db.session.execute(member).one()) == ("judicial", "TM 431/2026")


def test_the_measures_of_the_past_were_sent_in_time_across_both_clocks(demo_app: Flask) -> None:
    past = select(Emergency).where(Emergency.case_id.is_(None)).order_by(Emergency.placed_at)
    autumn, spring = db.session.scalars(past)
    took = [elapsed(one.placed_at, one.sent_at or one.placed_at) for one in (autumn, spring)]
    assert took == [(23, 45), (22, 25)]
    assert [autumn.state, spring.state] == ["revoked_by_pm", "not_validated"]
    assert not autumn.late
    assert not spring.late


def test_story_5_is_beside_the_ordinary_cases(demo_app: Flask) -> None:
    case = _case("Samuele", "Bonfanti")
    assert case.kind == "penal"
    assert case.second_level_on == date(2026, 7, 28)
    measure = db.session.scalars(select(PenalMeasure).where(PenalMeasure.case_id == case.id)).one()
    assert (measure.kind, measure.ends_on, measure.weekdays) == (
        "probation", date(2027, 7, 24), "13",
    )  # fmt: skip
    waiting = select(CourtTerm.due_on).where(CourtTerm.case_id == case.id)
    assert sorted(db.session.scalars(waiting)) == [
        date(2026, 12, 24), date(2027, 3, 24), date(2027, 6, 24),
    ]  # fmt: skip


def test_story_6_the_child_nobody_knows_is_looked_for(demo_app: Flask) -> None:
    referral = db.session.scalars(
        select(Referral)
        .join(ReferralSubject, ReferralSubject.referral_id == Referral.id)
        .where(ReferralSubject.person_id.is_(None), Referral.state == "awaiting_body")
    ).one()
    assert referral.anonymous


def test_story_6_nobody_can_know_whose_number_waits_today(demo_app: Flask) -> None:
    """The woman of Friday holds A03 today: nothing written of her leads there, nor to a name."""
    heard = db.session.scalars(select(WomanHeard)).one()
    onward = db.session.scalars(
        select(OnwardReferral).where(OnwardReferral.path == "women_support")
    ).one()
    assert (onward.person_id, onward.no_print, onward.safe_to_call) == (None, True, "no")
    assert onward.id == heard.onward_id
    assert onward.visit_id == heard.visit_id
    friday = db.session.scalars(select(Visit).where(Visit.id == heard.visit_id)).one()
    assert (friday.person_id, office_date(friday.began_at)) == (None, date(2026, 11, 20))
    waiting = select(Ticket).where(Ticket.code == "A03", Ticket.state == "waiting")
    for ticket in db.session.scalars(waiting):
        assert ticket.id != friday.ticket_id
        of_it = select(Visit.id).where(Visit.ticket_id == ticket.id, Visit.person_id.is_not(None))
        assert db.session.scalars(of_it).all() == []


def test_story_7_six_are_counted_and_one_has_a_name(demo_app: Flask) -> None:
    contacts = db.session.scalars(select(DeskContact)).all()
    assert len(contacts) == 6
    named = [one for one in contacts if one.person_id]
    assert [one.consent_on for one in named] == [date(2026, 11, 19)]
    rafiqul = db.session.scalars(select(Person).where(Person.given == "Rafiqul")).one()
    assert named[0].person_id == rafiqul.id
    assert [one.nationality for one in contacts if one.nationality] == ["Bangladesh"]


def test_story_8_an_alarm_is_given_and_help_is_waited_for(town_year: Flask) -> None:
    alarm, help_at_home = _lines(_case("Pierina", "Ravasi"))
    assert (alarm.state, alarm.started_on) == ("active", date(2026, 10, 1))
    assert help_at_home.state == "waiting"
    assert _place_in_list(help_at_home) == 6


def test_story_9_back_at_work_after_the_illness(demo_app: Flask) -> None:
    course, placement = _lines(_case("Omar", "El Idrissi"))
    assert (course.state, course.ended_on) == ("ended", date(2026, 6, 26))
    assert (placement.state, placement.started_on) == ("active", date(2026, 9, 14))


def test_story_11_the_bridge_goes_on_after_the_cases_have_passed(demo_app: Flask) -> None:
    for name in ("Daniel", "Grace"):
        (line,) = _lines(_case(name, "Beretta"))
        assert (line.state, line.ends_on) == ("active", date(2026, 12, 31))
        passed = _passed(_case(name, "Beretta"))
        assert (passed.state, passed.bridging_until) == ("accepted", date(2026, 12, 31))
        assert _bridge_end(passed).due_on == date(2026, 12, 15)
        assert _there(passed).state == "incoming_accepted"
    assert _placement(_case("Michael", "Beretta")).state == "in_place"


def test_every_plan_of_a_story_was_approved_by_somebody_else(demo_app: Flask) -> None:
    people = [_case(given, surname).id for given, surname, _ in FOLLOWED]
    plans = select(IndividualPlan).where(IndividualPlan.case_id.in_(people))
    for plan in db.session.scalars(plans):
        assert plan.approved_by
        assert plan.approved_by != plan.author_name
