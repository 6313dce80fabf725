"""The shape of what is written in assessments and plans."""

from typing import Any
from uuid import UUID

from app.cases.labels.case import LABELS as CASE
from app.cases.labels.plan import LABELS
from app.cases.queries import GoalRow, PlanPage
from app.cases.rules.case import Outcome
from app.cases.rules.plan import (
    MOST_GOALS,
    Agreed,
    AssessmentDetails,
    Goal,
    PlanDetails,
    ReviewDetails,
)
from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.rules import ConsentBasis
from app.web.fields import choice, day, labelled, long_text, tick
from app.web.forms import EditForm, OfficeForm


class AssessmentForm(OfficeForm):
    assessed_on = day("Giorno della valutazione", "il giorno", required=True)
    situation = long_text("Situazione", "la situazione", required=True)
    resources = long_text("Risorse", "le risorse")
    risks = long_text("Rischi", "i rischi")
    opinion = long_text("Valutazione", "la valutazione")

    def details(self) -> AssessmentDetails:
        """Return what was typed as plain values; to be called on a valid form."""
        return AssessmentDetails(
            assessed_on=self.assessed_on.chosen,
            situation=self.situation.data or "",
            resources=self.resources.data or "",
            risks=self.risks.data or "",
            opinion=self.opinion.data or "",
        )


class PlanForm(EditForm):
    """Goals first; what is missing may come before the plan is sent."""

    starts_on = day("Dal giorno", "il giorno")
    ends_on = day("Fino al giorno", "il giorno")
    review_on = day("Verifica", "il giorno della verifica")
    agreed = choice(
        "La persona è d'accordo?", "se è d'accordo", labelled(LABELS, Agreed),
        default=Agreed.NOT_YET,
    )  # fmt: skip
    agreed_why = long_text("Se no, perché", "perché")
    consent_basis = choice(
        "Consensi", "il consenso", labelled(CATALOGUE, ConsentBasis), radio=False,
        default=ConsentBasis.UNKNOWN,
    )  # fmt: skip
    goal_1 = long_text("Obiettivo 1", "l'obiettivo", longest=2000)
    actions_1 = long_text("Azioni per l'obiettivo 1, chi ed entro quando", "le azioni")
    goal_2 = long_text("Obiettivo 2", "l'obiettivo", longest=2000)
    actions_2 = long_text("Azioni per l'obiettivo 2, chi ed entro quando", "le azioni")
    goal_3 = long_text("Obiettivo 3", "l'obiettivo", longest=2000)
    actions_3 = long_text("Azioni per l'obiettivo 3, chi ed entro quando", "le azioni")
    goal_4 = long_text("Obiettivo 4", "l'obiettivo", longest=2000)
    actions_4 = long_text("Azioni per l'obiettivo 4, chi ed entro quando", "le azioni")
    goal_5 = long_text("Obiettivo 5", "l'obiettivo", longest=2000)
    actions_5 = long_text("Azioni per l'obiettivo 5, chi ed entro quando", "le azioni")

    def details(self) -> PlanDetails:
        """Return what was typed as plain values; actions without a goal stay with their words."""
        pairs = [
            (self[f"goal_{n}"].data or "", self[f"actions_{n}"].data or "")
            for n in range(1, MOST_GOALS + 1)
        ]
        return PlanDetails(
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            review_on=self.review_on.data,
            agreed=Agreed(self.agreed.data),
            agreed_why=self.agreed_why.data or "",
            consent_basis=ConsentBasis(self.consent_basis.data),
            goals=tuple(Goal(text=text, actions=done) for text, done in pairs if text or done),
        )


def plan_values(page: PlanPage) -> dict[str, Any]:
    """Return what a plan holds, by the names of its form."""
    values: dict[str, Any] = {
        name: getattr(page, name)
        for name in ("starts_on", "ends_on", "review_on", "agreed", "agreed_why", "consent_basis")
    }
    for number, goal in enumerate(page.goals, 1):
        values[f"goal_{number}"], values[f"actions_{number}"] = goal.text, goal.actions
    return values


_OUTCOMES = labelled(CASE, Outcome)


class ReviewForm(EditForm):
    """An outcome for each goal there is; `about` takes away the fields of those there are not."""

    outcome_1 = choice("Obiettivo 1", "l'esito", _OUTCOMES)
    outcome_2 = choice("Obiettivo 2", "l'esito", _OUTCOMES)
    outcome_3 = choice("Obiettivo 3", "l'esito", _OUTCOMES)
    outcome_4 = choice("Obiettivo 4", "l'esito", _OUTCOMES)
    outcome_5 = choice("Obiettivo 5", "l'esito", _OUTCOMES)
    words = long_text("Che cosa si è visto", "che cosa si è visto")
    next_review_on = day("Prossima verifica", "il giorno della prossima verifica", required=True)
    back_to_active = tick("Dal monitoraggio torna a «Progetto attivo»")

    def about(self, goals: tuple[GoalRow, ...]) -> None:
        """Ask of the goals of this plan and no other."""
        self.goal_ids: list[UUID] = [goal.id for goal in goals]
        for number in range(1, MOST_GOALS + 1):
            if number > len(goals):
                del self[f"outcome_{number}"]
            else:
                self[f"outcome_{number}"].label.text = (
                    goals[number - 1].text or f"Obiettivo {number}"
                )

    def details(self) -> ReviewDetails:
        """Return what was typed as plain values; to be called on a valid form."""
        return ReviewDetails(
            outcomes={
                goal_id: Outcome(self[f"outcome_{number}"].data)
                for number, goal_id in enumerate(self.goal_ids, 1)
            },
            next_review_on=self.next_review_on.chosen,
            words=self.words.data or "",
            back_to_active=bool(self.back_to_active.data),
        )
