"""Files on the disk: sealed, whole or not at all; and the sweep loses none that a row knows."""

import os
import resource
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.documents import storage
from app.documents.jobs import SPARED, sweep_files
from app.documents.models import StoredFile
from app.documents.queries import file_content
from app.documents.rules import FileFault
from app.kernel.clock import security_now
from app.kernel.errors import NotAllowedNow
from app.kernel.references import ReferralId
from tests.builders.intake import a_referral
from tests.builders.post import a_letter
from tests.cast import NOW, Cast

CANARY = b"%PDF-1.4 Segnalatrice Canarotti %%EOF"


@pytest.fixture
def referral(app: Flask, cast: Cast) -> ReferralId:
    return a_referral(cast["gino"])


def _kept(cast: Cast, referral: ReferralId, content: bytes = CANARY) -> StoredFile:
    before = set(db.session.scalars(select(StoredFile.id)))
    a_letter(cast["gino"], referral, name="Canarotti.pdf", content=content)
    return db.session.scalars(select(StoredFile).where(StoredFile.id.not_in(before))).one()


def _age(path: Path, by: timedelta) -> None:
    at = (security_now() - by).timestamp()
    os.utime(path, (at, at))


def test_what_lies_on_the_disk_tells_nothing(
    folder: Path, cast: Cast, referral: ReferralId
) -> None:
    row = _kept(cast, referral)
    (lying,) = folder.iterdir()
    assert b"Canarotti" not in lying.read_bytes()
    assert "Canarotti" not in lying.name
    assert oct(lying.stat().st_mode)[-3:] == "600"
    assert file_content(row.organisation_id, row.id).content == CANARY


def test_bytes_moved_or_changed_do_not_open(folder: Path, cast: Cast, referral: ReferralId) -> None:
    one, other = _kept(cast, referral), _kept(cast, referral, b"%PDF-1.4 altro")
    first, second = folder / one.stored_name, folder / other.stored_name
    second.write_bytes(first.read_bytes())
    first.write_bytes(first.read_bytes()[:-1] + b"\x00")
    for row in (one, other):
        with pytest.raises(NotAllowedNow, match=FileFault.LOST):
            file_content(row.organisation_id, row.id)


def test_a_link_in_its_place_is_not_followed(
    folder: Path, cast: Cast, referral: ReferralId
) -> None:
    row = _kept(cast, referral)
    place, away = folder / row.stored_name, folder / "altrove"
    place.rename(away)
    place.symlink_to(away)
    with pytest.raises(NotAllowedNow, match=FileFault.LOST):
        file_content(row.organisation_id, row.id)


@pytest.mark.parametrize("name", ["../settings", "/etc/passwd", "a" * 31, "A" * 32, "a\x00b", ""])
def test_a_name_that_is_not_ours_leads_nowhere(folder: Path, name: str) -> None:
    with pytest.raises(storage.Gone):
        storage.get(name)
    with pytest.raises(storage.Gone):
        storage.put(name, b"x")


def test_a_full_disk_keeps_nothing_by_halves(folder: Path) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, limits[1]))
    try:
        with pytest.raises(storage.NoRoom):
            storage.put(storage.new_name(), b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(folder.iterdir()) == []


def test_without_room_the_request_stays_as_it_was(
    folder: Path, cast: Cast, referral: ReferralId
) -> None:
    folder.write_bytes(b"")  # a file where the folder should be: the disk refuses
    with pytest.raises(NotAllowedNow) as refusal:
        a_letter(cast["gino"], referral)
    assert refusal.value.reasons == (f"file:{FileFault.NO_ROOM}",)
    assert db.session.scalars(select(StoredFile)).all() == []


def test_the_sweep_takes_what_nobody_knows_and_spares_what_is_just_coming_in(
    folder: Path, cast: Cast, referral: ReferralId
) -> None:
    """Killed between two steps: the bytes without a row, the unfinished ones, the row is there."""
    row = _kept(cast, referral)
    orphan, fresh = storage.new_name(), storage.new_name()
    for name in (orphan, fresh, f"{storage.new_name()}.part"):
        (folder / name).write_bytes(b"x")
    for path in folder.iterdir():
        if path.name != fresh:
            _age(path, SPARED + timedelta(hours=1))
    assert sweep_files(NOW).done == 2
    assert {path.name for path in folder.iterdir()} == {row.stored_name, fresh}
    assert sweep_files(NOW).done == 0
    assert file_content(row.organisation_id, row.id).content == CANARY


def test_the_sweep_tells_of_a_row_whose_file_is_gone(
    folder: Path, cast: Cast, referral: ReferralId
) -> None:
    row = _kept(cast, referral)
    (folder / row.stored_name).unlink()
    report = sweep_files(NOW)
    assert (report.done, report.detail) == (0, "1 missing")
    assert db.session.get(StoredFile, (row.organisation_id, UUID(str(row.id)))) is not None
