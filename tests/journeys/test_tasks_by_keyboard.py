"""The tasks of the day, with the keyboard alone: every key counted, Tab too, within its budget.

An interaction is something decided: to write, to choose, to confirm. How long the machine takes is
printed with `-s`, never asserted. Without scripts nothing puts the focus where the task begins: the
same interactions, as many Tabs as it takes. (T01 without scripts: test_urp_books_by_keyboard.)
"""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from app.db import db
from app.registry.rules import Takes
from tests.builders.registry import imported
from tests.cast import Cast
from tests.support.keyboard import Hands, within

pytestmark = pytest.mark.browser
_HOUSEHOLD = (
    "Orsini;Eva;;03/05/1980;F;F41;IS;via del Collaudo 41;01/02/2015;",
    "Orsini;Noè;;03/05/2011;M;F41;FG;via del Collaudo 41;01/02/2015;",
)
with_and_without_scripts = pytest.mark.parametrize(
    "scripts", [True, False], ids=["with scripts", "without scripts"]
)


def test_t01_a_known_person_is_booked(open_page: Callable[..., Page]) -> None:
    page = open_page("/booking", "anna")
    with within(page, "T01", 5, 25) as hands:
        hands.write("disdetta")
        hands.press("Enter")
        expect(page.get_by_role("radio", name="Disdetta Ada")).to_be_checked()
        hands.press("Control+Enter")
        expect(page.get_by_role("heading", level=1, name="Prenotato")).to_be_visible()


def test_t02_a_new_person_is_booked(open_page: Callable[..., Page]) -> None:
    page = open_page("/booking", "anna")
    with within(page, "T02", 7, 55) as hands:
        hands.write("Zambelli Rita")
        hands.press("Enter")
        expect(page.get_by_role("radio", name="Nuova persona «Zambelli Rita»")).to_be_checked()
        hands.reach(page.locator("#phone"))
        hands.write("000 1234567")
        hands.press("Control+Enter")
        expect(page.get_by_role("heading", level=1, name="Prenotato")).to_be_visible()


@pytest.mark.parametrize(
    ("link", "button"), [("Sposta", "Sposta"), ("Disdici", "La persona disdice")]
)
def test_t03_an_appointment_is_moved_or_called_off(
    open_page: Callable[..., Page], link: str, button: str
) -> None:
    page = open_page("/booking", "anna")
    with within(page, f"T03 {link}", 4, 20) as hands:
        hands.write("attesa")
        hands.press("Enter")
        hands.reach(page.get_by_role("link", name=link).first)
        hands.press("Enter")
        expect(page.get_by_role("heading", level=1, name=button)).to_be_visible()
        hands.press("Control+Enter")
        expect(page.get_by_role("heading", level=1, name=button)).not_to_be_visible()


def test_t04_when_is_my_appointment(open_page: Callable[..., Page]) -> None:
    page = open_page("/booking", "anna")
    with within(page, "T04", 2, 12) as hands:
        hands.write("attesa")
        expect(page.get_by_role("list", name="Appuntamenti già presi")).to_be_visible()


@with_and_without_scripts
def test_t05_a_ticket_is_given(open_page: Callable[..., Page], scripts: bool) -> None:
    page = open_page("/desk/tickets/new", "anna", java_script_enabled=scripts)
    with within(page, "T05", 2, 2 if scripts else None) as hands:
        hands.reach(page.get_by_role("button", name="Servizio sociale"))
        hands.press("Enter")
        expect(page.get_by_text("A0", exact=False).first).to_be_visible()


@with_and_without_scripts
def test_t06_the_next_person_is_called(open_page: Callable[..., Page], scripts: bool) -> None:
    page = open_page("/desk", "gino", java_script_enabled=scripts)
    with within(page, "T06", 1, 1 if scripts else None) as hands:
        hands.reach(page.get_by_role("button", name="Chiama la prossima"))
        hands.press("Enter")
        expect(page.get_by_role("button", name="Presente").first).to_be_visible()


@with_and_without_scripts
def test_t07_an_interview_is_closed_with_its_outcome_and_two_lines(
    open_page: Callable[..., Page], scripts: bool
) -> None:
    page = open_page("/desk", "bruno", java_script_enabled=scripts)
    with within(page, "T07", 5, 160 if scripts else None) as hands:
        hands.reach(page.locator("summary", has_text="Concludi").first)
        hands.press("Enter")
        hands.reach(page.get_by_role("checkbox", name="Informazione data").first)
        hands.press("Space")
        hands.reach(page.get_by_label("Area di bisogno").first)
        hands.write("Fam")
        hands.reach(page.get_by_label("Nota").last)
        hands.write("Chiede del nido. Detto dove.")
        if scripts:
            hands.press("Control+Enter")
        else:
            hands.reach(page.get_by_role("button", name="Salva e chiama la prossima"))
            hands.press("Enter")
        expect(page.get_by_text("Annulla:").first).to_be_visible()


def test_t08_is_this_person_known_and_who_follows_her(open_page: Callable[..., Page]) -> None:
    page = open_page("/people", "bruno")
    with within(page, "T08", 2, 12) as hands:
        hands.write("diop")
        expect(page.get_by_role("main").get_by_text("seguita da Bruno").first).to_be_visible()


def test_t13_a_household_is_taken_from_the_registry(
    open_page: Callable[..., Page], own_app: Flask, cast: Cast
) -> None:
    with own_app.app_context():
        imported(cast["dario"], _HOUSEHOLD, Takes.KNOWN)
        db.session.remove()
    page = open_page("/people", "bruno")
    with within(page, "T13", 3, 16) as hands:
        hands.write("orsini eva")
        hands.reach(page.get_by_role("button", name="Prendi dall'anagrafe"))
        hands.press("Enter")
        expect(page.get_by_text("Una famiglia trovata")).to_be_visible()
        hands.reach(page.get_by_role("button", name="Prendi questa famiglia"))
        hands.press("Enter")
        expect(page.get_by_text("Famiglia presa dall'anagrafe.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Orsini Eva")


def test_what_is_pressed_before_the_answer_comes_sends_all_that_is_typed(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/people", "bruno")
    hands = Hands(page)
    hands.write("ors")
    button = page.get_by_role("button", name="Nuova persona")
    expect(button).to_be_visible()
    page.route("**/people", lambda late: None)
    hands.write("ini eva")
    button.press("Enter")
    expect(page.get_by_label("Cognome")).to_have_value("orsini")
    expect(page.locator("#given")).to_have_value("eva")


def test_t19_next_months_rota_is_made(open_page: Callable[..., Page]) -> None:
    """Proposed, looked at, changed in one place, saved, published.

    Ten minutes, ux says: at its pace so many keys take less than one.
    """
    page = open_page("/rota?mese=2026-12", "dario")
    with within(page, "T19", 5, 120) as hands:
        hands.reach(page.get_by_role("link", name="Proponi turni"))
        hands.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Proposta dei turni")
        expect(page.get_by_text("Niente è salvato finché non premi il bottone")).to_be_visible()
        hands.reach(page.locator("select:has(option[value='']:checked)").first)
        hands.write("Dar")
        hands.press("Control+Enter")
        expect(page.get_by_text("Mese salvato")).to_be_visible()
        hands.reach(page.get_by_role("button", name="Pubblica dicembre 2026"))
        hands.press("Enter")
        expect(page.get_by_text("Mese pubblicato")).to_be_visible()
    assert page.get_by_role("row").filter(has_text="Dario").count() == 1
