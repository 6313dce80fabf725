"""The list of deadlines as it is worked: by who has them, by who is passed one, by nobody else."""

from datetime import date, timedelta

from app.people import operations as people
from app.people.rules import Measure
from app.tasks import queries
from app.tasks.rules import Seen
from tests.builders.appointments import a_wednesday
from tests.builders.cases import an_open_case, engagement_of
from tests.builders.people import a_person
from tests.builders.protected import sealed
from tests.builders.tasks import a_court_term, a_task, postponed
from tests.cast import NOW, TODAY, Cast
from tests.support.client import OfficeClient
from tests.support.counting import counting

DAY = timedelta(days=1)
SUNDAY = date(2026, 12, 13)


def test_a_task_is_written_read_and_closed(client: OfficeClient, cast: Cast) -> None:
    bruno = cast["bruno"]
    client.enter(bruno)
    person_id = a_person(bruno, "Telefonata")
    known = {"what": "Chiedere la pagella", "due_on": "27/11/2026"}
    answer = client.submit(
        f"/deadlines/new?person={person_id}", {**known, "for_id": str(engagement_of(bruno))}
    )
    assert answer.status_code == 303
    page = client.get("/deadlines").text
    assert "Chiedere la pagella" in page
    assert "Telefonata" in page
    task_id = a_task(bruno)
    page = client.get(f"/deadlines/tasks/{task_id}").text
    assert "Telefonare alla scuola" in page
    assert client.submit(f"/deadlines/tasks/{task_id}", {"outcome": "done"}).status_code == 303
    assert "Telefonare alla scuola" not in client.get("/deadlines").text
    assert "Fatto, Bruno" in client.get(f"/deadlines/tasks/{task_id}").text
    client.enter(cast["carla"])
    assert client.get(f"/deadlines/tasks/{task_id}").status_code == 404
    client.enter(cast["anna"])
    assert client.get(f"/deadlines/tasks/{task_id}").status_code == 403


def test_a_task_is_postponed_and_says_where_it_was(client: OfficeClient, cast: Cast) -> None:
    bruno = cast["bruno"]
    task_id = a_task(bruno, due_on=TODAY)
    client.enter(bruno)
    address = f"/deadlines/rows/task:{task_id}/postpone"
    wrong = client.submit(address, {"step": "day", "until": "", "why": "agreed"})
    assert "Scrivi il giorno, per esempio" in wrong.text
    wrong = client.submit(address, {"step": "day", "until": "20/11/2026", "why": "agreed"})
    assert "scegli un giorno più avanti" in wrong.text
    assert "20/11/2026" in wrong.text
    assert client.submit(address, {"step": "7", "why": "waiting_answer"}).status_code == 303
    page = client.get("/deadlines").text
    assert "posticipata una volta, era lun 23/11" in page
    assert "Entro 7 giorni (1)" in page
    assert "Si aspetta una risposta" in client.get(address).text


def test_a_thing_without_a_day_waits_apart_until_it_is_given_one(
    client: OfficeClient, cast: Cast
) -> None:
    bruno = cast["bruno"]
    client.enter(bruno)
    person_id = a_person(bruno, "Senzadata")
    typed = {"what": "Cercare un corso", "due_on": "", "for_id": str(engagement_of(bruno))}
    assert client.submit(f"/deadlines/new?person={person_id}", typed).status_code == 303
    page = client.get("/deadlines").text
    assert "Senza data (1)" in page
    assert "Dai un giorno" in page
    assert "senza data, Bruno" in client.get(f"/people/{person_id}").text
    (task,) = queries.tasks_of(bruno.viewer, TODAY)
    assert "senza data" in client.get(f"/deadlines/tasks/{task.id}").text
    rows = f"/deadlines/rows/task:{task.id}"
    to = {"to": str(engagement_of(cast["dario"])), "why": "absence"}
    assert client.submit(f"{rows}/pass", to).status_code == 303
    assert "era senza data" in client.get(f"{rows}/postpone").text
    assert client.submit(f"{rows}/postpone", {"step": "7", "why": "agreed"}).status_code == 303
    client.enter(cast["dario"])
    page = client.get("/deadlines").text
    assert "lun 30/11" in page
    assert "posticipata una volta, era senza data" in page
    assert "Senza data (" not in page


def test_a_courts_day_stays_where_the_judge_wrote_it(client: OfficeClient, cast: Cast) -> None:
    bruno = cast["bruno"]
    case_id, term_id = a_court_term(bruno, due_on=SUNDAY)
    client.enter(bruno)
    said = "cade di domenica: invia entro venerdì 11/12"
    assert said in client.get("/deadlines").text
    assert said in client.get(f"/cases/{case_id}").text
    address = f"/deadlines/rows/court:{term_id}/postpone"
    assert "resta scritto" in client.get(address).text
    assert client.submit(address, {"step": "3", "why": "other_first"}).status_code == 303
    page = client.get("/deadlines").text
    assert "promemoria spostato a gio 26/11: il giorno resta questo" in page
    assert "dom 13/12" in page


