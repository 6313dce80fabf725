"""From the first words of who reports to where each way ends: one story for every service.

Somebody tells the counter, the supervisor assigns, the worker meets, chooses the way and presses
what the page offers next, until a request approved, a case, a practice, or a person sent where she
is helped. No press leads to a dead page.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from app.catalogue.labels import LABELS
from app.catalogue.paths import PATHS
from app.catalogue.rules import PathCode, PathEnd
from app.intake.procedure import ReferralState
from app.kernel.references import ReferralId
from app.kernel.verdict import Verdict
from app.people.rules import BirthKnown
from tests.builders.intake import page_of
from tests.builders.people import a_person
from tests.cast import Cast
from tests.support.at_work import Office, offered, pressed
from tests.support.client import OfficeClient

P = PathCode
ORDER = {"dated": "20/11/2026", "asks": "placement", "proceeding": "TM 412/2026"}


@dataclass(frozen=True)
class Story:
    """Who tells it, about whom (born when), what is answered, and what the way says then."""

    source: str
    born: date
    answers: Mapping[str, Any] = field(default_factory=dict)
    verdict: Verdict = Verdict.MET
    told: Mapping[str, str] = field(default_factory=dict)


GIRL, BOY, YOUTH = date(2017, 3, 14), date(2015, 7, 2), date(2008, 1, 19)
ADULT, OLD = date(1985, 4, 2), date(1941, 4, 2)
STORIES: Mapping[PathCode, Story] = {
    P.ADM: Story("school", GIRL, {
        "needs_support": "yes", "consent": "both_parents",
        "interventions": ["education_at_home", "accompanying_to_care", "sport_support"]}),
    P.MOTHER_CHILD: Story("health_service", ADULT, {
        "pregnant": "yes", "housing_difficulty": "yes", "own_will": "yes"}),
    P.MINORS_COMMUNITY: Story("juvenile_court", BOY, {"must_leave_family": "yes"}, told=ORDER),
    P.CHILD_PROTECTION: Story("juvenile_court", GIRL, told=ORDER),
    P.JUVENILE_JUSTICE: Story("justice_social_service", YOUTH, {"penal_proceeding": "yes"}),
    P.CDD: Story("self", YOUTH, {"disability": "severe"}),
    P.WORK_PLACEMENT: Story("self", ADULT, {"disadvantaged": "yes", "seeks_work": "yes"}),
    P.MULTIMISURA: Story("self", ADULT, {"in_difficulty": "yes", "needs_training": "yes"}),
    P.REMOTE_ASSISTANCE: Story("other_relative", OLD),
    P.HOME_CARE: Story("health_service", OLD, {"not_self_sufficient": "yes"}),
    P.SCHOOL_ASSISTANCE: Story("school", GIRL, {
        "certified_disability": "yes", "attends": "attends_school"}),
    P.NURSERY_SUPPORT: Story("school", date(2024, 5, 6), {"attends": "nursery"}),
    P.SCHOOL_SUPPORT: Story("school", GIRL, {
        "attends": "attends_school", "school_difficulty": "yes", "certified_disability": "no",
        "whole_class": "no", "consent": "both_parents"}),
    P.YOUTH_SPACE: Story("self", YOUTH),
    P.STARS: Story("self", ADULT, {"foreign_citizen": "yes"}),
    P.ECONOMIC_AID: Story("self", ADULT, {"economic_need": "yes"}, Verdict.UNKNOWN),
    P.WOMEN_SUPPORT: Story("self", ADULT, {"woman": "yes", "suffers_violence": "yes"}),
    P.ADULT_SUPPORT: Story("self", ADULT, {"without_home": "yes"}),
    P.SOCIAL_INCLUSION: Story("third_sector", ADULT),
    P.SOCIAL_SECRETARIAT: Story("self", ADULT),
    P.PRACTICES: Story("self", ADULT),
}  # fmt: skip


def _told_and_met(office: Office, cast: Cast, story: Story) -> str:
    person = a_person(
        cast["bruno"], "Colombo", "Lia", birth_known=BirthKnown.EXACT, birth_date=story.born
    )
    four = {"channel": "phone", "source": story.source, "story": "Chiama e racconta."}
    page = pressed(office["gino"], f"/referrals/new?person={person}",
                    {**four, **story.told}, "/referrals/new")  # fmt: skip
    worker = str(cast["bruno"].engagement_id)
    pressed(office["dario"], f"{page}/acts/assign", {"worker": _worker(office, page, worker)})
    pressed(office["bruno"], f"{page}/acts/first-contact", {"outcome": "real"})
    return page


def _worker(office: Office, page: str, engagement: str) -> str:
    text = office["dario"].get(f"{page}/acts/assign").text
    return next(value for value in re.findall(r'value="([^"]+)"', text) if engagement in value)


@pytest.mark.parametrize("code", PathCode)
def test_the_way_goes_from_the_first_words_to_where_it_ends(
    app: Flask, cast: Cast, code: PathCode
) -> None:
    story, office = STORIES[code], Office(app, cast)
    bruno, name = office["bruno"], LABELS[PathCode][code].text
    page = _told_and_met(office, cast, story)
    ways = offered(bruno.get(page).text, "Scegli il percorso")
    way = offered(bruno.get(ways).text, name)
    answers = {f"asked_{fact}": answer for fact, answer in story.answers.items()}
    explained = bruno.submit(way, {**answers, "explain": "1"})
    assert explained.status_code == 200
    assert "Comune che interviene" in explained.text
    pressed(bruno, way, answers)
    referral_id = ReferralId(UUID(page.rsplit("/", 1)[1]))
    kept = page_of(cast["bruno"], referral_id).path
    assert kept is not None
    assert (kept.path, kept.verdict) == (code, story.verdict), kept.said.wording
    end = PATHS[code].end
    if end in (PathEnd.SERVICE_REQUEST, PathEnd.PLACEMENT, PathEnd.CASE):
        _to_the_request(office, page, end, name)
    elif end is PathEnd.PRACTICE:
        _to_the_practice(office, page)
    else:
        pressed(bruno, _way_out(bruno, page, code), {"help_given": "called"})
    states = {
        PathEnd.PRACTICE: ReferralState.PRACTICE_OPENED,
        **dict.fromkeys((PathEnd.ACTIVITY, PathEnd.ONWARD_REFERRAL, PathEnd.LISTENING),
                        ReferralState.SIGNPOSTED),
    }  # fmt: skip
    ended = page_of(cast["dario"], referral_id).row.state
    assert ended is states.get(end, ReferralState.TAKEN_CHARGE)


def test_no_way_is_without_a_story() -> None:
    assert set(STORIES) == set(PathCode)


def _to_the_request(office: Office, page: str, end: PathEnd, name: str) -> None:
    """A case, a request of the way, approved; where it is a structure a place is looked for."""
    bruno, dario = office["bruno"], office["dario"]
    pressed(bruno, offered(bruno.get(page).text, "Prendi in carico per Colombo Lia"),
             {"basis": "consent"})  # fmt: skip
    words = "Prepara una richiesta a mano" if end is PathEnd.CASE else "Prepara la richiesta"
    request = pressed(bruno, page, {}, offered(bruno.get(page).text, words))
    text = bruno.get(request).text
    assert name in unescape(text)
    for line in set(re.findall(r'"(/request-lines/[^"/]+/edit)"', text)):
        pressed(bruno, line, {"quantity": "2", "starts_on": "01/12/2026", "ends_on": "30/06/2027"})
    period = {"management": "direct", "starts_on": "01/12/2026", "ends_on": "30/06/2027"}
    pressed(bruno, f"{request}/edit", period)
    pressed(bruno, f"{request}/acts/submit", {})
    pressed(dario, f"{request}/acts/approve", {})
    assert "Approvata" in dario.get(request).text
    if end is PathEnd.PLACEMENT:
        assert bruno.get(offered(bruno.get(request).text, "Cerca un posto")).status_code == 200


def _to_the_practice(office: Office, page: str) -> None:
    """A practice of the counter, whose checklist of papers opens."""
    bruno, gino = office["bruno"], office["gino"]
    pressed(bruno, offered(bruno.get(page).text, "Apri la pratica"), {})
    practice = offered(bruno.get(page).text, "Vai alla pratica")
    assert gino.get(practice).status_code == 200
    assert gino.get(f"{practice}/checklist").status_code == 200


def _way_out(bruno: OfficeClient, page: str, code: PathCode) -> str:
    """The page to which the end of the way leads, and it opens."""
    words = {
        PathEnd.ACTIVITY: "Chiudi come orientata",
        PathEnd.ONWARD_REFERRAL: "Chiudi come orientata",
        PathEnd.LISTENING: "Orienta o chiudi l'ascolto",
    }[PATHS[code].end]
    return offered(bruno.get(page).text, words)
