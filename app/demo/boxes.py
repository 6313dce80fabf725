"""Which of the bodies around the office work with the program: what is passed reaches their box."""

from app.demo.context import Demo
from app.organisations.operations import link_body
from app.organisations.queries import bodies

GORGONZOLA = "Comune di Gorgonzola"
LINKED = {
    GORGONZOLA: "gorgonzola",
    "Cooperativa Il Ponte di Carta": "ponte",
    "OFFERTASOCIALE, società consortile": "offertasociale",
}


def load(demo: Demo) -> None:
    """Give a box to three bodies of the directory."""
    sara = demo.staff["sara"]
    for row in bodies(sara):
        if row.name in LINKED:
            link_body(
                actor=sara, now=demo.clock, body_id=row.id, version=row.version,
                to_id=demo.bodies[LINKED[row.name]],
            )  # fmt: skip