def test_who_writes_a_courts_day_is_told_that_it_is_none_to_work_on(
    client: OfficeClient, cast: Cast
) -> None:
    case_id, term_id = a_court_term(cast["bruno"])
    client.enter(cast["bruno"])
    page = f"/cases/{case_id}/court-terms"

    def told(address: str, **typed: str) -> str:
        assert client.submit(f"{page}{address}", typed).status_code == 303
        return client.get(f"/cases/{case_id}").text

    said = "Cade di domenica: invia entro venerdì 11/12."
    assert f"Termine scritto. {said}" in told("/new", kind="report", due_on="13/12/2026")
    moved = told(f"/{term_id}/move", due_on="20/12/2026", why="miswritten")
    assert "Termine spostato. Cade di domenica: invia entro venerdì 18/12." in moved
    plain = told("/new", kind="report", due_on="14/12/2026")
    assert "Termine scritto." in plain
    assert f"Termine scritto. {said}" not in plain
    told(f"/{term_id}/ask", asked_on="23/11/2026", asked_to="26/12/2026")
    answered = told(
        f"/{term_id}/answer", answered_on="23/11/2026", granted="yes", new_day="26/12/2026"
    )
    assert "Risposta scritta. Cade di sabato: invia entro giovedì 24/12." in answered


def test_a_deadline_goes_to_who_can_work_it_and_comes_back(
    client: OfficeClient, cast: Cast
) -> None:
    """Carla is of another team: she reaches neither the case nor, so, its day; the supervisor does."""
    bruno, carla, dario = cast["bruno"], cast["carla"], cast["dario"]
    _, term_id = a_court_term(bruno, an_open_case(bruno, a_person(bruno, "Passata")))
    client.enter(bruno)
    address = f"/deadlines/rows/court:{term_id}/pass"
    to = {"to": str(engagement_of(carla)), "why": "absence"}
    assert "non può aprirla" in client.submit(address, to).text
    to = {"to": str(engagement_of(dario)), "why": "absence"}
    assert client.submit(address, to).status_code == 303
    assert "passata a Dario" in client.get("/deadlines").text
    client.enter(carla)
    assert "Passata" not in client.get("/deadlines").text
    assert client.get(address).status_code == 404
    client.enter(dario)
    page = client.get("/deadlines").text
    assert "passata a te da Bruno" in page
    assert "Cartella di un collega" in page
    client.enter(bruno)
    answer = client.submit(
        "/deadlines", {"version": "1"}, action=f"/deadlines/rows/court:{term_id}/take-back"
    )
    assert answer.status_code == 303
    page = client.get("/deadlines").text
    assert "passata a Dario" not in page
    assert "passata a te" not in page


def test_the_supervisor_reads_why_work_waits_and_no_name(client: OfficeClient, cast: Cast) -> None:
    postponed(cast["bruno"], Seen("case:1", 0, TODAY), TODAY + DAY)
    client.enter(cast["dario"])
    assert "Si aspetta una risposta: 1" in client.get("/deadlines").text
    client.enter(cast["bruno"])
    assert "Perché si rimanda" not in client.get("/deadlines").text


def test_more_time_is_asked_of_a_court_and_answered(client: OfficeClient, cast: Cast) -> None:
    case_id, term_id = a_court_term(cast["bruno"])
    client.enter(cast["bruno"])
    address = f"/cases/{case_id}/court-terms/{term_id}"
    known = {"asked_on": "23/11/2026", "asked_to": "15/01/2027", "why": "Manca la scuola"}
    assert client.submit(f"{address}/ask", known).status_code == 303
    assert "fino al 15/01/2027: si aspetta la risposta" in client.get(f"/cases/{case_id}").text
    answer = {"answered_on": "23/11/2026", "granted": "yes", "new_day": ""}
    assert "Scrivi il nuovo giorno" in client.submit(f"{address}/answer", answer).text
    answer["new_day"] = "15/01/2027"
    assert client.submit(f"{address}/answer", answer).status_code == 303
    page = client.get(f"/cases/{case_id}").text
    assert "concessa il 23/11/2026" in page
    assert "Prima domenica 13 dicembre 2026" in page


def test_a_person_under_seal_is_in_no_list_but_hers(client: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast, "bruno")
    hers = sealed(cast)
    a_task(cast["dario"], "Cosa riservata", person_id=hers.person_id)
    client.enter(cast["carla"])
    assert "Cosa riservata" not in client.get("/deadlines").text


def test_a_longer_list_asks_no_more(client: OfficeClient, cast: Cast) -> None:
    bruno = cast["bruno"]
    client.enter(bruno)

    def asked() -> list[str]:
        with counting() as sent:
            client.get("/deadlines")
        return sent

    case_id = an_open_case(bruno)
    known = [a_court_term(bruno, case_id), a_task(bruno, person_id=a_person(bruno, "Uno"))]
    postponed(bruno, Seen(f"task:{known[1]}", 0, TODAY + 4 * DAY), TODAY + 9 * DAY)
    asked()  # the first page of a session writes that she was here
    first = asked()
    for number in range(5):
        a_court_term(bruno, case_id)
        task_id = a_task(bruno, person_id=a_person(bruno, f"Altra {number}"))
        postponed(bruno, Seen(f"task:{task_id}", 0, TODAY + 4 * DAY), TODAY + 9 * DAY)
    assert len(asked()) == len(first)


def test_what_comes_again_stands_on_its_own_day(client: OfficeClient, cast: Cast) -> None:
    """A measure is reviewed again and again: what was said of one review is not of the next."""
    dario, person_id = cast["dario"], a_person(cast["bruno"], "Riesame")
    client.enter(dario)
    for days, stood in ((10, "gio 10/12"), (30, "mer 30/12")):
        review = TODAY + days * DAY
        people.decide_measure(
            actor=dario.viewer,
            now=NOW,
            person_id=person_id,
            kind=Measure.BY_APPOINTMENT,
            ends_on=TODAY + 60 * DAY,
            review_on=review,
        )
        assert "posticipata" not in client.get("/deadlines").text
        address = f"/deadlines/rows/measure:{person_id}:by_appointment:{review}/postpone"
        assert client.submit(address, {"step": "7", "why": "agreed"}).status_code == 303
        assert stood in client.get("/deadlines").text
