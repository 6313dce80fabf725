"""What is asked of whom, and what is still to be completed: rules alone."""

import pytest

from app.catalogue.rules import AnswerKind, Detail, ReferralSource
from app.intake.labels import answer_text, asked_text
from app.intake.rules import Asked, Channel, Layer, Urgency, asked_in, still_needed, urgency_of

S, D = ReferralSource, Detail


def _asked(source: ReferralSource, channel: Channel = Channel.PHONE, **more: bool) -> list[str]:
    return [str(one.key) for one in asked_in(Layer.QUESTIONS, source, channel, **more)]


@pytest.mark.parametrize("source", ReferralSource)
@pytest.mark.parametrize("channel", [Channel.PHONE, Channel.OWN_MOTION])
@pytest.mark.parametrize("anonymous", [False, True])
def test_every_question_is_asked_once_in_words(
    source: ReferralSource, channel: Channel, anonymous: bool
) -> None:
    for layer in Layer:
        asked = asked_in(layer, source, channel, anonymous=anonymous)
        assert asked
        words = [asked_text(one) for one in asked]
        assert len(words) == len(set(words))


def test_each_of_those_who_report_is_asked_what_she_can_tell() -> None:
    assert "class" in _asked(S.SCHOOL)
    assert "discharge_day" in _asked(S.HEALTH_SERVICE)
    assert "people_there" in _asked(S.POLICE)
    assert "earlier_record" in _asked(S.OTHER_SOCIAL_SERVICE)
    assert "reached_at" in _asked(S.SELF)
    assert _asked(S.NEIGHBOUR, anonymous=True) == [
        "seen_what", "seen_when", "seen_again", "how_known",
    ]  # fmt: skip
    assert _asked(S.SCHOOL, anonymous=True) == _asked(S.SCHOOL)
    assert _asked(S.NEIGHBOUR, Channel.OWN_MOTION) == ["what_brought_it_up"]


def test_what_a_court_wrote_stands_in_its_order_and_is_not_asked_twice() -> None:
    asked = _asked(S.JUVENILE_COURT)
    assert not {"proceeding_number", "act_and_date", "what_the_court_asks", "answer_by"} & {*asked}


@pytest.mark.parametrize(
    ("told", "missing"),
    [
        ({}, ["contact_at_school", "facts_with_dates"]),
        ({D.CONTACT_AT_SCHOOL: "la dirigente"}, ["facts_with_dates"]),
        ({D.CONTACT_AT_SCHOOL: "x", D.FACTS_WITH_DATES: "y", D.FAMILY_INFORMED: "no"},
         ["family_informed_why"]),
        ({D.CONTACT_AT_SCHOOL: "x", D.FACTS_WITH_DATES: "y", D.FAMILY_INFORMED: "yes"}, []),
    ],
)  # fmt: skip
def test_why_the_family_was_not_told_is_needed_only_then(
    told: dict[str, str], missing: list[str]
) -> None:
    asked = asked_in(Layer.QUESTIONS, S.SCHOOL, Channel.PEC)
    assert [*map(str, still_needed(asked, told))] == missing


def test_what_the_police_report_is_at_once_unless_somebody_says_otherwise() -> None:
    assert urgency_of(S.POLICE) is Urgency.IMMEDIATE
    assert {urgency_of(one) for one in S if one is not S.POLICE} == {Urgency.ORDINARY}


def test_an_answer_is_told_as_people_say_it() -> None:
    assert answer_text(Asked(D.DISCHARGE_DAY, AnswerKind.DATE), "2026-11-30") == "30/11/2026"
    assert answer_text(Asked(D.SEEN_AGAIN, AnswerKind.YES_NO), "yes") == "Sì"
    assert answer_text(Asked(D.CLASS, AnswerKind.TEXT), "3 B") == "3 B"
