"""A school reports through a link of one use, on a telephone, and reads its receipt: nothing else."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from app.db import db
from tests.builders.post import A_PDF
from tests.builders.referrers import TYPED, a_link
from tests.cast import Cast

pytestmark = pytest.mark.browser
FITS = "document.documentElement.scrollWidth <= window.innerWidth"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_report_by_a_link_on_a_telephone(
    open_page: Callable[..., Page], picture: Callable[[Page, str], None], own_app: Flask,
    cast: Cast, scripts: bool,
) -> None:  # fmt: skip
    with own_app.app_context():
        token = a_link(cast)
        db.session.remove()
    page = open_page(f"/report/{token}", None, width=360, java_script_enabled=scripts)
    expect(page.get_by_role("heading", level=1)).to_have_text("Segnalazione al servizio sociale")
    assert token not in page.url, "the link is in no history and in no picture of the page"
    if scripts:
        assert page.evaluate(FITS)
    picture(page, "1-form")
    _filled_in(page, {**TYPED, "child": ""})
    page.get_by_role("button", name="Invia la segnalazione").press("Enter")
    summary = page.get_by_role("heading", name="C'è un problema")
    expect(summary).to_be_visible()
    expect(page.locator("[name=fact_1]")).to_have_value(TYPED["fact_1"])
    picture(page, "2-to-mend")
    page.locator("[name=child]").fill(TYPED["child"])
    page.locator("input[type=file]").first.set_input_files(
        {"name": "relazione.pdf", "mimeType": "application/pdf", "buffer": A_PDF}
    )
    page.get_by_role("button", name="Invia la segnalazione").press("Enter")
    facts = page.locator("dd")
    expect(facts.first).to_contain_text("EST-2026-")
    expect(facts.last).to_have_text("in carico all'ufficio")
    assert TYPED["child"] not in page.content()
    if scripts:
        assert page.evaluate(FITS)
    picture(page, "3-receipt")
    again = page.request.get(page.url.split("/report")[0] + f"/report/{token}")
    assert "Invia la segnalazione" not in again.text(), "the link was good for one"
    _the_office_has_it(open_page, picture)


def _filled_in(page: Page, typed: dict[str, str]) -> None:
    for name, value in typed.items():
        field = page.locator(f"[name={name}]")
        if field.first.get_attribute("type") == "radio":
            page.locator(f"[name={name}][value={value}]").check()
        elif field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def _the_office_has_it(
    open_page: Callable[..., Page], picture: Callable[[Page, str], None]
) -> None:
    page = open_page("/referrals/to-assign", "dario")
    row = page.get_by_role("row").filter(has_text="Zanvettori Elia").or_(
        page.get_by_role("row").filter(has_text="non ancora identificata")
    )  # fmt: skip
    row.first.get_by_role("link").first.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Zanvettori Elia")
    expect(page.get_by_role("main")).to_contain_text(TYPED["informed_why"])
    picture(page, "4-at-the-office")
