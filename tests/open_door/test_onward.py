"""From the first call to the arrival: who is sent on is looked for, and never forgotten."""

from datetime import date, timedelta

import pytest
from flask import Flask

from app.catalogue.rules import Term
from app.kernel.errors import Conflict, Invalid, NotAllowedNow, NotPermitted
from app.kernel.references import OnwardId
from app.open_door import cards, operations, queries
from app.open_door.procedure import OnwardAction, OnwardState
from app.open_door.rules import Answered, Called, EndCause, HelpKind, OnwardShelf, Teller
from app.organisations.rules import BodyKind
from tests.builders.intake import a_body
from tests.builders.open_door import a_woman_sent_on, on_onward, sent_on
from tests.builders.people import a_person
from tests.cast import NOW, TODAY, Cast

pytestmark = pytest.mark.usefixtures("app")
IN_A_MONTH, IN_TWO_DAYS = date(2026, 12, 23), date(2026, 11, 25)


def _due(cast: Cast) -> list[tuple[Term, date]]:
    return [(row.term, row.due_on) for row in queries.onward_due(cast["bruno"].viewer)]


def _state(cast: Cast, onward: OnwardId) -> OnwardState:
    return queries.onward_page(cast["bruno"].viewer, onward).state


def test_in_a_month_somebody_asks_whether_she_arrived(cast: Cast) -> None:
    onward = sent_on(cast)
    assert _due(cast) == [(Term.ARRIVAL_CHECK, IN_A_MONTH)]
    told = {"teller": Teller.BODY, "arrived_on": TODAY, "words": "Telefona l'associazione."}
    operations.confirm_arrival(**on_onward(cast["bruno"], onward), **told)
    page = queries.onward_page(cast["bruno"].viewer, onward)
    assert (page.state, page.offers, _due(cast)) == (OnwardState.ARRIVED, (), [])
    assert [(step.action, step.reason_code) for step in page.steps] == [
        (OnwardAction.CONFIRM_ARRIVAL, "body"),
        (OnwardAction.SEND, ""),
    ]


def test_for_a_woman_in_danger_in_two_working_days(cast: Cast) -> None:
    onward = a_woman_sent_on(cast)
    assert _due(cast) == [(Term.ARRIVAL_CHECK_URGENT, IN_TWO_DAYS)]
    later = NOW + timedelta(days=1)
    operations.remind(**on_onward(cast["bruno"], onward, later), called=Called.BODY)
    assert _due(cast) == [(Term.ARRIVAL_CHECK_URGENT, date(2026, 11, 26))]


def test_she_is_not_called_where_it_is_dangerous(cast: Cast) -> None:
    bruno, onward = cast["bruno"], a_woman_sent_on(cast)
    with pytest.raises(Invalid, match="not_safe_to_call"):
        operations.remind(**on_onward(bruno, onward), called=Called.PERSON)
    (offer,) = (
        one for one in queries.onward_page(bruno.viewer, onward).offers
        if one.action is OnwardAction.REMIND
    )  # fmt: skip
    assert offer.warnings == ("call_is_dangerous",)
    unknown = a_woman_sent_on(cast, safe_to_call=Answered.UNKNOWN)
    operations.remind(**on_onward(bruno, unknown), called=Called.PERSON)


def test_a_reminder_begins_the_time_again_and_makes_older_pages_stale(cast: Cast) -> None:
    onward = sent_on(cast)
    seen = on_onward(cast["bruno"], onward)
    later = NOW + timedelta(days=20)
    operations.remind(
        **{**seen, "now": later}, called=Called.PERSON, words="Va la settimana prossima"
    )
    assert _due(cast) == [(Term.ARRIVAL_CHECK, date(2027, 1, 12))]
    with pytest.raises(Conflict):
        operations.not_arrived(**seen)


def test_who_did_not_arrive_is_sent_on_again_or_it_ends_with_a_reason(cast: Cast) -> None:
    bruno, onward = cast["bruno"], sent_on(cast)
    operations.not_arrived(**on_onward(bruno, onward), words="Non l'hanno vista.")
    assert _due(cast) == [(Term.ONWARD_RETHINK, date(2026, 11, 30))]
    other = a_body(cast, BodyKind.HEALTH)
    again = {"body_id": other, "help_kind": HelpKind.APPOINTMENT}
    operations.resend(**on_onward(bruno, onward), **again)
    page = queries.onward_page(bruno.viewer, onward)
    assert (page.state, page.body_id, page.help_kind) == (
        OnwardState.SENT, other, HelpKind.APPOINTMENT,
    )  # fmt: skip
    assert _due(cast) == [(Term.ARRIVAL_CHECK, IN_A_MONTH)]
    operations.not_arrived(**on_onward(bruno, onward))
    operations.close_onward(**on_onward(bruno, onward), cause=EndCause.CHANGED_MIND)
    assert (_state(cast, onward), _due(cast)) == (OnwardState.ENDED, [])


