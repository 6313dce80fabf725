"""Somebody telephones the URP for an appointment. Five interactions and 25 keys at most, no pointer.

An interaction is something the operator decides: to write, to choose, to confirm. Keys are presses.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.support.keyboard import Hands

pytestmark = pytest.mark.browser
MOST_INTERACTIONS, MOST_KEYS = 5, 25  # ux: a known person, the telephone in one hand


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_known_person_is_booked(
    open_page: Callable[..., Page], picture: Callable[[Page, str], None], scripts: bool
) -> None:
    page = open_page("/booking", "anna", java_script_enabled=scripts)
    if not scripts:  # the page asks for the focus with a script; without one it takes a Tab more
        page.get_by_label("Chi chiama").focus()
    hands = Hands(page)
    hands.write("disdetta")
    hands.press("Enter")
    chosen = page.get_by_role("radio", name="Disdetta Ada")
    expect(chosen).to_be_checked()
    picture(page, "found")
    if scripts:
        hands.press("Control+Enter")
    else:
        page.get_by_role("button", name="Conferma la prenotazione").focus()
        hands.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Prenotato")).to_be_visible()
    read_aloud = page.get_by_text("L'appuntamento è mercoledì 25 novembre 2026")
    expect(read_aloud).to_contain_text("con l'assistente sociale, in Dependance")
    picture(page, "booked")
    assert hands.interactions <= MOST_INTERACTIONS
    assert hands.keys <= MOST_KEYS


def test_a_new_person_is_booked_and_her_slip_says_the_place_and_no_reason(
    open_page: Callable[..., Page], picture: Callable[[Page, str], None]
) -> None:
    page = open_page("/booking", "anna")
    hands = Hands(page)
    hands.write("Zambelli Rita")
    hands.press("Enter")
    expect(page.get_by_role("radio", name="Nuova persona «Zambelli Rita»")).to_be_checked()
    expect(page.get_by_label("Cognome")).to_have_value("Zambelli")
    page.locator("#phone").focus()
    hands.write("000 1234567")
    hands.press("Control+Enter")
    expect(page.get_by_role("heading", level=1, name="Prenotato")).to_be_visible()
    page.get_by_role("link", name="Stampa il biglietto").press("Enter")
    expect(page.get_by_text("con l'assistente sociale")).to_be_visible()
    assert "Primo colloquio" not in page.content()
    assert "Bruno" not in page.locator("main").inner_text()
    picture(page, "slip")


def test_who_it_may_be_is_shown_while_typing_and_the_rest_is_chosen_with_arrows(
    open_page: Callable[..., Page], picture: Callable[[Page, str], None]
) -> None:
    page = open_page("/booking", "anna")
    hands = Hands(page)
    hands.write("disdett")
    expect(page.get_by_role("radio", name="Disdetta Ada")).to_be_checked()
    expect(page.get_by_label("Chi chiama")).to_be_focused()
    page.get_by_role("radio", name="Primo colloquio").focus()
    hands.press("ArrowDown", "ArrowDown")
    expect(page.get_by_role("radio", name="Consegna o firma di documenti")).to_be_checked()
    places = page.get_by_role("radiogroup", name="Quando").get_by_role("radio")
    expect(places.first).to_be_checked()
    places.first.focus()
    hands.press("ArrowDown")
    expect(places.nth(1)).to_be_checked()
    hands.press("Control+Enter")
    expect(page.get_by_role("heading", level=1, name="Prenotato")).to_be_visible()
    assert hands.interactions <= MOST_INTERACTIONS
    assert hands.keys <= MOST_KEYS


def test_what_is_chosen_while_the_places_are_on_their_way_stays_chosen(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/booking", "anna")
    on_their_way: list[Route] = []

    def keep(route: Route) -> None:
        on_their_way.append(route)

    page.route("**/booking/when", keep)
    purposes = page.get_by_role("radiogroup", name="Motivo").get_by_role("radio")
    places = page.get_by_role("radiogroup", name="Quando").get_by_role("radio")
    purposes.first.focus()
    with page.expect_request("**/booking/when"):
        page.keyboard.press("ArrowDown")
    places.first.focus()
    page.keyboard.press("ArrowDown")
    chosen = places.nth(1).get_attribute("value")
    with page.expect_response("**/booking/when"):
        on_their_way[0].continue_()
    page.wait_for_function("!document.querySelector('.htmx-request, .htmx-swapping')")
    expect(page.locator(f'input[value="{chosen}"]')).to_be_checked()
    expect(page.locator(f'input[value="{chosen}"]')).to_be_focused()


def test_who_finds_nobody_has_her_called_back(
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
