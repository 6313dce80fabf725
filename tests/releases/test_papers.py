"""The PDF and the DOCX of a letter: what stands in them, for whom they can be read, what never is."""

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from app.kernel.text import clean
from app.releases.papers import docx_of, not_shown_by, pdf_of
from app.releases.rules import Letter, LetterKind, fill, placeholders_of, template_fault

LETTER = Letter(
    number="USC-2026-0001",
    title="Comunicazione all'autorità giudiziaria",
    sender=("Comune di prova", "Servizi sociali", "Sede, via di prova 1"),
    recipient=("Tribunale per i minorenni", "tribunale@pec.prova.test"),
    day="lunedì 23 novembre 2026",
    reference="Nostro riferimento: SEG-2026-0007",
    text="Riguarda: Noemi.\n\n# I fatti\nPrima riga\nseconda riga\n\n- uno\n- due\n\nFine.",
    signatures=("Per i Servizi sociali: Bruno", "La responsabile: Dario"),
)
MARKUP = (
    "#panic",
    "$a$",
    "*x* _y_ `z`",
    '#import "/etc/passwd"',
    "\\ <a> @b",
    "{{ 7*7 }}",
    "&<w:p/>",
)


def _words(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def _paragraphs(content: bytes) -> list[tuple[str, str]]:
    found = Document(BytesIO(content)).paragraphs
    return [(one.style.name if one.style else "", one.text) for one in found]


def test_whoever_reads_by_ear_finds_title_language_and_structure() -> None:
    content = pdf_of(LETTER).content
    reader = PdfReader(BytesIO(content))
    root = reader.root_object
    assert root["/Lang"] == "it-IT"
    assert root["/StructTreeRoot"]
    assert root["/MarkInfo"]["/Marked"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert reader.metadata
    assert reader.metadata.title == LETTER.title


@pytest.mark.parametrize("first", [0x1200, 0x0985, 0x0B95, 0x4E00])
def test_a_paragraph_in_another_script_is_a_letter_all_the_same(first: int) -> None:
    quoted = " ".join(chr(first + step) for step in range(90))
    made = pdf_of(replace(LETTER, text=f"Scrive: {quoted}"))
    assert chr(first + 7) in made.not_shown
    assert f"(U+{first + 7:04X})" in _words(made.content).replace("\n", "")


def test_the_same_letter_has_always_the_same_bytes() -> None:
    assert pdf_of(LETTER).content == pdf_of(replace(LETTER)).content
    assert pdf_of(LETTER).content != pdf_of(replace(LETTER, number="USC-2026-0002")).content


def test_both_papers_say_the_same() -> None:
    told = _words(pdf_of(LETTER).content)
    styled = _paragraphs(docx_of(LETTER))
    for line in ("Prima riga", "seconda riga", "uno", "Fine.", *LETTER.signatures, LETTER.day):
        assert line in told
        assert any(line in text for _, text in styled)
    assert ("Heading 1", LETTER.title) in styled
    assert ("Heading 2", "I fatti") in styled
    assert ("List Bullet", "due") in styled


def test_the_document_is_in_italian_and_keeps_nothing_of_who_made_it() -> None:
    document = Document(BytesIO(docx_of(LETTER)))
    known = document.core_properties
    assert (known.language, known.title, known.author) == ("it-IT", LETTER.title, LETTER.sender[0])
    assert (known.comments, known.last_modified_by) == ("", "")
    assert 'w:lang w:val="it-IT"' in document.styles.element.xml


@pytest.mark.parametrize("text", [*MARKUP, "שלום", "مرحبا", "привет"])
def test_what_looks_like_markup_stays_text(text: str) -> None:
    letter = replace(LETTER, text=text)
    assert text in _words(pdf_of(letter).content)
    assert any(text == said for _, said in _paragraphs(docx_of(letter)))


def test_a_sign_without_a_font_is_its_number_on_paper_and_itself_elsewhere() -> None:
    letter = replace(LETTER, text="La signora 王芳 😀 arriva.")
    made = pdf_of(letter)
    assert set(made.not_shown) == {"王", "芳", "😀"}
    assert "La signora (U+738B)(U+82B3) (U+1F600) arriva." in _words(made.content)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made.content
    assert any("王芳" in text for _, text in _paragraphs(docx_of(letter)))
    assert not_shown_by(letter) == made.not_shown
    assert not_shown_by(LETTER) == ""


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=300))
def test_whatever_is_typed_becomes_a_letter(text: str) -> None:
    letter = replace(LETTER, text=clean(text))
    assert pdf_of(letter).content.startswith(b"%PDF")
    assert docx_of(letter).startswith(b"PK")


def test_what_fills_a_bracket_is_never_filled_again() -> None:
    values = {"destinatario": "[firma]", "firma": "Bruno"}
    assert fill("A [Destinatario], [firma] [sic]", values) == "A [firma], Bruno [sic]"


def test_a_text_to_start_from_knows_only_its_own_words() -> None:
    for kind in {*LetterKind} - {LetterKind.RECEIPT}:
        known = " ".join(f"[{one}]" for one in placeholders_of(kind))
        assert template_fault(kind, known) is None, kind
    assert template_fault(LetterKind.FAMILY, "[isee]") == "text:unknown_placeholder"
    assert template_fault(LetterKind.RECEIPT, "Altro") == "no_template"
    assert template_fault(LetterKind.COURT, " ") == "text:letter_text_missing"
