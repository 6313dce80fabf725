"""The shape of what is typed about which Comune intervenes and which one pays."""

from uuid import UUID

from app.cases.forms.requests import share_of_cost
from app.cases.labels import LABELS
from app.cases.operations import CompetenceDetails
from app.cases.rules.placements import CompetenceKind
from app.kernel.references import BodyId
from app.web.fields import choice, day, labelled, short_text, tick
from app.web.forms import OfficeForm


class CaseCompetenceForm(OfficeForm):
    kind = choice("Che cosa", "che cosa", labelled(LABELS, CompetenceKind))
    body = choice("Quale ente", "l'ente", radio=False)
    share = share_of_cost()
    valid_from = day("Dal giorno", "il giorno", required=True)
    basis = short_text("Perché", "il motivo", longest=160, required=True)
    replaces = tick("Chi pagava prima non paga più da quel giorno")

    def details(self) -> CompetenceDetails:
        """Return what was typed as plain values; to be called on a valid form."""
        return CompetenceDetails(
            kind=CompetenceKind(self.kind.data),
            body_id=BodyId(UUID(self.body.data)),
            share=int(self.share.data or 0),
            valid_from=self.valid_from.chosen,
            basis=self.basis.data or "",
            replaces=self.replaces.data,
        )
