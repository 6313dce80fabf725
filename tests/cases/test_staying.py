"""A child stays where the mother no longer is; the secret is looked at again after a year."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.audit.models import AuditEntry
from app.audit.recorder import DECLARED_WRITE
from app.cases import cards
from app.cases.models import (
    Placement,
    PlacementAddress,
    PlacementMember,
    PlacementStep,
    PlacementTerm,
)
from app.cases.operations import Entry, Leaving
from app.cases.procedure.member import MemberState
from app.cases.procedure.placement import PlacementState
from app.cases.procedure.request import RequestState
from app.cases.rules.placements import (
    Destination,
    ExitBasis,
    LegalBasis,
    PlacementFault,
    PlacementRole,
)
from app.cases.rules.requests import LineOutcome
from app.catalogue.rules import PathCode, Term
from app.db import db
from app.kernel.errors import Invalid, NotAllowedNow, NotPermitted
from app.kernel.references import PlacementId
from tests.builders.placements import (
    SECRET_ADDRESS,
    SHARED,
    WHERE,
    a_choice,
    a_member,
    a_placement,
    a_search,
    member_act,
    placement_act,
    placement_page,
    structures,
)
from tests.builders.requests import ENDS
from tests.builders.requests import page as request_page
from tests.cast import NOW, TODAY, Cast
from tests.support.client import OfficeClient

HOME = Leaving(at=NOW, destination=Destination.HOME, basis=ExitBasis.CONSENT)
STAYS = Leaving(at=NOW, destination=Destination.STAYS_WITHOUT_MOTHER, basis=ExitBasis.END)


def _others(cast: Cast, placement_id: PlacementId) -> list[PlacementId]:
    return [row.id for row in placement_page(cast, "bruno", placement_id).beside]


def test_a_child_stays_in_a_placement_of_minors_of_the_same_request(
    app: Flask, cast: Cast
) -> None:  # fmt: skip
    placement_id, mother, child = a_placement(cast)
    member_act(cast, "bruno", "exit_member", placement_id, mother, leaving=HOME)
    entries = db.session.query(AuditEntry).count()
    member_act(cast, "bruno", "exit_member", placement_id, child, leaving=STAYS)
    assert db.session.query(AuditEntry).count() == entries + 1
    (going,) = _others(cast, placement_id)
    before, after = (placement_page(cast, "bruno", one) for one in (placement_id, going))
    assert (after.path, after.state, after.alias) == (
        PathCode.MINORS_COMMUNITY, PlacementState.IN_PLACE, SHARED,
    )  # fmt: skip
    assert (after.request_id, after.expected_end, after.protected) == (
        before.request_id,
        ENDS,
        True,
    )
    (stays,) = after.members
    assert (stays.state, stays.entered_at, stays.basis) == (
        MemberState.INSIDE, NOW, LegalBasis.JUDICIAL,
    )  # fmt: skip
    assert stays.order_reference == "TM 412/2026"
    assert {row.state for row in before.members} == {MemberState.EXITED}
    secrets = [row.address for row in db.session.scalars(select(PlacementAddress))]
    assert secrets == [SECRET_ADDRESS, SECRET_ADDRESS]
    assert set(after.watchers) == {"Bruno", "Dario"}
    running = {one.code for one in after.due}
    assert running == {Term.PLACEMENT_REVIEW, Term.PLACEMENT_EXTENSION_ASK}


def test_the_service_ends_with_the_last_of_its_placements(app: Flask, cast: Cast) -> None:
    placement_id, mother, child = a_placement(cast)
    member_act(cast, "bruno", "exit_member", placement_id, mother, leaving=HOME)
    member_act(cast, "bruno", "exit_member", placement_id, child, leaving=STAYS)
    placement_act(cast, "bruno", "close_placement", placement_id, outcome=LineOutcome.PARTLY)
    request_id = placement_page(cast, "bruno", placement_id).request_id
    assert request_page(cast["bruno"], request_id).started == 1
    (going,) = _others(cast, placement_id)
    stays = placement_page(cast, "bruno", going).members[0].id
    by_order = Leaving(
        at=NOW, destination=Destination.FAMILY_FOSTER_CARE, basis=ExitBasis.COURT_ORDER,
        order_reference="TM 500/2026",
    )  # fmt: skip
    member_act(cast, "bruno", "exit_member", going, stays, leaving=by_order)
    placement_act(cast, "bruno", "close_placement", going, outcome=LineOutcome.REACHED)
    assert request_page(cast["bruno"], request_id).state is RequestState.ENDED


def test_brothers_and_sisters_who_stay_are_together(app: Flask, cast: Cast) -> None:
    units, placement_id = structures(cast), a_search(cast)
    mother = a_member(cast, placement_id)
    children = [a_member(cast, placement_id, PlacementRole.CHILD) for _ in range(2)]
    a_choice(cast, placement_id, units)
    _enter(cast, placement_id)
    member_act(cast, "bruno", "exit_member", placement_id, mother, leaving=HOME)
    for child in children:
        member_act(cast, "bruno", "exit_member", placement_id, child, leaving=STAYS)
    (going,) = _others(cast, placement_id)
    assert placement_page(cast, "bruno", going).room == (2, 1)


def _enter(cast: Cast, placement_id: PlacementId) -> None:
    entry = Entry(at=NOW, expected_end=ENDS, where=WHERE)
    placement_act(cast, "bruno", "enter_placement", placement_id, entry=entry)


def test_who_is_no_child_and_whose_mother_is_there_does_not_stay_without_her(
    app: Flask, cast: Cast
) -> None:
    placement_id, mother, child = a_placement(cast)
    with pytest.raises(Invalid, match=f"destination:{PlacementFault.ONLY_A_CHILD_STAYS}"):
        member_act(cast, "bruno", "exit_member", placement_id, mother, leaving=STAYS)
    with pytest.raises(Invalid, match=f"destination:{PlacementFault.PARENT_INSIDE}"):
        member_act(cast, "bruno", "exit_member", placement_id, child, leaving=STAYS)
    assert _others(cast, placement_id) == []


def test_who_is_missing_comes_back_first_and_without_a_parent_there_is_nobody_to_leave(
    app: Flask, cast: Cast
) -> None:
    placement_id, mother, child = a_placement(cast)
    member_act(cast, "bruno", "exit_member", placement_id, mother, leaving=HOME)
    member_act(cast, "bruno", "report_absent", placement_id, child, at=NOW)
    with pytest.raises(Invalid, match=f"destination:{PlacementFault.COMES_BACK_FIRST}"):
        member_act(cast, "bruno", "exit_member", placement_id, child, leaving=STAYS)
    member_act(cast, "bruno", "came_back", placement_id, child)
    member_act(cast, "bruno", "exit_member", placement_id, child, leaving=STAYS)
    (going,) = _others(cast, placement_id)
    stays = placement_page(cast, "bruno", going).members[0].id
    with pytest.raises(Invalid, match=f"destination:{PlacementFault.NO_PARENT_TO_LEAVE}"):
        member_act(cast, "bruno", "exit_member", going, stays, leaving=STAYS)


def test_until_when_and_the_days_away_go_with_who_stays(app: Flask, cast: Cast) -> None:
    placement_id, mother, child = a_placement(cast)
    known = (ENDS, TODAY, TODAY + timedelta(days=2))
    names = ("stays_until", "away_from", "away_to")
    db.session.execute(
        update(PlacementMember)
        .where(PlacementMember.id == child)
        .values(dict(zip(names, known, strict=True))),
        execution_options={DECLARED_WRITE: True},
    )
    db.session.commit()
    for member, leaving in ((mother, HOME), (child, STAYS)):
        member_act(cast, "bruno", "exit_member", placement_id, member, leaving=leaving)
    (going,) = _others(cast, placement_id)
    (stays,) = placement_page(cast, "bruno", going).members
    assert (stays.stays_until, *stays.away) == known


def _closed(cast: Cast) -> tuple[PlacementId, UUID]:
    placement_id, mother, child = a_placement(cast)
    by_order = Leaving(
        at=NOW, destination=Destination.HOME, basis=ExitBasis.COURT_ORDER,
        order_reference="TM 500/2026",
    )  # fmt: skip
    for member in (mother, child):
        member_act(cast, "bruno", "exit_member", placement_id, member, leaving=by_order)
    placement_act(cast, "bruno", "close_placement", placement_id, outcome=LineOutcome.REACHED)
    return placement_id, mother


def _reviews(placement_id: PlacementId) -> list[tuple[int, bool]]:
    rows = db.session.scalars(
        select(PlacementTerm)
        .where(
            PlacementTerm.placement_id == placement_id,
            PlacementTerm.code == Term.PROTECTION_REVIEW,
        )
        .order_by(PlacementTerm.started_at, PlacementTerm.id)
    )
    return [((row.due_on - TODAY).days, row.met_at is None) for row in rows]


def test_the_secret_is_looked_at_a_year_after_the_end_and_kept_or_lifted(
    app: Flask, cast: Cast
) -> None:
    placement_id, _ = _closed(cast)
    assert _reviews(placement_id) == [(365, True)]
    with pytest.raises(NotAllowedNow):
        placement_act(cast, "bruno", "keep_protection", placement_id, words="")
    later = NOW + timedelta(days=365)
    placement_act(
        cast, "bruno", "keep_protection", placement_id, words="Lui la cerca ancora.", now=later
    )  # fmt: skip
    assert _reviews(placement_id) == [(365, False), (730, True)]
    with pytest.raises(NotPermitted):
        placement_act(cast, "bruno", "lift_protection", placement_id, words="non serve")
    placement_act(cast, "dario", "lift_protection", placement_id, words="Lo dice lei.")
    assert [runs for _, runs in _reviews(placement_id)] == [False, False]


def test_a_place_that_was_no_secret_is_not_looked_at(app: Flask, cast: Cast) -> None:
    placement_id, mother, child = a_placement(cast)
    placement_act(cast, "dario", "lift_protection", placement_id, words="non serve")
    by_order = Leaving(
        at=NOW, destination=Destination.HOME, basis=ExitBasis.COURT_ORDER, order_reference="TM 5"
    )  # fmt: skip
    for member in (mother, child):
        member_act(cast, "bruno", "exit_member", placement_id, member, leaving=by_order)
    placement_act(cast, "bruno", "close_placement", placement_id, outcome=LineOutcome.REACHED)
    assert _reviews(placement_id) == []


def test_the_review_is_among_the_deadlines_of_who_follows(app: Flask, cast: Cast) -> None:
    placement_id, _ = _closed(cast)
    with app.test_request_context():
        (row,) = cards.placement_deadlines(cast["bruno"].viewer, NOW)
        assert (row.what, row.due_on) == (
            "Verifica della riservatezza dopo la chiusura", TODAY + timedelta(days=365),
        )  # fmt: skip
        assert row.url == f"/placements/{placement_id}"
        assert cards.placement_deadlines(cast["carla"].viewer, NOW) == []


def test_through_the_screen_the_other_placement_is_a_link(app: Flask, cast: Cast) -> None:
    placement_id, mother, child = a_placement(cast)
    member_act(cast, "bruno", "exit_member", placement_id, mother, leaving=HOME)
    office: OfficeClient = app.test_client()
    client = office.enter(cast["bruno"])
    address = f"/placements/{placement_id}/members/{child}/acts/exit-member"
    answer = client.submit(
        address,
        {"at_day": "23/11/2026", "at_hour": "9:00", "destination": "stays_without_mother",
         "basis": "exit_at_the_end"},
    )  # fmt: skip
    assert answer.status_code == 422, "nine o'clock is before the entry"
    answer = client.submit(
        address,
        {"at_day": "23/11/2026", "at_hour": "15:05", "destination": "stays_without_mother",
         "basis": "exit_at_the_end"},
    )  # fmt: skip
    assert answer.status_code == 303
    assert "Chi è rimasto senza la madre" in client.get(f"/placements/{placement_id}").text
    assert db.session.query(Placement).count() == 2
    assert db.session.query(PlacementStep).filter_by(action="carry_on_without_mother").count() == 1
