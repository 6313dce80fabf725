"""A service is asked for by one person, decided by another; each intervention goes its way."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.audit.models import AuditEntry
from app.cases import operations, queries
from app.cases.models import RequestStep, RequestTerm, ServiceRequest
from app.cases.procedure.line import LineState
from app.cases.procedure.request import RequestState
from app.cases.rules.requests import (
    RequestFault,
    Span,
    Voice,
    Withdrawal,
    digits,
    hundredths_of,
    needs_second_person,
    period_fault,
    taken,
)
from app.catalogue.rules import ConsentBasis, Paper
from app.db import db
from app.kernel.errors import Conflict, Invalid, NotAllowedNow, NotFound, NotPermitted
from tests.builders.requests import (
    ENDS,
    THREE,
    VOICE,
    a_request,
    a_service,
    an_active_line,
    an_approved_request,
    line_page,
    page,
    request_act,
)
from tests.cast import NOW, TODAY, Cast

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4", 400), ("1,5", 150), ("1.25", 125), (" 0,5 ", 50), ("0", None), ("-1", None),
        ("", None), ("1,234", None), ("tre", None), ("99999999", None), ("1,5,5", None),
        ("٣", None), ("1e3", None),
    ],
)  # fmt: skip
def test_a_quantity_is_read_as_people_write_it(text: str, value: int | None) -> None:
    assert hundredths_of(text) == value


@pytest.mark.parametrize(("value", "text"), [(400, "4"), (150, "1,5"), (125, "1,25"), (5, "0,05")])
def test_a_quantity_is_written_as_people_read_it(value: int, text: str) -> None:
    assert digits(value) == text


@pytest.mark.parametrize(
    ("spans", "most"),
    [
        ([], 0),
        ([Span(400, TODAY - DAY)], 400),
        ([Span(400, TODAY - DAY, TODAY - DAY)], 0),
        ([Span(400, TODAY - DAY, TODAY)], 400),
        ([Span(400, TODAY - DAY, TODAY), Span(300, TODAY + DAY)], 400),
        ([Span(200, TODAY), Span(300, TODAY + DAY), Span(900, ENDS + DAY)], 500),
    ],
)
def test_the_room_taken_is_the_most_on_one_day(spans: list[Span], most: int) -> None:
    assert taken(spans, TODAY, ENDS) == most


@pytest.mark.parametrize(
    ("old", "new", "with_cost", "waits"),
    [(400, 300, False, False), (400, 500, False, True), (400, 300, True, True)],
)
def test_what_grows_or_costs_waits(old: int, new: int, with_cost: bool, waits: bool) -> None:
    assert needs_second_person(old=old, new=new, with_cost=with_cost) is waits


def test_a_period_may_be_one_day_or_open() -> None:
    assert period_fault(TODAY, TODAY) is None
    assert period_fault(TODAY, None) is None
    assert period_fault(TODAY, TODAY - DAY) == RequestFault.ENDS_BEFORE_LINE_START


def test_a_request_begins_with_a_number_a_step_and_its_lines(app: Flask, cast: Cast) -> None:
    service = a_service(cast)
    request_id = a_request(cast, service, wanted=THREE)
    shown = page(cast["bruno"], request_id)
    assert shown.number == "RS-2026-0001"
    assert [(line.intervention, line.amount) for line in shown.lines] == [
        (THREE[0][0], "4"), (THREE[1][0], "1,5"), (THREE[2][0], "1,5"),
    ]  # fmt: skip
    assert {line.provider_id for line in shown.lines} == {service.provider_id}
    assert shown.state is RequestState.DRAFT
    steps = db.session.scalars(select(RequestStep).where(RequestStep.request_id == request_id))
    assert [(step.from_state, step.to_state) for step in steps] == [(None, "draft")]


def test_what_is_written_is_sealed_and_not_in_the_trail(app: Flask, cast: Cast) -> None:
    request_id = a_request(cast, a_service(cast), snapshot='{"canary": 1}')
    raw = db.session.execute(
        select(ServiceRequest.reason_sealed, ServiceRequest.snapshot_sealed).where(
            ServiceRequest.id == request_id
        )
    ).one()
    assert all(b"assenze" not in value and b"canary" not in value for value in raw)
    trail = " ".join(str(row.changes) for row in db.session.scalars(select(AuditEntry)))
    assert "assenze" not in trail
    assert "canary" not in trail
    assert page(cast["bruno"], request_id).reason == "assenze ripetute"
    assert page(cast["gino"], request_id).reason == "", "the clerk sees what, not why"


def test_nobody_approves_what_she_asked_for(app: Flask, cast: Cast) -> None:
    request_id = a_request(cast, a_service(cast), by="dario")
    request_act(cast, "dario", "submit_request", request_id)
    with pytest.raises(NotAllowedNow, match=RequestFault.OWN_REQUEST):
        request_act(cast, "dario", "approve_request", request_id)
    shown = page(cast["dario"], request_id)
    refused = next(offer for offer in shown.offers if offer.action == "approve")
    assert refused.refusals == (RequestFault.OWN_REQUEST,)


@pytest.mark.parametrize("who", ["bruno", "gino"])
def test_who_may_not_approve_is_refused(app: Flask, cast: Cast, who: str) -> None:
    request_id = a_request(cast, a_service(cast))
    request_act(cast, "bruno", "submit_request", request_id)
    with pytest.raises(NotPermitted):
        request_act(cast, who, "approve_request", request_id)


@pytest.mark.parametrize("who", ["carla", "zeno", "anna"])
def test_out_of_reach_a_request_is_not_there(app: Flask, cast: Cast, who: str) -> None:
    request_id = a_request(cast, a_service(cast))
    with pytest.raises(NotFound):
        queries.request_page(cast[who].viewer, request_id)


def test_an_older_page_is_told(app: Flask, cast: Cast) -> None:
    request_id = a_request(cast, a_service(cast))
    before = page(cast["bruno"], request_id).version
    request_act(cast, "bruno", "submit_request", request_id)
    with pytest.raises(Conflict):
        operations.submit_request(
            actor=cast["bruno"].viewer, now=NOW, request_id=request_id, version=before
        )


def test_returned_completed_and_approved_within_five_working_days(app: Flask, cast: Cast) -> None:
    request_id = a_request(cast, a_service(cast))
    request_act(cast, "bruno", "submit_request", request_id)
    assert page(cast["dario"], request_id).due_on == date(2026, 11, 30)
    with pytest.raises(NotAllowedNow, match="needs_reason"):
        request_act(cast, "dario", "return_request", request_id, words=" ")
    later = NOW + DAY
    request_act(cast, "dario", "return_request", request_id, words="manca l'orario", now=later)
    assert page(cast["bruno"], request_id).steps[0].words == "manca l'orario"
    request_act(cast, "bruno", "submit_request", request_id)
    request_act(cast, "dario", "approve_request", request_id)
    shown = page(cast["bruno"], request_id)
    assert (shown.state, shown.decided_by, shown.due_on) == (RequestState.APPROVED, "Dario", None)


def test_what_is_missing_stops_the_sending_a_consent_does_not(app: Flask, cast: Cast) -> None:
    service = a_service(cast)
    odd = a_request(cast, service, not_met=True)
    with pytest.raises(NotAllowedNow, match=RequestFault.OVERRIDE_UNEXPLAINED):
        request_act(cast, "bruno", "submit_request", odd)
    unknown = a_request(cast, service, consent=ConsentBasis.UNKNOWN)
    with pytest.raises(Invalid, match=RequestFault.PAPER_WITHOUT_DAY):
        operations.note_paper(
            actor=cast["bruno"].viewer, now=NOW, request_id=unknown, paper=Paper.PARENTS_CONSENT,
            held=False, expected_on=None,
        )  # fmt: skip
    operations.note_paper(
        actor=cast["bruno"].viewer, now=NOW, request_id=unknown, paper=Paper.PARENTS_CONSENT,
        held=False, expected_on=TODAY + DAY,
    )  # fmt: skip
    submit = next(o for o in page(cast["bruno"], unknown).offers if o.action == "submit")
    assert submit.warnings == (RequestFault.CONSENT_MISSING,)
    request_act(cast, "bruno", "submit_request", unknown)


def test_a_refused_request_takes_its_lines_with_it(app: Flask, cast: Cast) -> None:
    request_id = a_request(cast, a_service(cast), wanted=THREE)
    request_act(cast, "bruno", "submit_request", request_id)
    request_act(cast, "dario", "refuse_request", request_id, words="non è un caso per l'ADM")
    shown = page(cast["bruno"], request_id)
    assert shown.state is RequestState.REFUSED
    assert {line.state for line in shown.lines} == {LineState.WITHDRAWN}


def test_a_withdrawn_request_says_whose_will_it_is(app: Flask, cast: Cast) -> None:
    service = a_service(cast)
    request_id = an_approved_request(cast, service)
    request_act(
        cast, "bruno", "withdraw_request", request_id, why=Withdrawal.PARENT, decided_at=NOW
    )
    assert page(cast["bruno"], request_id).state is RequestState.WITHDRAWN
    line = an_active_line(cast, service)
    with pytest.raises(NotAllowedNow, match=RequestFault.LINES_STARTED):
        request_act(
            cast, "bruno", "withdraw_request", line_page(cast["bruno"], line).request_id,
            why=Withdrawal.PERSON, decided_at=NOW,
        )  # fmt: skip


def test_in_urgency_it_starts_and_another_ratifies(app: Flask, cast: Cast) -> None:
    request_id = a_request(cast, a_service(cast))
    request_act(cast, "bruno", "activate_urgent", request_id, voice=VOICE)
    shown = page(cast["bruno"], request_id)
    assert (shown.state, shown.voice, shown.due_on) == (
        RequestState.PROVISIONAL, "Paola Rinaldi", date(2026, 11, 26),
    )  # fmt: skip
    assert shown.lines[0].state is LineState.ACTIVE
    with pytest.raises(NotPermitted):
        request_act(cast, "bruno", "ratify_request", request_id)
    request_act(cast, "dario", "ratify_request", request_id)
    assert page(cast["bruno"], request_id).state is RequestState.APPROVED
    left = select(func.count()).select_from(RequestTerm).where(RequestTerm.met_at.is_(None))
    assert db.session.scalar(left.where(RequestTerm.request_id == request_id)) == 0


def test_what_is_not_ratified_ends_with_its_date(app: Flask, cast: Cast) -> None:
    request_id = a_request(cast, a_service(cast))
    later = Voice(ground=VOICE.ground, who="Rinaldi", at=NOW + DAY, words="perché")
    with pytest.raises(Invalid, match=RequestFault.VOICE_IN_FUTURE):
        request_act(cast, "bruno", "activate_urgent", request_id, voice=later)
    request_act(cast, "bruno", "activate_urgent", request_id, voice=VOICE)
    request_act(cast, "dario", "not_ratify_request", request_id, ends_on=TODAY, words="non serviva")
    shown = page(cast["bruno"], request_id)
    assert (shown.state, shown.lines[0].state) == (RequestState.ENDED, LineState.ENDED)
    assert shown.lines[0].ended_on == TODAY


def test_the_supervisor_does_not_ratify_her_own(app: Flask, cast: Cast) -> None:
    request_id = a_request(cast, a_service(cast), by="dario")
    request_act(cast, "dario", "activate_urgent", request_id, voice=VOICE)
    with pytest.raises(NotAllowedNow, match=RequestFault.OWN_REQUEST):
        request_act(cast, "dario", "ratify_request", request_id)
