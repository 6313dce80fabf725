"""Reports from outside: a school by its account, a counselling centre by a link not yet used."""

from datetime import timedelta

from app.catalogue.rules import Detail, ReferralSource
from app.demo.context import Demo
from app.intake.operations import Arrival, SubjectGiven
from app.intake.rules import Answer, Channel, ContextKey, Layer, Urgency
from app.organisations.operations import link_body
from app.referrers import operations
from app.referrers.operations import LinkFor
from app.referrers.rules import from_outside

SCHOOL = "Istituto comprensivo Martesana"
FACT = "19/11/2026: addormentato in classe alle 9, dice che la notte il fratellino piangeva."
STORY = (
    f"Segnalazione di una situazione di disagio\n\nFatti\n{FACT}\n\n"
    "Parole del minore, come le ha dette\n«Io lo cullo, la mamma lavora»"
)


def load(demo: Demo) -> None:
    """Let the headmistress file a report that nobody has in hand yet, and a link be made."""
    demo.tell("Segnalazioni arrivate da fuori")
    cernusco, head = demo.bodies["cernusco"], demo.staff["dirigente"]
    link_body(
        actor=demo.staff["sara"],
        now=demo.now - timedelta(days=30),
        body_id=demo.known[SCHOOL],
        version=1,
        to_id=demo.bodies["martesana"],
    )
    operations.file_report(
        actor=from_outside(cernusco, SCHOOL, head.account_id),
        now=demo.now - timedelta(minutes=25),
        sender=head,
        arrival=_written(demo),
    )
    operations.make_link(
        actor=demo.staff["marta"],
        now=demo.now - timedelta(days=2),
        given=LinkFor(to_label="psicologa del consultorio", source=ReferralSource.HEALTH_SERVICE),
    )


def _written(demo: Demo) -> Arrival:
    """Return what a teacher wrote and the headmistress signed."""
    return Arrival(
        channel=Channel.ONLINE,
        source=ReferralSource.SCHOOL,
        story=STORY,
        subjects=(
            SubjectGiven(
                described="Gioele Tironi, nascita 03/02/2016, classe 5A", thought_adult=Answer.NO
            ),
        ),
        received_at=demo.now,
        urgency=Urgency.WITHIN_7_DAYS,
        referrer="Tea Ronchetti, insegnante, 000 5550101, firma Dirigente scolastica",
        told={
            Layer.QUESTIONS: {
                Detail.INSTITUTE: SCHOOL,
                Detail.CLASS: "5A",
                Detail.CONTACT_AT_SCHOOL: "Tea Ronchetti, insegnante, 000 5550101",
                Detail.FAMILY_INFORMED: "yes",
                Detail.FACTS_WITH_DATES: FACT,
                Detail.SENT_TO_PROSECUTOR: "no",
            },
            Layer.CONTEXT: {ContextKey.KNOWN_SERVICES: "nessuno, per quanto sappiamo"},
        },
    )
