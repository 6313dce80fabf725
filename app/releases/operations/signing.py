"""Who writes hands it over, who approves signs it or gives it back; what is covered is lifted."""

from datetime import datetime

from app.accounts.policy import Permission
from app.cases.operations.revealing import check_fresh
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import NotAllowedNow
from app.kernel.references import ReleaseId
from app.releases import queries
from app.releases.operations.covering import may_lift
from app.releases.operations.moving import move, take
from app.releases.procedure import ReleaseAction
from app.releases.rules import Letter, ReleaseFault
from app.transaction.use_case import use_case


@use_case("releases.letter.submit", permission=None)
def submit(*, actor: Viewer, now: datetime, release_id: ReleaseId, version: int) -> None:
    """Give a letter to the supervisor to be approved."""
    row = take(actor, release_id, version)
    move(actor, now, row, ReleaseAction.SUBMIT)
    row.text = queries.covered_text(row)


@use_case("releases.letter.take_back", permission=None)
def take_back(*, actor: Viewer, now: datetime, release_id: ReleaseId, version: int) -> None:
    """Take a letter back before it leaves, to write it again: who had signed it signs anew."""
    row = take(actor, release_id, version)
    move(actor, now, row, ReleaseAction.TAKE_BACK)
    row.approved_by, row.signed_sha256 = "", None


@use_case("releases.letter.approve", permission=None)
def approve(
    *, actor: Viewer, now: datetime, release_id: ReleaseId, version: int, letter: Letter
) -> None:
    """Sign a letter: it may leave, and exactly as it was shown, filled in. Refuses who wrote it."""
    row = take(actor, release_id, version)
    move(actor, now, row, ReleaseAction.APPROVE)
    row.text = queries.covered_text(row)
    row.approved_by = actor.signing(Permission.RELEASES_LETTER_APPROVE)
    row.written_on, row.signed_sha256 = office_date(now), letter.print()


@use_case("releases.letter.return", permission=None)
def send_back(
    *, actor: Viewer, now: datetime, release_id: ReleaseId, version: int, words: str
) -> None:
    """Give a letter back to who wrote it, saying what is to be changed."""
    row = take(actor, release_id, version)
    move(actor, now, row, ReleaseAction.RETURN, words=words)


@use_case("releases.letter.lift_cover", permission=None)
def lift_cover(
    *, actor: Viewer, now: datetime, release_id: ReleaseId, version: int, words: str
) -> None:
    """Let a letter say where somebody is kept secret, and write down why.

    What was covered does not come back by itself: a person writes it. Refuses who did not type her
    password lately, who is not on the named list of that place (office.md F5), and any letter but
    to a judge or to another Comune.
    """
    row = take(actor, release_id, version)
    check_fresh(actor)
    move(actor, now, row, ReleaseAction.LIFT_COVER, words=words)
    if not may_lift(actor, now, row):
        raise NotAllowedNow(ReleaseFault.NOT_ON_THE_LIST)
    row.redacted, row.why_lifted = False, words


@use_case("releases.letter.void", permission=None)
def void(*, actor: Viewer, now: datetime, release_id: ReleaseId, version: int, words: str) -> None:
    """Give a letter up before it leaves, saying why: its number stays in the register."""
    row = take(actor, release_id, version)
    move(actor, now, row, ReleaseAction.VOID, words=words)
