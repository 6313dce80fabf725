"""What changes about staff, by who does it: the administrator, or each for herself."""

from app.accounts.operations.entry import (
    Entered,
    LinkDead,
    TooManyAttempts,
    accept_link,
    acceptable_hash,
    change_password,
    close_doors,
    enter,
    proves_password,
)
from app.accounts.operations.skills import add_skills, end_skill
from app.accounts.operations.staff import (
    LoginTaken,
    disable,
    disengage,
    enable,
    engage,
    found_body,
    issue_link,
    open_account,
    open_team,
)
from app.accounts.operations.substitutes import end_substitution, name_substitute

__all__ = [
    "Entered",
    "LinkDead",
    "LoginTaken",
    "TooManyAttempts",
    "accept_link",
    "acceptable_hash",
    "add_skills",
    "change_password",
    "close_doors",
    "disable",
    "disengage",
    "enable",
    "end_skill",
    "end_substitution",
    "engage",
    "enter",
    "found_body",
    "issue_link",
    "name_substitute",
    "open_account",
    "open_team",
    "proves_password",
]
