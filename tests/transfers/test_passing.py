"""A report passes to another Comune: proposed, answered, taken note of, taken back."""

from datetime import date, timedelta

import pytest
from flask import Flask

from app.catalogue.rules import Term
from app.intake.procedure import Clock, ReferralState
from app.intake.rules import Answer, Channel, Urgency
from app.kernel.errors import Conflict, Invalid, NotAllowedNow, NotFound, NotPermitted
from app.kernel.references import ReferralId
from app.organisations.queries import office
from app.organisations.rules import BodyKind
from app.people.operations import add_contact
from app.people.operations.contacts import ContactDetails
from app.people.rules import ContactKind, MayLeaveMessage, Owner
from app.transfers import operations, queries
from app.transfers.labels import told
from app.transfers.procedure import IncomingAction, IncomingState, TransferAction, TransferState
from app.transfers.rules import (
    BoxShelf,
    Piece,
    ReportCode,
    ReportGiven,
    SentContent,
    SentPerson,
    SubjectKind,
    TransferAnswer,
    TransferShelf,
    from_kept,
)
from tests.builders.intake import (
    STORY,
    a_body,
    act,
    in_evaluation,
    page_of,
    running_terms,
    state_of,
)
from tests.builders.people import a_person
from tests.builders.transfers import WHY, another_comune, proposed, received, sent, twin
from tests.cast import NOW, TODAY, Cast

pytestmark = pytest.mark.usefixtures("app")


def _shelf(cast: Cast, shelf: TransferShelf, who: str = "bruno") -> list[object]:
    return [row.id for row in queries.listed(cast[who].viewer, shelf, 0, 10)]


def test_what_was_chosen_reaches_their_box_and_nothing_else(cast: Cast) -> None:
    transfer = proposed(cast)
    (row,) = queries.box(cast["zeno"].viewer, BoxShelf.TO_ANSWER, 0, 10)
    assert (row.sender, row.who) == ("Comune di prova", "Partente Ada")
    page = queries.incoming_page(cast["zeno"].viewer, row.id)
    assert page.content == queries.transfer_page(cast["bruno"].viewer, transfer).content
    assert page.content is not None
    assert (page.content.words, page.content.story) == (WHY, STORY)
    assert (page.content.people[0].phone, page.content.judgement, page.content.paths) == (
        "", None, (),
    )  # fmt: skip
    offered = {offer.action for offer in page.offers}
    assert offered >= {IncomingAction.ACCEPT, IncomingAction.REFUSE}


def test_without_a_tick_there_is_no_name(cast: Cast) -> None:
    proposed(cast, pieces=frozenset({Piece.CONTACTS}))
    (row,) = queries.box(cast["zeno"].viewer, BoxShelf.TO_ANSWER, 0, 10)
    page = queries.incoming_page(cast["zeno"].viewer, row.id)
    assert (row.who, page.content and page.content.story) == ("", "")
    assert page.content is not None
    assert page.content.people[0].phone.endswith("1112223")


def test_a_number_goes_with_whose_it_is_and_whether_a_message_may_be_left(cast: Cast) -> None:
    bruno = cast["bruno"]
    person = a_person(bruno, "Chiamata")
    details = ContactDetails(
        kind=ContactKind.PHONE, value="000 4445556", owner=Owner.NEIGHBOUR, owner_name="Dina",
        may_leave_message=MayLeaveMessage.NO,
    )  # fmt: skip
    add_contact(actor=bruno.viewer, now=NOW, person_id=person, details=details)
    transfer = proposed(cast, in_evaluation(cast, person), pieces=frozenset({Piece.CONTACTS}))
    content = queries.transfer_page(bruno.viewer, transfer).content
    ((_, who),) = [pair for pair in told(content) if pair[0] == "Chi riguarda"]
    assert who.endswith("4445556 (di un vicino Dina; non lasciare messaggi)")


def test_the_number_of_the_sender_is_told_and_never_alone(cast: Cast) -> None:
    bruno = cast["bruno"]
    transfer = proposed(cast)
    page = queries.transfer_page(bruno.viewer, transfer)
    assert told(page.content)[-1] == ("Numero di chi manda", page.number)
    assert told(SentContent(number=page.number)) == ()


