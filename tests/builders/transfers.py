"""What passes between bodies, as the office passes it: bodies with a box, proposals, answers."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.accounts import operations as accounts
from app.accounts.models import Engagement
from app.accounts.policy import Permission, Role
from app.cases import operations as cases
from app.cases.operations import CompetenceDetails
from app.cases.rules.placements import CompetenceKind
from app.db import db
from app.kernel.actor import SystemActor
from app.kernel.references import (
    BodyId,
    CaseId,
    IncomingId,
    OrganisationId,
    ReferralId,
    RequestLineId,
    TransferId,
    new_id,
)
from app.organisations.models import Body
from app.organisations.operations import link_body
from app.organisations.rules import BodyKind
from app.tenancy.models import Organisation
from app.transaction.use_case import use_case
from app.transfers import operations, queries
from app.transfers.models import Incoming, Transfer
from app.transfers.operations import Proposal
from app.transfers.rules import Piece, ReportCode, ReportGiven, ServiceFate, SubjectKind
from tests.builders.cases import an_open_case
from tests.builders.intake import a_body, in_evaluation
from tests.builders.people import a_person
from tests.builders.requests import (
    a_service,
    an_active_line,
    an_approved_request,
    line_act,
    page,
)
from tests.cast import ELSEWHERE, MAKER, NOW, STARTED, TODAY, Cast, Member

WHY = "La famiglia abita da voi da settembre."


@use_case("tests.provider.found", permission=Permission.ACCOUNTS_STAFF_MANAGE)
def found_provider(*, actor: SystemActor, now: datetime, organisation_id: OrganisationId) -> None:
    """Make a cooperative that works with this program."""
    code = f"coop-{organisation_id.hex[-8:]}"
    db.session.add(
        Organisation(id=organisation_id, code=code, name="Cooperativa di prova", kind="provider")
    )


def a_provider(role: Role = Role.PROVIDER) -> Member:
    """Found a cooperative with a box, and return who works there."""
    body = OrganisationId(new_id())
    found_provider(actor=MAKER, now=NOW, organisation_id=body)
    return _engaged(body, f"gaia-{body.hex[-8:]}", "Gaia Riva", role)


def a_colleague(of: Member) -> Member:
    """Engage Nadia in the body of somebody, with the same duty."""
    return _engaged(of.organisation_id, "nadia", "Nadia", of.role)


def _engaged(body: OrganisationId, login: str, name: str, role: Role) -> Member:
    account_id = accounts.open_account(
        actor=MAKER, now=NOW, organisation_id=body, login=login, name=name, role=role,
        starts_on=STARTED,
    )  # fmt: skip
    engagement = db.session.scalars(
        select(Engagement.id).where(Engagement.account_id == account_id)
    ).first()
    return Member(login, account_id, engagement, None, body, role)


def linked(cast: Cast, body_id: BodyId, to: OrganisationId = ELSEWHERE) -> BodyId:
    """Say that a body of the directory is one of this program."""
    row = db.session.get_one(Body, (cast["elena"].organisation_id, body_id))
    link_body(
        actor=cast["elena"].viewer, now=NOW, body_id=body_id, version=row.version, to_id=to
    )  # fmt: skip
    return body_id


def another_comune(cast: Cast) -> BodyId:
    """Return the Comune of Zeno, as it stands in the directory."""
    return linked(cast, a_body(cast, BodyKind.MUNICIPALITY))


def proposed(
    cast: Cast, referral_id: ReferralId | None = None, *, by: str = "bruno", **known: Any
) -> TransferId:
    """Propose a report to the Comune of Zeno, with who it is about and the story."""
    person = a_person(cast["bruno"], "Partente", "Ada", phone="000 1112223")
    subject = referral_id or in_evaluation(cast, person)
    usual: dict[str, Any] = {
        "kind": SubjectKind.REFERRAL, "subject_id": subject,
        "pieces": frozenset({Piece.WHO, Piece.STORY}), "words": WHY, "protection_assured": True,
    }  # fmt: skip
    known.setdefault("body_id", None)
    given = {**usual, **known}
    given["body_id"] = given["body_id"] or another_comune(cast)
    who = cast[by].viewer
    version = queries.subject_of(who, given["kind"], given["subject_id"], NOW).version
    return operations.propose(actor=who, now=NOW, version=version, proposal=Proposal(**given))


def a_line_passed(cast: Cast, gaia: Member) -> tuple[TransferId, RequestLineId]:
    """Send an approved intervention to the cooperative that gives it."""
    service = a_service(cast)
    linked(cast, service.provider_id, gaia.organisation_id)
    line = page(cast["gino"], an_approved_request(cast, service)).lines[0]
    transfer_id = proposed(
        cast, by="gino", kind=SubjectKind.LINE, subject_id=line.id, body_id=service.provider_id,
        pieces=frozenset({Piece.WHO, Piece.SERVICE}), protection_assured=False,
    )  # fmt: skip
    return transfer_id, line.id


def a_case_to_pass(cast: Cast, to: BodyId) -> CaseId:
    """Open a case of which it is written who takes charge and who pays."""
    case_id = an_open_case(cast["bruno"])
    for kind in (CompetenceKind.TAKING_CHARGE, CompetenceKind.PAYER):
        cases.note_case_competence(
            actor=cast["bruno"].viewer,
            now=NOW,
            case_id=case_id,
            details=CompetenceDetails(kind=kind, body_id=to, valid_from=TODAY, basis="accordo"),
        )
    return case_id


def a_case_passed(cast: Cast, case_id: CaseId, to: BodyId, **known: Any) -> TransferId:
    """Propose a case to another body, with what goes on from here until a day."""
    usual: dict[str, Any] = {
        "pieces": frozenset({Piece.WHO, Piece.PLAN, Piece.ASSESSMENT}),
        "bridging_until": TODAY + timedelta(days=60),
        "protection_assured": False,
    }
    return proposed(
        cast, by="dario", kind=SubjectKind.CASE, subject_id=case_id, body_id=to,
        **{**usual, **known},
    )  # fmt: skip


def a_case_with_a_bridge(
    cast: Cast, fate: ServiceFate = ServiceFate.BRIDGED, **known: Any
) -> tuple[TransferId, RequestLineId]:
    """Propose a case of which an intervention goes on, and return both."""
    to = another_comune(cast)
    case_id = a_case_to_pass(cast, to)
    line_id = an_active_line(cast, a_service(cast), case_id=case_id)
    return a_case_passed(cast, case_id, to, fates={line_id: fate}, **known), line_id


def twin(transfer_id: TransferId) -> IncomingId:
    """Return the row of who received it."""
    return IncomingId(
        db.session.scalars(select(Transfer.twin_id).where(Transfer.id == transfer_id)).one()
    )


def sent(by: Member, operation: str, transfer_id: TransferId, **given: Any) -> Any:
    """Do one of the acts of who sends, on the version of now."""
    row = db.session.get_one(Transfer, (by.organisation_id, transfer_id))
    common = {"actor": by.viewer, "now": NOW, "transfer_id": transfer_id, "version": row.version}
    return getattr(operations, operation)(**{**common, **given})


def received(by: Member, operation: str, incoming_id: UUID, **given: Any) -> Any:
    """Do one of the acts of who receives, on the version of now."""
    row = db.session.get_one(Incoming, (by.organisation_id, incoming_id))
    common = {"actor": by.viewer, "now": NOW, "incoming_id": incoming_id, "version": row.version}
    return getattr(operations, operation)(**{**common, **given})


def some_transfers(cast: Cast) -> None:
    """Leave one in each state for who sends, and for who receives."""
    zeno, gaia = cast["zeno"], a_provider()
    given, line_id = a_line_passed(cast, gaia)
    received(gaia, "accept", twin(given), starts_on=TODAY)
    sent(cast["gino"], "take_note", given)
    line_act(cast, "bruno", "start_line", line_id, started_on=TODAY)
    told = ReportGiven(code=ReportCode.DELIVERED, on=TODAY, quantity=100)
    received(gaia, "report", twin(given), given=told)
    to = another_comune(cast)
    received(zeno, "accept", twin(proposed(cast, body_id=to)))
    received(zeno, "refuse", twin(proposed(cast, body_id=to)), words="Risiede ancora da voi.")
    for _ in range(2):
        proposed(cast, body_id=to)
    bridged, _ = a_case_with_a_bridge(cast)
    received(zeno, "accept", twin(bridged))
    sent(cast["dario"], "take_note", bridged)
