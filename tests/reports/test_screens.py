"""The page and its lists: they show, they refuse, and absurd questions get a sentence."""

import pytest

from app.reports.rules import Figure
from tests.cast import Cast
from tests.support.client import OfficeClient

PAGE = "/reports/caseload"


@pytest.fixture
def dario(client: OfficeClient, cast: Cast) -> OfficeClient:
    """The supervisor's browser."""
    return client.enter(cast["dario"])


def test_an_empty_office_reads_words_and_not_zeros(dario: OfficeClient) -> None:
    page = dario.get(PAGE)
    assert page.status_code == 200
    assert "non c&#39;era nessuna cartella attiva" in page.text or "non c'era nessuna" in page.text
    for figure in Figure:
        assert f'id="figure-{figure.value}"' in page.text
