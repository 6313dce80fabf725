"""Letters about a practice: true ones only, filled in by it, in the register, by the counter."""

from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from app.kernel.errors import Invalid, NotAllowedNow, NotFound, NotPermitted
from app.kernel.references import PracticeId
from app.organisations.rules import BodyKind
from app.practices import operations as practices
from app.practices.procedure import LETTERS, PracticeState
from app.practices.queries import practice_page
from app.releases import queries
from app.releases.labels import STARTING_TEXTS, TITLES
from app.releases.procedure import ReleaseState
from app.releases.queries import Asked
from app.releases.rules import (
    COVERED,
    OF_PRACTICES,
    LegalBasis,
    LetterKind,
    ReleaseFault,
    ReleaseShelf,
    SendChannel,
    SubjectKind,
    template_fault,
)
from tests.builders.cases import an_open_case
from tests.builders.consents import a_family, an_adult
from tests.builders.emergencies import SECRET_PLACE, an_emergency
from tests.builders.intake import a_body
from tests.builders.people import a_person
from tests.builders.practices import (
    a_complete_practice,
    a_granted_practice,
    a_practice,
    a_proposed_practice,
    on_it,
)
from tests.builders.protected import seal
from tests.builders.releases import (
    a_draft,
    a_practice_letter,
    leaving,
    letter_act,
    letter_page,
)
from tests.cast import NOW, TODAY, Cast
from tests.support.client import OfficeClient

pytestmark = pytest.mark.usefixtures("app")
K = LetterKind
BY_HAND = SendChannel.BY_HAND


def _announced(cast: Cast) -> PracticeId:
    made = a_proposed_practice(cast)
    practices.announce_refusal(**on_it(cast["dario"], made), words="C'è già il bonus")
    return made


def _refused(cast: Cast) -> PracticeId:
    made = _announced(cast)
    practices.answer_objections(**on_it(cast["dario"], made), words="Letto")
    practices.refuse(**on_it(cast["dario"], made), words="Il bonus basta")
    return made


def _stopped(cast: Cast) -> PracticeId:
    made = a_granted_practice(cast)
    practices.stop(**on_it(cast["dario"], made), words="Ha trovato lavoro")
    return made


MAKERS = {
    K.PRACTICE_OPENED: lambda cast: a_practice(cast["gino"]),
    K.PAPERS_MISSING: lambda cast: a_practice(cast["gino"]),
    K.REFUSAL_NOTICE: _announced,
    K.PRACTICE_GRANTED: a_granted_practice,
    K.PRACTICE_REFUSED: _refused,
    K.PRACTICE_STOPPED: _stopped,
}
SAID = {
    K.PRACTICE_OPENED: ("spesa alimentare", "entro 30 giorni", "ISEE: il foglio"),
    K.PAPERS_MISSING: ("ISEE: il foglio che dice", "Documento d'identità"),
    K.REFUSAL_NOTICE: ("C'è già il bonus", "Entro dieci giorni", "articolo 10-bis"),
    K.PRACTICE_GRANTED: ("350,50 € per: spesa alimentare", "Det. 12/2026", "previsto il", "TAR"),
    K.PRACTICE_REFUSED: ("Il bonus basta", "TAR"),
    K.PRACTICE_STOPPED: ("Ha trovato lavoro", "interrotto", "TAR"),
}


def test_every_letter_has_its_words_its_title_and_its_moment() -> None:
    assert set(OF_PRACTICES) == set(LETTERS) == set(MAKERS) == set(SAID)
    for kind in OF_PRACTICES:
        assert template_fault(kind, STARTING_TEXTS[kind]) is None
        assert TITLES[kind]
    report = f"text:{ReleaseFault.UNKNOWN_PLACEHOLDER}"
    assert template_fault(K.PAPERS_MISSING, "[ricevuta il]") == report
    assert template_fault(K.FAMILY, "[carte che mancano]") == report


