"""Who is away without notice is on the page of the day until she is back; who is silent is called."""

from datetime import timedelta

import pytest
from flask import Flask

from app.cases import cards
from app.cases.rules.placements import (
    PlacementFault,
    StructureAnswer,
    ToldWhom,
)
from app.kernel.errors import Invalid, NotAllowedNow
from app.rota.operations import add_absence
from app.rota.rules import AbsenceKind
from tests.builders.cases import an_open_case, engagement_of
from tests.builders.people import a_person
from tests.builders.placements import (
    SHARED,
    a_member,
    a_placement,
    a_search,
    member_act,
    placement_act,
    placement_page,
    structures,
)
from tests.cast import NOW, TODAY, Cast
from tests.support.client import OfficeClient

LEFT_OUT = ("carla", "gino", "anna", "elena", "franca", "piera", "zeno")


def test_a_minor_away_is_red_for_who_follows_and_who_is_in_charge(app: Flask, cast: Cast) -> None:
    placement_id, _mother, child = a_placement(cast)
    with app.test_request_context():
        assert cards.missing_card(cast["bruno"].viewer, NOW) is None
        member_act(cast, "bruno", "report_absent", placement_id, child, at=NOW)
        for who in ("bruno", "dario"):
            card = cards.missing_card(cast[who].viewer, NOW)
            assert card is not None
            (row,) = card.rows
            assert (row.text, row.urgent) == (f"N.N., {SHARED}", True)
            assert row.note == "minore assente dalle 15:05 del 23/11/2026: PM e 112 entro le 16:05"
            due = cards.placement_deadlines(cast[who].viewer, NOW)
            assert [one.due_at for one in due if one.hard] == [NOW + timedelta(hours=1)]
        for who in LEFT_OUT:
            assert cards.missing_card(cast[who].viewer, NOW) is None, who


def test_once_told_the_hour_is_met_and_the_card_stays_until_she_is_back(
    app: Flask, cast: Cast
) -> None:
    placement_id, _mother, child = a_placement(cast)
    bruno = cast["bruno"].viewer
    member_act(cast, "bruno", "report_absent", placement_id, child, at=NOW)
    later = NOW + timedelta(minutes=20)
    with pytest.raises(Invalid, match=f"at_day:{PlacementFault.TOLD_BEFORE_ABSENCE}"):
        member_act(cast, "bruno", "told_authority", placement_id, child, whom=ToldWhom.POLICE,
                   at=NOW - timedelta(minutes=1), now=later)  # fmt: skip
    member_act(cast, "dario", "told_authority", placement_id, child, whom=ToldWhom.BOTH, at=later,
               now=later)  # fmt: skip
    with app.test_request_context():
        card = cards.missing_card(bruno, later)
        assert card is not None
        assert card.rows[0].note.endswith("avvisato alle 15:25: 112 e pubblico ministero minorile")
        assert not [one for one in cards.placement_deadlines(bruno, later) if one.hard]
        client: OfficeClient = app.test_client()
        shown = client.enter(cast["bruno"]).get(f"/placements/{placement_id}").text
        assert "Avvisato: 112 e pubblico ministero minorile, 23/11/2026, ore 15:25" in shown
        member_act(cast, "bruno", "came_back", placement_id, child)
        assert cards.missing_card(bruno, later) is None
        member_act(cast, "bruno", "report_absent", placement_id, child, at=later, now=later)
        again = cards.missing_card(bruno, later + timedelta(minutes=1))
        assert again is not None
        assert "entro le 16:25" in again.rows[0].note, "what was told before is of before"