def test_what_has_no_key_any_more_tells_nothing() -> None:
    assert from_kept(None) == SentContent()
    whole = SentContent(words="Due righe.", people=(SentPerson("Ada", phone="000"),))
    assert from_kept(whole.kept()) == whole


def test_the_answer_waits_to_be_taken_note_of_and_moves_only_then(cast: Cast) -> None:
    bruno, zeno = cast["bruno"], cast["zeno"]
    referral = in_evaluation(cast, a_person(bruno, "Partente"))
    transfer = proposed(cast, referral)
    assert state_of(cast, referral) is ReferralState.TRANSFER_PROPOSED
    assert _shelf(cast, TransferShelf.WAITING) == [transfer]
    with pytest.raises(NotAllowedNow, match="no_answer_yet"):
        sent(bruno, "take_note", transfer)
    answered = NOW + timedelta(hours=2)
    received(zeno, "accept", twin(transfer), now=answered, words="La seguiamo noi.")
    assert state_of(cast, referral) is ReferralState.TRANSFER_PROPOSED
    assert _shelf(cast, TransferShelf.ANSWERED) == [transfer]
    assert queries.due(bruno.viewer) == []
    sent(bruno, "take_note", transfer, now=NOW + timedelta(days=3))
    page = page_of(bruno, referral)
    assert page.row.state is ReferralState.TRANSFERRED
    assert page.steps[0].effective_at == answered
    met = [term.met_at for term in page.terms if term.clock is Clock.TRANSFER_ANSWER]
    assert met == [answered]
    assert queries.transfer_page(bruno.viewer, transfer).state is TransferState.ACCEPTED


def test_refused_it_is_evaluated_here_again_and_stands_in_the_list_of_conflicts(cast: Cast) -> None:
    bruno, zeno = cast["bruno"], cast["zeno"]
    referral = in_evaluation(cast, a_person(bruno, "Contesa"))
    transfer = proposed(cast, referral)
    with pytest.raises(NotAllowedNow, match="needs_reason"):
        received(zeno, "refuse", twin(transfer), words=" ")
    received(zeno, "refuse", twin(transfer), words="Risiede ancora da voi.")
    assert _shelf(cast, TransferShelf.REFUSED) == [transfer]
    sent(bruno, "take_note", transfer)
    page = page_of(bruno, referral)
    assert page.row.state is ReferralState.IN_EVALUATION
    assert page.steps[0].words == "Risiede ancora da voi."
    assert _shelf(cast, TransferShelf.REFUSED, "dario") == [transfer]
    again = proposed(cast, referral)
    assert _shelf(cast, TransferShelf.WAITING) == [again]


def test_taken_back_they_read_nothing_of_it_any_more(cast: Cast) -> None:
    bruno, zeno = cast["bruno"], cast["zeno"]
    referral = in_evaluation(cast, a_person(bruno, "Ritirata"))
    transfer = proposed(cast, referral)
    with pytest.raises(NotAllowedNow, match="needs_reason"):
        sent(bruno, "revoke", transfer, words="")
    seen = queries.incoming_page(zeno.viewer, twin(transfer)).version
    sent(bruno, "revoke", transfer, words="Torna ad abitare qui.")
    assert state_of(cast, referral) is ReferralState.IN_EVALUATION
    assert Clock.TRANSFER_ANSWER not in running_terms(cast, referral)
    page = queries.incoming_page(zeno.viewer, twin(transfer))
    assert (page.state, page.content, page.who) == (IncomingState.WITHDRAWN, None, "")
    (row,) = queries.box(zeno.viewer, BoxShelf.OVER, 0, 10)
    assert row.who == ""
    with pytest.raises(Conflict):
        received(zeno, "accept", twin(transfer), version=seen)
    with pytest.raises(Conflict, match="taken_back_meanwhile"):
        received(zeno, "accept", twin(transfer))


def test_what_was_answered_is_no_longer_taken_back(cast: Cast) -> None:
    transfer = proposed(cast)
    received(cast["zeno"], "accept", twin(transfer))
    with pytest.raises(NotAllowedNow, match="answered_already"):
        sent(cast["bruno"], "revoke", transfer, words="Ci abbiamo ripensato.")


