"""The command line: which benchmarks, on which engine, with how many clients."""

import argparse
import json
from collections.abc import Sequence
from itertools import product

from bench.ground import ENGINES, Ground, open_ground
from bench.measure import durations, memory_mb, percentile_ms, statements
from bench.registry import BENCHMARKS


def figures(name: str, ground: Ground, options: argparse.Namespace) -> dict[str, object]:
    """Return the figures of one benchmark on one engine."""
    actions = [BENCHMARKS[name](ground, number) for number in range(options.clients)]
    taken = durations(actions, warm_up=options.warm_up, repeat=options.repeat)
    actions[0].before()
    with statements(ground.engine) as seen:
        actions[0].run()
    return {
        "name": name,
        "engine": ground.engine.dialect.name,
        "people": ground.people,
        "years": options.years,
        "clients": options.clients,
        "p50_ms": percentile_ms(taken, 50),
        "p95_ms": percentile_ms(taken, 95),
        "queries": len(seen.texts),
        "rss_mb": memory_mb(),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what was asked and print one JSON object a line."""
    options = _options(arguments)
    engines = ENGINES if options.engine == "both" else (options.engine,)
    for engine, people in product(engines, options.people):
        with open_ground(engine, people, options.years) as ground:
            for name in options.names or BENCHMARKS:
                print(json.dumps(figures(name, ground, options)), flush=True)


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
    parser.add_argument("--clients", type=_positive, default=1, help="threads at the same time")
    parser.add_argument("--repeat", type=_positive, default=100, help="timed turns per client")
    parser.add_argument("--warm-up", type=_natural, default=10, help="turns before the first timed")
    options = parser.parse_args(arguments)
    unknown = sorted(set(options.names) - set(BENCHMARKS))
    if unknown:
        parser.error(f"no benchmark is called {', '.join(unknown)}")
    if options.clients * options.repeat < 2:
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
