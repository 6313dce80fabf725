"""What is asked before a case passes: to a colleague, or to another body."""

from app.cases.rules.case import CaseFacts, CaseFault


def not_in_passage(facts: CaseFacts) -> str | None:
    """Refuse a second handover while one waits for its answer."""
    return CaseFault.ALREADY_IN_PASSAGE if facts.in_passage else None


def is_in_passage(facts: CaseFacts) -> str | None:
    """Refuse to answer a handover that nobody proposed."""
    return None if facts.in_passage else CaseFault.NOT_IN_PASSAGE


def is_the_new_holder(facts: CaseFacts) -> str | None:
    """Let only the colleague to whom a case was proposed answer."""
    return CaseFault.NOT_FOR_YOU if facts.in_passage and not facts.passes_to_actor else None


def is_the_holder(facts: CaseFacts) -> str | None:
    """Let only who follows a case say that she cannot."""
    return None if facts.held_by_actor else CaseFault.NOT_THE_HOLDER


def not_asked_yet(facts: CaseFacts) -> str | None:
    """Refuse to ask twice while the answer is waited for."""
    return CaseFault.REASSIGN_ASKED if facts.reassign_asked else None


def protection_assured(facts: CaseFacts) -> str | None:
    """Refuse to pass on a minor at risk before somebody protects her."""
    if facts.minor_at_risk and not facts.protection_assured:
        return CaseFault.PROTECTION_FIRST
    return None
