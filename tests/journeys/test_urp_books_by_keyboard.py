"""Somebody telephones the URP for an appointment: booked without a mouse, in a few keys."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
MOST_INTERACTIONS, MOST_KEYS = 5, 25


class Keyboard:
    """Counts what the operator does: an interaction is a burst of keys that ends with a pause."""

    def __init__(self, page: Page) -> None:
        self.page, self.interactions, self.keys = page, 0, 0

    def type(self, words: str) -> None:
        self.interactions += 1
        self.keys += len(words)
        self.page.keyboard.type(words, delay=30)

    def press(self, *keys: str) -> None:
        self.interactions += 1
        self.keys += len(keys)
        for key in keys:
            self.page.keyboard.press(key)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_known_person_is_booked(
    open_page: Callable[..., Page],
    picture: Callable[[Page, str], None],
    scripts: bool,
) -> None:
    page = open_page("/booking", "anna", java_script_enabled=scripts)
    if not scripts:  # the keyboard is put in the field by a script: without, one more Tab
        page.get_by_label("Chi chiama").focus()
    hand = Keyboard(page)
    hand.type("diop aw")
    if scripts:
        expect(page.get_by_role("radio", name="Diop Awa")).to_be_checked()
        expect(page.get_by_label("Chi chiama")).to_be_focused()
    else:
        hand.press("Enter")
        expect(page.get_by_role("radio", name="Diop Awa")).to_be_checked()
    picture(page, "who")
    if scripts:
        hand.press("Control+Enter")
    else:
        page.get_by_role("button", name="Conferma la prenotazione").focus()
        hand.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Prenotato")).to_be_visible()
    expect(page.get_by_text("L'appuntamento è mercoledì")).to_be_visible()
    picture(page, "done")
    assert hand.interactions <= MOST_INTERACTIONS
    assert hand.keys <= MOST_KEYS


def test_reason_place_and_number_are_chosen_in_the_order_of_the_page(
    open_page: Callable[..., Page], picture: Callable[[Page, str], None]
) -> None:
    page = open_page("/booking", "anna")
    hand = Keyboard(page)
    hand.type("diop aw")
    chosen = page.get_by_role("radio", name="Diop Awa")
    expect(chosen).to_be_checked()
    hand.press("Tab", "Tab")  # past "Cerca", on who she is
    expect(chosen).to_be_focused()
    page.get_by_role("radio", name="Primo colloquio").focus()
    hand.press("ArrowDown", "ArrowDown")
    expect(page.get_by_role("radio", name="Consegna o firma di documenti")).to_be_checked()
    places = page.get_by_role("radiogroup", name="Quando").get_by_role("radio")
    expect(places.first).to_be_checked()
    places.first.focus()
    hand.press("ArrowDown")
    expect(places.nth(1)).to_be_checked()
    hand.press("Control+Enter")
    expect(page.get_by_role("heading", level=1, name="Prenotato")).to_be_visible()
    assert hand.interactions <= MOST_INTERACTIONS
    assert hand.keys <= MOST_KEYS


def test_nobody_is_known_and_she_is_called_back(
    open_page: Callable[..., Page], picture: Callable[[Page, str], None]
) -> None:
    page = open_page("/booking", "anna", width=360)
    page.keyboard.type("Nessuno Mai")
    expect(page.get_by_role("radio", name="Nuova persona «Nessuno Mai»")).to_be_checked()
    picture(page, "nobody")
    page.get_by_role("button", name="La faccio richiamare").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="La faremo richiamare")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
