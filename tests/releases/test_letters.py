"""What a letter is, who signs it, what leaves and what it changes on the report."""

from datetime import date, timedelta
from typing import Any

import pytest

from app.consents.rules import ProtectionKind
from app.db import db
from app.intake.procedure import Clock, ReferralAction
from app.kernel.errors import Conflict, Invalid, NotAllowedNow, NotFound, NotPermitted
from app.kernel.references import PersonId, ReleaseId
from app.organisations.rules import BodyKind
from app.people.operations import add_address, correct_person
from app.people.rules import AddressKind, BirthKnown, PersonDetails
from app.releases import operations, queries
from app.releases.models import Release
from app.releases.procedure import ReleaseAction, ReleaseState
from app.releases.queries import Asked
from app.releases.rules import (
    LegalBasis,
    LetterKind,
    ReleaseFault,
    ReleaseShelf,
    SendChannel,
    SubjectKind,
)
from tests.builders.cases import an_open_case
from tests.builders.consents import ADULT_BORN, a_child, a_family, a_line, an_order
from tests.builders.intake import a_body, page_of, running_terms
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
from tests.cast import NOW, TODAY, Cast

pytestmark = pytest.mark.usefixtures("app")


def test_a_school_gets_a_receipt_whatever_was_written(cast: Cast) -> None:
    bruno = cast["bruno"]
    report, school = from_a_school(cast, a_person(bruno))
    (receipt,) = a_draft(bruno, report, school, text=FACTS)
    page = letter_page(bruno, receipt)
    assert page.kind is LetterKind.RECEIPT
    assert page.state is ReleaseState.APPROVED
    assert page.text == ""
    row = db.session.get_one(Release, (bruno.organisation_id, receipt))
    assert row.text_sealed is None
    assert not any(offer.action is ReleaseAction.WRITE and offer.enabled for offer in page.offers)


def test_a_receipt_goes_to_who_reported_and_to_nobody_else(cast: Cast) -> None:
    bruno = cast["bruno"]
    report, _ = from_a_school(cast, a_person(bruno))
    other = a_body(cast, BodyKind.HEALTH)
    with pytest.raises(Invalid, match=ReleaseFault.NOT_THE_REPORTER):
        a_draft(bruno, report, other)


@pytest.mark.parametrize(
    ("receiver", "kind"),
    [
        (BodyKind.COURT, LetterKind.COURT),
        (BodyKind.PROSECUTOR, LetterKind.COURT),
        (BodyKind.MUNICIPALITY, LetterKind.PASSAGE),
    ],
)
def test_the_recipient_decides_what_it_is(cast: Cast, receiver: BodyKind, kind: LetterKind) -> None:
    bruno = cast["bruno"]
    report, _ = from_a_school(cast, a_person(bruno))
    (letter,) = a_draft(bruno, report, a_body(cast, receiver))
    page = letter_page(bruno, letter)
    assert (page.kind, page.state, page.text) == (kind, ReleaseState.DRAFT, FACTS)


def test_sending_a_receipt_acknowledges_the_report_in_the_same_press(cast: Cast) -> None:
    bruno = cast["bruno"]
    report, school = from_a_school(cast, a_person(bruno))
    assert Clock.ACKNOWLEDGEMENT in running_terms(cast, report)
    (receipt,) = a_draft(bruno, report, school)
    letter_act(bruno, "send", receipt, sending=leaving(letter_page(bruno, receipt)))
    assert Clock.ACKNOWLEDGEMENT not in running_terms(cast, report)
    assert page_of(bruno, report).steps[0].action is ReferralAction.ACKNOWLEDGE
    page = letter_page(bruno, receipt)
    assert (page.state, page.sent_on, page.channel) == (ReleaseState.SENT, TODAY, SendChannel.PEC)


def test_another_receipt_leaves_the_report_as_it_is(cast: Cast) -> None:
    bruno = cast["bruno"]
    report, school = from_a_school(cast, a_person(bruno))
    for _ in range(2):
        (receipt,) = a_draft(bruno, report, school)
        letter_act(bruno, "send", receipt, sending=leaving(letter_page(bruno, receipt)))
    told = [step for step in page_of(bruno, report).steps if step.action == "acknowledge"]
    assert len(told) == 1


