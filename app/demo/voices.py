"""Who reports to the office, by which way, whom, and what is said."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle

from app.catalogue.rules import ReferralSource
from app.demo.context import Demo
from app.demo.pools import ADULTS, DISABLED, ELDERLY, MINORS
from app.intake.rules import Channel

COURT = "Tribunale per i minorenni di Milano"
S, C = ReferralSource, Channel


@dataclass(frozen=True)
class Voice:
    """Who reports, by which way, whom, and what is said."""

    source: ReferralSource
    channel: Channel
    kind: str
    story: str
    body: str = ""


SCHOOL = (
    Voice(S.SCHOOL, C.PEC, MINORS, "Assenze ripetute. I compagni lo evitano.",
          "Istituto comprensivo Martesana"),
    Voice(S.SCHOOL, C.PEC, MINORS, "Arriva senza merenda e senza libri; i genitori non vengono.",
          "Istituto comprensivo del Naviglio"),
    Voice(S.SCHOOL, C.EMAIL, MINORS, "Si addormenta sul banco, dice di badare al fratello.",
          "Istituto comprensivo Martesana"),
)  # fmt: skip
OTHERS = (
    Voice(S.SELF, C.DESK, ADULTS, "Ha perso il lavoro, l'affitto è arretrato."),
    Voice(S.HEALTH_SERVICE, C.EMAIL, ELDERLY, "Dimissione vicina, in casa non c'è nessuno.",
          "Ospedale di zona"),
    Voice(S.COHABITING_RELATIVE, C.PHONE, ELDERLY, "Il padre non si alza più da solo."),
    Voice(S.COHABITING_RELATIVE, C.DESK, DISABLED, "Dopo la scuola resta in casa tutto il giorno."),
    Voice(S.SELF, C.PHONE, ADULTS, "Separata da poco, non arriva alla fine del mese."),
    Voice(S.NEIGHBOUR, C.PHONE, ELDERLY, "Da giorni non si vede, la posta è piena."),
    Voice(S.HEALTH_SERVICE, C.PEC, MINORS, "Dal pronto soccorso: il terzo accesso in un mese.",
          "Consultorio familiare"),
    Voice(S.POLICE, C.FAX, MINORS, "Trovato in strada di notte. Una pagina del fax non si legge.",
          "Carabinieri, stazione di zona"),
    Voice(S.OTHER_RELATIVE, C.PHONE, MINORS, "La nonna: i genitori litigano davanti ai figli."),
    Voice(S.THIRD_SECTOR, C.EMAIL, ADULTS, "Chiede il pacco alimentare da tre mesi."),
)  # fmt: skip
FROM_COURT = Voice(S.JUVENILE_COURT, C.PEC, MINORS, "Chiede una relazione sul nucleo.", COURT)
UNNAMED = Voice(S.NEIGHBOUR, C.PHONE, MINORS, "Grida la sera, una voce di bambino.")
SCHOOL_SHARE = 0.42


def voices(demo: Demo) -> Iterator[Voice]:
    """Return voices without end, those of the schools in their share."""
    school, others = cycle(SCHOOL), cycle(OTHERS)
    while True:
        yield next(school) if demo.draw.random() < SCHOOL_SHARE else next(others)
