"""Italian words of the jobs: what each is for, what it did, when it runs, how it went."""

from collections.abc import Mapping
from datetime import timedelta

from app.jobs.rules import Daily, Every, Health, JobName, LastRun, RunResult
from app.kernel.label import Label, Labels, Tone

_J = JobName

LABELS: Labels = {
    RunResult: {
        RunResult.RUNNING: Label("In corso", Tone.ACTIVE),
        RunResult.DONE: Label("Fatto", Tone.DONE),
        RunResult.FAILED: Label("Non riuscito", Tone.ATTENTION),
    },
    Health: {
        Health.FINE: Label("Regolare", Tone.DONE, "check"),
        Health.RUNNING: Label("In corso", Tone.ACTIVE, "clock"),
        Health.FAILED: Label("Non riuscito", Tone.LATE, "warning"),
        Health.STUCK: Label("Interrotto a metà", Tone.LATE, "warning"),
        Health.LATE: Label("In ritardo", Tone.ATTENTION, "warning"),
        Health.NEVER: Label("Mai fatto", Tone.ATTENTION, "warning"),
    },
    JobName: {
        _J.CLOSE_TICKETS: Label("Chiudere i biglietti di chi non è tornato"),
        _J.BRING_FORWARD: Label("Mostrare ad altri i messaggi urgenti non letti"),
        _J.FREE_PLACES: Label("Liberare i posti tenuti e non confermati"),
        _J.LAPSE_SWAPS: Label("Chiudere gli scambi di turno a cui nessuno ha risposto"),
        _J.MIND_OFFERS: Label("Avvisare delle offerte che scadono, e riprendere i posti"),
        _J.BRING_TASKS: Label("Scrivere quello che portano i compleanni e le nascite attese"),
        _J.SEND_DIGESTS: Label("Scrivere, il lunedì, a chi vuole quante scadenze ha"),
        _J.MEASURE_PLACES: Label("Misurare, il lunedì, quanto si aspetta un posto"),
        _J.LOOK_AT_FILES: Label("Far controllare all'antivirus i file in attesa"),
        _J.TAKE_IN_REGISTRY: Label("Importare i file dell'anagrafe avviati"),
        _J.SEND_NOTICES: Label("Inviare gli avvisi alle persone"),
        _J.FORGET_ATTEMPTS: Label("Dimenticare i vecchi tentativi di accesso"),
        _J.FORGET_DRAFTS: Label("Dimenticare le bozze di trenta giorni, mai le segnalazioni"),
        _J.FORGET_RUNS: Label("Dimenticare i vecchi lavori di questo elenco"),
        _J.FORGET_SESSIONS: Label("Dimenticare le vecchie sessioni"),
        _J.FORGET_SUBMISSIONS: Label("Dimenticare i pulsanti già premuti"),
        _J.SWEEP_FILES: Label("Togliere dal disco i file di nessuno"),
    },
}

# What a run did: nothing, one thing, many.
_FORGOTTEN = ("niente da dimenticare", "una riga dimenticata", "{} righe dimenticate")
DID: Mapping[JobName, tuple[str, str, str]] = {
    _J.CLOSE_TICKETS: (
        "nessun biglietto da chiudere",
        "un biglietto chiuso",
        "{} biglietti chiusi",
    ),
    _J.BRING_FORWARD: (
        "nessun messaggio in ritardo",
        "un messaggio mostrato",
        "{} messaggi mostrati",
    ),
    _J.FREE_PLACES: ("nessun posto da liberare", "un posto liberato", "{} posti liberati"),
    _J.LAPSE_SWAPS: ("nessuno scambio scaduto", "uno scambio scaduto", "{} scambi scaduti"),
    _J.MIND_OFFERS: ("nessuna offerta da guardare", "un'offerta", "{} offerte"),
    _J.BRING_TASKS: ("niente di nuovo", "una cosa da fare", "{} cose da fare"),
    _J.SEND_DIGESTS: ("nessun riepilogo", "un riepilogo", "{} riepiloghi"),
    _J.MEASURE_PLACES: ("niente da misurare oggi", "una misura", "{} misure"),
    _J.LOOK_AT_FILES: ("nessun file controllato", "un file controllato", "{} file controllati"),
    _J.TAKE_IN_REGISTRY: ("nessuna importazione avviata", "una riga", "{} righe"),
    _J.SEND_NOTICES: ("nessun avviso inviato", "un avviso inviato", "{} avvisi inviati"),
    _J.FORGET_ATTEMPTS: _FORGOTTEN,
    _J.FORGET_DRAFTS: _FORGOTTEN,
    _J.FORGET_RUNS: _FORGOTTEN,
    _J.FORGET_SESSIONS: _FORGOTTEN,
    _J.FORGET_SUBMISSIONS: _FORGOTTEN,
    _J.SWEEP_FILES: ("nessun file da togliere", "un file tolto", "{} file tolti"),
}

_UNITS = ((3600, "ora", "ore"), (60, "minuto", "minuti"), (1, "secondo", "secondi"))


def did(run: LastRun) -> str:
    """Return what a run did, or why it did not."""
    if run.result is RunResult.FAILED:
        return f"errore del programma ({run.detail}): riprova da solo"
    if run.done is None:
        return ""
    none, one, many = DID[JobName(run.job)]
    return {0: none, 1: one}.get(run.done, many.format(run.done))


def title(job: str) -> str:
    """Return what a job is for; one that is no longer done keeps its name."""
    return LABELS[JobName][JobName(job)].text if job in {*JobName} else job


def rhythm(schedule: Daily | Every) -> str:
    """Return when a job runs."""
    if isinstance(schedule, Daily):
        return f"ogni giorno alle {schedule.at.hour}:{schedule.at.minute:02}"
    number, one, many = _rounded(schedule.seconds)
    return f"ogni {one}" if number == 1 else f"ogni {number} {many}"


def lasting(time: timedelta) -> str:
    """Return a stretch of time in round words."""
    number, one, many = _rounded(int(time.total_seconds()))
    if number == 0:
        return "meno di un secondo"
    return f"{number} {one if number == 1 else many}"


def _rounded(seconds: int) -> tuple[int, str, str]:
    size, one, many = next(unit for unit in _UNITS if seconds >= unit[0] or unit[0] == 1)
    return seconds // size, one, many
