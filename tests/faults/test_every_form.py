"""Every form of the program before whatever anybody types: a sentence, no fault, nothing lost.

The forms are the addresses that take a post, read from the router: a new one is tried at once.
"""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from werkzeug.test import TestResponse

from app.db import db
from tests.support.crawling import crawl, words_of
from tests.support.filling import WRITTEN
from tests.support.form_addresses import ROWS, FormAddress, every_form
from tests.support.hostile import MIXED, Attack, attacks
from tests.support.planting import plant_everywhere
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


# What the front office must read to book somebody and to say where: nothing of why, nothing of who
# follows her. A text that is not among these and reaches her pages is a leak.
FRONT_OFFICE_READS = {
    "appointment.booked_by", "appointment.practical", "association.name",
    "association_member.source", "body.name", "closure.reason", "convention.number",
    "convention.source", "message.caller", "message.taken_by", "outgoing_notice.recipient",
    "person.given", "person.surname", "service.name", "service_unit.name", "site.address",
    "site.directions", "site.name", "ticket.worker",
}  # fmt: skip
_ASKED = {
    "appointment_id": "/appointments/{}", "person_id": "/people/{}", "ticket_id": "/desk/tickets/{}",
    "message_id": "/messages/{}", "case_id": "/cases/{}", "referral_id": "/referrals/{}",
    "practice_id": "/practices/{}",
}  # fmt: skip
# Papers and sheets: the address, and who hands it over.
_PAPERS = {
    "request_id": "/service-requests/{}/print", "unit_id": "/waiting/units/{}/print",
    "placement_id": "/placements/{}/need", "emergency_id": "/emergencies/{}/report",
    "practice_id": "/practices/{}/checklist", "onward_id": "/onward/{}/slip",
    "entry_id": "/waiting/{}/letter", "appointment_id": "/appointments/{}/slip",
}  # fmt: skip
_SHEETS = ("/reports/caseload/csv", "/reports/caseload/xlsx")


def _addresses(wanted: dict[str, str]) -> Iterator[str]:
    for name, address in wanted.items():
        for row in db.session.execute(ROWS[name,].limit(2)):
            yield address.format(row[0])


@pytest.mark.timeout(600)
def test_in_every_text_it_is_words_to_all_and_the_front_office_reads_only_its_own(
    furnished: Furnished,
) -> None:
    """A formula and a script in the archive already, also where only the program writes."""
    with furnished.undone():
        planted = plant_everywhere()
        assert len(planted) > 150
        anna = furnished.app.test_client()
        anna.enter(furnished.cast["anna"])
        read = set[str]()
        for visit in crawl(furnished.app, anna, *_addresses(_ASKED)):
            text = words_of(visit.response)
            assert "<script>alert" not in text or visit.response.mimetype != "text/html"
            read |= {column for mark, column in planted.items() if mark in text}
        assert {"person.surname", "site.name"} <= read, "the marks are where we think"
        assert read - FRONT_OFFICE_READS == set()
        _papers(furnished, planted)


def _papers(furnished: Furnished, planted: dict[str, str]) -> None:
    """What is printed has the marks as words; what is a sheet has no formula."""
    opened, shown = 0, set[str]()
    for who in ("bruno", "dario"):
        client = furnished.app.test_client()
        client.enter(furnished.cast[who])
        for address in _addresses(_PAPERS):
            answer = client.get(address)
            assert answer.status_code in (200, 403, 404, 409), (who, address)
            assert "<script>alert" not in answer.text, (who, address)
            opened += answer.status_code == 200
            shown |= {column for mark, column in planted.items() if mark in answer.text}
        for address in _SHEETS:
            answer = client.get(address)
            if answer.status_code == 200:
                assert not any(cell in words_of(answer) for cell in ('"=<', ";=<", "\n=<"))
    assert opened > 10
    assert {"person.surname"} <= shown
