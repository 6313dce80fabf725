"""Where the files of one test lie."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask


@contextmanager
def deployed(app: Flask, **changed: Any) -> Iterator[None]:
    """Let a deployment have other settings for a while."""
    settings = app.extensions["settings"]
    app.extensions["settings"] = type(settings)(**{**vars(settings), **changed})
    yield
    app.extensions["settings"] = settings


@pytest.fixture
def folder(app: Flask, tmp_path: Path) -> Iterator[Path]:
    """The folder of the files, empty."""
    with deployed(app, data_dir=tmp_path):
        yield tmp_path / "files"


@pytest.fixture
def place(app: Flask, tmp_path: Path) -> Iterator[Path]:
    """Where the antivirus would answer; nobody is there yet."""
    with deployed(app, antivirus=tmp_path / "clamd"):
        yield tmp_path / "clamd"


@pytest.fixture
def own_folder(own_app: Flask, tmp_path: Path) -> Iterator[Path]:
    """The folder of the files of an application of its own."""
    with deployed(own_app, data_dir=tmp_path):
        yield tmp_path / "files"
