"""The menu: what is done every day, what is looked for, what is new."""

from dataclasses import replace

from app.accounts.policy import Permission
from app.kernel.contributions import NavigationItem


def _under(heading: str, *items: NavigationItem) -> tuple[NavigationItem, ...]:
    return tuple(replace(item, group=heading) for item in items)


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
    NavigationItem(
        "Le tue segnalazioni", "referrers.mine", "inbox", Permission.REFERRERS_REPORT_FILE
    ),
    NavigationItem("Scadenze", "home.deadlines", "flag", Permission.HOME_TODAY_READ),
    # What is looked for: folded under a heading, open where the page stands under it.
    *_under(
        "Sportello e appuntamenti",
        NavigationItem(
            "Arrivi di oggi", "desk.arrivals", "clock", Permission.APPOINTMENTS_APPOINTMENT_RECEIVE
        ),
        NavigationItem("Messaggi", "desk.messages", "mail", Permission.DESK_MESSAGE_TAKE),
        NavigationItem(
            "Avvisi alle persone",
            "appointments.notices",
            "mail",
            Permission.APPOINTMENTS_APPOINTMENT_RECEIVE,
        ),
        NavigationItem(
            "Episodi segnalati", "desk.incidents", "flag", Permission.DESK_INCIDENT_READ
        ),
    ),
    *_under(
        "Urgenze",
        NavigationItem(
            "Misure urgenti (art. 403)",
            "emergencies.emergencies",
            "warning",
            Permission.EMERGENCIES_EPISODE_WORK,
        ),
        NavigationItem(
            "Pronto intervento",
            "emergencies.urgent_calls",
            "telephone",
            Permission.EMERGENCIES_EPISODE_WORK,
        ),
    ),
    *_under(
        "Servizi e liste d'attesa",
        NavigationItem(
            "Servizi da decidere", "cases.requests", "check", Permission.CASES_REQUEST_READ
        ),
        NavigationItem("Liste d'attesa", "waiting.lists", "list", Permission.CASES_REQUEST_READ),
        NavigationItem(
            "Pratiche", "practices.practices", "files", Permission.PRACTICES_PRACTICE_READ
        ),
        NavigationItem(
            "Ad accesso libero", "open_door.overview", "people", Permission.OPEN_DOOR_CONTACT_WRITE
        ),
        NavigationItem(
            "Catalogo dei servizi", "catalogue.services", "list", Permission.CATALOGUE_PATH_READ
        ),
    ),
    *_under(
        "Altri enti",
        NavigationItem("Lettere", "releases.releases", "mail", Permission.RELEASES_REGISTER_READ),
        NavigationItem(
            "Invii ad altri enti",
            "open_door.onward_list",
            "share",
            Permission.OPEN_DOOR_CONTACT_WRITE,
        ),
        NavigationItem(
            "Passaggi ad altri enti",
            "transfers.transfers",
            "arrow-right",
            Permission.TRANSFERS_TRANSFER_WORK,
        ),
        NavigationItem(
            "In arrivo da altri enti", "transfers.box", "inbox", Permission.TRANSFERS_BOX_READ
        ),
        NavigationItem(
            "Collegamenti per chi segnala",
            "referrers.links",
            "share",
            Permission.REFERRERS_LINK_MAKE,
        ),
        NavigationItem(
            "Enti", "organisations.bodies", "bookmark", Permission.ORGANISATIONS_DIRECTORY_READ
        ),
        NavigationItem(
            "Convenzioni", "district.conventions", "files", Permission.ORGANISATIONS_DIRECTORY_READ
        ),
    ),
    *_under(
        "Dati e rapporti",
        NavigationItem(
            "Carico di lavoro", "reports.caseload", "chart", Permission.REPORTS_CASELOAD_READ
        ),
        NavigationItem(
            "Attesa di un posto", "reports.waits", "chart", Permission.REPORTS_CASELOAD_READ
        ),
        NavigationItem(
            "Persone contate", "open_door.counts", "chart", Permission.OPEN_DOOR_COUNT_READ
        ),
        NavigationItem(
            "Dati per l'Ufficio di Piano",
            "district.publish",
            "chart",
            Permission.DISTRICT_FIGURES_PUBLISH,
        ),
    ),
    *_under(
        "Ambito territoriale sociale",
        NavigationItem(
            "I nove Comuni", "district.district", "chart", Permission.DISTRICT_FIGURES_READ
        ),
        NavigationItem(
            "Risorse dei Comuni", "district.resources", "people", Permission.DISTRICT_RESOURCE_EDIT
        ),
    ),
    *_under(
        "Chi lavora in ufficio",
        NavigationItem(
            "L'ufficio", "organisations.office", "office", Permission.ORGANISATIONS_DIRECTORY_READ
        ),
        NavigationItem("Turni", "rota.rota", "calendar", Permission.ROTA_SHIFT_READ),
        NavigationItem("Personale", "accounts.staff", "user", Permission.ACCOUNTS_STAFF_READ),
        NavigationItem(
            "Chi ti sostituisce",
            "accounts.substitutes",
            "user",
            Permission.ACCOUNTS_SUBSTITUTE_NAME,
        ),
    ),
    *_under(
        "Impostazioni",
        NavigationItem(
            "Impostazioni dell'ufficio",
            "organisations.settings",
            "settings",
            Permission.ORGANISATIONS_SETTINGS_EDIT,
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
        NavigationItem("Termini", "catalogue.terms", "flag", Permission.CATALOGUE_TERMS_EDIT),
        NavigationItem(
            "Carte delle pratiche", "practices.checklists", "files", Permission.CATALOGUE_TERMS_EDIT
        ),
        NavigationItem(
            "Importa dall'anagrafe", "registry.imports", "files", Permission.REGISTRY_IMPORT_RUN
        ),
        NavigationItem("Lavori del programma", "jobs.runs", "clock", Permission.JOBS_RUN_READ),
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
                "Nuova chiamata urgente",
                "emergencies.new_call",
                "telephone",
                Permission.EMERGENCIES_EPISODE_WORK,
            ),
            NavigationItem(
                "Nuovo messaggio", "desk.new_message", "mail", Permission.DESK_MESSAGE_TAKE
            ),
            NavigationItem(
                "Nuovo invio a un ente",
                "open_door.new_onward",
                "share",
                Permission.OPEN_DOOR_CONTACT_WRITE,
            ),
            NavigationItem(
                "Segnala un episodio", "desk.new_incident", "flag", Permission.DESK_INCIDENT_REPORT
            ),
        )
    ),
)
