"""Italian words of this feature."""

from collections.abc import Mapping

from app.catalogue.labels.questions import QUESTIONS
from app.catalogue.labels.reasons import FAULTS
from app.catalogue.labels.services import SERVICES
from app.catalogue.labels.vocabulary import VOCABULARY
from app.kernel.label import Labels

LABELS: Labels = {**VOCABULARY, **SERVICES, **QUESTIONS}

REASONS: Mapping[str, str] = {**FAULTS}

# Names of the conditions and effects of the procedures, for the printed tables.
CONDITIONS: Mapping[str, str] = {}

__all__ = ["CONDITIONS", "LABELS", "REASONS"]
