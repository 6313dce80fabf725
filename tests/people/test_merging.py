"""Two records of one person: merged by somebody who looked, read back, undone."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.appointments.models import Appointment
from app.audit.models import AuditEntry
from app.cases import operations as cases
from app.cases.models import Case
from app.cases.rules.case import WhySealed
from app.catalogue.rules import ConsentBasis
from app.consents.models import Consent, Responsibility
from app.consents.rules import Degree
from app.db import db
from app.kernel.errors import Conflict, Invalid, NotAllowedNow, NotFound, NotPermitted
from app.people import operations, queries
from app.people.models import PersonMerge
from app.people.rules import BirthKnown, Kinship, MergeField, PersonDetails
from tests.builders.appointments import a_wednesday, an_appointment
from tests.builders.cases import an_open_case
from tests.builders.consents import a_consent, a_degree
from tests.builders.intake import a_referral
from tests.builders.merging import a_merge
from tests.builders.people import a_contact, a_person, kept_apart
from tests.cast import NOW, TODAY, Cast

CODE, OTHER_CODE = "PRVTST15C52C523U", "PRVTSA15C52C523B"


def _page(cast: Cast, merge_id: Any, who: str = "dario") -> queries.MergePage:
    return queries.merge_page(cast[who].viewer, merge_id, NOW)


@pytest.fixture
def two(app: Flask, cast: Cast) -> tuple[Any, Any]:
    """Somebody who came without papers, and the same one when she had her code."""
    bruno = cast["bruno"]
    first = a_person(bruno, "Shevchenko", "Olena", phone="000 1112223")
    again = a_person(
        bruno, "Ševčenko", "Olena", identifier=CODE,
        birth_known=BirthKnown.EXACT, birth_date=date(1980, 3, 12),
    )  # fmt: skip
    return first, again


def test_one_record_stays_with_everything_of_both(two: Any, cast: Cast) -> None:
    kept, gone = two
    a_contact(cast["bruno"], gone, "000 9998887")
    case_id = an_open_case(cast["bruno"], gone)
    a_wednesday(cast, "bruno")
    an_appointment(cast["anna"], gone)
    a_referral(cast["gino"], gone)
    merge_id = a_merge(cast, kept, gone, taken=frozenset({MergeField.IDENTIFIER, MergeField.BIRTH}))
    page = queries.person_page(cast["dario"].viewer, kept, TODAY)
    assert (page.identifier, page.birth.on) == (CODE, date(1980, 3, 12))
    assert len(page.contacts) == 2
    assert db.session.get(Case, (cast["dario"].organisation_id, case_id)).person_id == kept
    assert db.session.scalars(select(Appointment.person_id)).all() == [kept]
    told = {
        row.what: (row.moved, row.now, row.left, row.since) for row in _page(cast, merge_id).rows
    }
    assert told["Cartelle"] == (1, 1, 0, 0)
    assert told["Appuntamenti"] == (1, 1, 0, 0)
    assert told["Recapiti"] == (1, 2, 0, 0)
    assert told["Richieste e segnalazioni"] == (1, 1, 0, 0)


def test_who_spoke_for_herself_does_so_under_the_record_that_stays(two: Any, cast: Cast) -> None:
    kept, gone = two
    consent_id = a_consent(cast["bruno"], gone, gone, basis=ConsentBasis.ADULT)
    merge_id = a_merge(cast, kept, gone)
    body = cast["dario"].organisation_id
    row = db.session.get_one(Consent, (body, consent_id))
    assert (row.person_id, row.giver_id) == (kept, kept)
    operations.undo_merge(actor=cast["dario"].viewer, now=NOW, merge_id=merge_id)
    assert (row.person_id, row.giver_id) == (gone, gone)


@pytest.mark.parametrize("turned", [False, True])
def test_what_one_decides_for_the_other_stays_between_the_two(
    two: Any, cast: Cast, turned: bool
) -> None:
    kept, gone = two
    pair = (gone, kept) if turned else (kept, gone)
    a_degree(cast["bruno"], *pair, Degree.FULL)
    merge_id = a_merge(cast, kept, gone)
    row = db.session.scalars(select(Responsibility)).one()
    assert (row.person_id, row.holder_id) == pair
    (told,) = [one for one in _page(cast, merge_id).rows if one.what == "Responsabilità"]
    assert (told.moved, told.left) == (0, 1)


def test_who_was_merged_is_found_under_every_name_and_code_and_only_once(
    two: Any, cast: Cast
) -> None:
    kept, gone = two
    a_merge(cast, kept, gone)
    for text in ("shevchenko", "ševčenko", CODE):
        assert [row.id for row in queries.search(cast["bruno"].viewer, text)] == [kept], text
    with pytest.raises(NotFound):
        queries.person_row(cast["bruno"].viewer, gone)
    assert queries.merged_into(cast["bruno"].viewer, gone) == kept


def test_the_trail_says_who_merged_what_and_the_page_says_the_codes(two: Any, cast: Cast) -> None:
    kept, gone = two
    merge_id = a_merge(cast, kept, gone, taken=frozenset({MergeField.IDENTIFIER}))
    entry = db.session.scalars(
        select(AuditEntry).where(AuditEntry.name == "people.person.merge")
    ).one()
    assert {one["id"] for one in entry.subjects} == {str(kept), str(gone), str(merge_id)}
    assert CODE not in repr(entry.changes)
    (code,) = [one for one in _page(cast, merge_id).fields if one.field is MergeField.IDENTIFIER]
    assert (code.before["identifier"], code.after["identifier"]) == (None, CODE)
    assert not code.changed_since


def test_undone_everything_is_where_it_was(two: Any, cast: Cast) -> None:
    kept, gone = two
    a_contact(cast["bruno"], gone, "000 9998887")
    case_id = an_open_case(cast["bruno"], gone)
    before = [queries.person_page(cast["dario"].viewer, one, TODAY) for one in two]
    taken = frozenset({MergeField.IDENTIFIER, MergeField.NAME, MergeField.BIRTH})
    merge_id = a_merge(cast, kept, gone, taken=taken)
    operations.undo_merge(actor=cast["dario"].viewer, now=NOW, merge_id=merge_id)
    after = [queries.person_page(cast["dario"].viewer, one, TODAY) for one in two]
    assert [_without_version(one) for one in after] == [_without_version(one) for one in before]
    assert db.session.get(Case, (cast["dario"].organisation_id, case_id)).person_id == gone
    assert [row.id for row in queries.search(cast["bruno"].viewer, CODE)] == [gone]
    assert _page(cast, merge_id).undone_by == "Dario"


def _without_version(page: queries.PersonPage) -> dict[str, Any]:
    return {name: value for name, value in vars(page).items() if name != "version"}


def test_what_was_written_since_stays_and_is_told(two: Any, cast: Cast) -> None:
    kept, gone = two
    merge_id = a_merge(cast, kept, gone, taken=frozenset({MergeField.BIRTH}))
    a_contact(cast["bruno"], kept, "000 7776665")
    page = queries.person_page(cast["bruno"].viewer, kept, TODAY)
    operations.correct_person(
        actor=cast["bruno"].viewer, now=NOW, person_id=kept, version=page.version,
        details=PersonDetails(surname="Shevchenko", given="Olena", birth_known=BirthKnown.YEAR_ONLY, birth_year=1981),
    )  # fmt: skip
    (field,) = _page(cast, merge_id).fields
    assert (field.field, field.changed_since) == (MergeField.BIRTH, True)
    operations.undo_merge(actor=cast["dario"].viewer, now=NOW, merge_id=merge_id)
    page = queries.person_page(cast["bruno"].viewer, kept, TODAY)
    assert (page.birth.year, len(page.contacts)) == (1981, 2)


def test_undoing_ends_after_thirty_days_and_is_done_once(two: Any, cast: Cast) -> None:
    merge_id = a_merge(cast, *two)
    late = NOW + timedelta(days=30, seconds=1)
    with pytest.raises(NotAllowedNow, match="merge_too_late"):
        operations.undo_merge(actor=cast["dario"].viewer, now=late, merge_id=merge_id)
    operations.undo_merge(actor=cast["dario"].viewer, now=NOW, merge_id=merge_id)
    with pytest.raises(NotAllowedNow, match="merge_undone"):
        operations.undo_merge(actor=cast["dario"].viewer, now=NOW, merge_id=merge_id)


def test_of_two_merges_the_last_is_undone_first(two: Any, cast: Cast) -> None:
    kept, gone = two
    third = a_person(cast["bruno"], "Sevcenko", "Olena")
    first = a_merge(cast, kept, gone)
    last = a_merge(cast, third, kept)
    with pytest.raises(NotAllowedNow, match="merge_merged_again"):
        operations.undo_merge(actor=cast["dario"].viewer, now=NOW, merge_id=first)
    for merge_id, carrier in ((None, third), (last, kept), (first, gone)):
        if merge_id is not None:
            operations.undo_merge(actor=cast["dario"].viewer, now=NOW, merge_id=merge_id)
        assert [row.id for row in queries.search(cast["bruno"].viewer, CODE)] == [carrier]
        assert queries.merged_into(cast["bruno"].viewer, gone) == (
            carrier if carrier != gone else None
        )
    found = queries.search(cast["bruno"].viewer, "olena")
    assert {row.id for row in found} == {kept, gone, third}


def test_two_open_ordinary_cases_are_two_pieces_of_work(two: Any, cast: Cast) -> None:
    for one in two:
        an_open_case(cast["bruno"], one)
    with pytest.raises(NotAllowedNow, match="merge_two_open_cases"):
        a_merge(cast, *two)


def test_kin_and_who_is_kept_apart_stay_two(two: Any, cast: Cast) -> None:
    bruno = cast["bruno"]
    kept, gone = two
    third = a_person(bruno, "Terza")
    operations.relate(
        actor=bruno.viewer, now=NOW, person_id=kept, other_id=gone, kind=Kinship.SIBLING,
        valid_from=None,
    )  # fmt: skip
    kept_apart(bruno, kept, third)
    with pytest.raises(NotAllowedNow, match="merge_kin"):
        a_merge(cast, kept, gone)
    with pytest.raises(NotAllowedNow, match="merge_apart"):
        a_merge(cast, kept, third)
    with pytest.raises(NotAllowedNow, match="merge_ask"):
        a_merge(cast, kept, third, "gino")


def test_two_of_one_report_stay_two(two: Any, cast: Cast) -> None:
    a_referral(cast["gino"], *two)
    with pytest.raises(NotAllowedNow, match="merge_together"):
        a_merge(cast, *two)


def test_who_is_sealed_is_merged_by_who_follows_her_alone(two: Any, cast: Cast) -> None:
    kept, gone = two
    case_id = an_open_case(cast["bruno"], gone)
    version = db.session.get(Case, (cast["dario"].organisation_id, case_id)).version
    cases.seal_case(
        actor=cast["dario"].viewer, now=NOW, case_id=case_id, version=version,
        why=WhySealed.VIOLENCE,
    )  # fmt: skip
    for who in ("gino", "carla"):
        with pytest.raises(NotFound):
            a_merge(cast, kept, gone, who)
    with pytest.raises(NotAllowedNow, match="merge_protected"):
        a_merge(cast, kept, gone)
    merge_id = a_merge(cast, kept, gone, "bruno")
    assert _page(cast, merge_id, "bruno").rows
    for who in ("gino", "dario"):
        with pytest.raises(NotFound):
            operations.undo_merge(actor=cast[who].viewer, now=NOW, merge_id=merge_id)


def test_a_worker_merges_only_who_she_follows(two: Any, cast: Cast) -> None:
    with pytest.raises(NotAllowedNow, match="merge_not_yours"):
        a_merge(cast, *two, "bruno")
    an_open_case(cast["bruno"], two[0])
    a_merge(cast, *two, "bruno")


def test_the_desk_and_strangers_merge_nobody(two: Any, cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        operations.merge_people(
            actor=cast["anna"].viewer, now=NOW, kept_id=two[0], gone_id=two[1], versions=(1, 1)
        )
    with pytest.raises(NotFound):
        operations.merge_people(
            actor=cast["zeno"].viewer, now=NOW, kept_id=two[0], gone_id=two[1], versions=(1, 1)
        )


def test_a_record_changed_since_it_was_shown_is_looked_at_again(two: Any, cast: Cast) -> None:
    with pytest.raises(Conflict):
        a_merge(cast, *two, versions=(1, 7))
    with pytest.raises(Invalid, match="merge_one_person"):
        a_merge(cast, two[0], two[0])
    assert db.session.scalars(select(PersonMerge.id)).all() == []
