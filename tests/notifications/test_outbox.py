"""Queued once, sent once, and what a person decides when nobody knows."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.audit.models import AuditEntry
from app.db import db
from app.kernel.errors import NotAllowedNow, NotFound, NotPermitted
from app.kernel.references import NoticeId
from app.notifications import operations, queries
from app.notifications.models import OutgoingNotice
from app.notifications.rules import LEASE, Answer, Channel, Letter, NoticeState, Outcome
from tests.builders.notices import MAILBOX, PHONE, WORDS, a_notice
from tests.cast import NOW, OFFICE, Cast

Move = Callable[[datetime], None]
State = NoticeState


class Provider:
    """Remembers what it was given, and answers what it was told to, then always yes."""

    def __init__(self, *answers: Outcome) -> None:
        self.answers = list(answers)
        self.given: list[Letter] = []

    def carry(self, letter: Letter) -> Answer:
        self.given.append(letter)
        assert not db.session().in_transaction(), "nothing is sent inside a transaction"
        return Answer(self.answers.pop(0) if self.answers else Outcome.SENT, "250")


def send(provider: Provider, now: datetime = NOW) -> int:
    return operations.send_waiting(now, {Channel.EMAIL: provider, Channel.SMS: provider})


def state_of(notice_id: NoticeId | None) -> str:
    db.session.rollback()
    db.session.expire_all()
    found = db.session.scalar(select(OutgoingNotice.state).where(OutgoingNotice.id == notice_id))
    return str(found)


def test_it_is_sent_once_and_leaves_its_receipt(app: Flask, cast: Cast) -> None:
    made, provider = a_notice(), Provider()
    assert (send(provider), send(provider)) == (1, 0)
    [letter] = provider.given
    assert (letter.recipient, letter.text) == (MAILBOX, WORDS)
    [row] = queries.notices_about(cast["dario"].viewer, "appointment", [UUID(int=0xAB)])
    assert (row.id, row.recipient, row.sent_at) == (made, "c•••@esempio.invalid", NOW)
    [receipt] = queries.receipts(cast["dario"].viewer, [row.id])[row.id]
    assert (receipt.outcome, receipt.code) == (Outcome.SENT, "250")


def test_the_same_effect_is_queued_once(app: Flask) -> None:
    assert a_notice("reminder of one") is not None
    assert a_notice("reminder of one") is None


def test_nothing_is_sent_before_it_is_due(app: Flask) -> None:
    a_notice(due_at=NOW + timedelta(minutes=1))
    assert send(Provider()) == 0


def test_what_is_of_no_use_any_more_is_not_sent(app: Flask) -> None:
    made, provider = a_notice(useful_until=NOW), Provider()
    assert send(provider) == 0
    assert (provider.given, state_of(made)) == ([], State.GIVEN_UP)


def test_a_silent_provider_is_asked_once_a_run_and_again_later(app: Flask) -> None:
    notices = [a_notice() for _ in range(3)]
    provider = Provider(Outcome.UNREACHABLE)
    assert send(provider) == 0
    assert len(provider.given) == 1
    assert sorted(map(state_of, notices)) == [State.FAILED, State.QUEUED, State.QUEUED]
    assert send(provider, NOW + timedelta(minutes=1)) == 3


def test_after_a_day_of_failures_a_person_telephones(app: Flask) -> None:
    made, provider = a_notice(), Provider(*[Outcome.LATER] * 99)
    for quarter in range(4 * 24 + 1):
        send(provider, NOW + timedelta(minutes=15 * quarter))
    for later in (30, 36):
        send(provider, NOW + timedelta(hours=later))
    assert state_of(made) == State.GIVEN_UP
    assert len(provider.given) < 20, "the pauses grow"


def test_who_took_it_and_vanished_leaves_it_uncertain_for_a_person(
    app: Flask, cast: Cast, at: Move
) -> None:
    made, provider = a_notice(), Provider()
    operations._claim(NOW, [Channel.EMAIL])
    assert send(provider) == 0
    at(NOW + LEASE + timedelta(seconds=1))
    assert send(provider) == 0
    assert (provider.given, state_of(made)) == ([], State.UNCERTAIN)
    assert made is not None
    operations.resend(actor=cast["dario"].viewer, now=NOW, notice_id=made)
    assert (send(provider), state_of(made)) == (1, State.SENT)


def test_who_comes_after_her_lease_still_says_what_she_knows(app: Flask, at: Move) -> None:
    made = a_notice()
    claim = operations._claim(NOW, [Channel.EMAIL])
    assert claim is not None
    at(NOW + LEASE + timedelta(seconds=1))
    operations.lapse()
    operations._record(NOW, claim, Answer(Outcome.SENT, "250"))
    assert state_of(made) == State.SENT


def test_what_was_sent_is_neither_sent_again_nor_cancelled(app: Flask, cast: Cast) -> None:
    made = a_notice()
    send(Provider())
    assert made is not None
    for act in (operations.resend, operations.cancel):
        with pytest.raises(NotAllowedNow):
            act(actor=cast["dario"].viewer, now=NOW, notice_id=made)


@pytest.mark.parametrize(("who", "refusal"), [("anna", NotPermitted), ("zeno", NotPermitted)])
def test_who_may_not_decide_is_refused(
    app: Flask, cast: Cast, who: str, refusal: type[Exception]
) -> None:
    made = a_notice()
    assert made is not None
    with pytest.raises(refusal):
        operations.cancel(actor=cast[who].viewer, now=NOW, notice_id=made)


def test_one_that_is_not_there_is_not_found(app: Flask, cast: Cast) -> None:
    with pytest.raises(NotFound):
        operations.cancel(actor=cast["dario"].viewer, now=NOW, notice_id=NoticeId(OFFICE))


def test_a_cancelled_one_never_leaves(app: Flask, cast: Cast) -> None:
    made, provider = a_notice(), Provider()
    assert made is not None
    operations.cancel(actor=cast["dario"].viewer, now=NOW, notice_id=made)
    assert (send(provider), state_of(made)) == (0, State.CANCELLED)


def test_neither_number_nor_words_stand_in_the_database_or_in_the_trail(app: Flask) -> None:
    a_notice(channel=Channel.SMS)
    assert db.session.scalar(select(func.count()).select_from(AuditEntry))
    row = db.session.scalars(select(OutgoingNotice)).one()
    stored = repr({key: value for key, value in vars(row).items() if key != "_sa_instance_state"})
    told = repr([vars(entry) for entry in db.session.scalars(select(AuditEntry))])
    for secret in (PHONE, WORDS):
        assert secret not in stored + told
    assert PHONE not in repr(queries.letter(OFFICE, row.id))
