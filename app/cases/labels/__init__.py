"""Italian words of this feature, topic by topic."""

from collections.abc import Mapping

from app.cases.labels import (
    case,
    competence,
    diary,
    foster,
    merging,
    placements,
    plan,
    requests,
    second_level,
)
from app.kernel.label import Labels

LABELS: Labels = {
    **case.LABELS,
    **diary.LABELS,
    **plan.LABELS,
    **requests.LABELS,
    **placements.LABELS,
    **foster.LABELS,
    **competence.LABELS,
    **second_level.LABELS,
}

REASONS: Mapping[str, str] = {
    **case.REASONS,
    **diary.REASONS,
    **plan.REASONS,
    **requests.REASONS,
    **placements.REASONS,
    **foster.REASONS,
    **competence.REASONS,
    **merging.REASONS,
    **second_level.REASONS,
}

# Names of the conditions and effects of the procedures, for the printed tables.
CONDITIONS: Mapping[str, str] = {
    **case.CONDITIONS,
    **plan.CONDITIONS,
    **requests.CONDITIONS,
    **placements.CONDITIONS,
}
