"""Italian words about the office and the bodies around it."""

from app.kernel.label import Label, Labels
from app.organisations.rules import (
    AccessMode,
    AssociationFault,
    AssociationKind,
    BodyKind,
    ChannelKind,
    MemberRole,
    OpeningKind,
    SettingKey,
)

WEEKDAYS = (
    "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica",
)  # fmt: skip

LABELS: Labels = {
    OpeningKind: {
        OpeningKind.WALK_IN: Label("Segretariato sociale"),
        OpeningKind.ADMIN_COUNTERS: Label("Sportelli per le pratiche"),
        OpeningKind.APPOINTMENTS: Label("Appuntamenti prenotati dall'URP"),
        OpeningKind.FRONT_OFFICE: Label("URP"),
        OpeningKind.PLAN_OFFICE: Label("Ufficio di Piano"),
        OpeningKind.STARS_DESK: Label("Sportello Stars per stranieri"),
    },
    AccessMode: {
        AccessMode.FREE_ACCESS: Label("Accesso libero"),
        AccessMode.BY_APPOINTMENT: Label("Su appuntamento"),
    },
    ChannelKind: {
        ChannelKind.PHONE: Label("Telefono", icon="telephone"),
        ChannelKind.FAX: Label("Fax"),
        ChannelKind.EMAIL: Label("E-mail", icon="mail"),
        ChannelKind.PEC: Label("PEC", icon="mail"),
    },
    BodyKind: {
        BodyKind.MUNICIPALITY: Label("Comune"),
        BodyKind.CONSORTIUM: Label("Consorzio o azienda consortile"),
        BodyKind.PLAN_OFFICE: Label("Ufficio di Piano"),
        BodyKind.SCHOOL: Label("Scuola"),
        BodyKind.HEALTH: Label("Servizio sanitario"),
        BodyKind.COURT: Label("Tribunale"),
        BodyKind.PROSECUTOR: Label("Procura"),
        BodyKind.POLICE: Label("Forze dell'ordine"),
        BodyKind.THIRD_SECTOR: Label("Ente del terzo settore"),
        BodyKind.PROVIDER: Label("Chi svolge un servizio"),
        BodyKind.COMPANY: Label("Azienda"),
        BodyKind.OTHER: Label("Altro ente"),
    },
    AssociationKind: {
        AssociationKind.DISTRICT: Label("Distretto"),
        AssociationKind.CONSORTIUM: Label("Gestione associata"),
    },
    MemberRole: {
        MemberRole.LEAD: Label("Capofila"),
        MemberRole.MEMBER: Label("Componente"),
    },
    SettingKey: {
        SettingKey.PATRON_DAY: Label("Giorno del patrono"),
        SettingKey.SLOT_MINUTES: Label("Durata di un posto allo sportello, in minuti"),
        SettingKey.PERSONS_IN_KIND: Label("Persone distinte per un servizio senza spesa (2 o 3)"),
        SettingKey.PERSONS_FOR_MONEY: Label("Persone distinte per un servizio con spesa (2 o 3)"),
    },
}

F = AssociationFault
REASONS = {
    "ends_before_opening": "Finirebbe prima di cominciare: controlla le due ore o i due giorni.",
    "starts_in_the_past": "Quello che è passato resta com'era: scegli oggi o un giorno più avanti.",
    "closure_backwards": "Il primo giorno aperto viene dopo l'inizio della chiusura.",
    "not_a_day": "Scrivi giorno e mese, per esempio 15/08.",
    "not_two_or_three": "Scrivi 2 o 3: chi chiede non approva mai, chi approva non paga mai.",
    "not_a_number": "Scrivi un numero di minuti, da 5 a 120.",
    "already_open_then": "In quelle ore è già aperto: scegli un altro giorno o altre ore.",
    "season_backwards": "Gli orari di sempre tornano dopo l'inizio: controlla i due giorni.",
    "hours_over": "Quell'orario finisce già quel giorno, o prima: per restare aperti oltre "
    "aggiungi un orario nuovo.",
    "not_a_working_day": "Quel giorno l'ufficio è chiuso: scegline un altro.",
    F.ENDS_BEFORE_MEMBERSHIP: "Uscirebbe prima di entrare: controlla le due date.",
    F.ALREADY_IN: "In quei giorni ne fa già parte: controlla le date.",
    F.ALREADY_LED: "In quei giorni c'è già un capofila: usa «Cambia il capofila».",
    F.LEADS_THEN: "In quel giorno è capofila: prima scrivi chi lo diventa.",
    F.LEFT_ALREADY: "La data di uscita è già scritta.",
    F.NOT_IN_THEN: "In quel giorno non ne fa parte: scegli un componente, o correggi il giorno.",
    F.LEADS_ALREADY: "È già capofila in quel giorno: scegli un altro ente.",
    F.LED_AFTERWARDS: "C'è già un cambio scritto dopo quel giorno: scegli un giorno più avanti.",
}
