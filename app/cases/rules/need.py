"""What a search of a place needs, as structures read it: figures and words, never a name."""

from collections.abc import Collection
from dataclasses import dataclass

from app.cases.rules.placements import PlacementFault
from app.kernel.names import search_key

_LEAST = 3  # shorter words of a name (de, Li) are words of every sheet


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


def sheet_fault(sheet: NeedSheet, names: Collection[str]) -> str | None:
    """Return why a sheet may not go to a structure (`field:code`), or None: it holds a name."""
    known = {
        word for name in names for word in search_key(name).split() if len(word) >= _LEAST
    }  # fmt: skip
    for field, text in sheet.texts.items():
        if known & {word.strip('.,;:()!?«»"') for word in search_key(text).split()}:
            return f"{field}:{PlacementFault.NAME_IN_SHEET}"
    return None
