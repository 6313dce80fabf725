"""A report written down, and the one of a school answered whole, with the keyboard alone.

Every key is counted, Tab too. How long it takes a person is what ux says: 0.28 seconds a key, 1.35
a decision; how long the machine takes is printed with `-s`, never asserted.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.keyboard import Hands, within

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
Picture = Callable[[Page, str], None]
with_and_without_scripts = pytest.mark.parametrize(
    "scripts", [True, False], ids=["with scripts", "without scripts"]
)
KEY, DECISION = 0.28, 1.35
STORY = "Da due settimane non viene e porta gli stessi vestiti."
CLASS, FACTS = "3 B", "12/11: un livido al braccio, visto dalla maestra.\n19/11: piange in classe."


def _seconds(hands: Hands) -> float:
    return hands.keys * KEY + hands.interactions * DECISION


def _registered(page: Page, hands: Hands, *, source: str, scripts: bool = True) -> None:
    hands.reach(page.get_by_label("Come è arrivata"))
    hands.write("Per t")
    hands.reach(page.get_by_label("Chi segnala").first)
    hands.write(source)
    hands.reach(page.get_by_label("Cerca chi riguarda"))
    hands.write("disdetta")
    hands.press("Enter")
    expect(page.get_by_role("radio", name="Disdetta Ada")).to_be_checked()
    if scripts:
        expect(page.get_by_role("radio", name="Disdetta Ada")).to_be_in_viewport()
    hands.reach(page.get_by_label("Cosa succede"))
    hands.write(STORY)
    if scripts:
        hands.press("Control+Enter")
    else:
        hands.reach(page.get_by_role("button", name="Registra"))
        hands.press("Enter")
    expect(page.get_by_role("heading", name="Cosa succede ora")).to_be_visible()


@with_and_without_scripts
def test_t10_a_report_is_opened(open_page: Open, picture: Picture, scripts: bool) -> None:
    page = open_page("/referrals/new", "bruno", java_script_enabled=scripts)
    picture(page, "1-new")
    with within(page, "T10", 6, None) as hands:
        _registered(page, hands, source="Vic", scripts=scripts)
    assert not scripts or _seconds(hands) <= 60
    picture(page, "2-now")
    expect(page.get_by_role("heading", name="Da completare")).to_be_visible()


def test_t11_the_report_of_a_school_is_answered_whole(open_page: Open, picture: Picture) -> None:
    page = open_page("/referrals/new", "bruno")
    with within(page, "T11", 40, None) as hands:
        _registered(page, hands, source="Scu")
        hands.reach(page.get_by_role("link", name="Dirigente o referente"))
        hands.press("Enter")
        expect(
            page.get_by_role("heading", level=1, name="Le domande a chi segnala")
        ).to_be_visible()
        _write(page, hands, "Quale istituto?", "Istituto comprensivo di prova")
        _write(page, hands, "Dirigente o referente", "Vicaria Prova, 000 5550199")
        _write(page, hands, "Quale classe?", CLASS)
        _choose(page, hands, "La famiglia è stata informata?", "No")
        _write(page, hands, "Se no, perché?", "Si teme per il bambino.")
        _write(page, hands, "Fatti visti o riferiti", FACTS)
        _write(page, hands, "Frequenza", "Dieci assenze dal 2 novembre.")
        _write(page, hands, "Che cosa ha già fatto la scuola?", "Due colloqui con la madre.")
        _choose(page, hands, "La situazione è già nota ai servizi?", "No")
        _choose(page, hands, "Ci sono segni fisici", "Sì")
        _choose(page, hands, "È già stata trasmessa alla Procura?", "Sì")
        _write(page, hands, "Trasmessa alla Procura il", "20/11/2026")
        _write(page, hands, "Protocollo della trasmissione", "112/2026")
        picture(page, "3-questions")
        hands.press("Control+Enter")
        expect(page.get_by_text("Salvato.")).to_be_visible()
    assert _seconds(hands) <= 6 * 60
    expect(page.get_by_text("Segni fisici o violenza")).to_be_visible()
    picture(page, "4-answered")


def test_what_is_being_typed_is_kept_by_itself(open_page: Open) -> None:
    page = open_page("/referrals/new", "bruno")
    with page.expect_response(lambda answer: "/drafts/referral/" in answer.url, timeout=10_000):
        page.get_by_label("Cosa succede").fill("Il telefono squilla a metà della fra")
    page.goto(page.url.replace("/referrals/new", "/today"))
    page.keyboard.press("Alt+9")
    page.get_by_role("link", name="Non ancora registrata").click()
    expect(page.get_by_label("Cosa succede")).to_have_value("Il telefono squilla a metà della fra")


def _write(page: Page, hands: Hands, question: str, text: str) -> None:
    hands.reach(page.get_by_label(question))
    hands.write(text)


def _choose(page: Page, hands: Hands, question: str, answer: str) -> None:
    """Go to the answer that is chosen, then with the arrow to the one wanted."""
    group = page.get_by_role("radiogroup", name=question)
    hands.reach(group.get_by_role("radio", checked=True))
    wanted = group.get_by_label(answer, exact=True)
    for _ in range(3):
        if wanted.is_checked():
            break
        hands.page.keyboard.press("ArrowUp")
        hands.keys += 1
    hands.interactions += 1
    expect(wanted).to_be_checked()
