"""Who lives away from home: each by an own ground, and where is a secret."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from app.audit.models import AccessEntry, AuditEntry
from app.cases import operations, queries
from app.cases.models import PlacementAddress, PlacementTerm
from app.cases.operations import CompetenceDetails, Entry, Leaving
from app.cases.procedure.member import MemberAction, MemberState
from app.cases.procedure.placement import PlacementState
from app.cases.procedure.request import RequestState
from app.cases.rules.placements import (
    CompetenceKind,
    Destination,
    ExitBasis,
    LeakPlace,
    LegalBasis,
    PlacementFault,
    PlacementRole,
    RevealPurpose,
    StructureAnswer,
    beds_of,
    initials,
    second_in_time,
    shares_fault,
)
from app.cases.rules.requests import LineOutcome
from app.db import db
from app.kernel.errors import Invalid, NotAllowedNow, NotFound, NotPermitted
from app.organisations import operations as organisations
from app.organisations.operations import BodyDetails
from app.organisations.rules import BodyKind
from tests.builders.cases import engagement_of
from tests.builders.people import a_person
from tests.builders.placements import (
    SECRET_ADDRESS,
    SECRET_NAME,
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
from tests.support.client import Forms, OfficeClient

HOUR = timedelta(hours=1)
MOTHER, CHILD, UNBORN = PlacementRole.MOTHER, PlacementRole.CHILD, PlacementRole.EXPECTED_CHILD


@pytest.mark.parametrize(
    ("name", "letters"), [("Elira Hoxhaj", "E.H."), ("sara", "S."), ("", ""), ("1 A", "A.")]
)
def test_a_structure_reads_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("roles", "room"),
    [([], (0, 0)), ([MOTHER, CHILD, UNBORN], (3, 1)), ([CHILD, CHILD], (2, 1)),
     ([MOTHER, MOTHER], (2, 2))],
)  # fmt: skip
def test_beds_count_cots_and_units_count_mothers(
    roles: list[PlacementRole], room: tuple[int, int]
) -> None:
    assert beds_of(roles) == room


@pytest.mark.parametrize(
    ("shares", "fault"),
    [([100], None), ([50, 50], None), ([60, 50], PlacementFault.SHARES_OVER),
     ([0], PlacementFault.NOT_A_SHARE), ([101], PlacementFault.NOT_A_SHARE)],
)  # fmt: skip
def test_shares_make_a_hundred_at_most(shares: list[int], fault: str | None) -> None:
    assert shares_fault(shares) == fault


@pytest.mark.parametrize(("minutes", "good"), [(-1, False), (0, True), (10, True), (11, False)])
def test_the_second_person_has_ten_minutes(minutes: int, good: bool) -> None:
    assert second_in_time(NOW, NOW + timedelta(minutes=minutes)) is good


def test_story_two_each_enters_by_an_own_ground(app: Flask, cast: Cast) -> None:
    placement_id, mother, child = a_placement(cast, expected=True)
    page = placement_page(cast, "bruno", placement_id)
    assert (page.state, page.alias, page.protected) == (PlacementState.IN_PLACE, SHARED, True)
    assert page.room == (3, 1)
    known = {row.id: row for row in page.members}
    assert (known[mother].basis, known[mother].entered_at) == (LegalBasis.CONSENSUAL, NOW)
    assert (known[child].basis, known[child].state) == (LegalBasis.JUDICIAL, MemberState.INSIDE)
    unborn = next(row for row in page.members if row.role is UNBORN)
    assert (unborn.state, unborn.basis) == (MemberState.AWAITED, LegalBasis.NONE_YET)
    assert {ask.answer for ask in page.asks} == {StructureAnswer.AVAILABLE, StructureAnswer.NO}
    terms = db.session.scalars(
        select(PlacementTerm.code).where(PlacementTerm.placement_id == placement_id)
    )
    assert {*terms} == {"placement_review", "placement_extension_ask"}
    born = a_person(cast["bruno"], "Hoxhaj", "Dea")
    member_act(cast, "bruno", "record_birth", placement_id, unborn.id, at=NOW, person_id=born)
    grown = next(
        r for r in placement_page(cast, "bruno", placement_id).members if r.id == unborn.id
    )
    assert (grown.role, grown.state, grown.initials) == (CHILD, MemberState.INSIDE, "H.D.")


def test_if_the_mother_leaves_the_child_leaves_by_an_act_of_its_own(app: Flask, cast: Cast) -> None:
    placement_id, mother, child = a_placement(cast)
    home = Leaving(at=NOW, destination=Destination.HOME, basis=ExitBasis.CONSENT)
    member_act(cast, "bruno", "exit_member", placement_id, mother, leaving=home)
    page = placement_page(cast, "bruno", placement_id)
    assert request_page(cast["bruno"], page.request_id).started == 1
    states = {row.id: row.state for row in page.members}
    assert states == {mother: MemberState.EXITED, child: MemberState.INSIDE}
    with pytest.raises(NotAllowedNow, match=PlacementFault.MEMBERS_INSIDE):
        placement_act(cast, "bruno", "close_placement", placement_id, outcome=LineOutcome.PARTLY)
    with pytest.raises(NotAllowedNow, match=PlacementFault.NEEDS_ORDER):
        member_act(cast, "bruno", "exit_member", placement_id, child, leaving=home)
    by_order = Leaving(
        at=NOW, destination=Destination.RELATIVES, basis=ExitBasis.COURT_ORDER,
        order_reference="TM 500/2026",
    )  # fmt: skip
    member_act(cast, "bruno", "exit_member", placement_id, child, leaving=by_order)
    placement_act(cast, "bruno", "close_placement", placement_id, outcome=LineOutcome.PARTLY)
    closed = placement_page(cast, "bruno", placement_id)
    assert (closed.state, closed.protected) == (PlacementState.CLOSED, True)
    assert request_page(cast["bruno"], page.request_id).state is RequestState.ENDED


def test_away_without_notice_calls_at_once(app: Flask, cast: Cast) -> None:
    placement_id, mother, _child = a_placement(cast)
    member_act(cast, "bruno", "report_absent", placement_id, mother, at=NOW)
    client: OfficeClient = app.test_client()
    shown = client.enter(cast["dario"]).get(f"/placements/{placement_id}").text
    assert "Assenza senza avviso: " in shown
    assert "forze dell'ordine" in shown
    member_act(cast, "bruno", "came_back", placement_id, mother)
    assert placement_page(cast, "bruno", placement_id).missing == ()


def test_two_persons_choose(app: Flask, cast: Cast) -> None:
    units, placement_id = structures(cast), a_search(cast)
    with pytest.raises(NotAllowedNow, match=PlacementFault.NO_MEMBERS):
        placement_act(cast, "bruno", "ask_structures", placement_id, unit_ids=[units.first])
    a_member(cast, placement_id)
    placement_act(cast, "dario", "ask_structures", placement_id, unit_ids=[units.first])
    with pytest.raises(NotAllowedNow, match=PlacementFault.NO_AVAILABILITY):
        placement_act(cast, "dario", "propose_structure", placement_id, unit_id=units.first)
    placement_act(
        cast, "dario", "record_answer", placement_id,
        unit_id=units.first, answer=StructureAnswer.AVAILABLE,
    )  # fmt: skip
    placement_act(cast, "dario", "propose_structure", placement_id, unit_id=units.first)
    with pytest.raises(NotAllowedNow, match=PlacementFault.OWN_PROPOSAL):
        placement_act(cast, "dario", "choose_structure", placement_id)


def test_a_yes_counts_until_its_day(app: Flask, cast: Cast) -> None:
    units, placement_id = structures(cast), a_search(cast)
    a_member(cast, placement_id)
    placement_act(cast, "bruno", "ask_structures", placement_id, unit_ids=[units.first])
    placement_act(
        cast, "bruno", "record_answer", placement_id, unit_id=units.first,
        answer=StructureAnswer.AVAILABLE, available_until=TODAY - timedelta(days=1),
    )  # fmt: skip
    with pytest.raises(NotAllowedNow, match=PlacementFault.AVAILABILITY_OVER):
        placement_act(cast, "bruno", "propose_structure", placement_id, unit_id=units.first)


def test_more_people_than_beds_do_not_enter(app: Flask, cast: Cast) -> None:
    units, placement_id = structures(cast, beds=1), a_search(cast)
    for role in (MOTHER, CHILD):
        a_member(cast, placement_id, role)
    a_choice(cast, placement_id, units)
    entry = Entry(at=NOW, expected_end=ENDS, where=WHERE)
    with pytest.raises(NotAllowedNow, match=PlacementFault.NO_BEDS):
        placement_act(cast, "bruno", "enter_placement", placement_id, entry=entry)


def test_nobody_enters_tomorrow(app: Flask, cast: Cast) -> None:
    units, placement_id = structures(cast), a_search(cast)
    a_member(cast, placement_id)
    a_choice(cast, placement_id, units)
    entry = Entry(at=NOW + HOUR, expected_end=ENDS, where=WHERE)
    with pytest.raises(Invalid, match=PlacementFault.ENTERS_IN_FUTURE):
        placement_act(cast, "bruno", "enter_placement", placement_id, entry=entry)


def test_a_minor_by_an_order_needs_its_reference(app: Flask, cast: Cast) -> None:
    placement_id = a_search(cast)
    with pytest.raises(Invalid, match=PlacementFault.NEEDS_ORDER):
        a_member(cast, placement_id, CHILD, LegalBasis.JUDICIAL)


def test_who_pays_is_written_from_a_day_with_why(app: Flask, cast: Cast) -> None:
    placement_id, mother, _child = a_placement(cast)
    body = organisations.open_body(
        actor=cast["gino"].viewer, now=NOW, organisation_id=cast["gino"].organisation_id,
        details=BodyDetails(kind=BodyKind.MUNICIPALITY, name="Comune di Trezzo"),
    )  # fmt: skip

    def pays(share: int) -> None:
        operations.note_competence(
            actor=cast["bruno"].viewer, now=NOW, placement_id=placement_id,
            details=CompetenceDetails(
                kind=CompetenceKind.PAYER, body_id=body, valid_from=TODAY, share=share,
                member_id=mother, basis="residenza prima dell'ingresso",
            ),
        )  # fmt: skip

    pays(60)
    with pytest.raises(Invalid, match=PlacementFault.SHARES_OVER):
        pays(60)
    shown = placement_page(cast, "bruno", placement_id).competences
    assert [(row.body, row.share) for row in shown] == [("Comune di Trezzo", 60)]


@pytest.mark.parametrize("who", ["carla", "zeno"])
def test_out_of_reach_a_placement_is_not_there(app: Flask, cast: Cast, who: str) -> None:
    placement_id, *_ = a_placement(cast)
    with pytest.raises(NotFound):
        placement_page(cast, who, placement_id)


def _ask(cast: Cast, who: str, placement_id: object) -> UUID:
    return operations.ask_address(
        actor=cast[who].viewer, now=NOW, placement_id=placement_id,  # type: ignore[arg-type]
        purpose=RevealPurpose.HEALTH,
    )  # fmt: skip


def _read(cast: Cast, who: str, placement_id: object, reveal_id: UUID, after: timedelta) -> object:
    return operations.reveal_address(
        actor=cast[who].viewer, now=NOW + after, reveal_id=reveal_id, purpose="tests",
        placement_id=placement_id,  # type: ignore[arg-type]
    )  # fmt: skip


def test_the_named_list_reads_the_address_alone_and_leaves_its_line(app: Flask, cast: Cast) -> None:
    placement_id, *_ = a_placement(cast)
    assert set(placement_page(cast, "bruno", placement_id).watchers) == {"Bruno", "Dario"}
    reveal_id = _ask(cast, "bruno", placement_id)
    found = _read(cast, "bruno", placement_id, reveal_id, timedelta(0))
    assert (found.structure, found.address) == (SECRET_NAME, SECRET_ADDRESS)  # type: ignore[attr-defined]
    names = db.session.scalars(select(AccessEntry.name)).all()
    assert "cases.address.reveal" in names
    assert placement_page(cast, "dario", placement_id).reveals[0].by == "Bruno"
    with pytest.raises(NotFound):
        _read(cast, "dario", placement_id, reveal_id, timedelta(0))
    with pytest.raises(NotAllowedNow, match=PlacementFault.TOO_LATE):
        _read(cast, "bruno", placement_id, reveal_id, timedelta(minutes=11))


def test_who_is_not_on_the_list_needs_a_second_person(app: Flask, cast: Cast) -> None:
    placement_id, *_ = a_placement(cast)
    case_id = placement_page(cast, "dario", placement_id).case_id
    version = queries.case_page(cast["dario"].viewer, case_id, TODAY).version
    operations.reassign(
        actor=cast["dario"].viewer, now=NOW, case_id=case_id, version=version,
        to_id=engagement_of(cast["carla"]),
    )  # fmt: skip
    reveal_id = _ask(cast, "carla", placement_id)
    with pytest.raises(NotAllowedNow, match=PlacementFault.SECOND_PERSON):
        _read(cast, "carla", placement_id, reveal_id, timedelta(0))
    with pytest.raises(NotAllowedNow, match=PlacementFault.SECOND_PERSON):
        operations.second_address(actor=cast["carla"].viewer, now=NOW, reveal_id=reveal_id)
    late = NOW + timedelta(minutes=11)
    with pytest.raises(NotAllowedNow, match=PlacementFault.TOO_LATE):
        operations.second_address(actor=cast["dario"].viewer, now=late, reveal_id=reveal_id)
    operations.second_address(actor=cast["dario"].viewer, now=NOW, reveal_id=reveal_id)
    assert _read(cast, "carla", placement_id, reveal_id, timedelta(minutes=9)) is not None
    assert placement_page(cast, "dario", placement_id).reveals[0].second == "Dario"


@pytest.mark.parametrize("who", ["gino", "anna", "elena"])
def test_who_has_no_such_duty_does_not_ask_for_it(app: Flask, cast: Cast, who: str) -> None:
    placement_id, *_ = a_placement(cast)
    with pytest.raises(NotPermitted):
        _ask(cast, who, placement_id)


def test_through_the_screens_the_address_is_on_one_page(app: Flask, cast: Cast) -> None:
    placement_id, *_ = a_placement(cast)
    client: OfficeClient = app.test_client()
    bruno = client.enter(cast["bruno"])
    answer = bruno.submit(f"/placements/{placement_id}/address", {"purpose": "police_call"})
    assert answer.status_code == 303
    assert SECRET_ADDRESS in bruno.get(answer.location).text
    other: OfficeClient = app.test_client()
    assert other.enter(cast["dario"]).get(answer.location).status_code == 404
    assert "chiamata delle forze dell&#39;ordine" in other.get(f"/placements/{placement_id}").text


def test_the_secret_is_sealed_and_in_no_line_of_the_trail(app: Flask, cast: Cast) -> None:
    placement_id, *_ = a_placement(cast)
    _read(cast, "bruno", placement_id, _ask(cast, "bruno", placement_id), timedelta(0))
    row = db.session.scalars(select(PlacementAddress)).one()
    sealed = (row.structure_sealed or b"") + (row.address_sealed or b"")
    assert b"Kanarin" not in sealed
    lines = [*db.session.scalars(select(AuditEntry)), *db.session.scalars(select(AccessEntry))]
    assert lines
    told = " ".join(str(vars(line)) for line in lines)
    assert "Kanarin" not in told
    case = queries.placement_for_change(cast["bruno"].viewer, placement_id)
    assert row.data_key_id != case.data_key_id, "its key is its own"


def test_protection_is_lifted_by_the_supervisor_with_a_reason(app: Flask, cast: Cast) -> None:
    placement_id, *_ = a_placement(cast)
    with pytest.raises(NotPermitted):
        placement_act(cast, "bruno", "lift_protection", placement_id, words="non serve")
    placement_act(cast, "dario", "lift_protection", placement_id, words="non serve, lo dice lei")
    assert placement_page(cast, "bruno", placement_id).protected is False


def test_the_checklist_says_who_talked_to_whom(app: Flask, cast: Cast) -> None:
    placement_id, *_ = a_placement(cast)
    client: OfficeClient = app.test_client()
    bruno = client.enter(cast["bruno"])
    told = {"place": LeakPlace.SCHOOL, "told": "Bruno con la dirigente"}
    assert bruno.submit(f"/placements/{placement_id}/leaks", told).status_code == 303
    shown = bruno.get(f"/placements/{placement_id}/leaks").text
    assert "Bruno con la dirigente" in shown
    for place in ("Pediatra", "Fascicolo sanitario", "Banca", "Fotografie", "Cambio di residenza"):
        assert place in shown


def test_entering_through_the_screen_keeps_what_was_typed(app: Flask, cast: Cast) -> None:
    units, placement_id = structures(cast), a_search(cast)
    a_member(cast, placement_id)
    a_choice(cast, placement_id, units)
    client: OfficeClient = app.test_client()
    bruno = client.enter(cast["bruno"])
    address = f"/placements/{placement_id}/acts/enter"
    told = {
        "entered_on": "23/11/2026", "entered_hour": "25:70", "structure": "Casa", "address": "via",
    }  # fmt: skip
    answer = bruno.submit(address, told)
    assert answer.status_code == 422
    assert "Scrivi un&#39;ora che esiste" in answer.text
    assert Forms(answer.text).found[-1].values["structure"] == "Casa"
    skipped = bruno.submit(address, {**told, "entered_on": "29/03/2026", "entered_hour": "2:30"})
    assert (skipped.status_code, "Quell&#39;ora non c&#39;è" in skipped.text) == (422, True)
    assert bruno.submit(address, {**told, "entered_hour": "11:30"}).status_code == 303


def test_the_story_tells_what_each_did_by_initials(app: Flask, cast: Cast) -> None:
    placement_id, mother, _child = a_placement(cast)
    hour = NOW + timedelta(hours=2)
    member_act(cast, "bruno", "report_absent", placement_id, mother, at=NOW, now=hour)
    page = placement_page(cast, "bruno", placement_id)
    last = page.steps[0]
    assert (last.action, last.whom, last.effective_at, last.at) == (
        "absent_without_notice", page.members[0].initials, NOW, hour,
    )  # fmt: skip
    assert {one.action for one in page.steps if one.whom} == {
        MemberAction.NAME, MemberAction.ENTER, MemberAction.ABSENT,
    }  # fmt: skip
    client: OfficeClient = app.test_client()
    shown = client.enter(cast["bruno"]).get(f"/placements/{placement_id}").text
    assert f"{last.whom}: assenza senza avviso (Bruno)" in shown
