"""Italian words of the ways, the sources, the consents, the areas and the terms."""

from collections.abc import Mapping

from app.catalogue.rules import (
    Area,
    ConsentBasis,
    Door,
    Intervention,
    ParameterKey,
    ParameterKind,
    PathCode,
    Recipient,
    ReferralSource,
    Term,
    Unit,
)
from app.kernel.label import Label, Labels, Tone
from app.kernel.verdict import Verdict

VOCABULARY: Labels = {
    Verdict: {
        Verdict.MET: Label("Sì, ci sono le condizioni", Tone.ACTIVE, "check-circle"),
        Verdict.NOT_MET: Label("No, manca una condizione", Tone.LATE, "error"),
        Verdict.UNKNOWN: Label("Da verificare", Tone.ATTENTION, "info"),
    },
    PathCode: {
        PathCode.ADM: Label("Assistenza domiciliare minori"),
        PathCode.MOTHER_CHILD: Label("Comunità mamma-bambino"),
        PathCode.MINORS_COMMUNITY: Label("Comunità alloggio"),
        PathCode.CHILD_PROTECTION: Label("Tutela minori"),
        PathCode.JUVENILE_JUSTICE: Label("Unità operativa penale minorile"),
        PathCode.CDD: Label("Centri diurni disabili (CDD)"),
        PathCode.WORK_PLACEMENT: Label("Inserimento lavorativo"),
        PathCode.MULTIMISURA: Label("Multimisura"),
        PathCode.REMOTE_ASSISTANCE: Label("Teleassistenza"),
        PathCode.HOME_CARE: Label("Assistenza domiciliare a persone con disabilità e anziane"),
        PathCode.SCHOOL_ASSISTANCE: Label("Assistenza nelle scuole ai bambini con disabilità"),
        PathCode.NURSERY_SUPPORT: Label(
            "Servizi educativi e di supporto negli asili nido e nelle scuole"
        ),
        PathCode.SCHOOL_SUPPORT: Label("Supporto educativo scolastico"),
        PathCode.YOUTH_SPACE: Label("Progetto Spazio Giovani"),
        PathCode.STARS: Label("Stars, integrazione culturale"),
        PathCode.ECONOMIC_AID: Label("Aiuti economici"),
        PathCode.WOMEN_SUPPORT: Label("Donne in difficoltà"),
        PathCode.ADULT_SUPPORT: Label("Adulti in difficoltà"),
        PathCode.SOCIAL_INCLUSION: Label("Promozione dell'inclusione sociale"),
        PathCode.SOCIAL_SECRETARIAT: Label("Segretariato sociale e servizio sociale professionale"),
        PathCode.PRACTICES: Label("Pratiche per l'accesso ai servizi"),
    },
    Intervention: {
        Intervention.EDUCATION_AT_HOME: Label("Interventi educativi al domicilio"),
        Intervention.EDUCATION_IN_THE_AREA: Label("Interventi educativi territoriali"),
        Intervention.SPORT_SUPPORT: Label("Interventi di supporto nell'attività sportiva"),
        Intervention.SUMMER_EDUCATION: Label("Interventi educativi estivi"),
        Intervention.FAMILY_SUPPORT: Label("Interventi di supporto alle famiglie"),
        Intervention.ACCOMPANYING_TO_CARE: Label(
            "Interventi di accompagnamento o trasporto ai luoghi di cura o terapia"
        ),
        Intervention.RESPITE: Label("Interventi di sollievo"),
    },
    Door: {
        Door.PARENT: Label("Richiesta del genitore"),
        Door.BODY: Label("Segnalazione di un ente o servizio specialistico"),
        Door.JUDICIAL_AUTHORITY: Label("Istanza dell'Autorità giudiziaria"),
    },
    ReferralSource: {
        ReferralSource.SELF: Label("La persona stessa"),
        ReferralSource.COHABITING_RELATIVE: Label("Familiare convivente"),
        ReferralSource.OTHER_RELATIVE: Label("Altro familiare"),
        ReferralSource.NEIGHBOUR: Label("Vicinato o conoscenti"),
        ReferralSource.FOSTER_PARENT_OR_GUARDIAN: Label("Affidatario, tutore o amministratore"),
        ReferralSource.SCHOOL: Label("Scuola"),
        ReferralSource.HEALTH_SERVICE: Label("Servizio sanitario"),
        ReferralSource.THIRD_SECTOR: Label("Terzo settore"),
        ReferralSource.POLICE: Label("Forze dell'ordine"),
        ReferralSource.JUVENILE_COURT: Label("Tribunale o Procura per i minorenni"),
        ReferralSource.ORDINARY_COURT: Label("Tribunale o Procura ordinari"),
        ReferralSource.JUSTICE_SOCIAL_SERVICE: Label(
            "Servizio sociale della giustizia (USSM, UEPE)"
        ),
        ReferralSource.OTHER_SOCIAL_SERVICE: Label("Altro servizio sociale"),
        ReferralSource.PRIVATE_PROFESSIONAL: Label("Professionista privato"),
    },
    ConsentBasis: {
        ConsentBasis.UNKNOWN: Label("Non si sa ancora"),
        ConsentBasis.BOTH_PARENTS: Label("Entrambi i genitori"),
        ConsentBasis.ONE_PARENT_OTHER_INFORMED: Label("Un genitore, l'altro informato"),
        ConsentBasis.ONE_PARENT_OTHER_UNTRACEABLE: Label("Un genitore, l'altro irreperibile"),
        ConsentBasis.ONE_PARENT_OTHER_WITHOUT_RESPONSIBILITY: Label(
            "Un genitore, l'altro senza responsabilità genitoriale (serve l'atto)"
        ),
        ConsentBasis.GUARDIAN: Label("Tutore"),
        ConsentBasis.SPECIAL_CURATOR: Label("Curatore speciale con poteri sostanziali"),
        ConsentBasis.CUSTODY_TO_SERVICE: Label(
            "Servizio affidatario, per gli atti indicati nel provvedimento"
        ),
        ConsentBasis.COURT_ORDER: Label("Provvedimento del giudice, il consenso non serve"),
        ConsentBasis.ADULT: Label("La persona, maggiorenne"),
        ConsentBasis.ADULT_WITH_ADMINISTRATOR: Label(
            "Persona con amministratore di sostegno (controllare i poteri nel decreto)"
        ),
    },
    Area: {
        Area.FAMILY_AND_MINORS: Label("Famiglia e minori"),
        Area.DISABILITY: Label("Disabili"),
        Area.ADDICTIONS: Label("Dipendenze"),
        Area.ELDERLY: Label("Anziani"),
        Area.MIGRANTS: Label("Immigrati, Rom, Sinti e Caminanti"),
        Area.POVERTY_AND_ADULTS: Label("Povertà, disagio adulti e senza dimora"),
        Area.SEVERAL: Label("Multiutenza"),
    },
    Recipient: {
        Recipient.MINORS: Label("Minori"),
        Recipient.YOUNG_PEOPLE: Label("Giovani"),
        Recipient.FAMILIES: Label("Famiglie"),
        Recipient.WOMEN: Label("Donne"),
        Recipient.ADULTS_IN_DIFFICULTY: Label("Adulti in difficoltà"),
        Recipient.ELDERLY_PEOPLE: Label("Anziani"),
        Recipient.PEOPLE_WITH_DISABILITIES: Label("Persone con disabilità"),
    },
    Unit: {
        Unit.WORKING_DAYS: Label("giorni lavorativi"),
        Unit.DAYS: Label("giorni di calendario"),
        Unit.HOURS: Label("ore, festivi compresi"),
    },
    Term: {
        Term.FIRST_EVALUATION: Label("prima valutazione"),
        Term.FIRST_EVALUATION_URGENT: Label("prima valutazione urgente"),
        Term.ACKNOWLEDGEMENT: Label("risposta di ricevuta a chi segnala"),
        Term.ACKNOWLEDGEMENT_SCHOOL: Label("risposta di ricevuta alla scuola"),
        Term.FIRST_CONTACT_IMMEDIATE: Label("primo contatto immediato"),
        Term.FIRST_CONTACT_48H: Label("primo contatto entro 48 ore"),
        Term.FIRST_CONTACT_7D: Label("primo contatto entro 7 giorni"),
        Term.FIRST_CONTACT_ORDINARY: Label("primo contatto"),
        Term.FIRST_CONTACT_AFTER_INTERVIEW: Label("primo contatto dopo un colloquio già fatto"),
        Term.DECISION: Label("decisione sulla segnalazione"),
        Term.DECISION_MINOR: Label("decisione sulla segnalazione di un minore"),
        Term.SECOND_READING: Label("seconda lettura"),
        Term.LINKED_READ: Label("lettura della segnalazione collegata"),
        Term.LINKED_READ_MINOR: Label("lettura della segnalazione collegata di un minore"),
        Term.REASSIGN: Label("nuova assegnazione"),
        Term.TRANSFER_ANSWER: Label("risposta al trasferimento"),
        Term.TRANSFER_ANSWER_URGENT: Label("risposta al trasferimento urgente"),
        Term.SIGNPOST_CHECK: Label("verifica dell'orientamento"),
        Term.COURT_FOLLOWUP: Label("notizie dall'autorità giudiziaria"),
        Term.NEW_FACT: Label("valutazione del fatto nuovo"),
        Term.PRIVACY_NOTICE: Label("informativa sui dati personali"),
        Term.ASSESSMENT_START: Label("avvio della valutazione"),
        Term.ASSESSMENT: Label("valutazione"),
        Term.ASSESSMENT_MINOR: Label("valutazione di un minore"),
        Term.PLAN_APPROVAL: Label("approvazione del progetto"),
        Term.PLAN_REVIEW: Label("verifica del progetto"),
        Term.PLAN_REVIEW_MINOR: Label("verifica del progetto di un minore"),
        Term.SUSPENSION_RECHECK: Label("controllo della sospensione"),
        Term.HANDOVER_ACCEPTANCE: Label("accettazione del passaggio"),
        Term.MONITORING_CONTACT: Label("contatto in monitoraggio"),
        Term.CLOSURE_DECISION: Label("decisione sulla chiusura"),
        Term.REQUEST_APPROVAL: Label("approvazione della richiesta di servizio"),
        Term.RATIFICATION: Label("ratifica dell'attivazione urgente"),
        Term.PROVIDER_ANSWER: Label("risposta di chi eroga"),
        Term.PROVIDER_ANSWER_PLACEMENT: Label("risposta della struttura"),
        Term.EXTENSION_ASK: Label("richiesta di proroga"),
        Term.PLACEMENT_REVIEW: Label("verifica dell'inserimento"),
        Term.PLACEMENT_EXTENSION_ASK: Label("richiesta di proroga dell'inserimento"),
        Term.CUSTODY_RESPONSIBLE: Label("nome del responsabile dell'affidamento al servizio"),
        Term.MESSAGE_URGENT_UNREAD: Label("messaggio urgente da leggere"),
        Term.CANCELLED_TO_TELL: Label("appuntamento annullato da comunicare"),
        Term.PRACTICE_DORMANT: Label("carte della pratica"),
        Term.PRACTICE_PROPOSAL: Label("proposta sulla pratica"),
        Term.PRACTICE_DECISION: Label("decisione sulla pratica"),
        Term.OBSERVATIONS: Label("osservazioni prima del diniego"),
        Term.ISEE_EXPIRING: Label("ISEE che scade: chiedere quello nuovo"),
    },
    ParameterKey: {
        ParameterKey.ADM_SUMMER_FROM: Label("Interventi educativi estivi: primo giorno"),
        ParameterKey.ADM_SUMMER_TO: Label("Interventi educativi estivi: ultimo giorno"),
        ParameterKey.MINORS_COMMUNITY_FROM_AGE: Label("Comunità alloggio: età minima"),
        ParameterKey.MINORS_COMMUNITY_TO_AGE: Label("Comunità alloggio: età a cui finisce"),
        ParameterKey.CHILD_PROTECTION_OWN_TEAM: Label(
            "Tutela minori: il Comune ha una propria équipe di psicologi"
        ),
        ParameterKey.CDD_FROM_AGE: Label("CDD: età minima all'ingresso"),
        ParameterKey.CDD_TO_AGE: Label("CDD: età massima all'ingresso"),
        ParameterKey.WORK_FROM_AGE: Label("Inserimento lavorativo e Multimisura: età minima"),
        ParameterKey.REMOTE_ASSISTANCE_FROM_AGE: Label("Teleassistenza: età da anziano"),
        ParameterKey.HOME_CARE_FROM_AGE: Label("Assistenza domiciliare: età da anziano"),
        ParameterKey.SCHOOL_YEAR_FROM: Label("Anno scolastico: primo giorno"),
        ParameterKey.SCHOOL_YEAR_TO: Label("Anno scolastico: ultimo giorno"),
        ParameterKey.YOUTH_SPACE_FROM_AGE: Label("Spazio Giovani: età minima"),
        ParameterKey.YOUTH_SPACE_TO_AGE: Label("Spazio Giovani: età massima"),
        ParameterKey.URGENT_AID_CEILING: Label("Aiuto economico in urgenza: fino a quanto"),
    },
    ParameterKind: {
        ParameterKind.AGE: Label("età in anni"),
        ParameterKind.DAY_OF_YEAR: Label("giorno e mese"),
        ParameterKind.YES_NO: Label("sì, no o da confermare"),
        ParameterKind.EURO: Label("importo in euro"),
    },
}

# Where a law gives the length; everything else is a choice of the office.
TERM_SOURCES: Mapping[Term, str] = {
    Term.CUSTODY_RESPONSIBLE: "L. 184/1983, art. 5-bis",
    Term.OBSERVATIONS: "L. 241/1990, art. 10-bis",
    Term.PRIVACY_NOTICE: "Regolamento UE 2016/679, art. 14",
}
