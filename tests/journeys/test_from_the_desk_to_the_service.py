"""Monday: a mother comes to the desk with the school's worry. Up to the first hours at home.

Ticket, interview, segnalazione from the school, assignment, first contact, way to the service, taking
charge, a request with three lines, approval by another person, the provider's answer, start, report.
By keyboard, with and without a script.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.keyboard import Keyboard

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
Picture = Callable[[Page, str], None]
At = Callable[..., tuple[Page, Keyboard]]
# The three lines of the request: words on the screen, hours a week.
LINES = (
    ("Interventi educativi al domicilio", "4"),
    ("Interventi di supporto nell'attività sportiva", "1,5"),
    ("Interventi di accompagnamento o trasporto ai luoghi di cura o terapia", "1,5"),
)


@pytest.mark.timeout(180)
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_the_desk_to_the_service(open_page: Open, picture: Picture, scripts: bool) -> None:
    def at(path: str, who: str) -> tuple[Page, Keyboard]:
        page = open_page(path, who, java_script_enabled=scripts)
        return page, Keyboard(page)

    story = _heard_at_the_desk(at, picture)
    referral = _reported_by_the_school(at, picture, story)
    _assigned_by_the_supervisor(at, referral)
    _met_and_taken_charge_of(at, picture, referral)
    request = _asked_for_a_service(at, picture, referral)
    _approved_by_another(at, request)
    _sent_and_started(at, picture, request)
    _counted(at, picture)


def _heard_at_the_desk(at: At, picture: Picture) -> str:
    page, keys = at("/desk", "bruno")
    keys.write("Nota", "La madre porta la lettera della scuola.")
    keys.unfold("Concludi")
    keys.tick("Richiesta di aiuto o segnalazione")
    keys.tick("Minori")
    keys.pick("Area di bisogno", "Famiglia")
    picture(page, "1-conclude")
    keys.press("button", "Salva", exact=True)
    expect(page.get_by_role("heading", level=1, name="Colloquio")).to_be_visible()
    picture(page, "2-visit")
    return _path(page)


def _reported_by_the_school(at: At, picture: Picture, visit: str) -> str:
    page, keys = at(visit, "bruno")
    keys.press("button", "richiesta")
    expect(
        page.get_by_role("heading", level=1, name="Nuova richiesta o segnalazione")
    ).to_be_visible()
    keys.pick("Chi segnala", "Scuola")
    keys.write("Cerca chi riguarda", "Fabbri Nina")
    keys.press("button", "Cerca", exact=True)
    keys.tick("È una persona nuova")
    keys.unfold("Se è una persona nuova")
    keys.write("Data di nascita", "14/03/2017")
    keys.write("Cosa succede", "Assenze ripetute, viene senza occhiali.")
    keys.tick("Da vedere entro 7 giorni")
    picture(page, "3-new")
    keys.press("button", "Registra")
    expect(page.get_by_role("heading", level=1, name="Fabbri Nina")).to_be_visible()
    picture(page, "4-referral")
    return _path(page)


def _assigned_by_the_supervisor(at: At, referral: str) -> None:
    page, keys = at(referral, "dario")
    keys.press("link", "Assegna")
    keys.tick("Bruno")
    keys.press("button", "Assegna")
    expect(page.get_by_text("Assegnata").first).to_be_visible()


def _met_and_taken_charge_of(at: At, picture: Picture, referral: str) -> None:
    page, keys = at(referral, "bruno")
    keys.press("link", "primo contatto")
    keys.tick("Abbiamo parlato")
    keys.write("Due righe", "Sentita la madre.")
    keys.press("button", "Scrivi il primo contatto")
    keys.press("link", "Valuta rischio")
    keys.answer("Rischio di pregiudizio", "Sì")
    keys.answer("Pregiudizio", "No")
    keys.press("button", "Valuta rischio")
    keys.press("link", "Scegli il percorso")
    keys.press("link", "Assistenza domiciliare minori")
    keys.answer("Serve un sostegno per un corretto sviluppo psicofisico?", "Sì")
    keys.answer("Quali interventi servono?", *(words for words, _ in LINES))
    picture(page, "5-path")
    keys.press("button", "Scegli questo percorso")
    keys.press("link", "Prendi in carico")
    keys.answer("Su quale base", "Con il consenso")
    keys.pick("Area", "Famiglia")
    keys.press("button", "Prendi in carico")
    expect(page.get_by_role("link", name="Cartella CS-")).to_be_visible()
    picture(page, "6-taken")


def _asked_for_a_service(at: At, picture: Picture, referral: str) -> str:
    page, keys = at(referral, "bruno")
    keys.press("button", "Prepara la richiesta di servizio")
    for number, (_, quantity) in enumerate(LINES, start=1):
        keys.press("link", f"intervento {number}")
        keys.write("Quantità", quantity)
        keys.write("Dal giorno", "23/11/2026")
        keys.write("Fino al giorno", "30/06/2027")
        keys.press("button", "Salva l'intervento")
    keys.press("link", "Correggi la richiesta")
    keys.answer("Forma di gestione", "Diretta, senza altri enti")
    keys.write("Dal giorno", "23/11/2026")
    keys.write("Fino al giorno", "30/06/2027")
    keys.pick("Consenso", "Entrambi")
    keys.write("Perché serve", "Sostegno ai compiti e alla salute.")
    keys.press("button", "Salva")
    picture(page, "7-request")
    keys.press("button", "Invia per l'approvazione")
    expect(page.get_by_text("Da approvare").first).to_be_visible()
    return _path(page)


def _approved_by_another(at: At, request: str) -> None:
    page, keys = at(request, "dario")
    keys.press("button", "Approva la richiesta")
    expect(page.get_by_text("Approvata").first).to_be_visible()


def _sent_and_started(at: At, picture: Picture, request: str) -> None:
    for words, _ in LINES[:2]:
        page, keys = at(request, "gino")
        keys.press("link", words)
        keys.press("button", "Invia a chi svolge il servizio")
        keys.press("link", "Segna l'accettazione")
        keys.write("Può cominciare dal giorno", "23/11/2026")
        keys.press("button", "Segna l'accettazione")
        keys.press("link", "Segna l'avvio")
        keys.write("È cominciato il giorno", "23/11/2026")
        keys.press("button", "Segna l'avvio")
    page, keys = at(request, "gino")
    keys.press("link", LINES[2][0])
    keys.press("link", "Metti in lista")
    keys.press("button", "Metti in lista")
    page, keys = at(request, "dario")
    expect(page.get_by_text("2 di 3 avviati")).to_be_visible()
    picture(page, "8-two-of-three")


def _counted(at: At, picture: Picture) -> None:
    page, _ = at("/reports/caseload", "dario")
    expect(page.get_by_role("heading", name="Cartelle attive")).to_be_visible()
    picture(page, "9-report")


def _path(page: Page) -> str:
    return "/" + page.url.split("/", 3)[3]
