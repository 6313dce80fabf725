"""A press at the desk is taken back within ten minutes, by who made it; every step stays."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.desk import queries
from app.desk.models import TicketStep
from app.desk.operations import openings, serving, taking, undoing
from app.desk.procedure.tickets import TicketAction, TicketState
from app.desk.queries.steps import steps_of
from app.desk.rules.queue import AwayCause, JumpCause, PassTarget, Queue, WithoutInterviewCause
from app.kernel.errors import NotAllowedNow
from app.kernel.references import TicketId
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
)
from tests.cast import NOW, Cast, Member
from tests.support.client import OfficeClient

KEPT = ("state", "queue", "place_at", "first", "calls", "worker_id", "counter", "wanted_id",
        "not_for_id", "precedence")  # fmt: skip


@pytest.fixture
def desk(app: Flask, cast: Cast) -> Cast:
    the_hours()
    a_counter(cast["bruno"], 1)
    a_counter(cast["carla"], 2)
    a_ticket(cast["bruno"], minutes=-2)
    a_ticket(cast["bruno"], minutes=-1)
    return cast


def _as_it_is(ticket_id: TicketId) -> dict[str, Any]:
    return {name: getattr(row(ticket_id), name) for name in KEPT}


def _press(who: Member, operation: Callable[..., object], ticket_id: TicketId, **told: Any) -> None:
    operation(actor=who.viewer, now=NOW, ticket_id=ticket_id, version=version(ticket_id), **told)


def _waiting(desk: Cast) -> TicketId:
    return next(one.id for one in queries.board(desk["bruno"].viewer, NOW).line)


def _missed(desk: Cast) -> TicketId:
    ticket_id = called(desk["bruno"])
    _press(desk["bruno"], serving.no_answer, ticket_id)
    _press(desk["bruno"], serving.call, ticket_id)
    return ticket_id


def _absent(desk: Cast) -> TicketId:
    ticket_id = _missed(desk)
    _press(desk["bruno"], serving.mark_not_present, ticket_id)
    return ticket_id


PRESSES: dict[str, tuple[Callable[[Cast], TicketId], Callable[..., object], dict[str, Any]]] = {
    "call": (_waiting, serving.call, {}),
    "call_out": (_waiting, serving.call_out_of_order, {"reason": JumpCause.SAFETY}),
    "start": (lambda desk: called(desk["bruno"]), serving.start, {}),
    "no_answer": (lambda desk: called(desk["bruno"]), serving.no_answer, {}),
    "not_present": (_missed, serving.mark_not_present, {}),
    "come_back": (_absent, taking.come_back, {}),
    "pause": (lambda desk: received(desk["bruno"]), serving.pause, {}),
    "interrupt": (lambda desk: received(desk["bruno"]), serving.interrupt, {}),
    "return": (lambda desk: received(desk["bruno"]), serving.return_to_queue, {}),
    "pass": (lambda desk: received(desk["bruno"]), serving.pass_to,
             {"to": PassTarget.TO_PRACTICES}),
    "pass_waiting": (_waiting, serving.pass_to, {"to": PassTarget.TO_A_COLLEAGUE}),
    "leave": (_waiting, taking.leave, {}),
    "void": (_waiting, taking.void, {}),
    "close": (_waiting, serving.close_without_interview,
              {"why": WithoutInterviewCause.DOES_NOT_WANT}),
}  # fmt: skip


@pytest.mark.parametrize("name", PRESSES)
def test_everything_is_again_as_it_was_and_the_steps_stay(desk: Cast, name: str) -> None:
    prepare, operation, told = PRESSES[name]
    ticket_id = prepare(desk)
    before = _as_it_is(ticket_id)
    _press(desk["bruno"], operation, ticket_id, **told)
    pressed = db.session.scalars(select(TicketStep.id)).all()
    _press(desk["bruno"], undoing.undo, ticket_id)
    assert _as_it_is(ticket_id) == before
    after = db.session.scalars(select(TicketStep.id)).all()
    assert set(pressed) < set(after)


def test_a_call_taken_back_is_no_turn_of_the_line(desk: Cast) -> None:
    first = line(desk["bruno"])
    ticket_id = called(desk["bruno"])
    opening_id = row(ticket_id).opening_id
    assert any(steps_of(desk["bruno"].viewer, opening_id, NOW).calls.values())
    _press(desk["bruno"], undoing.undo, ticket_id)
    assert not any(steps_of(desk["bruno"].viewer, opening_id, NOW).calls.values())
    assert line(desk["bruno"]) == first


def test_only_who_pressed_and_only_for_ten_minutes(desk: Cast) -> None:
    ticket_id = called(desk["bruno"])
    common = {"ticket_id": ticket_id, "version": version(ticket_id)}
    with pytest.raises(NotAllowedNow) as another:
        undoing.undo(actor=desk["carla"].viewer, now=NOW, **common)
    assert another.value.reasons == ("step_of_another",)
    with pytest.raises(NotAllowedNow) as late:
        undoing.undo(actor=desk["bruno"].viewer, now=NOW + timedelta(minutes=11), **common)
    assert "step_too_old" in late.value.reasons
    assert row(ticket_id).state == TicketState.CALLED


def test_taking_back_is_not_taken_back(desk: Cast) -> None:
    ticket_id = called(desk["bruno"])
    _press(desk["bruno"], undoing.undo, ticket_id)
    with pytest.raises(NotAllowedNow) as refused:
        _press(desk["bruno"], undoing.undo, ticket_id)
    assert refused.value.reasons == ("nothing_to_undo",)


def test_who_ran_says_first_that_she_is_back(desk: Cast) -> None:
    ticket_id = received(desk["bruno"])
    back_at = NOW + timedelta(minutes=30)
    by: dict[str, Any] = {"actor": desk["bruno"].viewer, "now": NOW}
    openings.leave_in_a_hurry(**by, reason=AwayCause.SCHOOL, back_at=back_at)
    with pytest.raises(NotAllowedNow):
        _press(desk["bruno"], undoing.undo, ticket_id)
    assert row(ticket_id).state == TicketState.INTERRUPTED
    openings.return_to_counter(**by)
    _press(desk["bruno"], undoing.undo, ticket_id)
    assert row(ticket_id).state == TicketState.SERVING


def _way_back(client: OfficeClient) -> str:
    page = client.get("/desk").text
    return page.partition("Annulla: ")[2].partition("<")[0].strip()


def test_one_line_on_the_board_takes_it_back_without_a_script(
    client: OfficeClient, desk: Cast
) -> None:
    client.enter(desk["bruno"])
    assert _way_back(client) == "A02, biglietto preso"
    ticket_id = called(desk["bruno"])
    assert _way_back(client) == "A01, chiamata"
    act = f"/desk/tickets/{ticket_id}/acts/undo-step"
    assert client.submit("/desk", action=act).status_code == 303
    assert row(ticket_id).state == TicketState.WAITING
    assert _way_back(client) == "", "taking back is not taken back"
    client.enter(desk["carla"])
    assert _way_back(client) == ""


def test_a_conclusion_is_taken_back_by_reopening(client: OfficeClient, desk: Cast) -> None:
    ticket_id = received(desk["bruno"])
    concluded(desk["bruno"], ticket_id)
    client.enter(desk["bruno"])
    assert _way_back(client) == "A01, concluso"
    act = f"/desk/tickets/{ticket_id}/acts/{TicketAction.REOPEN}"
    assert client.submit("/desk", action=act).status_code == 303
    assert row(ticket_id).state == TicketState.SERVING


def test_two_lines_stay_two(desk: Cast) -> None:
    papers = a_ticket(desk["bruno"], Queue.PRACTICES)
    _press(desk["bruno"], serving.pass_to, papers, to=PassTarget.TO_SOCIAL)
    _press(desk["bruno"], undoing.undo, papers)
    assert row(papers).queue == Queue.PRACTICES
