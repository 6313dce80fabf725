"""An end without action of the month before, decided by a colleague: it is read again."""

from datetime import timedelta

from app.intake.rules import ArchiveGround, ContactOutcome
from app.kernel.references import ReferralId
from tests.builders.cases import engagement_of
from tests.builders.intake import a_referral, act
from tests.builders.people import a_person
from tests.cast import NOW, Cast

THEN = NOW - timedelta(days=31)


def some_rereading(cast: Cast) -> ReferralId:
    """Register, propose to archive and have it read by a colleague, a month ago."""
    at = {"now": THEN}
    referral_id = a_referral(cast["gino"], a_person(cast["bruno"], "Riletta"), at=THEN)
    act(cast["dario"], "assign_referral", referral_id, worker_id=engagement_of(cast["bruno"]), **at)
    met = {"outcome": ContactOutcome.REAL, "happened_at": THEN, "words": "Sentita."}
    act(cast["bruno"], "log_contact", referral_id, **met, **at)
    act(cast["bruno"], "archive", referral_id, ground=ArchiveGround.NO_NEED, words="Va bene.", **at)
    act(cast["dario"], "name_reader", referral_id, reader_id=engagement_of(cast["carla"]), **at)
    act(cast["carla"], "agree_closure", referral_id, **at)
    return referral_id
