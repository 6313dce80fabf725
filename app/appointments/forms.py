"""The shape of what is typed about appointments."""

from app.appointments.labels import LABELS
from app.appointments.rules import CancelCause, Purpose, ToldHow
from app.appointments.rules.items import LENGTHS, MOST_SEATS, MOST_TIMES, TRAVELS, MeetingPlace
from app.web.fields import choice, day, hour_of, labelled, long_text, several, short_text
from app.web.forms import EditForm, OfficeForm


class CancelForm(EditForm):
    cause = choice("Perché", "perché", labelled(LABELS, CancelCause))


class ToldForm(EditForm):
    how = choice("Come è stata avvisata", "come", labelled(LABELS, ToldHow))


class MoveForm(EditForm):
    place = choice("Nuovo posto", "il nuovo posto")


def _travels() -> list[tuple[str, str]]:
    return [(str(one), f"{one} minuti" if one else "niente") for one in TRAVELS]


def _numbers() -> list[tuple[str, str]]:
    return [("0", "nessuno"), *((str(one), str(one)) for one in range(1, MOST_SEATS + 1))]


class ItemForm(EditForm):
    kind = choice("Che cosa", "che cosa", radio=False)
    on = day("Giorno", "il giorno", required=True)
    hour = hour_of("on", "Dalle")
    to_hour = hour_of("on", "Alle")
    workers = several("Chi partecipa", "chi partecipa", required=True)
    place = short_text("Dove", "il posto", longest=200)
    before = choice("Viaggio prima", "il viaggio", _travels(), radio=False, default="0")
    after = choice("Viaggio dopo", "il viaggio", _travels(), radio=False, default="0")
    seats = choice("Posti del gruppo", "i posti", _numbers(), radio=False, default="0")
    words = long_text("Nota", "la nota", longest=500)


class ChooseForm(OfficeForm):
    text = short_text(
        "Cognome e nome, telefono o codice fiscale", "chi cerchi", longest=200, required=True
    )


_ONCE = (("0", "una volta sola"), ("1", "ogni settimana"))
_EVERY = [*_ONCE, *((str(one), f"ogni {one} settimane") for one in range(2, 7))]


class FollowUpForm(OfficeForm):
    on = day("Giorno", "il giorno", required=True)
    hour = hour_of("on")
    minutes = choice(
        "Quanto dura",
        "quanto dura",
        [(str(one), f"{one} minuti") for one in LENGTHS],
        radio=False,
        default="30",
    )
    where = choice("Dove", "dove", labelled(LABELS, MeetingPlace), default=MeetingPlace.OFFICE)
    site = choice("Sede", "la sede", radio=False)
    address = short_text("Indirizzo, se non è in ufficio", "l'indirizzo", longest=200)
    travel = choice("Viaggio", "il viaggio", _travels(), radio=False, default="0")
    joined = several("Insieme a", "insieme a chi")
    reason = choice(
        "Motivo", "il motivo", labelled(LABELS, Purpose), radio=False, default=Purpose.OWN_WORKER
    )
    every = choice("Si ripete", "ogni quanto", _EVERY, radio=False, default="0")
    times = choice(
        "Quante volte",
        "quante volte",
        [(str(one), str(one)) for one in range(1, MOST_TIMES + 1)],
        radio=False,
        default="1",
    )
    days = several("Giorni della serie", "i giorni")


class FeedForm(OfficeForm):
    of = choice("Di chi", "di chi è il calendario", radio=False)
