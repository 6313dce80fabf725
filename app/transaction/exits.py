"""Whatever leaves the office is told here to the register of exits, which stands above."""

from datetime import datetime

from flask import current_app

from app.kernel.actor import Viewer
from app.kernel.exits import Exit, ExitHeard


def tell_exit(*, actor: Viewer, now: datetime, left: Exit) -> None:
    """Let the register hear of something that left, in the transaction of the act that let it."""
    hearers: tuple[ExitHeard, ...] = current_app.extensions["exit_heard"]
    for hear in hearers:
        hear(actor=actor, now=now, left=left)
