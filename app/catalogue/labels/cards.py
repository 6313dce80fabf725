"""Each way in the words of the desk: what it is, for whom, who may ask, who gives it, what next.

Names and descriptions of the two founding documents are kept as they stand there.
"""

from collections.abc import Mapping
from typing import NamedTuple

from app.catalogue.labels.vocabulary import VOCABULARY
from app.catalogue.rules import PathCode, PathEnd, Term, Told, ranked

P = PathCode


class Card(NamedTuple):
    """What one says of a way, and the words under which people look for it."""

    what: str
    whom: str
    who_may_ask: str
    given_by: str
    next_step: str
    also_called: str = ""


CARDS: Mapping[PathCode, Card] = {
    P.ADM: Card(
        "Un servizio di sostegno al minore e alla sua famiglia, svolto da personale qualificato,"
        " per promuovere e potenziare le risorse familiari nell'interesse del minore.",
        "Minori che necessitano di un sostegno mirato a un corretto sviluppo psicofisico.",
        "La scuola (il dirigente), un altro ente o servizio, l'autorità giudiziaria. La famiglia"
        " da sola viene ascoltata: dopo il colloquio può segnalare l'assistente sociale.",
        "Chi ha la convenzione con il Comune: una cooperativa o il consorzio.",
        "Valutazione, progetto educativo, richiesta con una riga per intervento, approvazione,"
        " avvio di ogni riga quando c'è posto.",
        "adm educatore educativa domiciliare bambino figlio compiti aiuto genitori",
    ),
    P.MOTHER_CHILD: Card(
        "Strutture residenziali che accolgono per un tempo gestanti e madri con bambini, per"
        " sostenere le capacità genitoriali e l'autonomia del nucleo.",
        "Donne gestanti e/o madri con figli, in situazioni psico-sociali o abitative difficili.",
        "Il genitore stesso, un ente o servizio specialistico, l'autorità giudiziaria.",
        "Comunità educativa genitore e figlio, o alloggio per l'autonomia.",
        "Si chiede il posto a più strutture, si fissa chi paga, ingresso con data di fine prevista,"
        " verifiche, uscita verso l'autonomia.",
        "mamma bambino gravidanza incinta madre sola casa rifugio partorire",
    ),
    P.MINORS_COMMUNITY: Card(
        "Accoglienza di bambini e ragazzi che devono stare per un tempo lontano dalla famiglia"
        " d'origine.",
        "Bambini e ragazzi da 10 anni.",
        "Chi si occupa della tutela del minore, con un provvedimento, una misura d'urgenza"
        " (art. 403) o il consenso di chi ha la responsabilità genitoriale.",
        "Struttura del consorzio.",
        "Ricerca del posto, ingresso, progetto, verifiche, rientro o altra soluzione.",
        "comunità allontanamento affido minore",
    ),
    P.CHILD_PROTECTION: Card(
        "Lavoro di psicologi e assistenti sociali nelle situazioni complesse di minori.",
        "Minori in situazioni complesse, con la loro famiglia.",
        "Chiunque segnali un minore a rischio; la Procura e il Tribunale.",
        "Un'équipe di psicologi accanto alle assistenti sociali: del consorzio per i piccoli"
        " Comuni, propria per i più grandi.",
        "Valutazione, relazione, eventuale provvedimento, interventi, verifiche.",
        "tutela tribunale psicologo maltrattamento bambino rischio",
    ),
    P.JUVENILE_JUSTICE: Card(
        "Tutela e reinserimento sociale dei minori incorsi in reati penali.",
        "Minori con un procedimento penale, anche dopo i 18 anni per quel fatto.",
        "L'USSM, il Tribunale per i minorenni, la Procura minorile.",
        "Équipe del consorzio, insieme all'USSM e all'assistente sociale.",
        "Presa in carico congiunta, progetto, relazioni con scadenza, esito della prova.",
        "penale messa alla prova ussm",
    ),
    P.CDD: Card(
        "Accoglienza diurna di persone con disabilità medio-grave e grave, nei centri di Trezzo,"
        " Cornate, Vimercate e Usmate.",
        "Persone con disabilità medio-grave o grave, di norma tra i 18 e i 65 anni all'ingresso.",
        "La persona, la famiglia, il tutore o l'amministratore di sostegno, attraverso il servizio"
        " sociale del Comune.",
        "Il consorzio, in quattro centri con al massimo 30 posti ciascuno.",
        "Una sola domanda con le preferenze, valutazione, lista di attesa di ogni centro, proposta"
        " del posto.",
        "centro diurno disabile handicap cdd",
    ),
    P.WORK_PLACEMENT: Card(
        "Accompagnamento al lavoro delle persone svantaggiate.",
        "Persone svantaggiate che cercano lavoro.",
        "Il servizio sociale, un servizio sanitario, la persona.",
        "Il servizio lavoro del consorzio.",
        "Conoscenza, bilancio delle competenze, ricerca, tirocinio, assunzione, verifica.",
        "lavoro disoccupato tirocinio borsa lavoro",
    ),
    P.MULTIMISURA: Card(
        "Orientamento, accompagnamento e formazione al lavoro di persone in difficoltà.",
        "Persone in difficoltà che hanno bisogno di prepararsi al lavoro.",
        "Il servizio sociale, la persona.",
        "Il consorzio.",
        "Orientamento, corso, poi eventuale inserimento lavorativo.",
        "corso formazione orientamento lavoro",
    ),
    P.REMOTE_ASSISTANCE: Card(
        "Un servizio di assistenza a distanza, con un apparecchio in casa.",
        "Persone anziane o con autonomia limitata.",
        "La persona, la famiglia, il servizio sociale.",
        "Il consorzio.",
        "Verifica della linea e di chi ha le chiavi, installazione, controllo periodico.",
        "telesoccorso caduta pulsante anziano solo",
    ),
    P.HOME_CARE: Card(
        "Aiuto a casa nella cura della persona e nelle cose di ogni giorno.",
        "Persone con disabilità, e persone anziane non autosufficienti.",
        "Il servizio sociale, un servizio sanitario, la famiglia.",
        "Chi ha la convenzione con il Comune.",
        "Visita a casa, progetto, ore alla settimana, avvio o lista di attesa.",
        "sad badante dimissione ospedale igiene pasti anziano pannoloni lavarsi",
    ),
    P.SCHOOL_ASSISTANCE: Card(
        "Assistenza a scuola per i bambini e ragazzi con disabilità.",
        "Alunni con disabilità certificata.",
        "La scuola insieme alla famiglia.",
        "Il consorzio, per l'anno scolastico.",
        "Certificato, ore alla settimana, avvio con la scuola, rinnovo ogni anno.",
        "educatore scuola sostegno 104 handicap alunno assistente",
    ),
    P.NURSERY_SUPPORT: Card(
        "Servizi educativi e di supporto negli asili nido e nelle scuole.",
        "Bambini che frequentano il nido o la scuola, come gruppo o classe.",
        "Il nido, la scuola, la famiglia.",
        "Il consorzio.",
        "Accordo con il nido o la scuola, ore, verifica.",
        "asilo nido scuola materna classe laboratorio",
    ),
    P.SCHOOL_SUPPORT: Card(
        "Supporto educativo a un alunno in difficoltà.",
        "Alunni in difficoltà, senza certificazione di disabilità.",
        "La scuola, la famiglia, il servizio sociale.",
        "Il Comune, con chi ha la convenzione.",
        "Colloquio con la scuola e la famiglia, ore, verifica.",
        "compiti doposcuola scuola bocciato alunno studiare",
    ),
    P.YOUTH_SPACE: Card(
        "Sviluppo e promozione delle politiche giovanili: attività, incontri, iniziative.",
        "Giovani, di norma tra i 14 e i 29 anni.",
        "Chiunque, ad accesso libero; anche la scuola o un servizio.",
        "Il consorzio, con gli enti del territorio.",
        "Si partecipa. Se emerge un bisogno, diventa una segnalazione.",
        "giovani ragazzi attività spazio aggregazione",
    ),
    P.STARS: Card(
        "Integrazione culturale degli stranieri: otto sportelli informativi sul territorio, e"
        " mediazione, corsi di italiano, informazioni sui permessi.",
        "Cittadini stranieri.",
        "Chiunque, ad accesso libero, anche senza dire il nome.",
        "Il consorzio, negli sportelli con giorni, orari e lingue.",
        "Informazione allo sportello, mediazione, invio al servizio giusto.",
        "straniero permesso soggiorno italiano mediatore immigrato traduzione"
        " interprete cittadinanza",
    ),
    P.ECONOMIC_AID: Card(
        "Aiuto economico a persone e famiglie in stato di bisogno.",
        "Persone e famiglie in difficoltà economica.",
        "La persona, attraverso l'ufficio.",
        "Il Comune.",
        "Elenco delle carte, proposta dell'assistente sociale, decisione del dirigente; prima di"
        " un rifiuto c'è un preavviso scritto (L. 241/1990).",
        "bolletta luce gas affitto sfratto contributo assegno soldi spesa"
        " pannolini latte medicine debiti",
    ),
    P.WOMEN_SUPPORT: Card(
        "Ascolto e protezione di donne in difficoltà o vittime di violenza.",
        "Donne in difficoltà, o che subiscono o temono violenza.",
        "Chiunque, anche senza dire il nome.",
        "Centro antiviolenza, numero 1522, case rifugio.",
        "Domande sulla sicurezza, contatto con il centro antiviolenza se lei vuole.",
        "violenza marito botte paura rifugio 1522",
    ),
    P.ADULT_SUPPORT: Card(
        "Ascolto e sostegno agli adulti in difficoltà: sfratto, mancanza di casa, residenza,"
        " misure di inclusione.",
        "Adulti in difficoltà.",
        "Chiunque.",
        "Il servizio sociale del Comune.",
        "Colloquio, orientamento o presa in carico.",
        "sfratto casa popolare alloggio senza dimora residenza adi assegno inclusione dipendenza",
    ),
    P.SOCIAL_INCLUSION: Card(
        "Promozione dell'inclusione sociale con enti e associazioni del territorio.",
        "Tutti i cittadini.",
        "Chiunque.",
        "Enti e associazioni con cui l'ufficio collabora.",
        "Invio all'ente, che conferma l'arrivo.",
        "associazione volontariato compagnia inclusione",
    ),
    P.SOCIAL_SECRETARIAT: Card(
        "Ascolto, informazione e orientamento con l'assistente sociale di turno.",
        "Tutti i cittadini, anche senza dire il nome.",
        "Chiunque: allo sportello, per telefono, su appuntamento.",
        "Le assistenti sociali del Comune.",
        "Si esce con un'informazione, un appuntamento o un invio. Le urgenze vanno al pronto"
        " intervento sociale.",
        "informazioni ascolto colloquio sportello assistente sociale",
    ),
    P.PRACTICES: Card(
        "Le pratiche amministrative per accedere ai servizi sociali.",
        "Tutti i cittadini.",
        "Chiunque, allo sportello amministrativo, negli stessi giorni e orari dello sportello"
        " sociale.",
        "Gli uffici amministrativi del Comune.",
        "Elenco delle carte, stato della pratica, prossimo appuntamento.",
        "domanda modulo documenti bonus iscrizione isee assegno maternità"
        " mensa trasporto casa popolare bando",
    ),
}


# What a person waits for on a way that ends so: the terms of the office, as they count today.
WAITS: Mapping[PathEnd, tuple[Term, ...]] = {
    PathEnd.SERVICE_REQUEST: (Term.REQUEST_APPROVAL, Term.PROVIDER_ANSWER),
    PathEnd.PLACEMENT: (Term.REQUEST_APPROVAL, Term.PROVIDER_ANSWER_PLACEMENT),
    PathEnd.CASE: (Term.FIRST_CONTACT_ORDINARY, Term.DECISION),
    PathEnd.PRACTICE: (Term.PRACTICE_PROPOSAL, Term.PRACTICE_DECISION),
}


def ways_called(text: str, words: Mapping[PathCode, str] | None = None) -> list[PathCode]:
    """Return the ways that answer best to what was asked in plain words, the best first.

    `words` are the citizens' words the office wrote; where it wrote none, those of the start.
    """
    return ranked(text, {code: _told(code, words or {}) for code in PathCode})


def _told(code: PathCode, words: Mapping[PathCode, str]) -> Told:
    card = CARDS[code]
    name = VOCABULARY[PathCode][code].text
    return Told(name, words.get(code, card.also_called), f"{card.what} {card.whom}")
