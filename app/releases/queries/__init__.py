"""What is read of letters: the lists and the register, one letter, to whom one may be written.

Every read starts from `visible_to`, who reaches what a letter is about; the register, which holds
no text, from `register_visible_to`.
"""

from app.releases.queries.about import (
    Recipient,
    Subject,
    recipient_body,
    recipients_of_family,
    subject_of,
    way_to,
)
from app.releases.queries.copies import copies_of
from app.releases.queries.listing import (
    Asked,
    ReleaseRow,
    bodies_written_to,
    court_letters,
    listed,
    of_subject,
    shelf_counts,
    to_prosecutor,
    written_down_of,
)
from app.releases.queries.page import (
    ReleasePage,
    covered_text,
    facts_of,
    paper_of,
    protection_first,
    recipients_today,
    release_page,
    secrets_of,
)
from app.releases.queries.scope import for_change, load, register_visible_to, visible_to
from app.releases.queries.secret import Secret, cover_about, secrets_about, secrets_with_lists
from app.releases.queries.templates import TemplateRow, template_now, templates_now
from app.releases.queries.told import told_already

__all__ = [
    "Asked",
    "Recipient",
    "ReleasePage",
    "ReleaseRow",
    "Secret",
    "Subject",
    "TemplateRow",
    "bodies_written_to",
    "copies_of",
    "court_letters",
    "cover_about",
    "covered_text",
    "facts_of",
    "for_change",
    "listed",
    "load",
    "of_subject",
    "paper_of",
    "protection_first",
    "recipient_body",
    "recipients_of_family",
    "recipients_today",
    "register_visible_to",
    "release_page",
    "secrets_about",
    "secrets_of",
    "secrets_with_lists",
    "shelf_counts",
    "subject_of",
    "template_now",
    "templates_now",
    "to_prosecutor",
    "told_already",
    "visible_to",
    "way_to",
    "written_down_of",
]
