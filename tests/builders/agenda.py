"""Other kinds of time: a visit, a meeting of two, a hearing."""

from datetime import date, datetime
from typing import Any

from app.appointments import operations, queries
from app.appointments.operations.feeds import open_feed
from app.appointments.rules.items import Hours, ItemDetails, ItemKind
from app.kernel.references import AgendaItemId
from tests.builders.appointments import WEDNESDAY, engagement_of
from tests.builders.people import a_person
from tests.cast import NOW, Cast, Member


def hours(minute: int, to_minute: int, day: date = WEDNESDAY, **way: int) -> Hours:
    """Return hours of a day, Wednesday if nothing is said."""
    return Hours(day=day, minute=minute, to_minute=to_minute, **way)


def some_time(*members: Member, kept: Hours | None = None, **more: Any) -> ItemDetails:
    """Return a meeting from 10 to 11 of these colleagues."""
    given = {"kind": ItemKind.MEETING, "hours": kept or hours(600, 660), **more}
    return ItemDetails(workers=tuple(engagement_of(one) for one in members), **given)


def an_item(by: Member, *others: Member, kept: Hours | None = None, **more: Any) -> AgendaItemId:
    """Keep time in the agenda of somebody, with others."""
    return operations.keep_item(
        actor=by.viewer, now=NOW, details=some_time(by, *others, kept=kept, **more)
    )


def item_by_now(member: Member, item_id: AgendaItemId, now: datetime = NOW) -> dict[str, Any]:
    """Return what an act on an item is given, as somebody sees it now."""
    row = queries.item_page(member.viewer, item_id, now).row
    return {"actor": member.viewer, "now": now, "item_id": item_id, "version": row.version}


def some_agenda(cast: Cast) -> None:
    """Put one of each kind into the agenda of the crawls."""
    bruno, piera = cast["bruno"], cast["piera"]
    day = date(2026, 11, 26)
    an_item(bruno, cast["carla"], kept=hours(540, 600, day), words="riunione di zona")
    an_item(
        bruno,
        kind=ItemKind.HOME_VISIT,
        kept=hours(660, 720, day, before=15, after=15),
        place="via dei Tigli 3",
    )
    group = an_item(bruno, kind=ItemKind.GROUP, kept=hours(900, 990, day), seats=8)
    operations.give_seat(
        actor=bruno.viewer, now=NOW, item_id=group, person_id=a_person(bruno, "Gruppo")
    )
    open_feed(actor=bruno.viewer, now=NOW, of=engagement_of(bruno), is_site=False)
    an_item(piera, kind=ItemKind.PLAN_OFFICE, kept=hours(600, 630, day), words="signora Prova")
    sunday = date(2026, 11, 29)  # nobody receives then: it is to be settled
    an_item(piera, kind=ItemKind.PLAN_OFFICE, kept=hours(600, 630, sunday))
