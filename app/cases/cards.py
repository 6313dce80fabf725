"""What cases show on other pages: a person's, the day's, the inbox of deadlines, a case's story."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from flask import url_for

from app.accounts.policy import Permission
from app.accounts.queries import names_of
from app.cases import queries
from app.cases.labels import LABELS
from app.cases.procedure.request import RequestState
from app.cases.rules.case import HOLDER_AWAY_DAYS, CaseAction, CaseKind, CaseState
from app.cases.rules.court import URGENT_FROM, is_recalled
from app.cases.rules.diary import EntryKind
from app.cases.rules.foster import FosterPhase
from app.cases.rules.placements import ToldWhom
from app.cases.rules.plan import PlanAction
from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.rules import Term
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.contributions import Card, CardRow, DeadlineRow, TimelineRow
from app.kernel.references import CaseId, EngagementId, PersonId
from app.kernel.working_days import send_by
from app.organisations.queries import closed_days
from app.rota.queries import away_longer
from app.tasks.queries import marks_of
from app.tasks.rules import Said
from app.transaction.drafts import drafts_of
from app.web.formatting import day_digits, day_short, falls_on, hour

_STORY_ENTRIES = 500
# The words and the page of the forms that are kept while they are written.
_KEPT = {
    "diary": ("Voce di diario", "cases.new_entry"),
    "assessment": ("Valutazione", "cases.new_assessment"),
    "plan": ("Progetto", "cases.new_plan"),
}


def person_card(viewer: Viewer, person_id: PersonId, now: datetime) -> Card | None:  # noqa: ARG001
    """Show the cases of a person: to open, or only who follows her, or nothing at all."""
    if not viewer.may(Permission.PEOPLE_PERSON_READ):
        return None
    briefs, known = queries.cases_known(viewer, [person_id])
    rows = [
        CardRow(
            brief.number,
            f"{LABELS[CaseState][brief.state].text}, {brief.holder_name}",
            url_for("cases.case", case_id=brief.case_id),
        )
        for brief in briefs
    ]
    # A penal case says nothing of who follows the ordinary one, and does not stand in its place.
    opened = any(not one.closed and one.kind is not CaseKind.PENAL for one in briefs)
    if not opened:
        rows += [CardRow(f"Seguita da {one.holder_name}") for one in known]
    if viewer.may(Permission.CASES_CASE_OPEN) and not opened:
        address = url_for("cases.new_case", person_id=person_id)
        rows.append(CardRow("Apri una cartella", url=address))
    return Card("Cartella", tuple(rows), empty="Nessuna cartella.")


def who_follows(viewer: Viewer, people: Collection[PersonId]) -> dict[PersonId, str]:
    """Say in the search who follows each of these people; to the front office nothing at all."""
    if not viewer.may(Permission.PEOPLE_PERSON_READ):
        return {}
    said = dict.fromkeys(people, "non seguita")
    for one in queries.followed(viewer, people):
        said[one.person_id] = f"seguita da {one.holder_name}"
    return said


def resume_card(viewer: Viewer, now: datetime) -> Card | None:  # noqa: ARG001
    """Show what the reader left half written in her cases, where she may still write."""
    kept = [one for one in drafts_of(viewer) if one.form in _KEPT]
    if not kept or not viewer.may(Permission.CASES_DIARY_WRITE):
        return None
    numbers = queries.numbers_of(viewer, [CaseId(UUID(one.subject)) for one in kept])
    rows = tuple(
        CardRow(
            f"{_KEPT[one.form][0]}, {numbers[CaseId(UUID(one.subject))]}",
            url=url_for(_KEPT[one.form][1], case_id=one.subject),
        )
        for one in kept
        if UUID(one.subject) in numbers
    )
    return Card("Riprendi", rows, count=len(rows)) if rows else None


def court_card(viewer: Viewer, now: datetime) -> Card | None:
    """Recall what a court waits for, thirty days before and again at fifteen, seven and one.

    To who follows the case, and to her deputy while she is away for long.
    """
    if not viewer.may(Permission.CASES_CASE_WORK):
        return None
    on = office_date(now)
    due = queries.court_rows(viewer, on, _away(viewer, on))
    said = marks_of(viewer, {one.key for one in due})
    near = [one for one in due if _is_recalled(one, on, said.get(one.key))]
    closed = closed_days(viewer, on) if near else {}
    rows = tuple(_recalled(one, on, send_by(one.due_on, closed)) for one in near)
    url = url_for("home.deadlines")
    return Card("Scadenze del Tribunale", rows, url=url, count=len(rows)) if rows else None


def missing_card(viewer: Viewer, now: datetime) -> Card | None:
    """Show in red who is away without notice from where she was placed, until she is back.

    To who follows her, and to who is in charge; by initials and alias: the page is seen in passing.
    """
    if not viewer.may(Permission.CASES_REQUEST_READ):
        return None
    missing = queries.missing_members(viewer, office_date(now))
    rows = tuple(
        CardRow(
            ", ".join(part for part in (one.initials, one.alias) if part),
            _missing_words(one),
            url_for("cases.placement", placement_id=one.placement_id),
            urgent=True,
        )
        for one in missing
    )
    return Card("Assenze senza avviso", rows, count=len(rows)) if rows else None


def placement_deadlines(viewer: Viewer, now: datetime) -> Sequence[DeadlineRow]:
    """Return what is due of the places where people live: to tell, to call again, to look at."""
    if not viewer.may(Permission.CASES_REQUEST_READ):
        return ()
    on = office_date(now)
    away = _away(viewer, on)
    silent = queries.silent_asks(viewer, now, away)
    growing = queries.continuations(viewer, on, away)
    named = (
        ("ask", "Richiama la struttura", "non ha risposto", silent),
        ("placement", "", "collocamento", queries.placement_terms(viewer, away)),
        ("continuation", "", "preparare che cosa viene dopo", growing),
    )
    return [
        *_to_tell(viewer, on),
        *(
            DeadlineRow(
                one.due_on,
                what or _what(one.what),
                f"{one.about}, richiesta {one.number}" if one.about else f"richiesta {one.number}",
                why,
                url_for("cases.placement", placement_id=one.placement_id),
                due_at=one.due_at,
                key=f"{kind}:{one.id}",
            )
            for kind, what, why, rows in named
            for one in rows
        ),
    ]


def _to_tell(viewer: Viewer, on: date) -> list[DeadlineRow]:
    return [
        DeadlineRow(
            office_date(one.tell_by),
            "Avvisare 112 e pubblico ministero",
            f"{one.initials}, richiesta {one.number}",
            f"minore assente dalle {hour(one.since)}",
            url_for("cases.placement", placement_id=one.placement_id),
            due_at=one.tell_by,
            key=f"missing:{one.id}",
            hard=True,
        )
        for one in queries.missing_members(viewer, on)
        if one.tell_by is not None and not (one.told and one.told.everybody)
    ]


def passing_card(viewer: Viewer, now: datetime) -> Card | None:  # noqa: ARG001
    """Show the cases that colleagues propose to hand over to the reader."""
    passing = queries.passing_to(viewer)
    if not passing:
        return None
    names = names_of(viewer, {holder for _, _, holder in passing})
    rows = tuple(
        CardRow(number, f"da {names.get(holder, '')}", url_for("cases.case", case_id=case_id))
        for case_id, number, holder in passing
    )
    return Card("Cartelle che ti vengono passate", rows, count=len(rows))


def plans_card(viewer: Viewer, now: datetime) -> Card | None:  # noqa: ARG001
    """Show the plans that wait for whoever approves them."""
    if not viewer.may(Permission.CASES_PLAN_APPROVE):
        return None
    waiting = queries.plans_to_approve(viewer)
    rows = tuple(
        CardRow(one.number, f"scritto da {one.author_name}",
                url_for("cases.plans", case_id=one.case_id))
        for one in waiting
    )  # fmt: skip
    return Card("Progetti da approvare", rows, empty="Nessun progetto aspetta.", count=len(rows))


def services_card(viewer: Viewer, now: datetime) -> Card | None:  # noqa: ARG001
    """Show the supervisor what was started in urgency and is not ratified, then what to approve."""
    if not viewer.may(Permission.CASES_REQUEST_APPROVE):
        return None
    rows = [_to_decide(row) for row in queries.requests_to_decide(viewer)]
    return Card(
        "Servizi da decidere",
        tuple(rows),
        empty="Niente da approvare né da ratificare.",
        url=url_for("cases.requests"),
        count=len(rows),
    )


def service_deadlines(viewer: Viewer, now: datetime) -> Sequence[DeadlineRow]:  # noqa: ARG001
    """Return what is due of the services asked for: a decision, an answer, an extension."""
    if not viewer.may(Permission.CASES_REQUEST_READ):
        return ()
    return [
        DeadlineRow(
            due_on=row.due_on,
            what=CATALOGUE[Term][row.term].text,
            about=row.person,
            why=f"richiesta {row.number}",
            url=url_for("cases.request_line", line_id=row.line_id)
            if row.line_id
            else url_for("cases.request_page", request_id=row.request_id),
            key=f"service:{row.line_id or row.request_id}:{row.term}:{row.due_on}",
        )
        for row in queries.service_terms(viewer)
    ]


def deadlines(viewer: Viewer, now: datetime) -> Sequence[DeadlineRow]:
    """Return what is due on the reader's cases, and on those she answers for as a deputy."""
    if not viewer.may(Permission.CASES_CASE_WORK):
        return ()
    on = office_date(now)
    closed = closed_days(viewer, on)
    return [
        DeadlineRow(
            due_on=one.due_on,
            what=_what(one.what),
            about=f"{one.who}, {one.number}",
            why=_whose(viewer, one),
            url=url_for("cases.case", case_id=one.case_id),
            key=one.key,
            hard=one.by_court,
            send_by=send_by(one.due_on, closed) if one.by_court else None,
        )
        for one in queries.due_rows(viewer, on, _away(viewer, on))
    ]


