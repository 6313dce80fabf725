"""What comes in writing: messages dropped in, letters and faxes, who may know who wrote them."""

from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from flask import Flask, request
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import stream_encode_multipart

from app.db import db
from app.documents.models import StoredFile
from app.documents.queries import file_content
from app.documents.rules import LARGEST
from app.intake import operations, queries
from app.intake.models import ArrivedMail
from app.intake.rules import MOST_FILES, Channel
from app.kernel.errors import NotAllowedNow
from app.kernel.references import PersonId, ReferralId
from app.organisations.operations import BodyDetails, open_body
from app.organisations.rules import BodyKind
from tests.builders.intake import a_referral, page_of
from tests.builders.post import (
    A_PDF,
    WORDS,
    a_letter,
    a_message,
    a_waiting_mail,
    accepted,
    certified,
)
from tests.cast import NOW, OFFICE, Cast
from tests.support.client import Forms, OfficeClient
from tests.support.read_back import read_back


@pytest.fixture
def gino(app: Flask, client: OfficeClient, cast: Cast) -> OfficeClient:
    return client.enter(cast["gino"])


def _browser(app: Flask, cast: Cast, who: str) -> OfficeClient:
    client: Any = app.test_client()
    entered: OfficeClient = client.enter(cast[who])
    return entered


def _sent(name: str, content: bytes) -> dict[str, Any]:
    return {"file": FileStorage(BytesIO(content), name)}


def _submit(client: OfficeClient, page: str, data: dict[str, Any]) -> Any:
    """Fill in the form of `page` and send it with its file, as a browser does."""
    form = next(f for f in Forms(client.get(page).text).found if "file" in f.names)
    return _post(client, page, {**form.values, **data})


def _post(client: OfficeClient, page: str, data: dict[str, Any]) -> Any:
    body, _, edge = stream_encode_multipart(data, use_tempfile=False)
    kind = f"multipart/form-data; boundary={edge}"
    return client.post(page, data=body.read(), content_type=kind)


def _dropped(client: OfficeClient, content: bytes, name: str = "posta.eml") -> Any:
    return _submit(client, "/referrals/from-mail", _sent(name, content))


def _a_school(cast: Cast) -> None:
    details = BodyDetails(
        kind=BodyKind.SCHOOL, name="IC Martesana", pec="Dirigente@Martesana.example"
    )
    open_body(actor=cast["gino"].viewer, now=NOW, organisation_id=OFFICE, details=details)


def test_a_certified_message_becomes_a_report_with_its_attachment(
    gino: OfficeClient, cast: Cast, child: PersonId
) -> None:
    _a_school(cast)
    read = gino.get(_dropped(gino, certified(a_message()).as_bytes()).location)
    for words in ("Assenze di un alunno", "IC Martesana", "PEC", "20/11/2026, ore 8:30", WORDS):
        assert words in read.text
    form = next(
        form for form in Forms(read.text).found if form.method == "get" and "mail" in form.names
    )
    address = f"/referrals/new?mail={form.values['mail']}&take={form.values['take']}"
    shown = gino.get(address)
    values = max(Forms(shown.text).found, key=lambda one: len(one.names)).values
    assert values["channel"] == Channel.PEC
    assert values["source"] == "school"
    assert values["received_on"] == "20/11/2026"
    assert values["protocol_number"] == ""
    assert "dirigente@martesana.example" in values["referrer"]
    assert values["story"] == WORDS
    saved = gino.post(address, data={**values, "people": str(child)})
    assert saved.status_code == 303
    page = gino.get(saved.location).text
    assert "relazione.pdf" in page
    assert "posta.eml" in page
    assert queries.waiting_mail(cast["gino"].viewer) == []


def test_what_is_read_back_first_keeps_its_message(
    gino: OfficeClient, cast: Cast, child: PersonId
) -> None:
    mail = a_waiting_mail(cast["gino"])
    (enclosed,) = queries.mail_page(cast["gino"].viewer, mail).enclosed
    address = f"/referrals/new?mail={mail}&take={enclosed.number}&_external=1&endpoint=x"
    values = max(Forms(gino.get(address).text).found, key=lambda one: len(one.names)).values
    shown = gino.post(address, data={**values, "source": "police", "people": str(child)})
    saved = read_back(gino, shown)
    page = gino.get(saved.location).text
    assert "relazione.pdf" in page
    assert "posta.eml" in page
    assert queries.waiting_mail(cast["gino"].viewer) == []


