"""The shape of what is typed about who decides, and what they said."""

from uuid import UUID

from app.catalogue.rules import ConsentBasis
from app.consents.labels import BASES, LABELS
from app.consents.rules import (
    CONSENTING,
    ConsentAct,
    ConsentDetails,
    Degree,
    HowGiven,
    LettersBasis,
    LineDetails,
    ProtectionDetails,
    ProtectionKind,
    ResponsibilityDetails,
)
from app.kernel.references import BodyId, PersonId
from app.web.fields import choice, day, labelled, long_text, several, short_text, tick
from app.web.forms import EditForm, OfficeForm


class ConsentForm(OfficeForm):
    acts = several("Per che cosa", "per che cosa", labelled(LABELS, ConsentAct), required=True)
    basis = choice(
        "Su che base", "su che base", [(str(one), BASES[one].text) for one in CONSENTING],
        radio=False,
    )  # fmt: skip
    giver = choice("Chi lo dà", "chi lo dà", required=False, radio=False)
    giver_name = short_text("Nome, se non è in elenco", "il nome")
    given_on = day("Che giorno", "il giorno", required=True)
    how = choice("Come", "come è stato dato", labelled(LABELS, HowGiven), default=HowGiven.SIGNED)
    paper = short_text("Carta o provvedimento", "la carta", longest=160)

    def details(self) -> ConsentDetails:
        """Return what was typed as plain values; to be called on a valid form."""
        return ConsentDetails(
            acts=tuple(ConsentAct(one) for one in self.acts.data),
            basis=ConsentBasis(self.basis.data),
            giver_id=PersonId(UUID(self.giver.data)) if self.giver.data else None,
            giver_name=self.giver_name.data or "",
            given_on=self.given_on.chosen,
            how=HowGiven(self.how.data),
            paper=self.paper.data or "",
        )


class WithdrawForm(EditForm):
    withdrawn_on = day("Da che giorno", "il giorno", required=True)


class ResponsibilityForm(OfficeForm):
    holder = choice("Di chi", "la persona", radio=False)
    degree = choice("Com'è", "com'è la responsabilità", labelled(LABELS, Degree))
    valid_from = day("Dal giorno", "il giorno", required=True)
    source = short_text(
        "Quale provvedimento lo dice", "il provvedimento", longest=160, required=True
    )
    source_on = day("Data del provvedimento", "la data")

    def details(self) -> ResponsibilityDetails:
        """Return what was typed as plain values; to be called on a valid form."""
        return ResponsibilityDetails(
            degree=Degree(self.degree.data),
            valid_from=self.valid_from.chosen,
            source=self.source.data or "",
            source_on=self.source_on.data,
        )


class ProtectionForm(OfficeForm):
    kind = choice("Che cosa ha deciso il giudice", "che cosa", labelled(LABELS, ProtectionKind))
    holder = choice("Chi è", "la persona", required=False, radio=False)
    body = choice("Oppure quale ente", "l'ente", required=False, radio=False)
    holder_name = short_text("Oppure il nome", "il nome")
    decree_number = short_text("Numero del decreto", "il numero", longest=80)
    decree_on = day("Data del decreto", "la data")
    notified_on = day("Notificato al servizio il", "il giorno")
    valid_from = day("Vale dal giorno", "il giorno", required=True)
    valid_to = day("Primo giorno in cui non vale più", "il giorno")
    acts = several("Quali atti nomina il provvedimento", "gli atti", labelled(LABELS, ConsentAct))
    substantive = tick("Il curatore speciale ha poteri sostanziali")
    powers = long_text("Che cosa può fare, con le parole del decreto", "i poteri", longest=4000)

    def details(self) -> ProtectionDetails:
        """Return what was typed as plain values; to be called on a valid form."""
        return ProtectionDetails(
            kind=ProtectionKind(self.kind.data),
            holder_person_id=PersonId(UUID(self.holder.data)) if self.holder.data else None,
            body_id=BodyId(UUID(self.body.data)) if self.body.data else None,
            holder_name=self.holder_name.data or "",
            decree_number=self.decree_number.data or "",
            decree_on=self.decree_on.data,
            notified_on=self.notified_on.data,
            valid_from=self.valid_from.chosen,
            valid_to=self.valid_to.data,
            acts=tuple(ConsentAct(one) for one in self.acts.data or ()),
            substantive=self.substantive.data,
            powers=self.powers.data or "",
        )


class EndProtectionForm(OfficeForm):
    ends_on = day("Primo giorno in cui non vale più", "il giorno", required=True)


class ResponsibleForm(OfficeForm):
    responsible = short_text("Chi è responsabile dell'affidamento", "il nome", required=True)
    told_on = day("Comunicato al giudice il", "il giorno", required=True)


class LettersForm(OfficeForm):
    parent = choice("A chi", "la persona", radio=False)
    letters = choice("Riceve le lettere?", "se le riceve", [("yes", "Sì, a parte"), ("no", "No")])
    basis = choice("Su che base", "su che base", labelled(LABELS, LettersBasis))
    valid_from = day("Dal giorno", "il giorno", required=True)
    why = long_text("Perché", "il motivo", longest=1000)

    def details(self) -> LineDetails:
        """Return what was typed as plain values; to be called on a valid form."""
        return LineDetails(
            letters=self.letters.data == "yes",
            basis=LettersBasis(self.basis.data),
            valid_from=self.valid_from.chosen,
            why=self.why.data or "",
        )