def consent_deadlines(viewer: Viewer, now: datetime) -> Sequence[DeadlineRow]:
    """Return the consents still to be asked for, and the custodies whose responsible has no name.

    Neither stops anything: a service goes on, and somebody asks.
    """
    if not viewer.may(Permission.CONSENTS_CONSENT_WRITE):
        return ()
    asked = [
        DeadlineRow(
            one.since,
            "Chiedere il consenso",
            one.person,
            f"richiesta {one.number}",
            url_for("consents.new_consent", person_id=one.person_id, act=one.act),
            key=f"consent:{one.request_id}",
        )
        for one in queries.consents_to_ask(viewer, office_date(now))
    ]
    named = [
        DeadlineRow(
            one.due_on,
            _what(Term.CUSTODY_RESPONSIBLE),
            one.person,
            "affidamento al servizio, art. 5-bis",
            url_for("consents.responsibility", person_id=one.person_id),
            key=f"custody:{one.protection_id}",
            hard=True,
        )
        for one in queries.custodies_to_name(viewer)
    ]
    return [*asked, *named]


def timeline(viewer: Viewer, case_id: CaseId) -> Sequence[TimelineRow]:
    """Return the steps of a case, of its plans and of a foster care, the titles of its diary."""
    steps = [
        TimelineRow(
            step.effective_at, _said(step.action), step.who, _note(step.reason_code, step.words)
        )
        for step in queries.steps_of(viewer, case_id)
    ]
    address = url_for("cases.diary", case_id=case_id)
    fostered = [
        TimelineRow(
            one.at,
            f"Affido: {LABELS[FosterPhase][one.phase].text}",
            one.by,
            url=url_for("cases.foster", case_id=case_id),
        )
        for one in queries.foster_of(viewer, case_id)
    ]
    entries = [
        TimelineRow(one.at, LABELS[EntryKind][one.kind].text, one.who, url=address)
        for one in queries.diary_titles(viewer, case_id, _STORY_ENTRIES)
    ]
    return [*steps, *fostered, *entries]


