"""Without a case: the youth space, the Stars desk of story 7, the woman of story 6."""

from datetime import date, timedelta
from typing import Any

from app.catalogue.rules import PathCode
from app.demo.context import MAKER, Demo
from app.desk.queries import visit_under_way
from app.kernel.clock import rome_to_utc
from app.kernel.references import BodyId, OnwardId, TicketId
from app.open_door import operations
from app.open_door.operations import (
    ContactGiven,
    DeskGiven,
    Heard,
    InitiativeGiven,
    ParticipationGiven,
    Sending,
)
from app.open_door.rules import (
    AgeBand,
    Answered,
    Called,
    HelpKind,
    InitiativeKind,
    Teller,
    ToldToWoman,
    Topic,
)
from app.organisations.operations import BodyDetails, open_body
from app.organisations.queries import sites
from app.organisations.rules import BodyKind

CENTRE, CONSORTIUM = "Centro antiviolenza di zona", "OFFERTASOCIALE, società consortile"
COOPERATIVE, NEIGHBOURS = "Cooperativa Il Ponte di Carta", "Associazione Vicini di Casa"
OF_THE_THURSDAY = (
    # hour, minute, what is asked, language, minutes, of which with the mediator
    (14, 35, {Topic.PERMIT_INFORMATION}, "inglese", 15, 0),
    (14, 55, {Topic.WORK}, "inglese", 20, 0),
    (15, 20, {Topic.SCHOOL, Topic.ITALIAN}, "bangla", 35, 30),
    (16, 0, {Topic.HEALTH}, "italiano", 10, 0),
    (16, 15, {Topic.ITALIAN}, "inglese", 15, 0),
    (16, 50, {Topic.HOME, Topic.WORK}, "bangla", 25, 20),
)
HIS = 2  # the third of them is Rafiqul


def load(demo: Demo) -> None:
    """Make the initiatives of the autumn, the desk of a Thursday, those who were sent on."""
    demo.tell("Ad accesso libero: Spazio Giovani, sportello Stars, invii")
    _initiatives(demo)
    _stars_desk(demo)
    _sent_on(demo)


def woman_of_friday(demo: Demo, ticket_id: TicketId, day: date) -> None:
    """Story 6: she is told of the centre and of 1522, nothing is printed, nobody calls her."""
    marta = demo.staff["marta"]
    visit = visit_under_way(marta, ticket_id)
    heard = Heard(
        told=frozenset({ToldToWoman.LISTENED, ToldToWoman.HELPLINE, ToldToWoman.CENTRE}),
        is_alone=Answered.NO, may_speak=Answered.YES, safe_to_call=Answered.NO, no_print=True,
        body_id=demo.known[CENTRE], help_kind=HelpKind.ADDRESS_ONLY,
        described="Una donna, con una signora anziana",
        visit_id=visit.id if visit else None,
    )  # fmt: skip
    operations.hear_woman(actor=marta, now=rome_to_utc(day, 10 * 60 + 14), heard=heard)


def _initiatives(demo: Demo) -> None:
    giorgio = demo.staff["giorgio"]
    made = (
        (date(2026, 9, 15), InitiativeGiven(
            path=PathCode.YOUTH_SPACE, kind=InitiativeKind.ACTIVITY, title="Murales in stazione",
            valid_from=date(2026, 9, 15), last_day=date(2026, 12, 15), budget_cents=180_000,
            partners=(demo.known[COOPERATIVE],),
            goals="Un gruppo misto che decide insieme che cosa dipingere.",
        ), ((3, AgeBand.FROM_14, 11), (3, AgeBand.FROM_18, 4), (24, AgeBand.FROM_14, 9))),
        (date(2026, 10, 1), InitiativeGiven(
            path=PathCode.STARS, kind=InitiativeKind.COURSE, title="Italiano del giovedì sera",
            valid_from=date(2026, 10, 1), last_day=date(2027, 5, 27),
            partners=(demo.known[CONSORTIUM],),
        ), ((7, AgeBand.FROM_25, 6), (7, AgeBand.FROM_30, 8), (21, AgeBand.FROM_30, 12))),
    )  # fmt: skip
    for since, given, days in made:
        by: dict[str, Any] = {"actor": giorgio, "now": rome_to_utc(since, 10 * 60)}
        id_ = operations.open_initiative(**by, given=given)
        for after, band, number in days:
            on = since + timedelta(days=after)
            operations.note_participation(
                actor=giorgio, now=rome_to_utc(on, 18 * 60), initiative_id=id_,
                given=ParticipationGiven(held_on=on, age_band=band, counted=number),
            )  # fmt: skip


