"""Italian words of the front of the office, by topic."""

from collections.abc import Mapping

from app.appointments.labels import REASONS as APPOINTMENTS
from app.desk.labels import messages, paper, safety, tickets
from app.kernel.label import Labels
from app.people.labels import REASONS as PEOPLE

LABELS: Labels = {
    **messages.LABELS,
    **paper.LABELS,
    **safety.LABELS,
    **tickets.LABELS,
}

REASONS: Mapping[str, str] = {
    **PEOPLE,
    **APPOINTMENTS,
    **messages.REASONS,
    **paper.REASONS,
    **safety.REASONS,
    **tickets.REASONS,
}

# Names of the conditions and effects of the procedures, for the printed tables.
CONDITIONS: Mapping[str, str] = {**messages.CONDITIONS, **tickets.CONDITIONS}
