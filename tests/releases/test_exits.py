"""Every exit has its row in the register, whichever act let it leave; one exit is one row."""

from datetime import timedelta

import pytest

from app.catalogue.rules import ReferralSource
from app.emergencies import operations as emergencies
from app.intake.operations import Sending as ToCourt
from app.intake.procedure import ReferralState
from app.intake.rules import Acknowledgement, Answer
from app.kernel.errors import Invalid
from app.kernel.exits import same_exit
from app.open_door.rules import HelpKind
from app.organisations.rules import BodyKind
from app.people.rules import BirthKnown
from app.releases import queries
from app.releases.procedure import ReleaseState
from app.releases.queries import Asked, ReleaseRow
from app.releases.rules import LegalBasis, LetterKind, ReleaseShelf, SendChannel
from tests.builders.consents import ADULT_BORN, a_child
from tests.builders.emergencies import an_emergency
from tests.builders.intake import a_body, a_referral, act, in_evaluation, page_of, state_of
from tests.builders.open_door import sent_on
from tests.builders.people import a_person
from tests.builders.releases import a_draft, from_a_school, leaving, letter_act, letter_page
from tests.builders.transfers import proposed
from tests.cast import NOW, TODAY, Cast

pytestmark = pytest.mark.usefixtures("app")


def _register(cast: Cast, shelf: ReleaseShelf = ReleaseShelf.SENT) -> list[ReleaseRow]:
    return queries.listed(cast["dario"].viewer, shelf, Asked(), 0, 50)


def _to(cast: Cast, body_id: object, **known: object) -> ToCourt:
    usual = {"sent_on": TODAY, "signed_by_id": cast["bruno"].engagement_id}
    return ToCourt(body_id=body_id, **{**usual, **known})


@pytest.mark.parametrize(
    ("how", "channel"),
    [
        (Acknowledgement.PEC, SendChannel.PEC),
        (Acknowledgement.LETTER, SendChannel.POST),
        (Acknowledgement.PHONE, SendChannel.BY_VOICE),
        (Acknowledgement.IN_PERSON, SendChannel.BY_VOICE),
    ],
)
def test_a_receipt_noted_by_hand_is_an_exit(
    cast: Cast, how: Acknowledgement, channel: SendChannel
) -> None:
    bruno = cast["bruno"]
    report, _ = from_a_school(cast, a_person(bruno))
    act(cast["gino"], "acknowledge", report, how=how, on=TODAY)
    (row,) = _register(cast)
    assert (row.kind, row.channel, row.written_down) == (LetterKind.RECEIPT, channel, True)
    assert (row.legal_basis, row.prepared_by) == (LegalBasis.REPORT_RECEIVED, "Gino")
    assert (row.recipient, row.sent_on, row.subject_id) == ("school", TODAY, report)


def test_who_reported_in_private_is_not_named_in_the_register(cast: Cast) -> None:
    bruno = cast["bruno"]
    report = a_referral(
        bruno, a_person(bruno), source=ReferralSource.NEIGHBOUR, referrer="Ornella Dimmi"
    )
    act(bruno, "acknowledge", report, how=Acknowledgement.PHONE, on=TODAY)
    (row,) = _register(cast)
    assert (row.recipient, row.kind) == ("", LetterKind.RECEIPT)


def test_what_a_court_was_sent_is_an_exit_signed_by_who_answers_for_it(cast: Cast) -> None:
    bruno = cast["bruno"]
    report = in_evaluation(cast, a_person(bruno))
    court = a_body(cast, BodyKind.COURT)
    act(bruno, "send_to_court", report, sending=_to(cast, court, protocol_number="12/2026"))
    (row,) = _register(cast)
    assert (row.kind, row.prepared_by) == (LetterKind.COURT, "Bruno")
    assert (row.protocol_number, row.legal_basis) == ("12/2026", LegalBasis.AUTHORITY)


