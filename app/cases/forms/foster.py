"""The shape of what is typed about the foster care of a child."""

from app.cases.labels.foster import LABELS
from app.cases.operations import FosterGiven
from app.cases.rules.foster import FosterFamily, FosterPhase
from app.web.fields import choice, day, labelled, long_text
from app.web.forms import OfficeForm


class FosterForm(OfficeForm):
    phase = choice("Fase", "la fase", labelled(LABELS, FosterPhase))
    family = choice("Con chi", "con chi", labelled(LABELS, FosterFamily))
    since = day("Dal giorno", "il giorno", required=True)
    note = long_text("Note; perché, se si torna indietro o finisce", "le note", longest=2000)

    def given(self) -> FosterGiven:
        """Return what was typed as plain values; to be called on a valid form."""
        return FosterGiven(
            phase=FosterPhase(self.phase.data),
            family=FosterFamily(self.family.data),
            since=self.since.chosen,
            note=self.note.data or "",
        )
