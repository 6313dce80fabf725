"""The words of the number on paper, in Italian and for who reads another language."""

from collections.abc import Mapping

from app.desk.rules.paper import PaperFault, SlipFormat, SlipLanguage
from app.kernel.label import Label, Labels

LABELS: Labels = {
    SlipFormat: {
        SlipFormat.ROLL_80: Label("Rotolo 80 mm"),
        SlipFormat.ROLL_58: Label("Rotolo 58 mm"),
        SlipFormat.A6: Label("Foglio A6"),
        SlipFormat.A4: Label("Foglio A4"),
    },
    SlipLanguage: {
        SlipLanguage.ENGLISH: Label("English"),
        SlipLanguage.FRENCH: Label("Français"),
        SlipLanguage.SPANISH: Label("Español"),
        SlipLanguage.ROMANIAN: Label("Română"),
        SlipLanguage.ARABIC: Label("العربية"),
    },
}

# How many are ahead, and that nobody has to say why she is here.
SLIP_WORDS: Mapping[SlipLanguage, tuple[str, str]] = {
    SlipLanguage.ENGLISH: (
        "People ahead of you",
        "You do not have to say in the waiting room why you are here.",
    ),
    SlipLanguage.FRENCH: (
        "Personnes devant vous",
        "Vous n'avez pas à dire dans la salle d'attente pourquoi vous venez.",
    ),
    SlipLanguage.SPANISH: (
        "Personas delante de usted",
        "No hace falta decir en la sala de espera por qué viene.",
    ),
    SlipLanguage.ROMANIAN: (
        "Persoane înaintea dumneavoastră",
        "Nu trebuie să spuneți în sala de așteptare de ce ați venit.",
    ),
    SlipLanguage.ARABIC: (
        "عدد الأشخاص أمامك",
        "لا حاجة لذكر سبب حضورك في قاعة الانتظار.",
    ),
}

REASONS: Mapping[str, str] = {
    PaperFault.UNREADABLE: "Scrivi un biglietto per riga, numero e ora, per esempio: 7 15:10.",
    PaperFault.BEYOND_THE_LAST: "C'è un numero oltre l'ultimo dato a mano: correggi uno dei due.",
    PaperFault.IN_THE_FUTURE: "C'è un'ora che non è ancora passata: controlla le righe.",
    PaperFault.GIVEN_ALREADY: "Uno di questi numeri risulta già dato: togli la sua riga.",
}
