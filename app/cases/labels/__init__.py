"""Italian words of this feature."""

from collections.abc import Mapping

from app.kernel.label import Labels

LABELS: Labels = {}

REASONS: Mapping[str, str] = {}

# Names of the conditions and effects of the procedures, for the printed tables.
CONDITIONS: Mapping[str, str] = {}
