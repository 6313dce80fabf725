"""What the particulars show on the page of a service, on the day, among the deadlines."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from flask import url_for

from app.accounts.policy import Permission
from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.queries import parameters_on
from app.catalogue.rules import Intervention, PathCode, Term, summer_near
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.contributions import Card, CardRow, DeadlineRow, TimelineRow
from app.kernel.references import CaseId, RequestLineId
from app.organisations.labels import WEEKDAYS
from app.particulars import queries
from app.particulars.labels import LABELS
from app.particulars.queries import DueParticular, Head
from app.particulars.rules import (
    AT_SCHOOL,
    BY_THE_HOUR,
    TO_WORK,
    AlarmKind,
    Stretch,
    WorkPhase,
)
from app.web.formatting import day_digits, hour, opening

_HOURS_SHOWN = 5
_PAGES = {
    Term.WORK_CHECK: "particulars.phases",
    Term.ALARM_SEEN: "particulars.alarms",
    Term.DEVICE_REMOVAL: "particulars.devices",
    Term.SCHOOL_RENEWAL: "particulars.school_years",
    Term.CERTIFICATE_EXPIRING: "particulars.school_years",
}


def of_line(viewer: Viewer, line_id: RequestLineId, now: datetime) -> Card | None:
    """Return what this kind of service has beside its request; nothing where it has nothing."""
    line, on = queries.head(viewer, line_id), office_date(now)
    rows = [row for paths, make in _ROWS if line.path in paths for row in make(viewer, line, on)]
    return Card("Di questo servizio", tuple(rows)) if rows else None


def alarms_to_see(viewer: Viewer, _now: datetime) -> Card | None:
    """Return the calls of alarm that whoever follows the person has not seen yet."""
    if not viewer.may(Permission.CASES_REQUEST_WORK):
        return None
    due = queries.due_particulars(viewer, Term.ALARM_SEEN, my_own=True)
    rows = tuple(
        CardRow(one.person, f"entro il {day_digits(one.due_on)}", _address(one), urgent=True)
        for one in due
    )
    return Card("Chiamate di allarme", rows, count=len(rows)) if rows else None


def deadlines(viewer: Viewer, now: datetime) -> Sequence[DeadlineRow]:
    """Return what is due of the particulars of the services in the viewer's work."""
    if not viewer.may(Permission.CASES_REQUEST_WORK):
        return ()
    due = (*queries.due_particulars(viewer), *queries.devices_to_remove(viewer, office_date(now)))
    return [
        DeadlineRow(
            one.due_on,
            opening(CATALOGUE[Term][one.term].text),
            one.person,
            f"richiesta {one.number}",
            _address(one),
            key=f"particular:{one.id}",
        )
        for one in due
    ]


def timeline(viewer: Viewer, case_id: CaseId) -> Sequence[TimelineRow]:
    """Return the phases of work and the calls of alarm in the story of a case."""
    pages = {WorkPhase: "particulars.phases", AlarmKind: "particulars.alarms"}
    return [
        TimelineRow(
            one.at,
            _told(one.what),
            one.who,
            url=url_for(pages[type(one.what)], line_id=one.line_id),
        )
        for one in queries.story_of(viewer, case_id)
    ]


def _told(what: WorkPhase | AlarmKind) -> str:
    words = LABELS[type(what)][what].text
    return words if isinstance(what, WorkPhase) else f"Chiamata di allarme: {words.lower()}"


def _address(one: DueParticular) -> str:
    if one.line_id is None:
        return url_for("particulars.education", request_id=one.request_id)
    return url_for(_PAGES[one.term], line_id=one.line_id)


def _week(viewer: Viewer, line: Head, on: date) -> list[CardRow]:
    url = url_for("particulars.week", line_id=line.id)
    stretches = queries.week_of(viewer, line.id, on)
    shown = ", ".join(stretch_words(one) for one in stretches[:_HOURS_SHOWN])
    more = " e altre" if len(stretches) > _HOURS_SHOWN else ""
    return [CardRow("Orario della settimana", f"{shown}{more}" or "da scrivere", url)]