def test_the_hour_runs_until_both_know(app: Flask, cast: Cast) -> None:
    placement_id, _mother, child = a_placement(cast)
    bruno = cast["bruno"].viewer
    member_act(cast, "bruno", "report_absent", placement_id, child, at=NOW)
    told = (
        (ToldWhom.POLICE, 10, "avvisato alle 15:15: 112, forze dell'ordine; PM entro le 16:05"),
        (ToldWhom.PROSECUTOR, 20, "avvisato alle 15:25: Pubblico ministero minorile di turno"),
    )
    for whom, minutes, words in told:
        at = NOW + timedelta(minutes=minutes)
        member_act(
            cast, "bruno", "told_authority", placement_id, child, whom=whom, at=at, now=at
        )  # fmt: skip
        with app.test_request_context():
            card = cards.missing_card(bruno, at)
            assert card is not None
            assert card.rows[0].note.endswith(words)
            runs = [one for one in cards.placement_deadlines(bruno, at) if one.hard]
            assert bool(runs) is (whom is ToldWhom.POLICE)
    client: OfficeClient = app.test_client()
    shown = client.enter(cast["bruno"]).get(f"/placements/{placement_id}").text
    assert "Prima: 112, forze dell&#39;ordine." in shown


def test_an_adult_away_has_no_hour(app: Flask, cast: Cast) -> None:
    placement_id, mother, _child = a_placement(cast)
    member_act(cast, "bruno", "report_absent", placement_id, mother, at=NOW)
    with app.test_request_context():
        card = cards.missing_card(cast["dario"].viewer, NOW)
        assert card is not None
        assert card.rows[0].note.endswith("avvisa le forze dell'ordine")
        assert not [one for one in cards.placement_deadlines(cast["dario"].viewer, NOW) if one.hard]


def test_who_is_inside_was_not_lost_by_anybody(app: Flask, cast: Cast) -> None:
    placement_id, _mother, child = a_placement(cast)
    with pytest.raises(NotAllowedNow):
        member_act(cast, "bruno", "told_authority", placement_id, child, whom=ToldWhom.POLICE,
                   at=NOW)  # fmt: skip


def test_the_card_is_first_on_the_page_of_the_day(app: Flask, cast: Cast) -> None:
    placement_id, _mother, child = a_placement(cast)
    member_act(cast, "bruno", "report_absent", placement_id, child, at=NOW)
    client: OfficeClient = app.test_client()
    shown = client.enter(cast["dario"]).get("/today").text
    assert "Assenze senza avviso" in shown
    assert 'class="urgent">minore assente dalle 15:05' in shown


def test_a_silent_structure_is_called_again_after_its_hours(app: Flask, cast: Cast) -> None:
    units, placement_id = structures(cast), a_search(cast)
    a_member(cast, placement_id)
    both = [units.first, units.second]
    placement_act(cast, "bruno", "ask_structures", placement_id, unit_ids=both)
    placement_act(
        cast, "bruno", "record_answer", placement_id, unit_id=units.second,
        answer=StructureAnswer.NO,
    )  # fmt: skip
    bruno = cast["bruno"].viewer
    with app.test_request_context():
        assert not cards.placement_deadlines(bruno, NOW + timedelta(hours=47))
        (row,) = cards.placement_deadlines(bruno, NOW + timedelta(hours=48))
        assert row.what == "Richiama la struttura"
        assert row.about.startswith(SHARED)
        assert row.due_at == NOW + timedelta(hours=48)
        assert not cards.placement_deadlines(cast["dario"].viewer, NOW + timedelta(hours=48))
    assert placement_page(cast, "bruno", placement_id).asks[0].due_at == NOW + timedelta(hours=48)


def test_the_deputy_is_asked_only_while_who_follows_is_away(app: Flask, cast: Cast) -> None:
    bruno, carla, dario = cast["bruno"], cast["carla"], cast["dario"]
    mother = a_person(bruno, "Hoxhaj", "Elira")
    case_id = an_open_case(bruno, mother, deputy=carla)
    units, placement_id = structures(cast), a_search(cast, case_id=case_id)
    a_member(cast, placement_id)
    placement_act(cast, "bruno", "ask_structures", placement_id, unit_ids=[units.first])
    silent = NOW + timedelta(hours=48)

    def asked() -> list[str]:
        with app.test_request_context():
            return [one.what for one in cards.placement_deadlines(carla.viewer, silent)]

    assert asked() == []
    add_absence(
        actor=dario.viewer, now=NOW, engagement_id=engagement_of(bruno), first_day=TODAY,
        last_day=TODAY + timedelta(days=9), kind=AbsenceKind.LEAVE,
    )  # fmt: skip
    assert "Richiama la struttura" in asked()