def _to_decide(row: queries.RequestRow) -> CardRow:
    urgent = row.state is RequestState.PROVISIONAL
    return CardRow(
        f"{row.number}, {row.person}",
        "da ratificare" if urgent else "da approvare",
        url_for("cases.request_page", request_id=row.id),
        urgent=urgent,
    )


def _away(viewer: Viewer, on: date) -> frozenset[EngagementId]:
    return away_longer(viewer, on, HOLDER_AWAY_DAYS)


def _is_recalled(one: queries.DueRow, on: date, said: Said | None) -> bool:
    until, since = (said.until, said.postponed_on) if said else (None, None)
    return is_recalled(one.due_on, on, until, since)


def _recalled(one: queries.DueRow, on: date, last: date | None) -> CardRow:
    days = (one.due_on - on).days
    falls = f", {falls_on(one.due_on, last)}" if last else ""
    return CardRow(
        f"{_what(one.what)}, {one.number}",
        f"{day_short(one.due_on)}, {_how_far(days)}{falls}",
        url_for("cases.case", case_id=one.case_id),
        urgent=days <= URGENT_FROM,
    )


def _how_far(days: int) -> str:
    if days < 0:
        return "passato"
    return ("oggi", "domani")[days] if days < 2 else f"tra {days} giorni"


def _missing_words(one: queries.MissingRow) -> str:
    since = f"dalle {hour(one.since)} del {day_digits(office_date(one.since))}"
    if one.told is not None:
        told = f"avvisato alle {hour(one.told.at)}: {LABELS[ToldWhom][one.told.whom].text}"
        if one.tell_by is None or one.told.everybody:
            return f"assente {since}; {told}"
        missing = "PM" if one.told.whom is ToldWhom.POLICE else "112"
        return f"minore assente {since}; {told}; {missing} entro le {hour(one.tell_by)}"
    if one.tell_by is None:
        return f"assente {since}: avvisa le forze dell'ordine"
    return f"minore assente {since}: PM e 112 entro le {hour(one.tell_by)}"


def _whose(viewer: Viewer, one: queries.DueRow) -> str:
    if one.as_deputy:
        return "Come supplente"
    followed = one.holder_id in viewer.engagement_ids
    return "Cartella che segui" if followed else "Cartella di un collega"


def _what(code: StrEnum) -> str:
    words = CATALOGUE if isinstance(code, Term) else LABELS
    text = words[type(code)][code].text
    return text[:1].upper() + text[1:]


def _said(action: CaseAction | PlanAction) -> str:
    return LABELS[type(action)][action].done


def _note(reason: str, words: str) -> str:
    return " ".join(part for part in (_words_of(reason), words) if part)


def _words_of(code: str) -> str:
    """Return the words of a reason code, whichever list it is of."""
    found = (words[one].text for words in LABELS.values() for one in words if one == code)
    return next(found, "") if code else ""
