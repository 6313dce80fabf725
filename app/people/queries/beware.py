"""What is to be known before somebody is met: read together, for the page about her."""

from dataclasses import dataclass
from datetime import date

from app.kernel.actor import Viewer
from app.kernel.references import PersonId
from app.people.queries.apart import apart_named, apart_wanted
from app.people.queries.conflicts import mine_wanted
from app.people.queries.measures import measures_told, measures_wanted
from app.people.rules import Measure
from app.transaction.keeping import until_written
from app.transaction.lists import lists_of


@dataclass(frozen=True)
class Beware:
    """How she is to be met, whom not to let her meet, since when the viewer cannot follow her.

    No pair at all is None; a pair of which no name may be told is empty.
    """

    measures: tuple[Measure, ...]
    apart: tuple[str, ...] | None
    not_by_me_since: date | None


def beware_of(viewer: Viewer, person_id: PersonId, on: date) -> Beware:
    """Return what `measures_of`, `apart_told` and `my_conflict_since` tell of one person on a day.

    Asked once for all the cards of a page.
    """

    def ask(known: Viewer) -> Beware:
        measures, pairs, mine = lists_of(
            measures_wanted(known, [person_id], on),
            apart_wanted(known, [person_id], on),
            mine_wanted(known, person_id, on),
        )
        return Beware(
            measures_told(known, measures).get(person_id, ()),
            apart_named(known, [person_id], pairs).get(person_id),
            mine[0].valid_from if mine else None,
        )

    return until_written(viewer, f"beware of {person_id} on {on}", ask)
