"""The sentences of the catalogue: why a change is refused, what was found, what to think of.

A sentence of a finding names the datum it rests on, between braces: `labels.sentence` fills it.
"""

from collections.abc import Mapping

from app.catalogue.rules import Advice, CatalogueFault, Chance, PathReason
from app.kernel.label import Label, Labels

F, R = CatalogueFault, PathReason
FAULTS: Mapping[str, str] = {
    F.NOT_A_LENGTH: "Scrivi un numero intero, da 0 a 3660 (le ore partono da 1).",
    F.NOT_FROM_THE_PAST: "Quello che è passato resta com'era: scegli oggi o un giorno più avanti.",
    F.NOT_AN_AGE: "Scrivi un'età in anni, da 0 a 120.",
    F.NOT_A_DATE: "Scrivi giorno, mese e anno, per esempio 01/01/2027.",
    F.NOT_A_DAY_OF_THE_YEAR: "Scrivi giorno e mese che ci sono ogni anno, per esempio 01/06.",
    F.NOT_YES_OR_NO: "Scrivi sì, no oppure da confermare.",
    F.ENDS_BEFORE_IT_STARTS: "Finirebbe prima di cominciare: controlla le due date.",
    F.NOT_A_CAPACITY: "Scrivi un numero intero, da 0 a 100000.",
    F.OUTSIDE_ITS_SERVICE: "In quel giorno il servizio non c'è: controlla le sue date.",
    F.NOT_EURO: "Scrivi un importo in euro, per esempio 300 oppure 350,50.",
    F.REMARK_MISSING: "Scrivi che cosa non va: bastano due righe.",
    F.REMARK_ANSWERED: "Qualcuno ha già risposto: ricarica la pagina.",
    F.NAME_MISSING: "Scrivi il nome: senza, nessuno lo riconosce.",
}

