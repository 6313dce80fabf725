"""What leaves is what was signed, filled in; the paper that left is kept, to be proved."""

from dataclasses import replace
from hashlib import sha256

import pytest

from app.db import db
from app.kernel.errors import Conflict, NotAllowedNow, NotFound
from app.kernel.references import ReleaseId
from app.organisations.rules import BodyKind
from app.releases import queries
from app.releases.models import Release
from app.releases.procedure import ReleaseState
from app.releases.rules import LegalBasis, Letter
from tests.builders.intake import a_body
from tests.builders.people import a_person
from tests.builders.releases import a_draft, from_a_school, leaving, letter_act, letter_page
from tests.cast import Cast

PAPER = b"%PDF-1.7 la carta di quel giorno"


def test_the_same_letter_has_the_same_print_and_a_name_changes_it() -> None:
    letter = Letter(
        number="USC-2026-0001", title="Lettera", sender=("Comune",), recipient=("Ada Diop",),
        day="oggi", reference="", text="Gentile Ada Diop", signatures=("Bruno",),
    )  # fmt: skip
    assert letter.print() == replace(letter).print()
    assert letter.print() != replace(letter, text="Gentile Ada Riva").print()
    assert letter.print() != replace(letter, sender=("Comune", "Via Nuova 1")).print()


def _approved(cast: Cast) -> ReleaseId:
    bruno = cast["bruno"]
    report, _ = from_a_school(cast, a_person(bruno))
    comune = a_body(cast, BodyKind.MUNICIPALITY)
    (letter,) = a_draft(bruno, report, comune, basis=LegalBasis.COMPETENCE)
    letter_act(bruno, "submit", letter)
    letter_act(cast["dario"], "approve", letter)
    return letter


@pytest.mark.usefixtures("app")
def test_what_changed_since_it_was_signed_does_not_leave(cast: Cast) -> None:
    """The text is the same; a name, a number or the office's own address is not."""
    bruno, letter = cast["bruno"], _approved(cast)
    shown = leaving(letter_page(bruno, letter))
    changed = replace(shown, letter=replace(shown.letter, text=f"{shown.text} ([interessati])"))
    with pytest.raises(Conflict, match="signed_otherwise"):
        letter_act(bruno, "send", letter, sending=changed)
    assert letter_page(bruno, letter).state is ReleaseState.APPROVED
    letter_act(bruno, "send", letter, sending=shown)


@pytest.mark.usefixtures("app")
def test_a_signed_letter_is_taken_back_and_signed_anew(cast: Cast) -> None:
    bruno, letter = cast["bruno"], _approved(cast)
    letter_act(bruno, "take_back", letter)
    page = letter_page(bruno, letter)
    assert (page.state, page.approved_by) == (ReleaseState.DRAFT, "")
    row = db.session.get_one(Release, (bruno.organisation_id, letter))
    assert row.signed_sha256 is None
    letter_act(bruno, "submit", letter)
    letter_act(cast["dario"], "approve", letter)
    letter_act(bruno, "send", letter, sending=leaving(letter_page(bruno, letter)))


@pytest.mark.usefixtures("app")
def test_a_receipt_has_nothing_to_take_back(cast: Cast) -> None:
    bruno = cast["bruno"]
    report, school = from_a_school(cast, a_person(bruno))
    (receipt,) = a_draft(bruno, report, school)
    with pytest.raises(NotAllowedNow, match="letter_is_receipt"):
        letter_act(bruno, "take_back", receipt)


@pytest.mark.usefixtures("app")
def test_the_paper_that_left_is_kept_and_its_print_stays_provable(cast: Cast) -> None:
    bruno, letter = cast["bruno"], _approved(cast)
    assert queries.paper_of(bruno.viewer, letter) is None
    letter_act(bruno, "send", letter, sending=leaving(letter_page(bruno, letter), pdf=PAPER))
    page = letter_page(bruno, letter)
    assert queries.paper_of(bruno.viewer, letter) == PAPER
    assert (page.pdf_kept, page.pdf_sha256) == (True, sha256(PAPER).hexdigest())
    with pytest.raises(NotFound):
        queries.paper_of(cast["carla"].viewer, letter)
