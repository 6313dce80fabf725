"""The words of the codes of a request or a report, and of its procedure."""

from collections.abc import Mapping

from app.intake.procedure import Clock, ReferralAction, ReferralState
from app.intake.rules import (
    Acknowledgement,
    Answer,
    ArchiveGround,
    Awaited,
    Changes,
    Channel,
    ClosureProposal,
    CompetenceBasis,
    CompetenceVerdict,
    ContactOutcome,
    Duty,
    GiveBackCause,
    HelpGiven,
    JudicialAsk,
    Letter,
    MemberRole,
    ReferralKind,
    Shelf,
    SubjectOutcome,
    Urgency,
    Why,
)
from app.intake.rules.rereading import Closed, Rereading
from app.kernel.label import Label, Labels, Tone

LABELS: Labels = {
    Shelf: {
        Shelf.MINE: Label("Le mie"),
        Shelf.TO_ASSIGN: Label("Da assegnare"),
        Shelf.TO_READ: Label("Seconda lettura"),
        Shelf.UNREAD: Label("Letture in ritardo"),
        Shelf.OPEN: Label("Tutte quelle aperte"),
        Shelf.ENDED: Label("Concluse"),
    },
    ReferralKind: {
        ReferralKind.SELF_REQUEST: Label("Richiesta di aiuto"),
        ReferralKind.REPORT: Label("Segnalazione"),
        ReferralKind.JUDICIAL_REQUEST: Label("Richiesta dell'Autorità giudiziaria"),
    },
    Channel: {
        Channel.DESK: Label("Allo sportello"),
        Channel.PHONE: Label("Per telefono"),
        Channel.EMAIL: Label("Per e-mail"),
        Channel.PEC: Label("Per PEC"),
        Channel.FAX: Label("Per fax"),
        Channel.LETTER: Label("Per lettera"),
        Channel.COLLEAGUE: Label("A voce, da un collega"),
        Channel.OWN_MOTION: Label("D'ufficio"),
        Channel.ONLINE: Label("Dal modulo in linea"),
        Channel.TRANSFER: Label("Da un altro ente, con questo programma"),
    },
    Urgency: {
        Urgency.IMMEDIATE: Label("Immediata", Tone.LATE, "urgency-now"),
        Urgency.WITHIN_48_HOURS: Label("Entro 48 ore", Tone.ATTENTION, "urgency-days"),
        Urgency.WITHIN_7_DAYS: Label("Da vedere entro 7 giorni", Tone.CALLED, "urgency-week"),
        Urgency.ORDINARY: Label("Ordinaria", icon="urgency-ordinary"),
    },
    Answer: {
        Answer.YES: Label("Sì"),
        Answer.NO: Label("No"),
        Answer.UNKNOWN: Label("Non so"),
    },
    SubjectOutcome: {
        SubjectOutcome.TAKEN_CHARGE: Label("Presa in carico", Tone.ACTIVE, "check"),
        SubjectOutcome.LINKED: Label("Unita a una cartella", Tone.ACTIVE, "check"),
        SubjectOutcome.TRANSFERRED: Label("Passata a un altro ente", Tone.DONE, "arrow-right"),
        SubjectOutcome.SIGNPOSTED: Label("Orientata altrove", Tone.DONE, "arrow-right"),
        SubjectOutcome.ARCHIVED: Label("Archiviata", Tone.DONE),
        SubjectOutcome.NOT_COMPETENT: Label("Non è di questo ufficio", Tone.DONE),
        SubjectOutcome.DUPLICATE: Label("Già registrata", Tone.DONE),
        SubjectOutcome.WITHDRAWN: Label("Ritirata", Tone.DONE),
        SubjectOutcome.PRACTICE_OPENED: Label("Pratica aperta", Tone.DONE, "check"),
    },
    ClosureProposal: {
        ClosureProposal.ARCHIVE: Label("Archiviare"),
        ClosureProposal.SIGNPOST: Label("Orientare altrove"),
        ClosureProposal.NOT_COMPETENT: Label("Non è di questo ufficio"),
        ClosureProposal.LINK: Label("Unire a una cartella che nessuno segue"),
        ClosureProposal.PRACTICE: Label("Aprire una pratica, senza cartella"),
    },
    Changes: {
        Changes.NOTHING: Label("No, non cambia niente"),
        Changes.PLAN: Label("Sì, il progetto va rivisto"),
        Changes.AT_ONCE: Label("Sì, e serve fare qualcosa subito"),
    },
    CompetenceVerdict: {
        CompetenceVerdict.OURS: Label("È di questo ufficio"),
        CompetenceVerdict.TO_CHECK: Label("Da verificare"),
        CompetenceVerdict.OTHER: Label("È di un altro ente"),
    },
    CompetenceBasis: {
        CompetenceBasis.RESIDENCE: Label("Residenza"),
        CompetenceBasis.PRESENCE: Label("Vive o si trova qui"),
        CompetenceBasis.PROTECTION: Label("È qui e va protetta subito"),
        CompetenceBasis.JUDICIAL: Label("Lo chiede l'Autorità giudiziaria"),
        CompetenceBasis.FOLLOWED_ELSEWHERE: Label("È già seguita altrove"),
        CompetenceBasis.NOT_KNOWN_YET: Label("Non si sa ancora"),
    },
    Letter: {
        Letter.RECEIPT: Label("Solo ricevuta, senza contenuto"),
        Letter.PASSAGE: Label("Passaggio tra Comuni, con contenuto"),
        Letter.COURT: Label("Per l'Autorità giudiziaria, con contenuto"),
    },
    MemberRole: {
        MemberRole.MOTHER: Label("Madre"),
        MemberRole.CHILD: Label("Figlio o figlia"),
        MemberRole.EXPECTED_CHILD: Label("Nascituro"),
    },
    ArchiveGround: {
        ArchiveGround.UNFOUNDED: Label("I fatti non trovano conferma"),
        ArchiveGround.NOT_TRACED: Label("Persona non rintracciata"),
        ArchiveGround.ALREADY_HELPED: Label("Già aiutata da altri"),
        ArchiveGround.NO_NEED: Label("Non c'è un bisogno attuale"),
        ArchiveGround.REFUSES_HELP: Label("La persona non vuole essere aiutata"),
        ArchiveGround.OTHER: Label("Altro"),
    },
    GiveBackCause: {
        GiveBackCause.CONFLICT: Label("Non posso seguirla io"),
        GiveBackCause.OTHER_AREA: Label("È di un'altra area"),
        GiveBackCause.LOAD: Label("Carico di lavoro"),
    },
    Closed: {
        Closed.READ_TWICE: Label("Con seconda lettura"),
        Closed.BY_ONE: Label("Da chi la seguiva, di adulti"),
        Closed.SENT_ELSEWHERE: Label("Orientata da chi la seguiva, di adulti"),
    },
    Rereading: {
        Rereading.AGREES: Label("Va bene così"),
        Rereading.TO_RESUME: Label("Da riprendere", Tone.ATTENTION, "warning"),
    },
    Awaited: {
        Awaited.PERSON: Label("La persona o la famiglia"),
        Awaited.BODY: Label("Un altro ente"),
    },
    ContactOutcome: {
        ContactOutcome.REAL: Label("Abbiamo parlato"),
        ContactOutcome.NO_ANSWER: Label("Nessuna risposta"),
        ContactOutcome.WRONG_NUMBER: Label("Il recapito non è buono"),
        ContactOutcome.MESSAGE_LEFT: Label("Ho lasciato un messaggio"),
    },
    HelpGiven: {
        HelpGiven.CALLED: Label("Ho telefonato io"),
        HelpGiven.APPOINTMENT_MADE: Label("Ha un appuntamento"),
        HelpGiven.LETTER: Label("Ha una lettera"),
        HelpGiven.ADDRESS_ONLY: Label("Ha solo l'indirizzo"),
    },
    Acknowledgement: {
        Acknowledgement.PEC: Label("Per PEC"),
        Acknowledgement.PHONE: Label("Per telefono"),
        Acknowledgement.LETTER: Label("Per lettera"),
        Acknowledgement.IN_PERSON: Label("Di persona"),
    },
    JudicialAsk: {
        JudicialAsk.INQUIRY: Label("Un'indagine sociale"),
        JudicialAsk.REPORT: Label("Una relazione"),
        JudicialAsk.SUPERVISION: Label("Vigilanza"),
        JudicialAsk.CUSTODY: Label("Affidamento al servizio sociale"),
        JudicialAsk.PLACEMENT: Label("Un collocamento"),
        JudicialAsk.GUARDIANSHIP: Label("Tutela o amministrazione di sostegno"),
    },
    Duty: {
        Duty.WEIGH_COURT: Label("Valuta se trasmettere alla Procura"),
        Duty.ANSWER_COURT: Label("Risposta all'Autorità giudiziaria"),
        Duty.WAITED_LONG: Label("Si aspetta da trenta giorni: sollecita o decidi"),
    },
    Why: {
        Why.FOLLOWS_PERSON: Label("segue già la persona"),
        Why.FOLLOWS_HOUSEHOLD: Label("segue già il nucleo"),
        Why.SPEAKS_LANGUAGE: Label("parla la sua lingua"),
        Why.RIGHT_TEAM: Label("è dell'area giusta"),
        Why.LIGHTEST_LOAD: Label("ha il carico più leggero"),
    },
    ReferralState: {
        ReferralState.RECEIVED: Label("Da assegnare", Tone.WAITING, "clock"),
        ReferralState.ASSIGNED: Label("Assegnata", Tone.CALLED, "user"),
        ReferralState.REASSIGN_ASKED: Label("Da riassegnare", Tone.ATTENTION, "warning"),
        ReferralState.IN_EVALUATION: Label("In valutazione", Tone.ACTIVE),
        ReferralState.AWAITING_PERSON: Label("Si aspetta la persona", Tone.PAUSED, "clock"),
        ReferralState.AWAITING_BODY: Label("Si aspetta un altro ente", Tone.PAUSED, "clock"),
        ReferralState.TRANSFER_PROPOSED: Label("Proposta a un altro ente", Tone.PAUSED, "clock"),
        ReferralState.PROPOSED_CLOSURE: Label("In attesa di seconda lettura", Tone.ATTENTION),
        ReferralState.TAKEN_CHARGE: Label("Presa in carico", Tone.DONE, "check"),
        ReferralState.LINKED: Label("Unita a una cartella", Tone.DONE, "check"),
        ReferralState.TRANSFERRED: Label("Passata a un altro ente", Tone.DONE),
        ReferralState.SIGNPOSTED: Label("Orientata altrove", Tone.DONE),
        ReferralState.ARCHIVED: Label("Archiviata", Tone.DONE),
        ReferralState.NOT_COMPETENT: Label("Non è di questo ufficio", Tone.DONE),
        ReferralState.DUPLICATE: Label("Già registrata", Tone.DONE),
        ReferralState.WITHDRAWN: Label("Ritirata", Tone.DONE),
        ReferralState.PRACTICE_OPENED: Label("Pratica aperta", Tone.DONE, "check"),
    },
    ReferralAction: {
        ReferralAction.REGISTER: Label("Registra", done="Registrata"),
        ReferralAction.ADD_PROTOCOL: Label("Scrivi il protocollo", done="Protocollo scritto"),
        ReferralAction.ADD_FILE: Label("Allega un file", done="File allegato"),
        ReferralAction.REMOVE_FILE: Label("Togli un file", done="File tolto"),
        ReferralAction.ADD_SUBJECT: Label(
            "Riguarda anche un'altra persona", done="Persone aggiornate"
        ),
        ReferralAction.ANSWER_QUESTIONS: Label("Rispondi alle domande", done="Risposte scritte"),
        ReferralAction.TELL_CONTEXT: Label(
            "Scrivi che cosa c'è intorno", done="Scritto che cosa c'è intorno"
        ),
        ReferralAction.ACKNOWLEDGE: Label(
            "Avvisa che è arrivata", done="Chi ha segnalato sa che è arrivata"
        ),
        ReferralAction.CHOOSE_PATH: Label("Scegli il percorso", done="Percorso scelto"),
        ReferralAction.FLAG_URGENCY: Label("Cambia l'urgenza", done="Urgenza cambiata"),
        ReferralAction.ASSIGN: Label("Assegna", done="Assegnata"),
        ReferralAction.UNDO_ASSIGN: Label("Riprendi", done="Assegnazione ripresa"),
        ReferralAction.TAKE_URGENT: Label("La prendo io, è urgente", done="Presa perché urgente"),
        ReferralAction.GIVE_BACK: Label("Restituisci", done="Restituita"),
        ReferralAction.LOG_ATTEMPT: Label(
            "Scrivi un tentativo o un altro contatto", done="Contatto o tentativo"
        ),
        ReferralAction.FIRST_CONTACT: Label("Scrivi il primo contatto", done="Primo contatto"),
        ReferralAction.START_EVALUATION: Label(
            "Inizia la valutazione", done="Valutazione iniziata"
        ),
        ReferralAction.SUSPEND_WAITING: Label("Aspetta qualcuno", done="In attesa"),
        ReferralAction.RESUME: Label("Riprendi la valutazione", done="Valutazione ripresa"),
        ReferralAction.JUDGE_COMPETENCE: Label("Valuta la competenza", done="Competenza valutata"),
        ReferralAction.JUDGE_RISK: Label(
            "Valuta rischio e pregiudizio", done="Rischio e pregiudizio valutati"
        ),
        ReferralAction.NOTE_CONSENT: Label("Scrivi un consenso", done="Consenso scritto"),
        ReferralAction.SETTLE_SUBJECT: Label(
            "Deciso per una delle persone", done="Deciso per una delle persone"
        ),
        ReferralAction.TAKE_CHARGE: Label("Prendi in carico", done="Presa in carico"),
        ReferralAction.LINK_TO_CASE: Label("Unisci a una cartella", done="Unita a una cartella"),
        ReferralAction.READ_LINKED: Label("L'ho letta", done="Letta da chi segue la cartella"),
        ReferralAction.SEND_TO_COURT: Label(
            "Trasmetti all'Autorità giudiziaria", done="Trasmessa all'Autorità giudiziaria"
        ),
        ReferralAction.TRANSFER_BODY: Label(
            "Proponi a un altro ente", done="Proposta a un altro ente"
        ),
        ReferralAction.TRANSFER_ACCEPTED: Label(
            "L'altro ente ha accettato", done="Accettata dall'altro ente"
        ),
        ReferralAction.TRANSFER_REFUSED: Label(
            "L'altro ente non ha accettato", done="Non accettata dall'altro ente"
        ),
        ReferralAction.TRANSFER_TAKEN_BACK: Label(
            "Ritira la proposta", done="Proposta ritirata prima della risposta"
        ),
        ReferralAction.OPEN_PRACTICE: Label("Apri una pratica", done="Pratica aperta"),
        ReferralAction.PROPOSE_SIGNPOST: Label("Orienta altrove", done="Orientata altrove"),
        ReferralAction.PROPOSE_ARCHIVE: Label(
            "Proponi di archiviare", done="Proposta di archiviare"
        ),
        ReferralAction.PROPOSE_NOT_COMPETENT: Label(
            "Non è di questo ufficio", done="Proposta: non è di questo ufficio"
        ),
        ReferralAction.NAME_READER: Label(
            "Scegli chi fa la seconda lettura", done="Scelto chi fa la seconda lettura"
        ),
        ReferralAction.AGREE_CLOSURE: Label("Sono d'accordo", done="Seconda lettura: d'accordo"),
        ReferralAction.DISAGREE_CLOSURE: Label(
            "Non sono d'accordo", done="Seconda lettura: non d'accordo"
        ),
        ReferralAction.ARCHIVE_ADULT: Label("Archivia", done="Archiviata"),
        ReferralAction.MARK_DUPLICATE: Label("È già registrata", done="Già registrata"),
        ReferralAction.WITHDRAW: Label(
            "La persona ritira la richiesta", done="Ritirata da chi l'aveva chiesta"
        ),
        ReferralAction.REOPEN: Label("Riapri", done="Riaperta"),
        ReferralAction.FOLLOW_UP: Label("Scrivi il seguito", done="Seguito"),
        ReferralAction.NEW_FACT: Label("Aggiungi un fatto nuovo", done="Fatto nuovo"),
    },
    Clock: {
        Clock.FIRST_EVALUATION: Label("Prima valutazione"),
        Clock.ACKNOWLEDGEMENT: Label("Ricevuta a chi ha segnalato"),
        Clock.FIRST_CONTACT: Label("Primo contatto"),
        Clock.DECISION: Label("Decisione"),
        Clock.SECOND_READING: Label("Seconda lettura"),
        Clock.LINKED_READ: Label("Lettura di chi ha la cartella"),
        Clock.TRANSFER_ANSWER: Label("Risposta dell'altro ente"),
        Clock.SIGNPOST_CHECK: Label("È arrivata dove l'abbiamo mandata?"),
        Clock.COURT_FOLLOWUP: Label("Seguito della trasmissione"),
        Clock.REASSIGN: Label("Nuova assegnazione"),
        Clock.NEW_FACT: Label("Fatto nuovo da leggere"),
    },
}

