"""A school reports from outside: one page, one report, three facts, and nothing of the archive."""

import re
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.intake.models import Referral, ReferralSubject
from app.intake.procedure import ReferralState
from app.intake.rules import ArchiveGround, ContactOutcome
from app.kernel.errors import NotFound
from app.kernel.references import ReferralId
from app.referrers import operations
from app.referrers.models import OutsideReport
from app.referrers.rules import from_outside
from tests.builders.cases import an_open_case
from tests.builders.intake import act
from tests.builders.people import a_person
from tests.builders.post import A_PDF
from tests.builders.protected import seal
from tests.builders.referrers import TYPED, a_link, a_school_of_its_own, an_arrival, filed
from tests.cast import NAMES, NOW, OFFICE, Cast
from tests.referrers.pages import opened, plain, referral, sent
from tests.support.client import OfficeClient
from tests.support.counting import counting
from tests.support.hostile import MIXED

pytestmark = pytest.mark.usefixtures("app")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"fact_1": "", "day_1": ""}, "Racconta almeno un fatto"),
        ({"day_1": ""}, "Scrivi il giorno del fatto"),
        ({"fact_1": ""}, "Scrivi che cosa è successo"),
        ({"day_1": "24/11/2026"}, "deve ancora venire"),
        ({"informed_why": ""}, "perché la famiglia non è stata informata"),
        ({"prosecutor": "yes"}, "in che giorno è stata informata la Procura"),
        ({"contact": ""}, "Inserisci chi possiamo sentire"),
        ({"signed": ""}, "Inserisci chi firma"),
        ({"file_1": (BytesIO(b"MZ"), "virus.exe")}, "solo PDF"),
    ],
)  # fmt: skip
def test_what_is_refused_is_said_and_nothing_is_lost(
    client: OfficeClient, cast: Cast, typed: dict[str, Any], sentence: str
) -> None:
    opened(client, a_link(cast))
    answer = sent(client, **typed)
    text = unescape(answer.text)
    assert answer.status_code == 422
    assert sentence in text
    written = {**TYPED, **typed}
    for name in ("fact_1", "child_words", "done", "informed_why", "attendance", "signed"):
        if isinstance(written[name], str):
            assert written[name] in text, name
    assert db.session.scalar(select(Referral.id)) is None


def test_all_that_is_missing_is_said_at_once(client: OfficeClient, cast: Cast) -> None:
    opened(client, a_link(cast))
    text = unescape(sent(client, signed="", day_1="32/13/2026", informed_why="").text)
    for sentence in (
        "Inserisci chi firma",
        "La data «32/13/2026» non esiste",
        "perché la famiglia non è stata informata",
    ):
        assert sentence in text
    assert "Scrivi il giorno del fatto" not in text


def test_without_a_fact_it_says_why(client: OfficeClient, cast: Cast) -> None:
    opened(client, a_link(cast))
    why = "È un cambiamento lento, senza un giorno."
    assert sent(client, fact_1="", day_1="", no_fact_why=why).status_code == 303
    assert why in (referral().story or "")


def test_a_school_with_an_account_files_and_reads_its_receipts(
    client: OfficeClient, cast: Cast
) -> None:
    preside = a_school_of_its_own(cast)
    signed = client.enter(preside)
    assert "Non hai ancora inviato nulla" in signed.get("/report/mine").text
    assert sent(signed, "/report/new").status_code == 303
    row = referral()
    assert row.organisation_id == OFFICE
    assert row.source == "school"
    text = unescape(signed.get("/report/mine").text)
    assert "EST-2026-0001" in text
    assert "Zanvettori" not in text
    assert "Le tue segnalazioni" in signed.get("/today").text


def test_who_works_for_the_office_itself_says_what_kind_of_body_it_is(
    client: OfficeClient, cast: Cast
) -> None:
    signed = client.enter(cast["sofia"])
    assert sent(signed, "/report/new").status_code == 422
    assert sent(signed, "/report/new", source="health_service").status_code == 303
    row = referral()
    assert (row.source, row.referring_body_id) == ("health_service", None)
    story = row.story or ""
    for asked_of_a_school_alone in ("Undici assenze", "La madre non risponde", "4B"):
        assert asked_of_a_school_alone in story


def test_a_school_nobody_knows_is_told_what_to_ask(client: OfficeClient, cast: Cast) -> None:
    preside = a_school_of_its_own(cast, known=False)
    text = unescape(client.enter(preside).get("/report/new").text)
    assert "Chiedi al servizio sociale di collegare il tuo ente" in text
    with pytest.raises(NotFound):
        operations.file_report(
            actor=from_outside(OFFICE, "Scuola"),
            now=NOW,
            sender=preside.viewer,
            arrival=an_arrival(),
        )


def test_what_is_typed_waits_for_its_author_until_it_is_sent(
    client: OfficeClient, cast: Cast
) -> None:
    signed, sofia = client.enter(cast["sofia"]), cast["sofia"].account_id
    signed.submit("/report/new", TYPED, action=f"/drafts/outside_report/{sofia}")
    assert "Segnalazione non ancora inviata" in signed.get("/drafts").text
    assert TYPED["fact_1"] in unescape(signed.get("/report/new").text)
    assert sent(signed, "/report/new", source="school").status_code == 303
    assert "Segnalazione non ancora inviata" not in signed.get("/today").text
    assert TYPED["fact_1"] not in unescape(signed.get("/report/new").text)


