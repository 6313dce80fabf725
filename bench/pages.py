"""Pages that are opened all day."""

from collections.abc import Callable

from flask.testing import FlaskClient

from app.desk.operations.screens import open_screen
from bench.archive import Archive
from bench.ground import Ground
from bench.measure import Action
from bench.web import Browser
from tests.cast import NOW, open_door


def entered(ground: Ground, who: str) -> FlaskClient | Browser:
    """Return a browser in which one of the cast has signed in."""
    client = ground.browser()
    with ground.app.app_context():
        client.set_cookie("sportello", open_door(ground.archive.cast[who]))
    return client


def healthz(ground: Ground, _number: int) -> Action:
    """Return a visit to the page that the supervisor asks: the floor under every other figure."""
    client = ground.browser()

    def visit() -> None:
        status = client.get("/healthz").status_code
        if status != 200:
            raise RuntimeError(f"/healthz answered {status}")

    return Action(visit)


def public_screen(ground: Ground, _number: int) -> Action:
    """Return the question a screen asks every two seconds, when nothing is new since the last."""
    dario = ground.archive.cast["dario"].viewer
    with ground.app.app_context():
        token = open_screen(actor=dario, now=NOW, name="sala")
    client, seen = ground.browser(), {"HX-Request": "true"}
    address = f"/screen/{token}"
    seen["If-None-Match"] = client.get(address, headers=seen).headers["ETag"]

    def ask() -> None:
        status = client.get(address, headers=seen).status_code
        if status != 304:
            raise RuntimeError(f"an unchanged screen answered {status}")

    return Action(ask)


def opening(
    who: str, address: str | Callable[[Archive], list[str]], words: str
) -> Callable[[Ground, int], Action]:
    """Return the benchmark of a page, or of several alike in turn, opened by one of the cast.

    `words` must stand in the page: one that answers something else is not measured.
    """

    def benchmark(ground: Ground, _number: int) -> Action:
        client = entered(ground, who)
        addresses = [address] if isinstance(address, str) else address(ground.archive)
        turn = iter(range(10**9))

        def read() -> None:
            asked = addresses[next(turn) % len(addresses)]
            answer = client.get(asked)
            if answer.status_code != 200 or words not in answer.text:
                raise RuntimeError(f"{asked} answered {answer.status_code}, without {words!r}")

        return Action(read)

    return benchmark
