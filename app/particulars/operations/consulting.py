"""Reading a particular is an act too: its line is in the trail before the page is shown."""

from datetime import datetime

from app.accounts.policy import Permission
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import RequestLineId, ServiceRequestId
from app.particulars import queries
from app.transaction.reading import consultation

_READ = Permission.CASES_REQUEST_READ
_LINE, _REQUEST = "request_line", "service_request"


@consultation("particulars.week.open", permission=_READ, subject=_LINE)
def consult_week(
    *, actor: Viewer, now: datetime, request_line_id: RequestLineId, purpose: str = ""
) -> queries.WeekPage:
    """Return the week of an intervention; `NotFound` out of reach."""
    return queries.week_page(actor, request_line_id, office_date(now))


@consultation("particulars.education.open", permission=_READ, subject=_REQUEST)
def consult_education(
    *, actor: Viewer, now: datetime, service_request_id: ServiceRequestId, purpose: str = ""
) -> queries.EducationPage:
    """Return the educational project of a request; refuses as its query."""
    return queries.education_page(actor, service_request_id)


@consultation("particulars.phases.open", permission=_READ, subject=_LINE)
def consult_phases(
    *, actor: Viewer, now: datetime, request_line_id: RequestLineId, purpose: str = ""
) -> queries.PhasesPage:
    """Return the phases of a way to work; `NotFound` out of reach."""
    return queries.phases_page(actor, request_line_id)


@consultation("particulars.devices.open", permission=_READ, subject=_LINE)
def consult_devices(
    *, actor: Viewer, now: datetime, request_line_id: RequestLineId, purpose: str = ""
) -> queries.DevicesPage:
    """Return what is installed in a home; `NotFound` out of reach."""
    return queries.devices_page(actor, request_line_id)


@consultation("particulars.keys.open", permission=_READ, subject=_LINE)
def consult_keys(
    *, actor: Viewer, now: datetime, request_line_id: RequestLineId, purpose: str = ""
) -> queries.KeysPage:
    """Return who has the keys of a home, for who follows the person alone."""
    return queries.keys_page(actor, request_line_id, office_date(now))


@consultation("particulars.alarms.open", permission=_READ, subject=_LINE)
def consult_alarms(
    *, actor: Viewer, now: datetime, request_line_id: RequestLineId, purpose: str = ""
) -> queries.AlarmsPage:
    """Return the calls of alarm of a home; `NotFound` out of reach."""
    return queries.alarms_page(actor, request_line_id)


@consultation("particulars.school_years.open", permission=_READ, subject=_LINE)
def consult_school_years(
    *, actor: Viewer, now: datetime, request_line_id: RequestLineId, purpose: str = ""
) -> queries.SchoolYearsPage:
    """Return the school years of a service; `NotFound` out of reach."""
    return queries.school_years_page(actor, request_line_id)
