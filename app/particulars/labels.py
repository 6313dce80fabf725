"""Italian words about the particulars of services."""

from collections.abc import Mapping

from app.kernel.label import Label, Labels, Tone
from app.particulars.rules import (
    AlarmKind,
    AreaOutcome,
    CertificateKind,
    EducationArea,
    KeyRelation,
    ParticularFault,
    WeekPlace,
    WorkOutcome,
    WorkPhase,
)

LABELS: Labels = {
    WeekPlace: {
        WeekPlace.HOME: Label("A casa"),
        WeekPlace.SCHOOL: Label("A scuola"),
        WeekPlace.AREA: Label("Sul territorio"),
        WeekPlace.CARE: Label("Nel luogo di cura o terapia"),
    },
    EducationArea: {
        EducationArea.FAMILY_RESOURCES: Label("Risorse della famiglia"),
        EducationArea.AUTONOMY: Label("Autonomia"),
        EducationArea.RELATIONSHIPS: Label("Relazioni"),
        EducationArea.SCHOOL: Label("Scuola"),
        EducationArea.FAMILY: Label("Vita in famiglia"),
        EducationArea.FREE_TIME: Label("Tempo libero"),
    },
    AreaOutcome: {
        AreaOutcome.NOT_YET: Label("1, non ancora raggiunto", Tone.ATTENTION),
        AreaOutcome.PARTLY: Label("2, raggiunto in parte", Tone.CALLED),
        AreaOutcome.REACHED: Label("3, raggiunto", Tone.DONE, "check"),
    },
    WorkPhase: {
        WorkPhase.PRELIMINARY: Label("Fase 10, conoscenza preliminare"),
        WorkPhase.ORIENTATION: Label("Fase 20, orientamento"),
        WorkPhase.DESIGN: Label("Fase 30, progettazione"),
        WorkPhase.TOOLS: Label("Fase 40, attivazione degli strumenti"),
        WorkPhase.ACCOMPANYING: Label("Fase 50, accompagnamento"),
        WorkPhase.MONITORING: Label("Fase 60, monitoraggio"),
        WorkPhase.FINAL: Label("Fase 70, valutazione finale"),
    },
    WorkOutcome: {
        WorkOutcome.HIRED: Label("Assunzione", Tone.ACTIVE, "check"),
        WorkOutcome.TRAINING: Label("Prosegue con la formazione", Tone.CALLED),
        WorkOutcome.ENDED: Label("Percorso finito senza lavoro", Tone.DONE),
    },
    KeyRelation: {
        KeyRelation.NEIGHBOUR: Label("Vicinato"),
        KeyRelation.CHILD: Label("Figlia o figlio"),
        KeyRelation.PARTNER: Label("Coniuge o convivente"),
        KeyRelation.RELATIVE: Label("Altro familiare"),
        KeyRelation.FRIEND: Label("Amicizia"),
        KeyRelation.CARER: Label("Assistente familiare"),
    },
    AlarmKind: {
        AlarmKind.FALSE_ALARM: Label("Falso allarme", Tone.DONE),
        AlarmKind.FALL: Label("Caduta", Tone.ATTENTION, "warning"),
        AlarmKind.ILLNESS: Label("Malore", Tone.ATTENTION, "warning"),
        AlarmKind.NO_ANSWER: Label("Non risponde", Tone.ATTENTION, "warning"),
    },
    CertificateKind: {
        CertificateKind.LAW_104: Label("Accertamento L. 104/1992"),
        CertificateKind.BASE_ASSESSMENT: Label("Valutazione di base, D.Lgs. 62/2024"),
        CertificateKind.OTHER: Label("Altra certificazione"),
    },
}

_F = ParticularFault
REASONS: Mapping[str, str] = {
    _F.LINE_OVER: "L'intervento è concluso o ritirato: qui ormai si legge soltanto.",
    _F.REQUEST_OVER: "La richiesta è finita: il progetto educativo ormai si legge soltanto.",
    _F.HOURS_BACKWARDS: "Finirebbe prima di cominciare: controlla le due ore.",
    _F.HOURS_MEET: "In quelle ore questo intervento c'è già: scegli altre ore o concludi quelle.",
    _F.HOURS_OVER: "Queste ore hanno già un ultimo giorno.",
    _F.FAMILY_FIRST: "Si comincia dalle risorse della famiglia: scrivi prima quest'area.",
    _F.AREA_JUDGED: "Questo obiettivo è già raggiunto: per andare avanti scrivine un altro.",
    _F.CHECK_IN_THE_PAST: "La verifica è in un giorno già passato: scegline uno che viene.",
    _F.SAME_PHASE: "È già in questa fase: scegli quella a cui passa.",
    _F.PHASE_BEFORE_LAST: "La fase di ora è cominciata dopo quel giorno: controlla la data.",
    _F.BACK_WITHOUT_WORDS: "Torna a una fase precedente: scrivi perché.",
    _F.OUTCOME_MISSING: "Alla valutazione finale scrivi com'è finito il percorso.",
    _F.OUTCOME_TOO_EARLY: "Com'è finito si scrive solo alla valutazione finale, fase 70.",
    _F.NOT_YET_HAPPENED: "È nel futuro: si scrive quando è successo.",
    _F.HOST_LEFT: "Qui c'è già un ultimo giorno.",
    _F.DEVICE_REMOVED: "Questo apparecchio risulta già ritirato.",
    _F.REMOVED_BEFORE_INSTALLED: "Il ritiro viene dopo l'installazione: controlla il giorno.",
    _F.KEYS_GIVEN_BACK: "Questa persona non si chiama già più: guarda tra quelle di prima.",
    _F.ALARM_WRITTEN: "La chiamata di quell'ora è già scritta: controlla l'elenco.",
    _F.ALARM_SEEN: "Questa chiamata l'ha già vista un'altra persona: guarda che cosa ha scritto.",
    _F.CERTIFICATE_NOT_ISSUED_THEN: "Quel giorno questo certificato non si rilasciava: controlla "
    "il tipo e la data di rilascio. Quelli rilasciati prima restano validi.",
    _F.CERTIFICATE_BACKWARDS: "Scadrebbe prima del rilascio: controlla le due date.",
    _F.YEAR_RENEWED: "La richiesta del nuovo anno c'è già: aprila da qui.",
}
