"""Who was in a secret place stays hidden when it is over, until the protection is lifted."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask

from app.cases.operations import Entry, Leaving
from app.cases.procedure.placement import PlacementState
from app.cases.rules.placements import (
    Destination,
    ExitBasis,
    LegalBasis,
    PlacementRole,
    SearchEnd,
)
from app.cases.rules.requests import LineOutcome
from app.desk.queries.messages import messages
from app.kernel.errors import NotFound, NotPermitted
from app.kernel.references import PersonId, PlacementId
from app.people import queries as finding
from app.people.operations import found_household, join_household
from app.releases.queries.secret import secrets_about
from tests.builders.cases import an_open_case, engagement_of
from tests.builders.desk import a_message
from tests.builders.people import a_person
from tests.builders.placements import (
    SECRETS,
    WHERE,
    a_choice,
    a_member,
    a_search,
    member_act,
    placement_act,
    placement_page,
    structures,
)
from tests.builders.protected import close_case
from tests.builders.requests import ENDS
from tests.cast import NOW, TODAY, Cast
from tests.support.client import OfficeClient
from tests.support.crawling import words_of

EVERYBODY = {"anna", "bruno", "carla", "dario", "gino"}
WHO_FOLLOWS = {"bruno", "dario"}
SURNAME = "Zanzarotti"


def _see(cast: Cast, person_id: PersonId) -> set[str]:
    found = set()
    for who in EVERYBODY:
        try:
            finding.person_row(cast[who].viewer, person_id)
        except NotFound:
            continue
        found.add(who)
    return found


class Away:
    """A mother and a child of hers in a secret place, and the partner who lived with them."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.mother = a_person(cast["bruno"], SURNAME, "Ermelinda", phone="000 5557193")
        self.child = a_person(cast["bruno"], SURNAME, "Pia")
        self.partner = a_person(cast["bruno"], "Lucciola", "Denis")
        by = {"actor": cast["bruno"].viewer, "now": NOW}
        home = found_household(
            **by, person_id=self.partner, label="via Verdi", valid_from=TODAY - timedelta(days=900)
        )
        for one in (self.mother, self.child):
            join_household(
                **by, household_id=home, person_id=one, valid_from=TODAY - timedelta(days=900)
            )
        self.case_id = an_open_case(cast["bruno"], self.mother)
        self.placement = a_search(cast, case_id=self.case_id)
        self.members: list[UUID] = [
            a_member(cast, self.placement, person_id=self.mother),
            a_member(
                cast, self.placement, PlacementRole.CHILD, LegalBasis.JUDICIAL,
                person_id=self.child, order_reference="TM 412/2026",
            ),
        ]  # fmt: skip

    def enter(self) -> None:
        a_choice(self.cast, self.placement, structures(self.cast))
        entry = Entry(at=NOW, expected_end=ENDS, where=WHERE)
        placement_act(self.cast, "bruno", "enter_placement", self.placement, entry=entry)

    def leave(self) -> None:
        leaving = Leaving(
            at=NOW, destination=Destination.OTHER_STRUCTURE, basis=ExitBasis.COURT_ORDER,
            order_reference="TM 500/2026",
        )  # fmt: skip
        for one in self.members:
            member_act(self.cast, "bruno", "exit_member", self.placement, one, leaving=leaving)
        placement_act(
            self.cast, "bruno", "close_placement", self.placement, outcome=LineOutcome.REACHED
        )

    def lift(self, placement: PlacementId | None = None) -> None:
        placement_act(
            self.cast, "dario", "lift_protection", placement or self.placement, words="Lo dice lei."
        )


def _ended(cast: Cast, how: str) -> Away:
    away = Away(cast)
    if how == "given up":
        placement_act(
            cast, "bruno", "cancel_search", away.placement, why=SearchEnd.REFUSED_BY_MOTHER
        )
        return away
    away.enter()
    if how != "inside":
        away.leave()
    if how == "case closed":
        close_case(cast["bruno"], away.case_id)
    if how == "lifted":
        away.lift()
    return away


TABLE = (
    ("inside", WHO_FOLLOWS),
    ("closed", WHO_FOLLOWS),
    ("given up", WHO_FOLLOWS),
    ("case closed", WHO_FOLLOWS),  # whoever followed her last stays written on the case
    ("lifted", EVERYBODY),
)


@pytest.mark.parametrize(("how", "who"), TABLE, ids=[how for how, _ in TABLE])
def test_who_sees_whoever_was_placed(app: Flask, cast: Cast, how: str, who: set[str]) -> None:
    away = _ended(cast, how)
    assert _see(cast, away.mother) == who
    assert _see(cast, away.child) == who
    assert _see(cast, away.partner) == EVERYBODY


