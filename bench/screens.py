"""Do many open screens slow the desk? Numbers are called while the screens of the room ask on.

`python -m bench.screens --readers 200` serves a fresh office with gunicorn and, with one worker and
with two, times the call and the question of a screen: first with one screen, then with all of them.
One JSON object a line.
"""

import argparse
import asyncio
import json
import multiprocessing
import random
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace

from app.desk.operations.screens import open_screen
from bench.ground import ENGINES, Ground, open_ground
from bench.measure import Action, durations, percentile_ms
from bench.presses import call_next
from bench.web import Server, gunicorn
from tests.cast import NOW

EVERY = 2.0  # seconds between two questions of a screen, as its page says


@dataclass
class Read:
    """What the screens were answered."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)


def readers(number: int, port: int, address: str, lasts: float) -> Read:
    """Keep so many screens open for a while; in a process of its own, not to slow the press."""
    return asyncio.run(_all_read(number, port, address, lasts))


async def _all_read(number: int, port: int, address: str, lasts: float) -> Read:
    read, until = Read(), time.monotonic() + lasts
    await asyncio.gather(*(_read(port, address, until, read) for _ in range(number)))
    return read


async def _read(port: int, address: str, until: float, read: Read) -> None:
    """Ask every two seconds, saying what was seen last, on a connection kept open."""
    await asyncio.sleep(random.uniform(0, EVERY))
    connection, tag = None, ""
    while (began := time.monotonic()) < until:
        if connection is None:
            connection = await asyncio.open_connection("127.0.0.1", port)
        known = f"If-None-Match: {tag}\r\n" if tag else ""
        try:
            status, tag, closing = await _ask(connection, address, known)
        except (ConnectionError, asyncio.IncompleteReadError):
            read.statuses[0] += 1  # closed while we asked: asked again on a new one
            connection = None
            continue
        read.seconds.append(time.monotonic() - began)
        read.statuses[status] += 1
        if closing:
            connection[1].close()
            connection = None
        await asyncio.sleep(max(0.0, began + EVERY - time.monotonic()))


async def _ask(
    connection: tuple[asyncio.StreamReader, asyncio.StreamWriter], address: str, known: str
) -> tuple[int, str, bool]:
    reader, writer = connection
    asked = f"GET {address} HTTP/1.1\r\nHost: localhost\r\nHX-Request: true\r\n{known}\r\n"
    writer.write(asked.encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    told = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:])}
    status = int(head[0].split()[1])
    if status == 200:
        await reader.readexactly(int(told["content-length"]))
    return status, told.get("etag", ""), told.get("connection", "").lower() == "close"


def calls(ground: Ground, number: int, pause: float) -> list[float]:
    """Call the next person so many times, as a browser does; return the seconds each press took."""
    press = call_next(ground, 0)

    def before() -> None:
        time.sleep(pause)
        press.before()

    return durations([Action(press.run, before)], warm_up=0, repeat=number)


def figures(
    ground: Ground, server: Server, screens: int, options: argparse.Namespace
) -> dict[str, object]:
    """Return the figures of one turn: calls while so many screens are open."""
    with ground.app.app_context():
        token = open_screen(actor=ground.archive.cast["dario"].viewer, now=NOW, name="sala")
    lasts = options.calls * (options.pause + 0.3) + EVERY
    apart = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=apart) as process:
        reading = process.submit(readers, screens, server.port, f"/screen/{token}", lasts)
        time.sleep(2 * EVERY)  # all of them have asked once
        taken = calls(ground, options.calls, options.pause)
        read = reading.result()
    return {
        "screens": screens,
        "calls": len(taken),
        "call_p50_ms": percentile_ms(taken, 50),
        "call_p95_ms": percentile_ms(taken, 95),
        "questions": len(read.seconds),
        "unchanged": read.statuses[304],
        "lost": sum(n for status, n in read.statuses.items() if status not in (200, 304)),
        "screen_p50_ms": percentile_ms(read.seconds, 50),
        "screen_p95_ms": percentile_ms(read.seconds, 95),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure each engine with one worker and with two, with one screen and with all."""
    parser = argparse.ArgumentParser(prog="python -m bench.screens", description=__doc__)
    parser.add_argument("--engine", choices=(*ENGINES, "both"), default="both")
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--calls", type=int, default=12)
    parser.add_argument("--pause", type=float, default=4.0, help="seconds between two calls")
    options = parser.parse_args(arguments)
    for engine in ENGINES if options.engine == "both" else (options.engine,):
        with open_ground(engine, 300) as ground:
            for workers in options.workers:
                with gunicorn(ground.app.extensions["settings"], workers) as server:
                    place = replace(ground, server=server)
                    for screens in (1, options.readers):
                        found = figures(place, server, screens, options)
                        print(
                            json.dumps({"engine": engine, "workers": workers, **found}), flush=True
                        )


if __name__ == "__main__":
    main()
