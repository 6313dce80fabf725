"""Somebody gives a name at the counter: is she known? If not, she is registered. Keyboard only."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_a_known_person_is_found_with_a_few_letters(
    open_page: Callable[..., Page], picture: Callable[[Page, str], None]
) -> None:
    page = open_page("/today")
    page.keyboard.press("Control+k")
    page.keyboard.type("diop aw")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Una persona trovata")).to_be_visible()
    picture(page, "found")
    page.get_by_role("link", name="Diop Awa").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Diop Awa")).to_be_visible()
    picture(page, "person")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_somebody_new_is_registered_without_typing_her_name_twice(
    open_page: Callable[..., Page], picture: Callable[[Page, str], None], scripts: bool
) -> None:
    page = open_page("/people", "anna", java_script_enabled=scripts)
    page.get_by_label("Cognome e nome, telefono o codice fiscale").focus()
    page.keyboard.type("Ferri Carla")
    page.keyboard.press("Enter")
    new = page.get_by_role("button", name="Nuova persona «Ferri Carla»")
    expect(new).to_be_visible()
    picture(page, "nobody")
    new.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Cognome", exact=True)).to_have_value("Ferri")
    picture(page, "new")
    page.get_by_label("Telefono", exact=False).first.focus()
    page.keyboard.type("000 5551234")
    page.get_by_role("button", name="Registra la persona").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Ferri Carla")).to_be_visible()
    picture(page, "registered")


def test_a_likely_double_is_shown_with_its_why_while_typing(
    open_page: Callable[..., Page], picture: Callable[[Page, str], None]
) -> None:
    page = open_page("/people/new")
    page.get_by_label("Cognome", exact=True).fill("Sartirani Diop")
    page.get_by_label("Nome (facoltativo)").fill("Noemi")
    page.get_by_label("La data è certa").check()
    page.get_by_label("Data di nascita").fill("14/03/2017")
    page.keyboard.press("Tab")
    expect(page.get_by_text("perché: stesso nome e stessa nascita").first).to_be_visible()
    picture(page, "double")
