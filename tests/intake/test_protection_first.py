"""Who is in a secret place is protected before a report about her passes, whatever was judged."""

import html
from collections.abc import Callable
from typing import Any

import pytest

from app.cases.rules.placements import LegalBasis as Ground
from app.cases.rules.placements import PlacementRole
from app.catalogue.rules import ReferralSource
from app.intake.labels import REASONS
from app.intake.operations import SubjectGiven
from app.intake.procedure import ReferralState
from app.intake.rules import Answer
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.references import PersonId, ReferralId, ReleaseId
from app.organisations.rules import BodyKind
from app.releases.procedure import ReleaseState
from app.releases.rules import LegalBasis
from app.transfers.queries import box
from app.transfers.rules import BoxShelf
from tests.builders.cases import an_open_case
from tests.builders.consents import a_child, an_adult
from tests.builders.emergencies import an_emergency
from tests.builders.intake import a_body, act, in_evaluation, state_of
from tests.builders.people import a_person
from tests.builders.placements import (
    SECRETS,
    a_member,
    a_search,
    placement_act,
)
from tests.builders.releases import a_draft, leaving, letter_act, letter_page
from tests.builders.transfers import another_comune, proposed
from tests.cast import Cast
from tests.support.client import OfficeClient

pytestmark = pytest.mark.usefixtures("app")
Danger = Callable[[Cast], ReferralId]


def _with_child(
    cast: Cast, mother: PersonId, child: PersonId | None = None, whose: PersonId | None = None
) -> Any:
    """Look for a secret place for a mother with a child of hers, on her case or on another's."""
    placement = a_search(cast, case_id=an_open_case(cast["bruno"], whose or mother))
    a_member(cast, placement, person_id=mother)
    a_member(
        cast, placement, PlacementRole.CHILD, Ground.JUDICIAL, person_id=child,
        order_reference="TM 412/2026",
    )  # fmt: skip
    return placement


def _her_own_place(cast: Cast) -> ReferralId:
    child = a_child(cast["bruno"])
    report = in_evaluation(cast, child)
    a_search(cast, case_id=an_open_case(cast["bruno"], child))
    return report


def _with_her_mother(cast: Cast) -> ReferralId:
    child = a_child(cast["bruno"])
    report = in_evaluation(cast, child)
    _with_child(cast, an_adult(cast["bruno"], "Protetta"), child)
    return report


def _born_nobody_knows_when(cast: Cast) -> ReferralId:
    person = a_person(cast["bruno"], "Senzadata")
    report = in_evaluation(cast, person)
    a_search(cast, case_id=an_open_case(cast["bruno"], person))
    return report


def _a_mother(cast: Cast) -> ReferralId:
    mother = an_adult(cast["bruno"], "Protetta")
    report = in_evaluation(cast, mother)
    _with_child(cast, mother)
    return report


def _a_mother_in_a_place_of_somebody_else(cast: Cast) -> ReferralId:
    mother, child = an_adult(cast["bruno"], "Protetta"), a_child(cast["bruno"])
    report = in_evaluation(cast, mother)
    _with_child(cast, mother, child, whose=child)
    return report


def _one_of_two(cast: Cast) -> ReferralId:
    child = a_child(cast["bruno"])
    report = in_evaluation(cast, an_adult(cast["bruno"], "Tranquilla"), child)
    _with_child(cast, an_adult(cast["bruno"], "Protetta"), child)
    return report


def _in_safety(cast: Cast) -> ReferralId:
    child = a_child(cast["bruno"])
    report = in_evaluation(cast, child)
    an_emergency(cast["bruno"], child)
    return report


DANGERS: tuple[Danger, ...] = (
    _her_own_place,
    _with_her_mother,
    _born_nobody_knows_when,
    _a_mother,
    _a_mother_in_a_place_of_somebody_else,
    _one_of_two,
    _in_safety,
)
each_danger = pytest.mark.parametrize("danger", DANGERS, ids=lambda one: one.__name__.strip("_"))


@each_danger
def test_by_hand_she_is_protected_first(cast: Cast, danger: Danger) -> None:
    report, comune = danger(cast), a_body(cast, BodyKind.MUNICIPALITY)
    with pytest.raises(NotAllowedNow, match="protection_first"):
        act(
            cast["dario"], "propose_transfer", report, body_id=comune, protection_assured=False
        )  # fmt: skip
    assert state_of(cast, report) is ReferralState.IN_EVALUATION
    act(cast["dario"], "propose_transfer", report, body_id=comune, protection_assured=True)
    assert state_of(cast, report) is ReferralState.TRANSFER_PROPOSED


