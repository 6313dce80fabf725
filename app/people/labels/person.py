"""The words of the codes of a person."""

from app.kernel.label import Label, Labels, Tone
from app.kernel.tax_code import Doubt
from app.people.matching import Why
from app.people.rules import (
    AddressKind,
    ApartBasis,
    BirthKnown,
    ContactKind,
    Identity,
    Kinship,
    MayLeaveMessage,
    Measure,
    NameKind,
    Owner,
    Sex,
)

LABELS: Labels = {
    Doubt: {
        Doubt.NAME: Label("le lettere non sono quelle di nome e cognome"),
        Doubt.BIRTH: Label("la data di nascita è un'altra"),
        Doubt.SEX: Label("il sesso all'anagrafe è un altro"),
        Doubt.PLACE: Label("il luogo di nascita è un altro"),
    },
    BirthKnown: {
        BirthKnown.EXACT: Label("La data è certa"),
        BirthKnown.PRESUMED: Label("La data è presunta"),
        BirthKnown.YEAR_ONLY: Label("Si conosce solo l'anno"),
        BirthKnown.UNKNOWN: Label("Non si conosce"),
    },
    Identity: {
        Identity.DOCUMENTED: Label("Identità documentata", Tone.DONE, "check"),
        Identity.DECLARED: Label("Identità dichiarata, non documentata", Tone.ATTENTION, "info"),
        Identity.TO_COMPLETE: Label("Identità da completare", Tone.WAITING, "info"),
    },
    Sex: {
        Sex.FEMALE: Label("Femmina"),
        Sex.MALE: Label("Maschio"),
    },
    NameKind: {
        NameKind.BIRTH: Label("Cognome alla nascita"),
        NameKind.MARRIED: Label("Cognome del matrimonio"),
        NameKind.OTHER_SURNAME: Label("Altro cognome"),
        NameKind.ALIAS: Label("Nome con cui è conosciuta"),
        NameKind.TRANSLITERATION: Label("Scritto in un altro modo"),
    },
    ContactKind: {
        ContactKind.PHONE: Label("Telefono", icon="telephone"),
        ContactKind.EMAIL: Label("E-mail", icon="mail"),
    },
    Owner: {
        Owner.OWN: Label("Suo"),
        Owner.MOTHER: Label("Della madre"),
        Owner.FATHER: Label("Del padre"),
        Owner.PARTNER: Label("Di chi vive con lei o con lui"),
        Owner.CHILD: Label("Di un figlio o di una figlia"),
        Owner.RELATIVE: Label("Di un altro parente"),
        Owner.NEIGHBOUR: Label("Di un vicino"),
        Owner.WORKER: Label("Di un operatore"),
        Owner.OTHER: Label("Di un'altra persona"),
    },
    MayLeaveMessage: {
        MayLeaveMessage.YES: Label("Sì"),
        MayLeaveMessage.NO: Label("No", Tone.ATTENTION),
        MayLeaveMessage.UNKNOWN: Label("Non so", Tone.WAITING),
    },
    Measure: {
        Measure.IN_TWO: Label("Colloquio in due", Tone.ATTENTION, "people"),
        Measure.BY_APPOINTMENT: Label("Solo su appuntamento", Tone.ATTENTION, "calendar"),
        Measure.ASK_SUPERVISOR: Label("Fissare solo con la responsabile", Tone.ATTENTION, "info"),
    },
    ApartBasis: {
        ApartBasis.COURT_ORDER: Label("Lo dispone un giudice"),
        ApartBasis.VIOLENCE: Label("Violenza o minacce"),
        ApartBasis.ASSESSMENT: Label("Valutazione professionale"),
        ApartBasis.ASKED_BY_PERSON: Label("Lo chiede la persona"),
        ApartBasis.OTHER: Label("Altro: scrivilo nella nota"),
    },
    AddressKind: {
        AddressKind.REGISTERED: Label("Residenza"),
        AddressKind.DOMICILE: Label("Domicilio"),
        AddressKind.CURRENT_STAY: Label("Dimora attuale"),
    },
    Kinship: {
        Kinship.PARENT: Label("Genitore"),
        Kinship.CHILD: Label("Figlio o figlia"),
        Kinship.SPOUSE: Label("Coniuge o unione civile"),
        Kinship.PARTNER: Label("Convivente"),
        Kinship.FORMER_PARTNER: Label("Ex coniuge o ex convivente"),
        Kinship.SIBLING: Label("Fratello o sorella"),
        Kinship.GRANDPARENT: Label("Nonno o nonna"),
        Kinship.GRANDCHILD: Label("Nipote di nonni"),
        Kinship.UNCLE_AUNT: Label("Zio o zia"),
        Kinship.NEPHEW_NIECE: Label("Nipote di zii"),
        Kinship.COUSIN: Label("Cugino o cugina"),
        Kinship.OTHER: Label("Altra relazione"),
    },
    Why: {
        Why.SAME_TAX_CODE: Label("stesso codice fiscale"),
        Why.SAME_NAME_AND_BIRTH: Label("stesso nome e stessa nascita"),
        Why.SWAPPED_NAME_AND_BIRTH: Label("nome e cognome invertiti, stessa nascita"),
        Why.OTHER_NAME_AND_BIRTH: Label("un altro suo cognome, stessa nascita"),
        Why.SIMILAR_NAME_AND_BIRTH: Label("nome simile, stessa nascita"),
        Why.SAME_GIVEN_AND_BIRTH: Label("stesso nome e stessa nascita, un altro cognome"),
        Why.SIMILAR_NAME_AND_HOME: Label("cognome simile, stesso anno di nascita, stessa casa"),
        Why.SAME_NAME: Label("stesso nome"),
        Why.SAME_PHONE: Label("stesso telefono: potrebbe essere un familiare"),
        Why.SAME_HOME: Label("stessa casa: potrebbe essere un familiare"),
    },
}

REASONS = {
    "born_in_the_future": "La nascita è nel futuro: controlla l'anno.",
    "born_too_long_ago": "Avrebbe più di 130 anni: controlla l'anno.",
    "died_before_birth": "La morte verrebbe prima della nascita: controlla le due date.",
    "died_in_the_future": "La data del decesso è nel futuro: controlla il giorno.",
    "birth_missing": "Scrivi la nascita, oppure scegli «Non si conosce».",
    "tax_code_unreadable": "Questo codice non torna: ricontrolla le lettere, oppure lascialo vuoto "
    "e scrivi perché manca.",
    "looks_known": "Forse è già in archivio: guarda le persone trovate e scegli.",
    "same_person": "Hai scelto due volte la stessa persona: scegline un'altra.",
    "already_member": "Fa già parte di questo nucleo in quel giorno.",
    "already_related": "Questa relazione è già scritta.",
    "not_a_worker": "Scegli un'assistente sociale in servizio.",
    "already_in_conflict": "È già scritto per quei giorni: concludi prima la riga che c'è.",
    "already_apart": "Sono già in elenco in quei giorni: concludi prima la riga che c'è.",
    "measure_without_end": "Una misura finisce: scegli un giorno dopo oggi.",
    "review_outside": "Si riesamina dopo oggi ed entro l'ultimo giorno della misura.",
    "ends_before_start_person": "Finirebbe prima di cominciare: scegli un giorno successivo.",
}
