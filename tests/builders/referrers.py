"""Schools that report from outside: links of one use, accounts of another body, what they send."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from app.accounts import operations as accounts
from app.accounts.policy import Permission, Role
from app.catalogue.rules import ReferralSource
from app.db import db
from app.intake.operations import Arrival, SubjectGiven
from app.intake.rules import Channel
from app.kernel.actor import SystemActor
from app.kernel.references import BodyId, OrganisationId
from app.organisations.operations import link_body
from app.organisations.rules import BodyKind
from app.referrers import operations
from app.referrers.operations import LinkFor
from app.referrers.rules import from_outside
from app.tenancy.models import Organisation
from app.transaction.use_case import use_case
from tests.builders.intake import a_body
from tests.cast import MAKER, NOW, OFFICE, STARTED, Cast, Member

SCHOOL = OrganisationId(UUID(int=0x5C))
# What a teacher types, as the form of the page calls it.
TYPED: dict[str, str] = {
    "kind": "distress",
    "institute": "IC Martesana",
    "place": "plesso di via Don Milani, 4B",
    "head": "Ornella Vailati",
    "contact": "Silvia Bestetti, referente inclusione",
    "phone": "000 5550101",
    "pec": "martesana@scuola.example",
    "child": "Zanvettori Elia",
    "born": "12/05/2017",
    "day_1": "05/11/2026",
    "fact_1": "Arriva senza giacca e dice che a casa non c'era nessuno.",
    "child_words": "«Ho dormito dalla vicina»",
    "attendance": "Undici assenze da settembre.",
    "done": "Due colloqui, uno disdetto.",
    "services": "NPI dal 2024",
    "informed": "no",
    "informed_why": "La madre non risponde da due settimane.",
    "prosecutor": "no",
    "urgency": "within_7_days",
    "signed": "Ornella Vailati, dirigente",
}


def a_link(cast: Cast, by: str = "bruno", body_id: BodyId | None = None) -> str:
    """Make a link for a school; return its token."""
    given = LinkFor(to_label="referente", body_id=body_id, source=ReferralSource.SCHOOL)
    return operations.make_link(actor=cast[by].viewer, now=NOW, given=given)


def an_arrival(child: str = "Zanvettori Elia", **known: Any) -> Arrival:
    """Return what a school writes about somebody."""
    arrival = Arrival(
        channel=Channel.ONLINE,
        source=ReferralSource.SCHOOL,
        story="Da due settimane non viene.",
        subjects=(SubjectGiven(described=child),),
        received_at=NOW,
    )
    return replace(arrival, **known)


def filed(cast: Cast, child: str = "Zanvettori Elia", **known: Any) -> UUID:
    """File a report by the account of Sofia; return its receipt."""
    sofia = cast["sofia"].viewer
    actor = from_outside(OFFICE, "IC Martesana", sofia.account_id)
    return operations.file_report(
        actor=actor, now=NOW, sender=sofia, arrival=an_arrival(child, **known)
    )


@use_case("tests.school.found", permission=Permission.ACCOUNTS_STAFF_MANAGE)
def _found(*, actor: SystemActor, now: datetime) -> None:
    db.session.add(Organisation(id=SCHOOL, code="scuola", name="IC Martesana", kind="school"))


def a_school_of_its_own(cast: Cast, *, known: bool = True) -> Member:
    """Return somebody of a school that is a body of the program, known to the office or not."""
    _found(actor=MAKER, now=NOW)
    account_id = accounts.open_account(
        actor=MAKER, now=NOW, organisation_id=SCHOOL, login="preside", name="Preside",
        role=Role.EXTERNAL_REFERRER, starts_on=STARTED,
    )  # fmt: skip
    if known:
        link_body(
            actor=cast["elena"].viewer,
            now=NOW,
            body_id=a_body(cast, BodyKind.SCHOOL),
            version=1,
            to_id=SCHOOL,
        )
    return Member("preside", account_id, None, None, SCHOOL, Role.EXTERNAL_REFERRER)


def some_from_outside(cast: Cast) -> None:
    """Leave a link, and a report that nobody has in hand."""
    a_link(cast)
    filed(cast, "Filippone Ivo")
