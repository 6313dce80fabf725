"""Messages: taken in two presses, worked by whom they are for, never lost, never read by others."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import db
from app.desk.jobs import bring_urgent_forward
from app.desk.models import Message, MessageStep, MessageTerm
from app.desk.operations import messages as operations
from app.desk.queries import messages as queries
from app.desk.rules.messages import (
    UNDO,
    Action,
    Kind,
    MessageFacts,
    State,
    Taken,
    not_a_call_back,
    not_unread_urgent,
    undo_not_yours,
    undo_too_late,
)
from app.kernel.errors import Conflict, Invalid, NotAllowedNow, NotFound, NotPermitted
from app.kernel.references import EngagementId, MessageId, new_id
from tests.builders.desk import a_message
from tests.builders.people import a_person
from tests.cast import NOW, Cast
from tests.support.client import Forms, OfficeClient
from tests.support.counting import counting

ABSURD = ("", " ", "x" * 10_000, "\x00\x01", "\u202etxt", "<script>alert(1)</script>", "🙂" * 200, "9" * 400)  # fmt: skip
WORK = {"now": NOW, "version": 1}


@pytest.mark.parametrize(
    ("condition", "facts", "refused"),
    [
        (not_a_call_back, MessageFacts(kind=Kind.MESSAGE), True),
        (not_a_call_back, MessageFacts(kind=Kind.CALL_BACK), False),
        (not_unread_urgent, MessageFacts(), True),
        (not_unread_urgent, MessageFacts(urgent=True), False),
        (not_unread_urgent, MessageFacts(urgent=True, brought_forward=True), True),
        (undo_too_late, MessageFacts(closed_at=NOW, now=NOW + UNDO), False),
        (undo_too_late, MessageFacts(closed_at=NOW, now=NOW + UNDO + timedelta(seconds=1)), True),
        (undo_too_late, MessageFacts(now=NOW), True),
        (undo_not_yours, MessageFacts(closed_by_me=True), False),
        (undo_not_yours, MessageFacts(), True),
    ],
)
def test_the_conditions(condition: object, facts: MessageFacts, refused: bool) -> None:
    assert bool(condition(facts)) is refused  # type: ignore[operator]


def test_a_message_reaches_its_colleague_and_nobody_else(app: Flask, cast: Cast) -> None:
    made = a_message(cast["anna"], cast["bruno"], text="canarino")
    assert queries.message_page(cast["bruno"].viewer, made, NOW).text == "canarino"
    assert queries.message_page(cast["dario"].viewer, made, NOW)  # who is responsible
    for other in ("carla", "gino", "anna", "zeno", "elena"):
        with pytest.raises(NotFound):
            queries.message_page(cast[other].viewer, made, NOW)
    assert [row.caller for row in queries.taken_by(cast["anna"].viewer)] == ["Signora Rossi"]


def test_one_for_whoever_is_on_duty_belongs_to_who_reads_it(app: Flask, cast: Cast) -> None:
    made = a_message(cast["anna"])
    assert queries.messages(cast["carla"].viewer)
    assert queries.messages(cast["gino"].viewer) == []
    operations.read_message(actor=cast["bruno"].viewer, message_id=made, **WORK)
    assert queries.messages(cast["carla"].viewer) == []
    assert queries.messages(cast["bruno"].viewer)[0].is_mine


def test_what_is_written_is_sealed(app: Flask, cast: Cast) -> None:
    made = a_message(cast["anna"], cast["bruno"], text="canarino", phone="000 1", when="dopo")
    row = db.session.scalar(select(Message).where(Message.id == made))
    assert row is not None
    for sealed in (row.text_sealed, row.caller_sealed, row.phone_sealed, row.when_sealed):
        assert sealed
        assert b"canarino" not in sealed
        assert b"Rossi" not in sealed


def test_a_call_of_nobody_is_refused(app: Flask, cast: Cast) -> None:
    with pytest.raises(Invalid, match="nobody_to_call"):
        a_message(cast["anna"], cast["bruno"], caller="")


@pytest.mark.parametrize("who", ["anna", "zeno", None])
def test_only_a_colleague_who_works_messages_receives_one(
    app: Flask, cast: Cast, who: str | None
) -> None:
    to = cast[who].engagement_id if who else EngagementId(new_id())
    taken = Taken(to=to, caller="Rossi")
    with pytest.raises(Invalid, match="not_a_colleague"):
        operations.take_message(actor=cast["anna"].viewer, now=NOW, taken=taken)


def test_who_has_no_such_duty_takes_and_works_none(app: Flask, cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        a_message(cast["piera"])
    made = a_message(cast["anna"], cast["bruno"])
    with pytest.raises(NotPermitted):
        operations.read_message(actor=cast["anna"].viewer, message_id=made, **WORK)


def test_tries_are_counted_and_the_answer_closes(app: Flask, cast: Cast) -> None:
    made = a_message(cast["anna"], cast["bruno"], urgent=True)
    by = {"actor": cast["bruno"].viewer, "message_id": made}
    operations.try_to_call(**by, **WORK)
    operations.try_to_call(**by, now=NOW, version=2)
    operations.answer_message(**by, now=NOW, version=3, answer="viene mercoledì")
    page = queries.message_page(cast["bruno"].viewer, made, NOW)
    assert (page.row.tries, page.row.state, page.answer) == (2, State.CLOSED, "viene mercoledì")
    assert [step.action for step in page.steps].count(Action.TRY_CALL) == 2
    assert db.session.scalars(select(MessageTerm.met_at)).all() == [NOW]
    with pytest.raises(NotAllowedNow):
        operations.try_to_call(**by, now=NOW, version=4)


def test_an_answer_is_taken_back_within_ten_minutes_by_who_gave_it(app: Flask, cast: Cast) -> None:
    made = a_message(cast["anna"], cast["bruno"])
    operations.answer_message(actor=cast["bruno"].viewer, message_id=made, **WORK)
    undo = {"message_id": made, "version": 2}
    with pytest.raises(NotAllowedNow, match="undo_not_yours"):
        operations.undo_answer(actor=cast["dario"].viewer, now=NOW, **undo)
    late = NOW + UNDO + timedelta(minutes=1)
    with pytest.raises(NotAllowedNow, match="undo_too_late"):
        operations.undo_answer(actor=cast["bruno"].viewer, now=late, **undo)
    operations.undo_answer(actor=cast["bruno"].viewer, now=NOW, **undo)
    assert queries.messages(cast["bruno"].viewer)[0].state is State.READ


def test_passed_on_it_is_new_for_the_other_and_the_taker_is_not_told(
    app: Flask, cast: Cast
) -> None:
    made = a_message(cast["anna"], cast["bruno"], urgent=True)
    operations.pass_on(
        actor=cast["bruno"].viewer, message_id=made, to=cast["gino"].engagement_id, **WORK
    )
    assert queries.messages(cast["bruno"].viewer) == []
    assert queries.messages(cast["gino"].viewer)[0].state is State.NEW
    assert queries.taken_by(cast["anna"].viewer)[0].addressed_to == "Bruno"
    assert (
        len(db.session.scalars(select(MessageTerm).where(MessageTerm.met_at.is_(None))).all()) == 1
    )


def test_two_who_answer_together_get_one_answer(app: Flask, cast: Cast) -> None:
    made = a_message(cast["anna"], cast["bruno"])
    by = {"actor": cast["bruno"].viewer, "message_id": made}
    operations.answer_message(**by, **WORK, answer="la prima")
    with pytest.raises(Conflict):
        operations.answer_message(**by, **WORK, answer="la seconda")


def test_an_urgent_one_unread_for_two_hours_is_shown_to_others_and_not_closed(
    app: Flask, cast: Cast
) -> None:
    made = a_message(cast["anna"], cast["bruno"], urgent=True)
    read = a_message(cast["anna"], cast["bruno"], urgent=True)
    a_message(cast["anna"], cast["bruno"])
    operations.read_message(actor=cast["bruno"].viewer, message_id=read, **WORK)
    assert bring_urgent_forward(NOW + timedelta(minutes=119)).done == 0
    assert bring_urgent_forward(NOW + timedelta(hours=2)).done == 1
    assert bring_urgent_forward(NOW + timedelta(hours=3)).done == 0, "once is enough"
    page = queries.message_page(cast["bruno"].viewer, made, NOW)
    assert (page.row.state, page.row.brought_forward) == (State.NEW, True)
    step = db.session.scalars(
        select(MessageStep).where(MessageStep.action == Action.BRING_FORWARD)
    ).one()
    assert (step.actor_id, step.actor_label) == (None, "programma")


def test_only_the_urgent_row_of_the_card_is_red(client: OfficeClient, cast: Cast) -> None:
    a_message(cast["anna"], cast["bruno"], urgent=True)
    a_message(cast["anna"], cast["bruno"])
    page = client.enter(cast["bruno"]).get("/today").text
    assert page.count('class="urgent"') == 1


def test_an_answer_is_not_for_the_taker_and_a_call_back_is_for_the_booking_desk(
    app: Flask, cast: Cast
) -> None:
    made = a_message(cast["bruno"], kind=Kind.CALL_BACK, text="canarino", phone="000 55")
    waiting = queries.call_backs(cast["anna"].viewer)
    assert [row.phone for row in waiting] == ["000 55"]
    assert "canarino" not in repr(waiting)
    assert queries.call_backs(cast["gino"].viewer) == []
    operations.close_booked(actor=cast["anna"].viewer, now=NOW, message_id=made)
    assert queries.call_backs(cast["anna"].viewer) == []
    with pytest.raises(NotFound):
        operations.close_booked(actor=cast["anna"].viewer, now=NOW, message_id=made)


def test_an_ordinary_message_is_not_answered_by_the_booking_desk(app: Flask, cast: Cast) -> None:
    made = a_message(cast["anna"], cast["bruno"])
    with pytest.raises(NotFound):
        operations.close_booked(actor=cast["anna"].viewer, now=NOW, message_id=made)


def _queries_of(client: OfficeClient, address: str) -> int:
    with counting() as sent:
        assert client.get(address).status_code == 200
    return len(sent)


@pytest.mark.parametrize("address", ["/messages", "/messages/taken", "/today"])
def test_a_list_asks_as_much_for_twelve_as_for_two(
    app: Flask, client: OfficeClient, cast: Cast, address: str
) -> None:
    client.enter(cast["bruno"]).get(address)  # the first visit also opens the session
    counts = []
    for many in (2, 10):
        for number in range(many):
            a_message(cast["bruno"], cast["bruno"], caller=f"Chi {number}")
        counts.append(_queries_of(client, address))
    assert counts[0] == counts[1]


def test_the_front_office_takes_one_in_one_page(client: OfficeClient, cast: Cast) -> None:
    client.enter(cast["anna"])
    typed = {"caller": "Signora Verdi", "phone": "000 44", "when": "dopo le 14", "urgent": "y"}
    answer = client.submit("/messages/new", typed)
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "Signora Verdi" in page
    assert "consegnato a chi è di turno" in page


def test_a_request_of_information_refused_reaches_who_is_on_duty(
    client: OfficeClient, cast: Cast
) -> None:
    client.enter(cast["anna"])
    client.submit("/messages/refused", {"about": "Nessuno Conosciuto", "claims": "claims_father"})
    row = queries.messages(cast["bruno"].viewer)[0]
    assert row.kind is Kind.INFORMATION_REFUSED


def test_a_message_about_somebody_stands_on_her_page(
    app: Flask, client: OfficeClient, cast: Cast
) -> None:
    person_id = a_person(cast["bruno"])
    client.enter(cast["bruno"])
    client.submit(f"/messages/new?person={person_id}", {"caller": "la sorella"})
    assert "la sorella" in client.get(f"/people/{person_id}").text
    made = queries.messages(cast["bruno"].viewer)[0]
    assert "Brambilla Ada" in client.get(f"/messages/{made.id}").text


def test_it_is_worked_on_the_screen(app: Flask, client: OfficeClient, cast: Cast) -> None:
    made = a_message(cast["anna"], cast["bruno"], urgent=True, text="chiamare presto")
    client.enter(cast["bruno"])
    page = f"/messages/{made}"
    assert "Signora Rossi" in client.get("/messages").text
    assert "Signora Rossi" in client.get("/today").text
    assert client.submit(page, action=f"{page}/acts/try-call").status_code == 303
    assert "tentativi: 1" in client.get("/messages").text
    assert client.submit(f"{page}/acts/answered", {"answer": "fatto"}).status_code == 303
    assert "fatto" in client.get(page).text
    assert "Signora Rossi" in client.get("/messages/closed").text
    assert client.submit(page, action=f"{page}/acts/undo").status_code == 303
    answer = client.submit(f"{page}/acts/pass-on", {"to": str(cast["carla"].engagement_id)})
    assert answer.status_code == 303
    assert client.get(page).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"), [("anna", 403), ("carla", 404), ("zeno", 404), ("piera", 403)]
)
def test_others_do_not_open_it(
    app: Flask, client: OfficeClient, cast: Cast, who: str, status: int
) -> None:
    made = a_message(cast["anna"], cast["bruno"])
    client.enter(cast[who])
    assert client.get(f"/messages/{made}").status_code == status
    assert client.get(f"/messages/{made}/acts/answered").status_code == status


def test_the_wrong_moment_is_said(app: Flask, client: OfficeClient, cast: Cast) -> None:
    made = a_message(cast["anna"], cast["bruno"])
    client.enter(cast["bruno"])
    page = f"/messages/{made}"
    values = Forms(client.get(page).text).found[-1].values
    client.submit(page, action=f"{page}/acts/read")
    assert client.post(f"{page}/acts/read", data=values).status_code in (409, 422)
    assert client.get(f"{page}/acts/nothing").status_code == 404
    assert client.get(f"/messages/{MessageId(new_id())}").status_code == 404


@pytest.mark.parametrize("absurd", ABSURD)
def test_absurd_input_breaks_nothing(
    app: Flask, client: OfficeClient, cast: Cast, absurd: str
) -> None:
    made = a_message(cast["anna"], cast["bruno"])
    client.enter(cast["bruno"])
    pages = ["/messages/new", f"/messages/{made}/acts/answered", f"/messages/{made}/acts/pass-on"]
    for page in pages:
        form = next(f for f in Forms(client.get(page).text).found if f.action in (page, ""))
        kept = {name: form.values.get(name, "") for name in ("csrf_token", "submission", "version")}
        answer = client.post(page, data={**dict.fromkeys(form.names, absurd), **kept})
        assert answer.status_code in (200, 303, 422), (page, answer.status_code)
        assert "<script>alert" not in answer.text
    assert client.get("/messages/new", query_string={"person": absurd}).status_code == 200


def test_nobody_deletes_a_message(app: Flask, cast: Cast) -> None:
    assert all("delete" not in action for action in Action)
    a_message(cast["anna"])
    assert db.session.scalar(select(func.count()).select_from(Message)) == 1
