"""What leaves about a case, told to the register of exits."""

from datetime import date, datetime

from app.kernel.actor import Viewer
from app.kernel.exits import Exit, ExitSubject, LetterKind, SendChannel
from app.kernel.references import BodyId, CaseId
from app.transaction.exits import tell_exit


def tell_case_exit(
    actor: Viewer,
    now: datetime,
    case_id: CaseId,
    kind: LetterKind,
    on: date,
    *,
    body_id: BodyId | None = None,
    channel: SendChannel | None = None,
) -> None:
    """Tell that something about a case left; the body is not known where it is only in words."""
    left = Exit(
        kind=kind,
        subject_kind=ExitSubject.CASE,
        subject_id=case_id,
        sent_on=on,
        body_id=body_id,
        channel=channel,
    )
    tell_exit(actor=actor, now=now, left=left)
