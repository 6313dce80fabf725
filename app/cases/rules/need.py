"""What a search of a place needs, as structures read it: figures and words, never a name."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from app.cases.rules.placements import PlacementFault
from app.kernel.names import search_key

_LEAST = 3  # shorter words of a name (de, Li) are words of every sheet
_STREETS = {
    "via", "viale", "vicolo", "piazza", "piazzale", "corso", "largo", "strada", "ponte",
}  # fmt: skip
_PLACES = _STREETS | {
    "comune", "comuni", "citta", "paese", "frazione", "quartiere", "rione", "zona", "localita",
    "cascina", "villaggio", "parco", "stazione", "fermata", "provincia",
}  # fmt: skip
# After one of these a word that is a surname is somebody, also where places are written.
_PEOPLE = {
    "signor", "signora", "sig", "famiglia", "fam", "casa", "padre", "madre", "papa", "mamma",
    "nonno", "nonna", "nonni", "zio", "zia", "zii", "marito", "moglie", "compagno", "compagna",
    "ex", "parenti", "abita", "abitano", "vive", "vivono", "lavora", "sta",
}  # fmt: skip
_CLAUSE = re.compile(r"[,;.:()!?\n]")


@dataclass(frozen=True)
class Named:
    """Somebody whom the sheet may not name: who enters, or lives with who does."""

    surname: str
    given: str

    @property
    def surnames(self) -> frozenset[str]:
        """The words of the surname by which she is known."""
        return _keys(self.surname)

    @property
    def givens(self) -> frozenset[str]:
        """The words of the given name."""
        return _keys(self.given)


@dataclass(frozen=True, kw_only=True)
class NeedSheet:
    """The need sheet of a search: how many, how old, what to mind, which zone to avoid."""

    ages: str = ""
    beds: int | None = None
    families: int | None = None
    allergies: str = ""
    zones: str = ""
    words: str = ""

    @property
    def texts(self) -> dict[str, str]:
        """The fields in which somebody may have written a name."""
        return {
            "ages": self.ages,
            "allergies": self.allergies,
            "zones": self.zones,
            "words": self.words,
        }

    @property
    def is_empty(self) -> bool:
        """Whether nobody has written anything."""
        return not (self.beds or self.families or any(self.texts.values()))


def sheet_fault(sheet: NeedSheet, near: Collection[Named]) -> str | None:
    """Return why a sheet may not go to a structure (`field:code`), or None: it names somebody.

    A surname does however it is written; a given name where it is written as a name: "rosa" is a
    colour, too. A zone may be called as somebody is, where it is written as a place: "via Costa".
    """
    for field, text in sheet.texts.items():
        if field == "zones":
            if any(_names_in_zone(clause, near) for clause in _CLAUSE.split(text)):
                return f"{field}:{PlacementFault.NAME_IN_ZONE}"
        elif _names(text, near):
            return f"{field}:{PlacementFault.NAME_IN_SHEET}"
    return None


def _names(text: str, near: Collection[Named]) -> bool:
    written = {search_key(word) for word in re.findall(r"\w+", text) if not word[0].islower()}
    words = set(search_key(text).split())
    return any(words & one.surnames or written & one.givens for one in near)


def _names_in_zone(clause: str, near: Collection[Named]) -> bool:
    """Return whether one part of the zones names somebody: the words of a place are no name."""
    words = search_key(clause).split()
    where = next((place for place, word in enumerate(words) if word in _PLACES), None)
    if where is None:
        return _names(clause, near)
    before, called = {*words[:where]}, words[where:]
    if any(before & (one.surnames | one.givens) for one in near):
        return True
    whole = [one for one in near if one.surnames & {*called} and one.givens & {*called}]
    if whole and called[0] not in _STREETS:
        return True
    surnames = {word for one in near for word in one.surnames}
    somebody = next((place for place, word in enumerate(called) if word in _PEOPLE), len(called))
    return bool(surnames & {*called[somebody:]})


def _keys(name: str) -> frozenset[str]:
    return frozenset(word for word in search_key(name).split() if len(word) >= _LEAST)