@each_danger
def test_nothing_reaches_the_box_before_she_is_safe(cast: Cast, danger: Danger) -> None:
    report, to = danger(cast), another_comune(cast)
    with pytest.raises(NotAllowedNow, match="protection_first"):
        proposed(cast, report, by="dario", body_id=to, protection_assured=False)
    assert box(cast["zeno"].viewer, BoxShelf.TO_ANSWER, 0, 10) == []
    proposed(cast, report, by="dario", body_id=to, protection_assured=True)
    assert len(box(cast["zeno"].viewer, BoxShelf.TO_ANSWER, 0, 10)) == 1


def _passage(cast: Cast, report: ReferralId) -> ReleaseId:
    comune = a_body(cast, BodyKind.MUNICIPALITY)
    (letter,) = a_draft(cast["bruno"], report, comune, basis=LegalBasis.COMPETENCE)
    letter_act(cast["bruno"], "submit", letter)
    letter_act(cast["dario"], "approve", letter)
    return letter


@each_danger
def test_no_letter_of_passage_leaves_before_she_is_safe(cast: Cast, danger: Danger) -> None:
    bruno, report = cast["bruno"], danger(cast)
    letter = _passage(cast, report)
    page = letter_page(bruno, letter)
    assert page.protection_first
    with pytest.raises(Invalid, match="protection_assured:protection_first"):
        letter_act(bruno, "send", letter, sending=leaving(page))
    assert letter_page(bruno, letter).state is ReleaseState.APPROVED
    letter_act(bruno, "send", letter, sending=leaving(page, protection_assured=True))
    assert state_of(cast, report) is ReferralState.TRANSFER_PROPOSED


def _grown_alone(cast: Cast) -> ReferralId:
    woman = an_adult(cast["bruno"], "Protetta")
    report = in_evaluation(cast, woman)
    a_member(cast, a_search(cast, case_id=an_open_case(cast["bruno"], woman)), person_id=woman)
    return report


def _nowhere(cast: Cast) -> ReferralId:
    return in_evaluation(cast, a_child(cast["bruno"]), an_adult(cast["bruno"], "Tranquilla"))


def _lifted(cast: Cast) -> ReferralId:
    mother = an_adult(cast["bruno"], "Protetta")
    report = in_evaluation(cast, mother)
    placement_act(
        cast, "dario", "lift_protection", _with_child(cast, mother), words="È al sicuro."
    )  # fmt: skip
    return report


def _without_a_name(cast: Cast) -> ReferralId:
    return in_evaluation(cast, subjects=(SubjectGiven(described="un bambino"),))


@pytest.mark.parametrize("calm", [_grown_alone, _nowhere, _lifted, _without_a_name])
def test_who_is_in_no_danger_passes_without_that_question(cast: Cast, calm: Danger) -> None:
    report = calm(cast)
    letter = _passage(cast, report)
    assert not letter_page(cast["bruno"], letter).protection_first
    proposed(cast, report, by="dario", protection_assured=False)


def test_the_pages_ask_it_and_say_neither_why_nor_where(client: OfficeClient, cast: Cast) -> None:
    to, report = another_comune(cast), _with_her_mother(cast)
    by_hand = a_body(cast, BodyKind.MUNICIPALITY)
    dario = client.enter(cast["dario"])
    for page, typed in (
        (f"/transfers/new/referral/{report}", {"pieces": ["who"], "body": str(to)}),
        (f"/referrals/{report}/acts/transfer-body", {"body": str(by_hand)}),
    ):
        refused = dario.submit(page, {**typed, "words": "Abita da voi."})
        shown = html.unescape(refused.text)
        assert refused.status_code == 422, page
        assert REASONS["protection_first"] in shown
        assert not [word for word in (*SECRETS, "riservat", "Struttura") if word in shown]
    assert dario.submit(page, {**typed, "protection_assured": "y"}).status_code == 303


def test_a_request_of_her_own_is_withdrawn_as_before(cast: Cast) -> None:
    """What forbids a withdrawal is what was judged: the place is no reason to keep a request."""
    mother = an_adult(cast["bruno"], "Protetta")
    asked = in_evaluation(cast, mother, source=ReferralSource.SELF)
    _with_child(cast, mother)
    act(cast["bruno"], "judge", asked, risk=Answer.NO, harm=Answer.NO, grounds="")
    act(cast["bruno"], "withdraw", asked, words="Non vuole più.")
    assert state_of(cast, asked) is ReferralState.WITHDRAWN
