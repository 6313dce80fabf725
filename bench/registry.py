"""Every benchmark, by name: a function that prepares a client and returns the action to time."""

from collections.abc import Callable, Mapping

from bench import pages, people
from bench.ground import Ground
from bench.measure import Action

BENCHMARKS: Mapping[str, Callable[[Ground], Action]] = {
    "healthz": pages.healthz,
    "today": people.today,
    "suggest": people.suggest,
    "person_page": people.person_page,
}
fill = people.fill
