"""From the list to the place: who is offered it, what each answer does, who is never removed."""

from datetime import timedelta

import pytest
from flask import Flask

from app.cases.procedure.line import LineState
from app.cases.procedure.request import RequestState
from app.cases.rules.requests import Priority, Withdrawal
from app.catalogue.rules import PathCode
from app.kernel.errors import Invalid, NotAllowedNow, NotFound
from app.waiting import operations, queries
from app.waiting.jobs import mind_offers
from app.waiting.procedure import EntryState
from app.waiting.rules import (
    Criterion,
    ExtensionCause,
    Interest,
    LeaveCause,
    Others,
    TryChannel,
    TryOutcome,
)
from tests.builders.requests import (
    HomeSupport,
    a_request,
    a_service,
    an_approved_request,
    line_act,
    line_page,
    page,
)
from tests.builders.waiting import (
    LAST_MONTH,
    another_centre,
    entry,
    somebody_waiting,
    waiting_act,
    waits,
)
from tests.cast import NOW, TODAY, Cast

DAY = timedelta(days=1)
START = {"starts_on": TODAY + DAY}


@pytest.fixture
def service(cast: Cast) -> HomeSupport:
    return a_service(cast, hours=4)  # one place: each asks for four hours


def test_the_first_by_date_is_offered_the_place_and_accepts(
    app: Flask, cast: Cast, service: HomeSupport
) -> None:
    late = somebody_waiting(cast, service)
    early = somebody_waiting(cast, service, complete_on=LAST_MONTH)
    assert (entry(cast, early).row.position, entry(cast, late).row.position) == (1, 2)
    with pytest.raises(NotAllowedNow, match="not_first_now"):
        waiting_act(cast, "gino", "offer_place", late, **START)
    waiting_act(cast, "gino", "offer_place", early, **START)
    shown = entry(cast, early)
    assert (shown.row.state, shown.row.answer_by) == (EntryState.OFFERED, TODAY + 7 * DAY)
    with pytest.raises(NotAllowedNow, match="capacity_full"):
        waiting_act(cast, "gino", "offer_place", late, **START)
    waiting_act(cast, "bruno", "accept_place", early, others=Others.CLOSE)
    line = line_page(cast["gino"], shown.row.line_id).line
    assert (line.state, line.starts_on, line.held) == (LineState.ACCEPTED, TODAY + DAY, False)
    assert entry(cast, early).terms == ()
    assert entry(cast, late).row.position == 1


def test_a_court_and_what_counts_come_before_the_date(
    app: Flask, cast: Cast, service: HomeSupport
) -> None:
    operations.choose_order(
        actor=cast["dario"].viewer, now=NOW, path=PathCode.ADM,
        criteria=[Criterion.FAMILY_EMERGENCY, Criterion.NEED], valid_from=TODAY,
        source="Delibera 12/2026",
    )  # fmt: skip
    early = somebody_waiting(cast, service, complete_on=LAST_MONTH)
    needy = somebody_waiting(cast, service)
    court = somebody_waiting(cast, service, priority=Priority.COURT_ORDER)
    assert [entry(cast, one).row.position for one in (court, early, needy)] == [1, 2, 3]
    waiting_act(
        cast, "bruno", "score", needy,
        criterion=Criterion.FAMILY_EMERGENCY, points=1, why="La madre è in ospedale.",
    )  # fmt: skip
    assert [entry(cast, one).row.position for one in (court, needy, early)] == [1, 2, 3]
    assert [row.why for row in entry(cast, needy).scores] == ["La madre è in ospedale."]
    waiting_act(
        cast, "bruno", "score", needy,
        criterion=Criterion.FAMILY_EMERGENCY, points=0, why="È tornata a casa.",
    )  # fmt: skip
    shown = entry(cast, needy)
    assert shown.row.position == 3
    assert [row.points for row in shown.scores] == [0, 1], "what counted before stays written"