def test_a_sending_to_court_is_not_written_twice_by_hand(cast: Cast) -> None:
    bruno = cast["bruno"]
    report = in_evaluation(cast, a_person(bruno))
    court = a_body(cast, BodyKind.COURT)
    act(bruno, "send_to_court", report, sending=_to(cast, court, protocol_number="1"))
    with pytest.raises(Invalid, match="sent_on:sent_already"):
        act(bruno, "send_to_court", report, sending=_to(cast, court))
    act(bruno, "send_to_court", report, sending=_to(cast, court, protocol_number="2"))
    before = TODAY - timedelta(days=1)
    act(bruno, "send_to_court", report, sending=_to(cast, court, sent_on=before))
    assert len(page_of(bruno, report).destinations) == len(_register(cast)) == 3


def test_written_both_ways_it_is_one_destination_and_one_row(cast: Cast) -> None:
    bruno = cast["bruno"]
    report, _ = from_a_school(cast, a_person(bruno))
    court = a_body(cast, BodyKind.PROSECUTOR)
    (letter,) = a_draft(bruno, report, court)
    act(bruno, "send_to_court", report, sending=_to(cast, court))
    (by_hand,) = _register(cast)
    letter_act(bruno, "send_to_court", letter, sending=leaving(letter_page(bruno, letter)))
    assert [row.id for row in _register(cast)] == [letter]
    assert [row.id for row in _register(cast, ReleaseShelf.VOID)] == [by_hand.id]
    assert len(page_of(bruno, report).destinations) == 1
    with pytest.raises(Invalid, match="sent_already"):
        act(bruno, "send_to_court", report, sending=_to(cast, court))


def test_another_protocol_is_another_exit(cast: Cast) -> None:
    bruno = cast["bruno"]
    report, _ = from_a_school(cast, a_person(bruno))
    court = a_body(cast, BodyKind.COURT)
    act(bruno, "send_to_court", report, sending=_to(cast, court, protocol_number="1"))
    (letter,) = a_draft(bruno, report, court)
    sending = leaving(letter_page(bruno, letter), protocol_number="2")
    letter_act(bruno, "send_to_court", letter, sending=sending)
    assert len(_register(cast)) == len(page_of(bruno, report).destinations) == 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("", "", True), ("1", "", True), ("", "1", True), ("1", "1", True), ("1", "2", False)],
)
def test_no_two_protocols_differ(one: str, other: str, *, same: bool) -> None:
    assert same_exit(one, other) is same


def test_a_passage_proposed_by_hand_gives_way_to_its_letter(cast: Cast) -> None:
    bruno, dario = cast["bruno"], cast["dario"]
    report = in_evaluation(cast, a_person(bruno))
    comune = a_body(cast, BodyKind.MUNICIPALITY)
    act(bruno, "propose_transfer", report, body_id=comune, protection_assured=False)
    (by_hand,) = _register(cast)
    assert (by_hand.kind, by_hand.legal_basis) == (LetterKind.PASSAGE, LegalBasis.COMPETENCE)
    (letter,) = a_draft(bruno, report, comune, basis=LegalBasis.COMPETENCE)
    letter_act(bruno, "submit", letter)
    letter_act(dario, "approve", letter)
    letter_act(bruno, "send", letter, sending=leaving(letter_page(bruno, letter)))
    assert [row.id for row in _register(cast)] == [letter]
    assert len(page_of(bruno, report).destinations) == 1


def test_a_letter_of_passage_proposes_the_report_in_the_same_press(cast: Cast) -> None:
    bruno = cast["bruno"]
    report = in_evaluation(cast, a_person(bruno))
    letter = _passage(cast, report)
    letter_act(bruno, "send", letter, sending=leaving(letter_page(bruno, letter)))
    assert state_of(cast, report) is ReferralState.TRANSFER_PROPOSED
    assert [row.id for row in _register(cast)] == [letter]


