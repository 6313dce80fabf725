"""Killed without warning while a file is taken in: what was acknowledged opens, the rest is swept."""

import os
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select

from app.db import db
from app.documents.jobs import SPARED, sweep_files
from app.documents.models import StoredFile
from app.documents.queries import file_content
from app.kernel.clock import security_now
from app.kernel.references import ReferralId
from tests.builders.intake import a_referral
from tests.builders.post import A_PDF, a_letter
from tests.cast import NOW, Cast
from tests.support.dying import die, dies_at

_NEVER = 10_000


def _add(cast: Cast, referral: ReferralId, *, step: int = _NEVER) -> str:
    """Put a letter in, to be killed before the disk is told for the `step`-th time."""
    handed, real = count(1), os.fsync

    def fsync(handle: int) -> None:
        if next(handed) == step:
            die()
        real(handle)

    system: Any = os
    system.fsync = fsync
    try:
        a_letter(cast["gino"], referral)
    finally:
        system.fsync = real
    return "done"


def _they_agree(folder: Path, acknowledged: int) -> None:
    for path in folder.iterdir():
        old = (security_now() - SPARED - timedelta(hours=1)).timestamp()
        os.utime(path, (old, old))
    assert sweep_files(NOW).detail == "", "no row lost its file"
    rows = db.session.scalars(select(StoredFile)).all()
    assert {path.name for path in folder.iterdir()} == {row.stored_name for row in rows}
    assert len(rows) >= acknowledged
    for row in rows:
        assert file_content(row.organisation_id, row.id).content == A_PDF


def test_at_any_word_to_the_database(own_app: Flask, own_folder: Path, cast: Cast) -> None:
    referral = a_referral(cast["gino"])
    for moment in count(1):
        if dies_at(moment, lambda: _add(cast, referral)):
            break
    assert moment > 5, "there were moments to die at"
    _they_agree(own_folder, acknowledged=1)


def test_between_the_steps_on_the_disk(own_app: Flask, own_folder: Path, cast: Cast) -> None:
    referral = a_referral(cast["gino"])
    for step in (1, 2):
        assert dies_at(_NEVER, lambda step=step: _add(cast, referral, step=step)) == ""
    assert len(list(own_folder.iterdir())) == 2, "one unfinished, one whole, both of nobody"
    _they_agree(own_folder, acknowledged=0)
    assert list(own_folder.iterdir()) == []
