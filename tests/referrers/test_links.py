"""A link of one use: what it opens, for how long, how often, and what it says when it is over."""

import re
from datetime import timedelta
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app.db import db
from app.intake.models import Referral, ReferralFile, ReferralSubject
from app.intake.procedure import ReferralState
from app.intake.rules import Layer
from app.kernel.errors import NotFound
from app.organisations.rules import BodyKind
from app.referrers import operations
from app.referrers.models import Invitation
from tests.builders.intake import a_body, page_of
from tests.builders.post import A_PDF
from tests.builders.referrers import TYPED, a_link
from tests.cast import NOW, Cast
from tests.referrers.pages import opened, plain, referral, sent
from tests.support.client import Forms, OfficeClient

pytestmark = pytest.mark.usefixtures("app")


def test_a_link_becomes_one_report_of_the_office(client: OfficeClient, cast: Cast) -> None:
    school = a_body(cast, BodyKind.SCHOOL)
    opened(client, a_link(cast, body_id=school))
    shown = client.get("/report").text
    assert 'value="school"' in shown, "the body is written already"
    answer = sent(client, file_1=(BytesIO(A_PDF), "relazione.pdf"))
    assert answer.status_code == 303
    row = referral()
    assert (row.state, row.source, row.channel) == (ReferralState.RECEIVED, "school", "online")
    assert row.referring_body_id == school
    assert row.received_at == NOW
    subject = db.session.scalars(select(ReferralSubject)).one()
    assert subject.person_id is None
    assert (subject.described or "").startswith("Zanvettori Elia, nascita 12/05/2017")
    assert "«Ho dormito dalla vicina»" in (row.story or "")
    assert "Silvia Bestetti" in (row.referrer or "")
    page = page_of(cast["dario"], row.id)
    told = page.layers[Layer.QUESTIONS].told
    assert told["facts_with_dates"].startswith("05/11/2026: Arriva senza giacca")
    assert told["family_informed_why"] == TYPED["informed_why"]
    assert page.layers[Layer.CONTEXT].told == {"known_services": "NPI dal 2024"}
    assert db.session.scalar(select(func.count()).select_from(ReferralFile)) == 1
    assert page.terms, "its clocks run"


def test_the_receipt_says_three_facts(client: OfficeClient, cast: Cast) -> None:
    opened(client, a_link(cast))
    text = client.get(sent(client).location).text
    facts = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", text)
    assert facts == [
        ("Ricevuta", "EST-2026-0001, 23/11/2026, ore 15:05"),
        ("Protocollo", "non ancora scritto"),
        ("A che punto è", "in carico all&#39;ufficio"),
    ]
    assert "Zanvettori" not in text
    assert client.get("/report").location.startswith("/report/sent/"), "the link leads here now"


def test_used_expired_taken_back_and_unknown_are_one_page(
    app: Flask, client: OfficeClient, cast: Cast, at: Any
) -> None:
    used, revoked, expired = (a_link(cast) for _ in range(3))
    opened(client, used)
    sent(client)
    rows = db.session.scalars(select(Invitation).order_by(Invitation.id)).all()
    by = {"actor": cast["bruno"].viewer, "now": NOW}
    operations.revoke_link(**by, invitation_id=rows[1].id)
    at(NOW + timedelta(days=7))
    answers = []
    for token in (used, revoked, expired, "nobodys-token"):
        stranger: Any = app.test_client()
        answers.append(stranger.get(f"/report/{token}"))
    assert {answer.status_code for answer in answers} == {404}
    assert len({plain(answer.text) for answer in answers}) == 1
    assert len({len(answer.data) for answer in answers}) == 1
    assert "Chiedine un altro" in answers[0].text


def test_a_link_is_good_for_seven_days(client: OfficeClient, cast: Cast, at: Any) -> None:
    token = a_link(cast)
    at(NOW + timedelta(days=7, seconds=-1))
    opened(client, token)
    assert sent(client).status_code == 303


def test_the_same_press_twice_is_one_report_and_its_receipt(
    client: OfficeClient, cast: Cast
) -> None:
    opened(client, a_link(cast))
    data = {**_form(client), **TYPED}
    first, second = client.post("/report", data=data), client.post("/report", data=data)
    assert first.status_code == second.status_code == 303
    assert first.location == second.location
    assert db.session.scalar(select(func.count()).select_from(Referral)) == 1


def test_another_report_by_the_same_link_is_refused_with_its_words(
    client: OfficeClient, cast: Cast
) -> None:
    opened(client, a_link(cast))
    first = {**_form(client), **TYPED}
    other = {**_form(client), **TYPED, "fact_1": "Un altro fatto ancora."}
    client.post("/report", data=first)
    answer = client.post("/report", data=other)
    assert answer.status_code == 422
    assert "già partita" in answer.text
    assert "Un altro fatto ancora." in answer.text
    assert db.session.scalar(select(func.count()).select_from(Referral)) == 1