def test_an_urgent_one_is_answered_the_next_working_day(cast: Cast) -> None:
    bruno = cast["bruno"]
    ((term, row),) = _due_after(cast, proposed(cast, urgent=True))
    assert (term, row.due_on) == (Term.TRANSFER_ANSWER_URGENT, date(2026, 11, 24))
    received(cast["zeno"], "accept", row_twin := twin(row.id))
    assert queries.due(bruno.viewer) == []
    referral = received(cast["zeno"], "take_up", row_twin)
    assert page_of(cast["zeno"], referral).row.urgency is Urgency.WITHIN_48_HOURS


def _due_after(cast: Cast, _transfer: object) -> list[tuple[Term, queries.TransferRow]]:
    return queries.due(cast["bruno"].viewer)


def test_a_minor_at_risk_is_protected_before_she_passes(cast: Cast) -> None:
    child = a_person(cast["bruno"], "Piccola", birth_date=date(2019, 1, 1))
    referral = in_evaluation(cast, child)
    act(cast["bruno"], "judge", referral, risk=Answer.YES, harm=Answer.YES, grounds="")
    with pytest.raises(NotAllowedNow, match="protection_first"):
        proposed(cast, referral, protection_assured=False)
    assert queries.box(cast["zeno"].viewer, BoxShelf.TO_ANSWER, 0, 10) == []
    proposed(cast, referral, pieces=frozenset({Piece.JUDGEMENTS}))
    (row,) = queries.box(cast["zeno"].viewer, BoxShelf.TO_ANSWER, 0, 10)
    content = queries.incoming_page(cast["zeno"].viewer, row.id).content
    assert content is not None
    assert content.judgement is not None
    assert content.judgement.harm == Answer.YES


def test_only_to_a_body_with_a_box_once_and_with_something_to_read(cast: Cast) -> None:
    with pytest.raises(Invalid, match="body_not_linked"):
        proposed(cast, body_id=a_body(cast, BodyKind.MUNICIPALITY))
    with pytest.raises(Invalid, match="nothing_sent"):
        proposed(cast, pieces=frozenset(), words=" ")
    with pytest.raises(Invalid, match="bridging_of_cases"):
        proposed(cast, bridging_until=TODAY)
    with pytest.raises(NotFound):
        proposed(cast, ReferralId(cast["zeno"].account_id))
    referral = in_evaluation(cast, a_person(cast["bruno"], "Due volte"))
    proposed(cast, referral)
    with pytest.raises(NotAllowedNow):
        proposed(cast, referral)


def test_they_open_a_request_of_theirs_with_people_still_to_be_found(cast: Cast) -> None:
    zeno = cast["zeno"]
    incoming = twin(proposed(cast))
    with pytest.raises(NotAllowedNow):
        received(zeno, "take_up", incoming)
    received(zeno, "accept", incoming)
    referral = received(zeno, "take_up", incoming)
    page = page_of(zeno, referral)
    assert page.row.channel is Channel.TRANSFER
    assert (page.unidentified, STORY in page.story, WHY in page.story) == (True, True, True)
    assert page.subjects[0].described.startswith("Partente Ada")
    assert queries.incoming_page(zeno.viewer, incoming).referral_id == referral
    with pytest.raises(NotAllowedNow, match="taken_up_already"):
        received(zeno, "take_up", incoming)


def test_what_they_report_is_read_by_who_sent_and_their_notes_are_not(cast: Cast) -> None:
    bruno, zeno = cast["bruno"], cast["zeno"]
    transfer = proposed(cast)
    received(zeno, "accept", twin(transfer))
    received(zeno, "note", twin(transfer), words="canarino delle note")
    told = ReportGiven(code=ReportCode.STARTED, on=TODAY, words="Prima visita fatta.")
    received(zeno, "report", twin(transfer), given=told)
    page = queries.transfer_page(bruno.viewer, transfer)
    assert [(one.code, one.words, one.told_by) for one in page.reports] == [
        (ReportCode.STARTED, "Prima visita fatta.", "Zeno, Altro Comune")
    ]
    assert "canarino" not in repr(page)
    assert "canarino" in repr(queries.incoming_page(zeno.viewer, twin(transfer)))
    late = ReportGiven(code=ReportCode.GOING, on=TODAY + timedelta(days=1))
    count = ReportGiven(code=ReportCode.DELIVERED, on=TODAY, quantity=100)
    with pytest.raises(Invalid, match="report_in_the_future"):
        received(zeno, "report", twin(transfer), given=late)
    with pytest.raises(Invalid, match="not_a_delivery"):
        received(zeno, "report", twin(transfer), given=count)


