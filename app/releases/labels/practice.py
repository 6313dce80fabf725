"""The words of the letters about a practice: their titles, and what each starts from."""

from collections.abc import Mapping

from app.kernel.exits import LetterKind

TITLES_OF_PRACTICES: Mapping[LetterKind, str] = {
    LetterKind.PRACTICE_OPENED: "Abbiamo aperto la Sua pratica",
    LetterKind.PAPERS_MISSING: "Carte che mancano",
    LetterKind.REFUSAL_NOTICE: "Prima di decidere",
    LetterKind.PRACTICE_GRANTED: "La domanda è accolta",
    LetterKind.PRACTICE_REFUSED: "La domanda non è accolta",
    LetterKind.PRACTICE_STOPPED: "Il contributo è interrotto",
}
_DEAR = "Gentile [destinatario],\n\n"
_WHERE = "Per chiedere o spiegare venga allo sportello delle pratiche, o ci telefoni. \
[a chi rivolgersi]"
_APPEAL = """Se non è d'accordo può chiederci di rivedere la decisione, scrivendo a questo \
ufficio. Può anche fare ricorso al TAR entro 60 giorni da quando riceve questa lettera, o al \
Presidente della Repubblica entro 120 giorni."""

# What each starts from until the office writes its own.
TEXTS_OF_PRACTICES: Mapping[LetterKind, str] = {
    LetterKind.PRACTICE_OPENED: f"""{_DEAR}il [aperta il] abbiamo aperto la Sua pratica \
[riferimento]: [domanda].

Rispondiamo entro 30 giorni da quando ci sono tutte le carte. Servono ancora:

[carte che mancano]

La pratica la segue questo ufficio. Può vedere le carte e scriverci quello che vuole \
(legge 241 del 1990).

{_WHERE}""",
    LetterKind.PAPERS_MISSING: f"""{_DEAR}per andare avanti con la Sua domanda \
([domanda]) ci servono ancora:

[carte che mancano]

I giorni per la risposta cominciano quando ci sono tutte. Se una carta non si trova, ce lo dica: \
vediamo insieme come fare.

{_WHERE}""",
    LetterKind.REFUSAL_NOTICE: f"""{_DEAR}abbiamo letto la Sua domanda \
([domanda]). Pensiamo di non poterla accogliere, per questo motivo:

[motivo]

Non è ancora una decisione. Entro dieci giorni da quando riceve questa lettera può mandarci \
osservazioni scritte e altre carte. Le leggiamo e rispondiamo prima di decidere (legge 241 del \
1990, articolo 10-bis).

{_WHERE}""",
    LetterKind.PRACTICE_GRANTED: f"""{_DEAR}il Comune Le dà [importo] per: [per che cosa]. \
Atto: [atto].

[pagamenti]

{_APPEAL}

{_WHERE}""",
    LetterKind.PRACTICE_REFUSED: f"""{_DEAR}la Sua domanda ([domanda]) non è \
accolta, per questo motivo:

[motivo]

{_APPEAL}

{_WHERE}""",
    LetterKind.PRACTICE_STOPPED: f"""{_DEAR}il contributo che Le davamo \
([domanda]) è interrotto, per questo motivo:

[motivo]

{_APPEAL}

{_WHERE}""",
}
