"""The day of a ticket, from the number to what happened: what is done and what is refused."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.desk import queries
from app.desk.models import (
    TicketInterval,
    TicketStep,
)
from app.desk.operations import openings, serving, taking
from app.desk.procedure.tickets import TICKET, TicketState
from app.desk.rules.queue import (
    AwayCause,
    DeskFault,
    JumpCause,
    PassTarget,
    Queue,
    WithoutInterviewCause,
)
from app.kernel.actor import SystemActor
from app.kernel.errors import Conflict, Invalid, NotAllowedNow, NotFound, NotPermitted
from app.kernel.references import AppointmentId, TicketId, new_id
from tests.builders.tickets import (
    a_counter,
    a_ticket,
    called,
    concluded,
    line,
    received,
    row,
    the_hours,
    version,
    visit_of,
)
from tests.cast import NOW, OFFICE, Cast

MINUTE = timedelta(minutes=1)


@pytest.fixture
def desk(app: Flask, cast: Cast) -> Cast:
    """An opening with Bruno at counter 1, Carla at 2, Gino at 3."""
    the_hours()
    for number, who in enumerate(("bruno", "carla", "gino"), start=1):
        a_counter(cast[who], number)
    return cast


def state(ticket_id: TicketId) -> str:
    return row(ticket_id).state


def test_numbers_go_up_by_letter_and_carry_no_name(desk: Cast) -> None:
    taken = [a_ticket(desk["anna"]), a_ticket(desk["anna"], Queue.PRACTICES)]
    taken += [a_ticket(desk["gino"])]
    assert [row(one).code for one in taken] == ["A01", "B01", "A02"]


def test_numbers_begin_again_at_each_opening(desk: Cast) -> None:
    a_ticket(desk["anna"])
    friday = NOW + timedelta(days=4, hours=-5)
    again = taking.take(actor=desk["anna"].viewer, now=friday, queue=Queue.SOCIAL)
    assert row(again).code == "A01"


@pytest.mark.parametrize("days", [1, 2])
def test_no_number_without_an_opening(desk: Cast, days: int) -> None:
    with pytest.raises(NotAllowedNow, match=DeskFault.NO_OPENING):
        taking.take(actor=desk["anna"].viewer, now=NOW + timedelta(days=days), queue=Queue.SOCIAL)


def test_after_the_last_half_hour_only_the_supervisor_gives_one(desk: Cast) -> None:
    late = NOW + timedelta(minutes=206)  # 18:31
    with pytest.raises(NotAllowedNow, match="distribution_closed"):
        taking.take(actor=desk["anna"].viewer, now=late, queue=Queue.SOCIAL)
    given = taking.take(actor=desk["dario"].viewer, now=late, queue=Queue.SOCIAL)
    assert state(given) == TicketState.WAITING


def test_closing_the_distribution_keeps_who_waits(desk: Cast) -> None:
    first = a_ticket(desk["anna"])
    openings.close_distribution(actor=desk["bruno"].viewer, now=NOW)
    with pytest.raises(NotAllowedNow, match="distribution_closed"):
        a_ticket(desk["anna"])
    with pytest.raises(NotAllowedNow, match=DeskFault.ALREADY_CLOSED):
        openings.close_distribution(actor=desk["carla"].viewer, now=NOW)
    assert called(desk["bruno"]) == first
    openings.reopen_distribution(actor=desk["bruno"].viewer, now=NOW)
    assert row(a_ticket(desk["anna"])).code == "A02"


def test_a_booked_person_waits_for_her_worker_at_her_hour(desk: Cast) -> None:
    anna, carla = desk["anna"], desk["carla"]
    first = a_ticket(anna)
    assert carla.engagement_id is not None
    booked = {
        "appointment_id": AppointmentId(new_id()),
        "due_at": NOW + 10 * MINUTE,
        "wanted_id": carla.engagement_id,
    }
    hers = taking.take_for_appointment(actor=anna.viewer, now=NOW, **booked)  # type: ignore[arg-type]
    assert row(hers).code == "C01"
    with pytest.raises(NotAllowedNow, match=DeskFault.ALREADY_ARRIVED):
        taking.take_for_appointment(actor=anna.viewer, now=NOW, **booked)  # type: ignore[arg-type]
    assert line(carla) == ["A01", "C01"]
    assert line(carla, NOW + 10 * MINUTE) == ["C01", "A01"]
    assert called(desk["bruno"], NOW + 11 * MINUTE) == first, "not Bruno's to call"
    assert called(carla, NOW + 11 * MINUTE) == hers


@pytest.mark.parametrize("who", ["elena", "franca", "piera", "teo"])
def test_who_has_no_duty_gives_no_number(desk: Cast, who: str) -> None:
    with pytest.raises(NotPermitted):
        a_ticket(desk[who])


def test_the_counter_calls_its_own_line(desk: Cast) -> None:
    paper, social = a_ticket(desk["anna"], Queue.PRACTICES), a_ticket(desk["anna"])
    assert called(desk["bruno"]) == social
    assert called(desk["gino"]) == paper
    with pytest.raises(NotAllowedNow, match=DeskFault.NOBODY_WAITS):
        called(desk["carla"])


def test_who_has_no_counter_calls_nobody(desk: Cast) -> None:
    a_ticket(desk["anna"])
    with pytest.raises(NotAllowedNow, match=DeskFault.NO_COUNTER):
        called(desk["dario"])
    with pytest.raises(Invalid, match=DeskFault.COUNTER_TAKEN):
        a_counter(desk["dario"], 1)


def test_two_precedences_then_who_waits_longest(desk: Cast) -> None:
    a_ticket(desk["anna"])
    for minute in (1, 2, 3):
        a_ticket(desk["anna"], minutes=minute, precedence=True)
    assert line(desk["bruno"]) == ["A02", "A03", "A01", "A04"]
    order = [
        row(called(desk[who], NOW + minute * MINUTE)).code
        for minute, who in enumerate(("bruno", "carla", "bruno", "carla"), start=4)
    ]
    assert order == ["A02", "A03", "A01", "A04"]


def test_out_of_order_only_with_a_reason(desk: Cast) -> None:
    a_ticket(desk["anna"])
    second = a_ticket(desk["anna"])
    by = {"actor": desk["bruno"].viewer, "now": NOW, "ticket_id": second}
    with pytest.raises(NotAllowedNow, match="not_next_in_line"):
        serving.call(**by, version=version(second))
    serving.call_out_of_order(**by, version=version(second), reason=JumpCause.FEELS_UNWELL)
    assert state(second) == TicketState.CALLED
    step = db.session.scalar(select(TicketStep).where(TicketStep.action == "call_out_of_order"))
    assert step is not None
    assert step.reason_code == JumpCause.FEELS_UNWELL


def test_nobody_answers_twice_and_she_keeps_her_place(desk: Cast) -> None:
    bruno = desk["bruno"].viewer
    first = a_ticket(desk["anna"])
    second = a_ticket(desk["anna"], minutes=1)
    called(desk["bruno"])
    with pytest.raises(NotAllowedNow, match="called_once"):
        serving.mark_not_present(actor=bruno, now=NOW, ticket_id=first, version=version(first))
    serving.no_answer(actor=bruno, now=NOW, ticket_id=first, version=version(first))
    assert line(desk["bruno"]) == ["A01", "A02"]
    assert called(desk["bruno"]) == first
    with pytest.raises(NotAllowedNow, match="called_twice"):
        serving.no_answer(actor=bruno, now=NOW, ticket_id=first, version=version(first))
    serving.mark_not_present(actor=bruno, now=NOW, ticket_id=first, version=version(first))
    assert (state(first), row(first).counter) == (TicketState.NOT_PRESENT, None)
    taking.come_back(
        actor=desk["anna"].viewer, now=NOW + 30 * MINUTE, ticket_id=first, version=version(first)
    )
    assert line(desk["bruno"], NOW + 31 * MINUTE) == ["A01", "A02"]
    assert called(desk["carla"], NOW + 32 * MINUTE) == first
    assert row(first).calls == 1
    assert state(second) == TicketState.WAITING


def test_who_comes_back_late_goes_to_the_end(desk: Cast) -> None:
    first = a_ticket(desk["anna"])
    a_ticket(desk["anna"], minutes=1)
    for _ in range(2):
        called(desk["bruno"])
        action = serving.no_answer if row(first).calls == 1 else serving.mark_not_present
        action(actor=desk["bruno"].viewer, now=NOW, ticket_id=first, version=version(first))
    late = NOW + 31 * MINUTE
    taking.come_back(actor=desk["anna"].viewer, now=late, ticket_id=first, version=version(first))
    assert line(desk["bruno"], late) == ["A02", "A01"]


def test_a_call_belongs_to_its_counter(desk: Cast) -> None:
    ticket = a_ticket(desk["anna"])
    called(desk["bruno"])
    with pytest.raises(NotAllowedNow, match="another_counter"):
        serving.start(
            actor=desk["carla"].viewer, now=NOW, ticket_id=ticket, version=version(ticket)
        )
    with pytest.raises(NotFound):
        serving.start(actor=desk["zeno"].viewer, now=NOW, ticket_id=ticket, version=version(ticket))


def test_a_stale_press_is_told(desk: Cast) -> None:
    ticket = a_ticket(desk["anna"])
    seen = version(ticket)
    called(desk["bruno"])
    with pytest.raises(Conflict):
        taking.leave(actor=desk["anna"].viewer, now=NOW, ticket_id=ticket, version=seen)


def test_from_papers_to_social_work_with_the_same_ticket(desk: Cast) -> None:
    paper = a_ticket(desk["anna"], Queue.PRACTICES)
    a_ticket(desk["anna"], minutes=1)
    received(desk["gino"])
    serving.pass_to(
        actor=desk["gino"].viewer,
        now=NOW + 9 * MINUTE,
        ticket_id=paper,
        version=version(paper),
        to=PassTarget.TO_SOCIAL,
    )
    assert line(desk["bruno"], NOW + 9 * MINUTE) == ["B01", "A01"]
    assert called(desk["bruno"], NOW + 9 * MINUTE) == paper


def test_i_cannot_follow_her_shows_no_reason_and_never_comes_back_to_me(desk: Cast) -> None:
    hers = a_ticket(desk["anna"])
    received(desk["bruno"])
    serving.pass_to(
        actor=desk["bruno"].viewer,
        now=NOW,
        ticket_id=hers,
        version=version(hers),
        to=PassTarget.TO_A_COLLEAGUE,
    )
    with pytest.raises(NotAllowedNow, match=DeskFault.NOBODY_WAITS):
        called(desk["bruno"])
    assert called(desk["carla"]) == hers


def test_she_runs_out_and_her_interview_is_offered_to_the_others(desk: Cast) -> None:
    inside, waiting = a_ticket(desk["anna"]), a_ticket(desk["anna"])
    received(desk["bruno"])
    assert called(desk["bruno"]) == waiting
    back = NOW + 90 * MINUTE
    with pytest.raises(Invalid, match=DeskFault.RETURN_IN_THE_PAST):
        openings.leave_in_a_hurry(
            actor=desk["bruno"].viewer, now=NOW, reason=AwayCause.SCHOOL, back_at=NOW
        )
    openings.leave_in_a_hurry(
        actor=desk["bruno"].viewer, now=NOW, reason=AwayCause.SCHOOL, back_at=back
    )
    assert (state(inside), row(inside).expected_back_at) == (TicketState.INTERRUPTED, back)
    assert (state(waiting), row(waiting).first) == (TicketState.WAITING, True)
    board = queries.board(desk["carla"].viewer, NOW)
    assert board is not None
    assert board.longer_than_foreseen
    with pytest.raises(NotAllowedNow, match=DeskFault.COUNTER_AWAY):
        called(desk["bruno"])
    serving.start(actor=desk["carla"].viewer, now=NOW, ticket_id=inside, version=version(inside))
    assert (state(inside), row(inside).worker) == (TicketState.SERVING, "Carla")
    assert visit_of(inside).worker_id == desk["carla"].account_id
    openings.return_to_counter(actor=desk["bruno"].viewer, now=back)
    assert called(desk["bruno"], back) == waiting


def test_back_in_the_waiting_room_she_is_the_first(desk: Cast) -> None:
    a_ticket(desk["anna"])
    second = a_ticket(desk["anna"])
    a_ticket(desk["anna"], precedence=True)
    by = {"actor": desk["bruno"].viewer, "now": NOW, "ticket_id": second}
    serving.call_out_of_order(**by, version=version(second), reason=JumpCause.SAFETY)
    serving.start(**by, version=version(second))
    serving.return_to_queue(**by, version=version(second))
    assert line(desk["bruno"]) == ["A02", "A03", "A01"]


def test_nobody_leaves_without_an_interview_or_a_date(desk: Cast) -> None:
    ticket = a_ticket(desk["anna"])
    by = {"actor": desk["bruno"].viewer, "now": NOW, "ticket_id": ticket}
    with pytest.raises(NotAllowedNow, match="no_date_in_hand"):
        serving.close_without_interview(**by, version=version(ticket), why=None)
    serving.close_without_interview(
        **by, version=version(ticket), why=WithoutInterviewCause.HAS_A_DATE
    )
    assert state(ticket) == TicketState.NOT_RECEIVED


def test_a_number_given_by_mistake(desk: Cast) -> None:
    ticket = a_ticket(desk["anna"])
    with pytest.raises(NotAllowedNow, match="taken_by_another"):
        taking.void(actor=desk["gino"].viewer, now=NOW, ticket_id=ticket, version=version(ticket))
    taking.void(actor=desk["anna"].viewer, now=NOW, ticket_id=ticket, version=version(ticket))
    assert state(ticket) == TicketState.VOID
    other = a_ticket(desk["anna"])
    assert row(other).code == "A02", "a number is never given twice"
    taking.void(actor=desk["dario"].viewer, now=NOW, ticket_id=other, version=version(other))
    assert state(other) == TicketState.VOID


def test_the_program_closes_only_who_did_not_come_back(desk: Cast) -> None:
    gone = a_ticket(desk["anna"])
    still = a_ticket(desk["anna"], minutes=1)
    for _ in range(2):
        called(desk["bruno"])
        action = serving.no_answer if row(gone).calls == 1 else serving.mark_not_present
        action(actor=desk["bruno"].viewer, now=NOW, ticket_id=gone, version=version(gone))
    night = NOW + timedelta(hours=6)
    program = SystemActor(
        name="programma", organisation_id=OFFICE, permissions=frozenset({"desk:ticket:take"})
    )
    opening_id = row(gone).opening_id
    assert openings.sweep_opening(actor=program, now=night, opening_id=opening_id) == 1
    assert openings.sweep_opening(actor=program, now=night, opening_id=opening_id) == 0
    assert (state(gone), state(still)) == (TicketState.LEFT, TicketState.WAITING)


def test_the_counter_is_left_free(desk: Cast) -> None:
    a_ticket(desk["anna"])
    ticket = received(desk["bruno"])
    with pytest.raises(NotAllowedNow, match=DeskFault.COUNTER_BUSY):
        openings.leave_counter(actor=desk["bruno"].viewer, now=NOW)
    concluded(desk["bruno"], ticket)
    openings.leave_counter(actor=desk["bruno"].viewer, now=NOW)
    a_counter(desk["dario"], 1)
    a_counter(desk["bruno"], 4)


def test_intervals_tell_the_whole_day_and_state_is_their_copy(desk: Cast) -> None:
    a_ticket(desk["anna"])
    ticket = called(desk["bruno"], NOW + 10 * MINUTE)
    serving.start(
        actor=desk["bruno"].viewer, now=NOW + 12 * MINUTE, ticket_id=ticket,
        version=version(ticket),
    )  # fmt: skip
    concluded(desk["bruno"], ticket, now=NOW + 40 * MINUTE)
    rows = db.session.scalars(select(TicketInterval).order_by(TicketInterval.started_at)).all()
    told = [(one.state, one.counter, (one.ended_at - one.started_at) / MINUTE) for one in rows
            if one.ended_at]  # fmt: skip
    assert told == [("waiting", None, 10), ("called", 1, 2), ("serving", 1, 28)]
    last = db.session.scalars(select(TicketStep).order_by(TicketStep.at)).all()[-1]
    assert last.to_state == state(ticket)
    assert TicketState(state(ticket)) in TICKET.final
