"""Italian words about records of one person."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.kernel.label import Label, Labels
from app.people.labels import person
from app.people.rules import BirthKnown, Identity, MergeFault, MergeField, Sex

LABELS: Labels = {
    MergeField: {
        MergeField.NAME: Label("Cognome e nome"),
        MergeField.PREFERRED_NAME: Label("Vuole essere chiamata"),
        MergeField.BIRTH: Label("Nascita"),
        MergeField.BIRTHPLACE: Label("Luogo di nascita"),
        MergeField.SEX: Label("Sesso all'anagrafe"),
        MergeField.IDENTITY: Label("Identità"),
        MergeField.IDENTIFIER: Label("Codice fiscale, STP o ENI"),
        MergeField.LANGUAGE: Label("Lingua"),
        MergeField.DIED_ON: Label("Decesso"),
    },
}

REASONS: Mapping[str, str] = {
    MergeFault.ONE_PERSON: "È la stessa scheda: scegline un'altra.",
    MergeFault.MERGED: "Intanto questa scheda è stata unita a un'altra della stessa persona: "
    "cercala di nuovo e riprendi da lì.",
    MergeFault.KIN: "Tra le due c'è una parentela scritta: se sono una persona sola, "
    "concludi prima la relazione e scrivila con la persona giusta.",
    MergeFault.APART: "Sono nell'elenco di chi non va fatto incontrare: sono due persone.",
    MergeFault.ASK: "Prima di unire queste due schede chiedi alla responsabile.",
    MergeFault.TOGETHER: "Compaiono tutte e due nella stessa segnalazione, richiesta, struttura "
    "o gruppo, come due persone: togline una, poi unisci.",
    MergeFault.SAME_HOUR: "Hanno tutte e due un impegno alla stessa ora: spostane uno, poi unisci.",
    MergeFault.UNDONE: "Questa unione è già stata annullata.",
    MergeFault.TOO_LATE: "Sono passati più di trenta giorni: questa unione non si annulla più.",
    MergeFault.MERGED_AGAIN: "La scheda rimasta è stata poi unita a un'altra: "
    "annulla prima quell'unione.",
    MergeFault.UNDO_TOGETHER: "Da allora qualcosa si è intrecciato e non torna indietro da solo: "
    "registra di nuovo la persona e sposta a mano quello che è suo.",
}


def said_of(field: MergeField, said: Mapping[str, Any]) -> str:
    """Return what a record says of one thing, in words; `said` are its columns as plain values."""
    if field is MergeField.NAME:
        return f"{said['surname']} {said['given']}".strip()
    if field is MergeField.BIRTH:
        return _birth(said)
    if field is MergeField.IDENTIFIER:
        why = f": {said['no_identifier_reason']}" if said["no_identifier_reason"] else ""
        return said["identifier"] or f"manca{why}"
    value = said[field]
    if not value:
        return "non indicato"
    if field is MergeField.DIED_ON:
        return _day(value)
    codes = {MergeField.SEX: Sex, MergeField.IDENTITY: Identity}.get(field)
    return person.LABELS[codes][codes(value)].text if codes else value


def _birth(said: Mapping[str, Any]) -> str:
    if said["birth_date"]:
        presumed = " (data presunta)" if said["birth_known"] == BirthKnown.PRESUMED else ""
        return f"{_day(said['birth_date'])}{presumed}"
    return f"{said['birth_year']}, solo l'anno" if said["birth_year"] else "non si conosce"


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}"
