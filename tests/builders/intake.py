"""Requests and reports in each state that matters, made through the real use cases."""

from datetime import date, datetime
from typing import Any

from app.cases.rules.case import TakingChargeBasis
from app.catalogue.rules import Area, PathCode, ReferralSource
from app.db import db
from app.intake import operations
from app.intake.models import Referral
from app.intake.operations import Arrival, Charge, PathGiven, SubjectGiven
from app.intake.procedure import Clock, ReferralState
from app.intake.queries import ReferralPage, referral_page
from app.intake.rules import ArchiveGround, Channel, ContactOutcome
from app.kernel.references import BodyId, CaseId, PersonId, ReferralId
from app.organisations.operations import BodyDetails, open_body
from app.organisations.rules import BodyKind
from tests.cast import NOW, OFFICE, Cast, Member

CHARGE = Charge(basis=TakingChargeBasis.CONSENT, area=Area.FAMILY_AND_MINORS)
STORY = "Da due settimane non viene a scuola e porta sempre gli stessi vestiti."


def a_referral(by: Member, *people: PersonId, at: datetime = NOW, **known: Any) -> ReferralId:
    """Register what reached the office about `people`, or about somebody without a name."""
    subjects = tuple(SubjectGiven(person_id=one) for one in people)
    arrival = Arrival(
        channel=known.pop("channel", Channel.PHONE),
        source=known.pop("source", ReferralSource.NEIGHBOUR),
        story=known.pop("story", STORY),
        subjects=known.pop("subjects", subjects or (SubjectGiven(described="un bambino"),)),
        received_at=known.pop("received_at", at),
        **known,
    )
    return operations.register_referral(actor=by.viewer, now=at, arrival=arrival)


def an_assigned(cast: Cast, *people: PersonId, to: str = "bruno", **known: Any) -> ReferralId:
    """Register as the clerk and assign as the supervisor."""
    referral_id = a_referral(cast["gino"], *people, **known)
    act(cast["dario"], "assign_referral", referral_id, worker_id=cast[to].engagement_id)
    return referral_id


def in_evaluation(cast: Cast, *people: PersonId, to: str = "bruno", **known: Any) -> ReferralId:
    """Assign it and meet the person."""
    referral_id = an_assigned(cast, *people, to=to, **known)
    met = {"outcome": ContactOutcome.REAL, "happened_at": NOW, "words": "Sentita."}
    act(cast[to], "log_contact", referral_id, **met)
    return referral_id


def proposed_closure(cast: Cast, *people: PersonId, to: str = "bruno") -> ReferralId:
    """Propose to archive it: it waits for a second reader."""
    referral_id = in_evaluation(cast, *people, to=to)
    act(cast[to], "archive", referral_id, ground=ArchiveGround.NO_NEED, words="Rientrata a scuola.")
    return referral_id


def the_requests(
    cast: Cast, mother: PersonId, child: PersonId, story: str, referrer: str
) -> tuple[ReferralId, ...]:
    """Make one in each main state, with words that only who works on them may read."""
    known: dict[str, Any] = {"story": story, "referrer": referrer}
    return (
        a_referral(cast["gino"], child, **known),
        an_assigned(cast, mother, **known),
        in_evaluation(cast, mother, child, **known),
        proposed_closure(cast, child),
    )


def act(by: Member, operation: str, referral_id: ReferralId, **given: Any) -> Any:
    """Do one of the acts as `by`, on the version of now."""
    row = db.session.get_one(Referral, (by.organisation_id, referral_id))
    common = {"actor": by.viewer, "now": NOW, "referral_id": referral_id, "version": row.version}
    return getattr(operations, operation)(**{**common, **given})


def page_of(by: Member, referral_id: ReferralId) -> ReferralPage:
    """Return the page as `by` reads it."""
    return referral_page(by.viewer, referral_id, NOW)


def state_of(cast: Cast, referral_id: ReferralId, who: str = "dario") -> ReferralState:
    """Return where it stands."""
    return page_of(cast[who], referral_id).row.state


def running_terms(cast: Cast, referral_id: ReferralId) -> dict[Clock, date]:
    """Return its clocks that nobody has met yet, each with its day."""
    terms = page_of(cast["dario"], referral_id).terms
    return {term.clock: term.due_on for term in terms if term.met_at is None}


def a_body(cast: Cast, kind: BodyKind) -> BodyId:
    """Put a body of that kind into the directory."""
    details = BodyDetails(kind=kind, name=kind.replace("_", " "))
    return open_body(actor=cast["gino"].viewer, now=NOW, organisation_id=OFFICE, details=details)


def read_in_part(cast: Cast, boy: PersonId, girl: PersonId, her_case: CaseId) -> ReferralId:
    """Report two children: Bruno opens the penal case of the boy, hers is somebody else's."""
    referral_id = in_evaluation(cast, boy, girl, story="Il ragazzo è davanti al giudice penale.")
    his, hers = page_of(cast["bruno"], referral_id).subjects
    way = PathGiven(
        path=PathCode.JUVENILE_JUSTICE, answers={}, reason="Si prova.", subject_ids=(his.id,)
    )
    act(cast["bruno"], "choose_path", referral_id, given=way)
    charge = Charge(
        basis=TakingChargeBasis.COURT_ORDER, area=Area.FAMILY_AND_MINORS, subject_ids=(his.id,)
    )
    act(cast["bruno"], "take_charge", referral_id, charge=charge)
    act(cast["dario"], "link_to_case", referral_id, subject_id=hers.id, case_id=her_case)
    return referral_id
