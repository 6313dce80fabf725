"""A minor at risk is protected before her case passes: by hand, in a box, with a letter."""

import html
from typing import Any

import pytest
from flask import Flask

from app.cases import operations, queries
from app.cases.labels import REASONS
from app.cases.rules.case import CaseState, TakingChargeBasis
from app.intake.labels import REASONS as INTAKE
from app.intake.rules import Answer, ArchiveGround
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.references import CaseId, PersonId
from app.organisations.rules import BodyKind
from app.releases.procedure import ReleaseState
from app.releases.rules import LegalBasis, SubjectKind
from app.transfers.queries import box
from app.transfers.rules import BoxShelf
from tests.builders.cases import an_open_case
from tests.builders.consents import a_child, an_adult
from tests.builders.emergencies import an_emergency
from tests.builders.intake import a_body, act, in_evaluation
from tests.builders.placements import a_search
from tests.builders.releases import a_draft, leaving, letter_act, letter_page
from tests.builders.transfers import a_case_passed, a_case_to_pass, another_comune
from tests.cast import NOW, TODAY, Cast
from tests.support.client import OfficeClient

pytestmark = pytest.mark.usefixtures("app")
WHY = "Abita là da settembre: paga il loro Comune."


def _judged(cast: Cast, person: PersonId, risk: Answer = Answer.YES) -> Any:
    report = in_evaluation(cast, person)
    act(cast["bruno"], "judge", report, risk=risk, harm=Answer.UNKNOWN, grounds="")
    return report


def _passed_by_hand(cast: Cast, case_id: CaseId, **said: bool) -> None:
    operations.propose_body(
        actor=cast["dario"].viewer, now=NOW, case_id=case_id, words=WHY,
        version=queries.load(cast["dario"].viewer, case_id).version, **said,
    )  # fmt: skip


def _first(cast: Cast, case_id: CaseId) -> bool:
    return queries.protection_first(cast["dario"].viewer, case_id, TODAY)


def _reported(cast: Cast, child: PersonId) -> CaseId:
    _judged(cast, child)
    return an_open_case(cast["bruno"], child)


def _in_safety(cast: Cast, child: PersonId) -> CaseId:
    an_emergency(cast["bruno"], child)
    return an_open_case(cast["bruno"], child)


def _for_protection(cast: Cast, child: PersonId) -> CaseId:
    return an_open_case(cast["bruno"], child, basis=TakingChargeBasis.PROTECTION)


def _in_secret(cast: Cast, child: PersonId) -> CaseId:
    case_id = an_open_case(cast["bruno"], child)
    a_search(cast, case_id=case_id)
    return case_id


@pytest.mark.parametrize(
    "danger",
    [_reported, _in_safety, _for_protection, _in_secret],
    ids=("judged at risk", "art. 403", "for protection", "secret place"),
)
def test_what_puts_a_child_in_danger_asks_for_her_protection_first(cast: Cast, danger: Any) -> None:
    case_id = danger(cast, a_child(cast["bruno"]))
    assert _first(cast, case_id)
    with pytest.raises(NotAllowedNow, match="protection_first"):
        _passed_by_hand(cast, case_id)
    assert queries.load(cast["dario"].viewer, case_id).state == CaseState.OPEN
    _passed_by_hand(cast, case_id, protection_assured=True)
    assert queries.load(cast["dario"].viewer, case_id).state == CaseState.TRANSFER_PROPOSED


def test_who_is_in_no_danger_passes_without_that_question(cast: Cast) -> None:
    bruno = cast["bruno"]
    calm, grown = a_child(bruno), an_adult(bruno, "Grande")
    _judged(cast, calm, Answer.NO)
    _judged(cast, grown)
    ended = in_evaluation(cast, grown)
    act(bruno, "archive", ended, ground=ArchiveGround.NO_NEED, words="Ha già aiuto.")
    for person in (calm, grown):
        case_id = an_open_case(bruno, person)
        assert not _first(cast, case_id)
        _passed_by_hand(cast, case_id)