def test_an_urgent_request_answers_in_two_days(
    app: Flask, cast: Cast, service: HomeSupport
) -> None:
    urgent = somebody_waiting(cast, service, priority=Priority.COURT_ORDER)
    waiting_act(cast, "gino", "offer_place", urgent, **START)
    assert entry(cast, urgent).row.answer_by == TODAY + 2 * DAY


def test_only_the_supervisor_skips_and_the_list_says_so(
    app: Flask, cast: Cast, service: HomeSupport
) -> None:
    somebody_waiting(cast, service, complete_on=LAST_MONTH)
    late = somebody_waiting(cast, service)
    with pytest.raises(NotAllowedNow, match="needs_reason"):
        waiting_act(cast, "dario", "offer_out_of_order", late, words="", **START)
    waiting_act(cast, "dario", "offer_out_of_order", late, words="La madre è sola.", **START)
    rows = queries.list_page(cast["dario"].viewer, service.unit_id, TODAY).rows
    assert [row.id for row in rows if row.out_of_order] == [late]
    over = somebody_waiting(cast, service)
    waiting_act(cast, "dario", "offer_out_of_order", over, words="Una in più.", **START)
    places = queries.list_page(cast["dario"].viewer, service.unit_id, TODAY + DAY).places
    assert places is not None
    assert places.free == -400, "one over the places, and it is shown"


def test_one_application_in_two_centres_has_one_offer_at_a_time(
    app: Flask, cast: Cast, service: HomeSupport
) -> None:
    here = somebody_waiting(cast, service)
    other = another_centre(cast, service)
    there = waiting_act(cast, "gino", "prefer_centre", here, unit_id=other, preference=2)
    with pytest.raises(Invalid, match="same_intervention"):
        waiting_act(cast, "gino", "prefer_centre", here, unit_id=other, preference=3)
    assert entry(cast, there).row.complete_on == entry(cast, here).row.complete_on
    waiting_act(cast, "gino", "offer_place", there, **START)
    with pytest.raises(NotAllowedNow, match="offered_elsewhere"):
        waiting_act(cast, "gino", "offer_place", here, **START)
    second = somebody_waiting(cast, service)
    waiting_act(cast, "gino", "offer_place", second, **START)  # who has an offer holds up nobody
    waiting_act(cast, "gino", "accept_place", there, others=Others.CLOSE)
    shown = entry(cast, here)
    assert shown.row.state is EntryState.LEFT
    assert line_page(cast["gino"], shown.row.line_id).line.state is LineState.WITHDRAWN
    assert page(cast["gino"], shown.request_id).state is RequestState.APPROVED


def test_the_other_centre_may_be_kept(app: Flask, cast: Cast, service: HomeSupport) -> None:
    here = somebody_waiting(cast, service)
    other = another_centre(cast, service)
    there = waiting_act(cast, "gino", "prefer_centre", here, unit_id=other, preference=2)
    waiting_act(cast, "gino", "offer_place", there, **START)
    waiting_act(cast, "gino", "accept_place", there, others=Others.KEEP)
    assert entry(cast, here).row.position == 1
    waiting_act(cast, "gino", "offer_place", here, **START)


def test_a_refusal_keeps_her_place_the_first_time(
    app: Flask, cast: Cast, service: HomeSupport
) -> None:
    one = somebody_waiting(cast, service)
    waiting_act(cast, "gino", "offer_place", one, **START)
    waiting_act(cast, "gino", "decline_and_stay", one, words="Non ora.")
    shown = entry(cast, one)
    assert (shown.row.state, shown.row.position) == (EntryState.LISTED, 1)
    assert not line_page(cast["gino"], shown.row.line_id).line.held
    waiting_act(cast, "gino", "offer_place", one, **START)
    with pytest.raises(NotAllowedNow, match="kept_once"):
        waiting_act(cast, "gino", "decline_and_stay", one, words="Non ora.")
    waiting_act(cast, "bruno", "decline_and_leave", one, words="Non lo vogliamo.")
    assert entry(cast, one).row.state is EntryState.LEFT_DECLINED
    assert page(cast["gino"], shown.request_id).state is RequestState.ENDED


