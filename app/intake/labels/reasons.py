"""Why something about a request or a report is refused, and how it is put right."""

from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "story_missing": "Scrivi che cosa succede: bastano tre o quattro frasi.",
    "who_missing": "Cerca la persona e scegli chi è, oppure «Non si sa chi è».",
    "received_in_the_future": "Questo giorno deve ancora venire: controlla la data.",
    "contact_in_the_future": "Questo giorno o quest'ora devono ancora venire: controlla.",
    "contact_before_arrival": "È prima che la segnalazione arrivasse: controlla giorno e ora.",
    "already_a_subject": "Questa persona c'è già.",
    "subject_settled": "Per una di queste persone si è già deciso: ricarica la pagina.",
    "unknown_worker": "Scegli una delle persone proposte: deve lavorare qui oggi.",
    "already_hers": "È già in mano a questa persona: scegline un'altra.",
    "order_incomplete": "Dell'atto servono la data e che cosa chiede.",
    "answer_before_order": "La risposta verrebbe prima dell'atto: controlla le due date.",
    "not_a_court": "Scegli un Tribunale o una Procura: agli altri enti si propone il passaggio.",
    "sent_already": "Questa trasmissione è già scritta, con lo stesso giorno. "
    "Se è un'altra, scrivi il suo protocollo.",
    "no_case_yet": "Prima prendi in carico: la richiesta di servizio nasce dalla cartella.",
    "not_an_applicant": "Scegli una delle persone della segnalazione o chi vive con loro.",
    "no_path_yet": "Prima scegli il percorso.",
    "nobody_chosen": "Spunta almeno una riga.",
    "not_identified": "Prima scrivi chi è: non si apre una cartella senza un nome.",
    "same_referral": "È questa stessa: scegli l'altra.",
    "path_reason_missing": "Una condizione non c'è: per proseguire scrivi perché.",
    "not_the_holder": "La legge chi ha in mano la cartella o chi la sostituisce.",
    "four_answers_missing": "Manca una delle quattro risposte: come, chi segnala, chi, cosa.",
    "not_urgent": "Non è urgente: la assegna la responsabile.",
    "not_assigned_to_you": "È in mano a un'altra persona: parlane con lei o con la responsabile.",
    "not_registered_by_you": "Lo toglie chi ha registrato la segnalazione, o la responsabile.",
    "undo_assign_not_yours": "L'ha assegnata un'altra persona: chiedi a lei, o assegna di nuovo.",
    "undo_assign_too_late": "Sono passati più di dieci minuti: assegna di nuovo dalla scheda.",
    "undo_assign_touched": "Qualcuno ci ha già lavorato: assegna di nuovo dalla scheda.",
    "nothing_to_take_back": "Non c'è più niente da riprendere: ricarica la pagina.",
    "competence_without_body": "Scegli l'ente a cui spetta.",
    "real_contact": (
        "Un tentativo senza risposta non è un primo contatto: registralo come tentativo."
    ),
    "basis_missing": "Scegli su quale base si prende in carico.",
    "consents_known": (
        "Manca il consenso di un genitore: puoi proseguire, resta tra le cose da completare."
    ),
    "assignee_absent": "Oggi è assente: puoi assegnarla lo stesso, la vedrà chi la sostituisce.",
    "case_not_open": "Nessuna di queste persone ha una cartella aperta: si prende in carico.",
    "case_without_holder": "Nessuno segue oggi questa cartella: serve la seconda lettura.",
    "case_has_holder": "Qualcuno segue questa cartella: la legge chi la segue.",
    "nothing_to_follow": "Non c'è un seguito da scrivere.",
    "nobody_to_tell": "Chi ha segnalato non ha detto chi è: non c'è a chi dirlo.",
    "nothing_to_read": "Non c'è niente da leggere per una cartella.",
    "protection_first": "C'è un minore a rischio: prima va messo al sicuro, poi si propone.",
    "only_adults": "Riguarda solo adulti: si conclude senza seconda lettura.",
    "second_reading_needed": "Riguarda un minore, o non si sa: serve la seconda lettura.",
    "second_reader_differs": "Chi propone l'archiviazione non può fare la seconda lettura.",
    "reader_not_named": "La seconda lettura la fa la responsabile o chi lei sceglie.",
    "not_ones_own_request": "Una segnalazione non si ritira: si valuta.",
    "minor_at_risk": "C'è un minore a rischio: la richiesta non si può ritirare.",
}
