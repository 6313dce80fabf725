"""The conditions of procedure 3.3: each looks at the facts and says why not, or nothing."""

from app.intake.rules import URGENT, ReferralFacts, ReferralKind


def has_four_answers(facts: ReferralFacts) -> str | None:
    """Refuse what does not yet say how it came, who reports, whom it concerns, what happens."""
    return None if facts.four_answers else "four_answers_missing"


def is_urgent(facts: ReferralFacts) -> str | None:
    """Refuse to skip the assignment when nothing is urgent."""
    return None if facts.urgency in URGENT else "not_urgent"


def is_mine(facts: ReferralFacts) -> str | None:
    """Refuse the work of whom it is not assigned to."""
    return None if facts.is_assignee else "not_assigned_to_you"


def registered_or_in_charge(facts: ReferralFacts) -> str | None:
    """Refuse to take out a file to who neither registered it nor assigns for the whole office."""
    return None if facts.registered or facts.in_charge else "not_registered_by_you"


def may_follow(facts: ReferralFacts) -> str | None:
    """Refuse, without a reason, whoever may not be given these people."""
    return "you_cannot_follow" if facts.kept_away else None


def given_by_me(facts: ReferralFacts) -> str | None:
    """Refuse to take back what somebody else gave out."""
    return None if facts.given_by_me else "undo_assign_not_yours"


def given_lately(facts: ReferralFacts) -> str | None:
    """Refuse to take back what was given out longer than some minutes ago."""
    return None if facts.given_lately else "undo_assign_too_late"


def nothing_since(facts: ReferralFacts) -> str | None:
    """Refuse to take back what somebody worked on since."""
    return "undo_assign_touched" if facts.touched_since else None


def real_contact(facts: ReferralFacts) -> str | None:
    """Refuse an attempt without an answer as a first contact."""
    return None if facts.real_contact else "real_contact"


def basis_given(facts: ReferralFacts) -> str | None:
    """Refuse to take charge without saying on which basis."""
    return None if facts.basis_given else "basis_missing"


def consents_known(facts: ReferralFacts) -> str | None:
    """Warn when no consent is known: it stays among the things to complete, and stops nothing."""
    return None if facts.consents_known else "consents_known"


def assignee_present(facts: ReferralFacts) -> str | None:
    """Warn when the worker is absent today."""
    return "assignee_absent" if facts.assignee_absent else None


def case_is_open(facts: ReferralFacts) -> str | None:
    """Refuse to link to a case that is closed."""
    return None if facts.case_is_open else "case_not_open"


def somebody_follows(facts: ReferralFacts) -> str | None:
    """Refuse to leave a minor, alone, to a case that nobody who works here holds."""
    return None if facts.holder_is_live or facts.ends_alone else "case_without_holder"


def nobody_follows(facts: ReferralFacts) -> str | None:
    """Send to the second reader what goes to a case without a live holder."""
    return "case_has_holder" if facts.holder_is_live or facts.ends_alone else None


def linked_unread(facts: ReferralFacts) -> str | None:
    """Refuse to read what is linked to no case, or was read already."""
    return None if facts.linked_unread else "nothing_to_read"


def something_to_follow(facts: ReferralFacts) -> str | None:
    """Refuse a sequel where nothing waits for one."""
    return None if facts.to_follow else "nothing_to_follow"


def somebody_to_tell(facts: ReferralFacts) -> str | None:
    """Refuse a receipt to who did not say a name, or asked for himself in person."""
    return "nobody_to_tell" if facts.anonymous else None


PROTECTION_FIRST = "protection_first"


def protection_assured(facts: ReferralFacts) -> str | None:
    """Refuse to pass on a minor at risk, or in a secret place, before somebody protects her."""
    if facts.protection_first and not facts.protection_assured:
        return PROTECTION_FIRST
    return None


def concerns_a_minor(facts: ReferralFacts) -> str | None:
    """Send to the second reader whatever may concern a minor, or stands under an order."""
    return "only_adults" if facts.ends_alone else None


def all_adult(facts: ReferralFacts) -> str | None:
    """Refuse to end alone what may concern a minor, or stands under an order."""
    return None if facts.ends_alone else "second_reading_needed"


def second_reader_differs(facts: ReferralFacts) -> str | None:
    """Refuse who proposed as the second reader."""
    return "second_reader_differs" if facts.is_proposer else None


def reader_named(facts: ReferralFacts) -> str | None:
    """Refuse a reader whom the supervisor did not name."""
    return None if facts.is_reader else "reader_not_named"


def asked_for_oneself(facts: ReferralFacts) -> str | None:
    """Refuse to withdraw what somebody else reported."""
    return None if facts.kind is ReferralKind.SELF_REQUEST else "not_ones_own_request"


def no_minor_at_risk(facts: ReferralFacts) -> str | None:
    """Refuse a withdrawal that would leave a minor at risk."""
    return "minor_at_risk" if facts.minor_at_risk else None
