"""Italian words of the figures, and how each is counted."""

from collections.abc import Mapping

from app.kernel.label import Label, Labels, Tone
from app.reports.rules import AgeBand, Column, Figure, Pending, RowKey, SourceGroup, TableKey, Thing

LABELS: Labels = {
    Figure: {
        Figure.ACTIVE_CASES: Label("Cartelle attive"),
        Figure.PEOPLE: Label("Persone seguite"),
        Figure.FLOW: Label("Entrate e uscite nel periodo"),
        Figure.INFLOW: Label("Richieste e segnalazioni"),
        Figure.FIRST_CONTACT: Label("Attesa al primo contatto"),
        Figure.TAKING_CHARGE: Label("Attesa alla presa in carico e all'avvio del servizio"),
        Figure.DEADLINES: Label("Scadenze"),
    },
    TableKey: {
        TableKey.CASES_BY_WORKER: Label("Cartelle attive per titolare"),
        TableKey.CASES_BY_AREA: Label("Cartelle attive per area"),
        TableKey.CASES_BY_STATE: Label("Cartelle attive per stato"),
        TableKey.PEOPLE: Label("Persone seguite, per età"),
        TableKey.FLOW: Label("Cartelle entrate e uscite"),
        TableKey.EXITS: Label("Uscite per motivo"),
        TableKey.REGISTERED: Label("Arrivate nel periodo, per fonte"),
        TableKey.UNASSIGNED: Label("Senza assegnazione alla data, per giorni di attesa"),
        TableKey.FIRST_CONTACT: Label("Dalla segnalazione al primo contatto, per urgenza"),
        TableKey.TAKING_CHARGE: Label("Dalla segnalazione alla presa in carico"),
        TableKey.START_FROM_REFERRAL: Label("Dalla segnalazione all'avvio del servizio"),
        TableKey.START_FROM_REQUEST: Label("Dalla richiesta di servizio all'avvio"),
        TableKey.PENDING_CASES: Label("In sospeso nelle cartelle"),
        TableKey.PENDING_REQUESTS: Label("In sospeso nelle richieste di servizio"),
        TableKey.LATE_CASES: Label("Termini passati delle cartelle"),
        TableKey.LATE_REFERRALS: Label("Termini passati di richieste e segnalazioni"),
        TableKey.LATE_REQUESTS: Label("Termini passati delle richieste di servizio"),
    },
    Thing: {
        Thing.CASE: Label("Cartelle"),
        Thing.REFERRAL: Label("Richieste e segnalazioni"),
        Thing.REQUEST: Label("Richieste di servizio"),
    },
    Column: {
        Column.WORKED: Label("Attive, non sospese"),
        Column.SUSPENDED: Label("Sospese"),
        Column.CASES: Label("Cartelle"),
        Column.PEOPLE: Label("Persone"),
        Column.EVENTS: Label("Numero"),
        Column.REGISTERED: Label("Arrivate"),
        Column.MINORS: Label("Di minorenni"),
        Column.URGENT: Label("Urgenti"),
        Column.ANONYMOUS: Label("Anonime"),
        Column.UNASSIGNED: Label("Senza assegnazione"),
        Column.MEASURED: Label("n"),
        Column.MEDIAN: Label("Mediana, giorni"),
        Column.P90: Label("P90, giorni"),
        Column.PAUSED: Label("Pause tolte, giorni"),
        Column.WAITING: Label("Ancora in attesa"),
        Column.OLDEST: Label("Più vecchia, giorni"),
        Column.ENDED: Label("Finite altrimenti"),
        Column.LINES: Label("Interventi"),
        Column.LINES_STARTED: Label("Avviati"),
        Column.PENDING: Label("Quante"),
    },
    RowKey: {
        RowKey.TOTAL: Label("Totale"),
        RowKey.AVERAGE: Label("Media per titolare, sospese escluse"),
        RowKey.NOBODY: Label("Senza titolare a quella data"),
        RowKey.EVERYBODY: Label("In tutto"),
        RowKey.MINORS: Label("Minorenni"),
        RowKey.ADULTS: Label("Maggiorenni"),
        RowKey.AGE_UNKNOWN: Label("Età non nota"),
        RowKey.AT_START: Label("Attive all'inizio del primo giorno"),
        RowKey.OPENED: Label("Aperte"),
        RowKey.REOPENED: Label("Riaperte"),
        RowKey.LEFT: Label("Chiuse o passate ad altro ente"),
        RowKey.AT_END: Label("Attive alla fine dell'ultimo giorno"),
        RowKey.REASON_UNKNOWN: Label("Motivo non indicato"),
    },
    SourceGroup: {
        SourceGroup.FAMILY: Label("La persona o la famiglia"),
        SourceGroup.COMMUNITY: Label("Vicinato, terzo settore, professionisti"),
        SourceGroup.SCHOOL: Label("Scuola"),
        SourceGroup.HEALTH: Label("Servizi sanitari"),
        SourceGroup.JUSTICE: Label("Autorità giudiziaria e forze dell'ordine"),
        SourceGroup.SOCIAL_SERVICE: Label("Altri servizi sociali"),
    },
    AgeBand: {
        AgeBand.UP_TO_2: Label("0–2 giorni"),
        AgeBand.UP_TO_7: Label("3–7 giorni"),
        AgeBand.UP_TO_30: Label("8–30 giorni"),
        AgeBand.OVER_30: Label("Più di 30 giorni", Tone.LATE, "warning"),
    },
    Pending: {
        Pending.COURT_SOON: Label("Termini dell'autorità giudiziaria entro 30 giorni"),
        Pending.COURT_PASSED: Label("Termini dell'autorità giudiziaria passati e non fatti"),
        Pending.COURT_MOVED: Label("Termini dell'autorità giudiziaria rinviati più di una volta"),
        Pending.PLAN_WITHOUT_REVIEW: Label("Progetti senza verifica"),
        Pending.PLAN_CONSENT_MISSING: Label("Consensi mancanti dei progetti"),
        Pending.REFERRAL_UNREAD: Label("Segnalazioni collegate e non lette"),
        Pending.CONSENT_MISSING: Label("Consensi mancanti delle richieste"),
        Pending.NOT_RATIFIED: Label("Attivazioni urgenti da ratificare"),
    },
}