FINDINGS: Mapping[str, str] = {
    R.AGE_UNKNOWN: "L'età non è indicata.",
    R.IS_MINOR: "Ha {age} anni: è minorenne.",
    R.IS_OF_AGE: "Ha {age} anni: il servizio è per chi ne ha meno di 18.",
    R.AGE_FITS: "Ha {age} anni: l'età va bene.",
    R.TOO_YOUNG: "Ha {age} anni: il servizio comincia da {least}.",
    R.TOO_OLD: "Ha {age} anni: il servizio arriva a {most}.",
    R.BEYOND_MAJORITY: (
        "Ha {age} anni: dopo i 18 resta solo chi è già in comunità, con il prosieguo, fino ai"
        " {most}."
    ),
    R.UNDER_AGE_WITH_PAPERS: (
        "Ha {age} anni, meno di {least}: ci sono la richiesta dei genitori e la valutazione"
        " dell'ATS."
    ),
    R.UNDER_AGE_PAPERS_MISSING: (
        "Ha {age} anni, meno di {least}: servono la richiesta dei genitori o del tutore e la"
        " valutazione dell'ATS."
    ),
    R.REFERRER_UNKNOWN: "Non è indicato chi segnala.",
    R.REFERRED_BY_BODY: "Segnala un ente o un servizio: {source}.",
    R.REFERRED_BY_COURT: "Segnala l'autorità giudiziaria o il suo servizio: {source}.",
    R.REFERRED_BY_OFFICE: "Dopo il colloquio segnala l'assistente sociale dell'ufficio.",
    R.FAMILY_ALONE: "Chiede solo la famiglia o un privato ({source}): serve la segnalazione della"
    " scuola, di un altro ente o di un servizio.",
    R.ASKED_BY_PARENT: "Chiede il genitore o chi ne fa le veci: {source}.",
    R.ASKED_BY_SOMEBODY_ELSE: "Chiede un'altra persona ({source}): può chiedere la madre stessa,"
    " oppure segnalare un servizio.",
    R.NOT_FROM_JUSTICE: "Segnala {source}: qui chiedono solo l'USSM, il Tribunale o la Procura.",
    R.CONSENT_UNKNOWN: "Il consenso di chi ha la responsabilità genitoriale non è ancora raccolto.",
    R.CONSENT_GIVEN: "C'è il consenso: {consent}.",
    R.CONSENT_OF_WRONG_KIND: "Il consenso indicato ({consent}) non è di chi ha la responsabilità"
    " genitoriale: va chiarito.",
    R.ORDER_STANDS: "C'è un provvedimento del giudice: il consenso non serve.",
    R.EMERGENCY_STANDS: "C'è un collocamento d'urgenza (art. 403 del codice civile).",
    R.BASIS_UNKNOWN: "Non risulta ancora su che cosa si fonda l'allontanamento: provvedimento del"
    " giudice, urgenza (art. 403) o consenso.",
    R.SUPPORT_UNKNOWN: "Non è indicato se serve un sostegno per lo sviluppo psicofisico.",
    R.SUPPORT_NEEDED: "Serve un sostegno mirato a un corretto sviluppo psicofisico.",
    R.SUPPORT_NOT_NEEDED: "Non risulta la necessità di un sostegno per lo sviluppo psicofisico.",
    R.INTERVENTIONS_UNKNOWN: "Non è ancora scelto nessun intervento.",
    R.INTERVENTIONS_CHOSEN: "Interventi scelti: {number}.",
    R.NO_INTERVENTION: "Nessun intervento: ne serve almeno uno.",
    R.SUMMER_DAY_UNKNOWN: "Per gli interventi educativi estivi manca il giorno di inizio.",
    R.SUMMER_INSIDE: "Gli interventi estivi dal {day} cadono nel periodo, dal {first} al {last}.",
    R.SUMMER_OUTSIDE: "Gli interventi estivi vanno dal {first} al {last}: il {day} è fuori"
    " periodo.",
    R.SUMMER_LINE_OUTSIDE: "Gli interventi estivi vanno dal {first} al {last}: il {day} è fuori"
    " periodo. Cambia la data di quella riga; gli altri interventi possono partire.",
    R.MOTHERHOOD_UNKNOWN: "Non è indicato se è in gravidanza o madre di figli minorenni.",
    R.PREGNANT: "È in gravidanza.",
    R.MOTHER_OF_CHILDREN: "È madre di figli minorenni.",
    R.PREGNANT_MOTHER: "È in gravidanza e madre di figli minorenni.",
    R.NEITHER_PREGNANT_NOR_MOTHER: "Non è in gravidanza e non ha figli minorenni: serve almeno una"
    " delle due condizioni.",
    R.DIFFICULTY_UNKNOWN: "Non è indicato se la difficoltà è psico-sociale o abitativa.",
    R.PSYCHOSOCIAL: "C'è una difficoltà psico-sociale.",
    R.HOUSING: "C'è una difficoltà abitativa.",
    R.PSYCHOSOCIAL_AND_HOUSING: "C'è una difficoltà psico-sociale e abitativa.",
    R.NO_DIFFICULTY: "Non risulta una difficoltà psico-sociale né abitativa.",
    R.WILL_UNKNOWN: "Non si sa ancora se la madre vuole entrare.",
    R.ENTERS_BY_HER_WILL: "La madre entra per sua volontà.",
    R.DOES_NOT_WANT: "La madre non vuole entrare: nessun provvedimento può collocare lei.",
    R.ORDER_TO_READ: "Il provvedimento va letto: deve riguardare il bambino.",
    R.ORDER_ON_CHILD: "Il provvedimento riguarda il bambino.",
    R.ORDER_NOT_ON_CHILD: "Il provvedimento non riguarda il bambino: chiedi chiarimenti. La madre"
    " può comunque chiedere lei stessa.",
    R.UNBORN_HAS_NO_MEASURE: "Non ci sono altri figli e chi deve nascere non ha una misura: conta"
    " la volontà della madre.",
    R.LEAVING_UNKNOWN: "Non è indicato se deve stare per un tempo lontano dalla famiglia.",
    R.MUST_LEAVE_FAMILY: "Deve stare per un tempo lontano dalla famiglia d'origine.",
    R.STAYS_WITH_FAMILY: "Può restare in famiglia.",
    R.COMPLEXITY_UNKNOWN: "Non è indicato se è una situazione complessa.",
    R.COMPLEX_SITUATION: "È una situazione complessa, con un rischio o un provvedimento.",
    R.SIMPLE_SITUATION: "Non risulta una situazione complessa: può bastare il servizio sociale.",
    R.PROCEEDING_UNKNOWN: "Non è indicato se c'è un procedimento penale minorile.",
    R.PROCEEDING_OPEN: "C'è un procedimento penale minorile.",
    R.NO_PROCEEDING: "Non c'è un procedimento penale minorile.",
    R.DISABILITY_UNKNOWN: "La gravità della disabilità non è indicata.",
    R.DISABILITY_SEVERE: "Dalle certificazioni: {disability}.",
    R.DISABILITY_MEDIUM_SEVERE: "Dalle certificazioni: {disability}. Va valutata con il centro.",
    R.DISABILITY_LESS: "Dalle certificazioni: {disability}. Il CDD è per la disabilità medio-grave"
    " e grave.",
    R.DISABILITY_PRESENT: "È indicata una disabilità.",
    R.CERTIFICATE_UNKNOWN: "Non è indicato se la disabilità è certificata.",
    R.CERTIFIED: "La disabilità è certificata.",
    R.NOT_CERTIFIED: "La disabilità non è certificata.",
    R.CERTIFIED_GOES_ELSEWHERE: "La disabilità è certificata: c'è l'assistenza nelle scuole.",
    R.WITHOUT_CERTIFICATE: "Non c'è una certificazione di disabilità.",
    R.ELDERLY: "Ha {age} anni: rientra tra le persone anziane.",
    R.AUTONOMY_UNKNOWN: "Mancano l'età o il grado di autonomia.",
    R.AUTONOMY_LIMITED: "Ha un'autonomia limitata.",
    R.AUTONOMOUS: "Ha {age} anni e non ha un'autonomia limitata.",
    R.HOME_CARE_UNKNOWN: "Mancano la disabilità, l'età o il bisogno di aiuto ogni giorno.",
    R.ELDERLY_NOT_SELF_SUFFICIENT: "Ha {age} anni e ha bisogno di aiuto nelle cose di ogni giorno.",
    R.NO_HOME_CARE_NEED: "Non risulta una disabilità, né un'età avanzata con bisogno di aiuto.",
    R.SCHOOL_UNKNOWN: "Non è indicato se va al nido o a scuola.",
    R.AT_NURSERY: "Va all'asilo nido.",
    R.AT_SCHOOL: "Va a scuola.",
    R.NOT_AT_SCHOOL: "Non va né al nido né a scuola.",
    R.GROUP_UNKNOWN: "Non è indicato se l'aiuto è per la classe o per un solo alunno.",
    R.FOR_THE_GROUP: "L'aiuto è per il gruppo o la classe.",
    R.FOR_ONE_PUPIL: "L'aiuto è per un solo alunno.",
    R.FOR_THE_WHOLE_CLASS: "L'aiuto è per la classe intera, non per un solo alunno.",
    R.SCHOOL_DIFFICULTY_UNKNOWN: "Non è indicato se ci sono difficoltà a scuola.",
    R.SCHOOL_DIFFICULTY: "Ha difficoltà a scuola.",
    R.NO_SCHOOL_DIFFICULTY: "Non risultano difficoltà a scuola.",
    R.WORK_UNKNOWN: "Non è indicato se cerca lavoro.",
    R.SEEKS_WORK: "Cerca lavoro.",
    R.SEEKS_NO_WORK: "Non cerca lavoro.",
    R.DISADVANTAGE_UNKNOWN: "Non è indicato se ha uno svantaggio nel trovare lavoro.",
    R.DISADVANTAGED: "Ha uno svantaggio nel trovare lavoro.",
    R.NOT_DISADVANTAGED: "Non risulta uno svantaggio: c'è il centro per l'impiego.",
    R.TRAINING_UNKNOWN: "Non è indicato se servono orientamento o formazione.",
    R.NEEDS_TRAINING: "Servono orientamento, accompagnamento o formazione al lavoro.",
    R.NO_TRAINING_NEED: "Non servono orientamento né formazione.",
    R.CITIZENSHIP_UNKNOWN: "La cittadinanza non è indicata.",
    R.FOREIGN_CITIZEN: "Ha una cittadinanza straniera.",
    R.NOT_FOREIGN: "Ha la cittadinanza italiana.",
    R.NEED_UNKNOWN: "Non è indicato se c'è un bisogno economico.",
    R.ECONOMIC_NEED: "C'è un bisogno economico.",
    R.NO_ECONOMIC_NEED: "Non risulta un bisogno economico.",
    R.ISEE_UNKNOWN: "L'ISEE non è ancora stato mostrato.",
    R.ISEE_SHOWN: "L'ISEE mostrato è valido.",
    R.ISEE_NOT_VALID: "L'ISEE mostrato è scaduto: va rifatto.",
    R.WOMAN_UNKNOWN: "Non è indicato se è una donna.",
    R.WOMAN: "È una donna.",
    R.NOT_A_WOMAN: "Non è una donna: c'è il segretariato sociale.",
    R.HARDSHIP_UNKNOWN: "Non è indicato in quale difficoltà si trova.",
    R.HARDSHIP: "È in un momento di difficoltà.",
    R.NO_HARDSHIP: "Non risulta una difficoltà.",
    R.ADULT: "Ha {age} anni: è maggiorenne.",
    R.NOT_ADULT: "Ha {age} anni: è minorenne, c'è la tutela dei minori.",
    R.OPEN_TO_EVERYBODY: "È aperto a tutti.",
    R.HEARD_HERE: "Questo: qui si ascolta chiunque, senza chiedere dove abita.",
    R.URGENT_HERE: "Questo: non può aspettare.",
    R.HERE_NOW: "Questo: la persona si trova qui, anche se risiede altrove.",
    R.ELSEWHERE_NOW: "Un altro: la persona si trova altrove e non è urgente. Si ascolta e si"
    " propone il passaggio al suo Comune.",
    R.WHERE_UNKNOWN: "Da verificare dove si trova la persona: se è qui, o se è urgente, questo.",
    R.NO_FEE: "Non è un inserimento in struttura: non c'è una retta da attribuire.",
    R.PAYS_HERE: "Questo: qui risultavano residenti i genitori all'inizio (L.R. 34/2004, art. 4).",
    R.PAYS_ELSEWHERE: "Un altro, dove risultavano residenti i genitori all'inizio (L.R. 34/2004,"
    " art. 4): avvisalo prima possibile. Non ferma l'accoglienza.",
    R.PAYER_UNKNOWN: "Da verificare dove risultavano residenti i genitori all'inizio (L.R. 34/2004,"
    " art. 4). Non ferma l'accoglienza.",
}

