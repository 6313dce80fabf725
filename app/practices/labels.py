"""Italian words about practices."""

from collections.abc import Mapping

from app.kernel.label import Label, Labels, Tone
from app.practices.procedure import PracticeAction, PracticeState
from app.practices.rules import (
    IseeKind,
    PaperKind,
    PaperState,
    PracticeFault,
    PracticeKind,
    Purpose,
    Shelf,
)

LABELS: Labels = {
    Shelf: {
        Shelf.COLLECTING: Label("Carte da raccogliere"),
        Shelf.TO_PROPOSE: Label("Da proporre"),
        Shelf.TO_DECIDE: Label("Da decidere"),
        Shelf.TO_PAY: Label("Da pagare"),
        Shelf.ENDED: Label("Concluse"),
    },
    PracticeKind: {
        PracticeKind.ECONOMIC_AID: Label("Aiuto economico"),
        PracticeKind.RENT: Label("Affitto o sfratto"),
        PracticeKind.BILLS: Label("Bollette"),
        PracticeKind.FOOD: Label("Spesa alimentare"),
        PracticeKind.HOUSEHOLD_ALLOWANCE: Label("Assegno per la famiglia"),
        PracticeKind.OTHER: Label("Altra pratica"),
    },
    Purpose: {
        Purpose.RENT: Label("Affitto"),
        Purpose.BILLS: Label("Bollette"),
        Purpose.FOOD: Label("Spesa alimentare"),
        Purpose.HEALTH: Label("Cure e medicine"),
        Purpose.CHILDREN: Label("Figli e scuola"),
        Purpose.OTHER: Label("Altro"),
    },
    IseeKind: {
        IseeKind.ORDINARY: Label("Ordinario"),
        IseeKind.CURRENT: Label("Corrente"),
        IseeKind.MINORS: Label("Minorenni"),
        IseeKind.HEALTH_CARE: Label("Sociosanitario"),
    },
    PaperKind: {
        PaperKind.IDENTITY: Label("Documento d'identità"),
        PaperKind.ISEE: Label("ISEE"),
        PaperKind.INCOME: Label("Redditi degli ultimi tre mesi"),
        PaperKind.BANK_STATEMENT: Label("Estratto conto"),
        PaperKind.ACCOUNT: Label("IBAN intestato a chi chiede"),
        PaperKind.LEASE: Label("Contratto di affitto"),
        PaperKind.EVICTION: Label("Atto di sfratto"),
        PaperKind.BILLS: Label("Bollette da pagare"),
        PaperKind.HEALTH: Label("Certificato medico"),
    },
    PaperState: {
        PaperState.MISSING: Label("Manca", Tone.ATTENTION, "warning"),
        PaperState.RECEIVED: Label("Ricevuta", Tone.DONE, "check"),
        PaperState.NOT_NEEDED: Label("Non serve", Tone.DONE),
    },
    PracticeState: {
        PracticeState.COLLECTING: Label("Si raccolgono le carte", Tone.WAITING, "clock"),
        PracticeState.COMPLETE: Label("Completa", Tone.CALLED),
        PracticeState.PROPOSED: Label("Proposta", Tone.CALLED, "clock"),
        PracticeState.REFUSAL_ANNOUNCED: Label("Preavviso di diniego", Tone.ATTENTION, "warning"),
        PracticeState.GRANTED_PROVISIONALLY: Label(
            "Concessa in urgenza, da ratificare", Tone.LATE, "warning"
        ),
        PracticeState.GRANTED: Label("Concessa", Tone.ACTIVE, "check"),
        PracticeState.PAID: Label("Pagata", Tone.DONE, "check"),
        PracticeState.REFUSED: Label("Negata", Tone.DONE),
        PracticeState.STOPPED: Label("Interrotta", Tone.DONE),
        PracticeState.WITHDRAWN: Label("Ritirata", Tone.DONE),
    },
    PracticeAction: {
        PracticeAction.OPEN: Label("Apri la pratica", done="Pratica aperta"),
        PracticeAction.RECEIVE_PAPER: Label("Segna una carta", done="Carta segnata"),
        PracticeAction.PAPER_EXPIRED: Label(
            "Chiedi di nuovo la carta scaduta", done="Carta scaduta chiesta di nuovo"
        ),
        PracticeAction.TRY: Label("Segna un tentativo", done="Cercata senza risposta"),
        PracticeAction.COMPLETE: Label("La pratica è completa", done="Pratica completa"),
        PracticeAction.PROPOSE: Label("Proponi un importo", done="Importo proposto"),
        PracticeAction.RETURN: Label(
            "Rimanda a chi ha proposto", done="Rimandata a chi ha proposto"
        ),
        PracticeAction.ANNOUNCE_REFUSAL: Label(
            "Manda il preavviso di diniego", done="Preavviso di diniego mandato"
        ),
        PracticeAction.NOTICE_LEFT: Label(
            "Il preavviso è partito", done="Preavviso di diniego partito"
        ),
        PracticeAction.ANSWER_OBSERVATIONS: Label(
            "Rispondi alle osservazioni", done="Risposto alle osservazioni"
        ),
        PracticeAction.GRANT: Label("Concedi", done="Concessa"),
        PracticeAction.REFUSE: Label("Nega", done="Negata"),
        PracticeAction.GRANT_URGENT: Label("Concedi in urgenza", done="Concessa in urgenza"),
        PracticeAction.RATIFY: Label("Ratifica", done="Ratificata"),
        PracticeAction.NOT_RATIFY: Label("Non ratificare", done="Non ratificata"),
        PracticeAction.PAY: Label("Registra il pagamento", done="Pagamento registrato"),
        PracticeAction.STOP: Label("Interrompi i pagamenti", done="Pagamenti interrotti"),
        PracticeAction.WITHDRAW: Label("La persona rinuncia", done="La persona ha rinunciato"),
    },
}

