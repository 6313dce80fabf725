"""The school years of a service given at school."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.cases.models import RequestLine, ServiceRequest
from app.cases.rules.requests import digits
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.errors import NotFound
from app.kernel.references import BodyId, RequestLineId, SchoolYearId, ServiceRequestId
from app.organisations.models import Body
from app.particulars.models import SchoolYear
from app.particulars.queries.lines import Head, Reached, head, same_body
from app.particulars.rules import AT_SCHOOL, CertificateKind, year_words


@dataclass(frozen=True)
class SchoolYearRow:
    """A school year as its page shows it."""

    id: SchoolYearId
    begins_in: int
    body_id: BodyId | None
    school: str
    class_name: str
    hours: int
    certificate: CertificateKind | None
    issued_on: date | None
    certificate_until: date | None
    renewed_by_id: ServiceRequestId | None
    renewed_by: str

    @property
    def words(self) -> str:
        """The year as people write it."""
        return year_words(self.begins_in)

    @property
    def amount(self) -> str:
        """The hours of a week as they are written here."""
        return digits(self.hours)


@dataclass(frozen=True)
class SchoolYearsPage:
    """The school years of a line, the latest first."""

    line: Head
    years: tuple[SchoolYearRow, ...]


def school_years_page(viewer: Viewer, line_id: RequestLineId) -> SchoolYearsPage:
    """Return the school years of a line; `NotFound` out of reach or of another service."""
    line = head(viewer, line_id)
    if line.path not in AT_SCHOOL:
        raise NotFound
    return SchoolYearsPage(line, tuple(school_year_rows(viewer, line_id)))


def school_year_rows(viewer: Viewer, line_id: RequestLineId) -> list[SchoolYearRow]:
    """Return the school years of a line that was already reached, the latest first."""
    rows = db.session.execute(
        select(SchoolYear, Body.name, ServiceRequest.number)
        .outerjoin(Body, same_body(Body, SchoolYear, SchoolYear.body_id))
        .outerjoin(ServiceRequest, same_body(ServiceRequest, SchoolYear, SchoolYear.renewed_by_id))
        .where(SchoolYear.organisation_id == viewer.organisation_id, SchoolYear.line_id == line_id)
        .order_by(SchoolYear.begins_in.desc())
    )
    return [
        SchoolYearRow(
            id=row.id,
            begins_in=row.begins_in,
            body_id=row.body_id,
            school=school or "",
            class_name=row.class_name,
            hours=row.hours,
            certificate=CertificateKind(row.certificate) if row.certificate else None,
            issued_on=row.issued_on,
            certificate_until=row.certificate_until,
            renewed_by_id=row.renewed_by_id,
            renewed_by=number or "",
        )
        for row, school, number in rows
    ]


def years_of_request(reached: Reached, begins_in: int) -> dict[RequestLineId, SchoolYear]:
    """Return the rows of a school year of all the lines of a request. Unscoped: it was reached."""
    rows = db.session.scalars(
        select(SchoolYear)
        .join(RequestLine, same_body(RequestLine, SchoolYear, SchoolYear.line_id))
        .where(
            SchoolYear.organisation_id == reached.organisation_id,
            SchoolYear.begins_in == begins_in,
            RequestLine.request_id == reached.request_id,
        )
        .with_for_update(of=SchoolYear)
    )
    return {row.line_id: row for row in rows}
