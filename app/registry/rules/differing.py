"""Where the registry and the archive differ: shown to a person, never written over her words."""

from enum import StrEnum

from app.kernel.names import search_key
from app.people.rules import PersonDetails


class Differing(StrEnum):
    """Of what the two say different things."""

    SURNAME = "differing_surname"
    GIVEN = "differing_given"
    BIRTH = "differing_birth"
    BIRTHPLACE = "differing_birthplace"
    TAX_CODE = "differing_tax_code"
    DEATH = "differing_death"


def differences(said: PersonDetails, known: PersonDetails) -> tuple[tuple[Differing, str], ...]:
    """Return, of each thing both say and not alike, what the registry says."""
    pairs = (
        (Differing.SURNAME, said.surname, known.surname),
        (Differing.GIVEN, said.given, known.given),
        (Differing.BIRTH, _day(said.birth_date), _day(known.birth_date)),
        (Differing.BIRTHPLACE, said.birthplace, known.birthplace),
        (Differing.TAX_CODE, said.identifier, known.identifier),
        (Differing.DEATH, _day(said.died_on), _day(known.died_on)),
    )
    return tuple(
        (what, theirs)
        for what, theirs, ours in pairs
        if theirs and ours and search_key(theirs) != search_key(ours)
    )


def _day(value: object) -> str:
    return f"{value:%d/%m/%Y}" if value else ""
