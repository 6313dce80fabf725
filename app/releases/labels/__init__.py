"""Italian words of letters: codes, refusals, the texts they start from, the letter itself."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.kernel.exits import ExitSubject
from app.kernel.label import Label, Labels, Tone
from app.releases.labels.practice import TEXTS_OF_PRACTICES, TITLES_OF_PRACTICES
from app.releases.procedure import ReleaseAction, ReleaseState
from app.releases.rules import (
    OF_PRACTICES,
    BlockKind,
    LegalBasis,
    LetterKind,
    Placeholder,
    ReleaseFault,
    ReleaseShelf,
    SendChannel,
    SubjectKind,
)

LABELS: Labels = {
    SubjectKind: {
        SubjectKind.REFERRAL: Label("Richiesta o segnalazione"),
        SubjectKind.CASE: Label("Cartella"),
        SubjectKind.PRACTICE: Label("Pratica"),
    },
    ExitSubject: {
        ExitSubject.REFERRAL: Label("Richiesta o segnalazione"),
        ExitSubject.CASE: Label("Cartella"),
        ExitSubject.EMERGENCY: Label("Messa in sicurezza"),
        ExitSubject.ONWARD: Label("Invio a un ente"),
        ExitSubject.PRACTICE: Label("Pratica"),
    },
    LetterKind: {
        LetterKind.RECEIPT: Label("Ricevuta a chi ha segnalato"),
        LetterKind.PASSAGE: Label("Lettera a un altro Comune"),
        LetterKind.COURT: Label("All'autorità giudiziaria"),
        LetterKind.FAMILY: Label("Lettera alla persona o alla famiglia"),
        LetterKind.ONWARD: Label("Invio a un ente che può aiutare"),
        LetterKind.SERVICE: Label("Incarico a chi dà il servizio"),
        LetterKind.PRACTICE_OPENED: Label("Avvio della pratica"),
        LetterKind.PAPERS_MISSING: Label("Richiesta delle carte che mancano"),
        LetterKind.REFUSAL_NOTICE: Label("Preavviso di diniego"),
        LetterKind.PRACTICE_GRANTED: Label("Risposta: accolta"),
        LetterKind.PRACTICE_REFUSED: Label("Risposta: non accolta"),
        LetterKind.PRACTICE_STOPPED: Label("Contributo interrotto"),
    },
    LegalBasis: {
        LegalBasis.REPORT_RECEIVED: Label("Si risponde a chi ha segnalato, senza contenuto"),
        LegalBasis.COMPETENCE: Label("È competente l'altro Comune (L. 328/2000, art. 6)"),
        LegalBasis.AUTHORITY: Label("Lo chiede, o lo deve sapere, l'autorità giudiziaria"),
        LegalBasis.OWN_DATA: Label("Sono dati della persona, o di chi la rappresenta"),
        LegalBasis.SENT_ON: Label("La persona è mandata a chi può aiutarla"),
        LegalBasis.SERVICE: Label("Serve a dare il servizio"),
        LegalBasis.PROCEEDING: Label("Si risponde a chi ha fatto domanda (L. 241/1990)"),
        LegalBasis.OTHER: Label("Un'altra norma"),
    },
    SendChannel: {
        SendChannel.PEC: Label("PEC"),
        SendChannel.POST: Label("Posta"),
        SendChannel.BY_HAND: Label("A mano"),
        SendChannel.EMAIL: Label("E-mail sua, come ha chiesto"),
        SendChannel.BY_VOICE: Label("A voce"),
        SendChannel.BOX: Label("Nella sua casella, in questo programma"),
    },
    Placeholder: {
        Placeholder.RECIPIENT: Label("chi riceve"),
        Placeholder.DAY: Label("il giorno della lettera"),
        Placeholder.NUMBER: Label("il numero della lettera"),
        Placeholder.REFERENCE: Label("il numero della segnalazione, cartella o pratica"),
        Placeholder.RECEIVED: Label("il giorno in cui la segnalazione è arrivata"),
        Placeholder.PROTOCOL: Label("il protocollo della segnalazione"),
        Placeholder.PEOPLE: Label("le persone di cui si parla"),
        Placeholder.SIGNATURE: Label("chi firma"),
        Placeholder.ASKED: Label("per che cosa è la pratica"),
        Placeholder.OPENED: Label("il giorno in cui è stata aperta"),
        Placeholder.TO_BRING: Label("l'elenco delle carte che mancano"),
        Placeholder.REASON: Label("il motivo scritto da chi ha deciso"),
        Placeholder.AMOUNT: Label("quanto è concesso"),
        Placeholder.PURPOSE: Label("per che cosa è concesso"),
        Placeholder.PAYMENTS: Label("l'elenco dei pagamenti con il giorno"),
        Placeholder.ACT: Label("l'atto che concede"),
        Placeholder.WHERE: Label("dove si va a chiedere"),
    },
    BlockKind: {
        BlockKind.HEADING: Label("Titolo"),
        BlockKind.PARAGRAPH: Label("Paragrafo"),
        BlockKind.LIST: Label("Elenco"),
    },
    ReleaseShelf: {
        ReleaseShelf.TO_APPROVE: Label("Da firmare"),
        ReleaseShelf.DRAFTS: Label("Da finire"),
        ReleaseShelf.TO_SEND: Label("Da far partire"),
        ReleaseShelf.SENT: Label("Registro delle uscite"),
        ReleaseShelf.VOID: Label("Annullate"),
    },
    ReleaseState: {
        ReleaseState.DRAFT: Label("Da finire", Tone.WAITING, "clock"),
        ReleaseState.TO_APPROVE: Label("Da firmare", Tone.ATTENTION, "clock"),
        ReleaseState.APPROVED: Label("Pronta", Tone.ACTIVE, "check"),
        ReleaseState.SENT: Label("Uscita", Tone.DONE, "check"),
        ReleaseState.VOID: Label("Annullata", Tone.DONE),
    },
    ReleaseAction: {
        ReleaseAction.PREPARE: Label("Prepara", done="Lettera preparata"),
        ReleaseAction.WRITE: Label("Cambia il testo", done="Testo cambiato"),
        ReleaseAction.LIFT_COVER: Label(
            "Lascia scrivere l'indirizzo protetto", done="Indirizzo protetto: si può scrivere"
        ),
        ReleaseAction.SUBMIT: Label("Manda alla firma", done="Mandata alla firma"),
        ReleaseAction.TAKE_BACK: Label("Riprendila", done="Ripresa"),
        ReleaseAction.APPROVE: Label("Firma", done="Firmata"),
        ReleaseAction.RETURN: Label("Rimanda a chi scrive", done="Rimandata a chi scrive"),
        ReleaseAction.SEND: Label("Segna che è partita", done="Partita"),
        ReleaseAction.SEND_TO_COURT: Label(
            "Segna che è partita per l'autorità giudiziaria",
            done="Partita per l'autorità giudiziaria",
        ),
        ReleaseAction.VOID: Label("Annulla", done="Annullata"),
        ReleaseAction.RECORD: Label("Scrivi l'uscita", done="Uscita scritta"),
        ReleaseAction.JOIN: Label("Unisci alla lettera", done="Unita alla sua lettera"),
    },
}

REASONS: Mapping[str, str] = {
    ReleaseFault.NO_RECIPIENT: "Scegli a chi scrivere.",
    ReleaseFault.NOBODY_TO_WRITE_TO: "Non si sa a chi scrivere: segna prima, nella pagina della "
    "persona, chi ha la responsabilità o chi decide per lei.",
    ReleaseFault.NOT_THE_REPORTER: "A questo ente si può scrivere solo la ricevuta di quello che "
    "ha segnalato, e questa non l'ha segnalata lui.",
    ReleaseFault.RECIPIENT_DIED: "Chi la deve ricevere è morto: la lettera non parte. Annullala.",
    ReleaseFault.RECIPIENT_NO_LONGER: "Da quando è stata scritta qualcosa è cambiato: oggi questa "
    "persona non deve riceverla. Guarda responsabilità e lettere dei genitori, poi annullala.",
    ReleaseFault.ADDRESS_CHANGED: "Sulla lettera c'è un indirizzo che non è più il suo: annullala "
    "e preparane un'altra, o consegnala a mano.",
    ReleaseFault.ONLY_BY_HAND: "A questa persona la lettera si consegna solo a mano.",
    ReleaseFault.CHANNEL_NOT_CHOSEN: "Questa via non è tra quelle che la persona ha lasciato.",
    ReleaseFault.TEXT_MISSING: "Scrivi il testo.",
    ReleaseFault.UNKNOWN_PLACEHOLDER: "Tra parentesi quadre c'è una parola che il programma non "
    "sa riempire: usa solo quelle dell'elenco.",
    ReleaseFault.BASIS_WORDS_MISSING: "Scrivi quale norma.",
    ReleaseFault.SENT_IN_THE_FUTURE: "Questo giorno deve ancora venire.",
    ReleaseFault.SENT_BEFORE_WRITTEN: "È prima del giorno della lettera: controlla la data.",
    ReleaseFault.PROTOCOL_IN_THE_FUTURE: "Il giorno del protocollo deve ancora venire.",
    ReleaseFault.NO_TEMPLATE: "La ricevuta dice sempre la stessa cosa: non si cambia.",
    ReleaseFault.NOT_COPIED: "Le copie si aggiungono a una lettera ancora da finire, che non sia a "
    "sua volta una copia: riprendila, se è già alla firma.",
    ReleaseFault.COPIED_ALREADY: "Questo ente la riceve già: scegline un altro.",
    ReleaseFault.COPY_TELLS_TOO_MUCH: "A questo ente non si può dire il contenuto: la copia va "
    "solo all'autorità giudiziaria o a un altro Comune.",
    ReleaseFault.NOT_ON_THE_LIST: "Qui non c'è un indirizzo protetto che tu possa far scrivere: lo "
    "fa chi è nell'elenco di chi lo conosce.",
    ReleaseFault.SIGNED_OTHERWISE: "Da quando è stata firmata è cambiato qualcosa che sta sulla "
    "lettera (un nome, un numero, la sede). Riprendila, rileggila e falla firmare di nuovo.",
    ReleaseFault.NOT_TRUE_NOW: "La pratica è andata avanti e questa lettera non è più vera: se è "
    "già scritta annullala, e guarda nella pagina della pratica quali servono adesso.",
    "letter_wants_signature": "Questa lettera la firma la responsabile: mandala alla firma.",
    "letter_has_content": "Ha un contenuto: si scrive, e un'altra persona la firma.",
    "letter_is_receipt": "È una ricevuta: non ha un testo da scrivere.",
    "not_own_letter": "L'hai scritta tu: la firma un'altra persona.",
    "letter_not_to_court": "Da sola fai partire solo quello che va all'autorità giudiziaria.",
    "letter_to_court": "All'autorità giudiziaria la fa partire l'assistente sociale.",
    "letter_stands_alone": "È una lettera del programma: resta com'è.",
    "letter_not_covered": "L'indirizzo si può già scrivere.",
    "letter_never_uncovered": "L'indirizzo protetto si scrive solo all'autorità giudiziaria o al "
    "Comune che prende in carico: in questa lettera resta coperto.",
}

# Names of the conditions and effects of the procedure, for the printed table.
CONDITIONS: Mapping[str, str] = {
    "is_receipt": "è una ricevuta",
    "has_content": "ha un contenuto",
    "not_own_letter": "chi firma non l'ha scritta",
    "to_the_judge": "va all'autorità giudiziaria",
    "not_to_the_judge": "non va all'autorità giudiziaria",
    "is_paperwork": "chiede solo carte, o dice che la pratica è aperta",
    "is_covered": "l'indirizzo protetto è coperto",
    "is_written_down": "è un'uscita scritta a mano",
    "to_who_must_know": "va all'autorità giudiziaria o a un altro Comune",
    "report_acknowledged": "la segnalazione risulta riscontrata",
    "court_told": "la segnalazione risulta trasmessa",
}

# Who received what left without a body of the directory; more is on the page it is about.
UNNAMED: Mapping[LetterKind, str] = {
    LetterKind.RECEIPT: "Chi ha segnalato",
    LetterKind.PASSAGE: "Un altro ente",
    LetterKind.COURT: "L'autorità",
    LetterKind.FAMILY: "Una persona",
    LetterKind.ONWARD: "Un ente",
    LetterKind.SERVICE: "Chi dà il servizio",
    **dict.fromkeys(OF_PRACTICES, "Chi ha fatto domanda"),
}

# Above a letter that somebody still has to sign.
NOT_YET = "Bozza, da non consegnare"

TITLES: Mapping[LetterKind, str] = {
    LetterKind.RECEIPT: "Ricevuta della segnalazione",
    LetterKind.PASSAGE: "Passaggio per competenza",
    LetterKind.COURT: "Comunicazione all'autorità giudiziaria",
    LetterKind.FAMILY: "Comunicazione dei Servizi sociali",
    **TITLES_OF_PRACTICES,
}

# What each kind starts from until the office writes its own.
STARTING_TEXTS: Mapping[LetterKind, str] = {
    LetterKind.PASSAGE: """Con questa lettera vi passiamo, per competenza, la situazione di \
