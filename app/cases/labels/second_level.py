"""Italian words of the second level: who works beside, what was told back, courts, measures."""

from app.cases.rules.penal import PenalFault, PenalMeasureKind, PenalOutcome
from app.cases.rules.second_level import (
    CourtAsks,
    CourtAuthority,
    CourtPaper,
    Profession,
    SecondLevelFault,
    ToldTo,
    WhyLevel,
)
from app.kernel.label import Label, Labels, Tone

LABELS: Labels = {
    WhyLevel: {
        WhyLevel.PROTECTION: Label("Tutela di un minore"),
        WhyLevel.PENAL_AREA: Label("Area penale minorile"),
        WhyLevel.COURT_ASKED: Label("Lo chiede l'Autorità giudiziaria"),
        WhyLevel.DELICATE: Label("Vicenda delicata: bastano poche persone"),
        WhyLevel.REASON_OVER: Label("Il motivo non c'è più"),
    },
    Profession: {
        Profession.PSYCHOLOGIST: Label("Psicologa o psicologo"),
        Profession.SOCIAL_WORKER: Label("Assistente sociale"),
        Profession.EDUCATOR: Label("Educatrice o educatore"),
        Profession.CHILD_NEUROPSYCHIATRIST: Label("Neuropsichiatra infantile"),
        Profession.MEDIATOR: Label("Mediatrice o mediatore"),
    },
    ToldTo: {
        ToldTo.CHILD: Label("La persona minore"),
        ToldTo.MOTHER: Label("La madre"),
        ToldTo.FATHER: Label("Il padre"),
        ToldTo.BOTH_PARENTS: Label("Entrambi i genitori"),
        ToldTo.GUARDIAN: Label("Tutore o curatore"),
        ToldTo.FOSTER_FAMILY: Label("Chi accoglie"),
        ToldTo.OTHER_SERVICE: Label("Un altro servizio"),
    },
    CourtAuthority: {
        CourtAuthority.JUVENILE_CIVIL: Label("Tribunale per i minorenni, civile"),
        CourtAuthority.JUVENILE_ADMINISTRATIVE: Label("Tribunale per i minorenni, amministrativo"),
        CourtAuthority.JUVENILE_PENAL: Label("Tribunale per i minorenni, penale"),
        CourtAuthority.ORDINARY_COURT: Label("Tribunale ordinario"),
        CourtAuthority.INQUIRY_UNIT: Label("Nucleo indagini sociali"),
        CourtAuthority.JUVENILE_PROSECUTOR: Label("Procura per i minorenni"),
        CourtAuthority.ORDINARY_PROSECUTOR: Label("Procura ordinaria"),
        CourtAuthority.COURT_OF_APPEAL: Label("Corte d'appello"),
    },
    CourtPaper: {
        CourtPaper.REQUEST: Label("Richiesta"),
        CourtPaper.DECREE: Label("Decreto"),
        CourtPaper.ORDINANCE: Label("Ordinanza"),
        CourtPaper.JUDGMENT: Label("Sentenza"),
        CourtPaper.SUMMONS: Label("Convocazione"),
    },
    CourtAsks: {
        CourtAsks.INQUIRY: Label("Indagine sociale"),
        CourtAsks.REPORT: Label("Relazione"),
        CourtAsks.PROJECT: Label("Progetto di intervento"),
        CourtAsks.MONITORING: Label("Vigilanza e sostegno"),
        CourtAsks.CUSTODY: Label("Affidamento al servizio"),
        CourtAsks.PLACEMENT: Label("Collocamento"),
        CourtAsks.VISITS: Label("Incontri in spazio neutro"),
        CourtAsks.NOTHING: Label("Niente: per conoscenza"),
    },
    PenalMeasureKind: {
        PenalMeasureKind.PROBATION: Label("Messa alla prova (art. 28)"),
        PenalMeasureKind.PRESCRIPTIONS: Label("Prescrizioni (art. 20)"),
        PenalMeasureKind.STAY_AT_HOME: Label("Permanenza in casa (art. 21)"),
        PenalMeasureKind.IN_COMMUNITY: Label("Collocamento in comunità (art. 22)"),
        PenalMeasureKind.OTHER: Label("Altra misura"),
    },
    PenalOutcome: {
        PenalOutcome.POSITIVE: Label("Esito positivo", Tone.DONE),
        PenalOutcome.NEGATIVE: Label("Esito negativo", Tone.ATTENTION),
        PenalOutcome.REVOKED: Label("Revocata", Tone.ATTENTION),
        PenalOutcome.UNKNOWN: Label("Esito non conosciuto"),
    },
}

REASONS: dict[str, str] = {
    SecondLevelFault.NOBODY_NAMED: "Scegli chi tra i colleghi, o scrivi il nome di chi è di un "
    "altro ente.",
    SecondLevelFault.HELPS_ALREADY: "È già in elenco: guarda la pagina aggiornata.",
    SecondLevelFault.FOLLOWS_ALREADY: "Segue già la cartella, o supplisce: scegline un'altra "
    "persona.",
    SecondLevelFault.LEAD_ALREADY: "La regia è già di qualcuno: concludi prima quella riga.",
    SecondLevelFault.LET_IN_BY_WHO_FOLLOWS: "Al secondo livello chi lavora accanto lo scrive chi "
    "segue la cartella, chi supplisce o la responsabile: chiedilo a loro.",
    SecondLevelFault.HELPER_GONE: "È già concluso: guarda la pagina aggiornata.",
    SecondLevelFault.IN_THE_FUTURE: "Il giorno è nel futuro: scrivi oggi o un giorno prima.",
    SecondLevelFault.BEFORE_BEGINNING: "Il giorno viene prima dell'inizio: controlla le date.",
    SecondLevelFault.RECORD_WRITTEN: "Un atto con questo numero è già scritto: guarda l'elenco.",
    SecondLevelFault.TERM_WITHOUT_DAY: "Un termine ha un giorno e dice che cosa si aspetta: "
    "completa tutti e due, o nessuno.",
    PenalFault.NOT_PENAL: "Non è una cartella penale: le misure si scrivono in quella.",
    PenalFault.WRITTEN_ALREADY: "Questa misura, con lo stesso inizio, è già scritta.",
    PenalFault.MEASURE_OVER: "La misura è già conclusa: guarda la pagina aggiornata.",
    PenalFault.DAYS_BACKWARDS: "La fine viene prima dell'inizio: controlla le date.",
    PenalFault.NOT_YET: "Il giorno è nel futuro: scrivi quando è successo.",
}
