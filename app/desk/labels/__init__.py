"""Italian words of the front of the office, by topic."""

from collections.abc import Mapping

from app.desk.labels import messages
from app.kernel.label import Labels

LABELS: Labels = {**messages.LABELS}

REASONS: Mapping[str, str] = {**messages.REASONS}

# Names of the conditions and effects of the procedures, for the printed tables.
CONDITIONS: Mapping[str, str] = {**messages.CONDITIONS}