# Names of the conditions and effects of the procedure, for the printed table.
CONDITIONS: Mapping[str, str] = {
    "has_four_answers": "ci sono le quattro risposte",
    "is_urgent": "è urgente",
    "may_follow": "può seguire queste persone",
    "given_by_me": "l'ha assegnata chi la riprende",
    "given_lately": "l'ha assegnata da meno di dieci minuti",
    "nothing_since": "nessuno ci ha lavorato dopo",
    "is_mine": "è assegnata a chi agisce",
    "registered_or_in_charge": "è di chi l'ha registrata o della responsabile",
    "basis_given": "è detta la base",
    "assignee_present": "chi la riceve oggi è assente",
    "case_is_open": "la cartella è aperta",
    "somebody_follows": "qualcuno segue la cartella, o riguarda solo adulti",
    "nobody_follows": "riguarda un minore e nessuno segue la cartella",
    "linked_unread": "c'è una lettura da fare",
    "something_to_follow": "c'è un seguito da scrivere",
    "somebody_to_tell": "chi segnala ha detto chi è",
    "tells_the_holder": "chi segue la cartella la deve leggere",
    "protection_assured": "il minore a rischio è già protetto",
    "concerns_a_minor": "riguarda un minore, o non si sa",
    "all_adult": "nessun minore e nessun provvedimento",
    "real_contact": "è un contatto vero",
    "consents_known": "un consenso non è ancora noto",
    "second_reader_differs": "chi legge non è chi ha proposto",
    "reader_named": "è la responsabile o chi lei ha scelto",
    "asked_for_oneself": "è una richiesta di aiuto per sé",
    "no_minor_at_risk": "non c'è un minore a rischio",
    "opens_a_case": "apre o riapre una cartella",
    "opens_a_practice": "apre una pratica",
}
