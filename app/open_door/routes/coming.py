"""From where one comes to a form here, and who may be chosen in it.

An address may say a person, a request or report, an interview of the desk, the service. Each is
looked up at every press with the rights of who presses; what she may not reach is no page.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import current_app, request, url_for

from app.accounts.guard import viewer
from app.catalogue.rules import PathCode
from app.kernel.actor import Viewer
from app.kernel.references import BodyId, PersonId
from app.open_door.forms import NOBODY, WhoFields
from app.open_door.rules import Origin
from app.organisations.queries import bodies
from app.people import queries as people
from app.people.labels import in_one_line
from app.people.queries import PersonRow
from app.web.fields import offered, told
from app.web.formatting import moment
from app.web.request_time import today

OriginOf = Callable[[Viewer, UUID], Origin]
_PAGES: Mapping[str, Callable[[UUID], str]] = {
    "referral": lambda id_: url_for("intake.referral", referral_id=id_),
    "visit": lambda id_: url_for("desk.visit", visit_id=id_),
}


@dataclass(frozen=True)
class Coming:
    """What the address says, looked up: nothing of it is taken on trust."""

    referral: Origin | None
    visit: Origin | None
    people: tuple[PersonId, ...]
    path: PathCode | None

    @property
    def origin(self) -> Origin | None:
        """The request or report, or else the interview, one comes from."""
        return self.referral or self.visit

    @property
    def words(self) -> str:
        """What it is called on the screen."""
        return words_of(self.origin) if self.origin else ""

    @property
    def url(self) -> str | None:
        """The page one comes from, if one does."""
        return page_of("referral", self.referral) or page_of("visit", self.visit)

    @property
    def arguments(self) -> dict[str, str]:
        """What the links of a page hand on to the forms."""
        asked = ("referral", "visit", "person")
        known = {name: str(id_) for name in asked if (id_ := _id(name)) is not None}
        return known | ({"path": str(self.path)} if self.path else {})


def coming() -> Coming:
    """Return from where this request comes; `NotFound` for what its sender may not reach."""
    referral, visit = _origin("referral"), _origin("visit")
    chosen = _id("person")
    known = [people.person_row(viewer(), PersonId(chosen)).id] if chosen else []
    known += [one for origin in (referral, visit) if origin for one in origin.people]
    path = request.args.get("path", "")
    return Coming(
        referral,
        visit,
        tuple(dict.fromkeys(known)),
        PathCode(path) if path in set(PathCode) else None,
    )


def page_of(kind: str, origin: Origin | None) -> str | None:
    """Return the address of the page of an origin, if there is one."""
    return None if origin is None else _PAGES[kind](origin.id)


def words_of(origin: Origin) -> str:
    """Return what an origin is called on the screen."""
    return origin.number or f"il colloquio del {moment(origin.at)}"


def origin_of(kind: str, id_: UUID | None) -> Origin | None:
    """Return an origin this viewer may reach; `NotFound` out of reach."""
    origins: Mapping[str, OriginOf] = current_app.extensions["onward_origins"]
    return origins[kind](viewer(), id_) if id_ is not None else None


def choose_who(form: WhoFields, known: tuple[PersonId, ...], *, chosen: bool = False) -> bool:
    """Offer those one comes with and those who answer to the search; tell whether to save.

    Nobody's name comes first and is chosen, unless `chosen` and one comes with one person alone.
    """
    text = form.text.data or ""
    found = people.search(viewer(), text) if text else []
    rows = [*people.rows_by_id(viewer(), known).values(), *found]
    form.person.choices = offered(
        [(NOBODY, "Resta senza nome"), *{str(row.id): _words(row) for row in rows}.items()]
    )
    if request.method != "POST":
        if chosen and len(rows) == 1:
            form.person.data = str(rows[0].id)
        return False
    searching = "search" in request.form
    if searching and told(form.person) not in {str(one.value) for one in form.person.choices}:
        form.person.data = NOBODY  # found before, and not by what is searched now
    return not searching


def offer_bodies(*fields: Any, nobody: str = "Nessun ente") -> None:
    """Offer the bodies of the directory in each of some fields."""
    listed = [("", nobody), *((str(row.id), row.name) for row in bodies(viewer()))]
    for field in fields:
        field.choices = offered(listed)


def body_of(field: Any) -> BodyId | None:
    """Return the body chosen in a field that was validated, if any was."""
    text = told(field)
    return BodyId(UUID(text)) if text else None


def the_body_of(field: Any) -> BodyId:
    """Return the body chosen in a required field that was validated."""
    return BodyId(UUID(told(field)))


def _origin(kind: str) -> Origin | None:
    return origin_of(kind, _id(kind))


def _id(name: str) -> UUID | None:
    try:
        return UUID(request.args.get(name, ""))
    except ValueError:
        return None


def _words(row: PersonRow) -> str:
    return in_one_line(row.name, row.birth.age(today()), row.municipality, row.phone)
