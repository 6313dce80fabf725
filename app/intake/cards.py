"""What intake shows elsewhere: on a person, on the day, among the deadlines, in cases."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from flask import url_for

from app.accounts.policy import Permission
from app.cases.queries import to_reassign as cases_to_reassign
from app.emergencies.cards import hour_to_write
from app.emergencies.labels import LABELS as EMERGENCIES
from app.emergencies.procedure.emergency import EmergencyState
from app.emergencies.queries import MeasureBrief, measure_brief, measures_of
from app.intake import queries
from app.intake.labels import LABELS
from app.intake.procedure import UNASSIGNED, Clock, ReferralState
from app.intake.queries import HalfWritten, MailRow, ReferralRow, ReportOfChild, SentToCourt
from app.intake.rules import (
    URGENT,
    Duty,
    Layer,
    ReferralKind,
    Shelf,
    Urgency,
)
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.contributions import Card, CardRow, DeadlineRow, TimelineRow
from app.kernel.references import CaseId, EmergencyId, PersonId, PracticeId, ReferralId
from app.kernel.working_days import send_by
from app.organisations.queries import closed_days
from app.people.queries import beware_of
from app.rota.queries import is_on_duty
from app.transaction.keeping import until_written
from app.web.formatting import day_digits, moment

_READ = Permission.INTAKE_REFERRAL_READ
_ON_A_CARD = 5


def of_person(viewer: Viewer, person_id: PersonId, now: datetime) -> Card | None:
    """Show the requests and reports about a person, and the way to write a new one."""
    if not viewer.may(_READ):
        return None
    rows = queries.about(viewer, person_id, now)
    return Card(
        title="Richieste e segnalazioni",
        rows=tuple(_row(row) for row in rows),
        empty="Nessuna richiesta o segnalazione.",
    )


def new_about(viewer: Viewer, person_id: PersonId, _now: datetime) -> Card | None:
    """Offer to write a request that starts from the person on the screen."""
    if not viewer.may(Permission.INTAKE_REFERRAL_REGISTER):
        return None
    url = url_for("intake.new", person=person_id)
    return Card("Qualcosa di nuovo?", (CardRow("Nuova richiesta o segnalazione", url=url),))


def cannot_follow(viewer: Viewer, person_id: PersonId, now: datetime) -> Card | None:
    """Let a worker say that she cannot follow the person, or read that she said so.

    Who gives out the work may also write it of a colleague.
    """
    if not viewer.may(Permission.INTAKE_REFERRAL_WORK):
        return None
    since = beware_of(viewer, person_id, office_date(now)).not_by_me_since
    words = f"Hai scritto che non la puoi seguire, dal {day_digits(since)}" if since else ""
    url = url_for("people.conflict", person_id=person_id)
    rows = [CardRow(words or "Non posso seguire io", url=url)]
    if viewer.may(Permission.INTAKE_REFERRAL_ASSIGN):
        url = url_for("people.conflicts", person_id=person_id)
        rows.append(CardRow("Chi altro non la può seguire", url=url))
    return Card("Chi non la può seguire", tuple(rows))


def to_assign(viewer: Viewer, now: datetime) -> Card | None:
    """Show the supervisor what has no worker yet."""
    if not viewer.may(Permission.INTAKE_REFERRAL_ASSIGN):
        return None
    url = url_for("intake.triage")
    return _shelf(viewer, Shelf.TO_ASSIGN, now, url, "Tutto assegnato.")


def to_reassign(viewer: Viewer, _now: datetime) -> Card | None:
    """Show who gives out the work the cases whose holders cannot follow them any longer."""
    if not viewer.may(Permission.INTAKE_REFERRAL_ASSIGN):
        return None
    rows = tuple(
        CardRow(
            f"{one.number}, di {one.holder}",
            f"entro il {day_digits(one.due_on)}",
            url_for("cases.case", case_id=one.id),
        )
        for one in cases_to_reassign(viewer)
    )
    return Card("Cartelle da riassegnare", rows, count=len(rows)) if rows else None


def to_read(viewer: Viewer, now: datetime) -> Card | None:
    """Show what waits for this second reader; nothing when nothing waits."""
    if not viewer.may(Permission.INTAKE_REFERRAL_SECOND_READ):
        return None
    url = url_for("intake.referrals", elenco=Shelf.TO_READ)
    waiting = _shelf(viewer, Shelf.TO_READ, now, url, "")
    return waiting if waiting.count else None


def to_reread(viewer: Viewer, now: datetime) -> Card | None:
    """Show who gives out the work what was drawn of last month's ends without action."""
    if not viewer.may(Permission.INTAKE_REFERRAL_ASSIGN):
        return None
    number = queries.sample_unread(viewer, now)
    url = url_for("intake.sample")
    words = "Una chiusura da rileggere" if number == 1 else f"{number} chiusure da rileggere"
    rows = (CardRow(words, "estratte tra quelle del mese scorso", url),)
    return Card("Da rileggere a campione", rows, url=url, count=number) if number else None


