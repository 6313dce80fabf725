"""The shape of what is typed at the second level."""

from uuid import UUID

from app.cases.labels.case import LABELS as CASES
from app.cases.labels.second_level import LABELS
from app.cases.rules.case import CourtTermKind
from app.cases.rules.penal import (
    PENAL_AUTHORITIES,
    MeasureDetails,
    PenalMeasureKind,
    PenalOutcome,
)
from app.cases.rules.second_level import (
    CourtAsks,
    CourtAuthority,
    CourtPaper,
    CourtRecordDetails,
    HelperDetails,
    Profession,
    Restitution,
    ToldTo,
    WhyLevel,
)
from app.kernel.references import BodyId, EngagementId
from app.organisations.labels import WEEKDAYS
from app.web.fields import choice, day, labelled, long_text, several, short_text, tick, told
from app.web.forms import EditForm, OfficeForm

_WHY_FEW = [pair for pair in labelled(LABELS, WhyLevel) if pair[0] != WhyLevel.REASON_OVER]


class SecondLevelForm(EditForm):
    why = choice("Perché la leggono in pochi", "perché", _WHY_FEW, default=WhyLevel.PROTECTION)


class HelperForm(OfficeForm):
    engagement_id = choice(
        "Chi, tra i colleghi",
        "chi",
        radio=False,
        required=False,
        description="Da quel momento apre la cartella e scrive nel diario.",
    )
    name = short_text(
        "Oppure nome e cognome, se è di un altro ente",
        "il nome",
        longest=120,
        description="Di lei resta scritto il nome: qui non legge niente.",
    )
    body_id = choice("Di quale ente", "l'ente", radio=False, required=False)
    profession = choice("Che cosa fa", "che cosa fa", labelled(LABELS, Profession))
    lead = tick("Ha la regia: tiene insieme chi lavora con la famiglia")
    valid_from = day("Dal giorno", "il giorno", required=True)

    def details(self) -> HelperDetails:
        """Return what was typed as plain values; to be called on a valid form."""
        engagement, body = told(self.engagement_id), told(self.body_id)
        return HelperDetails(
            profession=Profession(self.profession.data),
            valid_from=self.valid_from.chosen,
            engagement_id=EngagementId(UUID(engagement)) if engagement else None,
            body_id=BodyId(UUID(body)) if body else None,
            name=told(self.name),
            lead=self.lead.data,
        )


class HelperEndForm(OfficeForm):
    valid_to = day("Fino a che giorno", "il giorno", required=True)


class RestitutionForm(OfficeForm):
    told_on = day("Quando", "il giorno", required=True)
    told_to = choice("A chi", "a chi", labelled(LABELS, ToldTo))
    words = long_text(
        "Che cosa è stato detto",
        "che cosa è stato detto",
        required=True,
        description="Con le parole usate: chi c'era, che cosa si è capito, che cosa si fa ora.",
    )

    def details(self) -> Restitution:
        """Return what was typed as plain values; to be called on a valid form."""
        return Restitution(
            told_on=self.told_on.chosen,
            told_to=ToldTo(self.told_to.data),
            words=self.words.data or "",
        )


class CourtRecordForm(OfficeForm):
    authority = choice("Da chi", "da chi", labelled(LABELS, CourtAuthority), radio=False)
    paper = choice("Che atto è", "che atto è", labelled(LABELS, CourtPaper))
    number = short_text(
        "Numero",
        "il numero",
        longest=80,
        required=True,
        description="Come sull'atto: del provvedimento, o del procedimento.",
    )
    filed_on = day("Depositato il", "il giorno", required=True)
    asks = choice("Che cosa chiede all'ufficio", "che cosa chiede", labelled(LABELS, CourtAsks),
                  radio=False)  # fmt: skip
    term = choice(
        "Che cosa aspetta, se dà un termine",
        "che cosa aspetta",
        [("", "Non dà un termine"), *labelled(CASES, CourtTermKind)],
        required=False,
        default="",
    )
    due_on = day("Entro il giorno scritto nell'atto", "il giorno")

    def details(self) -> CourtRecordDetails:
        """Return what was typed as plain values; to be called on a valid form."""
        term = told(self.term)
        return CourtRecordDetails(
            authority=CourtAuthority(self.authority.data),
            paper=CourtPaper(self.paper.data),
            number=self.number.data or "",
            filed_on=self.filed_on.chosen,
            asks=CourtAsks(self.asks.data),
            term=CourtTermKind(term) if term else None,
            due_on=self.due_on.data,
        )


class MeasureForm(OfficeForm):
    authority = choice(
        "Chi l'ha disposta",
        "chi l'ha disposta",
        [(str(one), LABELS[CourtAuthority][one].text) for one in PENAL_AUTHORITIES],
    )
    kind = choice("Quale misura", "quale misura", labelled(LABELS, PenalMeasureKind))
    starts_on = day("Dal giorno", "il giorno", required=True)
    ends_on = day("Fino al giorno, se è scritto", "il giorno")
    joint_on = day("Presa in carico congiunta il", "il giorno")
    activity = short_text(
        "Che attività",
        "che attività",
        longest=120,
        description="Per esempio: riordino in biblioteca. Del reato qui non si scrive niente.",
    )
    place = short_text("Dove", "dove", longest=120)
    weekdays = several("In quali giorni", "i giorni", [(str(n), w) for n, w in enumerate(WEEKDAYS)])

    def details(self) -> MeasureDetails:
        """Return what was typed as plain values; to be called on a valid form."""
        return MeasureDetails(
            authority=CourtAuthority(self.authority.data),
            kind=PenalMeasureKind(self.kind.data),
            starts_on=self.starts_on.chosen,
            ends_on=self.ends_on.data,
            joint_on=self.joint_on.data,
            activity=told(self.activity),
            place=told(self.place),
            weekdays=frozenset(int(one) for one in self.weekdays.data or ()),
        )


class MeasureEndForm(OfficeForm):
    ended_on = day("Conclusa il", "il giorno", required=True)
    outcome = choice("Com'è andata", "l'esito", labelled(LABELS, PenalOutcome))
