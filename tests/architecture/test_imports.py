"""Who may know whom: what the contracts of pyproject.toml cannot say, and that they say it all."""

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import grimp
import pytest

from tests.architecture.sources import (
    PROGRAM,
    ROOT,
    contracts,
    feature_of,
    layers_of_features,
    name_of,
    tree_of,
)
from tests.support.each import each

# The kernel is bound by purity; the demo holds invented data and no screen, and belongs to nobody.
WITHOUT_LAYERS = {"kernel", "demo", "features"}
# Tables that every feature may read: there is nothing else in the package that could read for them.
EVERYBODYS_MODELS = {"tenancy"}
ROW_OF_NOBODY = {"app.demo.cli", "app.demo.founding"}
# The folders of templates that web keeps for all.
SHARED_FOLDERS = {"ui", "layouts", "errors"}
TEMPLATE = re.compile(r"[\w/]+\.html")


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("app")


def _imports(graph: grimp.ImportGraph) -> Iterator[tuple[str, str]]:
    for importer in sorted(graph.modules):
        for imported in sorted(graph.find_modules_directly_imported_by(importer)):
            yield importer, imported


def test_no_feature_uses_the_forms_or_routes_of_another(graph: grimp.ImportGraph) -> None:
    wrong = [
        f"{importer} uses {imported}"
        for importer, imported in _imports(graph)
        if (private := re.match(r"app\.(\w+)\.(forms|routes)\b", imported))
        and private[1] not in ("web", importer.split(".")[1])
        and not importer.startswith("app.features")
    ]
    assert wrong == []


def test_rows_of_another_feature_are_only_joined(graph: grimp.ImportGraph) -> None:
    """For a relation in models, for a join in queries; never changed by somebody else's use case."""
    wrong = [
        f"{importer} uses {imported}"
        for importer, imported in _imports(graph)
        if (owner := re.match(r"app\.(\w+)\.models$", imported))
        and owner[1] not in EVERYBODYS_MODELS | {importer.split(".")[1]}
        and not re.match(r"app\.\w+\.(models|queries)\b", importer)
    ]
    assert wrong == []


# Who reads rows of people from above them, and by which door only those come that may be named: the
# reach of the people themselves, of a case, of a report, of a practice, of an appointment.
NAMES_PEOPLE = {
    "app.appointments.queries.lists": "may_be_named",
    "app.cases.queries.facts": "Unscoped",  # of a case already reached
    "app.cases.queries.life": "Unscoped",  # makes things to do, names nobody
    "app.cases.queries.lines": "scope",
    "app.cases.queries.listing": "visible_to",
    "app.cases.queries.page": "scope",  # of a case already reached
    "app.cases.queries.placement_page": "visible_placements",
    "app.cases.queries.placements": "scope",
    "app.cases.queries.requests": "scope",
    "app.cases.queries.to_decide": "visible_requests",
    "app.cases.queries.watching": "visible_placements",  # a day of birth, never a name
    "app.intake.queries.facts": "Unscoped",  # of a report already reached
    "app.intake.queries.listing": "visible_to",
    "app.intake.queries.page": "load",
    "app.particulars.queries.due": "visible_requests",
    "app.particulars.queries.lines": "visible_requests",
    "app.practices.queries.listing": "visible_to",
    "app.practices.queries.page": "visible_to",
    "app.releases.queries.secret": "Unscoped",  # of whom a letter must not speak: shown nowhere
    "app.reports.queries.facts": "visible_to",  # births and sums, never a name
    "app.reports.queries.lists": "people_visible_to",
    "app.waiting.queries.listing": "visible_to",
}


