"""The bodies of the demo and the people who sign in, all with one passphrase."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from app.accounts import operations
from app.accounts.labels import ROLES
from app.accounts.policy import Duty, Role
from app.accounts.queries import colleagues
from app.demo.context import MAKER, Demo, as_staff
from app.demo.founding import found_body
from app.kernel.actor import Viewer
from app.kernel.references import OrganisationId

PASSPHRASE = "quattro gatti al balcone"  # noqa: S105 - printed on purpose, for invented accounts
STARTED = date(2024, 1, 1)

BODIES = {
    "cernusco": ("Comune di Cernusco sul Naviglio", "municipality"),
    "piano": ("Ufficio di Piano, Distretto 4", "plan_office"),
    "offertasociale": ("OFFERTASOCIALE, società consortile", "consortium"),
    "ponte": ("Cooperativa Il Ponte di Carta", "provider"),
    "martesana": ("Istituto comprensivo Martesana", "school"),
    "gorgonzola": ("Comune di Gorgonzola", "municipality"),
}
TEAMS = ("Minori e famiglia", "Adulti", "Anziani e disabilità")


class Hired(NamedTuple):
    """Somebody of the staff."""

    login: str
    name: str
    role: Role
    team: str | None
    since: date


STAFF: tuple[tuple[Any, ...], ...] = (  # the body, then the fields of Hired
    ("cernusco", "marta", "Marta Brambati", Role.SOCIAL_WORKER, TEAMS[0], STARTED),
    ("cernusco", "irene", "Irene Mauri", Role.SOCIAL_WORKER, TEAMS[0], date(2026, 9, 1)),
    ("cernusco", "luca", "Luca Ferrario", Role.SOCIAL_WORKER, TEAMS[1], STARTED),
    ("cernusco", "chiara", "Chiara Sangalli", Role.SOCIAL_WORKER, TEAMS[2], STARTED),
    ("cernusco", "paola", "Paola Rinaldi", Role.SUPERVISOR, None, STARTED),
    ("cernusco", "giorgio", "Giorgio Pirola", Role.ADMIN_OFFICER, None, STARTED),
    ("cernusco", "elena", "Elena Villa", Role.FRONT_OFFICE_OPERATOR, None, STARTED),
    ("cernusco", "davide", "Davide Oggioni", Role.FRONT_OFFICE_OPERATOR, None, STARTED),
    ("cernusco", "sara", "Sara Tresoldi", Role.ADMINISTRATOR, None, STARTED),
    ("cernusco", "franco", "Franco Airoldi", Role.AUDITOR, None, STARTED),
    ("piano", "paolo", "Paolo Meroni", Role.PLAN_OFFICE, None, STARTED),
    ("offertasociale", "nadia", "Nadia Corti", Role.PRACTITIONER, None, STARTED),
    ("offertasociale", "fabio", "Fabio Redaelli", Role.PRACTITIONER, None, STARTED),
    ("offertasociale", "anna", "Anna Stucchi", Role.PRACTITIONER, None, STARTED),
    ("offertasociale", "silvia", "Silvia Galbiati", Role.SUPERVISOR, None, STARTED),
    ("offertasociale", "ida", "Ida Cantù", Role.SOCIAL_WORKER, None, STARTED),
    ("ponte", "gaia", "Gaia Riva", Role.PROVIDER, None, STARTED),
    ("martesana", "dirigente", "Dirigente scolastica", Role.EXTERNAL_REFERRER, None, STARTED),
    ("gorgonzola", "teresa", "Teresa Casati", Role.SOCIAL_WORKER, None, STARTED),
)
# When Paola was away, and will be: Luca stands in for her. When it was written, the days.
SUBSTITUTIONS = (
    (datetime(2026, 7, 20, 9, 0, tzinfo=UTC), date(2026, 8, 3), date(2026, 8, 21)),
    (datetime(2026, 11, 20, 9, 0, tzinfo=UTC), date(2026, 12, 28), date(2027, 1, 5)),
)


def load(demo: Demo) -> None:
    """Make the bodies, their teams, everybody who signs in and who stands in for whom."""
    demo.tell("Enti e persone che lavorano")
    for code, (name, kind) in BODIES.items():
        demo.bodies[code] = found_body(actor=MAKER, now=demo.now, code=code, name=name, kind=kind)
    for name in TEAMS:
        demo.teams[name] = operations.open_team(
            actor=MAKER, now=demo.now, organisation_id=demo.bodies["cernusco"], name=name
        )
    secret = operations.acceptable_hash(password=PASSPHRASE, context=())
    for body, *who in STAFF:
        _engage(demo, demo.bodies[body], secret, Hired(*who))
    for login, viewer in demo.staff.items():
        demo.staff[login] = _engaged(demo, viewer)
    for named_at, first, last in SUBSTITUTIONS:
        operations.name_substitute(
            actor=demo.staff["paola"],
            now=named_at,
            substitute_id=demo.engagement("luca"),
            duties=tuple(Duty),
            first_day=first,
            last_day=last,
        )


def _engaged(demo: Demo, viewer: Viewer) -> Viewer:
    """Return her with the engagement and the team by which she acts: her own work is hers."""
    colleague = next(
        one for one in colleagues(viewer, demo.today, *Role) if one.account_id == viewer.account_id
    )
    team = frozenset({colleague.team_id} if colleague.team_id else ())
    return replace(viewer, engagement_ids=frozenset({colleague.engagement_id}), team_ids=team)


def accounts_to_print() -> Iterator[str]:
    """Yield the lines that tell a newcomer whom to sign in as."""
    yield "Persone della dimostrazione (inventate):"
    for body, login, name, role, _team, _since in STAFF:
        where = "" if body == "cernusco" else f", {BODIES[body][0]}"
        yield f"  {login:<10} {name}, {ROLES[role].text}{where}"
    yield f"Password di tutte: {PASSPHRASE}"


def _engage(demo: Demo, organisation_id: OrganisationId, secret: str, hired: Hired) -> None:
    common: dict[str, Any] = {
        "actor": MAKER, "now": demo.now, "organisation_id": organisation_id,
    }  # fmt: skip
    account_id = operations.open_account(
        **common, login=hired.login, name=hired.name, role=hired.role, starts_on=hired.since
    )
    if hired.team is not None:
        operations.engage(
            **common,
            account_id=account_id,
            role=hired.role,
            team_id=demo.teams[hired.team],
            starts_on=hired.since,
        )
    token = operations.issue_link(**common, account_id=account_id)
    operations.accept_link(actor=MAKER, now=demo.now, token=token, password_hash=secret)
    demo.staff[hired.login] = as_staff(
        organisation_id, account_id, name=hired.name, login=hired.login, role=hired.role
    )
