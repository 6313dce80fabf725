"""Italian words of the pages that put everything together."""

from app.home.rules import Nearness
from app.kernel.label import Label, Labels, Tone

LABELS: Labels = {
    Nearness: {
        Nearness.LATE: Label("In ritardo", Tone.LATE, "warning"),
        Nearness.TODAY: Label("Oggi", Tone.ATTENTION, "clock"),
        Nearness.THIS_WEEK: Label("Entro 7 giorni", Tone.CALLED, "clock"),
        Nearness.THIS_MONTH: Label("Entro 30 giorni"),
        Nearness.LATER: Label("Più avanti"),
        Nearness.UNDATED: Label("Senza data"),
        Nearness.PASSED: Label("Passate ad altri"),
    }
}
