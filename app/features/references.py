"""Every column by which a row is somebody's: when two people are merged, her rows are moved.

A new table with a key to a person adds its line here; tests/architecture/test_merging.py says which
one is missing. What is counted on the page of a merge has its words.
"""

from app.appointments.rules import Resource
from app.people.above import PersonReference as Row

PERSON_REFERENCES: tuple[Row, ...] = (
    Row("case_record", "person_id", "Cartelle"),
    Row("request_person", "person_id", "Richieste in cui entrerebbe", beside=("request_id",)),
    Row("placement_member", "person_id", "Collocamenti", beside=("placement_id",)),
    Row("referral_subject", "person_id", "Richieste e segnalazioni", beside=("referral_id",)),
    Row("path_member", "person_id", beside=("path_choice_id",)),
    Row("practice", "applicant_id", "Pratiche"),
    Row("appointment", "person_id", "Appuntamenti"),
    Row("agenda_item", "person_id", "Visite e incontri"),
    Row("group_seat", "person_id", "Posti nei gruppi", beside=("item_id",)),
    Row("time_claim", "resource_id", where=(("resource_kind", Resource.PERSON),)),
    Row("visit", "person_id", "Colloqui allo sportello"),
    Row("message", "person_id", "Messaggi"),
    Row("incident", "person_id", "Episodi segnalati"),
    Row("task", "person_id", "Cose da fare"),
    Row("consent", "person_id", "Consensi"),
    Row("consent", "giver_id", "Consensi"),
    Row("legal_protection", "person_id", "Tutele e provvedimenti"),
    Row("legal_protection", "holder_person_id", "Tutele e provvedimenti"),
    Row("responsibility", "person_id", "Responsabilità", again=("holder_id",)),
    Row("responsibility", "holder_id", "Responsabilità", again=("person_id",)),
    Row("parent_line", "person_id", "Lettere ai genitori", again=("parent_id",)),
    Row("parent_line", "parent_id", "Lettere ai genitori", again=("person_id",)),
    Row("emergency", "person_id", "Misure urgenti", beside=("organisation_id",)),
    Row("urgent_call", "person_id", "Chiamate di pronto intervento"),
    Row("release", "person_id", "Lettere"),
    Row("release_person", "person_id", beside=("release_id",)),
    Row("onward_referral", "person_id", "Invii ad altri servizi"),
    Row("participation", "person_id", "Partecipazioni ad attività"),
    Row("desk_contact", "person_id", "Contatti agli sportelli"),
    Row("person", "merged_into_id"),
    Row("other_name", "person_id", "Altri nomi"),
    Row("contact", "person_id", "Recapiti"),
    Row("address", "person_id", "Indirizzi"),
    Row("household_member", "person_id", "Nuclei", again=("household_id",)),
    Row("relationship", "person_id", "Relazioni", again=("other_id", "kind")),
    Row("relationship", "other_id", "Relazioni", again=("person_id", "kind")),
    Row("registry_link", "person_id"),
    Row("person_measure", "person_id", "Misure su come incontrarla", again=("kind",)),
    Row(
        "declared_conflict",
        "person_id",
        "Chi non la può seguire",
        again=("engagement_id", "decided_by_id"),
    ),
    Row("kept_apart", "person_id", "Persone da non far incontrare", again=("other_id",)),
    Row("kept_apart", "other_id", "Persone da non far incontrare", again=("person_id",)),
)
