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

    HOME_TODAY_READ = "home:today:read"

    ORGANISATIONS_DIRECTORY_EDIT = "organisations:directory:edit"
    ORGANISATIONS_DIRECTORY_READ = "organisations:directory:read"
    ORGANISATIONS_SETTINGS_EDIT = "organisations:settings:edit"

    OVERSIGHT_TRAIL_READ = "oversight:trail:read"

    PEOPLE_HOUSEHOLD_EDIT = "people:household:edit"
    PEOPLE_PERSON_EDIT = "people:person:edit"
    PEOPLE_PERSON_FIND = "people:person:find"
    PEOPLE_PERSON_READ = "people:person:read"
    PEOPLE_PERSON_REGISTER = "people:person:register"


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
_ALL = Reach.ORGANISATION

_EVERYBODY = {P.ACCOUNTS_SELF_EDIT: Reach.OWN, P.HOME_TODAY_READ: _ALL}
_STAFF = {**_EVERYBODY, P.ORGANISATIONS_DIRECTORY_READ: _ALL}
_RECEPTION = {**_STAFF, P.PEOPLE_PERSON_FIND: _ALL, P.PEOPLE_PERSON_REGISTER: _ALL}
_RECORDS = {
    **_RECEPTION,
    P.ORGANISATIONS_DIRECTORY_EDIT: _ALL,
    P.PEOPLE_HOUSEHOLD_EDIT: _ALL,
    P.PEOPLE_PERSON_EDIT: _ALL,
    P.PEOPLE_PERSON_READ: _ALL,
}

TABLE: Mapping[Role, Mapping[Permission, Reach]] = {
    Role.FRONT_OFFICE_OPERATOR: _RECEPTION,
    Role.SOCIAL_WORKER: _RECORDS,
    Role.PRACTITIONER: _STAFF,
    Role.ADMIN_OFFICER: _RECORDS,
    Role.SUPERVISOR: {**_RECORDS, P.ACCOUNTS_STAFF_READ: _ALL, P.ORGANISATIONS_SETTINGS_EDIT: _ALL},
    Role.PLAN_OFFICE: _STAFF,
    Role.PROVIDER: _EVERYBODY,
    Role.EXTERNAL_REFERRER: _EVERYBODY,
    Role.ADMINISTRATOR: {
        **_STAFF,
        P.ACCOUNTS_STAFF_MANAGE: _ALL,
        P.ACCOUNTS_STAFF_READ: _ALL,
        P.ORGANISATIONS_DIRECTORY_EDIT: _ALL,
        P.ORGANISATIONS_SETTINGS_EDIT: _ALL,
    },
    Role.AUDITOR: {**_STAFF, P.ACCOUNTS_STAFF_READ: _ALL, P.OVERSIGHT_TRAIL_READ: _ALL},
}


def reaches(roles: Iterable[Role]) -> dict[str, Reach]:
    """Return how far each permission goes for somebody who holds all `roles`: rights add up."""
    total: dict[str, Reach] = {}
    for role in roles:
        for permission, reach in TABLE[role].items():
            total[permission] = max(total.get(permission, Reach.NONE), reach)
    return total
