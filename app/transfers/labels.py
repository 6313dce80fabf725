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
    F.START_MISSING: "Scrivi da che giorno cominciate.",
    F.REPORT_IN_THE_FUTURE: "È un giorno ancora da venire: scrivi quando è successo.",
    F.QUANTITY_MISSING: "Scrivi quanto è stato dato, per esempio 4 oppure 1,5.",
    F.QUANTITY_WITHOUT_DELIVERY: "La quantità va solo con «Prestazioni date»: cambia la scelta, "
    "o togli la quantità.",
    F.NOT_A_DELIVERY: "Qui non ci sono prestazioni da contare: scegli un'altra risposta.",
    F.COMPETENCE_MISSING: "Prima scrivi nella cartella chi la prende in carico e chi paga.",
    "no_answer_yet": "Non hanno ancora risposto.",
    "answered_already": "Hanno già risposto: prendi atto della risposta.",
    "answered_meanwhile": "Hanno risposto adesso: apri di nuovo la pagina e prendi atto.",
    "taken_back_meanwhile": "Chi l'ha mandato l'ha ritirato: non c'è più niente a cui rispondere.",
    "nothing_to_write": "Non ci sono prestazioni riferite da scrivere.",
    "a_service_to_give": "È un intervento da dare: si riferisce qui, senza aprire una richiesta.",
    "taken_up_already": "La richiesta è già stata aperta.",
}

# Names of the conditions of the procedures, for the printed table.
CONDITIONS: Mapping[str, str] = {
    "they_accept": "hanno risposto di sì",
    "they_refuse": "hanno risposto di no",
    "unanswered": "non hanno ancora risposto",
    "something_to_write": "hanno riferito prestazioni non ancora scritte",
    "may_be_taken_up": "non è un intervento da dare e non è già stata aperta una richiesta",
    "reaches_their_box": "arriva nella casella dell'altro ente",
    "leaves_their_box": "l'altro ente non lo legge più",
    "answers_the_sender": "chi l'ha mandato riceve la risposta",
    "tells_the_sender": "chi l'ha mandato lo legge",
}


def told(content: SentContent) -> tuple[tuple[str, str], ...]:
    """Return what was sent as pairs of title and words: the very same for who chooses and reads."""
    return tuple((title, text) for title, text in _told(content) if text)


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
    yield "Che cosa si chiede", _service(content)


def _person(person: SentPerson) -> str:
    born = f"nata o nato il {_day(person.born)}" if "-" in person.born else ""
    year = f"nata o nato nel {person.born}" if person.born and not born else ""
    phone = f"tel. {person.phone}" if person.phone else ""
    return ", ".join(text for text in (person.name, born or year, phone) if text)


def _service(content: SentContent) -> str:
    one = content.service
    if one is None:
        return ""
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
