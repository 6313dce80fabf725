"""Whoever is under seal is in no answer given to those who may not know that she exists."""

import re
from collections.abc import Iterable, Iterator

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.accounts.policy import TABLE, Permission, Role
from app.cases.rules.case import TeamAccess
from app.kernel.references import new_id
from tests.builders.protected import (
    GIVEN,
    OTHER,
    PHONE,
    SURNAME,
    TAX_CODE,
    TRACES,
    Protected,
    everybody_knows_her,
    sealed,
)
from tests.cast import NAMES, Cast
from tests.support.client import Forms, OfficeClient
from tests.support.crawling import crawl, words_of

pytestmark = [pytest.mark.world, pytest.mark.timeout(420)]
ENTITLED = ("bruno", "dario")
OUTSIDE = tuple(who for who in NAMES if who not in ENTITLED)
TYPED = (
    SURNAME,
    f"{GIVEN} {SURNAME}",
    OTHER,
    PHONE,
    PHONE.replace(" ", ""),
    TAX_CODE,
    TAX_CODE[:6],
    "Zanzaroti",  # as somebody misspells it: the loose keys find her too
)
# Where somebody types and is shown who it may be: the page, and the address its form posts to.
SUGGESTIONS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("/people", "/people", {}),
    ("/booking", "/booking", {"search": "1"}),
    ("/booking", "/booking/who", {}),
    ("/referrals/new", "/referrals/new", {"search": "1"}),
)
_DESK_PAGES = (
    "/messages",
    "/messages/taken",
    "/booking/call-backs",
    "/agenda",
    "/deadlines",
    "/onward",
)


def _in_front_of(app: Flask, cast: Cast, who: str) -> OfficeClient:
    client: OfficeClient = app.test_client()
    return client.enter(cast[who])


def _answers(
    app: Flask, client: OfficeClient, hers: Protected, *starts: str
) -> Iterator[tuple[str, str]]:
    """What is answered about the protected one, where she is asked for and where she is typed.

    The pages one reaches by links are walked in test_every_page; here only from `starts`.
    """
    for visit in crawl(app, client, *starts) if starts else ():
        yield visit.address, words_of(visit.response)
    for address in (*hers.addresses, f"/people/{hers.daughter}", *_DESK_PAGES):
        yield address, words_of(client.get(address))
    relative = f"/people/{hers.daughter}/relations/new"
    for page, action, press in (*SUGGESTIONS, (relative, relative, {"search": "1"})):
        for typed, answer in _suggested(client, page, action, press):
            yield f"{action} {typed}", _without_what_was_typed(answer.text, typed)
    yield from _doubles(client)


def _suggested(
    client: OfficeClient, page: str, action: str, press: dict[str, str]
) -> Iterator[tuple[str, TestResponse]]:
    shown = client.get(page)
    if shown.status_code != 200:
        return
    form = next(form for form in Forms(shown.text).found if "text" in form.names)
    for typed in TYPED:
        yield typed, client.post(action, data={**form.values, "text": typed, **press})


def _doubles(client: OfficeClient) -> Iterator[tuple[str, str]]:
    """What is said while somebody fills in the form of a new person."""
    shown = client.get("/people/new")
    if shown.status_code != 200:
        return
    form = next(form for form in Forms(shown.text).found if "surname" in form.names)
    typed = {"surname": SURNAME, "given": GIVEN, "identifier": TAX_CODE, "phone": PHONE}
    answer = client.post("/people/doubles", data={**form.values, **typed})
    assert answer.status_code == 200
    yield "/people/doubles", answer.text


def _without_what_was_typed(answer: str, typed: str) -> str:
    """Forget what the page repeats of her own words: a field, a sentence, the new person's name."""
    return re.sub(re.escape(typed), "", answer, flags=re.IGNORECASE) if typed else answer