def _education(viewer: Viewer, line: Head, on: date) -> list[CardRow]:
    rows = []
    if line.intervention is Intervention.SUMMER_EDUCATION:
        first, last = summer_near(parameters_on(viewer, on), on)
        rows.append(CardRow("Estate", f"si dà dal {day_digits(first)} al {day_digits(last)}"))
    if viewer.may(Permission.CASES_CASE_READ):
        written = queries.areas_written(viewer.organisation_id, line.request.id)
        checks = sorted(check_on for _, check_on in written if check_on is not None)
        next_check = f", si verifica il {day_digits(checks[0])}" if checks else ""
        note = f"obiettivi: {len(written)}{next_check}" if written else "da scrivere"
        url = url_for("particulars.education", request_id=line.request.id)
        rows.append(CardRow("Progetto educativo (ADM)", note, url))
    return rows


def _work(viewer: Viewer, line: Head, _on: date) -> list[CardRow]:
    url = url_for("particulars.phases", line_id=line.id)
    if line.path is not PathCode.WORK_PLACEMENT:
        return [CardRow("Verso il lavoro", "i percorsi prima e dopo", url)]
    last = queries.last_phase(viewer.organisation_id, line.id)
    if last is None:
        return [CardRow("Fasi del percorso", "da cominciare", url)]
    phase, since, next_check = last
    check = f", prossima verifica {day_digits(next_check)}" if next_check else ""
    return [CardRow(LABELS[WorkPhase][phase].text, f"dal {day_digits(since)}{check}", url)]


def _remote(viewer: Viewer, line: Head, on: date) -> list[CardRow]:
    devices = queries.devices_page(viewer, line.id)
    there = [one for one in devices.devices if one.removed_on is None]
    held = queries.keys_held(viewer, line.id, on)
    calls, unseen = queries.alarms_unseen(viewer, line.id)
    return [
        CardRow(
            "Apparecchio",
            "da ritirare" if devices.is_to_remove
            else f"installato il {day_digits(there[0].installed_on)}" if there
            else "non installato",
            url_for("particulars.devices", line_id=line.id),
            urgent=devices.is_to_remove,
        ),
        CardRow(
            "Chi ha le chiavi",
            f"persone: {held}" if held else "nessuno",
            url_for("particulars.keys", line_id=line.id) if line.follows else None,
        ),
        CardRow(
            "Chiamate di allarme",
            f"da vedere: {unseen}" if unseen else f"ricevute: {calls}",
            url_for("particulars.alarms", line_id=line.id),
            urgent=unseen > 0,
        ),
    ]  # fmt: skip


def _school(viewer: Viewer, line: Head, _on: date) -> list[CardRow]:
    url = url_for("particulars.school_years", line_id=line.id)
    years = queries.school_year_rows(viewer, line.id)
    if not years:
        return [CardRow("Anno scolastico", "da scrivere", url)]
    last = years[0]
    note = " ".join(part for part in (last.school, last.class_name) if part)
    return [CardRow(f"Anno scolastico {last.words}", note or "scuola da scrivere", url)]


def stretch_words(one: Stretch) -> str:
    """Return some hours as people say them: «lunedì 16:30-18:30»."""
    return f"{WEEKDAYS[one.weekday]} {hour(one.from_minute)}-{hour(one.to_minute)}"


Rows = Callable[[Viewer, Head, date], list[CardRow]]
_ROWS: tuple[tuple[tuple[PathCode, ...], Rows], ...] = (
    (BY_THE_HOUR, _week),
    ((PathCode.ADM,), _education),
    (TO_WORK, _work),
    ((PathCode.REMOTE_ASSISTANCE,), _remote),
    (AT_SCHOOL, _school),
)