def unread(viewer: Viewer, now: datetime) -> Card | None:
    """Show the supervisor what was not read in time: joined to a case, or by a second reader."""
    if not viewer.may(Permission.INTAKE_REFERRAL_ASSIGN):
        return None
    waiting = _shelf(
        viewer, Shelf.UNREAD, now, url_for("intake.referrals", elenco=Shelf.UNREAD), ""
    )
    return waiting if waiting.count else None


def immediate_of_nobody(viewer: Viewer, now: datetime) -> Card | None:
    """Show what cannot wait and nobody has yet, to who assigns and to whoever is on duty today."""
    if not viewer.may(_READ):
        return None
    today = office_date(now)
    if not viewer.may(Permission.INTAKE_REFERRAL_ASSIGN) and not is_on_duty(viewer, today):
        return None
    rows = queries.immediate_of_nobody(viewer, now)
    shown = tuple(_row(row) for row in rows)
    return Card("Immediata, ancora di nessuno", shown, count=len(rows)) if rows else None


def mine(viewer: Viewer, now: datetime) -> Card | None:
    """Show a worker the requests she has in hand."""
    if not viewer.may(Permission.INTAKE_REFERRAL_WORK):
        return None
    url = url_for("intake.referrals", elenco=Shelf.MINE)
    return _shelf(viewer, Shelf.MINE, now, url, "Nessuna richiesta in mano.")


def half_written(viewer: Viewer, _now: datetime) -> Card | None:
    """Show what the reader was writing of requests and reports; an old one asks what becomes of it.

    Nothing of it is ever forgotten by the program: a child may stand in it.
    """
    if not viewer.may(Permission.INTAKE_REFERRAL_REGISTER):
        return None
    rows = tuple(_half_written(one) for one in queries.half_written(viewer))
    return Card("Segnalazioni in sospeso", rows, count=len(rows)) if rows else None


def deadlines(viewer: Viewer, now: datetime) -> Sequence[DeadlineRow]:
    """Return the terms that run for the viewer: what she has in hand, reads or assigns."""
    if not viewer.may(_READ):
        return ()
    clocks = [
        DeadlineRow(
            due_on=term.due_on,
            what=LABELS[Clock][term.clock].text,
            about=_about(row),
            why=_why(row),
            url=url_for("intake.referral", referral_id=row.id),
            due_at=term.due_at,
            key=f"referral:{row.id}:{term.clock}:{term.due_on}",
        )
        for row, term in queries.due(viewer, now)
    ]
    closed = closed_days(viewer, office_date(now))
    others = [
        DeadlineRow(
            due_on=one.due_on,
            what=LABELS[Duty][one.duty].text,
            about=_about(one.row),
            why=_why(one.row),
            url=url_for("intake.referral", referral_id=one.row.id),
            key=f"duty:{one.row.id}:{one.duty}:{one.due_on}",
            hard=one.duty is Duty.ANSWER_COURT,
            send_by=send_by(one.due_on, closed) if one.duty is Duty.ANSWER_COURT else None,
        )
        for one in queries.duties(viewer, now)
    ]
    return [*clocks, *others]