def test_whatever_follows_the_school_reads_the_same_words(client: OfficeClient, cast: Cast) -> None:
    report_id = filed(cast)
    signed = client.enter(cast["sofia"])
    before = signed.get("/report/mine").text, signed.get(f"/report/sent/{report_id}").text
    referral_id = referral().id
    _archive(cast, referral_id)
    assert db.session.get_one(Referral, (OFFICE, referral_id)).state != ReferralState.RECEIVED
    after = signed.get("/report/mine").text, signed.get(f"/report/sent/{report_id}").text
    assert [plain(one) for one in before] == [plain(one) for one in after]
    act(cast["dario"], "add_protocol", referral_id, number="2026/4417", protocol_on=NOW.date())
    text = signed.get("/report/mine").text
    assert "2026/4417 del" in text
    assert "in carico all&#39;ufficio" in text


def _archive(cast: Cast, referral_id: ReferralId) -> None:
    bruno = cast["bruno"]
    act(cast["dario"], "assign_referral", referral_id, worker_id=bruno.engagement_id)
    met = {"outcome": ContactOutcome.REAL, "happened_at": NOW, "words": "Sentita."}
    act(bruno, "log_contact", referral_id, **met)
    act(bruno, "archive", referral_id, ground=ArchiveGround.NO_NEED, words="Niente da fare.")


def test_no_hint_whether_a_child_is_known(app: Flask, cast: Cast) -> None:
    """Known, unknown, under seal: the same answers to the byte, the same questions asked."""
    a_person(cast["bruno"], "Zanvettori", "Elia")
    seal(cast, an_open_case(cast["bruno"], a_person(cast["bruno"], "Segretini", "Ada")))
    told = []
    for child in ("Zanvettori Elia", "Nessuno Ignoto", "Segretini Ada"):
        browser: Any = app.test_client()
        browser.enter(cast["sofia"])
        data = {"child": child, "source": "school"}
        with counting() as asked:
            answer = sent(browser, "/report/new", **data)
            page = browser.get(answer.location).text
        page = re.sub(r"EST-2026-\d{4}", "", plain(page))
        told.append((answer.status_code, page, len(asked)))
    assert len({page for _, page, _ in told}) == 1
    assert {status for status, _, _ in told} == {303}
    assert len({count for _, _, count in told}) == 1, [count for _, _, count in told]
    subjects = db.session.scalars(
        select(ReferralSubject.person_id).where(
            ReferralSubject.referral_id.in_(select(OutsideReport.referral_id))
        )
    ).all()
    assert subjects == [None, None, None]


@pytest.mark.parametrize("who", NAMES)
def test_who_makes_links_and_who_reports_from_outside(
    client: OfficeClient, cast: Cast, who: str
) -> None:
    signed = client.enter(cast[who])
    makes = who in {"bruno", "carla", "dario", "gino", "zeno"}
    assert signed.get("/invitations").status_code == (200 if makes else 403)
    for address in ("/report/new", "/report/mine"):
        assert signed.get(address).status_code == (200 if who == "sofia" else 403)


def test_who_reports_from_outside_reads_nothing_else(client: OfficeClient, cast: Cast) -> None:
    filed(cast)
    signed = client.enter(cast["sofia"])
    row = referral()
    for address in (
        "/people", "/referrals", f"/referrals/{row.id}", f"/referrals/{row.id}/files",
        "/cases", "/bodies", "/invitations", "/referrals/new",
    ):  # fmt: skip
        assert signed.get(address).status_code == 403, address
    other: Any = client.application.test_client()
    report_id = db.session.scalars(select(OutsideReport.id)).one()
    assert other.get(f"/report/sent/{report_id}").status_code == 404
    assert other.enter(cast["bruno"]).get(f"/report/sent/{report_id}").status_code == 404


def test_the_office_sees_what_came_from_outside(client: OfficeClient, cast: Cast) -> None:
    filed(cast)
    signed = client.enter(cast["dario"])
    assert "Arrivate da fuori" in signed.get("/today").text
    text = unescape(signed.get(f"/referrals/{referral().id}").text)
    assert "Compilata da chi segnala" in text
    assert "EST-2026-0001" in text
    _archive(cast, referral().id)
    assert "Arrivate da fuori" not in signed.get("/today").text


def test_hostile_words_and_names_are_kept_as_words(client: OfficeClient, cast: Cast) -> None:
    opened(client, a_link(cast))
    nasty = (BytesIO(A_PDF), f"../../{MIXED[:25]}.pdf")
    answer = sent(client, child=MIXED, child_words=MIXED, signed=MIXED, file_2=nasty)
    assert answer.status_code == 303
    signed, row = client.enter(cast["dario"]), referral()
    for address in (f"/referrals/{row.id}", f"/referrals/{row.id}/files", "/today", "/referrals"):
        text = signed.get(address).text
        assert "<script>alert" not in text, address
        assert "../" not in text, address
    assert MIXED in unescape(signed.get(f"/referrals/{row.id}").text)
    assert MIXED not in unescape(client.enter(cast["anna"]).get("/today").text)


def test_the_empty_sheet_is_for_everybody(client: OfficeClient) -> None:
    text = client.get("/report/print").text
    assert "artt. 361 e 362" in text
    assert text.count("<li>") == 11