def test_what_the_form_is_filled_with_is_never_a_day_to_come(
    gino: OfficeClient, cast: Cast
) -> None:
    message = a_message()
    del message["Date"]
    message["Date"] = "Fri, 20 Nov 2099 08:30:00 +0100"
    mail = a_waiting_mail(cast["gino"], message)
    assert 'value="23/11/2026"' in gino.get(f"/referrals/new?mail={mail}").text


def test_only_what_is_ticked_is_taken_over_and_the_message_whole(
    gino: OfficeClient, cast: Cast, child: PersonId
) -> None:
    message = a_message(attached=(("una.pdf", A_PDF), ("due.pdf", A_PDF), ("virus.exe", b"MZ")))
    mail = a_waiting_mail(cast["gino"], message)
    read = gino.get(f"/referrals/from-mail/{mail}").text
    assert "virus.exe" in read
    assert "si tengono solo PDF" in read
    referral = a_referral(cast["gino"], child)
    number = page_of(cast["dario"], referral).row.number
    ticked = next(one for one in queries.mail_page(cast["gino"].viewer, mail).enclosed).number
    placed = gino.submit(
        f"/referrals/from-mail/{mail}/place", {"number": number.lower(), "take": str(ticked)}
    )
    assert placed.status_code == 303
    names = [one.file.name for one in queries.papers_of(cast["gino"].viewer, referral, NOW)]
    assert names == ["posta.eml", "una.pdf"]


def test_a_message_goes_to_one_report_only(cast: Cast, app: Flask, child: PersonId) -> None:
    mail = a_waiting_mail(cast["gino"])
    given = {"actor": cast["gino"].viewer, "now": NOW, "mail_id": mail, "enclosed": ()}
    operations.place_mail(**given, referral_id=a_referral(cast["gino"], child))
    with pytest.raises(NotAllowedNow, match="mail_already_placed"):
        operations.place_mail(**given, referral_id=a_referral(cast["gino"], child))


def test_the_same_message_is_not_brought_twice(gino: OfficeClient) -> None:
    content = a_message().as_bytes()
    assert _dropped(gino, content).status_code == 303
    again = _dropped(gino, content)
    assert again.status_code == 422
    assert "già stato portato qui" in again.text


def test_two_presses_bring_one_message(gino: OfficeClient, cast: Cast) -> None:
    form = next(
        form for form in Forms(gino.get("/referrals/from-mail").text).found if "file" in form.names
    )
    content = a_message().as_bytes()
    sent = [
        _post(gino, "/referrals/from-mail", {**form.values, **_sent("posta.eml", content)})
        for _ in range(2)
    ]
    assert [one.status_code for one in sent] == [303, 303]
    assert sent[0].location == sent[1].location
    assert len(queries.waiting_mail(cast["gino"].viewer)) == 1


def test_a_message_waits_for_who_brought_it_and_who_assigns(cast: Cast, app: Flask) -> None:
    mail = a_waiting_mail(cast["bruno"])
    waits = {
        who for who in ("bruno", "carla", "gino", "dario", "zeno")
        if queries.waiting_mail(cast[who].viewer)
    }  # fmt: skip
    assert waits == {"bruno", "dario"}
    for who in ("carla", "gino", "zeno"):
        assert _browser(app, cast, who).get(f"/referrals/from-mail/{mail}").status_code == 404
    for who in ("anna", "teo", "elena"):
        assert _browser(app, cast, who).get(f"/referrals/from-mail/{mail}").status_code == 403


