"""Reading requests and reports: lists with a fixed number of queries, and the page of one.

Every read starts from `visible_to`: the one truth on who may see what.
"""

from app.intake.queries.consents import consents_of, grounds, people_named
from app.intake.queries.duties import DutyRow, duties
from app.intake.queries.elsewhere import about, about_the_same, that_became, that_led_to
from app.intake.queries.endangered import judged_at_risk, to_be_protected
from app.intake.queries.facts import facts_of, subject_facts
from app.intake.queries.given import Given, given_lately
from app.intake.queries.half_written import LAYER_DRAFTS, NEW_DRAFT, HalfWritten, half_written
from app.intake.queries.listing import (
    count,
    counts,
    due,
    immediate_of_nobody,
    listed,
    on_shelves,
    triage,
)
from app.intake.queries.measures import (
    ReportOfChild,
    SentToCourt,
    reports_of_measure,
    sent_to_court,
)
from app.intake.queries.origin import origin_of
from app.intake.queries.page import referral_page
from app.intake.queries.part import (
    ReferralPart,
    holds,
    part_for_change,
    referral_part,
    that_led_in_part,
)
from app.intake.queries.paths import paths_of
from app.intake.queries.post import (
    Enclosed,
    MailPage,
    MailRow,
    PaperRow,
    by_number,
    count_of_papers,
    is_here,
    mail_for_change,
    mail_page,
    message_of,
    paper,
    paper_for_change,
    papers_of,
    papers_on,
    waiting_mail,
)
from app.intake.queries.referrer import RevealRow, referrer_facts, who_asked
from app.intake.queries.rereading import (
    RereadRow,
    Sample,
    SampleRow,
    rereadings_of,
    sample,
    sample_unread,
)
from app.intake.queries.rows import (
    OrderRow,
    PathRow,
    PracticeBrief,
    ReferralOffer,
    ReferralPage,
    ReferralRow,
    SubjectRow,
    Triage,
    TriageRow,
)
from app.intake.queries.scope import for_change, holder_is_live, load, may_be_one, visible_to
from app.intake.queries.to_complete import ToComplete, to_complete
from app.intake.queries.workers import in_charge, surroundings, within_reach, workers

__all__ = [
    "LAYER_DRAFTS",
    "NEW_DRAFT",
    "DutyRow",
    "Enclosed",
    "Given",
    "HalfWritten",
    "MailPage",
    "MailRow",
    "OrderRow",
    "PaperRow",
    "PathRow",
    "PracticeBrief",
    "ReferralOffer",
    "ReferralPage",
    "ReferralPart",
    "ReferralRow",
    "ReportOfChild",
    "RereadRow",
    "RevealRow",
    "Sample",
    "SampleRow",
    "SentToCourt",
    "SubjectRow",
    "ToComplete",
    "Triage",
    "TriageRow",
    "about",
    "about_the_same",
    "by_number",
    "consents_of",
    "count",
    "count_of_papers",
    "counts",
    "due",
    "duties",
    "facts_of",
    "for_change",
    "given_lately",
    "grounds",
    "half_written",
    "holder_is_live",
    "holds",
    "immediate_of_nobody",
    "in_charge",
    "is_here",
    "judged_at_risk",
    "listed",
    "load",
    "mail_for_change",
    "mail_page",
    "may_be_one",
    "message_of",
    "on_shelves",
    "origin_of",
    "paper",
    "paper_for_change",
    "papers_of",
    "papers_on",
    "part_for_change",
    "paths_of",
    "people_named",
    "referral_page",
    "referral_part",
    "referrer_facts",
    "reports_of_measure",
    "rereadings_of",
    "sample",
    "sample_unread",
    "sent_to_court",
    "subject_facts",
    "surroundings",
    "that_became",
    "that_led_in_part",
    "that_led_to",
    "to_be_protected",
    "to_complete",
    "triage",
    "visible_to",
    "waiting_mail",
    "who_asked",
    "within_reach",
    "workers",
]
