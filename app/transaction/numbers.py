"""Numbers people read aloud: SEG-2026-0012. One after the other, never given twice."""

from typing import Any

from sqlalchemy import ColumnElement, case
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
    counted = _counted(organisation_id, kind, period, 1, NumberSeries.last + 1)
    number: int = db.session.scalar(counted, execution_options={DECLARED_WRITE: True}) or 0
    return number


def count_on_from(organisation_id: OrganisationId, kind: str, period: str, last: int) -> None:
    """Go on counting from `last`, if the series has not gone beyond it: numbers given by hand."""
    further = case((NumberSeries.last < last, last), else_=NumberSeries.last)
    counted = _counted(organisation_id, kind, period, last, further)
    db.session.execute(counted, execution_options={DECLARED_WRITE: True})


def _counted(
    organisation_id: OrganisationId, kind: str, period: str, first: int, then: ColumnElement[int]
) -> Any:
    """Return the statement that begins a series at `first`, or brings it to `then`."""
    on_sqlite = db.session.connection().dialect.name == "sqlite"
    series = (sqlite.insert if on_sqlite else postgresql.insert)(NumberSeries)
    return (
        series.values(organisation_id=organisation_id, kind=kind, period=period, last=first)
        .on_conflict_do_update(
            index_elements=["organisation_id", "kind", "period"], set_={"last": then}
        )
        .returning(NumberSeries.last)
    )
