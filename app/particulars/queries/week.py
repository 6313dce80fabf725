"""The week of an intervention, and of the whole request it belongs to."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from app.cases.models import RequestLine
from app.cases.procedure import LINE
from app.cases.rules.requests import digits
from app.catalogue.rules import Intervention, Measure, PathCode
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.errors import NotFound
from app.kernel.references import LineHoursId, RequestLineId
from app.particulars.models import LineHours
from app.particulars.queries.lines import Head, Reached, head, same_body
from app.particulars.rules import BY_THE_HOUR, Stretch, WeekPlace, hundredths_a_week


@dataclass(frozen=True)
class WeekRow:
    """Some hours of the week: of which intervention, where, from when."""

    id: LineHoursId
    line_id: RequestLineId
    what: Intervention | PathCode
    stretch: Stretch
    place: WeekPlace
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class WeekPage:
    """The week of a line beside those of the other lines of its request."""

    line: Head
    rows: tuple[WeekRow, ...]
    planned: int  # hundredths of this line alone, from today on

    @property
    def total(self) -> str:
        """How much the week of this line holds."""
        return digits(self.planned)

    @property
    def is_over_authorised(self) -> bool:
        """Whether the week holds more than was authorised."""
        return self.line.measure is Measure.HOURS_PER_WEEK and self.planned > self.line.quantity


def week_page(viewer: Viewer, line_id: RequestLineId, on: date) -> WeekPage:
    """Return the week of a line from a day on; `NotFound` out of reach or of another service."""
    line = head(viewer, line_id)
    if line.path not in BY_THE_HOUR:
        raise NotFound
    found = db.session.execute(
        select(LineHours, RequestLine.intervention)
        .join(RequestLine, same_body(RequestLine, LineHours, LineHours.line_id))
        .where(
            LineHours.organisation_id == viewer.organisation_id,
            RequestLine.request_id == line.request.id,
            RequestLine.state.not_in(LINE.final),
            _still(on),
        )
        .order_by(LineHours.weekday, LineHours.from_minute, LineHours.id)
    )
    rows = tuple(
        WeekRow(
            row.id, row.line_id, Intervention(what) if what else line.path, _stretch(row),
            WeekPlace(row.place), row.valid_from, row.valid_to,
        )
        for row, what in found
    )  # fmt: skip
    now = [row.stretch for row in rows if row.line_id == line_id and row.valid_from <= on]
    return WeekPage(line, rows, hundredths_a_week(now))


def week_of(viewer: Viewer, line_id: RequestLineId, on: date) -> list[Stretch]:
    """Return the hours of a line in force on a day; who asks has already reached the line."""
    return _stretches(
        LineHours.organisation_id == viewer.organisation_id,
        LineHours.line_id == line_id,
        LineHours.valid_from <= on,
        _still(on),
    )


def stretches_from(reached: Reached, since: date) -> list[Stretch]:
    """Return the hours of a line that hold on a day or after it. Unscoped: it was reached."""
    return _stretches(
        LineHours.organisation_id == reached.organisation_id,
        LineHours.line_id == reached.line_id,
        _still(since),
    )


def _stretches(*criteria: ColumnElement[bool]) -> list[Stretch]:
    rows = db.session.scalars(
        select(LineHours).where(*criteria).order_by(LineHours.weekday, LineHours.from_minute)
    )
    return [_stretch(row) for row in rows]


def _still(on: date) -> ColumnElement[bool]:
    return or_(LineHours.valid_to.is_(None), LineHours.valid_to > on)


def _stretch(row: Any) -> Stretch:
    return Stretch(row.weekday, row.from_minute, row.to_minute)
