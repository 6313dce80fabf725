"""The import of a whole Comune from its registry: seconds, memory, and whether it stays flat."""

import argparse
import json
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from flask import Flask

from app import create_app
from app.db import db
from app.kernel import clock
from app.kernel.references import ImportId
from app.kernel.tax_code import compute
from app.registry import operations, queries
from app.registry.rules import Takes
from bench.measure import memory_mb
from bench.people import GIVEN
from tests.cast import NOW, Cast, engage_everybody
from tests.support import databases

HOUSEHOLDS, RESIDENTS = 14_000, 36_000
_HEADINGS = (
    "Cognome;Nome;Codice fiscale;Data nascita;Sesso;Codice famiglia;Relazione parentela;"
    "Indirizzo;Civico;Data immigrazione"
)
_FIRST, _SECOND, _LAST = (
    ("Bram", "Col", "Gal", "Fum", "Mot", "Riv", "Sal", "Vil", "Per", "Cas", "Zan", "Bel"),
    ("a", "e", "i", "o", "ala", "eri", "ino", "one", "etto", "ami", "uzzi", "ordi"),
    ("ni", "ti", "li", "rdi", "nghi", "tti", "schi", "sio", "ldi", "mbo", "rini", "gnoni"),
)


def residents(people: int, households: int) -> Iterator[str]:
    """Yield the rows of an invented registry: the same for everybody who asks."""
    random_ = random.Random(1)
    sizes = [1] * households
    for _ in range(people - households):
        sizes[random_.randrange(households)] += 1
    for number, size in enumerate(sizes):
        surname = "".join(map(random_.choice, (_FIRST, _SECOND, _LAST)))
        for member in range(size):
            yield _resident(random_, surname, number, member)


def _resident(random_: random.Random, surname: str, household: int, member: int) -> str:
    given = random_.choice(GIVEN)
    if random_.random() < 0.5:
        given = f"{given} {random_.choice(GIVEN)}"
    relation = ("IS", "MG")[member] if member < 2 else "FG"
    oldest = 25 if member < 2 else 0
    born = date(2026, 1, 1) - timedelta(days=oldest * 365 + random_.randrange(62 * 365))
    if member > 1:
        born = date(2026, 1, 1) - timedelta(days=random_.randrange(25 * 365))
    female = random_.random() < 0.5
    code = compute(surname, given, born, female=female, place=f"C{random_.randrange(1000):03d}")
    street = f"via delle Prove {household % 211}"
    return (
        f"{surname};{given};{code};{born:%d/%m/%Y};{'F' if female else 'M'};{household};"
        f"{relation};{street};{household % 97 + 1};01/01/2010"
    )


def measure(cast: Cast, content: bytes) -> dict[str, object]:
    """Import a file in this process and return its figures."""
    by = cast["dario"]
    before = memory_mb()
    started = time.perf_counter()
    import_id = _brought(by.viewer, content)
    brought = time.perf_counter() - started
    taken, rows, most = _carried(import_id)
    page = queries.import_page(by.viewer, import_id)
    tenth = max(1, len(taken) // 10)
    return {
        "rows": page.rows_total,
        "households": page.households,
        "outcomes": {str(outcome): number for outcome, number in sorted(page.counts.items())},
        "bring_s": round(brought, 1),
        "import_s": round(time.perf_counter() - started - brought, 1),
        "first_tenth_ms_per_row": _per_row(taken[:tenth], rows[:tenth]),
        "last_tenth_ms_per_row": _per_row(taken[-tenth:], rows[-tenth:]),
        "rss_before_mb": before,
        "rss_peak_mb": most,
    }


def _brought(viewer: object, content: bytes) -> ImportId:
    by = {"actor": viewer, "now": NOW}
    import_id: ImportId = operations.bring_file(
        **by, file_name="abitanti.csv", content=content, town="Prova", takes=Takes.EVERYBODY
    )
    page = queries.import_page(viewer, import_id)  # type: ignore[arg-type]
    operations.choose_columns(**by, import_id=import_id, version=page.version, columns=page.columns)
    page = queries.import_page(viewer, import_id)  # type: ignore[arg-type]
    operations.start_import(**by, import_id=import_id, version=page.version)
    return import_id


def _carried(import_id: ImportId) -> tuple[list[float], list[int], float]:
    """Carry an import to its end; return seconds and rows of each use case, and the peak."""
    (one,) = [one for one in queries.running() if one.id == import_id]
    by = {"actor": one.viewer, "now": NOW, "import_id": import_id}
    while operations.read_rows(**by):
        pass
    taken, rows, most = [], [], memory_mb()
    while True:
        start = time.perf_counter()
        done = operations.go_on(**by)
        if not done:
            return taken, rows, most
        taken.append(time.perf_counter() - start)
        rows.append(done)
        most = max(most, memory_mb())


def _per_row(taken: Sequence[float], rows: Sequence[int]) -> float:
    return round(sum(taken) * 1000 / max(1, sum(rows)), 2)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line for the first import of a file, and one for the same file again."""
    parser = argparse.ArgumentParser(prog="python -m bench import", description=__doc__)
    parser.add_argument("--people", type=int, default=RESIDENTS)
    parser.add_argument("--households", type=int, default=HOUSEHOLDS)
    options = parser.parse_args(arguments)
    clock.set_source(lambda: NOW)
    rows = residents(options.people, options.households)
    content = "\n".join((_HEADINGS, *rows, "")).encode()
    with tempfile.TemporaryDirectory(prefix="sportello-import-") as name:
        folder = Path(name)
        url = databases.create(folder, "registry")
        try:
            _in_a_new_office(url, folder, content)
        finally:
            databases.drop(url)


def _in_a_new_office(url: str, folder: Path, content: bytes) -> None:
    databases.migrate(url, folder)
    app: Flask = create_app(databases.settings_for(url, folder))
    with app.app_context():
        cast = engage_everybody()
        db.session.remove()
        for turn in ("first", "again"):
            told = {"engine": db.engine.dialect.name, "turn": turn, **measure(cast, content)}
            print(json.dumps(told), flush=True)
        db.engine.dispose()


if __name__ == "__main__":
    main()