def test_each_parent_has_a_letter_apart(cast: Cast) -> None:
    bruno = cast["bruno"]
    child, mother, father = a_family(bruno)
    report, _ = from_a_school(cast, child)
    made = a_draft(bruno, report, family_of=child, basis=LegalBasis.OWN_DATA)
    rows = [db.session.get_one(Release, (bruno.organisation_id, one)) for one in made]
    assert {row.person_id for row in rows} == {mother, father}
    numbers = {letter_page(bruno, one).number for one in made}
    assert len(numbers) == 2
    assert all(number.startswith("USC-2026-") for number in numbers)


def test_a_family_of_which_nobody_is_known_is_refused_in_words(cast: Cast) -> None:
    bruno = cast["bruno"]
    child = a_person(bruno, "Sola")
    report, _ = from_a_school(cast, child)
    with pytest.raises(NotFound):
        a_draft(bruno, report, family_of=a_person(bruno, "Altra"))


def test_who_wrote_it_never_approves_it(cast: Cast) -> None:
    bruno, dario = cast["bruno"], cast["dario"]
    report, _ = from_a_school(cast, a_person(bruno))
    (letter,) = a_draft(bruno, report, a_body(cast, BodyKind.MUNICIPALITY))
    letter_act(bruno, "submit", letter)
    with pytest.raises(NotPermitted):
        letter_act(bruno, "approve", letter)
    letter_act(dario, "send_back", letter, words=WHY)
    words = operations.Words(text="Altro testo.", basis=LegalBasis.COMPETENCE)
    letter_act(dario, "write", letter, words=words)
    letter_act(dario, "submit", letter)
    with pytest.raises(NotAllowedNow, match="not_own_letter"):
        letter_act(dario, "approve", letter)


def test_who_wrote_any_of_it_never_approves_it_and_signs_under_her_own_name(cast: Cast) -> None:
    bruno, dario = cast["bruno"], cast["dario"]
    report, _ = from_a_school(cast, a_person(bruno))
    (letter,) = a_draft(dario, report, a_body(cast, BodyKind.MUNICIPALITY))
    assert letter_page(dario, letter).prepared_by == "Dario"
    words = operations.Words(text="Con una virgola, in più.", basis=LegalBasis.COMPETENCE)
    letter_act(bruno, "write", letter, words=words)
    letter_act(bruno, "submit", letter)
    assert letter_page(dario, letter).prepared_by == "Bruno"
    with pytest.raises(NotAllowedNow, match="not_own_letter"):
        letter_act(dario, "approve", letter)


def test_a_family_reads_of_its_own_child_alone(cast: Cast) -> None:
    bruno = cast["bruno"]
    child, _, _ = a_family(bruno)
    report, _ = from_a_school(cast, child, a_person(bruno, "Compagna"))
    for letter in a_draft(bruno, report, family_of=child, basis=LegalBasis.OWN_DATA):
        assert letter_page(bruno, letter).subject.person_ids == (child,)
    (judge,) = a_draft(bruno, report, a_body(cast, BodyKind.COURT))
    assert len(letter_page(bruno, judge).subject.person_ids) == 2


def test_a_guardian_that_is_an_office_has_a_letter_that_can_be_opened(cast: Cast) -> None:
    bruno = cast["bruno"]
    child = a_child(bruno)
    office = a_body(cast, BodyKind.MUNICIPALITY)
    an_order(bruno, child, ProtectionKind.GUARDIANSHIP, holder_name="", body_id=office)
    report, _ = from_a_school(cast, child)
    (letter,) = a_draft(bruno, report, family_of=child, basis=LegalBasis.OWN_DATA)
    page = letter_page(bruno, letter)
    assert page.lines[0]
    assert SendChannel.PEC in page.channels


