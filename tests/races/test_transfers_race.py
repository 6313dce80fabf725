"""Who sends takes it back while who receives accepts: one of the two, and a clear answer."""

import pytest
from flask import Flask

from app.db import db
from app.transfers import operations, queries
from app.transfers.procedure import IncomingState
from app.transfers.rules import TransferAnswer
from tests.builders.transfers import proposed, twin
from tests.cast import NOW, Cast
from tests.support.together import TOGETHER, together, told

pytestmark = pytest.mark.races


def test_taken_back_and_accepted_together_only_one_happens(own_app: Flask, cast: Cast) -> None:
    transfer = proposed(cast)
    incoming = twin(transfer)
    bruno, zeno = cast["bruno"].viewer, cast["zeno"].viewer
    versions = (
        queries.transfer_page(bruno, transfer).version,
        queries.incoming_page(zeno, incoming).version,
    )
    db.session.rollback()

    def press(number: int) -> None:
        if number % 2:
            operations.revoke(
                actor=bruno, now=NOW, transfer_id=transfer, version=versions[0],
                words="Torna qui.",
            )  # fmt: skip
        else:
            operations.accept(actor=zeno, now=NOW, incoming_id=incoming, version=versions[1])

    answers = told(together(own_app, press))
    assert answers["done"] == 1, answers
    assert sum(answers.values()) == TOGETHER
    assert set(answers) <= {"done", "changed_meanwhile", "answered_already"}
    db.session.rollback()
    sent, received = queries.transfer_page(bruno, transfer), queries.incoming_page(zeno, incoming)
    accepted = sent.answer is TransferAnswer.ACCEPTED
    assert received.state is (IncomingState.ACCEPTED if accepted else IncomingState.WITHDRAWN)
    assert (received.content is not None) is accepted