def _form(client: OfficeClient) -> dict[str, Any]:
    form = next(one for one in Forms(client.get("/report").text).found if one.values)
    return {name: value for name, value in form.values.items() if not name.startswith("file_")}


def test_a_session_that_ended_gives_the_words_back(
    app: Flask, client: OfficeClient, cast: Cast
) -> None:
    token = a_link(cast)
    opened(client, token)
    typed = {**_form(client), **TYPED}
    later: Any = app.test_client()
    stale = later.post("/report", data=typed)
    assert stale.status_code == 400
    again = _again(stale)
    refused = later.post("/report", data=again)
    assert refused.status_code == 403
    assert "Apri di nuovo il collegamento" in unescape(refused.text)
    assert TYPED["fact_1"] in unescape(refused.text)
    later.get(f"/report/{token}")
    assert later.post("/report", data=_again(refused)).status_code == 303


def test_what_was_written_for_a_link_never_leaves_by_another(
    client: OfficeClient, cast: Cast
) -> None:
    one, other = a_link(cast), a_link(cast)
    opened(client, one)
    typed = {**_form(client), **TYPED}
    opened(client, other)
    refused = client.post("/report", data=typed)
    assert refused.status_code == 403
    assert "un altro collegamento" in unescape(refused.text)
    assert db.session.scalar(select(func.count()).select_from(Referral)) == 0
    opened(client, one)
    assert client.post("/report", data=_again(refused)).status_code == 303


def test_a_file_that_could_not_be_kept_is_asked_for_again(
    app: Flask, client: OfficeClient, cast: Cast
) -> None:
    opened(client, a_link(cast))
    typed = {**_form(client), **TYPED, "file_1": (BytesIO(A_PDF), "relazione.pdf")}
    later: Any = app.test_client()
    stale = later.post("/report", data=typed)
    assert "sceglili di nuovo" in stale.text
    assert 'enctype="multipart/form-data"' in stale.text
    assert 'type="file" id="file_1" name="file_1"' in stale.text


def _again(answer: TestResponse) -> dict[str, Any]:
    return next(one for one in Forms(answer.text).found if "fact_1" in one.values).values


def test_who_guesses_waits_and_nobody_else_does(app: Flask, cast: Cast) -> None:
    token = a_link(cast)
    guesser: Any = app.test_client()
    here = {"REMOTE_ADDR": "192.0.2.7"}
    answers = [
        guesser.get(f"/report/wrong{number}", environ_overrides=here).status_code
        for number in range(41)
    ]
    assert answers == [404] * 40 + [429]
    assert guesser.get(f"/report/{token}", environ_overrides=here).status_code == 429
    school: Any = app.test_client()
    elsewhere = {"REMOTE_ADDR": "192.0.2.8"}
    assert school.get(f"/report/{token}", environ_overrides=elsewhere).status_code == 303


def test_the_address_of_a_link_is_shown_once(client: OfficeClient, cast: Cast) -> None:
    signed = client.enter(cast["bruno"])
    assert "Nessun collegamento." in signed.get("/invitations").text
    made = signed.submit("/invitations", {"source": "school", "to_label": "referente"})
    token = re.search(r"/report/([\w-]{20,})", made.text)
    assert token is not None
    assert token[1] not in signed.get("/invitations").text
    assert client.get(f"/report/{token[1]}").status_code == 303
    forms = [form for form in Forms(made.text).found if "to_label" in form.names]
    second = {**forms[-1].values, "source": "school", "to_label": "vicaria"}
    again = signed.post("/invitations", data=second)
    assert again.status_code == 200, "a second one, from the page that shows the first"
    missing = signed.submit("/invitations", {"source": "", "to_label": "referente"})
    assert missing.status_code == 422
    assert "Scegli che cosa è l&#39;ente" in missing.text
    court = str(a_body(cast, BodyKind.COURT))
    assert signed.submit("/invitations", {"body": court, "to_label": "x"}).status_code == 422


def test_a_worker_sees_her_own_links_and_the_supervisor_all(
    client: OfficeClient, cast: Cast
) -> None:
    a_link(cast, "bruno")
    link_id = db.session.scalars(select(Invitation.id)).one()
    assert "Nessun collegamento." in client.enter(cast["carla"]).get("/invitations").text
    with pytest.raises(NotFound):
        operations.revoke_link(actor=cast["carla"].viewer, now=NOW, invitation_id=link_id)
    client.enter(cast["dario"]).submit("/invitations", action=f"/invitations/{link_id}/revoke")
    assert "Annullato" in client.get("/invitations").text
