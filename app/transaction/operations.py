"""Moving the demo's clock, and clearing what is too old to protect anybody."""

from datetime import datetime, timedelta

from sqlalchemy import delete

from app.kernel.clock import security_now
from app.transaction.housekeeping import housekeeping
from app.transaction.models import OfficeClock, Submission

SUBMISSIONS_KEPT = timedelta(days=7)


def move_office_clock(moment: datetime | None) -> None:
    """Let the office live at `moment` (aware) from now on; `None` gives the real time back."""
    with housekeeping("office_clock") as session:
        session.execute(delete(OfficeClock))
        if moment is not None:
            offset = int((moment - security_now()).total_seconds())
            session.add(OfficeClock(id=1, offset_seconds=offset))


def purge_submissions() -> int:
    """Forget the submissions older than seven days; return how many."""
    with housekeeping("submission") as session:
        before = security_now() - SUBMISSIONS_KEPT
        gone = session.scalars(
            delete(Submission).where(Submission.created_at < before).returning(Submission.key)
        ).all()
    return len(gone)
