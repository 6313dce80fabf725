"""Italian words of what keeps the desk safe."""

from collections.abc import Mapping

from app.desk.rules.safety import IncidentKind, SafetyFault, WhoWasTold
from app.kernel.label import Label, Labels

LABELS: Labels = {
    IncidentKind: {
        IncidentKind.VERBAL: Label("Insulti o urla"),
        IncidentKind.THREAT: Label("Minacce"),
        IncidentKind.PHYSICAL: Label("Aggressione fisica"),
        IncidentKind.DAMAGE: Label("Danni alle cose"),
    },
    WhoWasTold: {
        WhoWasTold.NOBODY: Label("Ancora nessuno"),
        WhoWasTold.COLLEAGUES: Label("Le colleghe"),
        WhoWasTold.SUPERVISOR: Label("La responsabile"),
        WhoWasTold.POLICE: Label("Carabinieri, Polizia o 112"),
    },
}

REASONS: Mapping[str, str] = {
    SafetyFault.ALREADY_ASKED: "Hai già chiesto presenza: le colleghe lo vedono.",
    SafetyFault.ALREADY_ENDED: "Qualcuno ci sta già andando, oppure non serve più.",
    SafetyFault.ONES_OWN: "L'hai chiesto tu: risponde una collega.",
    SafetyFault.NOT_YET: "Quest'ora non è ancora passata: controlla il giorno e l'ora.",
    SafetyFault.ALREADY_REVIEWED: "È già stato letto.",
}
