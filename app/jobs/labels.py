"""Italian names of how a run ended."""

from enum import StrEnum

from app.jobs.rules import RunResult
from app.kernel.label import Label, Tone

LABELS: dict[StrEnum, Label] = {
    RunResult.RUNNING: Label("In corso", Tone.ACTIVE),
    RunResult.DONE: Label("Fatto", Tone.DONE),
    RunResult.FAILED: Label("Non riuscito", Tone.ATTENTION),
}
