"""The way of each person: chosen for her, explained, brought to where it ends."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask, url_for
from sqlalchemy import func, select

from app.cases.models import RequestLine, ServiceRequest
from app.catalogue.operations import choose_parameter
from app.catalogue.rules import Measure, ParameterKey, PathCode, PathEnd, ReferralSource
from app.db import db
from app.intake.operations import (
    PathGiven,
    PracticeWanted,
    open_practice_for,
    request_service,
)
from app.intake.procedure import ReferralState
from app.intake.routes.ends import EndPage
from app.intake.rules import SubjectOutcome
from app.kernel.errors import Invalid, NotAllowedNow, NotFound
from app.kernel.references import PersonId, ReferralId
from app.kernel.verdict import Verdict
from app.people.rules import BirthKnown
from app.practices.models import Practice
from app.practices.rules import PracticeKind
from tests.builders.cases import an_open_case
from tests.builders.intake import CHARGE, a_referral, act, in_evaluation, page_of
from tests.builders.people import a_person
from tests.builders.requests import a_service
from tests.cast import NOW, TODAY, Cast
from tests.support.client import OfficeClient

AWAY = {"asked_must_leave_family": "yes", "asked_court_order": "yes"}


@pytest.fixture
def bruno(app: Flask, client: OfficeClient, cast: Cast) -> OfficeClient:
    return client.enter(cast["bruno"])


def _born(cast: Cast, given: str, birth: date) -> PersonId:
    known = {"birth_known": BirthKnown.EXACT, "birth_date": birth}
    return a_person(cast["bruno"], "Perego", given, **known)


@pytest.fixture
def two(app: Flask, cast: Cast) -> ReferralId:
    """Ivan, eleven, and his sister Giada, nine since two days ago, in one report."""
    ivan = _born(cast, "Ivan", date(2015, 7, 2))
    giada = _born(cast, "Giada", date(2017, 11, 21))
    return in_evaluation(cast, ivan, giada, source=ReferralSource.POLICE)


def _address(cast: Cast, referral_id: ReferralId, place: int, code: str) -> str:
    subject = page_of(cast["bruno"], referral_id).subjects[place]
    return f"/referrals/{referral_id}/path/{code}?chi={subject.id}"


def test_brother_and_sister_have_each_an_answer_of_their_own(
    bruno: OfficeClient, cast: Cast, two: ReferralId
) -> None:
    his = _address(cast, two, 0, "minors-community")
    hers = _address(cast, two, 1, "minors-community")
    assert bruno.submit(his, AWAY).status_code == 303
    refused = bruno.submit(hers, AWAY)
    assert refused.status_code == 422
    assert "Dal 21/11/2027, quando compie 10 anni." in refused.text
    assert bruno.submit(hers, {**AWAY, "reason": "Non si dividono i fratelli."}).status_code == 303
    page = page_of(cast["bruno"], two)
    ivan, giada = (page.paths[one.id] for one in page.subjects)
    assert (ivan.verdict, ivan.said.facts.age) == (Verdict.MET, 11)
    assert (giada.verdict, giada.said.facts.age) == (Verdict.NOT_MET, 9)
    shown = bruno.get(f"/referrals/{two}").text
    assert "Perego Ivan</h3>" in shown
    assert "Perego Giada</h3>" in shown
    assert "Non si dividono i fratelli." in shown


def test_the_request_of_each_takes_the_way_chosen_last_for_her(cast: Cast, two: ReferralId) -> None:
    ivan, giada = page_of(cast["bruno"], two).subjects
    for who, path in (
        (ivan, PathCode.CHILD_PROTECTION),
        (giada, PathCode.MINORS_COMMUNITY),
        (ivan, PathCode.ADM),
    ):
        given = PathGiven(path=path, subject_ids=(who.id,), reason="Si prova.")
        act(cast["bruno"], "choose_path", two, given=given)
    act(cast["bruno"], "take_charge", two, charge=CHARGE)
    asked = {"actor": cast["bruno"].viewer, "now": NOW, "referral_id": two}
    requests = [request_service(**asked, subject_id=one.id) for one in (ivan, giada)]
    paths = select(ServiceRequest.id, ServiceRequest.path)
    found = dict(db.session.execute(paths).all())  # type: ignore[arg-type]
    assert [found[one] for one in requests] == [PathCode.ADM, PathCode.MINORS_COMMUNITY]


def test_what_was_said_stays_when_the_figure_moves(
    bruno: OfficeClient, cast: Cast, two: ReferralId
) -> None:
    by: dict[str, Any] = {"actor": cast["dario"].viewer, "now": NOW}
    age = {
        "key": ParameterKey.MINORS_COMMUNITY_FROM_AGE,
        "organisation_id": by["actor"].organisation_id,
    }
    choose_parameter(**by, **age, value="11", valid_from=TODAY, source="delibera 12/2026")
    his = _address(cast, two, 0, "minors-community")
    shown = bruno.get(his).text
    assert "11 anni, in vigore dal 23/11/2026, fonte: delibera 12/2026." in shown
    assert bruno.submit(his, AWAY).status_code == 303
    before = page_of(cast["bruno"], two).path
    choose_parameter(**by, **age, value="12", valid_from=TODAY, source="delibera 13/2026")
    after = page_of(cast["bruno"], two).path
    assert before == after
    assert after is not None
    assert any("fonte: delibera 12/2026" in line for line in after.said.wording)
    kept = after.said.figures[ParameterKey.MINORS_COMMUNITY_FROM_AGE]
    assert (kept.value, kept.since, kept.source) == ("11", TODAY, "delibera 12/2026")
    assert "delibera 13/2026" in bruno.get(his).text


def test_a_way_for_somebody_of_another_report_is_no_page(
    bruno: OfficeClient, cast: Cast, two: ReferralId
) -> None:
    other = in_evaluation(cast, _born(cast, "Altra", date(2012, 1, 1)))
    stranger = page_of(cast["bruno"], other).subjects[0].id
    for chi in (stranger, "moon", "' OR 1=1 --"):
        for address in (f"/referrals/{two}/path", f"/referrals/{two}/path/adm"):
            assert bruno.get(address, query_string={"chi": str(chi)}).status_code == 404
    given = PathGiven(path=PathCode.ADM, subject_ids=(stranger,), reason="Sì.")
    with pytest.raises(NotFound):
        act(cast["bruno"], "choose_path", two, given=given)


def test_the_panel_names_both_comuni_what_would_help_and_the_other_ways(
    bruno: OfficeClient, cast: Cast, two: ReferralId
) -> None:
    hers = _address(cast, two, 1, "minors-community")
    text = bruno.submit(hers, {**AWAY, "asked_present_here": "no", "explain": "1"}).text
    for words in (
        "Comune che interviene", "la persona si trova altrove", "Comune che paga",
        "L.R. 34/2004, art. 4", "Sarebbe possibile", "Dal 21/11/2027", "Gli altri percorsi",
        "Questa regola non va", "valore di partenza, fonte: regola dell&#39;ufficio",
    ):  # fmt: skip
        assert words in text, words
    subject = page_of(cast["bruno"], two).subjects[1].id
    assert f"/path/child-protection?chi={subject}" in text
    assert f"/path/minors-community/explain?chi={subject}" in text


def test_the_chooser_tells_apart_the_four_that_look_alike(
    bruno: OfficeClient, cast: Cast, two: ReferralId
) -> None:
    subject = page_of(cast["bruno"], two).subjects[0].id
    address = f"/referrals/{two}/path"
    pupil = {"chi": subject, "help_at_home": "no", "attends": "attends_school", "whole_class": "no"}
    text = bruno.get(address, query_string={**pupil, "certified_disability": "yes"}).text
    assert "Sembra questo" in text
    assert "/path/school-assistance?chi=" in text
    assert "Può essere uno di questi" in bruno.get(address, query_string=pupil).text
    form = bruno.get(
        f"{address}/school-support", query_string={**pupil, "certified_disability": "no"}
    ).text
    assert 'name="asked_attends"' in form
    assert '<option selected value="attends_school">' in form
    assert "Non c&#39;è una certificazione di disabilità." in form
    for absurd in ("moon", "<script>alert(1)</script>", "x" * 9000, "\x00"):
        odd = bruno.get(address, query_string={"chi": subject, "attends": absurd})
        assert odd.status_code == 200
        assert "<script>alert" not in odd.text


def test_an_adult_is_not_asked_where_she_goes_in_the_morning(
    bruno: OfficeClient, cast: Cast, adult: PersonId
) -> None:
    referral_id = in_evaluation(cast, adult)
    assert "Quattro domande" not in bruno.get(f"/referrals/{referral_id}/path").text


def test_the_consent_and_the_age_of_today_are_proposed(
    bruno: OfficeClient, cast: Cast, two: ReferralId
) -> None:
    consent = {"basis": "both_parents", "given_by": "i genitori"}
    bruno.submit(f"/referrals/{two}/acts/note-consent", consent)
    text = bruno.get(_address(cast, two, 0, "adm")).text
    assert '<option selected value="both_parents">' in text
    assert 'value="11"' in text


def _wanted(cast: Cast, referral_id: ReferralId, applicant: PersonId) -> dict[str, Any]:
    (subject,) = page_of(cast["bruno"], referral_id).unsettled
    wanted = PracticeWanted(
        subject_id=subject.id, applicant_id=applicant, kind=PracticeKind.ECONOMIC_AID
    )
    return {"wanted": wanted}


def _practices() -> int:
    return db.session.scalar(select(func.count()).select_from(Practice)) or 0


def test_a_practice_ends_it_for_an_adult(bruno: OfficeClient, cast: Cast, adult: PersonId) -> None:
    referral_id = in_evaluation(cast, adult, source=ReferralSource.SELF)
    need = {"asked_economic_need": "yes"}
    assert bruno.submit(f"/referrals/{referral_id}/path/economic-aid", need).status_code == 303
    subject = page_of(cast["bruno"], referral_id).subjects[0]
    act_page = f"/referrals/{referral_id}/acts/open-practice"
    assert f"{act_page}?chi={subject.id}" in bruno.get(f"/referrals/{referral_id}").text
    done = bruno.submit(f"{act_page}?chi={subject.id}", {})
    assert done.status_code == 303
    page = page_of(cast["bruno"], referral_id)
    assert page.row.state is ReferralState.PRACTICE_OPENED
    (one,) = page.subjects
    assert one.outcome is SubjectOutcome.PRACTICE_OPENED
    assert one.practice is not None
    assert f"/practices/{one.practice.id}" in bruno.get(f"/referrals/{referral_id}").text
    assert bruno.get(f"/practices/{one.practice.id}").status_code == 200


def test_a_practice_about_a_minor_is_read_by_another_first(cast: Cast, child: PersonId) -> None:
    referral_id = in_evaluation(cast, child)
    act(cast["bruno"], "open_practice_for", referral_id, **_wanted(cast, referral_id, child))
    page = page_of(cast["dario"], referral_id)
    assert page.row.state is ReferralState.PROPOSED_CLOSURE
    assert page.subjects[0].outcome is None
    act(cast["dario"], "disagree_closure", referral_id, words="Prima si sente la madre.")
    act(cast["bruno"], "open_practice_for", referral_id, **_wanted(cast, referral_id, child))
    assert _practices() == 1, "the one of before is kept"
    act(cast["dario"], "agree_closure", referral_id)
    page = page_of(cast["dario"], referral_id)
    assert page.row.state is ReferralState.PRACTICE_OPENED
    assert page.subjects[0].outcome is SubjectOutcome.PRACTICE_OPENED


def test_a_practice_in_the_name_of_a_stranger_is_refused(
    cast: Cast, child: PersonId, adult: PersonId
) -> None:
    referral_id = in_evaluation(cast, child)
    with pytest.raises(Invalid, match="not_an_applicant"):
        act(cast["bruno"], "open_practice_for", referral_id, **_wanted(cast, referral_id, adult))
    assert _practices() == 0


def test_a_practice_is_not_opened_before_it_is_worked(cast: Cast, adult: PersonId) -> None:
    referral_id = a_referral(cast["bruno"], adult)
    row = page_of(cast["bruno"], referral_id)
    with pytest.raises(NotAllowedNow):
        open_practice_for(
            actor=cast["bruno"].viewer, now=NOW, referral_id=referral_id, version=row.version,
            **_wanted(cast, referral_id, adult),
        )  # fmt: skip
    assert _practices() == 0


def test_what_comes_first_is_said_and_what_may_be_done_is_a_link(
    app: Flask, bruno: OfficeClient, cast: Cast, child: PersonId
) -> None:
    waiting = a_referral(cast["bruno"], child)
    given = PathGiven(path=PathCode.ADM, reason="Sì.")
    act(cast["bruno"], "choose_path", waiting, given=given)
    assert "Prima va assegnata a chi la segue." in bruno.get(f"/referrals/{waiting}").text
    followed = in_evaluation(cast, child)
    an_open_case(cast["bruno"], child)
    act(cast["bruno"], "choose_path", followed, given=given)
    subject = page_of(cast["bruno"], followed).subjects[0]
    link = f"/referrals/{followed}/acts/link-to-case?chi={subject.id}"
    assert link in bruno.get(f"/referrals/{followed}").text
    assert bruno.submit(link, {}).status_code == 303


def test_taking_charge_proposes_the_area_of_the_way(
    bruno: OfficeClient, cast: Cast, adult: PersonId
) -> None:
    referral_id = in_evaluation(cast, adult)
    given = PathGiven(path=PathCode.REMOTE_ASSISTANCE, reason="Vive sola.")
    act(cast["bruno"], "choose_path", referral_id, given=given)
    subject = page_of(cast["bruno"], referral_id).subjects[0]
    text = bruno.get(f"/referrals/{referral_id}/acts/take-charge?chi={subject.id}").text
    assert '<option selected value="elderly">' in text


def test_an_end_leads_to_the_page_that_the_program_names(
    app: Flask, bruno: OfficeClient, cast: Cast, adult: PersonId
) -> None:
    referral_id = in_evaluation(cast, adult)
    given = PathGiven(path=PathCode.WOMEN_SUPPORT, reason="Sì.")
    act(cast["bruno"], "choose_path", referral_id, given=given)
    page = f"/referrals/{referral_id}"
    assert "/acts/propose-signpost?chi=" in bruno.get(page).text
    there = EndPage(
        PathEnd.ONWARD_REFERRAL, "Invia a un altro servizio",
        lambda end: url_for("catalogue.card", number=17, da=end.referral_id),
    )  # fmt: skip
    before = app.extensions["path_ends"]
    app.extensions["path_ends"] = (there,)
    try:
        text = bruno.get(page).text
    finally:
        app.extensions["path_ends"] = before
    assert f"/services/17?da={referral_id}" in text
    assert "Chiudi come orientata" in text


@pytest.mark.parametrize("known", [False, True], ids=["by hand", "in the catalogue"])
def test_a_way_without_a_service_becomes_a_request_by_hand(
    bruno: OfficeClient, cast: Cast, adult: PersonId, known: bool
) -> None:
    if known:
        a_service(cast, path=PathCode.WORK_PLACEMENT, measure=Measure.MONTHS)
    referral_id = in_evaluation(cast, adult)
    given = PathGiven(path=PathCode.WORK_PLACEMENT, reason="Cerca lavoro.")
    act(cast["bruno"], "choose_path", referral_id, given=given)
    act(cast["bruno"], "take_charge", referral_id, charge=replace(CHARGE))
    subject = page_of(cast["bruno"], referral_id).subjects[0]
    action = f"/referrals/{referral_id}/subjects/{subject.id}/request"
    made = bruno.submit(f"/referrals/{referral_id}", {}, action=action)
    assert made.status_code == 303
    shown = bruno.get(made.location)
    assert shown.status_code == 200
    assert ("nel catalogo non c&#39;è ancora questo servizio" in shown.text) is not known
    (line,) = db.session.scalars(select(RequestLine)).all()
    assert (line.measure, line.unit_id) == (Measure.MONTHS if known else Measure.PATHS, None)
