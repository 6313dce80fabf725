"""Italian words of this feature, topic by topic."""

from collections.abc import Mapping

from app.cases.labels import case, diary, placements, plan, requests
from app.kernel.label import Labels

_TOPICS = (case, diary, plan, requests, placements)

LABELS: Labels = {enum: words for topic in _TOPICS for enum, words in topic.LABELS.items()}

REASONS: Mapping[str, str] = {
    code: sentence for topic in _TOPICS for code, sentence in topic.REASONS.items()
}

# Names of the conditions and effects of the procedures, for the printed tables.
CONDITIONS: Mapping[str, str] = {
    name: words for topic in _TOPICS for name, words in topic.CONDITIONS.items()
}