def of_case(viewer: Viewer, case_id: CaseId) -> Sequence[TimelineRow]:
    """Return the requests and reports that led to a case, or were joined to it.

    Of one that also led where few read, who follows the case is shown her own part.
    """
    if not viewer.may(_READ):
        return ()
    in_part = [
        TimelineRow(
            at=row.received_at,
            title=f"{LABELS[ReferralKind][row.kind].text} {row.number}",
            who=row.assignee,
            url=url_for("intake.referral_part", referral_id=row.id, case_id=case_id),
        )
        for row in queries.that_led_in_part(viewer, case_id)
    ]
    return in_part + [
        TimelineRow(
            at=row.received_at,
            title=f"{LABELS[ReferralKind][row.kind].text} {row.number}",
            who=row.assignee,
            note=LABELS[ReferralState][row.state].text,
            url=url_for("intake.referral", referral_id=row.id),
        )
        for row in queries.that_led_to(viewer, case_id)
    ]


def of_practice(viewer: Viewer, practice_id: PracticeId, now: datetime) -> Card | None:
    """Show the request or report a practice came from, to whom may read it; else not even that."""
    if not viewer.may(_READ):
        return None
    rows = queries.that_became(viewer, practice_id, now)
    return Card("Da dove viene", tuple(map(_row, rows))) if rows else None


def of_emergency(viewer: Viewer, emergency_id: EmergencyId, _now: datetime) -> Card | None:
    """Show on a measure of art. 403 the reports about its child, and what of them was sent.

    What left with a report is proposed to be written in the measure: its day is known, its hour is
    asked. Where nothing was sent yet, the way to write it there.
    """
    if not viewer.may(_READ):
        return None
    measure = measure_brief(viewer, emergency_id)
    works = viewer.may(Permission.INTAKE_REFERRAL_WORK)
    reports = queries.reports_of_measure(viewer, measure)
    rows = [row for one in reports for row in _report_of_child(measure, one, works=works)]
    return Card("Segnalazioni e invii all'autorità", tuple(rows)) if rows else None


def measures(viewer: Viewer, referral_id: ReferralId, _now: datetime) -> Card | None:
    """Show on a request or report the measures of its people that the viewer reaches."""
    if not viewer.may(Permission.EMERGENCIES_EPISODE_WORK):
        return None
    origin = queries.origin_of(viewer, referral_id)
    known = measures_of(viewer, origin.people)
    if not known:
        return None
    since = min(one.placed_on for one in known)
    sent = queries.sent_to_court(viewer, [referral_id], since)
    rows: list[CardRow] = []
    for one in known:
        state = EMERGENCIES[EmergencyState][one.state].text
        rows.append(CardRow(one.number, state, _measure(one)))
        rows += _hour_to_write(one, sent, origin.number)
    return Card("Misure urgenti (art. 403)", tuple(rows), count=len(known))


def mail_to_place(viewer: Viewer, _now: datetime) -> Card | None:
    """Show the messages brought here that are in no request yet; nothing when there are none."""
    if not viewer.may(Permission.INTAKE_REFERRAL_REGISTER):
        return None
    rows = queries.waiting_mail(viewer)
    url = url_for("intake.mails")
    shown = tuple(
        CardRow(row.subject or "Messaggio senza oggetto", row.sender, _mail(row))
        for row in rows[:_ON_A_CARD]
    )
    return Card("Posta da registrare", shown, url=url, count=len(rows)) if rows else None


PERSON_CARDS = (of_person, new_about, cannot_follow)
REFERRAL_CARDS = (measures,)
HOME_CARDS = (
    immediate_of_nobody,
    to_assign,
    to_reassign,
    to_read,
    to_reread,
    unread,
    mine,
    mail_to_place,
)
DEADLINES = (deadlines,)
CASE_TIMELINE = (of_case,)


def _measure(measure: MeasureBrief) -> str:
    return url_for("emergencies.emergency", emergency_id=measure.id)


