"""Italian words of services: measure, management, papers, who approves, what comes after."""

from collections.abc import Mapping

from app.catalogue.rules import (
    Approver,
    CostRule,
    Management,
    Measure,
    Order,
    Paper,
    PathEnd,
    Source,
)
from app.kernel.label import Label, Labels

# A measure of which there is one; of all other quantities the words are its label.
ONE: Mapping[Measure, str] = {
    Measure.PLACES: "posto",
    Measure.BEDS: "letto",
    Measure.FAMILY_UNITS: "nucleo",
    Measure.HOURS_PER_WEEK: "ora alla settimana",
    Measure.HOURS: "ora",
    Measure.DAYS: "giornata",
    Measure.MONTHS: "mese",
    Measure.PATHS: "percorso",
    Measure.EURO: "euro",
    Measure.PARTICIPANTS: "partecipante",
    Measure.CONTACTS: "contatto",
    Measure.PRACTICES: "pratica",
}

SERVICES: Labels = {
    Measure: {
        Measure.PLACES: Label("posti"),
        Measure.BEDS: Label("letti"),
        Measure.FAMILY_UNITS: Label("nuclei"),
        Measure.HOURS_PER_WEEK: Label("ore alla settimana"),
        Measure.HOURS: Label("ore"),
        Measure.DAYS: Label("giornate"),
        Measure.MONTHS: Label("mesi"),
        Measure.PATHS: Label("percorsi"),
        Measure.EURO: Label("euro"),
        Measure.PARTICIPANTS: Label("partecipanti"),
        Measure.CONTACTS: Label("contatti"),
        Measure.PRACTICES: Label("pratiche"),
    },
    Management: {
        Management.DIRECT: Label("Diretta, senza altri enti"),
        Management.CONSORTIUM: Label("Associata, con il consorzio"),
        Management.DISTRICT: Label("Associata, con l'ambito"),
        Management.OTHER_MUNICIPALITY: Label("Di un altro Comune"),
        Management.VOUCHER: Label("Con voucher"),
    },
    PathEnd: {
        PathEnd.SERVICE_REQUEST: Label("Richiesta di servizio"),
        PathEnd.PLACEMENT: Label("Inserimento in struttura"),
        PathEnd.CASE: Label("Presa in carico"),
        PathEnd.ONWARD_REFERRAL: Label("Invio ad altro ente"),
        PathEnd.PRACTICE: Label("Pratica"),
        PathEnd.ACTIVITY: Label("Partecipazione a un'attività, senza cartella"),
        PathEnd.LISTENING: Label("Ascolto e informazione"),
    },
    Approver: {
        Approver.SUPERVISOR: Label("Responsabile del servizio"),
        Approver.MANAGER: Label("Dirigente, su proposta dell'assistente sociale"),
        Approver.COURT_OR_SUPERVISOR: Label("Giudice, oppure responsabile se c'è il consenso"),
        Approver.NOBODY: Label("Non serve approvazione"),
    },
    Order: {
        Order.COURT_ORDER_FIRST: Label(
            "Prima chi ha un provvedimento del giudice, poi la data della richiesta"
        ),
        Order.POINTS_THEN_DATE: Label("Prima il punteggio, poi la data della domanda"),
        Order.DANGER_FIRST: Label("Prima chi è in pericolo"),
        Order.BY_DATE: Label("In ordine di richiesta"),
        Order.BY_DEADLINE: Label("Prima il termine più vicino"),
        Order.OPEN: Label("Nessuna lista: l'accesso è libero"),
    },
    CostRule: {
        CostRule.FREE: Label("È gratuito. Non si chiede l'ISEE."),
        CostRule.FREE_OF_CHARGE: Label("Rivolgersi all'ufficio non costa niente."),
        CostRule.FREE_FOR_THE_PERSON: Label(
            "È gratuito per la persona. La retta è a carico del Comune competente."
        ),
        CostRule.SHARE_BY_ISEE: Label("Quota in base all'ISEE, dove la tariffa la prevede."),
        CostRule.FEE_OF_THE_MUNICIPALITY: Label(
            "La retta è a carico del Comune competente. Il giudice può chiedere un contributo."
        ),
    },
    Paper: {
        Paper.IDENTITY: Label("Documento d'identità, se c'è"),
        Paper.REFERRAL_LETTER: Label("Lettera o relazione di chi segnala"),
        Paper.SCHOOL_REPORT: Label("Segnalazione della scuola firmata dal dirigente"),
        Paper.PARENTS_CONSENT: Label("Consenso di chi ha la responsabilità genitoriale"),
        Paper.OWN_CONSENT: Label("Consenso della persona interessata"),
        Paper.COURT_ORDER: Label("Copia del provvedimento del giudice"),
        Paper.SPECIALIST_REPORT: Label("Relazione del servizio specialistico"),
        Paper.PREGNANCY_CERTIFICATE: Label("Certificato di gravidanza con la data presunta"),
        Paper.CARE_CALENDAR: Label("Calendario delle terapie o delle visite"),
        Paper.DISABILITY_CERTIFICATE: Label("Verbale di invalidità o di L. 104/1992"),
        Paper.SIDI_CARD: Label("Scheda individuale con la classe SIDi"),
        Paper.UNDER_AGE_REQUEST: Label("Richiesta dei genitori o del tutore (sotto i 18 anni)"),
        Paper.HEALTH_ASSESSMENT: Label("Valutazione sanitaria dell'ATS (sotto i 18 anni)"),
        Paper.SUPPORT_DECREE: Label("Decreto di nomina del tutore o dell'amministratore"),
        Paper.SCHOOL_CERTIFICATE: Label("Certificazione per l'inclusione scolastica, con scadenza"),
        Paper.ISEE: Label("ISEE in corso di validità"),
        Paper.BANK_STATEMENT: Label("Estratto conto degli ultimi tre mesi"),
        Paper.EXPENSES: Label("Spese da sostenere: affitto, bollette, sfratto"),
        Paper.WORK_STATUS: Label("Iscrizione al centro per l'impiego e curriculum, se ci sono"),
        Paper.KEY_HOLDERS: Label("Nomi e telefoni di chi ha le chiavi di casa"),
        Paper.JUSTICE_NOTE: Label("Richiesta dell'USSM o del Tribunale, senza il testo del reato"),
    },
    Source: {
        Source.FOUNDING_DOCUMENT: Label("Documento fondante dei Servizi sociali comunali"),
        Source.SHARED_SERVICES_DOCUMENT: Label(
            "Documento sulle competenze e la gestione associata"
        ),
        Source.OFFICE_DEFAULT: Label("Proposta del programma, da confermare"),
        Source.LAW_328_2000: Label("L. 328/2000"),
        Source.REGIONAL_LAW_3_2008: Label("L.R. Lombardia 3/2008"),
        Source.REGIONAL_LAW_34_2004: Label("L.R. Lombardia 34/2004"),
        Source.LAW_184_1983: Label("L. 184/1983"),
        Source.CIVIL_CODE_316: Label("Codice civile, art. 316 (responsabilità genitoriale)"),
        Source.CIVIL_CODE_403: Label("Codice civile, art. 403"),
        Source.DPR_448_1988: Label("D.P.R. 448/1988"),
        Source.LAW_104_1992: Label("L. 104/1992"),
        Source.REGIONAL_UNITS_OF_OFFER: Label(
            "Elenco regionale delle unità d'offerta (D.G.R. XII/4795 del 2025)"
        ),
        Source.LAW_241_1990: Label("L. 241/1990"),
        Source.SHELTER_AGREEMENT_2014: Label("Intesa 27 novembre 2014, art. 8"),
    },
}
