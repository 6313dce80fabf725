"""Every form of the program before whatever anybody types: a sentence, no fault, nothing lost.

The forms are the addresses that take a post, read from the router: a new one is tried at once.
"""

import re
from html import unescape

import pytest
from werkzeug.test import TestResponse

from tests.support.filling import WRITTEN
from tests.support.form_addresses import FormAddress, every_form
from tests.support.hostile import MIXED, Attack, attacks
from tests.support.trying import Furnished, Trial, form_for, send

# Furnishing the office takes minutes on a busy machine.
pytestmark = pytest.mark.timeout(300)

ANSWERS = {200, 204, 303, 400, 401, 403, 404, 409, 413, 422, 429}
SENTENCES = re.compile(
    r'<p class="wrong"[^>]*>(?P<field>.*?)</p>'
    r'|<div class="error-summary".*?<ul>(?P<top>.*?)</ul>'
    r"|<h1[^>]*>(?P<title>.*?)</h1>",
    re.DOTALL,
)
ENGLISH = re.compile(r"\b(not an?|must|field|invalid|required|cannot|missing|token)\b", re.I)


@pytest.mark.parametrize("address", every_form(), ids=str)
def test_whatever_is_typed_is_answered_and_kept(furnished: Furnished, address: FormAddress) -> None:
    trial = Trial(furnished, address)
    for attack in attacks(trial.filled, done=trial.done):
        with furnished.undone():
            _judge(trial, attack, send(trial.client, trial.at, attack.data))


def _judge(trial: Trial, attack: Attack, answer: TestResponse) -> None:
    text = "" if answer.status_code in (204, 303) else answer.text
    assert answer.status_code in ANSWERS, (attack.name, answer.status_code)
    for forbidden in ("Traceback", "<script>alert", "\x00", "\u202e", "\x1b"):
        assert forbidden not in text, (attack.name, forbidden)
    for name, kind in trial.filled.form.kinds.items():
        if kind == "password" and attack.kept.get(name):
            assert attack.kept[name] not in unescape(text), (attack.name, name)
    if answer.status_code >= 400:
        _it_says_why(attack, text)
        _nothing_is_lost(trial, attack, answer)
    elif answer.status_code == 303 and MIXED in attack.kept.values():
        then = trial.client.get(answer.location)
        assert then.status_code < 400, (attack.name, answer.location)
        assert "<script>alert" not in then.text, (attack.name, answer.location)


def _it_says_why(attack: Attack, text: str) -> None:
    said = [
        " ".join(re.sub(r"<[^>]+>", " ", found[found.lastgroup or 0]).split())
        for found in SENTENCES.finditer(text)
    ]
    assert any(said), (attack.name, text[:500])
    foreign = [sentence for sentence in said if ENGLISH.search(sentence)]
    assert foreign == [], attack.name


def _nothing_is_lost(trial: Trial, attack: Attack, answer: TestResponse) -> None:
    if answer.status_code in (403, 404, 413):
        return  # not a form that was refused: nobody may be there
    kinds = trial.filled.form.kinds
    written = {n: value for n, value in attack.kept.items() if kinds[n] in WRITTEN and value}
    form = form_for(trial.at, trial.at, answer.text) if written else None
    for name, value in written.items():
        there = form.values.get(name) if form else None
        assert there == value or (form is None and _readable(value, answer.text)), (
            attack.name, answer.status_code, name, value[:80], str(there)[:80],
        )  # fmt: skip


def _readable(value: str, text: str) -> bool:
    """Whether a text stands on a page that has no form for it; a single word is soon typed again."""
    return " " not in value or value in unescape(text)