def test_no_letter_leaves_for_who_wants_nothing_printed(cast: Cast) -> None:
    bruno = cast["bruno"]
    with pytest.raises(Invalid, match="no_letter_for_her"):
        a_woman_sent_on(cast, help_kind=HelpKind.LETTER)
    onward = a_woman_sent_on(cast)
    operations.not_arrived(**on_onward(bruno, onward))
    again = {"body_id": a_body(cast, BodyKind.HEALTH), "help_kind": HelpKind.LETTER}
    with pytest.raises(Invalid, match="no_letter_for_her"):
        operations.resend(**on_onward(bruno, onward), **again)


def test_it_ends_when_the_person_says_so(cast: Cast) -> None:
    onward = sent_on(cast)
    operations.withdraw_onward(**on_onward(cast["bruno"], onward))
    assert (_state(cast, onward), _due(cast)) == (OnwardState.WITHDRAWN, [])
    with pytest.raises(NotAllowedNow):
        operations.not_arrived(**on_onward(cast["bruno"], onward))


def test_who_does_not_want_her_name_told_is_given_an_address(cast: Cast) -> None:
    bruno, ada = cast["bruno"], a_person(cast["bruno"])
    with pytest.raises(Invalid, match="will_not_be_named"):
        sent_on(cast, person_id=ada, agrees=Answered.NO)
    onward = sent_on(
        cast, person_id=ada, agrees=Answered.NO, help_kind=HelpKind.ADDRESS_ONLY
    )  # fmt: skip
    operations.not_arrived(**on_onward(bruno, onward))
    body_id = queries.onward_page(bruno.viewer, onward).body_id
    with pytest.raises(Invalid, match="will_not_be_named"):
        operations.resend(**on_onward(bruno, onward), body_id=body_id, help_kind=HelpKind.LETTER)


@pytest.mark.parametrize(
    ("days", "reason"), [(1, "arrived_in_the_future"), (-1, "arrived_too_early")]
)
def test_nobody_arrives_tomorrow_or_before_leaving(cast: Cast, days: int, reason: str) -> None:
    seen = on_onward(cast["bruno"], sent_on(cast))
    with pytest.raises(Invalid, match=reason):
        operations.confirm_arrival(
            **seen, teller=Teller.BODY, arrived_on=TODAY + timedelta(days=days)
        )


def test_a_clerk_sends_on_and_a_social_worker_looks_for_her(cast: Cast) -> None:
    onward = sent_on(cast, by="gino")
    with pytest.raises(NotPermitted):
        operations.not_arrived(**on_onward(cast["gino"], onward))


def test_each_list_holds_its_own(cast: Cast) -> None:
    bruno, ada = cast["bruno"], a_person(cast["bruno"])
    sent_on(cast)
    lost = sent_on(cast, person_id=ada)
    operations.not_arrived(**on_onward(bruno, lost))
    assert queries.shelf_counts(bruno.viewer) == {
        OnwardShelf.TO_CONFIRM: 1, OnwardShelf.TO_RETHINK: 1, OnwardShelf.OVER: 0,
    }  # fmt: skip
    (row,) = queries.listed(bruno.viewer, OnwardShelf.TO_RETHINK, 0, 10)
    assert (row.who, row.sent_by) == ("Brambilla Ada", "Bruno")
    (row,) = queries.listed(bruno.viewer, OnwardShelf.TO_CONFIRM, 0, 10)
    assert row.who == "un signore solo"


def test_the_cards_say_of_whom_to_ask(app: Flask, cast: Cast) -> None:
    bruno, ada = cast["bruno"].viewer, a_person(cast["bruno"])
    onward = sent_on(cast, person_id=ada)
    woman = a_woman_sent_on(cast)
    with app.test_request_context():
        assert cards.arrivals_to_confirm(bruno, NOW) is None
        today = cards.arrivals_to_confirm(bruno, NOW + timedelta(days=3))
        assert today is not None
        assert [(row.url, row.urgent) for row in today.rows] == [(f"/onward/{woman}", True)]
        hers = cards.of_person(bruno, ada, NOW)
        assert hers is not None
        assert [row.url for row in hers.rows] == [
            f"/onward/{onward}", f"/onward/new?person={ada}",
        ]  # fmt: skip
        assert [row.url for row in cards.deadlines(bruno, NOW)] == [
            f"/onward/{woman}", f"/onward/{onward}",
        ]  # fmt: skip
        for who in ("anna", "piera", "teo"):
            known = cast[who].viewer
            assert cards.of_person(known, ada, NOW) is None
            assert cards.arrivals_to_confirm(known, NOW) is None
            assert cards.deadlines(known, NOW) == []
