"""One row of the registry as a resident: read, checked, compared with what is known."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.kernel.names import clean, folded_key, search_key
from app.kernel.tax_code import IdentifierKind, read_identifier
from app.people.rules import BirthKnown, Identity, Kinship, PersonDetails, Sex, details_fault
from app.registry.rules.codes import Column, RowFault
from app.registry.rules.columns import Columns

_LONGEST = {Column.STREET: 140, Column.HOUSE_NUMBER: 15}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_ITALIAN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
_SEXES = {"m": Sex.MALE, "maschio": Sex.MALE, "f": Sex.FEMALE, "femmina": Sex.FEMALE}
HEAD = frozenset({"is", "intestatario", "intestataria", "capofamiglia", "capo famiglia", "1"})
# What somebody is to the one the household is under, as registries write it.
_KIN = {
    Kinship.SPOUSE: ("mg", "mr", "moglie", "marito", "coniuge", "unito civilmente",
                     "unita civilmente"),
    Kinship.CHILD: ("fg", "figlio", "figlia", "figlio adottivo", "figlia adottiva"),
    Kinship.PARENT: ("pd", "md", "padre", "madre", "genitore"),
    Kinship.SIBLING: ("fr", "sr", "fratello", "sorella"),
    Kinship.GRANDPARENT: ("nn", "nonno", "nonna"),
    Kinship.GRANDCHILD: ("np", "nipote di nonno", "nipote di nonna", "abiatico"),
    Kinship.UNCLE_AUNT: ("zi", "zio", "zia"),
    Kinship.COUSIN: ("cg", "cugino", "cugina"),
    Kinship.PARTNER: ("cv", "convivente", "convivente di fatto", "convivente per affetto"),
    Kinship.OTHER: ("sc", "suocero", "suocera", "genero", "nuora", "cognato", "cognata",
                    "affine", "altro parente", "nipote"),
}  # fmt: skip
_BY_WORD = {word: kin for kin, words in _KIN.items() for word in words}


class RowRefused(ValueError):
    """A row that cannot be of a resident; it says why."""

    def __init__(self, fault: RowFault) -> None:
        """Keep the reason."""
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, kw_only=True)
class Resident:
    """What the registry says of somebody."""

    source: str  # by which the same person is found in the next file
    household: str
    is_head: bool
    kin: Kinship | None
    details: PersonDetails
    street: str
    municipality: str
    since: date | None

    @property
    def surname_key(self) -> str:
        """By what a household is looked for, however the surname is spelt."""
        return folded_key(self.details.surname)

    @property
    def whole_key(self) -> str:
        """By what one person is looked for: surname and name, however they are spelt."""
        return f"{self.surname_key} {folded_key(self.details.given)}"


def resident_of(cells: Sequence[str], columns: Columns, town: str, on: date) -> Resident:
    """Return the resident of a row; `town` is the Comune where the file says none.

    Raises `RowRefused`. A code that is not valid keeps nobody out: as it is written it stands where
    the reason of its absence does.
    """
    said = _said(cells, columns)
    if not said[Column.SURNAME]:
        raise RowRefused(RowFault.SURNAME_MISSING)
    birth = _day(said[Column.BIRTH])
    kind, code = read_identifier(said[Column.TAX_CODE])
    written = bool(said[Column.TAX_CODE]) and kind is IdentifierKind.NONE
    details = PersonDetails(
        surname=said[Column.SURNAME],
        given=said[Column.GIVEN],
        birth_known=BirthKnown.EXACT if birth else BirthKnown.UNKNOWN,
        birth_date=birth,
        birthplace=said[Column.BIRTHPLACE],
        sex=_SEXES.get(said[Column.SEX].lower()),
        identity=Identity.DOCUMENTED,
        identifier=code,
        no_identifier_reason=said[Column.TAX_CODE] if written else "",
        died_on=_day(said[Column.DIED]),
    )
    if details_fault(details, on):
        raise RowRefused(RowFault.DATE_IMPOSSIBLE)
    street = " ".join(filter(None, (said[Column.STREET], said[Column.HOUSE_NUMBER])))
    relation = search_key(said[Column.RELATION])
    name_and_birth = f"{search_key(details.surname)}|{search_key(details.given)}|{birth or ''}"
    since = _day(said[Column.SINCE])
    return Resident(
        source=said[Column.REGISTRY_ID] or code or name_and_birth,
        household=said[Column.HOUSEHOLD],
        is_head=relation in HEAD,
        kin=_BY_WORD.get(relation),
        details=details,
        street=street,
        municipality=said[Column.MUNICIPALITY] or (town if street else ""),
        since=since if since and since <= on else None,
    )


def _said(cells: Sequence[str], columns: Columns) -> dict[Column, str]:
    if max(columns.values(), default=0) >= len(cells):
        raise RowRefused(RowFault.TOO_FEW_CELLS)
    said = {column: clean(cells[columns[column]]) if column in columns else "" for column in Column}
    for column, text in said.items():
        if len(text) > _LONGEST.get(column, 120):
            raise RowRefused(RowFault.TOO_LONG)
    return said


def _day(text: str) -> date | None:
    """Return a day written in full; a year of two digits is nobody's to guess."""
    bare = _TIME.sub("", text).strip()
    if not bare:
        return None
    iso, italian = _ISO.fullmatch(bare), _ITALIAN.fullmatch(bare)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if italian:
            return date(int(italian[3]), int(italian[2]), int(italian[1]))
    except ValueError as impossible:
        raise RowRefused(RowFault.DATE_UNREADABLE) from impossible
    raise RowRefused(RowFault.DATE_UNREADABLE)
