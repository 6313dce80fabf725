"""Numbers people read aloud: SEG-2026-0012. One after the other, never given twice."""

from sqlalchemy.dialects import postgresql, sqlite

from app.audit.recorder import DECLARED_WRITE
from app.db import db
from app.kernel.references import OrganisationId
from app.transaction.models import NumberSeries


def next_number(organisation_id: OrganisationId, kind: str, period: str) -> int:
    """Return the next number of a body's series, from 1; `period` is what it starts again with.

    Called as late as can be in a use case: the series stays locked until it commits. What is
    refused leaves no gap; a number is never given again.
    """
    on_sqlite = db.session.connection().dialect.name == "sqlite"
    series = (sqlite.insert if on_sqlite else postgresql.insert)(NumberSeries)
    counted = (
        series.values(organisation_id=organisation_id, kind=kind, period=period, last=1)
        .on_conflict_do_update(
            index_elements=["organisation_id", "kind", "period"],
            set_={"last": NumberSeries.last + 1},
        )
        .returning(NumberSeries.last)
    )
    number: int = db.session.scalar(counted, execution_options={DECLARED_WRITE: True}) or 0
    return number
