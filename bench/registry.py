"""Every benchmark, by name: a function that prepares a client and returns the action to time."""

from collections.abc import Callable, Mapping

from flask import Flask

from bench import pages
from bench.ground import Ground
from bench.measure import Action

BENCHMARKS: Mapping[str, Callable[[Ground], Action]] = {"healthz": pages.healthz}


def fill(_app: Flask, people: int) -> None:
    """Put `people` invented persons into the database."""
    if people:
        raise SystemExit("bench: nothing makes people yet, leave --people at 0")
