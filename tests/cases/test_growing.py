"""What the age says: prosieguo after eighteen, foster care and siblings under ten."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from app.cases import cards, operations, queries
from app.cases.operations import FosterGiven, MemberDetails
from app.cases.rules.foster import FosterFamily, FosterFault, FosterPhase, following, foster_fault
from app.cases.rules.placements import LegalBasis, PlacementFault, PlacementRole
from app.catalogue import operations as catalogue
from app.catalogue.rules import ParameterKey
from app.kernel.errors import Invalid, NotAllowedNow, NotFound
from app.kernel.references import CaseId, PersonId, PlacementId
from app.people import operations as people
from app.people.rules import BirthKnown, Kinship
from tests.builders.cases import an_open_case
from tests.builders.people import a_person
from tests.builders.placements import a_placement, member_act, placement_act, placement_page
from tests.cast import NOW, TODAY, Cast
from tests.support.client import OfficeClient

Child = tuple[PlacementId, UUID]


def _born(day: date) -> dict[str, Any]:
    return {"birth_known": BirthKnown.EXACT, "birth_date": day}


def _inside(cast: Cast, born: date) -> Child:
    """Let somebody born on a day live in a structure by an order of the court."""
    placement_id, *_ = a_placement(cast)
    person_id = a_person(cast["bruno"], "Perego", "Ivan", **_born(born))
    details = MemberDetails(
        role=PlacementRole.CHILD, basis=LegalBasis.JUDICIAL, person_id=person_id,
        order_reference="TM 1/2026",
    )  # fmt: skip
    member_id: UUID = placement_act(cast, "bruno", "add_member", placement_id, details=details)
    member_act(cast, "bruno", "enter_member", placement_id, member_id, at=NOW)
    return placement_id, member_id


def _goes_on(cast: Cast, child: Child, until: date, order: str = "TM 9/2026") -> None:
    member_act(
        cast, "bruno", "continue_after_majority", *child, order_reference=order, until=until
    )  # fmt: skip


def _row(cast: Cast, child: Child) -> queries.MemberRow:
    page = placement_page(cast, "bruno", child[0])
    return next(row for row in page.members if row.id == child[1])


BIRTHDAY = date(2027, 5, 1)


def test_half_a_year_before_the_page_says_it_and_the_order_is_written(
    app: Flask, cast: Cast
) -> None:
    child = _inside(cast, date(2009, 5, 1))
    assert _row(cast, child).majority_on == BIRTHDAY
    client: OfficeClient = app.test_client()
    bruno = client.enter(cast["bruno"])
    address = f"/placements/{child[0]}"
    assert "compie 18 anni il 01/05/2027" in bruno.get(address).text
    answer = bruno.submit(
        f"{address}/members/{child[1]}/acts/continue-after-majority",
        {"order_reference": "TM 9/2026", "until": "30/04/2029"},
    )  # fmt: skip
    assert answer.status_code == 303
    row = _row(cast, child)
    assert (row.basis, row.order_reference, row.stays_until) == (
        LegalBasis.CONTINUATION, "TM 9/2026", date(2029, 4, 30),
    )  # fmt: skip
    shown = bruno.get(address).text
    assert "Prosieguo fino al 30/04/2029" in shown
    assert "compie 18 anni" not in shown


@pytest.mark.parametrize(
    ("until", "fault"),
    [
        (date(2030, 5, 2), PlacementFault.CONTINUES_TOO_LONG),
        (BIRTHDAY, PlacementFault.CONTINUES_BACKWARDS),
        (TODAY, PlacementFault.CONTINUES_BACKWARDS),
    ],
)
def test_it_goes_on_after_eighteen_and_not_after_twenty_one(
    app: Flask, cast: Cast, until: date, fault: str
) -> None:
    child = _inside(cast, date(2009, 5, 1))
    with pytest.raises(Invalid, match=f"until:{fault}"):
        _goes_on(cast, child, until)
    assert _row(cast, child).basis is LegalBasis.JUDICIAL
    _goes_on(cast, child, date(2030, 5, 1))


def test_the_last_age_is_a_figure_with_a_day(app: Flask, cast: Cast) -> None:
    child = _inside(cast, date(2009, 5, 1))
    catalogue.choose_parameter(
        actor=cast["dario"].viewer, now=NOW, organisation_id=cast["dario"].organisation_id,
        key=ParameterKey.MINORS_COMMUNITY_TO_AGE, value="19", valid_from=TODAY, source="delibera",
    )  # fmt: skip
    with pytest.raises(Invalid, match=PlacementFault.CONTINUES_TOO_LONG):
        _goes_on(cast, child, date(2029, 5, 1))


def test_more_than_half_a_year_before_or_without_a_paper_nobody_goes_on(
    app: Flask, cast: Cast
) -> None:
    child = _inside(cast, date(2009, 5, 24))
    with pytest.raises(NotAllowedNow, match=PlacementFault.NOT_NEAR_MAJORITY):
        _goes_on(cast, child, date(2028, 1, 1))
    assert _row(cast, child).majority_on is None
    with pytest.raises(Invalid, match=f"order_reference:{PlacementFault.NEEDS_ORDER}"):
        _goes_on(cast, child, date(2028, 1, 1), order=" ")


def test_its_end_is_a_deadline_sixty_days_before(app: Flask, cast: Cast) -> None:
    child = _inside(cast, date(2008, 5, 1))
    _goes_on(cast, child, TODAY + timedelta(days=90))
    with app.test_request_context():

        def ends(after: int) -> list[str]:
            rows = cards.placement_deadlines(cast["bruno"].viewer, NOW + timedelta(days=after))
            return [row.about for row in rows if row.what == "Fine del prosieguo dopo i 18 anni"]

        assert ends(29) == []
        assert len(ends(30)) == 1


A, S, V, F, ON, END = FosterPhase
KIN, OTHER, NOT_KNOWN = FosterFamily


@pytest.mark.parametrize(
    ("new", "family", "last", "words", "fault"),
    [
        (A, NOT_KNOWN, None, "", None),
        (V, KIN, None, "", None),
        (END, KIN, None, "finito", f"phase:{FosterFault.NOTHING_TO_END}"),
        (A, NOT_KNOWN, A, "", f"phase:{FosterFault.SAME_PHASE}"),
        (S, NOT_KNOWN, ON, "", f"note:{FosterFault.BACK_WITHOUT_WORDS}"),
        (S, NOT_KNOWN, ON, "La famiglia non può più.", None),
        (ON, NOT_KNOWN, F, "", f"family:{FosterFault.FAMILY_MISSING}"),
        (END, KIN, ON, "", f"note:{FosterFault.ENDS_WITHOUT_WORDS}"),
        (END, KIN, ON, "Torna dalla madre.", None),
        (A, NOT_KNOWN, END, "", None),
    ],
)
def test_the_phases_of_a_foster_care(
    new: FosterPhase, family: FosterFamily, last: FosterPhase | None, words: str, fault: str | None
) -> None:
    before = (last, TODAY) if last else None
    assert foster_fault(new, family, TODAY, before, words=words, today=TODAY) == fault


def test_a_phase_is_of_a_day_that_came_and_after_the_last() -> None:
    def since(day: date) -> str | None:
        return foster_fault(S, NOT_KNOWN, day, (A, TODAY), words="", today=TODAY)

    assert since(TODAY + timedelta(days=1)) == f"since:{FosterFault.TO_COME}"
    assert since(TODAY - timedelta(days=1)) == f"since:{FosterFault.BEFORE_LAST}"
    assert [following(one) for one in (None, A, ON, END)] == [A, S, END, A]


def _pass(cast: Cast, case_id: CaseId, phase: FosterPhase, who: str = "bruno") -> None:
    operations.pass_foster_phase(
        actor=cast[who].viewer, now=NOW, case_id=case_id,
        given=FosterGiven(phase=phase, family=KIN, since=TODAY, note="con la zia"),
    )  # fmt: skip


def test_the_page_of_a_foster_care_tells_its_phases(app: Flask, cast: Cast) -> None:
    case_id = an_open_case(cast["bruno"])
    client: OfficeClient = app.test_client()
    bruno = client.enter(cast["bruno"])
    page = f"/cases/{case_id}/foster"
    assert "Nessun affido, finora" in bruno.get(page).text
    form = {"phase": V, "family": KIN, "since": "23/11/2026", "note": "La zia, a Carugate"}
    assert bruno.submit(f"{page}/new", form).status_code == 303
    shown = bruno.get(page).text
    assert "30, valutazione della famiglia" in shown
    assert "La zia, a Carugate" in shown
    again = bruno.submit(f"{page}/new", form)
    assert again.status_code == 422
    assert "È già in questa fase" in again.text
    assert "Affido: 30, valutazione" in bruno.get(f"/cases/{case_id}/story").text
    with pytest.raises(NotFound):
        _pass(cast, case_id, F, who="zeno")


def _related(cast: Cast, one: PersonId, other: PersonId) -> None:
    people.relate(
        actor=cast["bruno"].viewer, now=NOW, person_id=one, other_id=other, kind=Kinship.SIBLING,
        valid_from=None
    )  # fmt: skip


def test_siblings_are_shown_together_with_what_the_age_says_and_where_they_are(
    app: Flask, cast: Cast
) -> None:
    bruno = cast["bruno"]
    placement_id, member_id = _inside(cast, date(2015, 7, 2))
    ivan = queries.members_of(queries.reached_placement(bruno.viewer, placement_id))
    child = next(row.person_id for row in ivan if row.id == member_id)
    assert child is not None
    young = a_person(bruno, "Perego", "Giada", **_born(date(2017, 11, 21)))
    grown = a_person(bruno, "Perego", "Luca", **_born(date(2000, 1, 1)))
    for other in (young, grown):
        _related(cast, child, other)
    _pass(cast, an_open_case(bruno, young), V)
    (row,) = placement_page(cast, "bruno", placement_id).siblings
    assert (row.name, row.age, row.is_sibling, row.fits, row.unit, row.foster) == (
        "P.G.", 9, True, False, "", V,
    )  # fmt: skip
    client: OfficeClient = app.test_client()
    shown = client.enter(bruno).get(f"/placements/{placement_id}").text
    assert "no, per l'età: affido o comunità familiare" in shown
    assert placement_page(cast, "gino", placement_id).siblings == (), "a clerk reads no names here"