# What each paper is, for who has to bring it.
PLAIN: Mapping[PaperKind, str] = {
    PaperKind.IDENTITY: "carta d'identità, passaporto o permesso di soggiorno",
    PaperKind.ISEE: "il foglio che dice quanto ha la famiglia; lo fa gratis il CAF",
    PaperKind.INCOME: "buste paga, pensione o sussidi degli ultimi tre mesi",
    PaperKind.BANK_STATEMENT: "la lista dei movimenti del conto; la dà la banca o la posta",
    PaperKind.ACCOUNT: "il codice del conto o della carta, che deve essere a Suo nome",
    PaperKind.LEASE: "il contratto della casa dove abita, registrato",
    PaperKind.EVICTION: "la lettera del tribunale o dell'ufficiale giudiziario",
    PaperKind.BILLS: "luce, gas, acqua: quelle non ancora pagate",
    PaperKind.HEALTH: "lo scrive il Suo medico",
}

REASONS: Mapping[str, str] = {
    PracticeFault.RECEIVED_IN_THE_FUTURE: "La carta non può arrivare domani: correggi il giorno.",
    PracticeFault.WHY_NOT_NEEDED: "Scrivi perché questa carta non serve.",
    PracticeFault.NOT_AN_AMOUNT: "Scrivi un importo in euro, per esempio 1.800 oppure 350,50.",
    PracticeFault.NO_AMOUNT: "Scrivi un importo maggiore di zero.",
    PracticeFault.TOO_MANY_PAYMENTS: "I pagamenti vanno da 1 a 12: scegli un numero.",
    PracticeFault.TOO_FAR: "Il primo pagamento è a più di un anno da oggi: correggi il giorno.",
    PracticeFault.VOICE_MISSING: "Scrivi chi ha autorizzato a voce.",
    PracticeFault.VOICE_IN_THE_FUTURE: "L'autorizzazione a voce viene prima: "
    "controlla giorno e ora.",
    PracticeFault.ABOVE_CEILING: "È più di quanto si può dare in urgenza: serve la proposta.",
    PracticeFault.NO_PAPERS_ASKED: "Scegli almeno una carta.",
    PracticeFault.NOT_A_PAYMENT: "Non ci sono pagamenti da registrare.",
    PracticeFault.PAID_IN_THE_FUTURE: "Il pagamento non può essere dopo oggi: correggi il giorno.",
    "papers_missing": "Mancano delle carte: segnale come ricevute o come non necessarie.",
    "papers_expired": "Una carta è scaduta: chiedila di nuovo.",
    "nothing_expired": "Nessuna carta è scaduta.",
    "already_helped": "Qualcuno del nucleo, o chi vive con loro, è già stato aiutato "
    "quest'anno: guarda «Già aiutati» prima di proporre.",
    "not_own_request": "Questa richiesta l'hai fatta tu: la approva un'altra persona.",
    "not_own_approval": "Hai approvato tu la spesa: il pagamento lo registra un'altra persona.",
    "may_still_object": "La persona ha ancora tempo per le osservazioni: aspetta i dieci giorni "
    "o rispondi a quelle arrivate.",
    "account_not_checked": "Controlla l'IBAN e l'intestatario, poi registra il pagamento.",
    "last_payment": "È l'ultimo pagamento.",
    "not_the_last_payment": "Non è l'ultimo pagamento.",
}

# Names of the conditions and effects of the procedure, for the printed table.
CONDITIONS: Mapping[str, str] = {
    "papers_complete": "tutte le carte ricevute o non necessarie",
    "papers_valid": "nessuna carta scaduta",
    "some_paper_expired": "una carta è scaduta",
    "not_already_helped": "nucleo e conviventi non già aiutati per lo stesso scopo",
    "not_own_request": "non chi ha chiesto",
    "not_own_approval": "non chi ha approvato",
    "observations_heard": "passati 10 giorni o risposto alle osservazioni",
    "account_checked": "conto controllato",
    "more_than_one_left": "restano altri pagamenti",
    "last_one_left": "è l'ultimo pagamento",
    "payments_planned": "prepara i pagamenti",
}