def test_a_letter_to_a_comune_leaves_only_approved(cast: Cast) -> None:
    bruno, dario = cast["bruno"], cast["dario"]
    report, _ = from_a_school(cast, a_person(bruno))
    (letter,) = a_draft(bruno, report, a_body(cast, BodyKind.MUNICIPALITY))
    with pytest.raises(NotAllowedNow):
        letter_act(bruno, "send", letter, sending=leaving(letter_page(bruno, letter)))
    letter_act(bruno, "submit", letter)
    letter_act(dario, "approve", letter)
    letter_act(bruno, "send", letter, sending=leaving(letter_page(bruno, letter)))
    assert letter_page(bruno, letter).approved_by == "Dario"


@pytest.mark.parametrize("submitted", [False, True])
def test_a_social_worker_alone_always_writes_to_the_judge(cast: Cast, *, submitted: bool) -> None:
    """F60: and the supervisor sees that it left without her signature."""
    bruno = cast["bruno"]
    report, _ = from_a_school(cast, a_person(bruno))
    (letter,) = a_draft(bruno, report, a_body(cast, BodyKind.PROSECUTOR))
    if submitted:
        letter_act(bruno, "submit", letter)
    letter_act(bruno, "send_to_court", letter, sending=leaving(letter_page(bruno, letter)))
    rows = queries.listed(cast["dario"].viewer, ReleaseShelf.SENT, Asked(), 0, 10)
    assert next(row for row in rows if row.id == letter).unsigned
    assert page_of(bruno, report).steps[0].action is ReferralAction.SEND_TO_COURT
    assert Clock.COURT_FOLLOWUP in running_terms(cast, report)


def test_nothing_that_is_no_letter_to_a_judge_leaves_so(cast: Cast) -> None:
    bruno = cast["bruno"]
    report, _ = from_a_school(cast, a_person(bruno))
    (letter,) = a_draft(bruno, report, a_body(cast, BodyKind.MUNICIPALITY))
    with pytest.raises(NotAllowedNow, match="letter_not_to_court"):
        letter_act(bruno, "send_to_court", letter, sending=leaving(letter_page(bruno, letter)))


def _approved_to_family(cast: Cast) -> tuple[Any, Any]:
    child, mother, _ = a_family(cast["bruno"])
    return _approved(cast, child, mother), mother


def _approved(cast: Cast, child: PersonId, mother: PersonId) -> ReleaseId:
    bruno, dario = cast["bruno"], cast["dario"]
    report, _ = from_a_school(cast, child)
    made = a_draft(bruno, report, family_of=child, basis=LegalBasis.OWN_DATA)
    rows = {
        db.session.get_one(Release, (bruno.organisation_id, one)).person_id: one for one in made
    }
    letter_act(bruno, "submit", rows[mother])
    letter_act(dario, "approve", rows[mother])
    return rows[mother]


def test_to_a_person_nothing_goes_by_mail_unless_she_left_one(cast: Cast) -> None:
    """F61."""
    bruno = cast["bruno"]
    letter, _ = _approved_to_family(cast)
    page = letter_page(bruno, letter)
    assert page.channels == (SendChannel.BY_HAND,)
    for channel in (SendChannel.EMAIL, SendChannel.PEC, SendChannel.POST):
        with pytest.raises(Invalid, match=ReleaseFault.ONLY_BY_HAND):
            letter_act(bruno, "send", letter, sending=leaving(page, channel))
    letter_act(bruno, "send", letter, sending=leaving(page, SendChannel.BY_HAND))


def test_nothing_leaves_for_somebody_who_died(cast: Cast) -> None:
    bruno = cast["bruno"]
    letter, mother = _approved_to_family(cast)
    known = PersonDetails(
        surname="Diop", given="Ada", birth_known=BirthKnown.EXACT, birth_date=ADULT_BORN,
        died_on=TODAY,
    )  # fmt: skip
    correct_person(actor=bruno.viewer, now=NOW, person_id=mother, version=1, details=known)
    page = letter_page(bruno, letter)
    with pytest.raises(Invalid, match=ReleaseFault.RECIPIENT_DIED):
        letter_act(bruno, "send", letter, sending=leaving(page, SendChannel.BY_HAND))


