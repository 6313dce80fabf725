"""What emergencies show on other pages: a person's, a case's story, what is due."""

from collections.abc import Sequence
from datetime import date, datetime

from flask import url_for

from app.accounts.policy import Permission
from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.rules import Term
from app.emergencies import queries
from app.emergencies.labels import LABELS, NO_NEWS
from app.emergencies.procedure.emergency import FINAL, EmergencyAction, EmergencyState
from app.emergencies.queries import Clock, EmergencyRow, MeasureBrief
from app.emergencies.rules.calls import CallDegree
from app.kernel.actor import Reach, Viewer
from app.kernel.clock import in_rome, office_date
from app.kernel.contributions import Card, CardRow, DeadlineRow, TimelineRow
from app.kernel.references import CaseId, PersonId
from app.people.queries import row_of_page
from app.web.formatting import day_digits

_WORK = Permission.EMERGENCIES_EPISODE_WORK
_TITLE = "Misure urgenti (art. 403)"


def of_person(viewer: Viewer, person_id: PersonId, now: datetime) -> Card | None:
    """Return the measures of a child, with the way to open one; nothing of an adult."""
    if not viewer.may(_WORK):
        return None
    rows = queries.of_person(viewer, person_id, now)
    person = row_of_page(viewer, person_id)
    grown = person is not None and bool(person.birth.of_age(office_date(now)))
    if grown and not rows:
        return None
    may_open = not grown and all(one.state in FINAL for one in rows)
    new = url_for("emergencies.new", person_id=person_id)
    opening = (CardRow("Apri una misura urgente", "", new),) if may_open else ()
    return Card(_TITLE, (*map(_row, rows), *opening), count=len(rows))


def of_today(viewer: Viewer, now: datetime) -> Card | None:
    """Return the measures under way: all for who answers for the office, her own for who works."""
    if not viewer.may(_WORK):
        return None
    everything = viewer.reach(_WORK) is Reach.ORGANISATION
    rows = [one for one in queries.under_way(viewer, now) if everything or one.mine]
    if not rows:
        return None
    return Card(
        _TITLE, tuple(map(_row, rows)), url=url_for("emergencies.emergencies"), count=len(rows)
    )


def calls_of_today(viewer: Viewer, now: datetime) -> Card | None:  # noqa: ARG001
    """Return the urgent calls somebody must see to: handed to her, or to nobody yet."""
    if not viewer.may(_WORK):
        return None
    mine = [one for one in queries.waiting_calls(viewer) if one.to_me or not one.handed_to]
    if not mine:
        return None
    rows = tuple(
        CardRow(
            one.about,
            _moment(one.at) + ("" if one.to_me else ", da affidare"),
            url_for("emergencies.urgent_call", urgent_call_id=one.id),
            urgent=one.degree is CallDegree.EMERGENCY,
        )
        for one in mine
    )
    url = url_for("emergencies.urgent_calls")
    return Card("Chiamate di pronto intervento", rows, url=url, count=len(rows))


def deadlines(viewer: Viewer, now: datetime) -> Sequence[DeadlineRow]:
    """Return what is due of us, the calls for news, and the urgent calls of the night."""
    if not viewer.may(_WORK):
        return ()
    rows = [row for one in queries.under_way(viewer, now) for row in _due(one)]
    return [*rows, *_due_calls(viewer)]


def timeline(viewer: Viewer, case_id: CaseId) -> Sequence[TimelineRow]:
    """Return what happened of the measures of a case."""
    if not viewer.may(_WORK):
        return ()
    return [
        TimelineRow(step.effective_at, LABELS[EmergencyAction][step.action].done, step.who)
        for step in queries.case_steps(viewer, case_id)
    ]


def hour_to_write(measure: MeasureBrief, number: str, sent_on: date, protocol: str) -> CardRow:
    """Return the way to write in a measure at which hour left what is known to have left that day.

    For the cards of the features above, that know with which report or letter it did.
    """
    known = f"Con {number}" + (f", protocollo {protocol}" if protocol else "")
    url = url_for(
        "emergencies.act", emergency_id=measure.id, act="transmit",
        giorno=sent_on.isoformat(), con=known,
    )  # fmt: skip
    words = f"Scrivi in {measure.number} a che ora è partita {number}"
    return CardRow(words, f"trasmessa il {day_digits(sent_on)}", url, urgent=True)


def _due(one: EmergencyRow) -> list[DeadlineRow]:
    about, url = one.name, url_for("emergencies.emergency", emergency_id=one.id)
    why = f"misura urgente {one.number}"
    if one.call_since is not None:
        since = one.call_since
        row = DeadlineRow(
            office_date(since), NO_NEWS, about, why, url, due_at=since,
            key=f"emergency:{one.id}:news", hard=True,
        )  # fmt: skip
        return [row]
    if one.next is None or not one.next.ours:
        return []
    what = CATALOGUE[Term][one.next.term].text
    row = DeadlineRow(
        one.next.due_on, what[:1].upper() + what[1:], about, why, url, due_at=one.next.due_at,
        key=f"emergency:{one.id}:{one.next.term}", hard=True,
    )  # fmt: skip
    return [row]


def _due_calls(viewer: Viewer) -> list[DeadlineRow]:
    return [
        DeadlineRow(
            one.due_on,
            "Riprendi la chiamata urgente",
            one.about,
            f"chiamata del {_moment(one.at)}",
            url_for("emergencies.urgent_call", urgent_call_id=one.id),
            key=f"urgent_call:{one.id}",
        )
        for one in queries.waiting_calls(viewer)
        if one.due_on is not None and (one.to_me or not one.handed_to)
    ]


def _row(one: EmergencyRow) -> CardRow:
    url = url_for("emergencies.emergency", emergency_id=one.id)
    if one.call_since is not None:
        return CardRow(one.name, NO_NEWS, url, urgent=True)
    if one.next is not None and one.next.ours:
        return CardRow(one.name, _by(one.next), url, urgent=True)
    return CardRow(one.name, LABELS[EmergencyState][one.state].text, url)


def _by(clock: Clock) -> str:
    if clock.term is Term.PM_TOLD_403:
        return "avvisa subito la Procura"
    when = _moment(clock.due_at) if clock.due_at else f"{clock.due_on:%d/%m}"
    return f"trasmetti gli atti entro {when}"


def _moment(at: datetime) -> str:
    wall = in_rome(at)
    return f"{('lun', 'mar', 'mer', 'gio', 'ven', 'sab', 'dom')[wall.weekday()]} {wall:%d/%m %H:%M}"
