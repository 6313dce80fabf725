"""What changes of who decides for somebody, and of what they said."""

from app.consents.operations.consenting import (
    give_consent,
    note_what_was_said,
    withdraw_consent,
)
from app.consents.operations.deciding import (
    end_protection,
    name_responsible,
    write_letters,
    write_protection,
    write_responsibility,
)

__all__ = [
    "end_protection",
    "give_consent",
    "name_responsible",
    "note_what_was_said",
    "withdraw_consent",
    "write_letters",
    "write_protection",
    "write_responsibility",
]
