"""The file of the civil registry that the clerk brought: families to take when they are needed."""

from typing import Any

from app.demo.context import Demo
from app.registry import operations, queries
from app.registry.rules import Takes

_FILE = """Cognome;Nome;Data nascita;Luogo nascita;Sesso;Codice famiglia;Relazione;Indirizzo;Dal
Carminati;Rita;14/02/1951;Gorgonzola;F;1001;IS;via della Filanda 12;01/03/1989
Carminati;Aldo;02/09/1948;Melzo;M;1001;MR;via della Filanda 12;01/03/1989
Belotti;Simone;23/06/1984;Milano;M;1002;IS;via dei Tigli 7;15/10/2014
Quaglia;Marta;11/01/1986;Lecco;F;1002;MG;via dei Tigli 7;15/10/2014
Belotti;Nora;30/05/2016;Melzo;F;1002;FG;via dei Tigli 7;30/05/2016
Belotti;Elio;30/05/19;Melzo;M;1002;FG;via dei Tigli 7;30/05/2019
Osmani;Arben;08/12/1979;Durazzo;M;1003;IS;piazza dell'Orologio 3;20/06/2022
"""


def load(demo: Demo) -> None:
    """Bring the file and take it in; one of its rows cannot be read, and says why."""
    giorgio = demo.staff["giorgio"]
    by: dict[str, Any] = {"actor": giorgio, "now": demo.now}
    import_id = operations.bring_file(
        **by,
        file_name="abitanti.csv",
        content=_FILE.encode(),
        town="Cernusco sul Naviglio",
        takes=Takes.KNOWN,
    )
    page = queries.import_page(giorgio, import_id)
    operations.choose_columns(**by, import_id=import_id, version=page.version, columns=page.columns)
    version = queries.import_page(giorgio, import_id).version
    operations.start_import(**by, import_id=import_id, version=version)
    (one,) = [one for one in queries.running() if one.id == import_id]
    while operations.go_on(actor=one.viewer, now=demo.now, import_id=import_id):
        pass
