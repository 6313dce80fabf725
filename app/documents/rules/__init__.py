"""Which files are kept and what may be read of them; pictures without what they tell unasked."""

from app.documents.rules.files import (
    ENDINGS,
    LARGEST,
    MIME,
    Accepted,
    FileFault,
    FileState,
    FileType,
    examine,
    tidy_name,
    type_of_mime,
)
from app.documents.rules.mail import Attached, Mail, read_mail

__all__ = [
    "ENDINGS",
    "LARGEST",
    "MIME",
    "Accepted",
    "Attached",
    "FileFault",
    "FileState",
    "FileType",
    "Mail",
    "examine",
    "read_mail",
    "tidy_name",
    "type_of_mime",
]