def test_nothing_leaves_for_who_may_no_longer_have_it_nor_to_where_she_lived(cast: Cast) -> None:
    bruno = cast["bruno"]
    home: dict[str, Any] = {
        "actor": bruno.viewer, "now": NOW, "municipality": "Cernusco sul Naviglio",
    }  # fmt: skip
    child, mother, _ = a_family(bruno)
    add_address(
        **home, person_id=mother, kind=AddressKind.REGISTERED, street="via Uno",
        valid_from=date(2020, 1, 1),
    )  # fmt: skip
    letter = _approved(cast, child, mother)
    add_address(
        **home, person_id=mother, kind=AddressKind.DOMICILE, street="via Due", valid_from=TODAY
    )
    page = letter_page(bruno, letter)
    with pytest.raises(Invalid, match=ReleaseFault.ADDRESS_CHANGED):
        letter_act(bruno, "send", letter, sending=leaving(page, SendChannel.POST))
    a_line(bruno, child, mother, letters=False)
    with pytest.raises(Invalid, match=ReleaseFault.RECIPIENT_NO_LONGER):
        letter_act(bruno, "send", letter, sending=leaving(page, SendChannel.BY_HAND))


def test_no_day_to_come_nor_before_it_was_written(cast: Cast) -> None:
    bruno = cast["bruno"]
    report, school = from_a_school(cast, a_person(bruno))
    (receipt,) = a_draft(bruno, report, school)
    page = letter_page(bruno, receipt)
    for sent_on, fault in (
        (TODAY + timedelta(days=1), ReleaseFault.SENT_IN_THE_FUTURE),
        (TODAY - timedelta(days=1), ReleaseFault.SENT_BEFORE_WRITTEN),
    ):
        with pytest.raises(Invalid, match=fault):
            letter_act(bruno, "send", receipt, sending=leaving(page, sent_on=sent_on))


def test_what_leaves_is_what_was_shown(cast: Cast) -> None:
    bruno = cast["bruno"]
    report, _ = from_a_school(cast, a_person(bruno))
    (letter,) = a_draft(bruno, report, a_body(cast, BodyKind.COURT))
    shown = leaving(letter_page(bruno, letter))
    words = operations.Words(text="Altro.", basis=LegalBasis.AUTHORITY)
    letter_act(bruno, "write", letter, words=words)
    with pytest.raises(Conflict):
        letter_act(bruno, "send_to_court", letter, sending=shown)


def test_a_letter_given_up_keeps_its_number_and_why(cast: Cast) -> None:
    bruno = cast["bruno"]
    report, school = from_a_school(cast, a_person(bruno))
    (receipt,) = a_draft(bruno, report, school)
    with pytest.raises(NotAllowedNow, match="needs_reason"):
        letter_act(bruno, "void", receipt, words="")
    letter_act(bruno, "void", receipt, words=WHY)
    page = letter_page(bruno, receipt)
    assert (page.state, page.steps[0].words) == (ReleaseState.VOID, WHY)


def test_who_does_not_reach_the_case_does_not_reach_its_letters(cast: Cast) -> None:
    bruno, carla = cast["bruno"], cast["carla"]
    case_id = an_open_case(bruno)
    court = a_body(cast, BodyKind.COURT)
    (letter,) = a_draft(bruno, case_id, court, subject_kind=SubjectKind.CASE)
    for who in (carla, cast["gino"], cast["zeno"]):
        with pytest.raises(NotFound):
            letter_page(who, letter)
        with pytest.raises(NotFound):
            a_draft(who, case_id, court, subject_kind=SubjectKind.CASE)


def test_another_basis_wants_its_words(cast: Cast) -> None:
    bruno = cast["bruno"]
    report, _ = from_a_school(cast, a_person(bruno))
    court = a_body(cast, BodyKind.COURT)
    with pytest.raises(Invalid, match=ReleaseFault.BASIS_WORDS_MISSING):
        a_draft(bruno, report, court, basis=LegalBasis.OTHER)
    with pytest.raises(Invalid, match=ReleaseFault.TEXT_MISSING):
        a_draft(bruno, report, court, text="  ")
