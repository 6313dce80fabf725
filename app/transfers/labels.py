"""Italian words of passages between bodies, and what was sent as its reader reads it."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date

from app.cases.rules.requests import digits
from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.rules import Intervention, Measure, PathCode
from app.intake.labels import LABELS as INTAKE
from app.intake.rules import Answer
from app.kernel.label import Label, Labels, Tone
from app.kernel.verdict import Verdict
from app.people.labels import LABELS as PEOPLE
from app.people.rules import MayLeaveMessage, Owner
from app.transfers.procedure import (
    IncomingAction,
    IncomingState,
    TransferAction,
    TransferState,
)
from app.transfers.rules import (
    BoxShelf,
    Piece,
    ReportCode,
    SentContent,
    SentPerson,
    SentService,
    ServiceFate,
    SubjectKind,
    TransferAnswer,
    TransferFault,
    TransferShelf,
)

LABELS: Labels = {
    SubjectKind: {
        SubjectKind.REFERRAL: Label("Richiesta o segnalazione"),
        SubjectKind.CASE: Label("Cartella"),
        SubjectKind.LINE: Label("Intervento da dare"),
    },
    Piece: {
        Piece.WHO: Label("Chi è, e quando è nata"),
        Piece.CONTACTS: Label("Il telefono"),
        Piece.STORY: Label("Il racconto com'è scritto"),
        Piece.JUDGEMENTS: Label("Rischio e danno, come valutati"),
        Piece.PATH: Label("Il percorso scelto"),
        Piece.PLAN: Label("Gli obiettivi del progetto"),
        Piece.ASSESSMENT: Label("L'ultima valutazione"),
        Piece.SERVICE: Label("Che cosa si chiede, e quanto"),
    },
    ServiceFate: {
        ServiceFate.ENDED: Label("Finisce con il passaggio"),
        ServiceFate.BRIDGED: Label("Va avanti da chi manda, fino alla fine del ponte"),
        ServiceFate.KEPT: Label("Resta a chi manda, anche dopo"),
    },
    TransferAnswer: {
        TransferAnswer.ACCEPTED: Label("Hanno accettato", Tone.ACTIVE, "check"),
        TransferAnswer.REFUSED: Label("Hanno rifiutato", Tone.ATTENTION, "warning"),
    },
    ReportCode: {
        ReportCode.STARTED: Label("È cominciato"),
        ReportCode.GOING: Label("Come va"),
        ReportCode.SUSPENDED: Label("È sospeso"),
        ReportCode.ENDED: Label("È finito"),
        ReportCode.DELIVERED: Label("Prestazioni date"),
    },
    TransferShelf: {
        TransferShelf.ANSWERED: Label("Da prendere atto"),
        TransferShelf.WAITING: Label("In attesa di risposta"),
        TransferShelf.REFUSED: Label("Rifiutati"),
        TransferShelf.OVER: Label("Conclusi"),
    },
    BoxShelf: {
        BoxShelf.TO_ANSWER: Label("A cui rispondere"),
        BoxShelf.WITH_US: Label("Accettati"),
        BoxShelf.OVER: Label("Rifiutati o ritirati"),
    },
    TransferState: {
        TransferState.PROPOSED: Label("In attesa di risposta", Tone.WAITING, "clock"),
        TransferState.ACCEPTED: Label("Accettato", Tone.DONE, "check"),
        TransferState.REFUSED: Label("Rifiutato", Tone.ATTENTION, "warning"),
        TransferState.REVOKED: Label("Ritirato", Tone.DONE),
    },
    TransferAction: {
        TransferAction.PROPOSE: Label("Proponi", done="Proposto all'altro ente"),
        TransferAction.TAKE_NOTE: Label("Prendi atto", done="Risposta presa in atto"),
        TransferAction.REVOKE: Label("Ritira la proposta", done="Proposta ritirata"),
        TransferAction.WRITE_GIVEN: Label(
            "Scrivi tra le prestazioni", done="Prestazione scritta tra quelle date"
        ),
        TransferAction.END_BRIDGE: Label("Scrivi che il ponte è finito", done="Ponte finito"),
    },
    IncomingState: {
        IncomingState.ARRIVED: Label("Da rispondere", Tone.CALLED, "inbox"),
        IncomingState.ACCEPTED: Label("Accettato da noi", Tone.ACTIVE, "check"),
        IncomingState.REFUSED: Label("Rifiutato da noi", Tone.DONE),
        IncomingState.WITHDRAWN: Label("Ritirato da chi l'ha mandato", Tone.DONE),
    },
    IncomingAction: {
        IncomingAction.ARRIVE: Label("Manda", done="Arrivato"),
        IncomingAction.ACCEPT: Label("Accetta", done="Accettato"),
        IncomingAction.REFUSE: Label("Rifiuta", done="Rifiutato"),
        IncomingAction.TAKE_UP: Label("Apri qui una richiesta", done="Aperta una richiesta qui"),
        IncomingAction.NOTE: Label("Scrivi una nota vostra", done="Nota scritta"),
        IncomingAction.REPORT: Label("Riferisci a chi l'ha mandato", done="Riferito"),
        IncomingAction.WITHDRAW: Label("Riprendi", done="Ritirato da chi l'ha mandato"),
    },
}  # fmt: skip

F = TransferFault
REASONS: Mapping[str, str] = {
    F.NOT_LINKED: "Scegli un ente che usa questo programma: agli altri si scrive come sempre.",
    F.ALREADY_PASSING: "È già stato proposto, e si aspetta la risposta: prima ritira la proposta.",
    F.NOTHING_SENT: "Così non leggerebbero niente: scegli almeno una cosa, o scrivi due righe.",
    F.NOT_THE_PROVIDER: "Un intervento si manda a chi lo dà: correggi l'ente nell'intervento.",
    F.BRIDGING_PAST: "Il ponte finisce prima di oggi: correggi il giorno.",
    F.BRIDGING_OF_CASES: "Il ponte vale solo per una cartella: togli il giorno.",
    F.BRIDGING_MISSING: "Qualcosa va avanti da qui: scrivi fino a che giorno.",
    F.BRIDGING_NOTHING: "Nessun servizio va avanti da qui: scegli quale, o togli il giorno.",
    F.SERVICES_TO_SAY: "Intanto i servizi attivi sono cambiati: rileggili, e di' che cosa succede "
    "a ciascuno.",
    F.START_MISSING: "Scrivi da che giorno cominciate.",
    F.REPORT_IN_THE_FUTURE: "È un giorno ancora da venire: scrivi quando è successo.",
    F.QUANTITY_MISSING: "Scrivi quanto è stato dato, per esempio 4 oppure 1,5.",
    F.QUANTITY_WITHOUT_DELIVERY: "La quantità va solo con «Prestazioni date»: cambia la scelta, "
    "o togli la quantità.",
    F.NOT_A_DELIVERY: "Qui non ci sono prestazioni da contare: scegli un'altra risposta.",
    F.COMPETENCE_MISSING: "Prima scrivi nella cartella chi la prende in carico e chi paga.",
    "no_answer_yet": "Non hanno ancora risposto.",
    "answered_already": "Hanno già risposto: prendi atto della risposta.",
    "taken_back_meanwhile": "Chi l'ha mandato l'ha ritirato: non c'è più niente a cui rispondere.",
    "nothing_to_write": "Non ci sono prestazioni riferite da scrivere.",
    "no_bridge": "Non c'è nessun ponte in corso.",
    "bridged_services_go_on": "C'è ancora un servizio che va avanti da qui: prima finiscilo dalla "
    "sua pagina.",
    "a_service_to_give": "È un intervento da dare: si riferisce qui, senza aprire una richiesta.",
    "taken_up_already": "La richiesta è già stata aperta.",
}

# Names of the conditions of the procedures, for the printed table.
CONDITIONS: Mapping[str, str] = {
    "they_accept": "hanno risposto di sì",
    "they_refuse": "hanno risposto di no",
    "unanswered": "non hanno ancora risposto",
    "something_to_write": "hanno riferito prestazioni non ancora scritte",
    "bridge_runs": "qualcosa va avanti da qui",
    "nothing_bridged_goes_on": "i servizi del ponte sono finiti",
    "may_be_taken_up": "non è un intervento da dare e non è già stata aperta una richiesta",
    "reaches_their_box": "arriva nella casella dell'altro ente",
    "leaves_their_box": "l'altro ente non lo legge più",
    "answers_the_sender": "chi l'ha mandato riceve la risposta",
    "tells_the_sender": "chi l'ha mandato lo legge",
}


def told(content: SentContent) -> tuple[tuple[str, str], ...]:
    """Return what was sent as pairs of title and words: the very same for who chooses and reads.

    The number of the sender alone tells nothing, and is not said alone.
    """
    pairs = tuple((title, text) for title, text in _told(content) if text)
    return (*pairs, ("Numero di chi manda", content.number)) if pairs and content.number else pairs


def _told(content: SentContent) -> Iterator[tuple[str, str]]:
    yield "Perché", content.words
    yield "Chi riguarda", "\n".join(filter(None, map(_person, content.people)))
    yield "Che cosa è stato raccontato", content.story
    if content.judgement:
        one, words = content.judgement, INTAKE[Answer]
        judged = f"Rischio: {words[Answer(one.risk)].text.lower()}. "
        judged += f"Danno: {words[Answer(one.harm)].text.lower()}. Il {_day(one.on)}."
        yield "Rischio e danno", f"{judged}\n{one.grounds}".strip()
    yield (
        "Percorso",
        "\n".join(
            f"{CATALOGUE[PathCode][PathCode(one.path)].text}: "
            f"{CATALOGUE[Verdict][Verdict(one.verdict)].text.lower()}"
            for one in content.paths
        ),
    )
    yield "Obiettivi del progetto", "\n".join(content.goals)
    assessed = f"Valutazione del {_day(content.assessed_on)}" if content.assessed_on else ""
    yield assessed or "Valutazione", "\n".join(content.assessment)
    yield "Che cosa si chiede", service_words(content.service) if content.service else ""
    yield "Servizi attivi", "\n".join(map(_fated, content.services))
    until = f"Fino al {_day(content.bridging_until)}" if content.bridging_until else ""
    yield "Che cosa va avanti da chi manda", until


def _person(person: SentPerson) -> str:
    born = f"nata o nato il {_day(person.born)}" if "-" in person.born else ""
    year = f"nata o nato nel {person.born}" if person.born and not born else ""
    return ", ".join(text for text in (person.name, born or year, _phone(person)) if text)


def _phone(person: SentPerson) -> str:
    """Say whose a number is, and whether a message may be left there: not knowing counts as no."""
    if not person.phone:
        return ""
    owner = PEOPLE[Owner][Owner(person.phone_of)].text.lower() if person.phone_of else ""
    whose = " ".join(filter(None, (owner, person.phone_name)))
    leave = person.may_leave_message == MayLeaveMessage.YES
    message = "si può lasciare un messaggio" if leave else "non lasciare messaggi"
    return f"tel. {person.phone} ({'; '.join(filter(None, (whose, message)))})"


def _fated(one: SentService) -> str:
    fate = LABELS[ServiceFate][ServiceFate(one.fate)].text if one.fate else "Da decidere"
    return f"{service_words(one)}. {fate}."


def service_words(one: SentService) -> str:
    """Return which service, how much, from when to when."""
    what = CATALOGUE[PathCode][PathCode(one.path)].text
    if one.intervention:
        what += f", {CATALOGUE[Intervention][Intervention(one.intervention)].text.lower()}"
    how_much = f"{digits(one.quantity)} {CATALOGUE[Measure][Measure(one.measure)].text}"
    begins = f"dal {_day(one.starts_on)}" if one.starts_on else ""
    ends = f"al {_day(one.ends_on)}" if one.ends_on else ""
    return ", ".join(filter(None, (what, how_much, f"{begins} {ends}".strip())))


def _day(text: str) -> str:
    with suppress(ValueError):
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    return text