def test_a_centre_nobody_asked_for_is_refused_without_loss(
    app: Flask, cast: Cast, service: HomeSupport
) -> None:
    here = somebody_waiting(cast, service)
    there = waiting_act(
        cast, "gino", "prefer_centre", here, unit_id=another_centre(cast, service), preference=0
    )
    for _ in range(2):
        waiting_act(cast, "gino", "offer_place", there, **START)
        waiting_act(cast, "gino", "decline_and_stay", there, words="Troppo lontano.")
    assert entry(cast, there).row.state is EntryState.LISTED


def test_who_is_not_reached_goes_last_of_her_own_and_stays(
    app: Flask, cast: Cast, service: HomeSupport
) -> None:
    silent = somebody_waiting(cast, service, complete_on=LAST_MONTH)
    other = somebody_waiting(cast, service)
    waiting_act(cast, "gino", "offer_place", silent, **START)
    for days, channel in ((1, TryChannel.PHONE), (2, TryChannel.PHONE), (3, TryChannel.LETTER)):
        if channel is TryChannel.LETTER:
            with pytest.raises(NotAllowedNow, match="tries_missing"):
                waiting_act(cast, "gino", "not_reached", silent, now=NOW + 9 * DAY)
        at = NOW + days * DAY
        waiting_act(
            cast, "gino", "note_try", silent,
            channel=channel, outcome=TryOutcome.NO_ANSWER, at=at, now=at,
        )  # fmt: skip
    with pytest.raises(NotAllowedNow, match="still_time_to_answer"):
        waiting_act(cast, "gino", "not_reached", silent, now=NOW + 4 * DAY)
    waiting_act(cast, "gino", "not_reached", silent, now=NOW + 8 * DAY)
    shown = entry(cast, silent)
    assert (shown.row.state, shown.row.position) == (EntryState.LISTED, 2)
    assert entry(cast, other).row.position == 1
    assert "waiting_silent" in [code for code, _ in shown.terms]


def test_a_try_is_between_the_offer_and_now(app: Flask, cast: Cast, service: HomeSupport) -> None:
    one = somebody_waiting(cast, service)
    waiting_act(cast, "gino", "offer_place", one, **START)
    for at in (NOW + DAY, NOW - DAY):
        with pytest.raises(Invalid, match="hour:try_in_the_future"):
            waiting_act(
                cast, "gino", "note_try", one,
                channel=TryChannel.PHONE, outcome=TryOutcome.NO_ANSWER, at=at,
            )  # fmt: skip


def test_the_program_warns_then_takes_back_and_removes_nobody(
    app: Flask, cast: Cast, service: HomeSupport
) -> None:
    one = somebody_waiting(cast, service)
    waiting_act(cast, "gino", "offer_place", one, **START)
    assert mind_offers(NOW + 4 * DAY).done == 0
    assert mind_offers(NOW + 5 * DAY).done == 1, "two days before, who follows her is told"
    assert mind_offers(NOW + 6 * DAY).done == 0
    assert mind_offers(NOW + 7 * DAY).done == 0, "the last day is hers"
    assert mind_offers(NOW + 8 * DAY).done == 1
    shown = entry(cast, one)
    assert (shown.row.state, shown.row.position) == (EntryState.LISTED, 1)
    assert [step.action for step in shown.steps][:2] == ["lapse_offer", "warn_lapsing"]


def test_an_offer_nobody_was_warned_of_is_not_taken_back(
    app: Flask, cast: Cast, service: HomeSupport
) -> None:
    one = somebody_waiting(cast, service)
    waiting_act(cast, "gino", "offer_place", one, **START)
    assert mind_offers(NOW + 20 * DAY).done == 1, "the program was still: first it warns"
    assert entry(cast, one).row.state is EntryState.OFFERED
    assert mind_offers(NOW + 21 * DAY).done == 1
    assert entry(cast, one).row.state is EntryState.LISTED