CHANCES: Labels = {
    Chance: {
        Chance.BIRTHDAY: Label("Dal {day}, quando compie {age} anni."),
        Chance.AGE_REACHED: Label(
            "Quando compie {age} anni: con la data di nascita si sa anche il giorno."
        ),
        Chance.NOTHING_BY_AGE: Label("Per l'età non si apre più: guarda gli altri percorsi."),
        Chance.WORKER_REPORTS: Label(
            "Dopo il colloquio puoi segnalare tu: rispondi «Sì» alla domanda su chi segnala."
        ),
        Chance.SERVICE_REPORTS: Label("Se segnala la scuola, un altro ente o un servizio."),
        Chance.SHE_ASKS: Label("Se lo chiede la madre stessa."),
        Chance.JUSTICE_ASKS: Label("Se lo chiedono l'USSM, il Tribunale o la Procura."),
        Chance.CERTIFICATE_COMES: Label("Con la certificazione della disabilità (L. 104/1992)."),
        Chance.DAY_IN_SUMMER: Label("Scegliendo un giorno dal {first} al {last}."),
        Chance.ANSWER_CHANGES: Label("Se cambia la risposta a: {asks}"),
        Chance.ANOTHER_WAY: Label("Per come stanno le cose c'è un percorso più adatto: {way}."),
    },
}

