"""The tasks of who follows people and of who answers for the office, with the keyboard alone.

Counted as in test_tasks_by_keyboard: interactions within their budget, with scripts and without.
"""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from app.catalogue.rules import Measure, PathCode
from app.db import db
from tests.builders.cases import an_open_case
from tests.builders.intake import a_referral
from tests.builders.people import a_person
from tests.builders.releases import a_draft, from_a_school
from tests.builders.requests import a_service, an_approved_request, page
from tests.builders.waiting import LAST_MONTH, somebody_waiting
from tests.cast import Cast
from tests.support.keyboard import Hands, within

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
with_and_without_scripts = pytest.mark.parametrize(
    "scripts", [True, False], ids=["with scripts", "without scripts"]
)
CALL = "Ha telefonato la madre: martedì lo accompagna la zia, chiede se può cambiare l'ora."


def _sent(hands: Hands, button: str, *, scripts: bool) -> None:
    """Press the button of the form: from anywhere in it, or with Tab up to it."""
    if scripts:
        hands.press("Control+Enter")
    else:
        hands.reach(hands.page.get_by_role("button", name=button, exact=True))
        hands.press("Enter")


@with_and_without_scripts
def test_t09_a_call_is_written_in_the_diary(
    open_page: Open, own_app: Flask, cast: Cast, scripts: bool
) -> None:
    with own_app.app_context():
        case_id = an_open_case(cast["bruno"], a_person(cast["bruno"], "Telefonata"))
        db.session.remove()
    shown = open_page(f"/cases/{case_id}", "bruno", java_script_enabled=scripts)
    with within(shown, "T09", 4, 200 if scripts else None) as hands:
        hands.reach(shown.get_by_role("link", name="Scrivi nel diario"))
        hands.press("Enter")
        hands.reach(shown.get_by_label("Che cosa è successo"))
        hands.write(CALL)
        kinds = shown.get_by_role("radiogroup", name="Che cosa è")
        hands.reach(kinds.get_by_role("radio", checked=True))
        _arrow_to(hands, "Telefonata")
        _sent(hands, "Salva nel diario", scripts=scripts)
        expect(shown.get_by_text(CALL)).to_be_visible()


def _arrow_to(hands: Hands, answer: str) -> None:
    """Go through the answers of a question with the arrow: one thing decided."""
    wanted = hands.page.get_by_role("radio", name=answer, exact=True)
    for _ in range(12):
        if wanted.is_checked():
            break
        hands.page.keyboard.press("ArrowDown")
        hands.keys += 1
    hands.interactions += 1
    expect(wanted).to_be_checked()


def test_t14_somebody_is_put_on_a_waiting_list(open_page: Open, own_app: Flask, cast: Cast) -> None:
    with own_app.app_context():
        request = an_approved_request(cast, a_service(cast, name="Lista di prova"))
        line = page(cast["gino"], request).lines[0].id
        db.session.remove()
    shown = open_page(f"/request-lines/{line}", "gino")
    with within(shown, "T14", 6, None) as hands:
        hands.reach(shown.get_by_role("link", name="Metti in lista"))
        hands.press("Enter")
        expect(shown.get_by_role("heading", level=1)).to_contain_text("Metti in lista")
        hands.press("Control+Enter")
        expect(shown.get_by_role("main")).to_contain_text("In lista")


def test_t16_a_letter_ready_is_a_pdf_with_one_press(
    open_page: Open, own_app: Flask, cast: Cast
) -> None:
    """From its page; where it is still to be prepared, one more."""
    with own_app.app_context():
        report, school = from_a_school(cast, a_person(cast["bruno"], "Da rispondere"))
        (receipt,) = a_draft(cast["bruno"], report, school)
        db.session.remove()
    shown = open_page(f"/releases/{receipt}", "bruno")
    with within(shown, "T16", 2, None) as hands:
        hands.reach(shown.get_by_role("link", name="PDF").first)
        with shown.expect_download() as kept:
            hands.press("Enter")
        assert kept.value.suggested_filename.endswith(".pdf")


@with_and_without_scripts
def test_t17_five_reports_are_assigned(
    open_page: Open, own_app: Flask, cast: Cast, scripts: bool
) -> None:
    """Ticked one by one, given together: two interactions each are ten, and this takes eight."""
    with own_app.app_context():
        for number in range(5):
            a_referral(cast["gino"], a_person(cast["bruno"], "Assegnanda", f"N{number}"))
        db.session.remove()
    shown = open_page("/referrals/to-assign", "dario", java_script_enabled=scripts)
    rows = shown.get_by_role("row").filter(has_text="Assegnanda")
    expect(rows).to_have_count(5)
    with within(shown, "T17", 10, None) as hands:
        for number in range(5):
            hands.reach(rows.nth(number).get_by_role("checkbox"))
            hands.press("Space")
        hands.reach(shown.get_by_label("A chi"))
        hands.write("Carla")
        _sent(hands, "Assegna quelle scelte", scripts=scripts)
        expect(shown.get_by_text("Assegni 5 a Carla")).to_be_visible()
        hands.reach(shown.get_by_role("button", name="Sì, assegna"))
        hands.press("Enter")
        expect(shown.get_by_text("Hai assegnato 5 a Carla")).to_be_visible()
    expect(shown.get_by_role("row").filter(has_text="Assegnanda")).to_have_count(0)


@with_and_without_scripts
def test_t18_how_many_wait_for_a_service_and_since_when(
    open_page: Open, own_app: Flask, cast: Cast, scripts: bool
) -> None:
    with own_app.app_context():
        service = a_service(
            cast, path=PathCode.HOME_CARE, measure=Measure.HOURS_PER_WEEK, name="Aiuto a casa"
        )
        for complete_on in (LAST_MONTH, LAST_MONTH):
            somebody_waiting(cast, service, complete_on=complete_on, path=PathCode.HOME_CARE)
        db.session.remove()
    shown = open_page("/today", "dario", java_script_enabled=scripts)
    with within(shown, "T18", 2, None) as hands:
        hands.reach(shown.locator(".site-navigation summary"))
        hands.press("Enter")
        hands.reach(shown.get_by_role("link", name="Liste d'attesa", exact=True).first)
        hands.press("Enter")
        row = shown.get_by_role("row").filter(has_text="Unità di Aiuto a casa")
        expect(row.get_by_role("cell").nth(1)).to_have_text("2")
        expect(row).to_contain_text(f"{LAST_MONTH:%d/%m/%Y}")
