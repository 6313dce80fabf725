"""What was asked and nobody knew is not what was never asked: on the page, in the list, in the file."""

from html import unescape
from typing import Any

import pytest

from app.catalogue.rules import Fact, ReferralSource
from app.intake.queries import to_complete
from app.intake.rules import Channel, Layer, Missing, is_not_known
from app.kernel.references import PersonId, ReferralId
from tests.builders.intake import in_evaluation, page_of
from tests.cast import Cast
from tests.support.client import Forms, OfficeClient

SCHOOL: dict[str, Any] = {"source": ReferralSource.SCHOOL, "channel": Channel.PEC}


@pytest.fixture
def bruno(client: OfficeClient, cast: Cast) -> OfficeClient:
    return client.enter(cast["bruno"])


def _missing(cast: Cast, referral: ReferralId, what: Missing) -> list[str]:
    listed = to_complete(page_of(cast["bruno"], referral))
    return [str(one.key) for one in listed if one.what is what]


@pytest.mark.parametrize(
    ("answer", "not_known"),
    [("unknown", True), ("Non so.", True), ("non si sa", True), ("", False), ("no", False),
     ("Non so se il padre lo sa", False)],
)  # fmt: skip
def test_what_says_that_nobody_knows(answer: str, not_known: bool) -> None:
    assert is_not_known(answer) is not_known


def test_a_question_begins_as_never_asked_and_may_go_back_there(
    bruno: OfficeClient, cast: Cast, child: PersonId
) -> None:
    referral = in_evaluation(cast, child, **SCHOOL)
    page = f"/referrals/{referral}/questions"
    name = "asked_signs_of_violence"

    def chosen() -> str:
        form = next(one for one in Forms(bruno.get(page).text).found if name in one.values)
        assert form.options[name] == ["yes", "no", "unknown", ""]
        return str(form.values[name])

    assert chosen() == ""
    for answer, told, not_known in (
        ("unknown", {}, ("signs_of_violence",)),
        ("yes", {"signs_of_violence": "yes"}, ()),
        ("", {}, ()),
    ):
        assert bruno.submit(page, {name: answer}).status_code == 303
        assert chosen() == answer
        layer = page_of(cast["bruno"], referral).layers[Layer.QUESTIONS]
        assert (dict(layer.told), layer.not_known) == (told, not_known)


def test_only_what_was_never_asked_is_to_be_asked(
    bruno: OfficeClient, cast: Cast, child: PersonId
) -> None:
    """What nobody knew says instead which paper tells it, or whom to ask."""
    referral = in_evaluation(cast, child, **SCHOOL)
    needed = _missing(cast, referral, Missing.ANSWER)
    assert "facts_with_dates" in needed
    typed = {"asked_facts_with_dates": "Non so", "asked_signs_of_violence": "unknown"}
    assert bruno.submit(f"/referrals/{referral}/questions", typed).status_code == 303
    assert _missing(cast, referral, Missing.ANSWER) == [
        one for one in needed if one != "facts_with_dates"
    ]
    unknown = _missing(cast, referral, Missing.NOT_KNOWN)
    assert set(unknown) == {"facts_with_dates", "signs_of_violence"}
    shown = unescape(bruno.get(f"/referrals/{referral}").text)
    assert "Chi segnala non lo sa. Lo dice la relazione della scuola" in shown
    assert "Non so. Lo dice il referto" in shown
    assert "Non so: 1. Non chieste: " in shown


def test_a_way_asks_what_was_never_asked_and_names_the_paper_of_the_rest(
    bruno: OfficeClient, cast: Cast, child: PersonId
) -> None:
    referral = in_evaluation(cast, child, **SCHOOL)
    page = f"/referrals/{referral}/path/school-assistance"
    question = "La disabilità è certificata?"
    before = unescape(bruno.get(page).text)
    to_ask = before.split("Da chiedere</h3>")[1].split("</ul>")[0]
    assert question in to_ask
    assert "Chiesto, e non si sa" not in before
    typed = {"asked_certified_disability": "unknown"}
    after = unescape(bruno.submit(page, {**typed, "explain": "1"}).text)
    said = after.split("Chiesto, e non si sa</h3>")[1].split("</ul>")[0]
    assert f"{question} Lo dice una carta" in said
    assert question not in after.partition("Da chiedere</h3>")[2].partition("</ul>")[0]
    assert bruno.submit(page, typed).status_code == 303
    kept = page_of(cast["bruno"], referral).path
    assert kept is not None
    assert kept.said.not_known == (Fact.CERTIFIED_DISABILITY,)
    shown = unescape(bruno.get(f"/referrals/{referral}").text)
    assert f"Chiesto quel giorno, e non si sapeva: {question}" in shown
    again = next(one for one in Forms(bruno.get(page).text).found if "door" in one.names)
    assert again.values["asked_certified_disability"] == "unknown"
