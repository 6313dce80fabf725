"""The other time of the week ahead: visits, a hearing, meetings, a group, one received by two."""

from datetime import date, timedelta

from app.appointments import operations
from app.appointments.operations import Invitation
from app.appointments.rules.items import Hours, ItemDetails, ItemKind
from app.demo.context import Demo
from app.kernel.references import AgendaItemId, EngagementId, PersonId, SiteId

TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(1, 5)
_K = ItemKind
# who, with whom, weekday, from, to, the way there and back, what, where, a few words
KEPT = (
    ("marta", (), TUESDAY, 600, 660, 15, _K.HOME_VISIT, "via dei Tigli 14", "primo sopralluogo"),
    ("luca", (), THURSDAY, 900, 960, 20, _K.HOME_VISIT, "via Balconi 30", ""),
    ("marta", (), THURSDAY, 570, 720, 45, _K.HEARING, "Tribunale per i minorenni, Milano", ""),
    ("irene", ("marta",), TUESDAY, 870, 930, 0, _K.MEETING, "Dependance", "riunione con la scuola"),
    ("chiara", ("luca",), THURSDAY, 600, 690, 0, _K.MEETING, "Casa di Comunità", "UVM"),
    ("luca", (), FRIDAY, 840, 1020, 0, _K.COURSE, "", ""),
    ("irene", (), WEDNESDAY, 840, 900, 0, _K.UNAVAILABLE, "", ""),
    ("paolo", (), WEDNESDAY, 600, 630, 0, _K.PLAN_OFFICE, "", "un'associazione del distretto"),
)
_GROUP_SEATS, _GROUP_GIVEN = 8, 5


def load(demo: Demo, site: SiteId, people: list[PersonId]) -> None:
    """Write it into the agendas of the week that begins on the next Monday."""
    monday = demo.today + timedelta(days=7 - demo.today.weekday())
    for login, others, weekday, minute, to_minute, way, kind, place, words in KEPT:
        day = monday + timedelta(days=weekday)
        hours = Hours(day=day, minute=minute, to_minute=to_minute, before=way, after=way)
        workers = tuple(_engagement(demo, one) for one in (login, *others))
        _keep(
            demo,
            login,
            ItemDetails(kind=kind, hours=hours, workers=workers, place=place, words=words),
        )
    _group(demo, monday + timedelta(days=FRIDAY), people)
    operations.invite(
        actor=demo.staff["chiara"],
        now=demo.now,
        invitation=Invitation(
            person_id=people[-1],
            days=(monday + timedelta(days=TUESDAY),),
            minute=660,
            minutes=60,
            worker=_engagement(demo, "chiara"),
            site_id=site,
            joined=(_engagement(demo, "luca"),),
        ),
    )


def _group(demo: Demo, day: date, people: list[PersonId]) -> None:
    details = ItemDetails(
        kind=_K.GROUP,
        hours=Hours(day=day, minute=870, to_minute=960),
        workers=(_engagement(demo, "chiara"),),
        place="Dependance",
        words="gruppo di chi assiste un familiare",
        seats=_GROUP_SEATS,
    )
    made = _keep(demo, "chiara", details)
    for person_id in people[:_GROUP_GIVEN]:
        operations.give_seat(
            actor=demo.staff["chiara"], now=demo.now, item_id=made, person_id=person_id
        )


def _keep(demo: Demo, login: str, details: ItemDetails) -> AgendaItemId:
    return operations.keep_item(actor=demo.staff[login], now=demo.now, details=details)


def _engagement(demo: Demo, login: str) -> EngagementId:
    return min(demo.staff[login].engagement_ids)
