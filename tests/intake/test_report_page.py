"""The page of a report: first who, what, how grave and by when; what is long is folded and counted."""

import re
from typing import Any

from flask import Flask

from app.catalogue.rules import ReferralSource
from app.intake.rules import Channel
from tests.builders.intake import a_referral, in_evaluation
from tests.builders.people import a_person
from tests.cast import Cast
from tests.support.client import OfficeClient
from tests.web.markup import Elements

SCHOOL: dict[str, Any] = {"source": ReferralSource.SCHOOL, "channel": Channel.PEC}


def test_what_is_long_is_folded_under_what_it_holds(app: Flask, cast: Cast) -> None:
    referral = a_referral(cast["gino"], a_person(cast["bruno"], "Prova"), **SCHOOL)
    client: OfficeClient = app.test_client()
    client.enter(cast["gino"])
    client.submit(
        f"/referrals/{referral}/questions",
        {"asked_class": "3 B", "asked_signs_of_violence": "yes", "asked_family_informed": "no"},
    )
    page = Elements(client.get(f"/referrals/{referral}").text)
    folded = [one for one in page.all("details", **{"class": "disclosure"}) if "data-paper" in one]
    assert not any("open" in one for one in folded)
    (answers,) = [one["text"] for one in folded if "3 B" in one["text"]]
    assert re.search(
        r"Sì: 1\. No: 1\. Non so: 0\. Non chieste: [1-9]\. Altre risposte: 1 su \d", answers
    )
    assert any("Passi: " in one["text"] for one in folded)


def test_how_grave_it_was_judged_stands_before_the_acts(app: Flask, cast: Cast) -> None:
    child = a_person(cast["bruno"], "Prova")
    new, judged = a_referral(cast["bruno"], child), in_evaluation(cast, child)
    client: OfficeClient = app.test_client()
    client.enter(cast["bruno"])
    assert "Rischio e pregiudizio: non ancora valutati." in client.get(f"/referrals/{new}").text
    typed = {"risk": "yes", "harm": "unknown", "grounds": "Dorme in auto."}
    client.submit(f"/referrals/{judged}/acts/judge-risk", typed)
    first, _ = client.get(f"/referrals/{judged}").text.split('id="acts"')
    assert "Rischio di pregiudizio: sì; pregiudizio: non so." in first
