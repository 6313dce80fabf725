"""Which column holds what: proposed from the headings, remembered for the next file alike."""

from collections.abc import Mapping, Sequence

from app.kernel.names import search_key
from app.registry.rules.codes import Column, FileFault

C = Column
# How registries head their columns, without accents, points or case.
_HEADINGS: Mapping[Column, tuple[str, ...]] = {
    C.SURNAME: ("cognome",),
    C.GIVEN: ("nome", "nomi"),
    C.TAX_CODE: ("codice fiscale", "cod fiscale", "codfiscale", "cf", "codicefiscale"),
    C.BIRTH: ("data nascita", "data di nascita", "nato il", "datanascita", "nascita"),
    C.BIRTHPLACE: ("comune nascita", "comune di nascita", "luogo nascita", "luogo di nascita"),
    C.SEX: ("sesso",),
    C.HOUSEHOLD: (
        "codice famiglia", "cod famiglia", "numero famiglia", "famiglia", "n famiglia",
        "id famiglia", "codfamiglia", "scheda famiglia",
    ),
    C.RELATION: (
        "relazione parentela", "relazione di parentela", "parentela", "relazione",
        "rapporto parentela", "grado parentela", "codice parentela",
    ),
    C.STREET: ("indirizzo", "via", "indirizzo residenza", "strada"),
    C.HOUSE_NUMBER: ("civico", "numero civico", "n civico"),
    C.MUNICIPALITY: ("comune residenza", "comune di residenza", "comune"),
    C.SINCE: ("data immigrazione", "residente dal", "data residenza", "data indirizzo", "dal"),
    C.DIED: ("data morte", "data decesso", "data di morte", "data di decesso", "deceduto il"),
    C.REGISTRY_ID: (
        "codice individuale", "cod individuale", "matricola", "id individuo", "id anpr",
        "id persona", "codice individuo",
    ),
}  # fmt: skip
Columns = Mapping[Column, int]


def proposed(headings: Sequence[str]) -> dict[Column, int]:
    """Return which column seems to hold what, by its heading."""
    keys = [search_key(heading) for heading in headings]
    return {
        column: keys.index(word)
        for column, words in _HEADINGS.items()
        for word in [next((one for one in words if one in keys), None)]
        if word is not None
    }


def heading_key(headings: Sequence[str]) -> str:
    """Return by what two files have the same columns."""
    return "|".join(search_key(heading) for heading in headings)


def columns_fault(columns: Columns) -> str | None:
    """Return why columns cannot be used so (`field:code`), or None: a surname is needed."""
    if Column.SURNAME not in columns:
        return f"{Column.SURNAME}:{FileFault.SURNAME_UNMAPPED}"
    seen: set[int] = set()
    for column, index in columns.items():
        if index in seen:
            return f"{column}:{FileFault.TWICE_MAPPED}"
        seen.add(index)
    return None


def written(columns: Columns) -> str:
    """Return the columns as a short text, to be kept."""
    return ",".join(f"{column}={index}" for column, index in columns.items())


def read(text: str) -> dict[Column, int]:
    """Return the columns that `written` kept."""
    pairs = (part.split("=") for part in text.split(",") if part)
    return {Column(name): int(index) for name, index in pairs}
