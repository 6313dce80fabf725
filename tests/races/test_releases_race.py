"""Many press that a letter left, or give it up, at once: one result, and a clear answer."""

import pytest
from flask import Flask

from app.db import db
from app.emergencies import operations as emergencies
from app.intake import operations as intake
from app.intake.operations import Sending as ToCourt
from app.organisations.rules import BodyKind
from app.practices import operations as practices
from app.practices.procedure import PracticeState
from app.practices.queries import practice_page
from app.releases import operations, queries
from app.releases.procedure import ReleaseState
from app.releases.queries import Asked
from app.releases.rules import LetterKind, ReleaseShelf, SendChannel
from tests.builders.consents import a_child
from tests.builders.emergencies import an_emergency, emergency_page
from tests.builders.intake import a_body, in_evaluation, page_of
from tests.builders.people import a_person
from tests.builders.practices import a_proposed_practice, on_it
from tests.builders.releases import (
    WHY,
    a_draft,
    a_practice_letter,
    from_a_school,
    leaving,
    letter_act,
    letter_page,
)
from tests.cast import NOW, TODAY, Cast
from tests.support.together import TOGETHER, together, told

pytestmark = pytest.mark.races


def test_sent_and_given_up_together_only_one_happens(own_app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    report, school = from_a_school(cast, a_person(bruno))
    (receipt,) = a_draft(bruno, report, school)
    page = letter_page(bruno, receipt)
    sending = leaving(page)
    db.session.rollback()

    def press(number: int) -> None:
        common = {
            "actor": bruno.viewer, "now": NOW, "release_id": receipt, "version": page.version,
        }  # fmt: skip
        if number % 2:
            operations.void(**common, words=WHY)
        else:
            operations.send(**common, sending=sending)

    answers = told(together(own_app, press))
    assert answers["done"] == 1, answers
    assert set(answers) <= {"done", "changed_meanwhile"}
    db.session.rollback()
    sent = letter_page(bruno, receipt).state is ReleaseState.SENT
    acknowledged = [one for one in page_of(bruno, report).steps if one.action == "acknowledge"]
    assert len(acknowledged) == (1 if sent else 0)


def test_a_sending_to_court_written_both_ways_together_is_one(own_app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    report, _ = from_a_school(cast, a_person(bruno))
    court = a_body(cast, BodyKind.COURT)
    (letter,) = a_draft(bruno, report, court)
    shown, version = letter_page(bruno, letter), page_of(bruno, report).version
    by_letter = leaving(shown)
    by_hand = ToCourt(body_id=court, signed_by_id=bruno.engagement_id, sent_on=TODAY)
    db.session.rollback()

    def press(number: int) -> None:
        common = {"actor": bruno.viewer, "now": NOW}
        if number % 2:
            intake.send_to_court(**common, referral_id=report, version=version, sending=by_hand)
        else:
            operations.send_to_court(
                **common, release_id=letter, version=shown.version, sending=by_letter
            )

    answers = told(together(own_app, press))
    assert 1 <= answers["done"] <= 2, answers
    db.session.rollback()
    there = queries.listed(cast["dario"].viewer, ReleaseShelf.SENT, Asked(), 0, 10)
    assert len(there) == len(page_of(bruno, report).destinations) == 1


def test_papers_told_on_two_pages_together_are_one_exit(own_app: Flask, cast: Cast) -> None:
    """The measure's own page and the report's: whoever is second finds the row of the first."""
    bruno, prosecutor = cast["bruno"], a_body(cast, BodyKind.PROSECUTOR)
    pairs = []
    for _ in range(TOGETHER // 2):
        child = a_child(bruno)
        report = in_evaluation(cast, child)
        measure = an_emergency(bruno, child, prosecutor_body_id=prosecutor)
        seen = emergency_page(bruno, measure).version, page_of(bruno, report).version
        pairs.append((measure, report, seen))
    by_hand = ToCourt(body_id=prosecutor, signed_by_id=bruno.engagement_id, sent_on=TODAY)
    db.session.rollback()

    def press(number: int) -> None:
        common = {"actor": bruno.viewer, "now": NOW}
        measure, report, seen = pairs[number // 2]
        if number % 2:
            intake.send_to_court(**common, referral_id=report, version=seen[1], sending=by_hand)
        else:
            emergencies.transmit(**common, emergency_id=measure, version=seen[0], at=NOW)

    assert told(together(own_app, press)) == {"done": TOGETHER}
    db.session.rollback()
    there = queries.listed(cast["dario"].viewer, ReleaseShelf.SENT, Asked(), 0, TOGETHER)
    assert len(there) == len(pairs)


def test_a_notice_that_leaves_while_the_aid_is_granted_is_never_untrue(
    own_app: Flask, cast: Cast
) -> None:
    gino, dario = cast["gino"], cast["dario"]
    made = a_proposed_practice(cast)
    practices.announce_refusal(**on_it(dario, made), words="ISEE alto")
    (letter,) = a_practice_letter(gino, made, LetterKind.REFUSAL_NOTICE)
    letter_act(gino, "submit", letter)
    letter_act(dario, "approve", letter)
    page = letter_page(gino, letter)
    sending = leaving(page, SendChannel.BY_HAND)
    granting = {**on_it(dario, made), "act_reference": "Det. 1/2026"}
    db.session.rollback()

    def press(number: int) -> None:
        if number % 2:
            practices.grant_practice(**granting)
        else:
            operations.send(
                actor=gino.viewer, now=NOW, release_id=letter, version=page.version,
                sending=sending,
            )  # fmt: skip

    answers = told(together(own_app, press))
    assert answers["done"] == 1, answers
    assert set(answers) <= {"done", "changed_meanwhile", "letter_not_true_now"}
    db.session.rollback()
    sent = letter_page(gino, letter).state is ReleaseState.SENT
    granted = practice_page(dario.viewer, made, TODAY).state is PracticeState.GRANTED
    assert sent is not granted
