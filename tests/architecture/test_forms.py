"""Every text that is typed has an end, and is refused with a sentence."""

from collections.abc import Iterator
from pathlib import Path

from wtforms import StringField
from wtforms.validators import Length

from app.web.forms import OfficeForm
from tests.architecture.sources import PROGRAM, modules, name_of
from tests.support.each import each

assert modules(), "importing everything finds every form"
LONGEST_OF_ALL = 20_000


def _forms(root: type[OfficeForm]) -> Iterator[type[OfficeForm]]:
    yield root
    for form in root.__subclasses__():
        yield from _forms(form)


FORMS = {form.__qualname__: form for form in _forms(OfficeForm) if form.__module__[:4] == "app."}


def _texts(form: type[OfficeForm]) -> dict[str, list[object]]:
    """Return the validators of each field that takes a text, as the class declares them."""
    found = {}
    for name in dir(form):
        declared = getattr(form, name)
        if issubclass(getattr(declared, "field_class", type(None)), StringField):
            positional = declared.args[1] if len(declared.args) > 1 else ()
            found[name] = list(declared.kwargs.get("validators", positional))
    return found


@each("form", FORMS)
def test_every_text_has_a_longest(form: str) -> None:
    for name, validators in _texts(FORMS[form]).items():
        limits = [limit.max for limit in validators if isinstance(limit, Length)]
        assert limits, name
        assert 0 < min(limits) <= LONGEST_OF_ALL, name


def test_there_are_texts_to_look_at() -> None:
    assert "surname" in _texts(FORMS["PersonFields"])
    assert "submission" in _texts(FORMS["OfficeForm"])


@each("form", FORMS)
def test_a_form_stands_in_the_forms_of_its_feature(form: str) -> None:
    assert FORMS[form].__module__.split(".")[2] == "forms"


@each("path", [p for p in PROGRAM if p.stem == "forms"], ids=name_of)
def test_a_form_refuses_with_the_one_error_the_library_catches(path: Path) -> None:
    """A ValueError in a validator is a fault page since WTForms 3.3, not a sentence."""
    assert "raise ValueError" not in path.read_text(encoding="utf-8")
