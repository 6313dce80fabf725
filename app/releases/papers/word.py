"""The same letter for a word processor: headings, lists and language are said, not painted."""

from io import BytesIO

from docx import Document
from docx.document import Document as DocumentType
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from app.releases.rules import BlockKind, Letter

_LANGUAGE = "it-IT"


def docx_of(letter: Letter) -> bytes:
    """Return the DOCX of a letter."""
    document = Document()
    _prepare(document, letter)
    for line in (*letter.sender, letter.day, *letter.recipient):
        document.add_paragraph(line)
    document.add_heading(letter.title, level=1)
    document.add_paragraph(letter.number)
    if letter.reference:
        document.add_paragraph(letter.reference)
    for block in letter.blocks:
        if block.kind is BlockKind.HEADING:
            document.add_heading(block.text, level=2)
        elif block.kind is BlockKind.LIST:
            for item in block.items:
                document.add_paragraph(item, style="List Bullet")
        else:
            document.add_paragraph(block.text)
    for line in (*letter.signatures, *letter.copies):
        document.add_paragraph(line)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _prepare(document: DocumentType, letter: Letter) -> None:
    """Set the sheet, the language of every word, and the properties: only what the paper says."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    known = document.core_properties
    known.title, known.author, known.language = letter.title, letter.sender[0], _LANGUAGE
    known.comments = known.keywords = known.subject = known.last_modified_by = ""
    normal = document.styles["Normal"].font
    normal.name, normal.size = "Calibri", Pt(11)
    for said in document.styles.element.iter(qn("w:lang")):
        said.set(qn("w:val"), _LANGUAGE)