ADVICE: Labels = {
    Advice: {
        Advice.WORKER_MAY_REFER: Label(
            "Dopo il colloquio l'assistente sociale può fare lei la segnalazione."
        ),
        Advice.CONSENT_TO_COLLECT: Label(
            "Raccogli il consenso: intanto si ascolta e si protegge lo stesso."
        ),
        Advice.READ_THE_ORDER: Label("Leggi nel provvedimento quali atti sono previsti e da chi."),
        Advice.WILL_TO_HEAR: Label(
            "Senti la madre, anche da sola e con l'interprete: decide lei se entrare."
        ),
        Advice.PAYER_TO_VERIFY: Label(
            "Comune che paga: da verificare. È quello dove i genitori erano residenti all'inizio"
            " della misura (L.R. 34/2004, art. 4). Non ferma l'accoglienza."
        ),
        Advice.PAYER_IS_ELSEWHERE: Label(
            "Paga un altro Comune (L.R. 34/2004, art. 4): avvisalo prima possibile. Non ferma"
            " l'accoglienza."
        ),
        Advice.EMERGENCY_403_CLOCK: Label(
            "Urgenza (art. 403): avviso orale subito al Pubblico ministero minorile, atti entro 24"
            " ore dal collocamento."
        ),
        Advice.PROTECTED_BY_DEFAULT: Label(
            "L'indirizzo resta riservato dall'ingresso, finché il responsabile non decide altro."
        ),
        Advice.ASK_SEVERAL_STRUCTURES: Label(
            "Chiedi il posto a più strutture insieme, con le sole iniziali."
        ),
        Advice.FREE_NO_ISEE: Label("È gratuito: non chiedere l'ISEE."),
        Advice.COURT_ORDER_FIRST: Label("Con il provvedimento del giudice ha la precedenza."),
        Advice.ONE_LINE_EACH: Label(
            "Ogni intervento è una riga, con le sue ore e chi lo svolge: parte quando può."
        ),
        Advice.FOSTER_OR_FAMILY_COMMUNITY: Label(
            "Per l'età, valuta l'affido o una comunità familiare."
        ),
        Advice.SIBLINGS_TOGETHER: Label("Se ci sono fratelli, guarda le loro situazioni insieme."),
        Advice.BEYOND_EIGHTEEN: Label(
            "Dopo i 18 anni serve il prosieguo, chiesto prima del compleanno."
        ),
        Advice.CONSIDER_CSE: Label("Valuta anche un centro socio educativo (CSE)."),
        Advice.UNDER_AGE_NEVER_BLOCKS: Label(
            "Sotto i 18 anni la domanda si prende lo stesso: le carte si chiedono intanto."
        ),
        Advice.CONSIDER_ELDERLY_SERVICES: Label("Per l'età, valuta i servizi per gli anziani."),
        Advice.OWN_TEAM: Label("Lavora l'équipe di psicologi del Comune."),
        Advice.CONSORTIUM_TEAM: Label("Lavora l'équipe di psicologi del consorzio."),
        Advice.TEAM_TO_CONFIRM: Label(
            "Quale équipe di psicologi lavora, del Comune o del consorzio, è da confermare."
        ),
        Advice.SEPARATE_CARD: Label(
            "La cartella penale resta separata da quella della famiglia; il reato non si scrive."
        ),
        Advice.NO_STATUS_ASKED: Label("Non si chiede e non si scrive se il soggiorno è regolare."),
        Advice.SAFETY_FIRST: Label(
            "Prima la sicurezza: è sola? può parlare? è sicuro richiamarla? Numero 1522, sempre."
        ),
        Advice.NOTHING_PRINTED: Label("Se lo chiede, non si stampa e non si consegna niente."),
        Advice.NO_CASE_NEEDED: Label("Non serve aprire una cartella."),
        Advice.SAME_HELP_IN_HOUSEHOLD: Label(
            "Qualcuno del nucleo riceve già un aiuto per lo stesso scopo: scrivilo nella proposta."
        ),
        Advice.USE_SCHOOL_ASSISTANCE: Label(
            "Con la disabilità certificata, a scuola c'è l'assistenza nelle scuole."
        ),
        Advice.USE_SCHOOL_SUPPORT: Label(
            "Per un solo alunno senza certificazione c'è il supporto educativo scolastico."
        ),
        Advice.USE_NURSERY_SUPPORT: Label(
            "Per il nido o per una classe intera ci sono i servizi educativi e di supporto."
        ),
        Advice.RENEW_WITH_SCHOOL_YEAR: Label(
            "Finisce con l'anno scolastico: va rinnovata, e il certificato ha una scadenza."
        ),
        Advice.CONFIRM_ARRIVAL: Label(
            "Chi riceve conferma l'arrivo: se non lo fa, il programma lo ricorda."
        ),
        Advice.URGENT_TO_EMERGENCY_SERVICE: Label(
            "Se è urgente e l'ufficio è chiuso: pronto intervento sociale."
        ),
    },
}
