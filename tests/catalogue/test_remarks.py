"""A rule that does not fit: said, read by who decides, answered. A figure tried, nothing saved."""

from typing import Any

import pytest
from flask import Flask

from app.catalogue import operations, queries
from app.catalogue.rules import ParameterKey, PathCode, PathReason
from app.kernel.errors import Conflict, Invalid, NotAllowedNow, NotFound, NotPermitted
from tests.builders.catalogue import a_remark
from tests.cast import NOW, Cast
from tests.support.client import OfficeClient
from tests.support.rows import changed, rows

pytestmark = pytest.mark.usefixtures("app")
COMMUNITY = [*PathCode].index(PathCode.MINORS_COMMUNITY) + 1
AGE = [*ParameterKey].index(ParameterKey.MINORS_COMMUNITY_FROM_AGE) + 1
NEW = f"/services/{COMMUNITY}/remarks/new?reason={PathReason.TOO_YOUNG}"
WORDS = "Con tre fratelli di nove, dieci e undici anni la regola li divide."


def _browser(app: Flask, cast: Cast, who: str) -> OfficeClient:
    client: Any = app.test_client()
    entered: OfficeClient = client.enter(cast[who])
    return entered


def test_it_is_written_read_and_answered(app: Flask, cast: Cast) -> None:
    bruno, dario = _browser(app, cast, "bruno"), _browser(app, cast, "dario")
    assert "Ha … anni: il servizio comincia da …" in bruno.get(NEW).text
    told = {"key": ParameterKey.MINORS_COMMUNITY_FROM_AGE, "words": WORDS}
    assert bruno.submit(NEW, told).status_code == 303
    assert "1 senza risposta" in dario.get("/figures").text
    assert WORDS in dario.get("/figures/remarks").text
    (row,) = queries.remarks(cast["dario"].viewer)
    answer = {"words": "Si porta in giunta entro gennaio."}
    assert dario.submit(f"/figures/remarks/{row.id}", answer).status_code == 303
    shown = dario.get("/figures/remarks").text
    assert answer["words"] in shown
    assert "Rispondi" not in shown
    assert "senza risposta" not in dario.get("/figures").text


def test_who_does_not_decide_reads_none_and_a_stranger_finds_none(app: Flask, cast: Cast) -> None:
    remark_id = a_remark(cast, WORDS)
    for who in ("bruno", "anna", "gino"):
        browser = _browser(app, cast, who)
        for address in ("/figures/remarks", f"/figures/remarks/{remark_id}"):
            assert browser.get(address).status_code == 403, who
    assert queries.remarks(cast["bruno"].viewer) == []
    with pytest.raises(NotFound):
        queries.remark(cast["zeno"].viewer, remark_id)
    answered: dict[str, Any] = {"now": NOW, "remark_id": remark_id, "version": 1, "words": "Sì."}
    with pytest.raises(NotPermitted):
        operations.answer_remark(actor=cast["bruno"].viewer, **answered)


def test_it_is_answered_once(cast: Cast) -> None:
    common: dict[str, Any] = {"actor": cast["dario"].viewer, "now": NOW}
    remark_id = a_remark(cast, WORDS)
    operations.answer_remark(**common, remark_id=remark_id, version=1, words="Resta.")
    with pytest.raises(Conflict):
        operations.answer_remark(**common, remark_id=remark_id, version=1, words="Cambia.")
    with pytest.raises(NotAllowedNow):
        operations.answer_remark(**common, remark_id=remark_id, version=2, words="Cambia.")
    assert [one.answer for one in queries.remarks(common["actor"])] == ["Resta."]


def test_without_words_it_is_no_remark(app: Flask, cast: Cast) -> None:
    with pytest.raises(Invalid):
        a_remark(cast, "  ")
    assert _browser(app, cast, "bruno").submit(NEW, {"words": " "}).status_code == 422
    odd = f"/services/{COMMUNITY}/remarks/new?reason=moon"
    assert _browser(app, cast, "bruno").get(odd).status_code == 404


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("9", "Comunità alloggio"),
        ("10", "Nessuna risposta cambia"),
        ("-1", "Scrivi un&#39;età in anni"),
        ("x" * 400, "È troppo lungo"),
        ("<script>alert(1)</script>", "È troppo lungo"),
    ],
)
def test_a_figure_is_tried_and_nothing_is_saved(
    app: Flask, cast: Cast, value: str, sentence: str
) -> None:
    dario = _browser(app, cast, "dario")
    dario.get("/figures")
    before = rows()
    answer = dario.get(f"/figures/{AGE}/try", query_string={"value": value})
    assert answer.status_code == 200
    assert sentence in answer.text
    assert "<script>alert" not in answer.text
    assert changed(before) == set()


def test_a_day_that_is_none_is_said(app: Flask, cast: Cast) -> None:
    dario = _browser(app, cast, "dario")
    tried = {"value": "9", "on": "31/02/2026"}
    shown = dario.get(f"/figures/{AGE}/try", query_string=tried).text
    assert 'id="on-error"' in shown
    assert "Situazioni di esempio" not in shown
    assert dario.get("/figures/999/try").status_code == 404
    assert _browser(app, cast, "bruno").get(f"/figures/{AGE}/try").status_code == 403