REASONS: Mapping[str, str] = {
    "period_backwards": "Il periodo finisce prima di cominciare: scambia le due date.",
    "period_too_long": "Il periodo supera i due anni: accorcialo.",
    "day_too_old": "Prima del 2000 l'ufficio non ha dati: scegli un giorno più vicino.",
    "day_in_the_future": "Questo giorno non è ancora arrivato: scegli oggi o un giorno passato.",
}

# Names of the conditions and effects of the procedures, for the printed tables.
CONDITIONS: Mapping[str, str] = {}

HOW_MEASURED = (
    (
        "Giorni al primo posto",
        "I giorni di calendario dal giorno della misura al primo posto libero che quel giorno si "
        "poteva dare per quel motivo, con la sua durata, il suo preavviso e i posti riservati. Se "
        "il motivo lo fissa solo chi riceve, conta quello che può dare lei. Si guarda fino a otto "
        "settimane; «nessuno» vuol dire che fino ad allora non ce n'era. Per il colloquio con la "
        "propria assistente sociale è il primo posto con una qualunque: con la sua può essere più "
        "lontano.",
    ),
    (
        "Posti nelle due settimane",
        "I posti liberi, in quel momento, dal giorno della misura ai quattordici giorni dopo. Uno "
        "stesso posto conta per ogni motivo per cui si può dare: le colonne non si sommano.",
    ),
    (
        "In attesa",
        "Le persone in «Da richiamare» in quel momento, tutte insieme: chi aspetta una telefonata "
        "non ha detto il motivo. L'allarme scatta quando sono più dei posti di primo colloquio "
        "delle due settimane, come sulla pagina dell'URP.",
    ),
    (
        "Quando e da chi",
        "Ogni lunedì dalle 12, una volta sola, dal programma; nessuno può rifare o cambiare una "
        "misura. Un lunedì in cui il programma era spento resta «non misurato»: non si "
        "ricostruisce dopo.",
    ),
)

