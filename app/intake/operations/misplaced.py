"""A file put with the wrong request or report goes where it belongs, or is destroyed.

Always with the reason, and only by who registered the request that it leaves, or who is in charge.
"""

from datetime import datetime
from uuid import UUID

from app.audit.context import about
from app.db import db
from app.documents.operations import forget_file
from app.intake import queries
from app.intake.models import Referral, ReferralFile
from app.intake.operations.moving import Told, move, take
from app.intake.operations.post import refuse_too_many, take_number, throw_away
from app.intake.procedure import ReferralAction
from app.intake.rules import Misplaced, PostFault
from app.kernel.actor import Viewer
from app.kernel.errors import Invalid, NotFound
from app.kernel.references import ReferralId
from app.transaction.use_case import use_case


@use_case("intake.file.move", permission=None)
def move_file(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    paper_id: UUID,
    number: str,
    words: str,
) -> None:
    """Move a file to the request or report of a number: both histories say it, neither the other.

    A message follows its file, and is entered as the request it goes to. Refuses the same request,
    a number out of reach, more files than a request may have, no reason, who may not open it and,
    between sealed and ordinary, all but who follows the sealed case.
    """
    to_id = queries.by_number(actor, number)
    if to_id is None:
        raise Invalid(f"number:{PostFault.NO_SUCH_NUMBER}")
    if to_id == referral_id:
        raise Invalid(f"number:{PostFault.SAME_NUMBER}")
    about("referral", referral_id)  # where one lands; they are held in one order, whoever moves
    held = {one: take(actor, one, None) for one in sorted((referral_id, to_id))}
    there = held[to_id]
    if not queries.may_be_one(actor, held[referral_id], there):
        raise Invalid(f"number:{PostFault.NO_SUCH_NUMBER}")
    why = Told(words=words, code=Misplaced.TO_ANOTHER)
    paper = _taken_out(actor, now, held[referral_id], paper_id, why)
    refuse_too_many(there, 1)
    move(actor, now, there, ReferralAction.ADD_FILE)
    message = queries.message_of(paper)
    if message is not None:
        message.referral_id = there.id
        paper.protocol_number, paper.protocol_on = there.protocol_number, there.protocol_on
    paper.referral_id = there.id
    take_number(actor, now, there, paper.protocol_number, paper.protocol_on)


@use_case("intake.mail.return", permission=None)
def return_mail(
    *, actor: Viewer, now: datetime, referral_id: ReferralId, paper_id: UUID, words: str
) -> None:
    """Send a message back among those that wait: what it belongs to is not written yet.

    It waits for who brought it and who is in charge. Refuses what did not come as a message
    (`NotFound`), no reason, and who may not open it.
    """
    row = take(actor, referral_id, None)
    why = Told(words=words, code=Misplaced.TO_WAIT)
    paper = _taken_out(actor, now, row, paper_id, why)
    message = queries.message_of(paper)
    if message is None:
        raise NotFound
    message.referral_id = None
    db.session.delete(paper)


@use_case("intake.file.remove", permission=None)
def remove_file(
    *, actor: Viewer, now: datetime, referral_id: ReferralId, paper_id: UUID, words: str
) -> None:
    """Destroy a file: nobody opens it any more; that it was there, and why it went, stays.

    A message may be brought here again. Refuses no reason, and who may not open it.
    """
    row = take(actor, referral_id, None)
    why = Told(words=words, code=Misplaced.OF_NOBODY)
    paper = _taken_out(actor, now, row, paper_id, why)
    message = queries.message_of(paper)
    if message is None:
        forget_file(actor=actor, now=now, file_id=paper.file_id)
    else:
        throw_away(message, now)
    db.session.delete(paper)


def _taken_out(
    actor: Viewer, now: datetime, row: Referral, paper_id: UUID, why: Told
) -> ReferralFile:
    """Write in the history where a file went and why; return it, held for change."""
    paper = queries.paper_for_change(actor, row, paper_id, now)
    move(actor, now, row, ReferralAction.REMOVE_FILE, why)
    return paper
