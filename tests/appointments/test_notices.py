"""What leaves by itself about an appointment, what is withdrawn, and for whom nothing ever leaves."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.appointments import operations, queries
from app.appointments.rules import CancelCause, ToldHow
from app.appointments.rules.notices import SUBJECT, ReminderRule, reminded_at
from app.db import db
from app.kernel.clock import rome_to_utc
from app.kernel.errors import Invalid, NotFound
from app.kernel.references import AppointmentId, PersonId
from app.notifications.carriers import NoCarrier
from app.notifications.models import OutgoingNotice
from app.notifications.operations import send_waiting
from app.notifications.queries import notices_about
from app.notifications.rules import (
    Answer,
    Channel,
    Letter,
    NoticeList,
    NoticeState,
    Outcome,
)
from tests.builders.appointments import a_place, a_wednesday, an_appointment, by_now
from tests.builders.cases import an_open_case
from tests.builders.people import a_person
from tests.builders.protected import seal
from tests.cast import NOW, TODAY, Cast
from tests.support.booking import PAGE, form_of, found
from tests.support.client import OfficeClient

pytestmark = pytest.mark.usefixtures("app")
FAR = date(2026, 12, 2)  # a Wednesday: reminded on Monday 30 November
NUMBER = "000 5557112"
_S = NoticeState
Move = Callable[[datetime], None]
AT = rome_to_utc(date(2026, 11, 30), 600)


@pytest.mark.parametrize(
    ("day", "closed", "days", "expected"),
    [
        (date(2026, 12, 2), (), 2, date(2026, 11, 30)),
        (date(2026, 12, 2), (), 1, date(2026, 12, 1)),
        (date(2026, 12, 2), (), 5, date(2026, 11, 25)),
        (date(2026, 12, 1), (), 2, date(2026, 11, 27)),  # a weekend between
        (date(2026, 12, 9), (), 2, date(2026, 12, 4)),  # the Immacolata and a weekend
        (date(2026, 12, 2), (date(2026, 12, 1),), 2, date(2026, 11, 27)),  # we are closed
    ],
)
def test_some_working_days_before_at_ten(
    day: date, closed: tuple[date, ...], days: int, expected: date
) -> None:
    assert reminded_at(day, closed, days) == rome_to_utc(expected, 600)


@pytest.mark.parametrize(
    ("from_day", "days", "expected"),
    [
        (TODAY, 3, [("reminder", _S.QUEUED, rome_to_utc(date(2026, 11, 27), 600))]),
        (TODAY, 0, []),  # this office sends none
        (TODAY + timedelta(days=1), 0, [("reminder", _S.QUEUED, AT)]),  # not yet
    ],
)
def test_the_office_chooses_when_it_leaves_and_whether(
    cast: Cast, from_day: date, days: int, expected: list[Any]
) -> None:
    operations.choose_reminder(
        actor=cast["dario"].viewer, now=NOW, rule=ReminderRule(from_day, days)
    )
    assert notices(cast, booked(cast)) == expected


def booked(cast: Cast, person_id: PersonId | None = None, **more: Any) -> AppointmentId:
    if "place" not in more:
        a_wednesday(cast, day=more.pop("day", FAR))
    who = person_id or a_person(cast["anna"], "Attesa")
    return an_appointment(cast["anna"], who, **{"remind": True, "phone": NUMBER, **more})


def notices(cast: Cast, appointment_id: AppointmentId) -> list[tuple[str, str, datetime]]:
    rows = notices_about(cast["dario"].viewer, SUBJECT, [appointment_id])
    return [(row.effect.partition(":")[0], row.state.value, row.due_at) for row in rows]


def test_who_asks_is_reminded(cast: Cast) -> None:
    assert notices(cast, booked(cast)) == [("reminder", _S.QUEUED, AT)]


@pytest.mark.parametrize("less", [{"remind": False}, {"day": date(2026, 11, 25)}])
def test_not_who_did_not_ask_nor_when_it_is_near(cast: Cast, less: dict[str, Any]) -> None:
    assert notices(cast, booked(cast, **less)) == []


@pytest.mark.parametrize("act", ["cancel_by_person", "arrive"])
def test_it_is_withdrawn_when_she_is_not_waited_for(cast: Cast, act: str) -> None:
    made = booked(cast)
    getattr(operations, act)(**by_now(cast["anna"], made))
    assert [state for _, state, _ in notices(cast, made)] == [_S.CANCELLED]


def test_what_is_restored_is_reminded_again(cast: Cast) -> None:
    made = booked(cast)
    operations.cancel_by_person(**by_now(cast["anna"], made))
    operations.restore(**by_now(cast["anna"], made))
    assert sorted(state for _, state, _ in notices(cast, made)) == [_S.CANCELLED, _S.QUEUED]


def test_what_is_moved_is_reminded_of_its_new_hour(cast: Cast) -> None:
    made = booked(cast)
    moved = operations.move_to(**by_now(cast["anna"], made), place=a_place(cast["anna"], 2))
    assert [state for _, state, _ in notices(cast, made)] == [_S.CANCELLED]
    assert notices(cast, moved) == [("reminder", _S.QUEUED, AT)]


def test_what_we_move_is_told_at_once(cast: Cast) -> None:
    made = booked(cast)
    moved = operations.move_to(
        **by_now(cast["dario"], made), place=a_place(cast["anna"], 2), cause=CancelCause.ABSENCE
    )
    assert notices(cast, moved) == [("moved", _S.QUEUED, NOW), ("reminder", _S.QUEUED, AT)]


def test_what_we_call_off_is_told_at_once_unless_somebody_telephoned(cast: Cast) -> None:
    made = booked(cast)
    operations.cancel_by_office(**by_now(cast["dario"], made), cause=CancelCause.ABSENCE)
    assert ("called_off", _S.QUEUED, NOW) in notices(cast, made)
    operations.told_person(**by_now(cast["dario"], made), how=next(iter(ToldHow)))
    assert {state for _, state, _ in notices(cast, made)} == {_S.CANCELLED}


def test_without_a_number_it_is_said(cast: Cast) -> None:
    with pytest.raises(Invalid, match="no_number_for_reminder"):
        booked(cast, phone="")


class Provider:
    def __init__(self) -> None:
        self.given: list[Letter] = []

    def carry(self, letter: Letter) -> Answer:
        self.given.append(letter)
        return Answer(Outcome.SENT, "200")


def _sent(now: datetime) -> list[Letter]:
    provider = Provider()
    send_waiting(now, {Channel.SMS: provider}, standing={SUBJECT: queries.standing})
    return provider.given


def test_it_leaves_with_day_hour_and_place_and_nothing_of_anybody(cast: Cast) -> None:
    booked(cast, practical="carrozzina")
    [letter] = _sent(AT)
    assert letter.recipient == NUMBER
    assert "mercoledì 2 dicembre alle 8:30, piazza Unità d'Italia" in letter.text
    for word in ("Attesa", "Bruno", "Anna", "Dependance", "carrozzina", "colloquio", "social"):
        assert word not in letter.text


def test_nothing_leaves_for_who_was_sealed_after_she_was_booked(cast: Cast) -> None:
    hers = a_person(cast["bruno"], "Nascosta")
    case_id = an_open_case(cast["bruno"], hers)
    made = booked(cast, hers)
    seal(cast, case_id)
    assert _sent(AT) == []
    state = db.session.scalar(select(OutgoingNotice.state).where(OutgoingNotice.subject_id == made))
    assert state == _S.CANCELLED


def test_nothing_is_queued_for_who_is_sealed_and_nobody_is_told(cast: Cast) -> None:
    bruno = cast["bruno"]
    hers = a_person(bruno, "Nascosta")
    seal(cast, an_open_case(bruno, hers))
    a_wednesday(cast, day=FAR)
    made = an_appointment(bruno, hers, a_place(cast["anna"]), remind=True, phone="")
    assert notices(cast, made) == []


def test_a_notice_sent_too_late_is_of_no_use(cast: Cast) -> None:
    booked(cast)
    assert _sent(rome_to_utc(FAR, 510) + timedelta(minutes=1)) == []


def test_the_urp_ticks_the_box_but_not_where_no_message_may_be_left(
    client: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast, day=FAR)
    a_person(cast["anna"])
    anna = client.enter(cast["anna"])
    assert "Nessun gestore di SMS" in anna.get(PAGE).text
    typed = {**form_of(found(anna, "Brambilla")), "phone": NUMBER, "remind": "y"}
    refused = anna.post(PAGE, data={**typed, "may_leave": "no"})
    assert "non si può lasciare un messaggio" in refused.text
    assert anna.post(PAGE, data={**typed, "may_leave": "yes", "language": "ar"}).status_code == 303
    row = db.session.scalars(select(OutgoingNotice)).one()
    assert (row.state, row.language) == (_S.QUEUED, "ar")


def test_the_page_says_when_it_leaves_and_lets_it_go(client: OfficeClient, cast: Cast) -> None:
    made = booked(cast)
    anna = client.enter(cast["anna"])
    address = f"/appointments/{made}"
    assert "Promemoria: partirà il" in anna.get(address).text
    [row] = notices_about(cast["anna"].viewer, SUBJECT, [made])
    assert anna.submit(address, {}, action=f"{address}/notices/{row.id}/cancel").status_code == 303
    assert [state for _, state, _ in notices(cast, made)] == [_S.CANCELLED]


def test_who_has_no_provider_telephones_and_may_send_it_again(
    client: OfficeClient, cast: Cast
) -> None:
    made = booked(cast)
    send_waiting(AT, {Channel.SMS: NoCarrier()}, standing={SUBJECT: queries.standing})
    anna = client.enter(cast["anna"])
    address = f"/appointments/{made}"
    assert "Promemoria: nessun gestore di messaggi: telefona" in anna.get(address).text
    assert "Telefonare: l&#39;avviso non risulta arrivato" in anna.get("/deadlines").text
    [row] = notices_about(cast["anna"].viewer, SUBJECT, [made])
    assert anna.submit(address, {}, action=f"{address}/notices/{row.id}/resend").status_code == 303
    assert [state for _, state, _ in notices(cast, made)] == [_S.QUEUED]


def test_a_notice_of_another_appointment_is_not_reached_by_this_one(cast: Cast) -> None:
    made = booked(cast)
    other = booked(cast, a_person(cast["anna"], "Altra"), place=a_place(cast["anna"], 1))
    [row] = notices_about(cast["anna"].viewer, SUBJECT, [other])
    with pytest.raises(NotFound):
        operations.cancel_notice(
            actor=cast["anna"].viewer, now=NOW, appointment_id=made, notice_id=row.id
        )


class Answering:
    """A provider that says to everybody what it was told to."""

    def __init__(self, outcome: Outcome, code: str = "") -> None:
        self.answer = Answer(outcome, code)

    def carry(self, _letter: Letter) -> Answer:
        return self.answer


@pytest.mark.parametrize(
    ("answer", "which", "words"),
    [
        (None, "waiting", "partirà il 30/11/2026, ore 10:00 a •••12"),
        (Answering(Outcome.SENT), "left", "inviato il 30/11/2026, ore 10:00 a •••12"),
        (Answering(Outcome.SENT, "log"), "left", "alla persona non è arrivato niente"),
        (Answering(Outcome.LATER), "tried_again", "si riprova il 30/11/2026, ore 10:01"),
        (Answering(Outcome.UNCERTAIN), "perhaps_left", "il gestore non ha confermato: telefona"),
        (Answering(Outcome.REFUSED), "not_left", "il gestore non lo accetta: telefona"),
        (NoCarrier(), "not_left", "nessun gestore di messaggi: telefona"),
    ],
)
def test_each_notice_stands_in_its_list(
    client: OfficeClient, cast: Cast, at: Move, answer: Any, which: str, words: str
) -> None:
    booked(cast)
    if answer is not None:
        send_waiting(AT, {Channel.SMS: answer}, standing={SUBJECT: queries.standing})
    at(AT)
    anna = client.enter(cast["anna"])
    page = anna.get(f"/notices?elenco={which}").text
    assert "Attesa" in page
    assert words in page
    others = {*NoticeList} - {which}
    assert all("Attesa" not in anna.get(f"/notices?elenco={one}").text for one in others)
    assert sorted(queries.count_notices(cast["anna"].viewer, AT).values()) == [0, 0, 0, 0, 1]


def test_what_is_pressed_in_a_list_comes_back_to_it(client: OfficeClient, cast: Cast) -> None:
    made = booked(cast)
    send_waiting(AT, {Channel.SMS: NoCarrier()}, standing={SUBJECT: queries.standing})
    [row] = notices_about(cast["anna"].viewer, SUBJECT, [made])
    anna = client.enter(cast["anna"])
    press = f"/appointments/{made}/notices/{row.id}/cancel?torna=not_left"
    assert "Ho telefonato" in anna.get("/notices").text
    answer = anna.submit("/notices", {}, action=press)
    assert answer.headers["Location"] == "/notices?elenco=not_left"
    assert "Nessuno da telefonare" in anna.get("/notices").text


def test_a_list_names_nobody_protected_and_counts_nobody(cast: Cast) -> None:
    hers = a_person(cast["bruno"], "Nascosta")
    case_id = an_open_case(cast["bruno"], hers)
    booked(cast, hers)
    seal(cast, case_id)
    for who, seen in (("anna", 0), ("gino", 0), ("bruno", 1)):
        viewer = cast[who].viewer
        assert queries.count_notices(viewer, NOW)[NoticeList.WAITING] == seen
        found = queries.listed_notices(viewer, NOW, NoticeList.WAITING, offset=0, limit=9)
        assert len(found) == seen


def test_what_is_over_waits_for_nobody(cast: Cast) -> None:
    booked(cast)
    send_waiting(AT, {Channel.SMS: NoCarrier()}, standing={SUBJECT: queries.standing})
    dario, after = cast["dario"].viewer, rome_to_utc(FAR, 511)
    assert queries.count_notices(dario, AT)[NoticeList.NOT_LEFT] == 1
    assert queries.count_notices(dario, after)[NoticeList.NOT_LEFT] == 0


@pytest.mark.parametrize(("who", "reads"), [("anna", False), ("bruno", False), ("dario", True)])
def test_the_receipts_are_of_who_looks_after_notices(
    client: OfficeClient, cast: Cast, who: str, reads: bool
) -> None:
    made = booked(cast)
    send_waiting(AT, {Channel.SMS: Answering(Outcome.REFUSED, "550")})
    page = client.enter(cast[who]).get(f"/appointments/{made}").text
    assert ("rifiutato (550)" in page) is reads