@pytest.mark.parametrize("how", ["closed", "given up", "case closed"])
def test_neither_search_nor_the_family_of_the_partner_tells_of_her(
    app: Flask, cast: Cast, how: str
) -> None:
    away = _ended(cast, how)
    for who in ("anna", "carla", "gino"):
        viewer = cast[who].viewer
        assert finding.search(viewer, SURNAME) == []
        if who == "anna":
            continue  # the front office reads no family
        (home,) = finding.person_page(viewer, away.partner, TODAY).households
        assert len(home.members) == 1
        office: OfficeClient = app.test_client()
        page = office.enter(cast[who]).get(f"/people/{away.partner}")
        assert page.status_code == 200
        assert SURNAME not in words_of(page)
    (home,) = finding.person_page(cast["dario"].viewer, away.partner, TODAY).households
    assert len(home.members) == 3


def test_a_call_of_hers_still_reaches_who_follows_her(app: Flask, cast: Cast) -> None:
    _ended(cast, "closed")
    a_message(cast["anna"], caller=f"{SURNAME} Ermelinda")
    assert [row.is_mine for row in messages(cast["bruno"].viewer)] == [True]


def test_her_call_reaches_who_follows_her_now(app: Flask, cast: Cast) -> None:
    """The case of the placement is closed; another of hers is open."""
    away = _ended(cast, "case closed")
    an_open_case(cast["dario"], away.mother, holder_id=engagement_of(cast["carla"]))
    a_message(cast["anna"], caller=f"{SURNAME} Ermelinda")
    assert [row.is_mine for row in messages(cast["carla"].viewer)] == [True]
    assert _see(cast, away.mother) == {"bruno", "carla", "dario"}


def test_of_two_secret_places_both_are_lifted(app: Flask, cast: Cast) -> None:
    away = _ended(cast, "given up")
    other = a_search(cast, case_id=away.case_id)
    away.lift(other)
    assert _see(cast, away.mother) == WHO_FOLLOWS
    away.lift()
    assert _see(cast, away.mother) == EVERYBODY


def test_the_lifting_is_a_dated_act_of_who_may_and_says_why(app: Flask, cast: Cast) -> None:
    away = _ended(cast, "closed")
    with pytest.raises(NotPermitted):
        placement_act(cast, "bruno", "lift_protection", away.placement, words="non serve")
    placement_act(cast, "bruno", "keep_protection", away.placement, words="Lui la cerca.")
    client: OfficeClient = app.test_client()
    client.enter(cast["dario"])
    page = f"/placements/{away.placement}"
    assert "La riservatezza resta" in client.get(page).text
    empty = client.submit(f"{page}/acts/lift-protection", {"words": ""})
    assert empty.status_code == 422
    assert _see(cast, away.mother) == WHO_FOLLOWS
    answer = client.submit(f"{page}/acts/lift-protection", {"words": "Sentita: è al sicuro."})
    assert answer.status_code == 303
    shown = client.get(page).text
    assert "Riservatezza tolta (Dario" in shown
    assert "Sentita: è al sicuro." in shown
    assert "La riservatezza resta" not in shown


@pytest.mark.parametrize("how", ["closed", "lifted"])
def test_the_address_is_on_no_page_after_the_end(app: Flask, cast: Cast, how: str) -> None:
    away = _ended(cast, how)
    covered = secrets_about(cast["dario"].organisation_id, [away.partner])
    assert set(covered) == {WHERE.structure, WHERE.address}, "a letter about him never says it"
    for who in ("bruno", "dario", "carla", "anna", "gino"):
        client: OfficeClient = app.test_client()
        client.enter(cast[who])
        for address in (
            f"/placements/{away.placement}", f"/cases/{away.case_id}", f"/people/{away.mother}",
            f"/cases/{away.case_id}/story", f"/cases/{away.case_id}/services",
        ):  # fmt: skip
            text = client.get(address).text
            assert not [secret for secret in SECRETS if secret in text], (who, address)


def test_a_search_given_up_is_looked_at_again_too(app: Flask, cast: Cast) -> None:
    away = _ended(cast, "given up")
    page = placement_page(cast, "bruno", away.placement)
    assert (page.state, page.protected) == (PlacementState.CANCELLED, True)
    assert [one.code for one in page.due] == ["protection_review"]
    placement_act(cast, "bruno", "keep_protection", away.placement, words="Lui la cerca.")
    (again,) = placement_page(cast, "bruno", away.placement).due
    assert again.due_on == TODAY + timedelta(days=365)
