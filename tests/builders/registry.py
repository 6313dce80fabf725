"""Files of the civil registry, invented, and their imports carried to the end."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from app.kernel.references import ImportId
from app.people.rules import BirthKnown
from app.registry import operations, queries
from app.registry.rules import Takes
from tests.builders.people import a_person
from tests.cast import NOW, Cast, Member

HEADINGS = (
    "Cognome;Nome;Codice fiscale;Data nascita;Sesso;Codice famiglia;Relazione parentela;"
    "Indirizzo;Data immigrazione;Data morte"
)
FAMILY = (
    "Prelato;Ugo;;03/05/1970;M;F1;IS;via del Collaudo 4;01/02/2015;",
    "Sereni;Ida;;11/12/1972;F;F1;MG;via del Collaudo 4;01/02/2015;",
    "Prelato;Leo;;20/08/2012;M;F1;FG;via del Collaudo 4;01/02/2015;",
)


def a_file(rows: Iterable[str] = FAMILY, headings: str = HEADINGS) -> bytes:
    """Return a file of the registry with these rows."""
    return "\r\n".join((headings, *rows, "")).encode()


def brought(by: Member, rows: Iterable[str] = FAMILY, takes: Takes = Takes.EVERYBODY) -> ImportId:
    """Bring a file and return its import, of which nothing is decided yet."""
    import_id: ImportId = operations.bring_file(
        actor=by.viewer,
        now=NOW,
        file_name="abitanti.csv",
        content=a_file(rows),
        town="Collaudo",
        takes=takes,
    )
    return import_id


def choose(by: Member, import_id: ImportId) -> None:
    """Take the columns of a file as they are proposed."""
    page = queries.import_page(by.viewer, import_id)
    operations.choose_columns(
        actor=by.viewer, now=NOW, import_id=page.id, version=page.version, columns=page.columns
    )


def an_import(by: Member, rows: Iterable[str] = FAMILY, takes: Takes = Takes.EVERYBODY) -> ImportId:
    """Bring a file, take its columns as they are proposed, and start it."""
    import_id = brought(by, rows, takes)
    choose(by, import_id)
    version = queries.import_page(by.viewer, import_id).version
    operations.start_import(actor=by.viewer, now=NOW, import_id=import_id, version=version)
    return import_id


def run(import_id: ImportId) -> None:
    """Carry an import to its end, as the job does."""
    (one,) = [one for one in queries.running() if one.id == import_id]
    while operations.go_on(actor=one.viewer, now=NOW, import_id=import_id):
        pass


def imported(
    by: Member, rows: Iterable[str] = FAMILY, takes: Takes = Takes.EVERYBODY
) -> queries.ImportPage:
    """Import a file to the end and return what became of it."""
    import_id = an_import(by, rows, takes)
    run(import_id)
    return queries.import_page(by.viewer, import_id)


def some_registry(cast: Cast) -> None:
    """Leave a file taken in, with somebody to decide about, and one whose columns are chosen."""
    born: dict[str, Any] = {"birth_known": BirthKnown.EXACT, "birth_date": date(1970, 5, 3)}
    a_person(cast["bruno"], "Prelatto", "Ugo", **born)
    imported(cast["dario"], FAMILY, Takes.KNOWN)
    choose(cast["dario"], brought(cast["dario"]))
