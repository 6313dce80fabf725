"""What becomes of the services that went on when a case was passed."""

from dataclasses import dataclass

from sqlalchemy import Select, and_, select

from app.cases import queries as cases
from app.cases.models import RequestLine
from app.cases.procedure.line import HOLDING_ROOM
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import TransferId
from app.transfers.models import Transfer, TransferService
from app.transfers.rules import ServiceFate


@dataclass(frozen=True)
class ServiceRow:
    """A service of a case that passed, as it stands today, and what was to become of it."""

    line: cases.LineRow
    fate: ServiceFate

    @property
    def goes_on(self) -> bool:
        """Whether it has not ended yet."""
        return self.line.state in HOLDING_ROOM


def services_of(viewer: Viewer, row: Transfer) -> tuple[ServiceRow, ...]:
    """Return the services of a passage the viewer has reached, the oldest first."""
    its = and_(
        TransferService.organisation_id == row.organisation_id,
        TransferService.transfer_id == row.id,
    )
    kept = db.session.execute(select(TransferService.line_id, TransferService.fate).where(its))
    fates = {line_id: ServiceFate(fate) for line_id, fate in kept}
    if not fates:
        return ()
    found = cases.line_rows(viewer, RequestLine.id.in_(fates))
    return tuple(ServiceRow(one.line, fates[one.line.id]) for one in found)


def with_going(viewer: Viewer, fate: ServiceFate) -> Select[TransferId]:
    """Return the passages of the own body of which some service of this fate still goes on."""
    same = and_(
        RequestLine.organisation_id == TransferService.organisation_id,
        RequestLine.id == TransferService.line_id,
    )
    return (
        select(TransferService.transfer_id)
        .join(RequestLine, same)
        .where(
            TransferService.organisation_id == viewer.organisation_id,
            TransferService.fate == fate,
            cases.goes_on(),
        )
    )
