"""What is known already is not asked again: answers of who reports, consents of the archive."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from app.cases.models import ServiceRequest
from app.catalogue.rules import ConsentBasis, PathCode, ReferralSource
from app.consents.operations import withdraw_consent
from app.consents.queries import consent_rows
from app.consents.rules import ConsentAct
from app.db import db
from app.intake.operations import PathGiven, answer_layer, request_service
from app.intake.queries import to_complete
from app.intake.rules import Layer, Missing
from app.kernel.references import PersonId, ReferralId
from app.people.rules import BirthKnown
from tests.builders.consents import a_consent, a_family
from tests.builders.intake import CHARGE, act, in_evaluation, page_of
from tests.builders.people import a_person
from tests.cast import NOW, TODAY, Cast
from tests.support.client import OfficeClient

BOTH = {"basis": ConsentBasis.BOTH_PARENTS, "given_by": "i genitori", "given_on": None}


@pytest.fixture
def bruno(app: Flask, client: OfficeClient, cast: Cast) -> OfficeClient:
    return client.enter(cast["bruno"])


def _panel(bruno: OfficeClient, referral_id: ReferralId, code: str, place: int = 0) -> str:
    """Return the page of a way for one of the people."""
    page = bruno.get(f"/referrals/{referral_id}/path").text
    if place:
        page = bruno.get(_tab(page, place)).text
    address = next(
        part.split('"')[0] for part in page.split('href="') if f"/path/{code}?" in part[:200]
    )
    return bruno.get(address.replace("&amp;", "&")).text


def _tab(page: str, place: int) -> str:
    tabs = page.split('aria-label="Per chi si sceglie"')[1].split('href="')[1:]
    return tabs[place].split('"')[0].replace("&amp;", "&")


def _agreed(page: str, basis: ConsentBasis) -> bool:
    return f'<option selected value="{basis}">' in page


def _answers(cast: Cast, referral_id: ReferralId, **told: str) -> None:
    version = page_of(cast["bruno"], referral_id).layers[Layer.QUESTIONS].version
    answer_layer(
        actor=cast["bruno"].viewer, now=NOW, referral_id=referral_id, layer=Layer.QUESTIONS,
        version=version, told=told,
    )  # fmt: skip


def test_what_who_reports_answered_is_not_asked_again(
    bruno: OfficeClient, cast: Cast, child: PersonId
) -> None:
    referral_id = in_evaluation(cast, child, source=ReferralSource.SCHOOL)
    answers = {
        "institute": "IC Martesana", "class": "4 B", "family_informed": "no",
        "facts_with_dates": "Il 3 novembre senza merenda.",
    }  # fmt: skip
    _answers(cast, referral_id, **answers)
    page = _panel(bruno, referral_id, "adm")
    for words in ("IC Martesana", "4 B", "Il 3 novembre senza merenda."):
        assert words in page, words
    no = next(
        part.split(">")[0]
        for part in page.split("<input")
        if 'name="asked_family_informed"' in part and 'value="no"' in part
    )
    assert "checked" in no


def test_the_answer_given_later_is_the_one_proposed(
    bruno: OfficeClient, cast: Cast, child: PersonId
) -> None:
    referral_id = in_evaluation(cast, child, source=ReferralSource.SCHOOL)
    _answers(cast, referral_id, **{"class": "4 B", "institute": "IC Uno"})
    given = PathGiven(path=PathCode.ADM, details={"class": "5 C"}, reason="Si prova.")
    row = page_of(cast["bruno"], referral_id)
    act(cast["bruno"], "choose_path", referral_id, given=given, version=row.version)
    page = _panel(bruno, referral_id, "adm")
    assert "5 C" in page, "what the worker corrected stays"
    assert "IC Uno" in page
    version = page_of(cast["bruno"], referral_id).layers[Layer.QUESTIONS].version
    answer_layer(
        actor=cast["bruno"].viewer, now=NOW + timedelta(hours=1), referral_id=referral_id,
        layer=Layer.QUESTIONS, version=version, told={"class": "3 A", "institute": "IC Uno"},
    )  # fmt: skip
    assert "3 A" in _panel(bruno, referral_id, "adm")


def test_a_child_placed_in_urgency_is_not_asked_of_it_again(
    bruno: OfficeClient, cast: Cast, child: PersonId
) -> None:
    referral_id = in_evaluation(cast, child, source=ReferralSource.POLICE)
    _answers(cast, referral_id, placed_in_urgency="yes", where_placed_now="Dalla zia.")
    page = _panel(bruno, referral_id, "minors-community")
    assert "Dalla zia." in page
    assert "collocamento d&#39;urgenza" in page


def test_the_archive_knows_for_each_way_its_own_consent(bruno: OfficeClient, cast: Cast) -> None:
    noemi, mother, father = a_family(cast["bruno"])
    for parent in (mother, father):
        a_consent(cast["bruno"], noemi, parent, ConsentAct.ADM)
    referral_id = in_evaluation(cast, noemi)
    assert _agreed(_panel(bruno, referral_id, "adm"), ConsentBasis.BOTH_PARENTS)
    assert not _agreed(_panel(bruno, referral_id, "school-support"), ConsentBasis.BOTH_PARENTS)


@pytest.mark.parametrize("back", [False, True], ids=["stands", "taken back"])
def test_panel_and_request_hold_to_the_same_consent(
    bruno: OfficeClient, cast: Cast, child: PersonId, back: bool
) -> None:
    by: dict[str, Any] = {"actor": cast["bruno"].viewer, "now": NOW}
    referral_id = in_evaluation(cast, child)
    act(cast["bruno"], "note_consent", referral_id, **BOTH)
    (said,) = consent_rows(cast["bruno"].viewer, child)
    assert said.giver == "i genitori", "who said it is in the archive too"
    assert Missing.CONSENT not in _missing(cast, referral_id)
    if back:
        withdraw_consent(
            **by, person_id=child, consent_id=said.id, version=said.version, withdrawn_on=TODAY
        )
    assert (Missing.CONSENT in _missing(cast, referral_id)) is back
    assert _agreed(_panel(bruno, referral_id, "adm"), ConsentBasis.BOTH_PARENTS) is not back
    given = PathGiven(path=PathCode.ADM, answers={"consent": "both_parents"}, reason="Si prova.")
    act(cast["bruno"], "choose_path", referral_id, given=given)
    act(cast["bruno"], "take_charge", referral_id, charge=CHARGE)
    (subject,) = page_of(cast["bruno"], referral_id).subjects
    request_id = request_service(**by, referral_id=referral_id, subject_id=subject.id)
    kept = db.session.get_one(ServiceRequest, (cast["bruno"].organisation_id, request_id)).consent
    assert kept == (ConsentBasis.UNKNOWN if back else ConsentBasis.BOTH_PARENTS)


def _missing(cast: Cast, referral_id: ReferralId) -> list[Missing]:
    return [one.what for one in to_complete(page_of(cast["bruno"], referral_id))]


def test_what_the_archive_knows_is_not_to_be_completed(app: Flask, cast: Cast) -> None:
    noemi, mother, father = a_family(cast["bruno"])
    referral_id = in_evaluation(cast, noemi)
    assert Missing.CONSENT in _missing(cast, referral_id)
    for parent in (mother, father):
        a_consent(cast["bruno"], noemi, parent, ConsentAct.ASSESSMENT)
    assert Missing.CONSENT not in _missing(cast, referral_id)


def test_the_word_of_the_parents_is_not_that_of_an_adult(
    bruno: OfficeClient, cast: Cast, child: PersonId, adult: PersonId
) -> None:
    referral_id = in_evaluation(cast, child, adult)
    act(cast["bruno"], "note_consent", referral_id, **BOTH)
    assert _agreed(_panel(bruno, referral_id, "adm", 0), ConsentBasis.BOTH_PARENTS)
    assert not _agreed(_panel(bruno, referral_id, "adm", 1), ConsentBasis.BOTH_PARENTS)


def test_the_history_says_for_whom_a_way_was_chosen(bruno: OfficeClient, cast: Cast) -> None:
    born = {"birth_known": BirthKnown.EXACT, "birth_date": date(2015, 7, 2)}
    ivan, giada = (a_person(cast["bruno"], "Perego", one, **born) for one in ("Ivan", "Giada"))
    referral_id = in_evaluation(cast, ivan, giada)
    subjects = page_of(cast["bruno"], referral_id).subjects
    for subject, path in zip(subjects, (PathCode.ADM, PathCode.CHILD_PROTECTION), strict=True):
        given = PathGiven(path=path, subject_ids=(subject.id,), reason="Si prova.")
        act(cast["bruno"], "choose_path", referral_id, given=given)
    text = bruno.get(f"/referrals/{referral_id}").text
    history = text.split('id="history"')[1]
    assert "Assistenza domiciliare minori, per Perego Ivan" in history
    assert "Tutela minori, per Perego Giada" in history


def test_one_way_leads_to_taking_charge(bruno: OfficeClient, cast: Cast, child: PersonId) -> None:
    referral_id = in_evaluation(cast, child)
    act_page = f"/referrals/{referral_id}/acts/take-charge"
    before = bruno.get(f"/referrals/{referral_id}").text
    assert before.count(f'href="{act_page}') == 1, "without a way it is among the acts"
    given = PathGiven(path=PathCode.ADM, reason="Si prova.")
    act(cast["bruno"], "choose_path", referral_id, given=given)
    after = bruno.get(f"/referrals/{referral_id}").text
    (subject,) = page_of(cast["bruno"], referral_id).subjects
    assert after.count(f'href="{act_page}') == 1
    assert f'href="{act_page}?chi={subject.id}' in after


def test_who_goes_the_same_way_is_taken_charge_of_together(
    bruno: OfficeClient, cast: Cast, child: PersonId, adult: PersonId
) -> None:
    other = a_person(cast["bruno"], "Rota", "Zia")
    referral_id = in_evaluation(cast, adult, child, other)
    mother, son, aunt = page_of(cast["bruno"], referral_id).subjects
    given = PathGiven(
        path=PathCode.MOTHER_CHILD, subject_ids=(mother.id, son.id), reason="Si prova."
    )
    act(cast["bruno"], "choose_path", referral_id, given=given)
    text = bruno.get(f"/referrals/{referral_id}/acts/take-charge?chi={mother.id}").text
    ticked = {one.id for one in (mother, son, aunt) if _ticked(text, str(one.id))}
    assert ticked == {mother.id, son.id}


def _ticked(text: str, value: str) -> bool:
    box = next(part for part in text.split("<input") if f'value="{value}"' in part)
    return "checked" in box.split(">")[0]


def test_a_practice_names_where_it_comes_from_to_whom_may_read_it(
    app: Flask, bruno: OfficeClient, cast: Cast, adult: PersonId
) -> None:
    referral_id = in_evaluation(cast, adult, source=ReferralSource.SELF)
    assert bruno.submit(f"/referrals/{referral_id}/acts/open-practice", {
        "applicant": str(adult), "kind": "economic_aid",
    }).status_code == 303  # fmt: skip
    row = page_of(cast["bruno"], referral_id)
    (subject,) = row.subjects
    assert subject.practice is not None
    practice = f"/practices/{subject.practice.id}"
    assert row.row.number in bruno.get(practice).text
    told = set()
    for who in ("anna", "carla", "dario", "gino", "elena"):
        client: Any = app.test_client()
        shown = client.enter(cast[who]).get(practice)
        reads = client.get(f"/referrals/{referral_id}").status_code == 200
        if shown.status_code == 200:
            assert (row.row.number in shown.text) is reads, who
            told.add(reads)
    assert told == {True, False}
