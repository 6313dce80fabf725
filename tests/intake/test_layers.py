"""After the four answers: questions by who reports, what is around, what is left to complete."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.catalogue.rules import ReferralSource
from app.db import db
from app.intake import operations
from app.intake.models import Referral, ReferralAnswer
from app.intake.operations import OrderGiven
from app.intake.queries import to_complete
from app.intake.rules import Channel, JudicialAsk, Layer, Missing
from app.kernel.errors import Conflict, NotAllowedNow
from app.kernel.references import PersonId, ReferralId
from app.organisations.rules import BodyKind
from tests.builders.intake import (
    CHARGE,
    a_body,
    a_referral,
    act,
    an_assigned,
    in_evaluation,
    page_of,
)
from tests.cast import NOW, Cast, Member
from tests.support.client import OfficeClient
from tests.support.counting import counting

SCHOOL: dict[str, Any] = {"source": ReferralSource.SCHOOL, "channel": Channel.PEC}


def _browser(app: Flask, cast: Cast, who: str) -> OfficeClient:
    client: Any = app.test_client()
    entered: OfficeClient = client.enter(cast[who])
    return entered


def _answer(by: Member, referral: ReferralId, version: int, **told: str) -> None:
    operations.answer_layer(
        actor=by.viewer,
        now=NOW,
        referral_id=referral,
        layer=Layer.QUESTIONS,
        version=version,
        told=told,
    )


def _missing(by: Member, referral: ReferralId) -> list[Missing]:
    return [one.what for one in to_complete(page_of(by, referral))]


def test_the_school_answers_what_it_can_and_the_rest_is_a_list(
    app: Flask, cast: Cast, child: PersonId
) -> None:
    referral = a_referral(cast["gino"], child, **SCHOOL)
    gino = _browser(app, cast, "gino")
    page = f"/referrals/{referral}/questions"
    shown = gino.get(page).text
    for words in ("Quale classe?", "Se no, perché?", "Fatti visti o riferiti", "art. 403"):
        assert words in shown
    answer = gino.submit(page, {"asked_class": "3 B", "asked_family_informed": "no"})
    assert (answer.status_code, answer.location) == (303, f"/referrals/{referral}")
    shown = gino.get(answer.location).text
    assert "3 B" in shown
    assert "Da completare" in shown
    assert "Se no, perché?" in shown
    assert _missing(cast["gino"], referral).count(Missing.ANSWER) == 3
    more = {"asked_family_informed_why": "Si teme per lui.", "asked_contact_at_school": "la vicaria",
            "asked_facts_with_dates": "12/11: un livido.\n19/11: un altro.",
            "asked_signs_of_violence": "yes"}  # fmt: skip
    assert gino.submit(page, more).status_code == 303
    shown = gino.get(f"/referrals/{referral}").text
    assert "Segni fisici o violenza" in shown
    assert Missing.ANSWER not in _missing(cast["gino"], referral)


def test_the_last_word_holds_and_those_before_stay(app: Flask, cast: Cast, child: PersonId) -> None:
    referral = a_referral(cast["gino"], child, **SCHOOL)
    _answer(cast["gino"], referral, 1, **{"class": "2 A"})
    _answer(cast["gino"], referral, 2, **{"class": "3 B"})
    layer = page_of(cast["gino"], referral).layers[Layer.QUESTIONS]
    assert (layer.told, layer.version) == ({"class": "3 B"}, 3)
    assert [one.answer for one in layer.before] == ["2 A"]
    _answer(cast["gino"], referral, 3)
    layer = page_of(cast["gino"], referral).layers[Layer.QUESTIONS]
    assert layer.told == {}
    assert [one.answer for one in layer.before] == ["3 B", "2 A"]
    shown = _browser(app, cast, "gino").get(f"/referrals/{referral}/questions").text
    assert "2 A" in shown


def test_what_was_answered_is_sealed(cast: Cast, child: PersonId) -> None:
    referral = a_referral(cast["gino"], child, **SCHOOL)
    _answer(cast["gino"], referral, 1, **{"class": "Kanarinoclasse"})
    kept = db.session.scalars(select(ReferralAnswer.answer_sealed)).one()
    assert kept is not None
    assert b"Kanarino" not in kept


def test_each_layer_has_its_own_version_and_disturbs_no_act(cast: Cast, child: PersonId) -> None:
    referral = an_assigned(cast, child, **SCHOOL)
    bruno = cast["bruno"]
    before = db.session.get_one(Referral, (bruno.organisation_id, referral)).version
    _answer(bruno, referral, 1, **{"class": "3 B"})
    operations.answer_layer(
        actor=bruno.viewer, now=NOW, referral_id=referral, layer=Layer.CONTEXT, version=1,
        told={"risk_violence": "yes"},
    )  # fmt: skip
    assert db.session.get_one(Referral, (bruno.organisation_id, referral)).version == before
    with pytest.raises(Conflict):
        _answer(bruno, referral, 1, **{"class": "1 C"})


def test_somebody_wrote_meanwhile_and_both_texts_are_there(
    app: Flask, cast: Cast, child: PersonId
) -> None:
    referral = an_assigned(cast, child, **SCHOOL)
    page = f"/referrals/{referral}/questions"
    bruno = _browser(app, cast, "bruno")
    _answer(cast["dario"], referral, 1, **{"class": "2 A"})
    typed = {"asked_class": "3 B", "asked_family_informed": "no", "version": "1"}
    answer = bruno.submit(page, typed)
    assert answer.status_code == 409
    for words in (
        "Qualcuno ha salvato mentre scrivevi",
        "2 A",
        "3 B",
        "<td>Non chiesto</td><td>No</td>",
    ):
        assert words in answer.text


def test_the_order_of_a_court_may_come_with_the_questions(
    app: Flask, cast: Cast, child: PersonId
) -> None:
    court = {"source": ReferralSource.JUVENILE_COURT, "channel": Channel.PEC}
    referral = a_referral(cast["gino"], child, **court)
    assert _missing(cast["gino"], referral)[0] is Missing.ORDER
    gino, page = _browser(app, cast, "gino"), f"/referrals/{referral}/questions"
    half = gino.submit(page, {"proceeding": "TM 9/2026"})
    assert half.status_code == 422
    assert "servono la data e che cosa chiede" in half.text
    late = {"dated": "20/11/2026", "asks": "inquiry", "answer_by": "01/11/2026"}
    assert gino.submit(page, late).status_code == 422
    whole = {**late, "answer_by": "25/12/2026", "proceeding": "TM 9/2026"}
    assert gino.submit(page, whole).status_code == 303
    assert [one.proceeding for one in page_of(cast["gino"], referral).orders] == ["TM 9/2026"]
    assert Missing.ORDER not in _missing(cast["gino"], referral)
    assert 'name="proceeding"' not in gino.get(page).text
    order = OrderGiven(proceeding="", dated=NOW.date(), asks=JudicialAsk.REPORT)
    with pytest.raises(Conflict):
        operations.answer_layer(
            actor=cast["gino"].viewer, now=NOW, referral_id=referral, layer=Layer.QUESTIONS,
            version=1, told={}, order=order,
        )  # fmt: skip


def test_an_anonymous_report_is_asked_what_was_seen(app: Flask, cast: Cast) -> None:
    referral = a_referral(cast["gino"], anonymous=True)
    shown = _browser(app, cast, "gino").get(f"/referrals/{referral}/questions").text
    assert "Come lo sa chi segnala?" in shown
    assert "Si può dire alla persona chi ha segnalato?" not in shown


def test_who_does_not_want_to_be_named_is_said_on_the_page(
    app: Flask, cast: Cast, child: PersonId
) -> None:
    referral = a_referral(cast["gino"], child)
    gino = _browser(app, cast, "gino")
    said = {"asked_may_name_reporter": "no"}
    gino.submit(f"/referrals/{referral}/questions", said)
    assert "non vuole che si dica chi è" in gino.get(f"/referrals/{referral}").text


def test_the_context_says_yes_no_or_not_known(app: Flask, cast: Cast, child: PersonId) -> None:
    referral = an_assigned(cast, child)
    bruno, page = _browser(app, cast, "bruno"), f"/referrals/{referral}/context"
    assert "In casa c&#39;è un&#39;arma?" in bruno.get(page).text
    told = {"asked_risk_violence": "yes", "asked_risk_grounds": "Lo dice la nonna, il 12/11.",
            "asked_notice_given": "yes"}  # fmt: skip
    assert bruno.submit(page, told).status_code == 303
    assert page_of(cast["bruno"], referral).layers[Layer.CONTEXT].told == {
        "risk_violence": "yes", "risk_grounds": "Lo dice la nonna, il 12/11.", "notice_given": "yes",
    }  # fmt: skip
    assert Missing.NOTICE not in _missing(cast["bruno"], referral)


def test_the_list_leads_to_what_this_reader_may_do(app: Flask, cast: Cast) -> None:
    referral = a_referral(cast["gino"])
    shown = _browser(app, cast, "gino").get(f"/referrals/{referral}").text
    assert "/identify" in shown
    assert "/acts/judge-risk" not in shown
    assert "Rischio e pregiudizio" in shown
    assert f"/referrals/{referral}/acts/judge-risk" in (
        _browser(app, cast, "dario").get(f"/referrals/{referral}").text
    )


def test_what_is_concluded_is_answered_no_more(app: Flask, cast: Cast, child: PersonId) -> None:
    referral = in_evaluation(cast, child)
    act(
        cast["bruno"],
        "take_charge",
        referral,
        charge=replace(CHARGE, holder_id=cast["bruno"].engagement_id),
    )
    with pytest.raises(NotAllowedNow):
        _answer(cast["bruno"], referral, 1, relation_to_person="zia")
    assert to_complete(page_of(cast["bruno"], referral)) == ()
    shown = _browser(app, cast, "bruno").get(f"/referrals/{referral}/questions").text
    assert "Aggiungi un fatto nuovo" in shown


def test_the_stranger_finds_nothing_and_the_colleague_without_the_duty_may_not(
    app: Flask, cast: Cast, child: PersonId
) -> None:
    referral = an_assigned(cast, child)
    for layer in Layer:
        assert _browser(app, cast, "zeno").get(f"/referrals/{referral}/{layer}").status_code == 404
        assert _browser(app, cast, "anna").get(f"/referrals/{referral}/{layer}").status_code == 403


def test_a_layer_asks_the_database_as_often_however_much_was_answered(
    app: Flask, cast: Cast, child: PersonId
) -> None:
    referral = an_assigned(cast, child, **SCHOOL)
    bruno = _browser(app, cast, "bruno")

    def asked() -> int:
        with counting() as sent:
            assert bruno.get(f"/referrals/{referral}").status_code == 200
        return len(sent)

    _answer(cast["bruno"], referral, 1, **{"class": "0 A"})
    asked()
    few = asked()
    for number in range(5):
        _answer(cast["bruno"], referral, number + 2, **{"class": f"{number + 1} A"})
    assert asked() == few


def test_the_questions_of_a_school_stand_on_one_sheet(app: Flask, cast: Cast) -> None:
    gino = _browser(app, cast, "gino")
    shown = gino.get("/referrals/questions/school").text
    for words in ("Segnalazione al servizio sociale", "Quale classe?", "☐ sì", "112"):
        assert words in shown
    assert "Come lo sa" not in shown
    assert gino.get("/referrals/questions/nobody").status_code == 404
    assert _browser(app, cast, "anna").get("/referrals/questions/school").status_code == 403


def test_the_body_chosen_at_the_registration_is_not_typed_again(
    app: Flask, cast: Cast, child: PersonId
) -> None:
    body = a_body(cast, BodyKind.SCHOOL)
    referral = a_referral(cast["gino"], child, referring_body_id=body, **SCHOOL)
    gino, page = _browser(app, cast, "gino"), f"/referrals/{referral}/questions"
    assert gino.submit(page, {"asked_class": "3 B"}).status_code == 303
    told = page_of(cast["gino"], referral).answers
    assert told == {"class": "3 B", "institute": "school"}
