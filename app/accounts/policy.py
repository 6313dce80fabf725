"""Who may do what, and how far. The only permission table; docs/permissions.md is its print.

A permission is named area:resource:action, in alphabetical order inside its area. What is not in
the table is denied.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from app.kernel.actor import Reach


class Permission(StrEnum):
    """The acts of the office."""

    ACCOUNTS_SELF_EDIT = "accounts:self:edit"
    ACCOUNTS_STAFF_MANAGE = "accounts:staff:manage"
    ACCOUNTS_STAFF_READ = "accounts:staff:read"
    ACCOUNTS_SUBSTITUTE_NAME = "accounts:substitute:name"

    APPOINTMENTS_AGENDA_READ = "appointments:agenda:read"
    APPOINTMENTS_APPOINTMENT_ATTEND = "appointments:appointment:attend"
    APPOINTMENTS_APPOINTMENT_BOOK = "appointments:appointment:book"
    APPOINTMENTS_APPOINTMENT_CANCEL = "appointments:appointment:cancel"
    APPOINTMENTS_APPOINTMENT_OVERBOOK = "appointments:appointment:overbook"
    APPOINTMENTS_APPOINTMENT_RECEIVE = "appointments:appointment:receive"
    APPOINTMENTS_FEED_OPEN = "appointments:feed:open"
    APPOINTMENTS_INTERPRETER_KEEP = "appointments:interpreter:keep"
    APPOINTMENTS_ITEM_KEEP = "appointments:item:keep"

    CASES_ADDRESS_REVEAL = "cases:address:reveal"
    CASES_CASE_DECIDE = "cases:case:decide"
    CASES_CASE_OPEN = "cases:case:open"
    CASES_CASE_READ = "cases:case:read"
    CASES_CASE_SEAL = "cases:case:seal"
    CASES_CASE_WORK = "cases:case:work"
    CASES_DIARY_WRITE = "cases:diary:write"
    CASES_PLACEMENT_WORK = "cases:placement:work"
    CASES_PLAN_APPROVE = "cases:plan:approve"
    CASES_REQUEST_APPROVE = "cases:request:approve"
    CASES_REQUEST_COMMIT = "cases:request:commit"
    CASES_REQUEST_DELIVER = "cases:request:deliver"
    CASES_REQUEST_READ = "cases:request:read"
    CASES_REQUEST_WORK = "cases:request:work"

    CATALOGUE_CARD_SEND = "catalogue:card:send"
    CATALOGUE_PATH_READ = "catalogue:path:read"
    CATALOGUE_TERMS_EDIT = "catalogue:terms:edit"

    CONSENTS_CONSENT_WRITE = "consents:consent:write"

    DESK_BOARD_MANAGE = "desk:board:manage"
    DESK_BOARD_READ = "desk:board:read"
    DESK_INCIDENT_READ = "desk:incident:read"
    DESK_INCIDENT_REPORT = "desk:incident:report"
    DESK_MESSAGE_TAKE = "desk:message:take"
    DESK_MESSAGE_WORK = "desk:message:work"
    DESK_TICKET_SERVE = "desk:ticket:serve"
    DESK_TICKET_TAKE = "desk:ticket:take"

    DISTRICT_CONVENTION_EDIT = "district:convention:edit"
    DISTRICT_FIGURES_PUBLISH = "district:figures:publish"
    DISTRICT_FIGURES_READ = "district:figures:read"
    DISTRICT_RESOURCE_EDIT = "district:resource:edit"

    EMERGENCIES_EPISODE_DECIDE = "emergencies:episode:decide"
    EMERGENCIES_EPISODE_WORK = "emergencies:episode:work"
    EMERGENCIES_PHONE_KEEP = "emergencies:phone:keep"

    HOME_TODAY_READ = "home:today:read"

    INTAKE_REFERRAL_ASSIGN = "intake:referral:assign"
    INTAKE_REFERRAL_DECIDE = "intake:referral:decide"
    INTAKE_REFERRAL_READ = "intake:referral:read"
    INTAKE_REFERRAL_REGISTER = "intake:referral:register"
    INTAKE_REFERRAL_SECOND_READ = "intake:referral:second_read"
    INTAKE_REFERRAL_WORK = "intake:referral:work"
    INTAKE_REFERRER_READ = "intake:referrer:read"
    INTAKE_REFERRER_REVEAL = "intake:referrer:reveal"

    JOBS_RUN_READ = "jobs:run:read"

    NOTIFICATIONS_NOTICE_WORK = "notifications:notice:work"

    OPEN_DOOR_CONTACT_WRITE = "open_door:contact:write"
    OPEN_DOOR_COUNT_READ = "open_door:count:read"
    OPEN_DOOR_ONWARD_WORK = "open_door:onward:work"

    ORGANISATIONS_ASSOCIATION_EDIT = "organisations:association:edit"
    ORGANISATIONS_BODY_LINK = "organisations:body:link"
    ORGANISATIONS_DIRECTORY_EDIT = "organisations:directory:edit"
    ORGANISATIONS_DIRECTORY_READ = "organisations:directory:read"
    ORGANISATIONS_SETTINGS_EDIT = "organisations:settings:edit"

    OVERSIGHT_TRAIL_READ = "oversight:trail:read"

    PEOPLE_APART_KEEP = "people:apart:keep"
    PEOPLE_HOUSEHOLD_EDIT = "people:household:edit"
    PEOPLE_MEASURE_DECIDE = "people:measure:decide"
    PEOPLE_PERSON_EDIT = "people:person:edit"
    PEOPLE_PERSON_FIND = "people:person:find"
    PEOPLE_PERSON_MERGE = "people:person:merge"
    PEOPLE_PERSON_READ = "people:person:read"
    PEOPLE_PERSON_REGISTER = "people:person:register"

    PRACTICES_PRACTICE_DECIDE = "practices:practice:decide"
    PRACTICES_PRACTICE_PAY = "practices:practice:pay"
    PRACTICES_PRACTICE_PROPOSE = "practices:practice:propose"
    PRACTICES_PRACTICE_READ = "practices:practice:read"
    PRACTICES_PRACTICE_WORK = "practices:practice:work"

    REFERRERS_LINK_MAKE = "referrers:link:make"
    REFERRERS_REPORT_FILE = "referrers:report:file"
    REGISTRY_HOUSEHOLD_TAKE = "registry:household:take"
    REGISTRY_IMPORT_RUN = "registry:import:run"

    RELEASES_COURT_SEND = "releases:court:send"
    RELEASES_LETTER_APPROVE = "releases:letter:approve"
    RELEASES_LETTER_WRITE = "releases:letter:write"
    RELEASES_REGISTER_READ = "releases:register:read"
    RELEASES_TEMPLATE_EDIT = "releases:template:edit"

    REPORTS_CASELOAD_READ = "reports:caseload:read"

    ROTA_SHIFT_EDIT = "rota:shift:edit"
    ROTA_SHIFT_READ = "rota:shift:read"
    ROTA_SHIFT_SWAP = "rota:shift:swap"

    TASKS_TASK_WORK = "tasks:task:work"
    TRANSFERS_BOX_ANSWER = "transfers:box:answer"
    TRANSFERS_BOX_READ = "transfers:box:read"
    TRANSFERS_TRANSFER_WORK = "transfers:transfer:work"


class Role(StrEnum):
    """The duties of the people who sign in."""

    FRONT_OFFICE_OPERATOR = "front_office_operator"
    SOCIAL_WORKER = "social_worker"
    PRACTITIONER = "practitioner"
    ADMIN_OFFICER = "admin_officer"
    SUPERVISOR = "supervisor"
    PLAN_OFFICE = "plan_office"
    PROVIDER = "provider"
    EXTERNAL_REFERRER = "external_referrer"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


P = Permission
_ALL, _TEAM, _OWN = Reach.ORGANISATION, Reach.TEAM, Reach.OWN

_EVERYBODY = {P.ACCOUNTS_SELF_EDIT: _OWN, P.HOME_TODAY_READ: _ALL}
# What reached a body that gives services: read and answered by who works there.
_BOX = (P.TRANSFERS_BOX_ANSWER, P.TRANSFERS_BOX_READ)
_STAFF = {
    **_EVERYBODY,
    P.CATALOGUE_PATH_READ: _ALL,
    P.ORGANISATIONS_DIRECTORY_READ: _ALL,
    P.ROTA_SHIFT_READ: _ALL,
}
_PEOPLE_SEEN = {**_STAFF, P.PEOPLE_PERSON_FIND: _ALL, P.PEOPLE_PERSON_REGISTER: _ALL}
_RECEPTION = {
    **_PEOPLE_SEEN,
    P.APPOINTMENTS_APPOINTMENT_BOOK: _ALL,
    P.APPOINTMENTS_APPOINTMENT_RECEIVE: _ALL,
    P.CATALOGUE_CARD_SEND: _ALL,
    P.DESK_INCIDENT_REPORT: _ALL,
    P.DESK_MESSAGE_TAKE: _ALL,
    P.DESK_TICKET_TAKE: _ALL,
}
_RECORDS = {
    **_PEOPLE_SEEN,
    P.APPOINTMENTS_AGENDA_READ: _ALL,
    P.APPOINTMENTS_APPOINTMENT_RECEIVE: _ALL,
    P.APPOINTMENTS_INTERPRETER_KEEP: _ALL,
    P.CATALOGUE_CARD_SEND: _ALL,
    P.DESK_BOARD_READ: _ALL,
    P.DESK_INCIDENT_REPORT: _ALL,
    P.DESK_MESSAGE_TAKE: _ALL,
    P.DESK_MESSAGE_WORK: _OWN,
    P.DESK_TICKET_SERVE: _ALL,
    P.DESK_TICKET_TAKE: _ALL,
    P.INTAKE_REFERRAL_READ: _OWN,
    P.INTAKE_REFERRAL_REGISTER: _ALL,
    P.OPEN_DOOR_CONTACT_WRITE: _ALL,
    P.OPEN_DOOR_COUNT_READ: _ALL,
    P.INTAKE_REFERRER_READ: _OWN,
    P.ORGANISATIONS_DIRECTORY_EDIT: _ALL,
    P.PEOPLE_HOUSEHOLD_EDIT: _ALL,
    P.PEOPLE_PERSON_EDIT: _ALL,
    P.PEOPLE_PERSON_READ: _ALL,
    P.PRACTICES_PRACTICE_READ: _ALL,
    P.PRACTICES_PRACTICE_WORK: _ALL,
    P.TASKS_TASK_WORK: _OWN,
    P.REGISTRY_HOUSEHOLD_TAKE: _ALL,
}
# What two social workers of one team may do for each other; the supervisor does it for everybody.
_SOCIAL_WORK = (
    P.CASES_CASE_OPEN,
    P.CASES_CASE_READ,
    P.CASES_CASE_WORK,
    P.CASES_DIARY_WRITE,
    P.CASES_PLACEMENT_WORK,
    P.CASES_REQUEST_READ,
    P.CASES_REQUEST_WORK,
    P.EMERGENCIES_EPISODE_WORK,
    P.INTAKE_REFERRAL_DECIDE,
    P.INTAKE_REFERRAL_READ,
    P.INTAKE_REFERRAL_SECOND_READ,
    P.INTAKE_REFERRAL_WORK,
)
_SOCIAL_WORKER = {
    **_RECORDS,
    **dict.fromkeys(_SOCIAL_WORK, _TEAM),
    **dict.fromkeys(_BOX, _ALL),
    P.APPOINTMENTS_APPOINTMENT_ATTEND: _OWN,
    P.APPOINTMENTS_APPOINTMENT_BOOK: _ALL,
    P.APPOINTMENTS_APPOINTMENT_CANCEL: _OWN,
    P.APPOINTMENTS_APPOINTMENT_OVERBOOK: _OWN,
    P.APPOINTMENTS_FEED_OPEN: _OWN,
    P.APPOINTMENTS_ITEM_KEEP: _OWN,
    P.CASES_ADDRESS_REVEAL: _OWN,
    P.CONSENTS_CONSENT_WRITE: _ALL,
    P.OPEN_DOOR_ONWARD_WORK: _ALL,
    P.INTAKE_REFERRER_REVEAL: _TEAM,
    P.PEOPLE_APART_KEEP: _ALL,
    P.PEOPLE_PERSON_MERGE: _OWN,
    P.PRACTICES_PRACTICE_PROPOSE: _ALL,
    P.REFERRERS_LINK_MAKE: _OWN,
    P.RELEASES_COURT_SEND: _ALL,
    P.RELEASES_LETTER_WRITE: _ALL,
    P.RELEASES_REGISTER_READ: _OWN,
    P.ROTA_SHIFT_SWAP: _OWN,
    P.TRANSFERS_TRANSFER_WORK: _ALL,
}

TABLE: Mapping[Role, Mapping[Permission, Reach]] = {
    Role.FRONT_OFFICE_OPERATOR: _RECEPTION,
    Role.SOCIAL_WORKER: _SOCIAL_WORKER,
    # Of the people followed here reads and writes only where she is named, or works beside.
    Role.PRACTITIONER: {
        **_STAFF,
        **dict.fromkeys(_BOX, _OWN),
        P.CASES_CASE_READ: _OWN,
        P.CASES_DIARY_WRITE: _OWN,
    },
    Role.ADMIN_OFFICER: {
        **_RECORDS,
        P.CASES_REQUEST_COMMIT: _ALL,
        P.CASES_REQUEST_DELIVER: _ALL,
        P.CASES_REQUEST_READ: _ALL,
        P.PEOPLE_PERSON_MERGE: _ALL,
        P.PRACTICES_PRACTICE_PAY: _ALL,
        P.REFERRERS_LINK_MAKE: _OWN,
        P.REGISTRY_IMPORT_RUN: _ALL,
        P.RELEASES_LETTER_WRITE: _ALL,
        P.RELEASES_REGISTER_READ: _ALL,
        P.ROTA_SHIFT_SWAP: _OWN,
        P.TRANSFERS_TRANSFER_WORK: _ALL,
    },
    Role.SUPERVISOR: {
        **_SOCIAL_WORKER,
        **dict.fromkeys(_SOCIAL_WORK, _ALL),
        P.ACCOUNTS_STAFF_READ: _ALL,
        P.ACCOUNTS_SUBSTITUTE_NAME: _OWN,
        P.APPOINTMENTS_APPOINTMENT_ATTEND: _ALL,
        P.APPOINTMENTS_APPOINTMENT_CANCEL: _ALL,
        P.APPOINTMENTS_APPOINTMENT_OVERBOOK: _ALL,
        P.APPOINTMENTS_FEED_OPEN: _ALL,
        P.APPOINTMENTS_ITEM_KEEP: _ALL,
        P.CASES_ADDRESS_REVEAL: _ALL,
        P.CASES_CASE_DECIDE: _ALL,
        P.CASES_CASE_SEAL: _ALL,
        P.CASES_PLAN_APPROVE: _ALL,
        P.CASES_REQUEST_APPROVE: _ALL,
        P.CATALOGUE_TERMS_EDIT: _ALL,
        P.DESK_BOARD_MANAGE: _ALL,
        P.DESK_INCIDENT_READ: _ALL,
        P.DESK_MESSAGE_WORK: _ALL,
        P.DISTRICT_FIGURES_PUBLISH: _ALL,
        P.EMERGENCIES_EPISODE_DECIDE: _ALL,
        P.EMERGENCIES_PHONE_KEEP: _ALL,
        P.INTAKE_REFERRAL_ASSIGN: _ALL,
        P.INTAKE_REFERRER_READ: _ALL,
        P.INTAKE_REFERRER_REVEAL: _ALL,
        P.NOTIFICATIONS_NOTICE_WORK: _ALL,
        P.ORGANISATIONS_SETTINGS_EDIT: _ALL,
        P.PEOPLE_MEASURE_DECIDE: _ALL,
        P.PEOPLE_PERSON_MERGE: _ALL,
        P.PRACTICES_PRACTICE_DECIDE: _ALL,
        P.REFERRERS_LINK_MAKE: _ALL,
        P.REGISTRY_IMPORT_RUN: _ALL,
        P.RELEASES_LETTER_APPROVE: _ALL,
        P.RELEASES_REGISTER_READ: _ALL,
        P.RELEASES_TEMPLATE_EDIT: _ALL,
        P.REPORTS_CASELOAD_READ: _ALL,
        P.ROTA_SHIFT_EDIT: _ALL,
        P.TASKS_TASK_WORK: _ALL,
    },
    # Receives by appointment only, booked by itself: its own agenda and nobody else's. Of the nine
    # Comuni it knows means, conventions and what each has published: no person.
    Role.PLAN_OFFICE: {
        **_STAFF,
        P.APPOINTMENTS_AGENDA_READ: _OWN,
        P.APPOINTMENTS_FEED_OPEN: _OWN,
        P.APPOINTMENTS_ITEM_KEEP: _OWN,
        P.DISTRICT_CONVENTION_EDIT: _ALL,
        P.DISTRICT_FIGURES_READ: _ALL,
        P.DISTRICT_RESOURCE_EDIT: _ALL,
        P.OPEN_DOOR_COUNT_READ: _ALL,
        P.ORGANISATIONS_ASSOCIATION_EDIT: _ALL,
        P.ORGANISATIONS_DIRECTORY_EDIT: _ALL,
    },
    Role.PROVIDER: {**_EVERYBODY, **dict.fromkeys(_BOX, _OWN)},
    Role.EXTERNAL_REFERRER: {**_EVERYBODY, P.REFERRERS_REPORT_FILE: _OWN},
    Role.ADMINISTRATOR: {
        **_STAFF,
        P.ACCOUNTS_STAFF_MANAGE: _ALL,
        P.ACCOUNTS_STAFF_READ: _ALL,
        P.CATALOGUE_TERMS_EDIT: _ALL,
        P.JOBS_RUN_READ: _ALL,
        P.NOTIFICATIONS_NOTICE_WORK: _ALL,
        P.DISTRICT_CONVENTION_EDIT: _ALL,
        P.ORGANISATIONS_ASSOCIATION_EDIT: _ALL,
        P.ORGANISATIONS_BODY_LINK: _ALL,
        P.ORGANISATIONS_DIRECTORY_EDIT: _ALL,
        P.ORGANISATIONS_SETTINGS_EDIT: _ALL,
        P.RELEASES_TEMPLATE_EDIT: _ALL,
        P.ROTA_SHIFT_EDIT: _ALL,
    },
    Role.AUDITOR: {
        **_STAFF,
        P.ACCOUNTS_STAFF_READ: _ALL,
        P.OVERSIGHT_TRAIL_READ: _ALL,
        P.RELEASES_REGISTER_READ: _ALL,
    },
}


class Duty(StrEnum):
    """What the person in charge may leave to a substitute, and nothing else."""

    APPROVE = "approve"
    ASSIGN = "assign"
    SECOND_READ = "second_read"
    REVEAL = "reveal"


# Who may be named: whoever decides on people's lives is a social worker.
STANDING_IN: tuple[Role, ...] = (Role.SOCIAL_WORKER, Role.SUPERVISOR)
# The acts of each duty: done in the place of somebody, and signed so.
DUTIES: Mapping[Duty, tuple[Permission, ...]] = {
    Duty.APPROVE: (
        P.CASES_PLAN_APPROVE,
        P.CASES_REQUEST_APPROVE,
        P.EMERGENCIES_EPISODE_DECIDE,
        P.PRACTICES_PRACTICE_DECIDE,
        P.RELEASES_LETTER_APPROVE,
    ),
    Duty.ASSIGN: (P.INTAKE_REFERRAL_ASSIGN,),
    Duty.SECOND_READ: (P.INTAKE_REFERRAL_SECOND_READ,),
    Duty.REVEAL: (P.CASES_ADDRESS_REVEAL,),
}
# What must be read to do them.
_READ_FOR: Mapping[Duty, tuple[Permission, ...]] = {
    Duty.APPROVE: (P.CASES_CASE_READ, P.CASES_REQUEST_READ, P.INTAKE_REFERRAL_READ),
    Duty.ASSIGN: (P.INTAKE_REFERRAL_READ,),
    Duty.SECOND_READ: (P.INTAKE_REFERRAL_READ,),
    Duty.REVEAL: (P.CASES_REQUEST_READ,),
}


def acts_of(duties: Iterable[Duty]) -> frozenset[Permission]:
    """Return the permissions by which somebody acts in the place of another."""
    return frozenset(act for duty in duties for act in DUTIES[duty])


def reaches(roles: Iterable[Role], duties: Iterable[Duty] = ()) -> dict[str, Reach]:
    """Return how far each permission goes for somebody who holds all `roles`: rights add up.

    The `duties` left to her count for the whole body, as they do for whoever left them.
    """
    total: dict[str, Reach] = {}
    for role in roles:
        for permission, reach in TABLE[role].items():
            total[permission] = max(total.get(permission, Reach.NONE), reach)
    for duty in duties:
        total |= dict.fromkeys((*DUTIES[duty], *_READ_FOR[duty]), Reach.ORGANISATION)
    return total
