"""Italian names of how a run ended."""

from app.jobs.rules import RunResult
from app.kernel.label import Label, Labels, Tone

LABELS: Labels = {
    RunResult: {
        RunResult.RUNNING: Label("In corso", Tone.ACTIVE),
        RunResult.DONE: Label("Fatto", Tone.DONE),
        RunResult.FAILED: Label("Non riuscito", Tone.ATTENTION),
    }
}
