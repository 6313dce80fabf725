"""The sentences of the catalogue: why a change is refused, what a criterion found and from what."""

from collections.abc import Mapping

FAULTS: Mapping[str, str] = {
    "not_a_length": "Scrivi un numero intero, da 0 a 3660 (le ore partono da 1).",
    "not_from_the_past": "Quello che è passato resta com'era: scegli oggi o un giorno più avanti.",
    "not_an_age": "Scrivi un'età in anni, da 0 a 120.",
    "not_a_day_of_the_year": "Scrivi giorno e mese che ci sono ogni anno, per esempio 01/06.",
    "not_yes_or_no": "Scrivi sì, no oppure da confermare.",
    "ends_before_it_starts": "Finirebbe prima di cominciare: controlla le due date.",
    "not_a_capacity": "Scrivi un numero intero, da 0 a 100000.",
    "outside_its_service": "Il servizio non c'è in quel giorno: controlla le date del servizio.",
    "name_missing": "Scrivi il nome: senza, nessuno lo riconosce.",
}