def _stars_desk(demo: Demo) -> None:
    """Story 7: six come on a Thursday, all counted; a week later one of them says who he is."""
    giorgio, thursday = demo.staff["giorgio"], date(2026, 11, 12)
    site = next(one for one in sites(giorgio) if "Stars" in one.name)
    desk_id = operations.open_info_desk(
        actor=giorgio, now=rome_to_utc(date(2026, 9, 1), 9 * 60),
        given=DeskGiven(
            number=5, site_id=site.id, languages="bangla per telefono, inglese",
            host_id=demo.known[CONSORTIUM],
        ),
    )  # fmt: skip
    contacts = [
        operations.note_contact(
            actor=giorgio, now=rome_to_utc(thursday, 17 * 60 + 30), desk_id=desk_id,
            given=ContactGiven(
                at=rome_to_utc(thursday, hour * 60 + minute), topics=frozenset(topics),
                language=language, minutes=minutes, mediation_minutes=mediation,
                nationality="Bangladesh" if number == HIS else "",
            ),
        )
        for number, (hour, minute, topics, language, minutes, mediation)
        in enumerate(OF_THE_THURSDAY)
    ]  # fmt: skip
    a_week_later = thursday + timedelta(days=7)
    operations.name_contact(
        actor=giorgio, now=rome_to_utc(a_week_later, 17 * 60 + 30), contact_id=contacts[HIS],
        person_id=demo.people["Rafiqul Hossain"], consent_on=a_week_later,
    )  # fmt: skip


def _sent_on(demo: Demo) -> None:
    """One arrived, one did not, one about whom it is time to ask."""
    neighbours = open_body(
        actor=MAKER, now=demo.now, organisation_id=demo.bodies["cernusco"],
        details=BodyDetails(kind=BodyKind.THIRD_SECTOR, name=NEIGHBOURS, phone="000 5550130"),
    )  # fmt: skip
    hers = _send(
        demo, "chiara", date(2026, 10, 2), neighbours, HelpKind.CALLED,
        person_id=demo.people["Pierina Ravasi"], agrees=Answered.YES,
    )  # fmt: skip
    operations.confirm_arrival(
        actor=demo.staff["chiara"], now=rome_to_utc(date(2026, 10, 20), 10 * 60), onward_id=hers,
        version=1, teller=Teller.BODY, arrived_on=date(2026, 10, 15),
        words="Va il martedì pomeriggio; la accompagna la vicina.",
    )  # fmt: skip
    lost = _send(
        demo, "luca", date(2026, 10, 19), neighbours, HelpKind.ADDRESS_ONLY,
        described="Un signore separato, dorme in auto",
    )  # fmt: skip
    operations.not_arrived(
        actor=demo.staff["luca"], now=rome_to_utc(date(2026, 11, 18), 9 * 60), onward_id=lost,
        version=1, words="All'associazione non si è visto nessuno.",
    )  # fmt: skip
    asked = _send(
        demo, "luca", date(2026, 10, 5), demo.known["Consultorio familiare"], HelpKind.LETTER,
        described="Una coppia giovane, primo figlio", safe_to_call=Answered.YES,
    )  # fmt: skip
    operations.remind(
        actor=demo.staff["luca"], now=rome_to_utc(date(2026, 10, 22), 11 * 60), onward_id=asked,
        version=1, called=Called.PERSON, words="Hanno appuntamento i primi di novembre.",
    )  # fmt: skip


def _send(
    demo: Demo, login: str, day: date, body_id: BodyId, help_kind: HelpKind, **known: Any
) -> OnwardId:
    return operations.send_onward(
        actor=demo.staff[login], now=rome_to_utc(day, 11 * 60),
        sending=Sending(
            path=PathCode.SOCIAL_INCLUSION, body_id=body_id, help_kind=help_kind, **known
        ),
    )  # fmt: skip