[interessati], arrivata a questo ufficio il [ricevuta il] ([riferimento]).

# Che cosa è successo


# Che cosa è già stato fatto


# Che cosa vi chiediamo

Vi chiediamo di dirci se la prendete in carico voi. Finché non rispondete continuiamo noi.""",
    LetterKind.COURT: """Riguarda: [interessati].

# I fatti


# Che cosa è stato detto, e da chi


# La valutazione dell'assistente sociale


# Che cosa si chiede""",
    LetterKind.FAMILY: """Gentile [destinatario],

Le scriviamo a proposito di [interessati].



Per chiedere o spiegare può venire allo sportello, o telefonarci.""",
    **TEXTS_OF_PRACTICES,
}


def receipt_text(received_on: date | None, protocol: str) -> str:
    """Return the whole text of a receipt: that it arrived and is in hand, and nothing else."""
    of_day = f" del {received_on:%d/%m/%Y}" if received_on else ""
    of_protocol = f", prot. {protocol}" if protocol else ""
    return f"Ricevuta la vostra segnalazione{of_day}{of_protocol}. È in carico all'ufficio."


def signatures(kind: LetterKind, prepared_by: str, approved_by: str) -> Sequence[str]:
    """Return who signs: a receipt is of the office, the rest of who wrote it and who approved."""
    if kind is LetterKind.RECEIPT:
        return ("I Servizi sociali",)
    written = f"Per i Servizi sociali: {prepared_by}"
    return (written, f"La responsabile: {approved_by}") if approved_by else (written,)


def for_knowledge(bodies: Sequence[str]) -> tuple[str, ...]:
    """Return the lines under a letter that say who else receives it."""
    return ("Per conoscenza:", *bodies) if bodies else ()


def copy_words(number: str, to: str) -> str:
    """Return the line of a copy that says of which letter it is; no person is named to others."""
    return f"Copia per conoscenza della nostra {number}{f', a {to}' if to else ''}"
