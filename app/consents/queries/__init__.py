"""Reading who decides for somebody and what they said; every read starts from `scope`."""

from app.consents.queries.addressees import Addressee, addressees
from app.consents.queries.rows import (
    ConsentRow,
    DecidingRow,
    LineRow,
    ProtectionRow,
    ResponsibleRow,
    consent_rows,
    deciding,
    line_rows,
    names_of_people,
    protection_rows,
    responsible_rows,
)
from app.consents.queries.scope import (
    consents_visible_to,
    lines_visible_to,
    protections_visible_to,
    responsibilities_visible_to,
)
from app.consents.queries.standings import (
    NamedStanding,
    named_standings,
    situations,
    standing_of,
    standings,
)
from app.consents.queries.terms import CustodyTerm, custody_terms

__all__ = [
    "Addressee",
    "ConsentRow",
    "CustodyTerm",
    "DecidingRow",
    "LineRow",
    "NamedStanding",
    "ProtectionRow",
    "ResponsibleRow",
    "addressees",
    "consent_rows",
    "consents_visible_to",
    "custody_terms",
    "deciding",
    "line_rows",
    "lines_visible_to",
    "named_standings",
    "names_of_people",
    "protection_rows",
    "protections_visible_to",
    "responsibilities_visible_to",
    "responsible_rows",
    "situations",
    "standing_of",
    "standings",
]