HOW_COUNTED: Mapping[Figure, str] = {
    Figure.ACTIVE_CASES: (
        "Le cartelle che alle 24:00 della data erano aperte, in valutazione, con progetto attivo, "
        "in monitoraggio, sospese o in chiusura. Una cartella proposta a un altro ente conta "
        "finché quell'ente non la accetta. Il titolare è chi la seguiva a quell'ora; l'area è "
        "quella scritta oggi sulla cartella. Le sospese stanno in una colonna a parte e non "
        "entrano nella media."
    ),
    Figure.PEOPLE: (
        "Le persone delle cartelle attive alla data, contate una volta sola anche con due "
        "cartelle. I familiari non contano. È minorenne chi in quel giorno non ha ancora 18 anni."
    ),
    Figure.FLOW: (
        "Le cartelle aperte, riaperte e chiuse dal primo all'ultimo giorno del periodo, compresi. "
        "Il passaggio accettato da un altro ente conta come uscita. La riga di controllo deve "
        "tornare sempre: attive all'inizio del primo giorno, più aperte, più riaperte, meno "
        "uscite, uguale attive alla fine dell'ultimo. Con un gruppo scelto, ogni cartella conta "
        "nel gruppo di chi la seguiva alla fine del periodo."
    ),
    Figure.INFLOW: (
        "Quello che è arrivato nel periodo, nel giorno in cui è arrivato e non in quello in cui è "
        "stato scritto. Le quattordici fonti della rilevazione SINBA sono raccolte in sei gruppi. "
        "È di minorenni se riguarda almeno una persona sotto i 18 anni; è urgente se va vista "
        "subito o entro 48 ore. Senza assegnazione: aperte alle 24:00 della data e in mano a "
        "nessuno, anche di mesi prima, di tutto l'ufficio."
    ),
    Figure.FIRST_CONTACT: (
        "Giorni di calendario dall'arrivo al primo contatto vero con la persona, per quello che è "
        "arrivato nel periodo. I tentativi senza risposta non contano. Chi alla data aspetta "
        "ancora è contato a parte, con i giorni della più vecchia: nessuno sparisce dal conto. "
        "Finite altrimenti: concluse senza un primo contatto. La mediana è il valore di mezzo; P90 "
        "è il numero di giorni che nove su dieci non hanno superato; n è quante sono misurate."
    ),
    Figure.TAKING_CHARGE: (
        "Giorni di calendario dall'arrivo alla presa in carico, dall'arrivo al primo servizio "
        "avviato, e dalla richiesta di servizio all'avvio del primo intervento. I giorni in cui "
        "l'ufficio aspettava la persona sono tolti, e scritti nella loro colonna. Nella seconda "
        "tabella stanno le segnalazioni per cui, dopo l'arrivo, è stato chiesto un servizio; "
        "nella terza le richieste inviate nel periodo. Chi aspetta ancora è contato a parte."
    ),
    Figure.DEADLINES: (
        "Quello che alla data era dovuto e non fatto. Un termine che scade in quel giorno non è "
        "ancora passato. Progetti senza verifica: cartelle con progetto attivo o in monitoraggio "
        "senza una verifica in programma, o con la verifica già passata. Termini rinviati più di "
        "una volta: quelli non ancora fatti il cui giorno è stato spostato almeno due volte con un "
        "rinvio o una proroga; un giorno scritto male e corretto non conta. Consensi mancanti: "
        "progetti mandati o approvati, e richieste di servizio aperte, di cui a quella data "
        "nessuno aveva ancora scritto su quale consenso si fondano."
    ),
}

# What is said in the place of a table where there is nothing to count.
NOTHING: Mapping[Figure, str] = {
    Figure.ACTIVE_CASES: "In quella data l'ufficio non seguiva nessuna cartella.",
    Figure.PEOPLE: "In quella data l'ufficio non seguiva nessuno.",
    Figure.FLOW: "In queste date nessuna cartella è entrata o uscita.",
    Figure.INFLOW: "In queste date non c'è nessuna richiesta o segnalazione da contare.",
    Figure.FIRST_CONTACT: "Nel periodo non è arrivato niente: non c'è un'attesa da misurare.",
    Figure.TAKING_CHARGE: "Nel periodo non c'è un'attesa da misurare.",
    Figure.DEADLINES: "In quella data niente era in sospeso.",
}

# What a wait says before its table: the columns whose numbers it holds, and the sentence. Each
# stands only where its first number is not zero.
WAIT_SENTENCES: tuple[tuple[tuple[Column, ...], str], ...] = (
    (
        (Column.MEASURED, Column.MEDIAN, Column.P90),
        "Misurate: {}. Mediana {} giorni, nove su dieci entro {}.",
    ),
    (
        (Column.WAITING, Column.OLDEST),
        "Ancora in attesa: {}, la più vecchia da {} giorni.",
    ),
    ((Column.ENDED,), "Finite altrimenti: {}."),
    ((Column.PAUSED,), "Giorni di pausa tolti: {}."),
    ((Column.LINES_STARTED, Column.LINES), "Interventi avviati: {} di {}."),
)
