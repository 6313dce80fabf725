"""Opening and closing the public screen of the waiting room."""

from datetime import datetime
from uuid import UUID

from app.accounts.policy import Permission
from app.audit.context import about
from app.db import db
from app.desk.models import DeskScreen
from app.desk.queries import screens as queries
from app.kernel.actor import Viewer
from app.kernel.references import new_token
from app.transaction.use_case import use_case


@use_case("desk.screen.open", permission=Permission.DESK_BOARD_MANAGE)
def open_screen(*, actor: Viewer, now: datetime, name: str) -> str:
    """Open a public screen and return its token, which is shown once and kept nowhere."""
    token = new_token()
    screen = DeskScreen(
        organisation_id=actor.organisation_id,
        name=name,
        token_hash=queries.screen_hash(token),
        opened_at=now,
    )
    db.session.add(screen)
    about("desk_screen", screen.id)
    return token


@use_case("desk.screen.close", permission=Permission.DESK_BOARD_MANAGE)
def close_screen(*, actor: Viewer, now: datetime, screen_id: UUID) -> None:
    """Close a public screen: its address answers nothing any more."""
    screen = queries.screen_for_change(actor, screen_id)
    screen.closed_at = screen.closed_at or now
    about("desk_screen", screen.id)
