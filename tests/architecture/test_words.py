"""Italian stands where it belongs, and every code has its words."""

import ast
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from app.features import LABELS, REASONS
from app.kernel.errors import OfficeError
from tests.architecture.sources import PROGRAM, ROOT, modules, name_of, texts_of, tree_of
from tests.support.each import each

DECIDING = {"rules", "procedure", "operations", "queries", "models", "matching", "searching"}
# Codes that never reach a screen: the permission table, the colours, and what is known of a code
# before a person reads it.
SILENT = {"Permission", "Tone", "IdentifierKind"}
# Words that begin no English name. `data`, `persona`, `dove` are English too, so they are not here.
ITALIAN = {
    "appuntamento", "appuntamenti", "assistente", "casella", "cartella", "cittadino", "codice",
    "cognome", "comune", "degli", "della", "delle", "di", "ente", "enti", "fascicolo", "giorno",
    "indirizzo", "nella", "nome", "nucleo", "operatore", "persone", "presa", "pratica", "questa",
    "questo", "richiesta", "scadenza", "segnalazione", "servizi", "servizio", "sono", "sportello",
    "ufficio", "utente", "valutazione",
}  # fmt: skip
# File and word, each with its reason.
DECLARED = {
    ("app/accounts/rules.py", "comune"),  # the words everybody tries first as a password
    ("app/accounts/rules.py", "servizi"),
    ("app/accounts/rules.py", "sportello"),
    ("app/accounts/rules.py", "ufficio"),
    ("app/accounts/rules.py", "utente"),
    ("app/cases/rules/need.py", "comune"),  # how a place is written, where a surname is one
    ("app/district/rules/shares.py", "comune"),  # the title a body of the directory has
    ("app/district/rules/shares.py", "di"),
    ("app/registry/rules/columns.py", "codice"),  # how the registries head their columns
    ("app/registry/rules/columns.py", "cognome"),
    ("app/registry/rules/columns.py", "comune"),
    ("app/registry/rules/columns.py", "di"),
    ("app/registry/rules/columns.py", "indirizzo"),
    ("app/registry/rules/columns.py", "nome"),
    ("app/registry/rules/residents.py", "di"),  # and write what somebody is to the head
    ("app/releases/rules/covering.py", "servizio"),  # what a letter says in place of an address
    ("app/accounts/operations/staff.py", "ente"),  # the code of the first body, before it has one
}


def _enums() -> list[type[StrEnum]]:
    found = {
        value
        for module in modules()
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum
    }
    return sorted(found, key=lambda enum: (enum.__name__, enum.__module__))


def _is_reason(enum: type[StrEnum]) -> bool:
    return enum.__name__.endswith(("Fault", "Reason"))


@each("enum", _enums(), ids=lambda enum: enum.__name__)
def test_every_code_has_its_words(enum: type[StrEnum]) -> None:
    if enum.__name__ in SILENT:
        assert enum not in LABELS, "it has words: it is silent no more"
        return
    words = REASONS if _is_reason(enum) else LABELS.get(enum, {})
    assert [member for member in enum if member not in words] == []


def test_only_codes_that_exist_are_silent() -> None:
    assert {enum.__name__ for enum in _enums()} >= SILENT


def _literal_reasons() -> Iterator[tuple[str, str]]:
    """Yield every reason written as a plain string where a refusal is raised."""
    kinds = {OfficeError, *_below(OfficeError)} if modules() else set()
    names = {kind.__name__ for kind in kinds}
    for path in PROGRAM:
        for call in (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Name) and call.func.id in names:
                for reason in call.args:
                    if isinstance(reason, ast.Constant):
                        yield name_of(path), str(reason.value).rpartition(":")[2]


def _below(kind: type) -> set[type]:
    return {found for child in kind.__subclasses__() for found in (child, *_below(child))}


def test_every_reason_written_as_a_word_has_its_sentence() -> None:
    reasons = list(_literal_reasons())
    assert reasons, "somebody refuses with a plain word"
    assert [(where, code) for where, code in reasons if code not in REASONS] == []


def test_a_sentence_is_a_sentence() -> None:
    for code, sentence in REASONS.items():
        assert sentence[0].isupper(), code
        assert sentence[-1] in ".?!", code


def test_no_two_features_give_different_sentences_to_one_code() -> None:
    seen: dict[str, str] = {}
    for module in modules():
        if module.__name__.endswith(".labels"):
            for code, sentence in getattr(module, "REASONS", {}).items():
                assert seen.setdefault(str(code), sentence) == sentence, code


def test_a_label_says_something() -> None:
    for enum, words in LABELS.items():
        texts = [label.text for label in words.values()]
        assert all(text.strip() == text and text for text in texts), enum
        assert len(texts) == len(set(texts)), f"two codes of {enum.__name__} look the same"


def _deciding() -> list[Path]:
    return [p for p in PROGRAM if DECIDING & {p.stem, p.parent.name} and "demo" not in p.parts]


def _identifiers(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        for field in ("name", "id", "attr", "arg"):
            value = getattr(node, field, None)
            if isinstance(value, str):
                yield value


def _words(text: str) -> set[str]:
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    return set(re.findall(r"[a-z]+", parted.lower()))


@each("path", _deciding(), ids=name_of)
def test_what_decides_speaks_no_italian(path: Path) -> None:
    tree = tree_of(path)
    texts = list(texts_of(tree))
    spoken = {word for text in [*texts, *_identifiers(tree)] for word in _words(text) & ITALIAN}
    assert {word for word in spoken if (name_of(path), word) not in DECLARED} == set()
    assert [text for text in texts if re.search(r"[àèéìòù]", text)] == []


def test_no_exception_is_declared_in_vain() -> None:
    for where, word in DECLARED:
        assert word in (ROOT / where).read_text(encoding="utf-8")
