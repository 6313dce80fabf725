"""The messages open today: twenty-one, one urgent, one unread for two working days."""

from datetime import datetime, timedelta

from app.demo.context import Demo
from app.desk.operations.messages import take_message
from app.desk.rules.messages import Kind, Taken
from app.kernel.clock import rome_to_utc
from app.people.rules import MayLeaveMessage

ELIRA = "000 3310010"
FOR = ("marta", "irene", "luca", "chiara", "")  # nobody: for whoever is on duty
SAID = (
    "Chiede di essere richiamata", "Ha portato i documenti, chiede se bastano",
    "Vuole sapere quando può passare", "Chiede dell'appuntamento di mercoledì",
    "Dalla scuola, per un colloquio", "Chiede della domanda presentata a ottobre",
)  # fmt: skip
CALLERS = (
    "signora Brambilla", "signor Motta", "una maestra", "signora Galbiati", "signor Passoni",
    "signora Haddad", "il medico di base", "signora Nava", "signor Crippa",
)  # fmt: skip
WHEN = ("di mattina", "dopo le 14", "oggi entro le 17", "")
OTHERS = 17


def load(demo: Demo) -> None:
    """Take the calls of the last days, none of them answered yet."""
    demo.tell("I messaggi ancora aperti")
    _take(demo, _at(demo, 14, 10, 5), "marta", Taken(
        kind=Kind.INFORMATION_REFUSED, caller="Denis Malvestiti", phone="000 3310011",
        text="Chiede «mi dica solo quando»: non è stata data nessuna informazione.",
    ))  # fmt: skip
    _take(demo, _at(demo, 7, 9, 40), "", Taken(
        kind=Kind.CALL_BACK, caller="una signora", phone=ELIRA, may_leave=MayLeaveMessage.NO,
        when="di mattina", text="Richiamare.",
    ))  # fmt: skip
    _take(demo, _at(demo, 0, 11, 20), "marta", Taken(
        caller="Istituto comprensivo Martesana", phone="000 5550101", urgent=True,
        text="Chiede di essere richiamata prima dell'uscita delle 16:30.",
    ))  # fmt: skip
    _take(demo, _at(demo, 4, 11, 0), "luca", Taken(
        caller="signora Teli", phone="000 3310040", when="dopo le 14",
        text="Chiede di spostare il colloquio.",
    ))  # fmt: skip
    for number in range(OTHERS):
        _usual(demo, number)


def _usual(demo: Demo, number: int) -> None:
    draw = demo.draw
    at = _at(demo, draw.choice((0, 0, 3)), draw.randint(9, 12), draw.randrange(60))
    _take(demo, at, draw.choice(FOR), Taken(
        caller=draw.choice(CALLERS), phone=f"000 88{number:05d}", when=draw.choice(WHEN),
        text=draw.choice(SAID) + ".",
    ))  # fmt: skip


def _take(demo: Demo, at: datetime, to: str, taken: Taken) -> None:
    whom = min(demo.staff[to].engagement_ids) if to else None
    given = {**vars(taken), "to": whom}
    take_message(actor=demo.staff["elena"], now=at, taken=Taken(**given))


def _at(demo: Demo, days: int, hour: int, minute: int) -> datetime:
    return rome_to_utc(demo.today - timedelta(days=days), hour * 60 + minute)
