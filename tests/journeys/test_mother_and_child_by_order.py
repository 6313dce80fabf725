"""A court asks that a child live with her mother in a community: from the order to the entry.

The order concerns the child, the mother enters by her own will, the third is not born yet; one
proposes the structure and another chooses it; where it is stands on one page only. By keyboard.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.keyboard import Keyboard

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
Picture = Callable[[Page, str], None]
At = Callable[[str, str], tuple[Page, Keyboard]]
STRUCTURE, ADDRESS = "Casa Kanarina Nuova", "via del Kanarino 9"


@pytest.mark.timeout(180)
def test_mother_and_child_by_order(open_page: Open, picture: Picture) -> None:
    def at(path: str, who: str) -> tuple[Page, Keyboard]:
        page = open_page(path, who)
        return page, Keyboard(page)

    referral = _ordered_by_the_court(at, picture)
    _assigned_and_heard(at, referral)
    _way_chosen(at, picture, referral)
    request = _asked_and_approved(at, referral)
    placement = _place_searched(at, picture, request)
    _place_proposed_and_chosen(at, placement)
    _entered(at, picture, placement)
    _address_on_one_page_only(at, picture, placement, referral, request)


def _ordered_by_the_court(at: At, picture: Picture) -> str:
    page, keys = at("/referrals/new", "bruno")
    keys.pick("Come è arrivata", "Per PEC")
    keys.pick("Chi segnala", "Tribunale per i minorenni")
    keys.unfold("Se scrive l'Autorità giudiziaria")
    keys.write("Procedimento n.", "TM 412/2026")
    keys.write("Atto del", "20/11/2026")
    keys.pick("Che cosa chiede", "Un collocamento")
    keys.write("Risposta entro", "18/02/2027")
    _somebody_new(page, keys, "Dervishi Anila", "02/05/1999")
    keys.write("Cosa succede", "La figlia è collocata con la madre, se lei vuole.")
    keys.tick("Entro 48 ore")
    picture(page, "1-order")
    keys.press("button", "Registra")
    expect(page.get_by_role("heading", name="Controlla prima di registrare")).to_be_visible()
    keys.press("button", "Registra")
    keys.press("link", "Riguarda anche un'altra persona")
    _somebody_new(page, keys, "Sala Mira", "03/06/2022")
    keys.press("button", "Aggiungi")
    expect(page.get_by_role("heading", level=1, name="Dervishi Anila; Sala Mira")).to_be_visible()
    return _path(page)


def _somebody_new(page: Page, keys: Keyboard, name: str, born: str) -> None:
    keys.write("Cerca chi riguarda", name)
    keys.press("button", "Cerca", exact=True)
    expect(page.get_by_label(f"È una persona nuova: «{name}»")).to_be_attached()
    keys.tick("È una persona nuova")
    keys.unfold("Se è una persona nuova")
    keys.write("Data di nascita", born)


def _assigned_and_heard(at: At, referral: str) -> None:
    page, keys = at(referral, "dario")
    keys.press("link", "Assegna")
    keys.tick("Bruno")
    keys.press("button", "Assegna")
    expect(page.get_by_text("Assegnata").first).to_be_visible()
    page, keys = at(referral, "bruno")
    keys.press("link", "primo contatto")
    keys.tick("Abbiamo parlato")
    keys.write("Due righe", "Con l'interprete: vuole entrare con la figlia.")
    keys.press("button", "Scrivi il primo contatto")
    keys.press("link", "Valuta rischio")
    keys.answer("Rischio di pregiudizio", "Sì")
    keys.answer("Pregiudizio", "No")
    keys.press("button", "Valuta rischio")
    expect(page.get_by_role("link", name="Scegli il percorso").first).to_be_visible()


def _way_chosen(at: At, picture: Picture, referral: str) -> None:
    page, keys = at(referral, "bruno")
    keys.press("link", "Scegli il percorso")
    keys.press("link", "Comunità mamma-bambino")
    # What the court wrote was typed once, with the order.
    expect(page.get_by_label("Numero del procedimento")).to_have_value("TM 412/2026")
    expect(page.get_by_label("Termine per la risposta")).to_have_value("18/02/2027")
    for question in (
        "È in gravidanza?",
        "È madre di figli minorenni?",
        "C'è una difficoltà psicologica o sociale?",
        "Il provvedimento riguarda il bambino?",
        "La madre vuole entrare in comunità?",
    ):
        keys.answer(question, "Sì")
    keys.pick("Madre", "Dervishi")
    keys.tick("Sala Mira")
    keys.tick("Si aspetta anche un bambino")
    expect(page.get_by_text("La madre entra per sua volontà.").first).to_be_visible()
    picture(page, "2-way")
    keys.press("button", "Scegli questo percorso")
    keys.press("link", "Prendi in carico")
    keys.answer("Su quale base", "Su provvedimento dell'Autorità giudiziaria")
    keys.pick("Area", "Famiglia")
    keys.press("button", "Prendi in carico")
    expect(page.get_by_role("link", name="Cartella CS-000007 di Sala Mira")).to_be_visible()


def _asked_and_approved(at: At, referral: str) -> str:
    page, keys = at(referral, "bruno")
    keys.press("button", "Prepara la richiesta di servizio per Dervishi Anila")
    keys.press("link", "intervento 1")
    keys.write("Quantità", "3")
    keys.write("Dal giorno", "23/11/2026")
    keys.write("Fino al giorno", "04/05/2027")
    keys.press("button", "Salva l'intervento")
    keys.press("link", "Correggi la richiesta")
    keys.answer("Forma di gestione", "Diretta, senza altri enti")
    keys.pick("Consenso", "La persona, maggiorenne")
    keys.write("Perché serve", "Serve un luogo protetto per lei e per la figlia.")
    keys.press("button", "Salva")
    expect(page.get_by_text("Provvedimento del giudice").first).to_be_visible()
    keys.press("button", "Invia per l'approvazione")
    expect(page.get_by_text("Da approvare").first).to_be_visible()
    request = _path(page)
    page, keys = at(request, "dario")
    keys.press("button", "Approva la richiesta")
    expect(page.get_by_text("Approvata").first).to_be_visible()
    return request


def _place_searched(at: At, picture: Picture, request: str) -> str:
    page, keys = at(request, "bruno")
    keys.press("link", "Cerca un posto")
    keys.write("Età di chi entra", "madre 27, figlia 4, nascita attesa")
    keys.write("Quanti letti", "3")
    keys.write("Zona o Comune", "zona Adda")
    keys.press("button", "Apri la ricerca")
    for who, ground in (("Madre", "Consensuale"), ("Figlio", "Giudiziario"), ("Nascita", "Nessun")):
        keys.press("link", f"Aggiungi {who}")
        keys.tick(ground)
        if ground == "Giudiziario":
            keys.write("Provvedimento", "TM 412/2026")
        if who == "Nascita":
            keys.write("Se è una nascita attesa", "10/02/2027")
        keys.press("button", "Aggiungi chi entra")
    expect(page.get_by_text("Servono 3 letti (culle comprese) e 1 nucleo.")).to_be_visible()
    picture(page, "3-search")
    return _path(page)


def _place_proposed_and_chosen(at: At, placement: str) -> None:
    page, keys = at(placement, "bruno")
    keys.press("link", "Chiedi alle strutture")
    keys.tick("Struttura riservata 03")
    keys.tick("Struttura riservata 04")
    keys.press("button", "Chiedi alle strutture")
    keys.press("link", "Segna la risposta")
    keys.pick("Quale struttura", "Struttura riservata 04")
    keys.answer("Che cosa risponde", "Disponibile")
    keys.press("button", "Segna la risposta")
    keys.press("link", "Proponi una struttura")
    keys.tick("Struttura riservata 04")
    keys.press("button", "Proponi una struttura")
    expect(page.get_by_text("Proposta: Struttura riservata 04.")).to_be_visible()
    page, keys = at(placement, "dario")
    keys.press("link", "Scegli la struttura")
    expect(page.get_by_text("Controlla che la struttura non sia nel Comune")).to_be_visible()
    keys.press("button", "Scegli la struttura")
    expect(page.get_by_role("heading", level=1, name="Struttura riservata 04")).to_be_visible()


def _entered(at: At, picture: Picture, placement: str) -> None:
    page, keys = at(placement, "bruno")
    keys.press("link", "Segna l'ingresso")
    expect(page.get_by_label("Giorno dell'ingresso")).to_have_value("23/11/2026")
    keys.write("A che ora", "11:30")
    keys.write("Fine prevista", "04/05/2027")
    keys.write("Nome vero della struttura", STRUCTURE)
    keys.write("Indirizzo (riservato)", ADDRESS)
    keys.press("button", "Segna l'ingresso")
    expect(page.get_by_text("Indirizzo riservato").first).to_be_visible()
    expect(page.get_by_text("Giudiziario, TM 412/2026. Ingresso: 23/11/2026")).to_be_visible()
    expect(page.get_by_text("Consensuale. Ingresso: 23/11/2026")).to_be_visible()
    picture(page, "4-inside")


def _address_on_one_page_only(at: At, picture: Picture, placement: str, *elsewhere: str) -> None:
    for path, who in [(p, w) for p in (placement, *elsewhere) for w in ("bruno", "dario")]:
        assert ADDRESS not in at(path, who)[0].content()
    page, keys = at("/reports/caseload", "dario")
    assert STRUCTURE not in page.content()
    page, keys = at(placement, "bruno")
    keys.press("link", "Mostra l'indirizzo")
    keys.tick("Accompagnamento")
    keys.press("button", "Mostra l'indirizzo")
    expect(page.get_by_text(ADDRESS)).to_be_visible()
    expect(page.get_by_text(STRUCTURE)).to_be_visible()
    picture(page, "5-address")


def _path(page: Page) -> str:
    return "/" + page.url.split("/", 3)[3]