def test_what_was_brought_by_mistake_is_read_by_nobody_any_more(
    gino: OfficeClient, cast: Cast
) -> None:
    mail = a_waiting_mail(cast["gino"])
    page = gino.get(f"/referrals/from-mail/{mail}").text
    form = next(form for form in Forms(page).found if form.action.endswith("/discard"))
    assert gino.post(form.action, data=form.values).status_code == 303
    db.session.remove()  # and with it the keys this test had open
    row = db.session.scalars(select(ArrivedMail).where(ArrivedMail.id == mail)).one()
    with pytest.raises(NotAllowedNow, match="file_lost"):
        file_content(row.organisation_id, row.file_id)
    assert gino.get(f"/referrals/from-mail/{mail}").status_code == 404
    assert _dropped(gino, a_message().as_bytes()).status_code == 303, "it may come again"


def test_a_letter_is_kept_with_its_protocol_and_given_back_to_be_saved(
    gino: OfficeClient, cast: Cast, child: PersonId
) -> None:
    referral = a_referral(cast["gino"], child)
    page = f"/referrals/{referral}/files"
    typed = {"kind": "letter", "protocol_number": "31204/2026", "protocol_on": "20/11/2026"}
    sent = _submit(gino, page, {**typed, **_sent("lettera \u00e8.pdf", A_PDF)})
    assert sent.status_code == 303
    shown = gino.get(page).text
    assert "protocollo 31204/2026 del 20/11/2026" in shown
    assert page_of(cast["gino"], referral).protocol_number == "31204/2026"
    (row,) = queries.papers_of(cast["gino"].viewer, referral, NOW)
    answer = gino.get(f"{page}/{row.id}")
    assert answer.data == A_PDF
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.mimetype == "application/pdf"


def test_another_file_with_the_same_press_is_not_lost_in_silence(
    gino: OfficeClient, cast: Cast, child: PersonId
) -> None:
    """Back in the browser, another file, and the button again: the key of the press is the same."""
    page = f"/referrals/{a_referral(cast['gino'], child)}/files"
    form = next(f for f in Forms(gino.get(page).text).found if "file" in f.names)
    typed = {**form.values, "kind": "letter"}
    assert _post(gino, page, {**typed, **_sent("una.pdf", A_PDF)}).status_code == 303
    again = _post(gino, page, {**typed, **_sent("due.pdf", A_PDF + b"%")})
    assert again.status_code == 422
    assert len(queries.papers_of(cast["gino"].viewer, _id(page), NOW)) == 1


def test_what_is_wrong_is_said_and_what_was_typed_stays(
    gino: OfficeClient, cast: Cast, child: PersonId
) -> None:
    page = f"/referrals/{a_referral(cast['gino'], child)}/files"
    typed = {"kind": "fax", "protocol_number": "77/26", "protocol_on": "20/11/2026"}
    for wrong, sentence in (
        (_sent("pagina.html", b"<script>alert(1)</script>"), "si tengono solo PDF"),
        (_sent("finta.pdf", b"MZ"), "non corrisponde al nome"),
        (_sent("grande.pdf", b"%PDF-".ljust(LARGEST + 1)), "al massimo 20 MB"),
        (_sent("vuota.pdf", b""), "vuoto"),
        ({"file": "una parola"}, "Scegli il file"),
        ({}, "Scegli il file"),
        ({**_sent("a.pdf", A_PDF), "protocol_on": "20/12/2026"}, "deve ancora venire"),
    ):
        answer = _submit(gino, page, {**typed, **wrong})
        assert answer.status_code == 422, sentence
        assert sentence in answer.text
        assert "77/26" in answer.text
    too_large = _sent("grande.pdf", b"%PDF-".ljust(32_000_000))
    answer = _submit(gino, page, {**typed, **too_large})
    assert answer.status_code == 413
    assert "allega un file più piccolo" in answer.text
    assert queries.papers_of(cast["gino"].viewer, _id(page), NOW) == ()


def test_a_hundred_files_are_enough(cast: Cast, app: Flask) -> None:
    referral = a_referral(cast["gino"])
    parts = [accepted(f"{number}.pdf") for number in range(MOST_FILES)]
    given = {"actor": cast["gino"].viewer, "now": NOW, "referral_id": referral}
    mail = a_waiting_mail(cast["gino"])
    with pytest.raises(NotAllowedNow, match="files_too_many"):
        operations.place_mail(**given, mail_id=mail, enclosed=parts)
    operations.place_mail(**given, mail_id=mail, enclosed=parts[1:])
    with pytest.raises(NotAllowedNow, match="files_too_many"):
        a_letter(cast["gino"], referral)


