"""Which term each clock of a request or report is: the days depend on the facts."""

from enum import StrEnum

from app.catalogue.rules import Term
from app.intake.rules import URGENT, ReferralFacts, first_contact_term


class Clock(StrEnum):
    """The clocks that rows start and stop; which term each is depends on the facts."""

    FIRST_EVALUATION = "first_evaluation"
    ACKNOWLEDGEMENT = "acknowledgement"
    FIRST_CONTACT = "first_contact"
    DECISION = "decision"
    SECOND_READING = "second_reading"
    LINKED_READ = "linked_read"
    TRANSFER_ANSWER = "transfer_answer"
    SIGNPOST_CHECK = "signpost_check"
    COURT_FOLLOWUP = "court_followup"
    REASSIGN = "reassign"
    NEW_FACT = "new_fact"


_TERMS: dict[Clock, tuple[Term, ...]] = {
    Clock.FIRST_EVALUATION: (Term.FIRST_EVALUATION, Term.FIRST_EVALUATION_URGENT),
    Clock.ACKNOWLEDGEMENT: (Term.ACKNOWLEDGEMENT, Term.ACKNOWLEDGEMENT_SCHOOL),
    Clock.FIRST_CONTACT: (
        Term.FIRST_CONTACT_ORDINARY, Term.FIRST_CONTACT_IMMEDIATE, Term.FIRST_CONTACT_48H,
        Term.FIRST_CONTACT_7D, Term.FIRST_CONTACT_AFTER_INTERVIEW,
    ),
    Clock.DECISION: (Term.DECISION, Term.DECISION_MINOR),
    Clock.SECOND_READING: (Term.SECOND_READING,),
    Clock.LINKED_READ: (Term.LINKED_READ, Term.LINKED_READ_MINOR),
    Clock.TRANSFER_ANSWER: (Term.TRANSFER_ANSWER, Term.TRANSFER_ANSWER_URGENT),
    Clock.SIGNPOST_CHECK: (Term.SIGNPOST_CHECK,),
    Clock.COURT_FOLLOWUP: (Term.COURT_FOLLOWUP,),
    Clock.REASSIGN: (Term.REASSIGN,),
    Clock.NEW_FACT: (Term.NEW_FACT,),
}  # fmt: skip


def terms_of(clock: Clock) -> tuple[Term, ...]:
    """Return the terms a clock of the table may be."""
    return _TERMS[clock]


def clock_of(term: Term) -> Clock:
    """Return which clock of the table a term is."""
    return next(clock for clock, terms in _TERMS.items() if term in terms)


def term_of(clock: Clock, facts: ReferralFacts) -> Term | None:
    """Return which term a clock of the table is, on these facts; None when nobody waits for it.

    Only bodies are owed an acknowledgement; a new fact is news only where the work had ended;
    whether somebody arrived is asked at her onward referral, where there is one.
    """
    if clock is Clock.ACKNOWLEDGEMENT and not facts.to_body:
        return None
    if clock is Clock.NEW_FACT and not facts.ended:
        return None
    if clock is Clock.SIGNPOST_CHECK and facts.sent_on:
        return None
    if clock is Clock.FIRST_CONTACT:
        return first_contact_term(facts.urgency, interviewed=facts.interviewed)
    special = {
        Clock.FIRST_EVALUATION: facts.urgency in URGENT,
        Clock.ACKNOWLEDGEMENT: facts.from_school,
        Clock.DECISION: not facts.all_adult,
        Clock.LINKED_READ: not facts.all_adult,
        Clock.TRANSFER_ANSWER: facts.urgency in URGENT,
    }
    return _TERMS[clock][1 if special.get(clock, False) else 0]
