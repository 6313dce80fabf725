"""The command line: which benchmarks, on which engine, with how many workers and clients."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from bench import importing
from bench.ground import ENGINES, Ground, open_ground
from bench.measure import durations, percentile_ms, statements
from bench.presses import WRITTEN, written
from bench.registry import BENCHMARKS


def figures(
    name: str, ground: Ground, clients: int, options: argparse.Namespace
) -> dict[str, object]:
    """Return the figures of one benchmark; no press of it may be lost or doubled."""
    queries = _queries(name, replace(ground, server=None))
    actions = [BENCHMARKS[name](ground, number) for number in range(clients)]
    found = written(ground, name)
    taken = durations(actions, warm_up=options.warm_up, repeat=options.repeat)
    made, pressed = written(ground, name) - found, clients * (options.warm_up + options.repeat)
    if name in WRITTEN and made != pressed:
        raise RuntimeError(f"{pressed} presses of {name} left {made} rows")
    return {
        "name": name,
        "engine": ground.engine.dialect.name,
        "people": ground.people,
        "years": options.years,
        "workers": ground.workers,
        "clients": clients,
        "p50_ms": percentile_ms(taken, 50),
        "p95_ms": percentile_ms(taken, 95),
        "queries": queries,
        "rss_mb": ground.memory_mb(),
    }


def _queries(name: str, ground: Ground) -> int:
    """Return the statements of one turn; they are counted in this process."""
    action = BENCHMARKS[name](ground, 0)
    with statements(ground.engine) as seen:
        action.run()
    action.before()  # what the turn did is undone
    return len(seen.texts)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what was asked and print one JSON object a line."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["import"]:  # one long work, not many turns
        importing.main(given[1:])
        return
    options = _options(arguments)
    engines = ENGINES if options.engine == "both" else (options.engine,)
    for engine, people in product(engines, options.people):
        with open_ground(engine, people, options.years) as ground:
            names = options.names or BENCHMARKS
            for name, workers, clients in product(names, options.workers, options.clients):
                ground.put_back()  # what one benchmark leaves would slow the next
                with ground.served(workers) as place:
                    print(json.dumps(figures(name, place, clients, options)), flush=True)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--engine", choices=(*ENGINES, "both"), default="both")
    parser.add_argument(
        "--people", type=_hundreds, nargs="+", default=[300, 30_000], metavar="NUMBER",
        help="people in the archive, each with its share of the past (300 30000)",
    )  # fmt: skip
    parser.add_argument(
        "--years", type=_natural, default=0,
        help="of 25,000 visits and 10,000 appointments in the archive",
    )  # fmt: skip
    parser.add_argument(
        "--workers", type=_natural, nargs="+", default=[0], metavar="NUMBER",
        help="of a web server asked over the network; 0: in this process, without one (0)",
    )  # fmt: skip
    parser.add_argument(
        "--clients", type=_positive, nargs="+", default=[1], metavar="NUMBER",
        help="threads at the same time (1)",
    )  # fmt: skip
    parser.add_argument("--repeat", type=_positive, default=100, help="timed turns per client")
    parser.add_argument("--warm-up", type=_natural, default=10, help="turns before the first timed")
    options = parser.parse_args(arguments)
    unknown = sorted(set(options.names) - set(BENCHMARKS))
    if unknown:
        parser.error(f"no benchmark is called {', '.join(unknown)}")
    if min(options.clients) * options.repeat < 2:
        parser.error("a percentile needs at least two turns")
    return options


def _natural(text: str) -> int:
    value = int(text)
    if value < 0:
        raise argparse.ArgumentTypeError("a number from 0 on")
    return value


def _hundreds(text: str) -> int:
    value = int(text)
    if value < 100:
        raise argparse.ArgumentTypeError("a number from 100 on: one in ten has a record")
    return value


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("a number from 1 on")
    return value


if __name__ == "__main__":
    main()