def test_whoever_reads_rows_of_people_comes_by_a_door_that_hides_the_protected(
    graph: grimp.ImportGraph,
) -> None:
    """A new reader is added here by hand, after looking at what it shows and to whom."""
    readers = {
        importer
        for importer, imported in _imports(graph)
        if imported == "app.people.models" and feature_of_module(importer) != "people"
    }
    assert readers == set(NAMES_PEOPLE)
    for module, door in NAMES_PEOPLE.items():
        text = (ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")
        assert door in text, module


def feature_of_module(module: str) -> str:
    return module.split(".")[1]


def test_the_models_of_everybody_are_touched_by_those_who_own_tables(
    graph: grimp.ImportGraph,
) -> None:
    wrong = [
        importer
        for importer, imported in _imports(graph)
        if imported == "app.tenancy.models"
        and importer not in ROW_OF_NOBODY
        and not re.match(r"app\.\w+\.(models|queries|operations)\b", importer)
    ]
    assert wrong == []


@each("path", PROGRAM, ids=name_of)
def test_a_feature_shows_its_own_pages_and_those_of_all(path: Path) -> None:
    feature = path.relative_to(ROOT / "app").parts[0]
    strings = (node.value for node in ast.walk(tree_of(path)) if isinstance(node, ast.Constant))
    shown = [text for text in strings if isinstance(text, str) and TEMPLATE.fullmatch(text)]
    allowed = SHARED_FOLDERS if feature == "web" else SHARED_FOLDERS | {feature}
    assert [text for text in shown if text.split("/")[0] not in allowed] == []


def _named(contract: dict[str, list[str]]) -> list[str]:
    parts = ("source_modules", "protected_modules", "allowed_importers", "containers")
    return [name for part in parts for name in contract.get(part, [])]


def test_every_name_in_the_contracts_is_somebodys(graph: grimp.ImportGraph) -> None:
    """A contract over a name that matches nothing keeps nothing, silently."""
    named = {name for contract in contracts() for name in _named(contract)}
    lost = {n for n in named if not any(fnmatch(module, n) for module in graph.modules)}
    assert lost == set()


def test_what_a_forbidding_contract_keeps_out_is_really_used(graph: grimp.ImportGraph) -> None:
    """A library nobody imports, or that is spelt wrong, would be forbidden to no effect."""
    everything = grimp.build_graph("app", include_external_packages=True).modules
    for contract in contracts(of_type="forbidden"):
        for name in contract["forbidden_modules"]:
            assert any(fnmatch(module, name) for module in everything), name


def test_every_package_has_its_place_and_its_layers(graph: grimp.ImportGraph) -> None:
    children = {feature_of(module) for module in graph.find_children("app")}
    packages = {name for name in children if graph.find_children(f"app.{name}")}
    layered = [
        name
        for contract in contracts(of_type="layers")
        for name in contract["containers"]
        if name != "app"
    ]
    assert set(layers_of_features()) == children
    assert {feature_of(name) for name in layered} == packages - WITHOUT_LAYERS
    assert len(layered) == len(set(layered))
    assert all(contract["exhaustive"] for contract in contracts(of_type="layers"))


@each(("library", "owner"), [("flask_login", "accounts"), ("apscheduler", "jobs")])
def test_a_library_with_one_owner_is_refused_to_all_others(
    graph: grimp.ImportGraph, library: str, owner: str
) -> None:
    """The contract lists packages by name: one that is forgotten would be free."""
    refused = {
        feature_of(name)
        for contract in contracts(of_type="forbidden")
        if contract["forbidden_modules"] == [library]
        for name in contract["source_modules"]
    }
    everybody = {feature_of(module) for module in graph.find_children("app")}
    assert refused == everybody - {owner}


def test_whatever_decides_is_bound_to_be_pure(graph: grimp.ImportGraph) -> None:
    pure = next(c for c in contracts(of_type="forbidden") if "app.*.rules" in c["source_modules"])
    deciding = {
        module
        for module in graph.modules
        if re.search(r"\.(rules|procedure|policy|matching)$", module)
        or module.startswith("app.kernel.")
    }
    free = {m for m in deciding if not any(fnmatch(m, name) for name in pure["source_modules"])}
    assert free == set()
    assert {"flask", "sqlalchemy", "wtforms", "app.db", "app.web"} <= set(pure["forbidden_modules"])