def test_what_is_sent_lies_on_no_disk_before_it_is_sealed(app: Flask) -> None:
    body, _, edge = stream_encode_multipart(_sent("a.pdf", b"x" * 1_500_000), use_tempfile=False)
    kind = f"multipart/form-data; boundary={edge}"
    with app.test_request_context("/", method="POST", data=body.read(), content_type=kind):
        assert isinstance(request.files["file"].stream, BytesIO)


def test_a_page_without_files_takes_no_more_than_words(gino: OfficeClient) -> None:
    large = {"story": "x", **_sent("a.pdf", b"x" * 3_000_000)}
    answer = _post(gino, "/referrals/new", large)
    assert answer.status_code == 413


HOSTILE = (
    "<script>alert(1)</script>", "{{7*7}}", "=HYPERLINK(1)", "\u202efdp.exe", "王 محمد 🙂", "' OR 1=1 --",
    "a" * 900, "\r\nX-Altro: 1", "../../etc/passwd",
)  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_a_message_says_is_shown_as_words(
    gino: OfficeClient, cast: Cast, words: str
) -> None:
    flat = words.replace("\r\n", " ")
    message = a_message(words, subject=flat, attached=((f"{flat}.pdf", A_PDF),))
    del message["From"]
    raw = message.as_bytes().replace(
        b"Subject:", f"From: {flat} <a@b.example>\r\nSubject:".encode(), 1
    )
    there = _dropped(gino, raw, name=f"{flat}.eml")
    assert there.status_code == 303
    mail = there.location.rpartition("/")[2]
    for address in (f"/referrals/new?mail={mail}&take=1&take=9999&take=x", "/referrals/from-mail",
                    there.location, f"/referrals/from-mail/{mail}/place", "/today"):  # fmt: skip
        shown = gino.get(address)
        assert shown.status_code == 200, address
        for forbidden in ("<script>alert", "\u202e", ">49<"):
            assert forbidden not in shown.text
        assert "X-Altro" not in shown.headers
    address = f"/referrals/new?mail={mail}&take=1"
    values = max(Forms(gino.get(address).text).found, key=lambda one: len(one.names)).values
    saved = gino.post(address, data={**values, "source": "neighbour", "person": "unknown"})
    assert saved.status_code == 303
    referral = ReferralId(UUID(saved.location.rpartition("/")[2]))
    papers = queries.papers_of(cast["gino"].viewer, referral, NOW)
    assert len(papers) == 2
    for row in papers:
        got = gino.get(f"{saved.location}/files/{row.id}")
        assert got.status_code == 200
        assert got.headers["Content-Disposition"].startswith("attachment")
    page = gino.get(saved.location).text
    assert "<script>alert" not in page


def test_a_message_that_cannot_be_read_is_refused_with_what_to_do(gino: OfficeClient) -> None:
    answer = _dropped(gino, b"From: a@b.example\r\n" + b"\n" * 700_000)
    assert answer.status_code == 422
    assert "registra a mano" in answer.text


def test_a_message_lost_from_the_disk_stops_nobody(
    gino: OfficeClient, cast: Cast, monkeypatch: pytest.MonkeyPatch, app: Flask
) -> None:
    mail = a_waiting_mail(cast["gino"])
    stored = db.session.scalars(select(StoredFile.stored_name)).one()
    (app.extensions["settings"].data_dir / "files" / stored).unlink()
    for address in (f"/referrals/from-mail/{mail}", f"/referrals/new?mail={mail}"):
        answer = gino.get(address)
        assert answer.status_code == 409
        assert "non si trova più sul disco" in answer.text
    posted = gino.submit("/referrals/new", {}, action=f"/referrals/new?mail={mail}")
    assert posted.status_code == 422


def _id(page: str) -> ReferralId:
    return ReferralId(UUID(page.split("/")[2]))
