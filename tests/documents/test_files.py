"""Which files are kept: what they say, what they are, how large, without what they hide."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.rules import LARGEST, Accepted, FileFault, FileType, examine, tidy_name
from app.documents.rules.pictures import Damaged, bare_jpeg, bare_png
from tests.documents.pictures import PLACE, SCAN, a_jpeg, a_png

PDF = b"%PDF-1.7\n%%EOF"


def a_docx(*more: str, size: int = 10) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as folder:
        for name in ("[Content_Types].xml", "word/document.xml", *more):
            folder.writestr(ZipInfo(name), b"0" * size, ZIP_DEFLATED)  # always of the same day
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("relazione.PDF", PDF, FileType.PDF),
        ("foto.jpg", a_jpeg(), FileType.JPEG),
        ("foto.jpeg", a_jpeg(), FileType.JPEG),
        ("foto.png", a_png(), FileType.PNG),
        ("fax.tif", b"II*\x00\x08\x00\x00\x00", FileType.TIFF),
        ("fax.tiff", b"MM\x00*\x00\x00\x00\x08", FileType.TIFF),
        ("lettera.docx", a_docx(), FileType.DOCX),
        ("nota.txt", "Perché è così: 王".encode(), FileType.TXT),
        ("posta.eml", b"From: a@b.example\r\n\r\nciao", FileType.EML),
        ("archivio.tar.pdf", PDF, FileType.PDF),
    ],
)
def test_what_the_office_receives_is_kept(name: str, content: bytes, kind: FileType) -> None:
    kept = examine(name, content)
    assert isinstance(kept, Accepted), kept
    assert kept.type is kind


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("vuoto.pdf", b"", FileFault.EMPTY),
        ("senza", PDF, FileFault.NOT_ACCEPTED),
        ("pagina.html", b"<script>alert(1)</script>", FileFault.NOT_ACCEPTED),
        ("disegno.svg", b"<svg onload=alert(1)>", FileFault.NOT_ACCEPTED),
        ("fattura.pdf.exe", b"MZ", FileFault.NOT_ACCEPTED),
        ("archivio.zip", a_docx(), FileFault.NOT_ACCEPTED),
        ("programma.pdf", b"MZ\x90\x00", FileFault.NOT_WHAT_IT_SAYS),
        ("pagina.pdf", b"<html>%PDF-1.4", FileFault.NOT_WHAT_IT_SAYS),
        ("pagina.jpg", b"<html>", FileFault.NOT_WHAT_IT_SAYS),
        ("foto.png", a_jpeg(), FileFault.NOT_WHAT_IT_SAYS),
        ("lettera.docx", PDF, FileFault.NOT_WHAT_IT_SAYS),
        ("nota.txt", b"MZ\x90\x00\x03", FileFault.NOT_WHAT_IT_SAYS),
        ("posta.eml", PDF, FileFault.NOT_WHAT_IT_SAYS),
        ("posta.eml", b"<html>", FileFault.NOT_WHAT_IT_SAYS),
        ("tagliata.jpg", a_jpeg()[:60], FileFault.DAMAGED),
        ("tagliata.png", a_png()[:-6], FileFault.DAMAGED),
        ("rotto.docx", a_docx()[:40], FileFault.DAMAGED),
        ("macro.docx", a_docx("word/vbaProject.bin"), FileFault.WITH_PROGRAMS),
        ("bomba.docx", a_docx(*map(str, range(50)), size=4_500_000), FileFault.TOO_LARGE),
        ("tante.docx", a_docx(*map(str, range(2_001)), size=0), FileFault.TOO_LARGE),
        ("grande.pdf", PDF.ljust(LARGEST + 1), FileFault.TOO_LARGE),
    ],
)  # fmt: skip
def test_what_it_is_not_or_hides_is_refused(name: str, content: bytes, fault: FileFault) -> None:
    assert examine(name, content) is fault


def test_twenty_megabytes_are_taken_and_not_one_byte_more() -> None:
    assert isinstance(examine("grande.pdf", PDF.ljust(LARGEST)), Accepted)


def test_a_photograph_does_not_say_where_and_by_whom() -> None:
    bare = bare_jpeg(a_jpeg(after=b"<script>alert(1)</script>"))
    for told in (PLACE, b"Pina", b"xap", b"script"):
        assert told not in bare
    assert SCAN in bare
    assert bare.endswith(b"\xff\xd9")
    assert b"JFIF" in bare


@pytest.mark.parametrize(("turned", "kept"), [(6, True), (8, True), (1, False), (77, False)])
def test_how_it_is_turned_stays(turned: int, kept: bool) -> None:
    bare = bare_jpeg(a_jpeg(turned=turned))
    assert (b"Exif" in bare) is kept
    assert bare_jpeg(bare) == bare, "what is bare stays as it is"


def test_a_png_keeps_the_picture_and_nothing_else() -> None:
    bare = bare_png(a_png() + PLACE)
    assert PLACE not in bare
    assert [name for name in (b"IHDR", b"pHYs", b"IDAT", b"IEND") if name not in bare] == []
    assert bare_png(bare) == bare


@given(st.binary(max_size=300), st.integers(0, 200))
def test_a_broken_picture_is_damaged_and_never_a_fault(noise: bytes, at: int) -> None:
    for whole, bare in ((a_jpeg(), bare_jpeg), (a_png(), bare_png)):
        try:
            bare(whole[: 8 + at] + noise)
        except Damaged:
            continue


@given(st.binary(max_size=400), st.sampled_from(("a.docx", "a.eml", "a.txt", "a.tif", "a.pdf")))
def test_whatever_is_sent_is_answered(noise: bytes, name: str) -> None:
    assert isinstance(examine(name, noise), Accepted | FileFault)
    assert isinstance(examine(name, b"PK\x03\x04" + noise), Accepted | FileFault)


@pytest.mark.parametrize(
    ("name", "tidy"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Documenti\\relazione.pdf", "relazione.pdf"),
        ("a\u202efdp.exe.pdf", "afdp.exe.pdf"),
        ("a\x00b.pdf", "ab.pdf"),
        ("riga\r\nX-Altro: 1.pdf", "riga X-Altro_ 1.pdf"),
        ('<img src=x onerror="1">.pdf', "_img src=x onerror=_1__.pdf"),
        (f"{'a' * 300}.pdf", f"{'a' * 109}.pdf"),
        ("relazione è 王.pdf", "relazione è 王.pdf"),
        ("..", ""),
        ("", ""),
    ],
)
def test_a_name_is_only_a_name(name: str, tidy: str) -> None:
    assert tidy_name(name) == tidy