def test_a_minor_at_risk_is_protected_before_her_letter_of_passage_leaves(cast: Cast) -> None:
    bruno = cast["bruno"]
    report = in_evaluation(cast, a_child(bruno))
    letter = _passage(cast, report)
    act(bruno, "judge", report, risk=Answer.YES, harm=Answer.UNKNOWN, grounds="")
    page = letter_page(bruno, letter)
    assert page.protection_first
    with pytest.raises(Invalid, match="protection_assured:protection_first"):
        letter_act(bruno, "send", letter, sending=leaving(page))
    assert letter_page(bruno, letter).state is ReleaseState.APPROVED
    letter_act(bruno, "send", letter, sending=leaving(page, protection_assured=True))
    assert state_of(cast, report) is ReferralState.TRANSFER_PROPOSED


def test_an_adult_at_risk_is_passed_without_that_question(cast: Cast) -> None:
    bruno = cast["bruno"]
    report = in_evaluation(
        cast, a_person(bruno, birth_known=BirthKnown.EXACT, birth_date=ADULT_BORN)
    )
    letter = _passage(cast, report)
    act(bruno, "judge", report, risk=Answer.YES, harm=Answer.YES, grounds="")
    assert not letter_page(bruno, letter).protection_first
    letter_act(bruno, "send", letter, sending=leaving(letter_page(bruno, letter)))


def test_what_was_put_in_the_box_of_another_body_is_one_exit(cast: Cast) -> None:
    report = in_evaluation(cast, a_person(cast["bruno"]))
    proposed(cast, report)
    (row,) = _register(cast)
    assert (row.kind, row.channel) == (LetterKind.PASSAGE, SendChannel.BOX)


def test_what_went_to_the_prosecutor_of_a_child_in_safety_is_an_exit(cast: Cast) -> None:
    marta = cast["bruno"]
    measure = an_emergency(marta)
    common = {"actor": marta.viewer, "emergency_id": measure, "version": None}
    emergencies.give_oral_notice(now=NOW, at=NOW, told="dott. Riva", **common)
    emergencies.transmit(now=NOW, at=NOW, **common)
    rows = _register(cast)
    assert {row.channel for row in rows} == {SendChannel.BY_VOICE, SendChannel.PEC}
    assert {(row.kind, row.subject_id) for row in rows} == {(LetterKind.COURT, measure)}


@pytest.mark.parametrize(("help_kind", "exits"), [(HelpKind.CALLED, 1), (HelpKind.ADDRESS_ONLY, 0)])
def test_who_is_sent_on_is_told_of_or_finds_the_way_alone(
    cast: Cast, help_kind: HelpKind, exits: int
) -> None:
    sent_on(cast, help_kind=help_kind)
    assert [row.kind for row in _register(cast)] == [LetterKind.ONWARD] * exits


def test_an_exit_is_read_by_who_reaches_what_it_is_about(cast: Cast) -> None:
    bruno = cast["bruno"]
    report, _ = from_a_school(cast, a_person(bruno))
    act(bruno, "acknowledge", report, how=Acknowledgement.PEC, on=TODAY)
    assert len(queries.listed(bruno.viewer, ReleaseShelf.SENT, Asked(), 0, 10)) == 1
    assert queries.listed(cast["carla"].viewer, ReleaseShelf.SENT, Asked(), 0, 10) == []
    assert _register(cast)[0].reached
    assert queries.listed(cast["zeno"].viewer, ReleaseShelf.SENT, Asked(), 0, 10) == []


def _passage(cast: Cast, report: object) -> object:
    comune = a_body(cast, BodyKind.MUNICIPALITY)
    (letter,) = a_draft(cast["bruno"], report, comune, basis=LegalBasis.COMPETENCE)
    letter_act(cast["bruno"], "submit", letter)
    letter_act(cast["dario"], "approve", letter)
    return letter


def test_what_was_told_by_voice_is_another_exit_than_the_letter(cast: Cast) -> None:
    bruno = cast["bruno"]
    report, school = from_a_school(cast, a_person(bruno))
    act(bruno, "acknowledge", report, how=Acknowledgement.PHONE, on=TODAY)
    (receipt,) = a_draft(bruno, report, school)
    letter_act(bruno, "send", receipt, sending=leaving(letter_page(bruno, receipt)))
    assert [row.channel for row in _register(cast)] == [SendChannel.PEC, SendChannel.BY_VOICE]
