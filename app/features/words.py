"""Every Italian word of a code, a refusal, a condition."""

from collections.abc import Mapping

from app.accounts import labels as accounts_labels
from app.appointments import labels as appointments_labels
from app.cases import labels as cases_labels
from app.catalogue import labels as catalogue_labels
from app.consents import labels as consents_labels
from app.desk import labels as desk_labels
from app.district import labels as district_labels
from app.documents import labels as documents_labels
from app.emergencies import labels as emergencies_labels
from app.home import labels as home_labels
from app.intake import labels as intake_labels
from app.jobs import labels as jobs_labels
from app.kernel.label import Labels
from app.notifications import labels as notifications_labels
from app.open_door import labels as open_door_labels
from app.organisations import labels as organisations_labels
from app.particulars import labels as particulars_labels
from app.people import labels as people_labels
from app.practices import labels as practices_labels
from app.referrers import labels as referrers_labels
from app.registry import labels as registry_labels
from app.releases import labels as releases_labels
from app.reports import labels as reports_labels
from app.rota import labels as rota_labels
from app.tasks import labels as tasks_labels
from app.transfers import labels as transfers_labels
from app.waiting import labels as waiting_labels
from app.web import labels as web_labels

LABELS: Labels = {
    **home_labels.LABELS,
    **jobs_labels.LABELS,
    **people_labels.LABELS,
    **registry_labels.LABELS,
    **organisations_labels.LABELS,
    **accounts_labels.LABELS,
    **notifications_labels.LABELS,
    **documents_labels.LABELS,
    **catalogue_labels.LABELS,
    **tasks_labels.LABELS,
    **consents_labels.LABELS,
    **rota_labels.LABELS,
    **appointments_labels.LABELS,
    **open_door_labels.LABELS,
    **cases_labels.LABELS,
    **waiting_labels.LABELS,
    **particulars_labels.LABELS,
    **practices_labels.LABELS,
    **emergencies_labels.LABELS,
    **intake_labels.LABELS,
    **referrers_labels.LABELS,
    **releases_labels.LABELS,
    **transfers_labels.LABELS,
    **desk_labels.LABELS,
    **reports_labels.LABELS,
    **district_labels.LABELS,
}
REASONS: Mapping[str, str] = {
    **web_labels.REASONS,
    **people_labels.REASONS,
    **registry_labels.REASONS,
    **organisations_labels.REASONS,
    **accounts_labels.REASONS,
    **notifications_labels.REASONS,
    **documents_labels.REASONS,
    **catalogue_labels.REASONS,
    **tasks_labels.REASONS,
    **consents_labels.REASONS,
    **rota_labels.REASONS,
    **appointments_labels.REASONS,
    **open_door_labels.REASONS,
    **cases_labels.REASONS,
    **waiting_labels.REASONS,
    **particulars_labels.REASONS,
    **practices_labels.REASONS,
    **emergencies_labels.REASONS,
    **intake_labels.REASONS,
    **referrers_labels.REASONS,
    **releases_labels.REASONS,
    **transfers_labels.REASONS,
    **desk_labels.REASONS,
    **reports_labels.REASONS,
    **district_labels.REASONS,
}
WORDS: Mapping[str, str] = {
    **catalogue_labels.CONDITIONS,
    **rota_labels.CONDITIONS,
    **appointments_labels.CONDITIONS,
    **open_door_labels.CONDITIONS,
    **cases_labels.CONDITIONS,
    **waiting_labels.CONDITIONS,
    **practices_labels.CONDITIONS,
    **emergencies_labels.CONDITIONS,
    **intake_labels.CONDITIONS,
    **releases_labels.CONDITIONS,
    **transfers_labels.CONDITIONS,
    **desk_labels.CONDITIONS,
    **reports_labels.CONDITIONS,
    "nothing": "–",
    "open": "ogni stato aperto",
    "final": "ogni stato finale",
    "any": "ogni stato",
    "same": "lo stesso",
    "system": "il programma",
    "needs_reason": "una motivazione scritta",
}
