"""Where somebody is kept secret no letter says it, however it is written, unless it is lifted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cases.models import PlacementMember
from app.db import db
from app.kernel.errors import NotAllowedNow, NotFound, NotPermitted
from app.kernel.references import BodyId, PersonId, ReferralId
from app.organisations.rules import BodyKind
from app.people.operations import relate
from app.people.rules import Kinship
from app.releases import operations, queries
from app.releases.models import Release
from app.releases.rules import COVERED, LegalBasis, cover
from app.tasks.queries import tasks_of
from app.tasks.rules import TaskCode
from tests.builders.consents import a_child, a_family, an_adult
from tests.builders.emergencies import SECRET_PLACE, an_emergency
from tests.builders.intake import a_body
from tests.builders.people import a_person
from tests.builders.placements import (
    SECRET_ADDRESS,
    SECRET_NAME,
    SPELT,
    hidden,
)
from tests.builders.releases import WHY, a_draft, from_a_school, letter_act, letter_page
from tests.cast import NOW, TODAY, Cast


@pytest.mark.parametrize("text", SPELT)
def test_it_is_found_in_any_case_and_spacing(text: str) -> None:
    covered = cover(f"Vive in {text}.", ["vicolo del Kanarino Nascosto 7"])
    assert covered == f"Vive in {COVERED}."


def test_a_part_that_finds_the_place_by_itself_is_covered_too() -> None:
    secret = "via dei Tigli 14, Vimodrone"
    assert cover("In via dei tigli 14 da maggio.", [secret]) == f"In {COVERED} da maggio."
    assert cover("Nata a Vimodrone.", [secret]) == "Nata a Vimodrone."
    town = "20090 Vimodrone"
    assert cover(f"Sede: {town}.", [f"via dei Tigli 14, {town}"]) == f"Sede: {town}."


@pytest.mark.parametrize("secret", ["via dei Tigli, 14, Vimodrone", "via dei Tigli 14/A"])
@pytest.mark.parametrize("text", ["via dei Tigli 14", "via dei Tigli n. 14", "Via Tigli civico 14"])
def test_a_door_is_the_same_however_its_number_is_written(secret: str, text: str) -> None:
    known = secret if "dei" in text else secret.replace("dei ", "")
    assert cover(f"Vive in {text}.", [known]) == f"Vive in {COVERED}."


def test_the_name_of_a_place_is_covered_without_its_street_and_a_day_is_no_door() -> None:
    secret = "Casa rifugio Le Rose, via 25 Aprile 3, Cernusco"
    said = "È a Casa Rifugio le rose. Il 25 aprile festa a Cernusco; lei in via 25 aprile, 3."
    left = f"È a {COVERED}. Il 25 aprile festa a Cernusco; lei in {COVERED}."
    assert cover(said, [secret]) == left


def test_ordinary_words_stay() -> None:
    assert cover("Casa loro è in ordine.", ["Casa"]) == "Casa loro è in ordine."
    assert cover("Il numero 71.", [SECRET_ADDRESS]) == "Il numero 71."


@given(
    before=st.text(max_size=30), after=st.text(max_size=30),
    apart=st.text(alphabet=" .,-\n_", min_size=1, max_size=4),
)  # fmt: skip
def test_nothing_around_it_brings_it_back(before: str, after: str, apart: str) -> None:
    spelt = apart.join(SECRET_ADDRESS.upper().split())
    covered = cover(f"{before} {spelt} {after}", [SECRET_ADDRESS])
    assert "KANARINO" not in covered.replace(before, "").replace(after, "")


def _placed(cast: Cast) -> PersonId:
    """Place a mother who has a case of her own in a secret structure, and return her."""
    mother = an_adult(cast["bruno"], "Protetta")
    hidden(cast, mother)
    assert db.session.query(PlacementMember).count()
    return mother


@pytest.mark.usefixtures("app")
def test_a_letter_about_the_child_never_says_where_the_mother_is(cast: Cast) -> None:
    bruno, dario = cast["bruno"], cast["dario"]
    mother, child = _placed(cast), a_child(bruno)
    relate(
        actor=bruno.viewer, now=NOW, person_id=child, other_id=mother, kind=Kinship.PARENT,
        valid_from=None,
    )  # fmt: skip
    report, _ = from_a_school(cast, child)
    text = f"La madre è a {SECRET_NAME}, {SECRET_ADDRESS.title()}."
    (letter,) = a_draft(bruno, report, a_body(cast, BodyKind.COURT), text=text)
    page = letter_page(bruno, letter)
    assert page.text == f"La madre è a {COVERED}, {COVERED}."
    row = db.session.get_one(Release, (bruno.organisation_id, letter))
    assert "Kanarin" not in (row.text or "")
    with pytest.raises(NotPermitted):
        letter_act(cast["gino"], "lift_cover", letter, words=WHY)
    with pytest.raises(NotAllowedNow, match="needs_reason"):
        letter_act(dario, "lift_cover", letter, words="")
    letter_act(dario, "lift_cover", letter, words="Lo ordina il Tribunale.")
    assert COVERED in letter_page(bruno, letter).text
    words = operations.Words(text=text, basis=LegalBasis.AUTHORITY)
    letter_act(bruno, "write", letter, words=words)
    page = letter_page(bruno, letter)
    assert (page.text, page.redacted, page.why_lifted) == (text, False, "Lo ordina il Tribunale.")
    with pytest.raises(NotFound):  # who registered it may open no such address
        letter_page(cast["gino"], letter)


def _of_her_child(cast: Cast) -> tuple[ReferralId, BodyId, PersonId]:
    bruno = cast["bruno"]
    mother, child = _placed(cast), a_child(bruno)
    relate(
        actor=bruno.viewer, now=NOW, person_id=child, other_id=mother, kind=Kinship.PARENT,
        valid_from=None,
    )  # fmt: skip
    report, _ = from_a_school(cast, child)
    return report, a_body(cast, BodyKind.COURT), child


def _told(cast: Cast, who: str) -> list[str]:
    return [
        one.what
        for one in tasks_of(cast[who].viewer, TODAY)
        if one.code is TaskCode.COVERED and one.for_id == cast[who].engagement_id
    ]


@pytest.mark.usefixtures("app")
def test_who_is_on_the_list_hears_at_once_that_somebody_wrote_the_place(cast: Cast) -> None:
    """Who types a guess and sees it covered learns something: the list knows who, and where."""
    gino = cast["gino"]
    report, court, _ = _of_her_child(cast)
    (letter,) = a_draft(gino, report, court, text="La madre sta bene.")
    assert _told(cast, "dario") == []
    words = operations.Words(text=f"Sta a {SECRET_NAME}.", basis=LegalBasis.AUTHORITY)
    letter_act(gino, "write", letter, words=words)
    number = letter_page(gino, letter).number
    assert _told(cast, "dario") == _told(cast, "bruno") == [number]
    assert _told(cast, "gino") == []
    letter_act(gino, "write", letter, words=words)
    assert _told(cast, "dario") == [number] * 2
    (row, *_) = (one for one in tasks_of(cast["dario"].viewer, TODAY) if one.what == number)
    assert (row.opened_by, row.person_id, row.case_id) == ("Gino", None, None)


@pytest.mark.usefixtures("app")
def test_who_begins_a_letter_with_the_place_is_told_of_too(cast: Cast) -> None:
    report, court, _ = _of_her_child(cast)
    (letter,) = a_draft(cast["gino"], report, court, text=f"In {SECRET_ADDRESS}.")
    assert _told(cast, "dario") == [letter_page(cast["gino"], letter).number]


@pytest.mark.usefixtures("app")
def test_of_who_is_on_the_list_herself_nobody_hears(cast: Cast) -> None:
    report, court, _ = _of_her_child(cast)
    a_draft(cast["bruno"], report, court, text=f"In {SECRET_ADDRESS}.")
    assert _told(cast, "dario") == _told(cast, "bruno") == []


@pytest.mark.usefixtures("app")
def test_a_cover_is_lifted_only_by_the_named_list_of_that_place(cast: Cast) -> None:
    carla = cast["carla"]
    _, court, child = _of_her_child(cast)
    report, _ = from_a_school(cast, child, to="carla")
    (letter,) = a_draft(carla, report, court)
    with pytest.raises(NotAllowedNow, match="letter_not_on_list"):
        letter_act(carla, "lift_cover", letter, words=WHY)
    assert letter_page(carla, letter).redacted
    letter_act(cast["dario"], "lift_cover", letter, words=WHY)


@pytest.mark.usefixtures("app")
def test_where_nobody_is_hidden_the_answer_is_the_same(cast: Cast) -> None:
    bruno = cast["bruno"]
    report, _ = from_a_school(cast, a_person(bruno))
    (letter,) = a_draft(bruno, report, a_body(cast, BodyKind.COURT))
    with pytest.raises(NotAllowedNow, match="letter_not_on_list"):
        letter_act(bruno, "lift_cover", letter, words=WHY)


@pytest.mark.usefixtures("app")
def test_where_a_child_was_put_in_safety_is_lifted_by_who_put_her_there(cast: Cast) -> None:
    bruno, gino = cast["bruno"], cast["gino"]
    child = a_child(bruno)
    an_emergency(bruno, child)
    report, _ = from_a_school(cast, child)
    (letter,) = a_draft(gino, report, a_body(cast, BodyKind.COURT), text=f"Ora in {SECRET_PLACE}.")
    assert letter_page(gino, letter).text == f"Ora in {COVERED}."
    assert len(_told(cast, "dario")) == len(_told(cast, "bruno")) == 1
    letter_act(bruno, "lift_cover", letter, words=WHY)


@pytest.mark.usefixtures("app")
def test_of_somebody_else_in_the_same_report_it_never_says_it_either(cast: Cast) -> None:
    bruno = cast["bruno"]
    mother, (child, *_) = an_adult(bruno, "Protetta"), a_family(bruno)
    report, _ = from_a_school(cast, child, mother)
    hidden(cast, mother)
    (letter, *_) = a_draft(bruno, report, family_of=child, basis=LegalBasis.OWN_DATA)
    words = operations.Words(text=f"Sta in {SECRET_ADDRESS}.", basis=LegalBasis.OWN_DATA)
    letter_act(bruno, "write", letter, words=words)
    assert letter_page(bruno, letter).text == f"Sta in {COVERED}."
    with pytest.raises(NotAllowedNow, match="letter_never_uncovered"):
        letter_act(cast["dario"], "lift_cover", letter, words=WHY)


@pytest.mark.usefixtures("app")
def test_a_place_learnt_later_is_covered_in_what_was_already_written(cast: Cast) -> None:
    bruno = cast["bruno"]
    mother = an_adult(bruno, "Protetta")
    report, _ = from_a_school(cast, mother)
    (letter,) = a_draft(bruno, report, a_body(cast, BodyKind.COURT), text=SECRET_ADDRESS)
    assert letter_page(bruno, letter).text == SECRET_ADDRESS
    hidden(cast, mother)
    assert letter_page(bruno, letter).text == COVERED


@pytest.mark.usefixtures("app")
def test_of_who_is_not_placed_nothing_is_secret(cast: Cast) -> None:
    bruno = cast["bruno"]
    person = a_person(bruno)
    assert queries.secrets_about(bruno.organisation_id, [person]) == ()
    assert queries.secrets_about(bruno.organisation_id, []) == ()
