"""After «Cerca» a long page opens where the answer is, without a script too."""

from typing import Any

import pytest

from tests.builders.intake import a_referral
from tests.cast import Cast
from tests.support.client import OfficeClient
from tests.web.markup import Elements

pytestmark = pytest.mark.usefixtures("app")


def _searched(client: OfficeClient, page: str, **typed: Any) -> Elements:
    """Press «Cerca» on a page and return the page that answers."""
    answer = client.submit(page, {"text": "Nessuno", "search": "1", **typed})
    assert answer.status_code == 200
    return Elements(answer.text)


@pytest.mark.parametrize(
    "page",
    ["/referrals/new", "/referrals/new?draft=0190a0a0-0000-7000-8000-000000000001",
     "/referrals/{}/subjects/new", "/onward/new"],
)  # fmt: skip
def test_a_search_opens_the_page_at_its_answer(client: OfficeClient, cast: Cast, page: str) -> None:
    page = page.format(a_referral(cast["bruno"]))
    shown = _searched(client.enter(cast["bruno"]), page)
    assert shown.one("button", name="search", value="1")["formaction"] == f"{page}#person"
    assert shown.one("fieldset", id="person")
    (saving,) = [one for one in shown.all("button") if "data-primary" in one]
    assert saving["formaction"] == page  # what is to be mended is told at the top
