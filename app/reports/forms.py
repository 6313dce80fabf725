"""The question put to the report: which days, which evening, which team."""

from datetime import date
from uuid import UUID

from app.kernel.errors import Invalid
from app.reports.labels import REASONS
from app.reports.rules import Question, Span, question_faults
from app.web.fields import choice, day
from app.web.forms import OfficeForm


class QuestionForm(OfficeForm):
    """It changes nothing, so it carries no proof: what is asked stands in the address.

    A day left empty is the usual one: whoever builds the form puts it there.
    """

    class Meta(OfficeForm.Meta):
        """Read from the address."""

        csrf = False

    start = day("Dal giorno", "il primo giorno")
    end = day("Al giorno", "l'ultimo giorno")
    on = day("Alla data", "la data")
    team = choice("Gruppo di lavoro", "il gruppo", radio=False, required=False, default="")

    def question(self, today: date) -> Question | None:
        """Return what is asked; None, with the sentences beside the fields, when it cannot be."""
        if not self.validate():
            return None
        known = {str(one.value) for one in self.team.choices} - {""}
        team = UUID(self.team.data) if self.team.data in known else None
        asked = Question(self.on.chosen, Span(self.start.chosen, self.end.chosen), team)
        wrong = question_faults(asked, today)
        if wrong:
            self.refuse(Invalid(*wrong), REASONS)
            return None
        return asked