@pytest.mark.parametrize("kind", OF_PRACTICES)
def test_each_is_filled_in_and_is_a_pdf_and_a_word_file(
    client: OfficeClient, cast: Cast, kind: LetterKind
) -> None:
    """Nothing is typed: what the practice says stands in the text, and in both files."""
    made = MAKERS[kind](cast)
    gino = client.enter(cast["gino"])
    chosen = gino.get(f"/releases/new/practice/{made}", query_string={"to": f"applicant:{kind}"})
    assert chosen.location == f"/releases/new/practice/{made}/{kind}"
    page = gino.submit(chosen.location).location
    pdf = PdfReader(BytesIO(gino.get(f"{page}/pdf").data))
    printed = " ".join(" ".join(one.extract_text() for one in pdf.pages).split())
    document = Document(BytesIO(gino.get(f"{page}/docx").data))
    typed = " ".join(one.text for one in document.paragraphs)
    number = practice_page(cast["gino"].viewer, made, TODAY).number
    for words in (*SAID[kind], TITLES[kind], "Gentile Brambilla Ada", f"Pratica {number}"):
        assert words in printed, words
        assert words in typed, words
    assert "[" not in typed


@pytest.mark.parametrize("kind", OF_PRACTICES)
def test_what_is_not_true_now_is_not_written(
    client: OfficeClient, cast: Cast, kind: LetterKind
) -> None:
    made = a_practice(cast["gino"])
    practices.withdraw(**on_it(cast["gino"], made), words="Ha trovato lavoro")
    with pytest.raises(NotAllowedNow, match=ReleaseFault.NOT_TRUE_NOW):
        a_practice_letter(cast["gino"], made, kind)
    gino = client.enter(cast["gino"])
    assert gino.get(f"/releases/new/practice/{made}/{kind}").status_code == 409
    assert "nessuna lettera da scrivere" in gino.get(f"/releases/new/practice/{made}").text


def test_no_paper_is_asked_for_where_all_are_here(cast: Cast) -> None:
    made = a_complete_practice(cast)
    letters = practice_page(cast["gino"].viewer, made, TODAY).letters
    assert K.PAPERS_MISSING not in letters
    assert K.PRACTICE_OPENED in letters


def test_the_counter_asks_for_papers_alone_and_it_is_in_the_register(
    client: OfficeClient, cast: Cast
) -> None:
    made = a_practice(cast["gino"])
    gino = client.enter(cast["gino"])
    assert "Scrivi una lettera" in gino.get(f"/practices/{made}").text
    page = gino.submit(f"/releases/new/practice/{made}/{K.PAPERS_MISSING}").location
    done = gino.submit(f"{page}/acts/send", {"channel": "by_hand", "sent_on": "oggi"})
    assert done.status_code == 303
    (row,) = queries.listed(cast["dario"].viewer, ReleaseShelf.SENT, Asked(), 0, 10)
    assert (row.kind, row.subject_id, row.channel) == (K.PAPERS_MISSING, made, BY_HAND)
    assert (row.legal_basis, row.unsigned) == (LegalBasis.PROCEEDING, False)
    shown = unescape(gino.get(f"/practices/{made}").text)
    assert "Richiesta delle carte che mancano" in shown
    assert "Uscita il" in shown
    assert "Richiesta delle carte che mancano" in gino.get("/releases").text


def test_what_was_written_says_the_same_whatever_papers_came_since(
    client: OfficeClient, cast: Cast
) -> None:
    made = a_practice(cast["gino"])
    gino = client.enter(cast["gino"])
    page = gino.submit(f"/releases/new/practice/{made}/{K.PAPERS_MISSING}").location
    typed = {"kind": "identity", "state": "received", "received_on": f"{TODAY:%d/%m/%Y}"}
    assert gino.submit(f"/practices/{made}/acts/receive-paper", typed).status_code == 303
    assert "Documento d'identità" in unescape(gino.get(page).text)
    assert gino.submit(f"{page}/acts/write", {"text": "Manca: [carte che mancano]"}).location
    shown = unescape(gino.get(page).text)
    assert "ISEE: il foglio" in shown
    assert "Documento d'identità" not in shown


def test_an_answer_is_signed_by_another_and_leaves_while_it_is_true(cast: Cast) -> None:
    gino, dario = cast["gino"], cast["dario"]
    made = a_granted_practice(cast)
    (letter,) = a_practice_letter(gino, made, K.PRACTICE_GRANTED)
    with pytest.raises(NotAllowedNow, match="letter_wants_signature"):
        letter_act(gino, "send", letter, sending=leaving(letter_page(gino, letter), BY_HAND))
    letter_act(gino, "submit", letter)
    with pytest.raises(NotPermitted):
        letter_act(gino, "approve", letter)
    letter_act(dario, "approve", letter)
    practices.stop(**on_it(dario, made), words="Ha trovato lavoro")
    sending = leaving(letter_page(gino, letter), BY_HAND)
    with pytest.raises(NotAllowedNow, match=ReleaseFault.NOT_TRUE_NOW):
        letter_act(gino, "send", letter, sending=sending)
    assert letter_page(gino, letter).state is ReleaseState.APPROVED