def _found(answers: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    return {
        (address, trace)
        for address, text in answers
        for trace in TRACES
        if trace.lower() in text.lower()
    }


# What a form is filled in with from the very words just typed, in other fields than the search.
_ECHOES = re.compile(r'<input[^>]*name="(surname|given|named_from|text)"[^>]*>')


@pytest.mark.parametrize("who", OUTSIDE)
def test_she_is_in_no_answer_given_to_who_may_not_know(app: Flask, cast: Cast, who: str) -> None:
    hers = sealed(cast)
    client = _in_front_of(app, cast, who)
    answers = [(where, _ECHOES.sub("", text)) for where, text in _answers(app, client, hers)]
    assert _found(answers) == set()


def test_who_is_kept_out_does_not_see_her_even_as_the_supervisor(app: Flask, cast: Cast) -> None:
    """Reports, their lists and their sheets included."""
    hers = sealed(cast, dario=TeamAccess.KEPT_OUT)
    client = _in_front_of(app, cast, "dario")
    told = _answers(app, client, hers, "/reports/caseload")
    answers = [(where, _ECHOES.sub("", text)) for where, text in told]
    assert any("xlsx" in address for address, _ in answers)
    assert any("caseload/list" in address for address, _ in answers)
    assert _found(answers) == set()


@pytest.mark.parametrize("who", ENTITLED)
def test_who_follows_her_and_who_sealed_find_her_as_ever(app: Flask, cast: Cast, who: str) -> None:
    """The opposite of the tests above: it shows that the traces are where we think."""
    hers = sealed(cast)
    client = _in_front_of(app, cast, who)
    found = _found(_answers(app, client, hers))
    assert {trace for _, trace in found} >= {SURNAME, GIVEN, OTHER, TAX_CODE, "000•••93"}
    assert {address for address, _ in found} >= {f"/people/{hers.daughter}", hers.addresses[0]}


def test_before_the_seal_everybody_who_names_people_could_see_her(app: Flask, cast: Cast) -> None:
    hers = everybody_knows_her(cast)
    for who in ("anna", "gino"):
        client = _in_front_of(app, cast, who)
        shown = {address for address, _ in _found(_answers(app, client, hers))}
        assert len(shown) > 8, (who, shown)


def test_she_answers_as_somebody_who_was_never_here(app: Flask, cast: Cast) -> None:
    """Same status, same page, whatever is asked of her and of an id that is nobody's."""
    hers = sealed(cast)
    for who in ("anna", "carla", "gino", "zeno"):
        client = _in_front_of(app, cast, who)
        for address in hers.addresses:
            nobody = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", str(new_id()), address)
            real, unreal = client.get(address), client.get(nobody)
            assert real.status_code == unreal.status_code, (who, address)
            assert real.status_code in (403, 404), (who, address)
            assert _plain(real.text) == _plain(unreal.text), (who, address)


def test_the_urp_reads_the_same_page_for_her_and_for_nobody(app: Flask, cast: Cast) -> None:
    sealed(cast)
    client = _in_front_of(app, cast, "anna")
    pairs = ((SURNAME, "Zanzinotti"), (PHONE, "000 5557194"), (TAX_CODE, "ZNZRLN91L56C523"))
    for page, action, press in SUGGESTIONS[:3]:
        for hers, nobodys in pairs:
            shown = client.get(page)
            form = next(form for form in Forms(shown.text).found if "text" in form.names)
            answers = [
                client.post(action, data={**form.values, "text": typed, **press})
                for typed in (hers, nobodys)
            ]
            one, other = (
                _plain(_without_what_was_typed(answer.text, typed))
                for answer, typed in zip(answers, (hers, nobodys), strict=True)
            )
            assert one == other, (action, hers)
            assert answers[0].status_code == answers[1].status_code


def test_whoever_registers_people_may_also_tell_of_a_newcomer() -> None:
    """A missing right would refuse the one who looks like somebody protected, and so betray her."""
    for role in Role:
        if Permission.PEOPLE_PERSON_REGISTER in TABLE[role]:
            assert Permission.DESK_MESSAGE_TAKE in TABLE[role], role


def _plain(text: str) -> str:
    """A page without what changes at every request: tokens, keys, the number of the request."""
    text = re.sub(r'(value|nonce|content|data-\w+)="[^"]*"', "", text)
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", text)
    return re.sub(r"\b[0-9a-f]{12,32}\b", "", text)
