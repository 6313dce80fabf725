"""Counted without a name and without a case; a name only with consent, and counted once."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.cases.models import Case
from app.catalogue.rules import PathCode
from app.db import db
from app.kernel.errors import Conflict, Invalid, NotAllowedNow, NotFound, NotPermitted
from app.kernel.references import new_id
from app.open_door import operations, queries
from app.open_door.models import DeskContact, Participation, WomanHeard
from app.open_door.operations import DeskGiven, Heard, InitiativeGiven
from app.open_door.procedure import OnwardState
from app.open_door.rules import (
    AgeBand,
    Answered,
    CountRow,
    HelpKind,
    InitiativeKind,
    ToldToWoman,
    Topic,
)
from app.organisations.rules import BodyKind
from tests.builders.cases import an_open_case
from tests.builders.intake import a_body
from tests.builders.open_door import (
    a_desk_for_all,
    a_woman_sent_on,
    an_initiative,
    came,
    on_onward,
    sent_on,
    took_part,
)
from tests.builders.people import a_person
from tests.builders.protected import seal
from tests.cast import NOW, TODAY, Cast, Member

pytestmark = pytest.mark.usefixtures("app")


def _counted(by: Member, path: PathCode = PathCode.STARS) -> list[int | None]:
    rows = queries.year_counts(by.viewer, TODAY.year)
    return [row.number for row in rows if row.path is path and not row.sent_on]


def test_six_come_one_says_later_who_he_is_and_six_they_remain(cast: Cast) -> None:
    gino = cast["gino"]
    desk = a_desk_for_all(gino)
    contacts = [came(gino, desk) for _ in range(6)]
    rafiqul = a_person(gino, "Rahman", "Rafiqul")
    name = {"actor": gino.viewer, "now": NOW, "contact_id": contacts[2], "consent_on": TODAY}
    operations.name_contact(**name, person_id=rafiqul)
    page = queries.desk_page(gino.viewer, desk, TODAY, 0, 50)
    assert page.desk.counted == 6
    assert _counted(gino) == [6]
    assert [one.person for one in page.contacts].count("") == 5
    assert "Rahman Rafiqul" in [one.person for one in page.contacts]
    with pytest.raises(NotAllowedNow, match="already_named"):
        operations.name_contact(**name, person_id=a_person(gino, "Altri"))


def test_nobody_is_named_without_consent(cast: Cast) -> None:
    gino, ada = cast["gino"], a_person(cast["gino"])
    initiative, desk = an_initiative(gino), a_desk_for_all(gino)
    with pytest.raises(Invalid, match="name_needs_consent"):
        took_part(gino, initiative, person_id=ada)
    with pytest.raises(Invalid, match="name_needs_consent"):
        came(gino, desk, person_id=ada)
    with pytest.raises(Invalid, match="consent_in_the_future"):
        operations.name_contact(
            actor=gino.viewer, now=NOW, contact_id=came(gino, desk), person_id=ada,
            consent_on=TODAY + timedelta(days=1),
        )  # fmt: skip
    assert db.session.scalars(select(Participation.person_id)).all() == []


def test_the_request_one_comes_from_is_kept_only_beside_a_name(cast: Cast) -> None:
    gino, referral_id = cast["gino"], new_id()
    initiative, desk = an_initiative(gino), a_desk_for_all(gino)
    for known in ({}, {"person_id": a_person(gino), "consent_on": TODAY}):
        took_part(gino, initiative, referral_id=referral_id, **known)
        came(gino, desk, referral_id=referral_id, **known)
    for table in (Participation, DeskContact):
        rows = db.session.execute(select(table.person_id, table.referral_id)).all()
        assert len(rows) == 2
        assert all((person is None) == (kept is None) for person, kept in rows)


def test_who_takes_part_is_counted_by_age(cast: Cast) -> None:
    gino = cast["gino"]
    initiative = an_initiative(gino)
    took_part(gino, initiative, 12)
    took_part(gino, initiative, 3, age_band=AgeBand.FROM_25)
    took_part(gino, initiative, 1, person_id=a_person(gino), consent_on=TODAY)
    page = queries.initiative_page(gino.viewer, initiative, 0, 50)
    assert page.bands == ((AgeBand.FROM_14, 13), (AgeBand.FROM_25, 3))
    assert page.counted == 16
    assert _counted(gino, PathCode.YOUTH_SPACE) == [16]
    with pytest.raises(Invalid, match="held_outside"):
        took_part(gino, initiative, held_on=TODAY - timedelta(days=31))


def test_an_initiative_is_corrected_and_its_partners_with_it(cast: Cast) -> None:
    gino = cast["gino"]
    school, club = a_body(cast, BodyKind.SCHOOL), a_body(cast, BodyKind.THIRD_SECTOR)
    initiative = an_initiative(gino, partners=(school, club), budget_cents=120_000)
    before = queries.initiative_page(gino.viewer, initiative, 0, 1)
    assert set(before.partner_ids) == {school, club}
    given = InitiativeGiven(
        path=PathCode.STARS, kind=InitiativeKind.COURSE, title="Italiano", valid_from=TODAY,
        last_day=TODAY, partners=(club,),
    )  # fmt: skip
    change = {"actor": gino.viewer, "now": NOW, "initiative_id": initiative, "given": given}
    operations.correct_initiative(**change, version=before.version)
    after = queries.initiative_page(gino.viewer, initiative, 0, 1)
    assert (after.title, after.last_day, after.partner_ids) == ("Italiano", TODAY, (club,))
    with pytest.raises(Conflict):
        operations.correct_initiative(**change, version=before.version)


@pytest.mark.parametrize(
    ("known", "reason"),
    [
        ({"path": PathCode.ADM}, "not_an_open_path"),
        ({"last_day": TODAY - timedelta(days=60)}, "initiative_ends_first"),
    ],
)
def test_an_initiative_that_cannot_be_is_refused(
    cast: Cast, known: dict[str, object], reason: str
) -> None:
    with pytest.raises(Invalid, match=reason):
        an_initiative(cast["gino"], **known)


def test_there_are_eight_desks_and_one_of_each(cast: Cast) -> None:
    gino = cast["gino"]
    site = queries.desk_page(gino.viewer, a_desk_for_all(gino), TODAY, 0, 1).desk.site_id
    common = {"actor": gino.viewer, "now": NOW}
    for number, reason in ((9, "not_a_desk"), (5, "info_desk_taken")):
        given = DeskGiven(number=number, site_id=site, languages="")
        with pytest.raises(Invalid, match=reason):
            operations.open_info_desk(**common, given=given)
    given = DeskGiven(number=1, site_id=new_id(), languages="")  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        operations.open_info_desk(**common, given=given)


def test_a_contact_is_not_of_tomorrow_and_says_what_was_asked(cast: Cast) -> None:
    gino = cast["gino"]
    desk = a_desk_for_all(gino)
    with pytest.raises(Invalid, match="held_in_the_future"):
        came(gino, desk, at=NOW + timedelta(hours=1))
    with pytest.raises(Invalid, match="topic_missing"):
        came(gino, desk, topics=frozenset())
    came(gino, desk, topics=frozenset({Topic.WORK, Topic.SCHOOL}), mediation_minutes=5)
    page = queries.desk_page(gino.viewer, desk, TODAY, 0, 50)
    assert page.topics == ((Topic.SCHOOL, 1), (Topic.WORK, 1))
    assert (page.minutes, page.mediation_minutes) == (20, 5)


def test_no_column_says_whether_a_stay_is_regular() -> None:
    """Office, F51: status irregular is never a field."""
    assert {column.name for column in DeskContact.__table__.columns} == {
        "organisation_id", "id", "desk_id", "at", "language", "topics", "minutes",
        "mediation_minutes", "returns", "nationality", "person_id", "consent_on", "referral_id",
        "noted_by",
    }  # fmt: skip


def _heard(cast: Cast, **known: object) -> object:
    heard = Heard(**{"told": frozenset({ToldToWoman.HELPLINE}), **known})  # type: ignore[arg-type]
    return operations.hear_woman(actor=cast["bruno"].viewer, now=NOW, heard=heard)


def test_a_woman_is_heard_without_a_name_or_a_case(cast: Cast) -> None:
    before = db.session.scalar(select(func.count()).select_from(Case))
    assert _heard(cast, safe_to_call=Answered.NO, is_alone=Answered.YES) is None
    assert db.session.scalar(select(func.count()).select_from(Case)) == before
    assert _counted(cast["bruno"], PathCode.WOMEN_SUPPORT) == [1]
    (row,) = db.session.scalars(select(WomanHeard)).all()
    assert (row.told, row.onward_id) == ("helpline", None)


def test_her_answers_stay_only_with_who_looks_for_her(cast: Cast) -> None:
    centre = a_body(cast, BodyKind.THIRD_SECTOR)
    with pytest.raises(Invalid, match="onward_help_missing"):
        _heard(cast, body_id=centre)
    onward = _heard(
        cast, body_id=centre, help_kind=HelpKind.ADDRESS_ONLY, described="una donna",
        safe_to_call=Answered.NO, no_print=True,
    )  # fmt: skip
    page = queries.onward_page(cast["bruno"].viewer, onward)  # type: ignore[arg-type]
    assert (page.path, page.safe_to_call, page.no_print) == (
        PathCode.WOMEN_SUPPORT,
        Answered.NO,
        True,
    )
    assert page.person_id is None


def test_one_interview_of_the_desk_is_counted_once(cast: Cast) -> None:
    visit_id = new_id()
    _heard(cast, visit_id=visit_id)
    with pytest.raises(Invalid, match="woman_already_heard"):
        _heard(cast, visit_id=visit_id)


def test_who_plans_reads_numbers_and_no_small_one(cast: Cast) -> None:
    gino, piera = cast["gino"], cast["piera"]
    desk, other = a_desk_for_all(gino), a_desk_for_all(gino, 6)
    for _ in range(5):
        came(gino, desk)
    came(gino, other)
    _heard(cast)
    for number in range(6):
        sent = sent_on(cast)
        if number:
            operations.confirm_arrival(
                **on_onward(cast["bruno"], sent), teller="body", arrived_on=TODAY
            )
    told = {
        (row.path, row.desk): (row.number, row.arrived)
        for row in queries.year_counts(piera.viewer, TODAY.year)
    }
    assert told == {
        (PathCode.STARS, None): (None, None),  # whoever hears of six would know the desk of one
        (PathCode.WOMEN_SUPPORT, None): (None, None),
        (PathCode.SOCIAL_INCLUSION, None): (6, None),  # 5 of 6 would tell the one who did not
    }
    whole = queries.year_counts(gino.viewer, TODAY.year)
    assert CountRow(path=PathCode.SOCIAL_INCLUSION, number=6, sent_on=True, arrived=5) in whole
    assert queries.year_counts(cast["anna"].viewer, TODAY.year) == []
    assert queries.year_counts(cast["zeno"].viewer, TODAY.year) == []


def test_who_has_no_duty_counts_nobody(cast: Cast) -> None:
    for who in ("anna", "piera", "elena", "teo"):
        with pytest.raises(NotPermitted):
            an_initiative(cast[who])
    with pytest.raises(NotFound):
        took_part(cast["zeno"], an_initiative(cast["gino"]))
    with pytest.raises(NotPermitted):
        operations.hear_woman(actor=cast["gino"].viewer, now=NOW, heard=Heard(told=frozenset()))


def test_whoever_is_under_seal_is_counted_and_not_listed(cast: Cast) -> None:
    bruno, gino = cast["bruno"], cast["gino"]
    hidden = a_person(bruno, "Zanzarotti")
    named = {"person_id": hidden, "consent_on": TODAY}
    desk, initiative = a_desk_for_all(gino), an_initiative(gino)
    contact = came(gino, desk, **named)
    took_part(gino, initiative, **named)
    onward = sent_on(cast, person_id=hidden)
    seal(cast, an_open_case(bruno, hidden))
    page = queries.desk_page(gino.viewer, desk, TODAY, 0, 50)
    assert (page.contacts, page.desk.counted) == ((), 1)
    assert queries.initiative_page(gino.viewer, initiative, 0, 50).participations == ()
    assert [row.person for row in queries.desk_page(bruno.viewer, desk, TODAY, 0, 50).contacts]
    for read, id_ in ((queries.onward_page, onward), (queries.load_contact, contact)):
        with pytest.raises(NotFound):
            read(gino.viewer, id_)  # type: ignore[operator]
        assert read(bruno.viewer, id_)  # type: ignore[operator]


def test_a_clerk_neither_reads_nor_sends_a_woman_in_danger(cast: Cast) -> None:
    gino, bruno = cast["gino"], cast["bruno"]
    onward = a_woman_sent_on(cast)
    with pytest.raises(NotFound):
        queries.onward_page(gino.viewer, onward)
    assert queries.onward_page(bruno.viewer, onward).state is OnwardState.SENT
    with pytest.raises(NotPermitted):
        a_woman_sent_on(cast, by="gino")
    assert queries.onward_page(gino.viewer, sent_on(cast, by="gino")).offers == ()
