"""Everything there is, in order of dependence: read from below. Nothing registers itself.

Where a page must list what higher packages know (menu, labels, landings, jobs), the contributions
stand here as explicit tuples, so that a reader sees them all on one page.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Blueprint, url_for

from app.accounts import cards as accounts_cards
from app.accounts import labels as accounts_labels
from app.accounts import routes as accounts_routes
from app.accounts.policy import Permission
from app.appointments import cards as appointments_cards
from app.appointments import jobs as appointments_jobs
from app.appointments import labels as appointments_labels
from app.appointments import routes as appointments_routes
from app.appointments.operations import CallBack
from app.appointments.procedure import PROCEDURES as APPOINTMENTS
from app.appointments.queries import standing as appointments_standing
from app.appointments.rules.notices import SUBJECT as AN_APPOINTMENT
from app.cases import cards as cases_cards
from app.cases import labels as cases_labels
from app.cases import routes as cases_routes
from app.cases.procedure import PROCEDURES as CASES
from app.cases.queries import shield as cases_shield
from app.catalogue import labels as catalogue_labels
from app.catalogue import routes as catalogue_routes
from app.catalogue.queries import STANDING as SENT_CARDS
from app.desk import cards as desk_cards
from app.desk import jobs as desk_jobs
from app.desk import labels as desk_labels
from app.desk import routes as desk_routes
from app.desk.operations.messages import tell_of_newcomer
from app.desk.procedure import PROCEDURES as DESK
from app.desk.routes.messages import call_back as desk_call_back
from app.home import labels as home_labels
from app.home import routes as home_routes
from app.intake import cards as intake_cards
from app.intake import labels as intake_labels
from app.intake import routes as intake_routes
from app.intake.procedure import PROCEDURES as INTAKE
from app.jobs import cards as jobs_cards
from app.jobs import jobs
from app.jobs import labels as jobs_labels
from app.jobs import routes as jobs_routes
from app.jobs.rules import JobName
from app.kernel.contributions import (
    CaseTimeline,
    Deadlines,
    HomeCard,
    NavigationItem,
    PersonCard,
)
from app.kernel.jobs import Job
from app.kernel.label import Labels
from app.kernel.workflow import Procedure
from app.notifications import jobs as notifications_jobs
from app.notifications import labels as notifications_labels
from app.notifications.queries import Standing
from app.organisations import cards as organisations_cards
from app.organisations import labels as organisations_labels
from app.organisations import routes as organisations_routes
from app.people import cards as people_cards
from app.people import labels as people_labels
from app.people import routes as people_routes
from app.people.above import NewcomerHeard, PersonShield, PersonWords
from app.practices import cards as practices_cards
from app.practices import labels as practices_labels
from app.practices import routes as practices_routes
from app.practices.procedure import PROCEDURES as PRACTICES
from app.reports import labels as reports_labels
from app.reports import routes as reports_routes
from app.rota import cards as rota_cards
from app.rota import jobs as rota_jobs
from app.rota import labels as rota_labels
from app.rota import routes as rota_routes
from app.rota.procedure import PROCEDURES as ROTA
from app.web import labels as web_labels
from app.web import routes as web_routes
from app.web.acts import Acts

BLUEPRINTS: tuple[Blueprint, ...] = (
    home_routes.blueprint,
    jobs_routes.blueprint,
    reports_routes.blueprint,
    desk_routes.blueprint,
    intake_routes.blueprint,
    practices_routes.blueprint,
    cases_routes.blueprint,
    appointments_routes.blueprint,
    rota_routes.blueprint,
    catalogue_routes.blueprint,
    people_routes.blueprint,
    organisations_routes.blueprint,
    accounts_routes.blueprint,
    web_routes.blueprint,
)

NAVIGATION: tuple[NavigationItem, ...] = (
    # What is done every day: at most eight for the desk, the URP and the counter.
    NavigationItem("Oggi", "home.today", "calendar", Permission.HOME_TODAY_READ),
    NavigationItem(
        "Prenota", "desk.booking", "telephone", Permission.APPOINTMENTS_APPOINTMENT_BOOK
    ),
    NavigationItem("Sportello", "desk.board", "people", Permission.DESK_BOARD_READ),
    NavigationItem("Agenda", "appointments.agenda", "clock", Permission.APPOINTMENTS_AGENDA_READ),
    NavigationItem("Persone", "people.search", "search", Permission.PEOPLE_PERSON_FIND),
    NavigationItem(
        "Richieste e segnalazioni", "intake.referrals", "inbox", Permission.INTAKE_REFERRAL_READ
    ),
    NavigationItem("Cartelle", "cases.cases", "folder", Permission.CASES_CASE_READ),
    NavigationItem("Scadenze", "home.deadlines", "flag", Permission.HOME_TODAY_READ),
    # What is looked for: folded away, open where the page stands under it.
    *(
        replace(item, is_folded=True)
        for item in (
            NavigationItem(
                "Arrivi di oggi",
                "desk.arrivals",
                "clock",
                Permission.APPOINTMENTS_APPOINTMENT_RECEIVE,
            ),
            NavigationItem("Messaggi", "desk.messages", "mail", Permission.DESK_MESSAGE_TAKE),
            NavigationItem(
                "Avvisi alle persone",
                "appointments.notices",
                "mail",
                Permission.APPOINTMENTS_APPOINTMENT_RECEIVE,
            ),
            NavigationItem(
                "Servizi da decidere", "cases.requests", "check", Permission.CASES_REQUEST_READ
            ),
            NavigationItem(
                "Pratiche", "practices.practices", "files", Permission.PRACTICES_PRACTICE_READ
            ),
            NavigationItem(
                "Dati e rapporti", "reports.caseload", "chart", Permission.REPORTS_CASELOAD_READ
            ),
            NavigationItem(
                "Attesa di un posto", "reports.waits", "chart", Permission.REPORTS_CASELOAD_READ
            ),
            NavigationItem(
                "Episodi segnalati", "desk.incidents", "flag", Permission.DESK_INCIDENT_READ
            ),
            NavigationItem("Turni", "rota.rota", "calendar", Permission.ROTA_SHIFT_READ),
            NavigationItem(
                "Catalogo dei servizi", "catalogue.services", "list", Permission.CATALOGUE_PATH_READ
            ),
            NavigationItem(
                "L'ufficio",
                "organisations.office",
                "office",
                Permission.ORGANISATIONS_DIRECTORY_READ,
            ),
            NavigationItem(
                "Enti",
                "organisations.bodies",
                "bookmark",
                Permission.ORGANISATIONS_DIRECTORY_READ,
            ),
            NavigationItem(
                "Orari e chiusure",
                "organisations.opening_hours",
                "clock",
                Permission.ORGANISATIONS_SETTINGS_EDIT,
            ),
            NavigationItem(
                "Regole degli appuntamenti",
                "appointments.booking_rules",
                "calendar",
                Permission.ORGANISATIONS_SETTINGS_EDIT,
            ),
            NavigationItem(
                "Carte delle pratiche",
                "practices.checklists",
                "files",
                Permission.CATALOGUE_TERMS_EDIT,
            ),
            NavigationItem("Termini", "catalogue.terms", "flag", Permission.CATALOGUE_TERMS_EDIT),
            NavigationItem(
                "Impostazioni",
                "organisations.settings",
                "settings",
                Permission.ORGANISATIONS_SETTINGS_EDIT,
            ),
            NavigationItem(
                "Chi ti sostituisce",
                "accounts.substitutes",
                "user",
                Permission.ACCOUNTS_SUBSTITUTE_NAME,
            ),
            NavigationItem("Personale", "accounts.staff", "user", Permission.ACCOUNTS_STAFF_READ),
            NavigationItem("Lavori del programma", "jobs.runs", "clock", Permission.JOBS_RUN_READ),
        )
    ),
    *(
        replace(item, is_new=True)
        for item in (
            NavigationItem(
                "Nuova richiesta o segnalazione",
                "intake.new",
                "inbox",
                Permission.INTAKE_REFERRAL_REGISTER,
            ),
            NavigationItem(
                "Nuova prenotazione",
                "desk.booking",
                "calendar",
                Permission.APPOINTMENTS_APPOINTMENT_BOOK,
            ),
            NavigationItem(
                "Nuovo biglietto", "desk.new_ticket", "ticket", Permission.DESK_TICKET_TAKE
            ),
            NavigationItem(
                "Nuovo messaggio", "desk.new_message", "mail", Permission.DESK_MESSAGE_TAKE
            ),
            NavigationItem(
                "Segnala un episodio", "desk.new_incident", "flag", Permission.DESK_INCIDENT_REPORT
            ),
        )
    ),
)

# What the pages of one feature show of the others above it: functions of each feature's cards.py.
PERSON_CARDS: tuple[PersonCard, ...] = (
    cases_cards.person_card,
    *intake_cards.PERSON_CARDS,
    appointments_cards.of_person,
    practices_cards.of_person,
    desk_cards.messages_of_person,
    desk_cards.visits_of_person,
)
HOME_CARDS: tuple[HomeCard, ...] = (
    rota_cards.swaps_to_answer,
    accounts_cards.substitutions,
    desk_cards.booking_of_day,
    desk_cards.my_turn,
    desk_cards.messages_of_day,
    appointments_cards.never_told,
    appointments_cards.stranded,
    appointments_cards.next_of_mine,
    appointments_cards.interpreters_due,
    appointments_cards.visits_out,
    appointments_cards.not_back,
    appointments_cards.without_outcome,
    cases_cards.resume_card,
    desk_cards.incidents_to_read,
    desk_cards.away_now,
    desk_cards.places_short,
    desk_cards.queue_of_day,
    desk_cards.tickets_left_open,
    desk_cards.not_received_lately,
    *intake_cards.HOME_CARDS,
    desk_cards.queue_of_practices,
    practices_cards.papers_back,
    practices_cards.ending_soon,
    practices_cards.of_today,
    cases_cards.services_card,
    cases_cards.plans_card,
    cases_cards.passing_card,
    rota_cards.my_next_shifts,
    appointments_cards.on_duty_today,
    organisations_cards.lost_soon,
    jobs_cards.not_going,
)
# What a row of the search of people says of each, where this viewer may know it.
PERSON_WORDS: tuple[PersonWords, ...] = (cases_cards.who_follows,)
# Acts of an appointment that move more than the appointment: the desk owns the arrival.
APPOINTMENT_ACTS: Acts = desk_routes.arrivals.APPOINTMENT_ACTS
# Who must be called back because her day fell away: the desk keeps the list of those.
CALLED_BACK: CallBack = desk_call_back
# What people ask of those above them: from whom somebody is hidden, who hears of a newcomer.
PERSON_SHIELDS: tuple[PersonShield, ...] = (cases_shield,)
NEWCOMER_HEARD: tuple[NewcomerHeard, ...] = (tell_of_newcomer,)

# About what a notice may still leave, by the kind of its subject.
NOTICE_STANDING: Mapping[str, Standing] = {AN_APPOINTMENT: appointments_standing, **SENT_CARDS}

CASE_TIMELINE: tuple[CaseTimeline, ...] = (cases_cards.timeline, *intake_cards.CASE_TIMELINE)
DEADLINES: tuple[Deadlines, ...] = (
    cases_cards.deadlines,
    cases_cards.service_deadlines,
    *intake_cards.DEADLINES,
    practices_cards.deadlines,
    appointments_cards.deadlines,
    people_cards.deadlines,
)

LABELS: Labels = {
    **home_labels.LABELS,
    **jobs_labels.LABELS,
    **people_labels.LABELS,
    **organisations_labels.LABELS,
    **accounts_labels.LABELS,
    **notifications_labels.LABELS,
    **catalogue_labels.LABELS,
    **rota_labels.LABELS,
    **appointments_labels.LABELS,
    **cases_labels.LABELS,
    **practices_labels.LABELS,
    **intake_labels.LABELS,
    **desk_labels.LABELS,
    **reports_labels.LABELS,
}

REASONS: Mapping[str, str] = {
    **web_labels.REASONS,
    **people_labels.REASONS,
    **organisations_labels.REASONS,
    **accounts_labels.REASONS,
    **notifications_labels.REASONS,
    **catalogue_labels.REASONS,
    **rota_labels.REASONS,
    **appointments_labels.REASONS,
    **cases_labels.REASONS,
    **practices_labels.REASONS,
    **intake_labels.REASONS,
    **desk_labels.REASONS,
    **reports_labels.REASONS,
}

LANDING: Mapping[str, Callable[[UUID], str]] = {
    "appointment": lambda id_: url_for("appointments.appointment", appointment_id=id_),
    "calendar_feed": lambda _id: url_for("appointments.feeds"),
    "agenda_item": lambda id_: url_for("appointments.item", item_id=id_),
    "practice": lambda id_: url_for("practices.practice", practice_id=id_),
    "referral": lambda id_: url_for("intake.referral", referral_id=id_),
    "person": lambda id_: url_for("people.person", person_id=id_),
    "body": lambda id_: url_for("organisations.body", body_id=id_),
    "message": lambda _id: url_for("desk.taken"),
    "incident": lambda _id: url_for("home.today"),
    "visit": lambda id_: url_for("desk.visit", visit_id=id_),
    "ticket": lambda id_: url_for("desk.ticket", ticket_id=id_),
    "desk_screen": lambda _id: url_for("desk.screens"),
    "desk_opening": lambda _id: url_for("desk.board"),
    "closure": lambda id_: url_for("appointments.closure", closure_id=id_),
    "absence": lambda id_: url_for("appointments.absence", absence_id=id_),
    "substitution": lambda _id: url_for("accounts.substitutes"),
    "account": lambda id_: url_for("accounts.member", account_id=id_),
    "case": lambda id_: url_for("cases.case", case_id=id_),
    "sent_card": catalogue_routes.sending.landing,
    "shift_swap": lambda _id: url_for("rota.swaps"),
    "service_request": lambda id_: url_for("cases.request_page", request_id=id_),
    "request_line": lambda id_: url_for("cases.request_line", line_id=id_),
    "placement": lambda id_: url_for("cases.placement", placement_id=id_),
}

# The forms kept while they are written: the page of each, and the name of its subject there.
DRAFTS: Mapping[str, tuple[str, str]] = {
    "diary": ("cases.new_entry", "case_id"),
    "assessment": ("cases.new_assessment", "case_id"),
    "plan": ("cases.new_plan", "case_id"),
}

JOBS: tuple[Job, ...] = (
    Job(JobName.CLOSE_TICKETS, "every 5 minutes", desk_jobs.close_those_who_did_not_come_back),
    Job(JobName.BRING_FORWARD, "every 5 minutes", desk_jobs.bring_urgent_forward),
    Job(JobName.FREE_PLACES, "every 1 minutes", appointments_jobs.free_unconfirmed),
    Job(JobName.LAPSE_SWAPS, "daily 00:05", rota_jobs.lapse_swaps),
    Job(JobName.MEASURE_PLACES, "daily 12:00", desk_jobs.measure_free_places),
    Job(JobName.SEND_NOTICES, "every 1 minutes", notifications_jobs.send_notices),
    Job(JobName.FORGET_ATTEMPTS, "daily 03:05", jobs.forget_old_attempts),
    Job(JobName.FORGET_DRAFTS, "daily 03:25", jobs.forget_old_drafts),
    Job(JobName.FORGET_RUNS, "daily 03:10", jobs.forget_old_runs),
    Job(JobName.FORGET_SESSIONS, "daily 03:15", jobs.forget_old_sessions),
    Job(JobName.FORGET_SUBMISSIONS, "daily 03:20", jobs.forget_old_submissions),
)

# The procedures of the office, and the Italian words of their conditions, for the printed pages.
PROCEDURES: tuple[Procedure[Any, Any, Any], ...] = (
    *APPOINTMENTS,
    *CASES,
    *PRACTICES,
    *INTAKE,
    *DESK,
    *ROTA,
)

WORDS: Mapping[str, str] = {
    **catalogue_labels.CONDITIONS,
    **rota_labels.CONDITIONS,
    **appointments_labels.CONDITIONS,
    **cases_labels.CONDITIONS,
    **practices_labels.CONDITIONS,
    **intake_labels.CONDITIONS,
    **desk_labels.CONDITIONS,
    **reports_labels.CONDITIONS,
    "nothing": "–",
    "open": "ogni stato aperto",
    "final": "ogni stato finale",
    "any": "ogni stato",
    "same": "lo stesso",
    "system": "il programma",
    "needs_reason": "una motivazione scritta",
}
