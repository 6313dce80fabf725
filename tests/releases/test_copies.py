"""A copy for somebody's knowledge is a letter of its own, asked the same questions."""

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from app.intake.procedure import ReferralState
from app.intake.rules import Answer
from app.kernel.errors import Invalid, NotAllowedNow, NotFound
from app.organisations.rules import BodyKind
from app.releases import queries
from app.releases.papers import docx_of, pdf_of
from app.releases.procedure import ReleaseState
from app.releases.queries import Asked
from app.releases.rules import LegalBasis, Letter, LetterKind, ReleaseShelf, from_kept
from tests.builders.consents import a_child
from tests.builders.intake import a_body, act, in_evaluation, page_of, state_of
from tests.builders.people import a_person
from tests.builders.releases import (
    FACTS,
    WHY,
    a_draft,
    from_a_school,
    leaving,
    letter_act,
    letter_page,
)
from tests.cast import Cast
from tests.support.client import OfficeClient

LETTER = Letter(
    number="USC-2026-0001", title="Lettera", sender=("Comune",), recipient=("Tribunale",),
    day="oggi", reference="", text=FACTS, signatures=("Bruno",),
    copies=("Per conoscenza:", "Procura dei minori"),
)  # fmt: skip


def test_the_paper_says_who_else_receives_it() -> None:
    pdf = "\n".join(
        page.extract_text() for page in PdfReader(BytesIO(pdf_of(LETTER).content)).pages
    )
    word = [one.text for one in Document(BytesIO(docx_of(LETTER))).paragraphs]
    for line in LETTER.copies:
        assert line in pdf
        assert line in word
    assert from_kept(LETTER.kept()) == LETTER


def test_a_letter_kept_before_there_were_copies_has_none() -> None:
    kept = LETTER.kept().replace('"copies": ["Per conoscenza:", "Procura dei minori"]', '"x": 0')
    assert from_kept(kept.replace(', "x": 0', "")).copies == ()


def _to_court(cast: Cast) -> tuple[Any, Any, Any]:
    bruno = cast["bruno"]
    report, _ = from_a_school(cast, a_person(bruno))
    court = a_body(cast, BodyKind.COURT)
    (letter,) = a_draft(bruno, report, court)
    return report, court, letter


@pytest.mark.usefixtures("app")
def test_a_copy_has_its_own_number_signature_and_row(cast: Cast) -> None:
    bruno = cast["bruno"]
    report, _, letter = _to_court(cast)
    prosecutor = a_body(cast, BodyKind.PROSECUTOR)
    (copy,) = a_draft(bruno, report, prosecutor, copy_of_id=letter)
    page, main = letter_page(bruno, copy), letter_page(bruno, letter)
    assert (page.kind, page.state, page.text) == (LetterKind.COURT, ReleaseState.DRAFT, FACTS)
    assert page.copy_of is not None
    assert (page.copy_of.id, page.copy_of.number) == (letter, main.number)
    assert [(one.id, one.number) for one in main.copies] == [(copy, page.number)]
    for one in (letter, copy):
        letter_act(bruno, "send_to_court", one, sending=leaving(letter_page(bruno, one)))
    rows = queries.listed(cast["dario"].viewer, ReleaseShelf.SENT, Asked(), 0, 10)
    assert {row.id for row in rows} == {letter, copy}
    assert len(page_of(bruno, report).destinations) == 2


@pytest.mark.usefixtures("app")
def test_nobody_receives_it_twice_and_nobody_is_told_too_much(cast: Cast) -> None:
    bruno = cast["bruno"]
    report, court, letter = _to_court(cast)
    with pytest.raises(Invalid, match="to:copied_already"):
        a_draft(bruno, report, court, copy_of_id=letter)
    prosecutor = a_body(cast, BodyKind.PROSECUTOR)
    (copy,) = a_draft(bruno, report, prosecutor, copy_of_id=letter)
    with pytest.raises(Invalid, match="to:copied_already"):
        a_draft(bruno, report, prosecutor, copy_of_id=letter)
    letter_act(bruno, "void", copy, words=WHY)
    assert letter_page(bruno, letter).copies == ()
    a_draft(bruno, report, prosecutor, copy_of_id=letter)
    with pytest.raises(Invalid, match="to:copy_tells_too_much"):
        a_draft(bruno, report, a_body(cast, BodyKind.HEALTH), copy_of_id=letter)


@pytest.mark.usefixtures("app")
def test_a_copy_is_of_a_draft_about_the_same_thing_in_reach(cast: Cast) -> None:
    bruno = cast["bruno"]
    report, _, letter = _to_court(cast)
    other, _ = from_a_school(cast, a_person(bruno))
    comune, second = a_body(cast, BodyKind.MUNICIPALITY), a_body(cast, BodyKind.PROSECUTOR)
    with pytest.raises(NotFound):
        a_draft(bruno, other, comune, copy_of_id=letter)
    with pytest.raises(NotFound):
        a_draft(cast["carla"], report, comune, copy_of_id=letter)
    (copy,) = a_draft(bruno, report, comune, copy_of_id=letter)
    with pytest.raises(NotAllowedNow, match="not_copied"):
        a_draft(bruno, report, second, copy_of_id=copy)
    letter_act(bruno, "submit", letter)
    with pytest.raises(NotAllowedNow, match="not_copied"):
        a_draft(bruno, report, second, copy_of_id=letter)


@pytest.mark.usefixtures("app")
def test_a_copy_to_another_comune_passes_nothing_to_it(cast: Cast) -> None:
    bruno = cast["bruno"]
    report = in_evaluation(cast, a_child(bruno))
    act(bruno, "judge", report, risk=Answer.YES, harm=Answer.UNKNOWN, grounds="")
    (letter,) = a_draft(bruno, report, a_body(cast, BodyKind.COURT))
    comune = a_body(cast, BodyKind.MUNICIPALITY)
    (copy,) = a_draft(bruno, report, comune, copy_of_id=letter, basis=LegalBasis.AUTHORITY)
    letter_act(bruno, "submit", copy)
    letter_act(cast["dario"], "approve", copy)
    page = letter_page(bruno, copy)
    assert not page.protection_first
    letter_act(bruno, "send", copy, sending=leaving(page))
    assert state_of(cast, report) is ReferralState.IN_EVALUATION


def test_a_copy_is_added_from_the_page_of_the_letter(client: OfficeClient, cast: Cast) -> None:
    _, _, letter = _to_court(cast)
    prosecutor = a_body(cast, BodyKind.PROSECUTOR)
    bruno = client.enter(cast["bruno"])
    page = f"/releases/{letter}/copies/new"
    assert page in bruno.get(f"/releases/{letter}").text
    assert FACTS in bruno.get(page).text
    refused = bruno.submit(page, {"to": str(prosecutor), "text": ""})
    assert refused.status_code == 422
    answer = bruno.submit(page, {"to": str(prosecutor), "text": "Per vostra conoscenza."})
    copy = bruno.get(answer.location).text
    assert "Copia per conoscenza della nostra" in copy
    main = bruno.get(f"/releases/{letter}").text
    assert "Per conoscenza:" in main.split('id="letter"')[1]
