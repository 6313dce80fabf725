"""Italian words about the plan."""

from collections.abc import Mapping

from app.cases.rules.plan import Agreed, PlanAction, PlanState
from app.kernel.label import Label, Labels, Tone

LABELS: Labels = {
    PlanState: {
        PlanState.DRAFT: Label("Bozza", Tone.WAITING, "info"),
        PlanState.SUBMITTED: Label("Da approvare", Tone.CALLED, "clock"),
        PlanState.RETURNED: Label("Da rivedere", Tone.ATTENTION, "warning"),
        PlanState.APPROVED: Label("Approvato", Tone.ACTIVE, "check-circle"),
        PlanState.CONCLUDED: Label("Concluso", Tone.DONE, "check"),
    },
    PlanAction: {
        PlanAction.DRAW_UP: Label("Scrivi un progetto", done="Progetto scritto"),
        PlanAction.SUBMIT: Label("Manda alla responsabile", done="Mandato alla responsabile"),
        PlanAction.WITHDRAW: Label("Riprendi la bozza", done="Bozza ripresa"),
        PlanAction.APPROVE: Label("Approva il progetto", done="Progetto approvato"),
        PlanAction.RETURN: Label("Rimanda con una nota", done="Rimandato con una nota"),
        PlanAction.CONCLUDE: Label("Concludi il progetto", done="Progetto concluso"),
    },
    Agreed: {
        Agreed.YES: Label("Sì"),
        Agreed.NO: Label("No"),
        Agreed.NOT_YET: Label("Non ancora chiesto"),
    },
}

REASONS: Mapping[str, str] = {
    "plan_ends_before_start": "Finirebbe prima di cominciare: controlla i due giorni.",
    "plan_review_outside": "La verifica sta tra l'inizio e la fine del progetto: cambia il giorno.",
    "plan_review_too_far": "La verifica è troppo lontana: per i minori al massimo sei mesi, per "
    "gli adulti un anno.",
    "no_end_or_review": "Manca il giorno in cui finisce o quello della verifica.",
    "no_goal": "Scrivi almeno un obiettivo.",
    "agreement_unknown": "Scrivi se la persona è d'accordo; se no, perché.",
    "why_not_agreed": "Scrivi perché la persona non è d'accordo.",
    "consent_unknown": "Manca il consenso di un genitore o di chi decide: puoi proseguire, resta "
    "tra le cose da completare.",
    "not_own_plan": "Questo progetto l'hai scritto tu: lo approva un'altra persona.",
    "plan_already_going": "C'è già un progetto in preparazione: continua in quello.",
    "outcome_missing": "Scegli un esito per ogni obiettivo.",
    "assessed_in_the_future": "È nel futuro: scrivi il giorno in cui hai valutato.",
    "plan_not_editable": "Il progetto è già stato mandato o approvato: non si cambia più.",
    "plan_over": "Il progetto è concluso: il consenso si scrive nel prossimo.",
}

CONDITIONS: Mapping[str, str] = {
    "has_end_and_review": "giorno di fine e di verifica scritti",
    "has_a_goal": "almeno un obiettivo",
    "agreement_is_known": "si sa se la persona è d'accordo",
    "consents_known": "manca un consenso",
    "not_own_plan": "chi decide non è chi ha scritto",
    "no_other_plan_going": "nessun altro progetto in preparazione",
    "case_set_plan": "la cartella passa a «Progetto attivo»",
}
