"""Cards of other features: what holds something has its place, what only opens a way shares one."""

from app.kernel.contributions import Card, CardRow
from app.web.contributed import gathered

FULL = Card("Cartella", (CardRow("CS-1", "attiva", "/cases/1"),))
EMPTY = Card("Lettere e allegati", (), empty="Nessun file.")
NEW = Card("Pratiche", (CardRow("Apri una pratica", url="/new"),), count=0)
SAY = Card("Non puoi seguirla tu?", (CardRow("Non posso seguire io", url="/say"),))
ONE = Card("Messaggi", (CardRow("una maestra", url="/one"),), count=1)


def test_the_ways_that_open_something_new_stand_in_one_card_after_what_is_there() -> None:
    full, empty, one, ways = gathered([FULL, NEW, EMPTY, SAY, ONE])
    assert (full, empty, one) == (FULL, EMPTY, ONE)
    assert [(row.text, row.url, row.note) for row in ways.rows] == [
        ("Apri una pratica", "/new", "Pratiche: 0"),
        ("Non posso seguire io", "/say", ""),
    ]


def test_where_every_card_holds_something_nothing_is_added() -> None:
    assert gathered([FULL, EMPTY]) == [FULL, EMPTY]
