"""Reading requests and reports: lists with a fixed number of queries, and the page of one.

Every read starts from `visible_to`: the one truth on who may see what.
"""

from app.intake.queries.consents import consents_of, people_named
from app.intake.queries.duties import DutyRow, duties
from app.intake.queries.facts import facts_of, subject_facts
from app.intake.queries.listing import (
    about,
    about_the_same,
    count,
    counts,
    due,
    listed,
    that_led_to,
    triage,
)
from app.intake.queries.origin import origin_of
from app.intake.queries.page import offers_of, path_of, referral_page
from app.intake.queries.rows import (
    OrderRow,
    ReferralOffer,
    ReferralPage,
    ReferralRow,
    SubjectRow,
    Triage,
    TriageRow,
)
from app.intake.queries.scope import for_change, holder_is_live, load, visible_to
from app.intake.queries.workers import surroundings, workers

__all__ = [
    "DutyRow",
    "OrderRow",
    "ReferralOffer",
    "ReferralPage",
    "ReferralRow",
    "SubjectRow",
    "Triage",
    "TriageRow",
    "about",
    "about_the_same",
    "consents_of",
    "count",
    "counts",
    "due",
    "duties",
    "facts_of",
    "for_change",
    "holder_is_live",
    "listed",
    "load",
    "offers_of",
    "origin_of",
    "path_of",
    "people_named",
    "referral_page",
    "subject_facts",
    "surroundings",
    "that_led_to",
    "triage",
    "visible_to",
    "workers",
]
