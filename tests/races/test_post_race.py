"""Real threads on the post: one message is in one report, and the other is told."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import db
from app.intake import operations, queries
from app.intake.models import ReferralFile
from tests.builders.intake import a_referral, page_of
from tests.builders.post import a_letter, a_waiting_mail
from tests.cast import NOW, Cast
from tests.support.together import together, told

pytestmark = pytest.mark.races


def test_of_two_who_place_a_message_one_does(own_app: Flask, cast: Cast) -> None:
    mail = a_waiting_mail(cast["gino"])
    referrals = [a_referral(cast["gino"]) for _ in range(2)]

    def place(number: int) -> object:
        return operations.place_mail(
            actor=cast["gino"].viewer,
            now=NOW,
            mail_id=mail,
            referral_id=referrals[number],
            enclosed=(),
        )

    assert told(together(own_app, place, 2)) == {"done": 1, "mail_already_placed": 1}
    assert db.session.scalar(select(func.count()).select_from(ReferralFile)) == 1


def test_of_two_who_move_a_file_one_does(own_app: Flask, cast: Cast) -> None:
    gino = cast["gino"]
    wrong, *others = (a_referral(gino) for _ in range(3))
    a_letter(gino, wrong)
    (paper,) = queries.papers_of(gino.viewer, wrong, NOW)
    numbers = [page_of(gino, one).row.number for one in others]

    def move(number: int) -> object:
        return operations.move_file(
            actor=gino.viewer, now=NOW, referral_id=wrong, paper_id=paper.id,
            number=numbers[number], words="Busta sbagliata",
        )  # fmt: skip

    assert told(together(own_app, move, 2)) == {"done": 1, "NotFound": 1}
    db.session.rollback()  # what this test had read is put away
    assert sorted(len(queries.papers_of(gino.viewer, one, NOW)) for one in others) == [0, 1]


def test_two_files_change_places_and_neither_waits_for_ever(own_app: Flask, cast: Cast) -> None:
    gino = cast["gino"]
    ends = [a_referral(gino) for _ in range(2)]
    for one in ends:
        a_letter(gino, one, name=f"{one}.pdf")
    papers = [queries.papers_of(gino.viewer, one, NOW)[0].id for one in ends]
    numbers = [page_of(gino, one).row.number for one in ends]

    def move(number: int) -> object:
        return operations.move_file(
            actor=gino.viewer, now=NOW, referral_id=ends[number], paper_id=papers[number],
            number=numbers[1 - number], words="Buste scambiate",
        )  # fmt: skip

    assert told(together(own_app, move, 2)) == {"done": 2}
    db.session.rollback()
    there = [queries.papers_of(gino.viewer, one, NOW) for one in ends]
    assert [one.file.name for (one,) in there] == [f"{one}.pdf" for one in reversed(ends)]