def test_each_body_reads_its_own_side_alone(cast: Cast) -> None:
    transfer = proposed(cast)
    with pytest.raises(NotFound):
        queries.transfer_page(cast["zeno"].viewer, transfer)
    for who in ("bruno", "rosa", "teo"):
        with pytest.raises(NotFound):
            queries.incoming_page(cast[who].viewer, twin(transfer))
    assert queries.box(cast["rosa"].viewer, BoxShelf.TO_ANSWER, 0, 10) == []


def test_who_does_not_reach_the_report_does_not_reach_its_passage(cast: Cast) -> None:
    referral = in_evaluation(cast, a_person(cast["bruno"], "Riservata"))
    transfer = proposed(cast, referral)
    assert _shelf(cast, TransferShelf.WAITING, "carla") == []
    with pytest.raises(NotFound):
        queries.transfer_page(cast["carla"].viewer, transfer)
    with pytest.raises(NotPermitted):
        operations.consult_transfer(
            actor=cast["anna"].viewer, now=NOW, transfer_id=transfer, purpose="prova"
        )


def test_what_was_moved_by_hand_meanwhile_stays_as_it_is(cast: Cast) -> None:
    bruno = cast["bruno"]
    referral = in_evaluation(cast, a_person(bruno, "A mano"))
    transfer = proposed(cast, referral)
    received(cast["zeno"], "refuse", twin(transfer), words="Non è nostra.")
    act(bruno, "answer_transfer", referral, accepted=False, words="Detto per telefono.")
    sent(bruno, "take_note", transfer)
    page = queries.transfer_page(bruno.viewer, transfer)
    assert (page.state, page.answer) == (TransferState.REFUSED, TransferAnswer.REFUSED)
    assert state_of(cast, referral) is ReferralState.IN_EVALUATION


def test_every_body_with_a_box_is_offered_however_long_the_directory(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "BODIES_SHOWN", 1)
    a_body(cast, BodyKind.COURT)
    to = another_comune(cast)
    referral = in_evaluation(cast, a_person(cast["bruno"], "Lunga"))
    subject = queries.subject_of(cast["bruno"].viewer, SubjectKind.REFERRAL, referral, NOW)
    assert [one.id for one in queries.receivers(cast["bruno"].viewer, subject)] == [to]


@pytest.mark.parametrize(
    ("who", "sends", "takes_note"),
    [
        ("gino", {SubjectKind.LINE}, {SubjectKind.REFERRAL, SubjectKind.LINE}),
        ("bruno", {SubjectKind.REFERRAL, SubjectKind.LINE}, {SubjectKind.REFERRAL}),
        ("dario", {*SubjectKind}, {SubjectKind.REFERRAL, SubjectKind.CASE}),
    ],
)
def test_each_act_is_of_who_does_it_on_what_is_passed(
    cast: Cast, who: str, sends: set[SubjectKind], takes_note: set[SubjectKind]
) -> None:
    def may(action: TransferAction) -> set[SubjectKind]:
        return {kind for kind in SubjectKind if queries.may_act(cast[who].viewer, kind, action)}

    assert may(TransferAction.PROPOSE) == may(TransferAction.REVOKE) == sends
    assert may(TransferAction.TAKE_NOTE) == takes_note


def test_the_same_comune_is_offered_and_never_the_own_one(app: Flask, cast: Cast) -> None:
    body = another_comune(cast)
    referral = in_evaluation(cast, a_person(cast["bruno"], "Scelta"))
    subject = queries.subject_of(cast["bruno"].viewer, SubjectKind.REFERRAL, referral, NOW)
    assert body in {one.id for one in queries.receivers(cast["bruno"].viewer, subject)}