def test_more_time_is_given_once(app: Flask, cast: Cast, service: HomeSupport) -> None:
    one = somebody_waiting(cast, service)
    waiting_act(cast, "gino", "offer_place", one, **START)
    waiting_act(cast, "bruno", "give_more_time", one, why=ExtensionCause.HOSPITAL)
    assert entry(cast, one).row.answer_by == TODAY + 14 * DAY
    with pytest.raises(NotAllowedNow, match="already_extended"):
        waiting_act(cast, "bruno", "give_more_time", one, why=ExtensionCause.HOLIDAY)


def test_a_pause_keeps_the_date_and_no_place_is_offered(
    app: Flask, cast: Cast, service: HomeSupport
) -> None:
    one = somebody_waiting(cast, service, complete_on=LAST_MONTH)
    other = somebody_waiting(cast, service)
    until = TODAY + 90 * DAY
    waiting_act(cast, "bruno", "freeze", one, until=until, words="Finisce la scuola.")
    shown = entry(cast, one)
    assert (shown.row.state, shown.row.position) == (EntryState.FROZEN, None)
    assert ("freeze_ends", until) in shown.terms
    waiting_act(cast, "gino", "offer_place", other, **START)
    waiting_act(cast, "gino", "decline_and_stay", other, words="No.")
    waiting_act(cast, "bruno", "unfreeze", one)
    assert entry(cast, one).row.position == 1


def test_without_an_answer_on_interest_somebody_looks_for_her(
    app: Flask, cast: Cast, service: HomeSupport
) -> None:
    one = somebody_waiting(cast, service)
    waiting_act(cast, "gino", "ask_interest", one, said=Interest.NO_ANSWER)
    assert [code for code, _ in entry(cast, one).terms] == ["waiting_silent"]
    waiting_act(cast, "gino", "ask_interest", one, said=Interest.STILL)
    assert entry(cast, one).terms == (("interest_check", TODAY + 180 * DAY),)


def test_who_leaves_one_list_stays_in_the_other(
    app: Flask, cast: Cast, service: HomeSupport
) -> None:
    here = somebody_waiting(cast, service)
    there = waiting_act(
        cast, "gino", "prefer_centre", here, unit_id=another_centre(cast, service), preference=2
    )
    waiting_act(cast, "bruno", "leave", here, why=LeaveCause.OTHER_SERVICE, words="Ha la scuola.")
    assert entry(cast, here).row.state is EntryState.LEFT
    assert entry(cast, there).row.position == 1


def test_what_is_withdrawn_with_its_request_waits_no_longer(
    app: Flask, cast: Cast, service: HomeSupport
) -> None:
    gone = somebody_waiting(cast, service, complete_on=LAST_MONTH)
    stays = somebody_waiting(cast, service)
    waiting_act(cast, "gino", "offer_place", gone, **START)
    shown = entry(cast, gone)
    line_act(cast, "bruno", "give_up_line", shown.row.line_id, why=Withdrawal.PERSON)
    assert entry(cast, stays).row.position == 1
    waiting_act(cast, "gino", "offer_place", stays, **START)  # the place it kept is free again
    with pytest.raises(NotAllowedNow, match="line_waits_no_longer"):
        waiting_act(cast, "gino", "accept_place", gone, others=Others.CLOSE)


def test_a_request_nobody_approved_does_not_wait(
    app: Flask, cast: Cast, service: HomeSupport
) -> None:
    line_id = page(cast["bruno"], a_request(cast, service)).lines[0].id
    with pytest.raises(NotAllowedNow, match="request_not_approved"):
        waits(cast, line_id)
    request_id = an_approved_request(cast, service)
    line_id = page(cast["bruno"], request_id).lines[0].id
    with pytest.raises(Invalid, match="complete_on:complete_in_the_future"):
        waits(cast, line_id, complete_on=TODAY + DAY)


def test_somebody_else_s_list_is_order_without_names(
    app: Flask, cast: Cast, service: HomeSupport
) -> None:
    one = somebody_waiting(cast, service)
    with pytest.raises(NotFound):
        entry(cast, one, "zeno")
