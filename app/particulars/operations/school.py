"""The school years of a service given at school, and the request of the year to come."""

from dataclasses import dataclass
from datetime import date, datetime

from app.accounts.policy import Permission
from app.cases import operations as cases
from app.cases.operations import LineDetails, RequestDetails
from app.cases.procedure.line import LineState
from app.cases.queries import LineRow, RequestPage, request_for_change, request_page
from app.cases.rules.requests import RequestWish
from app.catalogue.queries import parameters_on, units_of
from app.catalogue.rules import ConsentBasis, Term
from app.db import db, found_or_new
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.references import BodyId, RequestLineId, SchoolYearId, ServiceRequestId
from app.organisations.queries import body
from app.particulars import queries
from app.particulars.models import SchoolYear
from app.particulars.operations.reaching import check_on, reach_line, start_clock, stop_clock
from app.particulars.queries import Reached
from app.particulars.rules import (
    AT_SCHOOL,
    CertificateKind,
    ParticularFault,
    certificate_fault,
    school_year_span,
)
from app.transaction.use_case import use_case

Span = tuple[date, date]
_WORK = Permission.CASES_REQUEST_WORK
_TERMS = (Term.SCHOOL_RENEWAL, Term.CERTIFICATE_EXPIRING)


@dataclass(frozen=True, kw_only=True)
class YearGiven:
    """A school year as it is written: where, how many hours a week, on which certificate."""

    begins_in: int
    body_id: BodyId | None
    class_name: str
    hours: int
    certificate: CertificateKind | None = None
    issued_on: date | None = None
    certificate_until: date | None = None


@use_case("particulars.school_year.write", permission=_WORK)
def write_school_year(
    *, actor: Viewer, now: datetime, line_id: RequestLineId, given: YearGiven
) -> None:
    """Write where and how a service is given in a school year; the same year again replaces it.

    Refuses a certificate of a kind that was not issued on its day (D.Lgs. 62/2024): what was
    issued before stays valid until its own end.
    """
    reached = reach_line(actor, line_id, AT_SCHOOL)
    today = office_date(now)
    fault = certificate_fault(
        given.certificate,
        given.issued_on,
        given.certificate_until,
        parameters=parameters_on(actor, given.issued_on or today),
        today=today,
    )
    if fault:
        raise Invalid(fault)
    school = body(actor, given.body_id).id if given.body_id else None
    row = found_or_new(
        SchoolYear,
        organisation_id=reached.organisation_id,
        line_id=line_id,
        begins_in=given.begins_in,
    )
    row.body_id, row.class_name, row.hours = school, given.class_name, given.hours
    row.certificate, row.issued_on = given.certificate, given.issued_on
    row.certificate_until = given.certificate_until
    db.session.flush()
    if row.renewed_by_id is None:
        _start_clocks(actor, now, reached, row)


@use_case("particulars.school_year.renew", permission=_WORK)
def renew_school_year(
    *, actor: Viewer, now: datetime, line_id: RequestLineId, year_id: SchoolYearId
) -> ServiceRequestId:
    """Draft the request of the next school year with the same interventions; return its id.

    Consent and papers are asked again: nothing is approved by being renewed. Refuses a year whose
    next request was already drafted, and a case that is closed.
    """
    reached = reach_line(actor, line_id, AT_SCHOOL, over_too=True)
    row = queries.its_row(SchoolYear, reached, year_id)
    years = queries.years_of_request(reached, row.begins_in)
    if any(one.renewed_by_id is not None for one in years.values()):
        raise NotAllowedNow(ParticularFault.YEAR_RENEWED)
    following = row.begins_in + 1
    span = school_year_span(parameters_on(actor, office_date(now)), following)
    old = request_page(actor, reached.request_id)
    request_id = _draft(actor, now, old, span)
    for old_line, new_line in _draft_lines(actor, now, old, request_id, span).items():
        if (year := years.get(old_line)) is not None:
            year.renewed_by_id = request_id
            stop_clock(now, reached, year.id, *_TERMS)
            _begin_year(actor, now, year, new_line, following)
    return request_id


def _draft(actor: Viewer, now: datetime, old: RequestPage, span: Span) -> ServiceRequestId:
    """Draft a request like another for other days; who consents is asked again."""
    wish = RequestWish(
        path=old.path,
        interventions=tuple(one.intervention for one in _kept(old) if one.intervention),
        reason=old.reason,
        priority=old.priority,
    )
    request_id = cases.draft_request(actor=actor, now=now, case_id=old.case_id, wish=wish)
    cases.describe_request(
        actor=actor,
        now=now,
        request_id=request_id,
        version=request_for_change(actor, request_id).version,
        details=RequestDetails(
            priority=old.priority,
            management=old.management,
            with_cost=old.with_cost,
            starts_on=span[0],
            ends_on=span[1],
            consent=ConsentBasis.UNKNOWN,
            reason=old.reason,
        ),
    )
    return request_id


def _draft_lines(
    actor: Viewer, now: datetime, old: RequestPage, request_id: ServiceRequestId, span: Span
) -> dict[RequestLineId, RequestLineId]:
    """Write the lines of a drafted request like those of another; return which is like which."""
    drafted = request_page(actor, request_id).lines
    open_units = {unit.id for unit in units_of(actor, old.path, office_date(now))}
    alike: dict[RequestLineId, RequestLineId] = {}
    for number, line in enumerate(_kept(old)):
        details = LineDetails(
            intervention=line.intervention,
            quantity=line.quantity,
            measure=line.measure,
            note=line.note,
            starts_on=span[0],
            ends_on=span[1],
            provider_id=line.provider_id,
            unit_id=line.unit_id if line.unit_id in open_units else None,
        )
        if number < len(drafted):
            new = drafted[number]
            cases.describe_line(
                actor=actor, now=now, line_id=new.id, version=new.version, details=details
            )
            alike[line.id] = new.id
        else:
            alike[line.id] = cases.add_line(
                actor=actor, now=now, request_id=request_id, details=details
            )
    return alike


def _kept(old: RequestPage) -> list[LineRow]:
    return [line for line in old.lines if line.state is not LineState.WITHDRAWN]


def _begin_year(
    actor: Viewer, now: datetime, old: SchoolYear, line_id: RequestLineId, begins_in: int
) -> None:
    """Write the school year of a drafted line: same school and certificate; its class is asked."""
    row = SchoolYear(
        organisation_id=old.organisation_id,
        line_id=line_id,
        begins_in=begins_in,
        body_id=old.body_id,
        class_name="",
        hours=old.hours,
        certificate=old.certificate,
        issued_on=old.issued_on,
        certificate_until=old.certificate_until,
    )
    db.session.add(row)
    db.session.flush()
    _start_clocks(actor, now, queries.lock_line(actor, line_id), row)


def _start_clocks(actor: Viewer, now: datetime, reached: Reached, row: SchoolYear) -> None:
    """Ask to renew before the year ends, and for a new certificate before this one does."""
    today = office_date(now)
    _, last = school_year_span(parameters_on(actor, today), row.begins_in)
    start_clock(actor, now, reached, Term.SCHOOL_RENEWAL, about_id=row.id, before=last)
    until = max(row.certificate_until, today) if row.certificate_until else None
    check_on(actor, now, reached, Term.CERTIFICATE_EXPIRING, about_id=row.id, day=until)