def _report_of_child(
    measure: MeasureBrief, report: ReportOfChild, *, works: bool
) -> Iterator[CardRow]:
    url = url_for("intake.referral", referral_id=report.id)
    for one in report.sent:
        yield CardRow(f"{report.number}, a {one.body}", f"il {day_digits(one.sent_on)}", url)
    if report.sent:
        yield from _hour_to_write(measure, report.sent, report.number)
        return
    yield CardRow(report.number, "non ancora trasmessa", url)
    if works:
        there = url_for("intake.act", referral_id=report.id, act="send-to-court", misura=measure.id)
        yield CardRow(f"Scrivi che {report.number} è stata trasmessa", url=there)


def _hour_to_write(
    measure: MeasureBrief, sent: Sequence[SentToCourt], number: str
) -> Iterator[CardRow]:
    """Yield the way to write in a measure the hour of what is known to have left with a report."""
    since = [one for one in sent if one.to_prosecutor and one.sent_on >= measure.placed_on]
    if measure.waits and since:
        first = since[-1]
        yield hour_to_write(measure, number, first.sent_on, first.protocol_number)


def _mail(row: MailRow) -> str:
    return url_for("intake.mail", mail_id=row.id)


def _half_written(one: HalfWritten) -> CardRow:
    if one.layer is None:
        text = f"Non ancora registrata: {one.who or 'non si sa ancora chi riguarda'}"
        url = url_for("intake.new", draft=one.subject)
    else:
        text = f"{LABELS[Layer][one.layer].text}, {one.who}"
        url = url_for(f"intake.{one.layer}", referral_id=one.subject)
    saved = f"bozza salvata il {moment(one.saved_at)}"
    old = f"bozza di {one.days} giorni: completa o scarta"
    return CardRow(text, old if one.old else saved, url, urgent=one.old)


def _shelf(viewer: Viewer, shelf: Shelf, now: datetime, url: str, empty: str) -> Card:
    rows = until_written(viewer, f"shelves at {now}", lambda known: _shelves(known, now))[shelf]
    all_shown = len(rows) < _ON_A_CARD
    number = len(rows) if all_shown else queries.count(viewer, shelf, office_date(now))
    title = LABELS[Shelf][shelf].text
    return Card(
        title=f"{title}: richieste e segnalazioni",
        rows=tuple(_row(row) for row in rows),
        empty=empty,
        url=url,
        count=number,
    )


def _shelves(viewer: Viewer, now: datetime) -> Mapping[Shelf, Sequence[ReferralRow]]:
    """Return what stands on the shelves of the page of the day, read together for its cards."""
    may = {
        Shelf.TO_ASSIGN: Permission.INTAKE_REFERRAL_ASSIGN,
        Shelf.UNREAD: Permission.INTAKE_REFERRAL_ASSIGN,
        Shelf.TO_READ: Permission.INTAKE_REFERRAL_SECOND_READ,
        Shelf.MINE: Permission.INTAKE_REFERRAL_WORK,
    }
    hers = [shelf for shelf, permission in may.items() if viewer.may(permission)]
    return queries.on_shelves(viewer, hers, now, _ON_A_CARD)


def _row(row: ReferralRow) -> CardRow:
    state = LABELS[ReferralState][row.state].text
    age = (
        "da oggi" if not row.days else "da un giorno" if row.days == 1 else f"da {row.days} giorni"
    )
    url = url_for("intake.referral", referral_id=row.id)
    urgent = row.urgency in URGENT and row.state in UNASSIGNED
    words = f"{LABELS[Urgency][row.urgency].text.lower()}, " if urgent else ""
    return CardRow(f"{row.number}, {_about(row)}", f"{words}{state}, {age}", url, urgent=urgent)


def _why(row: ReferralRow) -> str:
    return f"{LABELS[ReferralKind][row.kind].text} {row.number}"


def _about(row: ReferralRow) -> str:
    return "; ".join(name or "persona non ancora identificata" for name in row.people)
