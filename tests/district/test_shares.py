"""Comune by Comune: no small number can be computed, from a sum, another service, another month."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import product
from typing import Any

import pytest

from app.catalogue.rules import PathCode
from app.district.rules import (
    OF_NO_TOWN,
    Figures,
    OfSomebody,
    Share,
    by_service,
    publishable,
    shares,
    town_key,
)
from app.kernel.hiding import parts

TOWNS = ("Comune di Bussero", "Comune di Gessate")
A, B = PathCode.ADM, PathCode.CDD
World = tuple[int, ...]


def _people(path: PathCode, numbers: World, towns: tuple[str, ...]) -> list[OfSomebody]:
    return [
        OfSomebody(path=path, town=town, active=many, waiting=0)
        for town, many in zip(towns, numbers, strict=True)
    ]


def _told(**services: World) -> tuple[Any, ...]:
    """Return all that a publication tells of who is served: sums, services, Comune by Comune."""
    numbers = {PathCode(code): world for code, world in services.items()}
    figures, sums = publishable(
        Figures(path=path, active=sum(world)) for path, world in numbers.items()
    )
    people = [
        one for path, world in numbers.items() for one in _people(path, world, (*TOWNS, "Altrove"))
    ]
    return (
        tuple(one.active for one in figures),
        sums.active,
        tuple((one.path, one.town, one.active) for one in shares(people, TOWNS)),
    )


def _solved(worlds: Iterable[World], output: Callable[[World], Any]) -> list[tuple[Any, int, int]]:
    """Return which numbers, from one to four, are the same in every world that looks the same."""
    possible: dict[Any, list[World]] = defaultdict(list)
    for world in worlds:
        possible[output(world)].append(world)
    return [
        (told, place, values[0])
        for told, same in possible.items()
        for place, values in enumerate(zip(*same, strict=True))
        if len(set(values)) == 1 and 0 < values[0] < 5
    ]


def test_no_share_can_be_computed_from_its_sum() -> None:
    worlds = product(range(10), repeat=3)
    assert _solved(worlds, lambda world: _told(adm=world)) == []


def test_no_share_can_be_computed_from_another_service_and_the_sum_of_all() -> None:
    worlds = (
        (*one, *other)
        for one in product(range(7), repeat=3)
        for other in product((0, 3, 5, 6), repeat=3)
    )
    assert _solved(worlds, lambda world: _told(adm=world[:3], cdd=world[3:])) == []


def test_what_only_grows_would_be_computed_from_two_months() -> None:
    """Why what was asked for in the year is not told by Comune: the later month bounds the first.

    Who is served and who waits come and go: of two months each stands alone.
    """
    shares_now = list(product(range(8), repeat=2))
    worlds = [
        (*first, *then)
        for first, then in product(shares_now, repeat=2)
        if all(before <= after for before, after in zip(first, then, strict=True))
    ]

    def two_months(world: World) -> tuple[Any, ...]:
        return parts(world[:2]), parts(world[2:])

    known = (parts((4, 6)), parts((5, 6)))
    assert (known, 0, 4) in _solved(worlds, two_months)
    free = [(*first, *then) for first, then in product(shares_now, repeat=2)]
    assert _solved(free, two_months) == []
    assert not hasattr(Share(path=A, town="", active=0, waiting=0), "demand")


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ((6, 7, 0), (6, 7, 0)),
        ((6, 7, 2), (None, 7, None)),
        ((6, 6, 2), (None, None, None)),
        ((3, 4, 0), (None, None, None)),
        ((2, 1, 0), (None, None, None)),
        ((9, 0, 0), (9, 0, 0)),
    ],
)
def test_small_shares_and_what_covers_them(numbers: World, told: tuple[int | None, ...]) -> None:
    found = shares(_people(A, numbers, (*TOWNS, "Altrove")), TOWNS)
    assert tuple(one.active for one in found) == told
    assert [one.town for one in found] == [*TOWNS, OF_NO_TOWN]


def test_of_one_comune_alone_nothing_is_divided() -> None:
    assert shares(_people(A, (9,), ("Bussero",)), TOWNS[:1]) == []
    assert shares([], TOWNS) == []


def test_a_comune_is_known_by_its_name_with_or_without_its_title() -> None:
    assert town_key("Comune di Cassina de' Pecchi") == town_key("CASSINA DE PECCHI")
    found = shares(_people(A, (5, 6), ("bussero", "Gessate")), TOWNS)
    assert [one.active for one in found] == [5, 6, 0]


def test_who_has_nobody_is_left_out_and_nothing_told_is_one_line() -> None:
    people = [*_people(B, (9, 0, 7), (*TOWNS, "")), *_people(A, (1, 2, 0), (*TOWNS, ""))]
    adm, cdd = by_service(shares(people, TOWNS))
    assert (adm.path, adm.rows, adm.each.active, adm.each.waiting) == (A, (), None, 0)
    assert [(one.town, one.active) for one in cdd.rows] == [(TOWNS[0], 9), (OF_NO_TOWN, 7)]