def test_the_days_to_object_run_from_when_the_notice_left(cast: Cast) -> None:
    gino, dario, later = cast["gino"], cast["dario"], NOW + timedelta(days=4)
    made = _announced(cast)
    assert practice_page(gino.viewer, made, TODAY).may_object_until == TODAY + timedelta(days=10)
    (letter,) = a_practice_letter(gino, made, K.REFUSAL_NOTICE)
    letter_act(gino, "submit", letter)
    letter_act(dario, "approve", letter)
    sending = leaving(letter_page(gino, letter), BY_HAND, sent_on=later.date())
    letter_act(gino, "send", letter, sending=sending, now=later)
    page = practice_page(gino.viewer, made, later.date())
    assert page.may_object_until == TODAY + timedelta(days=14)
    assert (page.state, page.steps[0].action) == (PracticeState.REFUSAL_ANNOUNCED, "notice_left")


def test_it_goes_to_who_asked_or_decides_for_her_and_to_nobody_else(cast: Cast) -> None:
    gino = cast["gino"]
    child, *_parents = a_family(cast["bruno"])
    made = a_practice(gino, child)
    assert len(a_practice_letter(gino, made, K.PAPERS_MISSING)) == 2
    about = {"subject_kind": SubjectKind.PRACTICE, "letter": K.PAPERS_MISSING}
    with pytest.raises(NotFound):
        a_draft(gino, made, a_body(cast, BodyKind.COURT), **about)
    with pytest.raises(NotFound):
        a_draft(gino, made, family_of=a_person(gino, "Altra"), **about)
    with pytest.raises(NotFound):
        a_draft(gino, made, family_of=child, subject_kind=SubjectKind.PRACTICE)
    with pytest.raises(Invalid, match=ReleaseFault.NO_RECIPIENT):
        a_draft(gino, made, **about)


def test_the_counter_reads_nothing_of_the_case_beside_it(client: OfficeClient, cast: Cast) -> None:
    """The same person is followed and written about: the clerk sees the practice's letters alone."""
    bruno = cast["bruno"]
    ada = an_adult(bruno, "Seguita")
    case = an_open_case(bruno, ada)
    (of_case,) = a_draft(
        bruno, case, family_of=ada, subject_kind=SubjectKind.CASE, text="Kanarino del caso."
    )
    made = a_practice(cast["gino"], ada)
    (of_practice,) = a_practice_letter(cast["gino"], made, K.PAPERS_MISSING)
    gino = client.enter(cast["gino"])
    for page in (f"/practices/{made}", f"/releases/{of_practice}", "/releases?elenco=drafts"):
        shown = gino.get(page)
        assert shown.status_code == 200
        assert "Kanarino" not in shown.text
        assert str(of_case) not in shown.text
        assert str(case) not in shown.text
    assert gino.get(f"/releases/{of_case}").status_code == 404
    assert client.enter(cast["zeno"]).get(f"/releases/{of_practice}").status_code in (403, 404)
    assert client.enter(cast["anna"]).get(f"/releases/{of_practice}").status_code == 403


def test_letters_about_who_is_under_seal_are_of_who_may_see_her(cast: Cast) -> None:
    ada = a_person(cast["bruno"])
    case = an_open_case(cast["bruno"], ada)
    made = a_practice(cast["gino"], ada)
    (letter,) = a_practice_letter(cast["gino"], made, K.PAPERS_MISSING)
    seal(cast, case)
    with pytest.raises(NotFound):
        letter_page(cast["gino"], letter)
    assert letter_page(cast["dario"], letter).kind is K.PAPERS_MISSING


def test_a_secret_place_in_the_reason_is_covered(client: OfficeClient, cast: Cast) -> None:
    """Who decided wrote where the child is: what the practice says is covered as what is typed."""
    bruno = cast["bruno"]
    child, mother, _ = a_family(bruno)
    an_emergency(bruno, child)
    made = a_proposed_practice(cast, mother)
    reason = f"Il figlio è ora in {SECRET_PLACE}."
    practices.announce_refusal(**on_it(cast["dario"], made), words=reason)
    gino = client.enter(cast["gino"])
    page = gino.submit(f"/releases/new/practice/{made}/{K.REFUSAL_NOTICE}").location
    shown = unescape(gino.get(page).text)
    assert SECRET_PLACE not in shown
    assert COVERED in shown
