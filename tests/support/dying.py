"""A process that is killed at a given moment of its work, without a word."""

import os
import signal
import sys
import traceback
from collections.abc import Callable
from itertools import count
from typing import Any

from sqlalchemy import event

from app.db import db


def dies_at(moment: int, work: Callable[[], object]) -> str:
    """Do `work` in a process of its own that is killed before its n-th word to the database.

    Return what the work returned, if it ended before that moment; nothing when it was killed.
    """
    db.session.remove()
    db.engine.dispose()  # no connection may be shared with the one that dies
    sys.stderr.flush()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _work(moment, work, writing)
    os.close(writing)
    with os.fdopen(reading) as told:
        said = told.read()
    _, status = os.waitpid(child, 0)
    assert status in (0, int(signal.SIGKILL)), f"it broke instead of being killed: {status}"
    return said


def die() -> None:
    """Be killed now."""
    os.kill(os.getpid(), signal.SIGKILL)


def _work(moment: int, work: Callable[[], object], writing: int) -> None:
    words = count(1)

    def listen(*_: Any) -> None:
        if next(words) == moment:
            die()

    for name in ("before_cursor_execute", "commit"):
        event.listen(db.engine, name, listen)
    try:
        os.write(writing, str(work()).encode())
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
