"""The antivirus is asked before a file is opened; while it is silent the file waits."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.documents.jobs import look_at_waiting_files
from app.documents.models import StoredFile
from app.documents.queries import file_content
from app.documents.rules import Accepted, FileFault, FileState
from app.documents.scanner import Silent, look, screened
from app.intake import operations
from app.intake.operations import PaperGiven
from app.intake.rules import PaperKind
from app.kernel.errors import NotAllowedNow
from tests.builders.intake import a_referral
from tests.builders.post import accepted
from tests.cast import NOW, Cast

VIRUS = b"%PDF-1.4 EICAR-STANDARD-ANTIVIRUS-TEST-FILE"


@contextmanager
def _antivirus(place: Path, answer: bytes | None = None) -> Iterator[None]:
    """Answer one question as ClamAV does, or with `answer`."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
        door.bind(str(place))
        door.listen()
        thread = threading.Thread(target=_answer, args=(door, answer))
        thread.start()
        yield
        thread.join(10)
    place.unlink()


def _answer(door: socket.socket, answer: bytes | None) -> None:
    line, _ = door.accept()
    with line, line.makefile("rb") as asked:
        assert asked.read(10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack(">I", asked.read(4))[0]:
            content += asked.read(size)
        said = b"stream: Eicar-Signature FOUND" if b"EICAR" in content else b"stream: OK"
        line.sendall((said if answer is None else answer) + b"\0")


def test_it_says_of_each_file_whether_it_is_clean(place: Path) -> None:
    with _antivirus(place):
        assert look(b"x" * 700_000) is FileState.CLEAN
    with _antivirus(place):
        assert screened(accepted(content=VIRUS)) is FileFault.UNSAFE


def test_where_the_deployment_names_none_nobody_is_asked(app: Flask) -> None:
    assert look(VIRUS) is FileState.CLEAN


@pytest.mark.parametrize("answer", [b"", b"INSTREAM size limit exceeded. ERROR", b"x" * 9_000])
def test_an_answer_nobody_understands_is_none(place: Path, answer: bytes) -> None:
    with _antivirus(place, answer), pytest.raises(Silent):
        look(b"x")


def test_while_it_is_silent_the_file_waits_and_then_opens(place: Path, cast: Cast) -> None:
    for content, then in ((b"%PDF-1.4 sana", None), (VIRUS, FileFault.UNSAFE)):
        row = _kept(cast, content)
        with pytest.raises(NotAllowedNow, match=FileFault.QUARANTINED):
            file_content(row.organisation_id, row.id)
        silent = look_at_waiting_files(NOW)
        assert (silent.done, silent.detail) == (0, "antivirus silent")
        with _antivirus(place):
            assert look_at_waiting_files(NOW).done == 1
        if then is None:
            assert file_content(row.organisation_id, row.id).content == content
        else:
            with pytest.raises(NotAllowedNow, match=then):
                file_content(row.organisation_id, row.id)
    assert look_at_waiting_files(NOW).done == 0


def _kept(cast: Cast, content: bytes) -> StoredFile:
    looked = screened(accepted(content=content))
    assert isinstance(looked, Accepted)
    operations.add_file(
        actor=cast["gino"].viewer,
        now=NOW,
        referral_id=a_referral(cast["gino"]),
        given=PaperGiven(kind=PaperKind.LETTER, accepted=looked),
    )
    waits = select(StoredFile).where(StoredFile.state == FileState.QUARANTINED)
    return db.session.scalars(waits).one()
