"""Letters on the screen: who enters, what is chosen and typed, what is handed over."""

import re
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from app.organisations.rules import BodyKind
from app.releases import queries
from app.releases.labels import NOT_YET, receipt_text
from app.releases.procedure import ReleaseState
from app.releases.queries import Asked
from app.releases.rules import LetterKind, ReleaseShelf
from tests.builders.consents import a_family
from tests.builders.intake import STORY, a_body
from tests.builders.people import a_person
from tests.builders.releases import FACTS, a_draft, from_a_school, letter_act, letter_page
from tests.cast import NAMES, TODAY, Cast
from tests.support.client import OfficeClient
from tests.support.counting import counting

pytestmark = pytest.mark.usefixtures("app")
REGISTER = {"bruno", "carla", "dario", "franca", "gino", "zeno"}
TEXTS = {"dario", "elena"}


def _pdf_words(content: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


@pytest.mark.parametrize("who", NAMES)
def test_who_reads_the_register_and_who_edits_the_texts(
    client: OfficeClient, cast: Cast, who: str
) -> None:
    signed = client.enter(cast[who])
    for address, entering in (("/releases", REGISTER), ("/letter-templates", TEXTS)):
        assert signed.get(address).status_code == (200 if who in entering else 403), address


def test_a_school_is_answered_from_press_to_press(client: OfficeClient, cast: Cast) -> None:
    """Scenario 5: prepared, handed over as a PDF, written in the register; it never says what for."""
    report, school = from_a_school(cast, a_person(cast["bruno"], "Segnalato", "Ivo"))
    bruno = client.enter(cast["bruno"])
    new = f"/releases/new/referral/{report}"
    assert new in bruno.get(f"/referrals/{report}").text
    chosen = bruno.get(f"{new}?to=body:{school}")
    assert chosen.status_code == 303
    answer = bruno.submit(chosen.location, {"text": FACTS, "basis": "other_basis"})
    assert answer.status_code == 303
    page = answer.location
    shown = bruno.get(page).text
    sentence = receipt_text(TODAY, "")
    assert sentence.replace("'", "&#39;") in shown
    pdf = bruno.get(f"{page}/pdf")
    assert pdf.mimetype == "application/pdf"
    reader = PdfReader(BytesIO(pdf.data))
    told = "".join(one.extract_text() for one in reader.pages)
    document = Document(BytesIO(bruno.get(f"{page}/docx").data))
    typed = "\n".join(one.text for one in document.paragraphs)
    assert sentence in " ".join(told.split())
    assert sentence in typed
    for secret in (STORY, FACTS, "Segnalato", "Ivo", "SEG-"):
        for said in (told, typed, str(reader.metadata), str(document.core_properties.title)):
            assert secret not in said
    done = bruno.submit(
        f"{page}/acts/send", {"channel": "pec", "sent_on": "oggi", "protocol_number": "9/2026"}
    )
    assert done.status_code == 303
    (row,) = queries.listed(cast["dario"].viewer, ReleaseShelf.SENT, Asked(), 0, 10)
    assert (row.kind, row.protocol_number) == (LetterKind.RECEIPT, "9/2026")
    again = bruno.get(page).text
    assert "9/2026" in again
    assert re.search(r"[0-9a-f]{64}", again)


def test_what_left_is_handed_over_again_byte_by_byte(client: OfficeClient, cast: Cast) -> None:
    report, school = from_a_school(cast, a_person(cast["bruno"]))
    (receipt,) = a_draft(cast["bruno"], report, school)
    bruno = client.enter(cast["bruno"])
    page = f"/releases/{receipt}"
    before = bruno.get(f"{page}/pdf").data
    bruno.submit(f"{page}/acts/send", {"channel": "pec", "sent_on": "oggi"})
    assert bruno.get(f"{page}/pdf").data == before


def test_nobody_else_may_be_told_even_by_a_forged_address(client: OfficeClient, cast: Cast) -> None:
    report, school = from_a_school(cast, a_person(cast["bruno"]))
    health = a_body(cast, BodyKind.HEALTH)
    bruno = client.enter(cast["bruno"])
    new = f"/releases/new/referral/{report}"
    offered = bruno.get(new).text
    assert f"body:{school}" in offered
    assert f"body:{health}" not in offered
    assert "Scegli una delle risposte proposte." in bruno.get(f"{new}?to=body:{health}").text
    assert bruno.get(f"{new}/body/{health}").status_code == 404
    assert bruno.get(f"{new}/somebody/{health}").status_code == 404
    assert bruno.get(f"/releases/new/visit/{report}").status_code == 404
    assert bruno.get(f"{new}/family/{school}").status_code == 404


def test_a_letter_is_written_sent_back_and_signed(client: OfficeClient, cast: Cast) -> None:
    """Scenario 7: to another Comune, with its content, in two hands."""
    report, _ = from_a_school(cast, a_person(cast["bruno"], "Partente", "Ada"))
    comune = a_body(cast, BodyKind.MUNICIPALITY)
    bruno = client.enter(cast["bruno"])
    write = f"/releases/new/referral/{report}/body/{comune}"
    assert "[interessati]" in bruno.get(write).text
    lost = bruno.submit(write, {"text": FACTS, "basis": "other_basis"})
    assert lost.status_code == 422
    assert FACTS in lost.text
    page = bruno.submit(write, {"text": f"{FACTS} Riguarda [interessati]."}).location
    assert "Riguarda Partente Ada." in bruno.get(page).text
    bruno.submit(page, action=f"{page}/acts/submit")
    assert NOT_YET in _pdf_words(bruno.get(f"{page}/pdf").data)
    dario = client.enter(cast["dario"])
    assert "Lettere da firmare" in dario.get("/today").text
    assert dario.submit(f"{page}/acts/return", {"words": ""}).status_code == 422
    dario.submit(f"{page}/acts/return", {"words": "Aggiungi da quando."})
    bruno = client.enter(cast["bruno"])
    assert "Aggiungi da quando." in bruno.get(page).text
    bruno.submit(f"{page}/acts/write", {"text": f"{FACTS} Da maggio."})
    bruno.submit(page, action=f"{page}/acts/submit")
    dario = client.enter(cast["dario"])
    dario.submit(page, action=f"{page}/acts/approve")
    assert "La responsabile: Dario" in dario.get(page).text
    assert NOT_YET not in _pdf_words(dario.get(f"{page}/pdf").data)
    bruno = client.enter(cast["bruno"])
    assert "Lettere pronte a partire" in bruno.get("/today").text


def test_a_family_gets_a_letter_each_and_who_calls_a_brother_reads_one(
    client: OfficeClient, cast: Cast
) -> None:
    child, _, _ = a_family(cast["bruno"])
    report, _ = from_a_school(cast, child)
    bruno = client.enter(cast["bruno"])
    write = f"/releases/new/referral/{report}/family/{child}"
    assert "2 lettere separate" in bruno.get(write).text
    answer = bruno.submit(write, {"text": "Gentile [destinatario], venga lunedì."})
    assert answer.location.endswith(f"/referrals/{report}")
    rows = queries.listed(cast["bruno"].viewer, ReleaseShelf.DRAFTS, Asked(), 0, 10)
    for row in rows:
        text = bruno.get(f"/releases/{row.id}").text
        assert f"Gentile {row.recipient}," in text
        others = [one.recipient for one in rows if one.id != row.id]
        letter = text.split('id="letter"')[1].split("</section>")[0]
        assert not any(other in letter for other in others)


def test_the_register_says_what_left_and_never_what_for(client: OfficeClient, cast: Cast) -> None:
    """Who oversees reads every row and no text; a person is named only to who reaches her."""
    bruno, dario = cast["bruno"], cast["dario"]
    child, _, _ = a_family(bruno)
    report, school = from_a_school(cast, child)
    (receipt,) = a_draft(bruno, report, school)
    (family, _) = a_draft(bruno, report, family_of=child, text=FACTS)
    letter_act(bruno, "submit", family)
    answer = client.enter(dario).submit(f"/releases/{family}/acts/approve", {})
    assert answer.status_code == 303
    signed = client.enter(bruno)
    for letter, channel in ((receipt, "pec"), (family, "by_hand")):
        page = f"/releases/{letter}/acts/send"
        assert signed.submit(page, {"channel": channel, "sent_on": "oggi"}).status_code == 303
    franca = client.enter(cast["franca"])
    shown = franca.get("/releases").text
    assert letter_page(bruno, receipt).number in shown
    assert letter_page(bruno, family).number in shown
    assert "Una persona" in shown
    for secret in ("Diop", "Sartirani", FACTS, f"/releases/{family}"):
        assert secret not in shown
    assert franca.get(f"/releases/{family}").status_code == 403
    assert franca.get(f"/releases/{family}/pdf").status_code == 403
    only = franca.get("/releases?kind=receipt").text
    assert letter_page(bruno, family).number not in only
    assert "Nessuna uscita" in franca.get("/releases?since=01/12/2026").text
    assert "Non capisco la data" in franca.get("/releases?since=boh").text


def test_the_lists_ask_as_much_of_two_letters_as_of_one(client: OfficeClient, cast: Cast) -> None:
    bruno = cast["bruno"]
    report, _ = from_a_school(cast, a_family(bruno)[0])
    court = a_body(cast, BodyKind.COURT)
    a_draft(bruno, report, court)
    signed = client.enter(bruno)
    address = "/releases?elenco=drafts"
    signed.get(address)
    with counting() as one:
        signed.get(address)
    for _ in range(4):
        a_draft(bruno, report, court)
    with counting() as five:
        signed.get(address)
    assert len(five) == len(one)


def test_a_text_is_edited_and_the_next_letter_begins_there(
    client: OfficeClient, cast: Cast
) -> None:
    dario = client.enter(cast["dario"])
    edit = "/letter-templates/court/edit"
    wrong = dario.submit(edit, {"text": "Scriviamo a [tutti]."})
    assert wrong.status_code == 422
    assert "Scriviamo a [tutti]." in wrong.text
    assert (
        dario.submit(edit, {"text": "Alla cortese attenzione di [destinatario]."}).status_code
        == 303
    )
    late = dario.submit(edit, {"text": "Altro", "version": "0"})
    assert late.status_code == 409
    assert dario.get("/letter-templates/receipt/edit").status_code == 404
    report, _ = from_a_school(cast, a_person(cast["bruno"]))
    court = a_body(cast, BodyKind.COURT)
    bruno = client.enter(cast["bruno"])
    assert (
        "Alla cortese attenzione" in bruno.get(f"/releases/new/referral/{report}/body/{court}").text
    )


def test_a_stranger_finds_nothing(client: OfficeClient, cast: Cast) -> None:
    report, school = from_a_school(cast, a_person(cast["bruno"]))
    (receipt,) = a_draft(cast["bruno"], report, school)
    zeno = client.enter(cast["zeno"])
    for address in (f"/releases/{receipt}", f"/releases/{receipt}/docx"):
        assert zeno.get(address).status_code == 404
    assert zeno.get(f"/releases/new/referral/{report}").status_code == 404
    gino = client.enter(cast["gino"])
    assert gino.get(f"/releases/{receipt}").status_code == 200  # the clerk who registered it
    assert letter_page(cast["gino"], receipt).state is ReleaseState.APPROVED


def test_a_letter_given_up_is_taken_away_by_nobody(client: OfficeClient, cast: Cast) -> None:
    bruno = cast["bruno"]
    report, _ = from_a_school(cast, a_person(bruno))
    (letter,) = a_draft(bruno, report, a_body(cast, BodyKind.COURT))
    letter_act(bruno, "void", letter, words="Non serve più.")
    signed = client.enter(bruno)
    for ending in ("pdf", "docx"):
        assert signed.get(f"/releases/{letter}/{ending}").status_code == 404