def test_it_counts_as_it_was_judged_last(cast: Cast) -> None:
    child = a_child(cast["bruno"])
    report = _judged(cast, child)
    case_id = an_open_case(cast["bruno"], child)
    act(cast["bruno"], "judge", report, risk=Answer.NO, harm=Answer.NO, grounds="Va meglio.")
    assert not _first(cast, case_id)
    _judged(cast, child)
    assert _first(cast, case_id), "another report of hers says so"


def test_nothing_reaches_the_box_before_she_is_safe(cast: Cast) -> None:
    to = another_comune(cast)
    case_id = a_case_to_pass(cast, to)
    _judged(cast, queries.case_brief(cast["bruno"].viewer, case_id).person_id)
    with pytest.raises(NotAllowedNow, match="protection_first"):
        a_case_passed(cast, case_id, to, bridging_until=None)
    assert box(cast["zeno"].viewer, BoxShelf.TO_ANSWER, 0, 10) == []
    a_case_passed(cast, case_id, to, bridging_until=None, protection_assured=True)
    assert len(box(cast["zeno"].viewer, BoxShelf.TO_ANSWER, 0, 10)) == 1


def test_the_page_of_the_box_asks_it_of_a_case_and_keeps_what_was_typed(
    client: OfficeClient, cast: Cast
) -> None:
    to = another_comune(cast)
    case_id = a_case_to_pass(cast, to)
    _judged(cast, queries.case_brief(cast["bruno"].viewer, case_id).person_id)
    dario = client.enter(cast["dario"])
    new = f"/transfers/new/case/{case_id}"
    chosen = {"body": str(to), "pieces": ["who"], "words": WHY}
    refused = dario.submit(new, chosen)
    assert refused.status_code == 422
    told = html.unescape(refused.text)
    assert INTAKE["protection_first"] in told
    assert WHY in told
    assert dario.submit(new, {**chosen, "protection_assured": "y"}).status_code == 303


def test_the_page_of_the_case_asks_it_in_the_same_words(client: OfficeClient, cast: Cast) -> None:
    assert REASONS["protection_first"] == INTAKE["protection_first"]
    case_id = _for_protection(cast, a_child(cast["bruno"]))
    dario = client.enter(cast["dario"])
    page = f"/cases/{case_id}/acts/propose-body"
    assert "Se c'è un minore a rischio: è già al sicuro" in html.unescape(dario.get(page).text)
    refused = dario.submit(page, {"words": WHY})
    assert refused.status_code == 422
    assert REASONS["protection_first"] in html.unescape(refused.text)
    assert WHY in html.unescape(refused.text)
    assert dario.submit(page, {"words": WHY, "protection_assured": "y"}).status_code == 303


def test_a_letter_of_passage_about_a_case_asks_it_too(
    app: Flask, client: OfficeClient, cast: Cast
) -> None:
    bruno, dario = cast["bruno"], cast["dario"]
    case_id = _reported(cast, a_child(bruno))
    comune = a_body(cast, BodyKind.MUNICIPALITY)
    (letter,) = a_draft(
        bruno, case_id, comune, basis=LegalBasis.COMPETENCE, subject_kind=SubjectKind.CASE
    )
    letter_act(bruno, "submit", letter)
    letter_act(dario, "approve", letter)
    page = letter_page(bruno, letter)
    assert page.protection_first
    assert "Prima la protezione" in client.enter(bruno).get(f"/releases/{letter}").text
    with pytest.raises(Invalid, match="protection_assured:protection_first"):
        letter_act(bruno, "send", letter, sending=leaving(page))
    assert letter_page(bruno, letter).state is ReleaseState.APPROVED
    letter_act(bruno, "send", letter, sending=leaving(page, protection_assured=True))
    assert letter_page(bruno, letter).state is ReleaseState.SENT
