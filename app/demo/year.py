"""The year of the office: the stories and the town, played together."""

from app.demo import arrivals, away, followed, given
from app.demo.context import Demo
from app.demo.play import play
from app.demo.pools import Pools
from app.demo.stories import STORIES


def load(demo: Demo) -> None:
    """Play the stories and the year of the town, each act at its own time."""
    demo.tell("L'anno dell'ufficio: richieste, segnalazioni, cartelle e servizi")
    pools = Pools(demo)
    town = [*followed.tales(demo, pools), *arrivals.tales(demo, pools)]
    town += [*given.tales(demo), *away.tales(demo, pools)]
    told = STORIES if demo.volumes.stories else ()
    play(demo, [*(story(demo) for story in told), *town])
