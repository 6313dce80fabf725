"""Shifts that change hands: what is asked, who answers, what the rota still allows."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask

from app.accounts.operations import engage
from app.accounts.policy import Role
from app.kernel.errors import NotAllowedNow, NotFound, NotPermitted
from app.kernel.references import EngagementId, ShiftId, SwapId, new_id
from app.organisations.rules import OpeningKind
from app.rota import jobs, operations, queries
from app.rota.procedure import SWAP, SwapAction, SwapState
from app.rota.rules import AbsenceKind, HandOver, Hours, Post, Skill, SwapFacts, Time, skill_of
from tests.builders.appointments import WEDNESDAY, engagement_of
from tests.builders.rota import a_shift, a_swap
from tests.cast import MAKER, NOW, OFFICE, TODAY, Cast
from tests.support.client import OfficeClient
from tests.support.counting import counting

K = OpeningKind
NEXT = WEDNESDAY + timedelta(days=7)
MORNING, AFTERNOON = Hours(510, 750), Hours(900, 1140)
A = SwapAction


def _facts(**more: Any) -> SwapFacts:
    return SwapFacts(**{"asked_by_me": True, "asked_of_me": True, "named_me": True, **more})


def _hands(**more: Any) -> tuple[HandOver, ...]:
    known = {"time": Time(NEXT, MORNING), "skill": Skill.SOCIAL, "role": Role.SOCIAL_WORKER}
    return (HandOver(**{**known, **more}),)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({}, None),
        ({"is_past": True}, "swap_is_past"),
        ({"is_changed": True}, "swap_shift_changed"),
        ({"hand_overs": _hands()}, None),
        ({"hand_overs": _hands(role=Role.SUPERVISOR)}, None),
        ({"hand_overs": _hands(role=Role.ADMIN_OFFICER)}, "swap_cannot_hold"),
        ({"hand_overs": _hands(role=None)}, "swap_cannot_hold"),
        ({"hand_overs": _hands(skill=Skill.CLERK)}, "swap_cannot_hold"),
        ({"hand_overs": _hands(away=True)}, "swap_away"),
        ({"hand_overs": _hands(busy=(Time(NEXT, AFTERNOON),))}, None),
        ({"hand_overs": _hands(busy=(Time(NEXT, Hours(740, 800)),))}, "swap_twice"),
        ({"hand_overs": _hands(busy=(Time(WEDNESDAY, MORNING),))}, None),
        ({"asked_of_me": False}, "swap_not_for_me"),
    ],
)
def test_what_the_rota_allows(facts: dict[str, Any], reason: str | None) -> None:
    offers = SWAP.offers(SwapState.PROPOSED, _facts(**facts), lambda _who: True)
    accept = next(one for one in offers if one.action is A.ACCEPT)
    assert accept.refusals == ((reason,) if reason else ())


@pytest.mark.parametrize(
    ("kind", "post", "skill"),
    [
        (K.WALK_IN, None, Skill.SOCIAL),
        (K.APPOINTMENTS, Post.APPOINTMENTS_1, Skill.SOCIAL),
        (K.ADMIN_COUNTERS, None, Skill.CLERK),
        (K.ADMIN_COUNTERS, Post.COUNTER, Skill.CLERK),
    ],
)
def test_who_can_hold_a_shift(kind: OpeningKind, post: Post | None, skill: Skill) -> None:
    assert skill_of(kind, post) is skill


def _holders(cast: Cast) -> dict[tuple[date, int], str]:
    rows = queries.duties_between(cast["dario"].viewer, TODAY, TODAY + timedelta(days=60))
    return {(row.day, row.from_minute): row.name for row in rows}


def _answer(cast: Cast, who: str, swap_id: SwapId, act: str = "accept", **more: Any) -> None:
    run = getattr(operations, f"{act}_swap")
    run(actor=cast[who].viewer, now=NOW, swap_id=swap_id, **more)


def test_two_shifts_change_hands_together(app: Flask, cast: Cast) -> None:
    hers, his = a_shift(cast, "bruno", WEDNESDAY), a_shift(cast, "carla", NEXT)
    swap_id = a_swap(cast, "bruno", hers, wanted_id=his)
    assert _holders(cast) == {(WEDNESDAY, 510): "Bruno", (NEXT, 510): "Carla"}
    _answer(cast, "carla", swap_id)
    assert _holders(cast) == {(WEDNESDAY, 510): "Carla", (NEXT, 510): "Bruno"}
    assert queries.swap(cast["bruno"].viewer, swap_id, NOW).state is SwapState.ACCEPTED
    with pytest.raises(NotAllowedNow):
        _answer(cast, "carla", swap_id)


def test_two_shifts_of_the_same_hours_may_be_exchanged(app: Flask, cast: Cast) -> None:
    hers = a_shift(cast, "bruno", NEXT)
    his = a_shift(cast, "carla", NEXT, kind=K.WALK_IN)
    _answer(cast, "carla", a_swap(cast, "bruno", hers, wanted_id=his))
    rows = queries.duties_between(cast["dario"].viewer, NEXT, NEXT + timedelta(days=1))
    assert {(row.name, row.kind) for row in rows} == {
        ("Bruno", K.WALK_IN), ("Carla", K.APPOINTMENTS),
    }  # fmt: skip


def test_who_is_asked_by_name_says_yes_or_no_and_nobody_else(app: Flask, cast: Cast) -> None:
    shift = a_shift(cast, "bruno", NEXT)
    swap_id = a_swap(cast, "bruno", shift, asked_id=engagement_of(cast["carla"]))
    for who in ("dario", "gino", "zeno"):
        with pytest.raises(NotFound):
            _answer(cast, who, swap_id)
    with pytest.raises(NotAllowedNow) as refused:
        _answer(cast, "bruno", swap_id)
    assert refused.value.reasons == ("swap_not_for_me",)
    with pytest.raises(NotPermitted):
        _answer(cast, "anna", swap_id)
    _answer(cast, "carla", swap_id, "decline", words="Ho una visita.")
    row = queries.swap(cast["bruno"].viewer, swap_id, NOW)
    assert (row.state, row.answer) == (SwapState.DECLINED, "Ho una visita.")
    assert _holders(cast) == {(NEXT, 510): "Bruno"}


def test_what_is_asked_of_whoever_can_is_of_the_first(app: Flask, cast: Cast) -> None:
    swap_id = a_swap(cast, "bruno", a_shift(cast, "bruno", NEXT))
    assert queries.asked_of(cast["gino"].viewer, NOW) == []  # a clerk cannot
    with pytest.raises(NotAllowedNow):
        _answer(cast, "carla", swap_id, "decline")  # nobody says no for the others
    _answer(cast, "dario", swap_id)
    assert _holders(cast) == {(NEXT, 510): "Dario"}
    with pytest.raises(NotFound):
        _answer(cast, "carla", swap_id)


def test_who_works_here_in_two_ways_is_one_person(app: Flask, cast: Cast) -> None:
    """Bruno holds the shift by one engagement and stands among the staff by the other."""
    bruno = cast["bruno"].viewer
    other = engage(
        actor=MAKER, now=NOW, organisation_id=OFFICE, account_id=bruno.account_id,
        role=Role.SOCIAL_WORKER, team_id=None, starts_on=date(2021, 1, 1),
    )  # fmt: skip
    bruno = replace(bruno, engagement_ids=bruno.engagement_ids | {other})
    shift = a_shift(cast, "bruno", NEXT, engagement_id=other)
    a_shift(cast, "bruno", NEXT)
    mine = queries.my_shift(bruno, shift, TODAY)
    staff, _ = queries.who_could(bruno, mine, NEXT + timedelta(days=1), NOW)
    assert [one.name for one in staff] == ["Carla", "Dario"]
    swap_id = operations.propose_swap(actor=bruno, now=NOW, shift_id=shift)
    with pytest.raises(NotAllowedNow) as refused:
        operations.accept_swap(actor=bruno, now=NOW, swap_id=swap_id)
    assert refused.value.reasons == ("swap_not_for_me",)


def _away(cast: Cast, who: str, day: date) -> None:
    operations.add_absence(
        actor=cast["dario"].viewer, now=NOW, engagement_id=engagement_of(cast[who]),
        first_day=day, last_day=day, kind=AbsenceKind.LEAVE,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("who", "day", "reason"),
    [("carla", WEDNESDAY, "swap_away"), ("bruno", NEXT, "swap_away"), ("carla", NEXT, None)],
)
def test_an_absence_written_meanwhile_is_seen(
    app: Flask, cast: Cast, who: str, day: date, reason: str | None
) -> None:
    hers, his = a_shift(cast, "bruno", WEDNESDAY), a_shift(cast, "carla", NEXT)
    swap_id = a_swap(cast, "bruno", hers, wanted_id=his)
    _away(cast, who, day)
    if reason is None:
        _answer(cast, "carla", swap_id)
        return
    with pytest.raises(NotAllowedNow) as refused:
        _answer(cast, "carla", swap_id)
    assert refused.value.reasons == (reason,)
    assert _holders(cast)[WEDNESDAY, 510] == "Bruno"


def test_what_changed_on_the_rota_meanwhile_is_seen(app: Flask, cast: Cast) -> None:
    hers, his = a_shift(cast, "bruno", WEDNESDAY), a_shift(cast, "carla", NEXT)
    swap_id = a_swap(cast, "bruno", hers, wanted_id=his)
    operations.remove_shift(actor=cast["dario"].viewer, now=NOW, shift_id=his)
    with pytest.raises(NotAllowedNow) as refused:
        _answer(cast, "carla", swap_id)
    assert refused.value.reasons == ("swap_shift_changed",)


def test_only_ones_own_coming_shift_is_given_away_once(app: Flask, cast: Cast) -> None:
    shift, past = a_shift(cast, "bruno", NEXT), a_shift(cast, "bruno", date(2026, 11, 18))
    for who, asked, reason in (
        ("carla", shift, "swap_not_mine"), ("bruno", past, "swap_is_past"),
    ):  # fmt: skip
        with pytest.raises(NotAllowedNow) as refused:
            a_swap(cast, who, asked)
        assert refused.value.reasons[0] == reason
    with pytest.raises(NotFound):
        a_swap(cast, "bruno", ShiftId(new_id()))
    first = a_swap(cast, "bruno", shift)
    with pytest.raises(NotAllowedNow) as again:
        a_swap(cast, "bruno", shift)
    assert again.value.reasons == ("swap_asked_already",)
    _answer(cast, "bruno", first, "withdraw")
    a_swap(cast, "bruno", shift)


def test_what_nobody_answered_lapses_after_its_day(app: Flask, cast: Cast) -> None:
    swap_id = a_swap(cast, "bruno", a_shift(cast, "bruno", WEDNESDAY))
    assert jobs.lapse_swaps(NOW + timedelta(days=2)).done == 0
    begun = datetime(2026, 11, 25, 7, 30, tzinfo=UTC)  # 8:30 in Rome: it begins
    with pytest.raises(NotAllowedNow) as refused:
        operations.accept_swap(actor=cast["carla"].viewer, now=begun, swap_id=swap_id)
    assert refused.value.reasons == ("swap_is_past",)
    assert jobs.lapse_swaps(NOW + timedelta(days=3)).done == 1
    assert jobs.lapse_swaps(NOW + timedelta(days=3)).done == 0
    assert queries.ended(cast["bruno"].viewer, NOW)[0].state is SwapState.LAPSED


def test_a_change_of_a_published_month_is_told_to_both(client: OfficeClient, cast: Cast) -> None:
    shift = a_shift(cast, "bruno", NEXT)
    operations.publish_month(actor=cast["dario"].viewer, now=NOW, month=NEXT)
    later = NOW + timedelta(hours=1)
    operations.accept_swap(
        actor=cast["carla"].viewer, now=later, swap_id=a_swap(cast, "bruno", shift)
    )
    for who in ("bruno", "carla"):
        text = unescape(client.enter(cast[who]).get("/today").text)
        assert f"{'non più Bruno' if who == 'bruno' else 'di turno Carla'} (cambiato il" in text
    assert "non più Bruno (cambiato il 23/11/2026)" in unescape(
        client.get("/rota?mese=2026-12").text
    )


def test_a_swap_is_asked_from_the_rota_and_accepted_in_one_press(
    client: OfficeClient, cast: Cast
) -> None:
    hers, his = a_shift(cast, "bruno", WEDNESDAY), a_shift(cast, "carla", NEXT)
    client.enter(cast["bruno"])
    page = f"/rota/shifts/{hers}/swap"
    assert page in client.get("/rota").text
    text = unescape(client.get(page).text)
    assert "Che il turno lo prenda Carla" in text
    assert "Gino" not in text  # a clerk cannot hold it
    assert client.submit(page, {"who": ""}).status_code == 422
    assert client.submit(page, {"who": f"by-{new_id()}"}).status_code == 422
    answer = client.submit(page, {"who": f"for-{his}"})
    assert (answer.status_code, answer.location) == (303, "/rota/swaps")
    again = client.submit(page, {"who": "all"})
    assert again.status_code == 422
    assert "hai già chiesto" in unescape(again.text)
    text = unescape(client.enter(cast["carla"]).get("/today").text)
    assert "Bruno chiede di scambiare il suo turno (mer 25/11" in text
    assert text.index("Ti chiedono un turno") < text.index("I miei prossimi turni")
    (row,) = queries.asked_of(cast["carla"].viewer, NOW)
    done = client.submit("/today", action=f"/rota/swaps/{row.id}/acts/accept")
    assert (done.status_code, done.location) == (303, "/rota/swaps")
    assert _holders(cast)[NEXT, 510] == "Bruno"
    assert "Ti chiedono un turno" not in client.get("/today").text


def test_a_no_is_one_press_too_or_a_few_words(client: OfficeClient, cast: Cast) -> None:
    carla = engagement_of(cast["carla"])
    for words in ("", "Quel giorno non ci sono."):
        swap_id = a_swap(cast, "bruno", a_shift(cast, "bruno", NEXT), asked_id=carla)
        client.enter(cast["carla"])
        page = f"/rota/swaps/{swap_id}/acts/decline"
        if words:
            done = client.submit(page, {"words": words})
        else:
            done = client.submit("/today", action=page)
        assert done.status_code == 303
        text = unescape(client.enter(cast["bruno"]).get("/rota/swaps").text)
        assert "Non accettato" in text
        assert words in text
        operations.remove_shift(
            actor=cast["dario"].viewer, now=NOW,
            shift_id=queries.swap(cast["bruno"].viewer, swap_id, NOW).shift.id,
        )  # fmt: skip


def test_what_can_no_more_be_accepted_says_why(client: OfficeClient, cast: Cast) -> None:
    shift, carla = a_shift(cast, "bruno", NEXT), engagement_of(cast["carla"])
    swap_id = a_swap(cast, "bruno", shift, asked_id=carla)
    _away(cast, "carla", NEXT)
    text = unescape(client.enter(cast["carla"]).get("/today").text)
    assert "chi prende il turno è assente" in text
    answer = client.submit(f"/rota/swaps/{swap_id}/acts/accept", {})
    assert answer.status_code == 422
    assert "chi prende il turno è assente" in unescape(answer.text)


def test_strangers_and_those_without_turns(client: OfficeClient, cast: Cast) -> None:
    shift = a_shift(cast, "bruno", NEXT)
    swap_id = a_swap(cast, "bruno", shift, asked_id=engagement_of(cast["carla"]))
    for who, status in (("zeno", 404), ("dario", 404), ("anna", 403)):
        client.enter(cast[who])
        assert client.get(f"/rota/swaps/{swap_id}/acts/accept").status_code == status
        assert client.get(f"/rota/shifts/{shift}/swap").status_code == status


def test_ten_swaps_cost_the_questions_of_one(client: OfficeClient, cast: Cast) -> None:
    asked: EngagementId = engagement_of(cast["carla"])
    client.enter(cast["carla"])
    a_swap(cast, "bruno", a_shift(cast, "bruno", NEXT), asked_id=asked)
    client.get("/rota/swaps")
    with counting() as few:
        client.get("/rota/swaps")
    for number in range(9):
        day = NEXT + timedelta(days=number + 1)
        a_swap(cast, "bruno", a_shift(cast, "bruno", day), asked_id=asked)
    with counting() as many:
        assert client.get("/rota/swaps").text.count("acts/accept") == 10
    assert len(many) == len(few)
