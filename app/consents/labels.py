"""Italian words about who decides for somebody, and what they said."""

from collections.abc import Iterable, Mapping

from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.rules import ConsentBasis
from app.consents.rules import (
    ConsentAct,
    ConsentFault,
    Degree,
    HowGiven,
    Lack,
    LettersBasis,
    Missing,
    ProtectionKind,
)
from app.kernel.label import Label, Labels, Tone
from app.kernel.references import PersonId

BASES = CATALOGUE[ConsentBasis]

LABELS: Labels = {
    ConsentAct: {
        ConsentAct.ASSESSMENT: Label("Valutazione e progetto"),
        ConsentAct.ADM: Label("Assistenza domiciliare minori (ADM)"),
        ConsentAct.SCHOOL_SUPPORT: Label("Sostegno a scuola o al nido"),
        ConsentAct.PLACEMENT: Label("Collocamento in struttura"),
        ConsentAct.TRANSPORT: Label("Trasporto"),
        ConsentAct.PHOTO: Label("Fotografie e riprese"),
        ConsentAct.EXCHANGE: Label("Scambio di notizie con altri servizi"),
        ConsentAct.SERVICE: Label("Un altro servizio"),
    },
    Degree: {
        Degree.FULL: Label("Piena", Tone.ACTIVE, "check"),
        Degree.LIMITED: Label("Limitata", Tone.ATTENTION, "warning"),
        Degree.SUSPENDED: Label("Sospesa", Tone.ATTENTION, "warning"),
        Degree.LOST: Label("Decaduta", Tone.NEUTRAL, "info"),
    },
    ProtectionKind: {
        ProtectionKind.GUARDIANSHIP: Label("Tutela legale"),
        ProtectionKind.CURATORSHIP: Label("Curatela"),
        ProtectionKind.SUPPORT_ADMINISTRATION: Label("Amministrazione di sostegno"),
        ProtectionKind.SPECIAL_CURATOR: Label("Curatore speciale"),
        ProtectionKind.CUSTODY_TO_SERVICE: Label(
            "Affidamento al servizio sociale (art. 5-bis L. 184/1983)"
        ),
    },
    HowGiven: {
        HowGiven.SIGNED: Label("Firmato"),
        HowGiven.BY_VOICE: Label("A voce"),
        HowGiven.BY_LETTER: Label("Per lettera, e-mail o PEC"),
        HowGiven.IN_COURT: Label("Davanti al giudice"),
    },
    LettersBasis: {
        LettersBasis.COURT_ORDER: Label("Lo dispone un giudice"),
        LettersBasis.SAFETY: Label("Per la sicurezza di qualcuno"),
        LettersBasis.ASKED_BY_PARENT: Label("Lo chiede chi riceve"),
        LettersBasis.ASSESSMENT: Label("Valutazione professionale"),
    },
    Missing: {
        Missing.HOLDER: Label("manca il consenso di"),
        Missing.TOOK_BACK: Label("ha ritirato il consenso"),
        Missing.HOLDERS_UNKNOWN: Label("non si sa chi ha la responsabilità genitoriale"),
        Missing.OTHER_PARENT: Label("non si sa dell'altro genitore"),
        Missing.GUARDIAN: Label("manca il consenso di chi è tutore"),
        Missing.PERSON: Label("manca il consenso della persona"),
        Missing.POWERS: Label("leggi e scrivi i poteri dell'amministratore di sostegno"),
        Missing.DECREE: Label("il decreto non è ancora scritto in archivio"),
        Missing.NOT_SUBSTANTIVE: Label("il curatore speciale non ha poteri sostanziali"),
        Missing.NOT_IN_ORDER: Label("il provvedimento non nomina questo atto"),
        Missing.PAPER: Label("manca la carta che dice dell'altro genitore"),
        Missing.AGE: Label("non si sa se è maggiorenne"),
    },
}

REASONS: dict[str, str] = {
    ConsentFault.GIVEN_IN_FUTURE: "Il giorno è nel futuro: scrivi quando il consenso è stato dato.",
    ConsentFault.NO_GIVER: "Scegli chi ha dato il consenso, oppure scrivi il nome.",
    ConsentFault.NEEDS_PAPER: "Scrivi numero e data del provvedimento che lo dispone.",
    ConsentFault.OF_ADULT: "È maggiorenne: il consenso è il suo. Scegli un'altra base.",
    ConsentFault.OF_MINOR: "È minorenne: scegli chi decide per lei o per lui.",
    ConsentFault.ALREADY_GIVEN: "È già scritto per lo stesso atto e la stessa persona: guarda "
    "l'elenco, e se è cambiato ritira prima quello.",
    ConsentFault.ALREADY_BACK: "È già stato ritirato: guarda l'elenco.",
    ConsentFault.BACK_BEFORE_GIVEN: "Sarebbe ritirato prima di essere dato: controlla il giorno.",
    ConsentFault.NO_HOLDER: "Scegli la persona o l'ente, oppure scrivi il nome.",
    ConsentFault.NOTIFIED_BEFORE_DECREE: "La notifica viene dopo il decreto: controlla le date.",
    ConsentFault.ENDS_BEFORE_START: "Finirebbe prima di cominciare: scegli un giorno successivo.",
    ConsentFault.NOT_BEFORE: "C'è già una riga da un giorno dopo: scegli un giorno successivo.",
    ConsentFault.HERSELF: "Hai scelto la persona stessa: scegli chi decide per lei o per lui.",
    ConsentFault.ALREADY_TOLD: "Il responsabile è già stato comunicato: guarda la pagina.",
}


def lacks_in_words(lacks: Iterable[Lack], names: Mapping[PersonId, str]) -> list[str]:
    """Return what is missing of an act as sentences, with the names that may be told."""
    return [
        _in_words(lack.what, names.get(lack.person_id, "") if lack.person_id else "")
        for lack in lacks
    ]


def _in_words(what: Missing, name: str) -> str:
    words = LABELS[Missing][what].text
    if what is Missing.TOOK_BACK:
        return f"{name or 'chi lo aveva dato'} {words}"
    if what is Missing.HOLDER:
        return f"{words} {name or 'un genitore'}"
    return f"{words}: {name}" if name else words
