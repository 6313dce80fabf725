"""Stories 6 and 7: who calls without a name, and who comes from a desk that asks for none."""

from app.catalogue.rules import ConsentBasis, ReferralSource
from app.demo import acts
from app.demo.context import Demo
from app.demo.play import Tale, act, on
from app.intake import operations as intake
from app.intake.operations import SubjectGiven
from app.intake.rules import Answer, Awaited, Channel, Urgency


def crying_child(demo: Demo) -> Tale:
    """A child nobody knows: the same first evaluation, and the local police asked to look."""
    yield on(17, 11)
    referral = acts.register(
        demo, "giorgio", channel=Channel.PHONE, source=ReferralSource.NEIGHBOUR,
        anonymous=True, urgency=Urgency.WITHIN_7_DAYS,
        story="Un bambino piange a lungo la sera, scala B. Chi chiama non dice il nome.",
        subjects=(SubjectGiven(described="bambino, scala B", thought_adult=Answer.NO),),
    )  # fmt: skip
    yield on(18, 11)
    acts.assign(demo, referral, "marta")
    acts.judge(demo, "marta", referral, risk=Answer.UNKNOWN, harm=Answer.UNKNOWN,
               grounds="Una sola telefonata, senza nome e senza indirizzo intero.")  # fmt: skip
    yield on(19, 11)
    act(demo, "marta", intake.start_evaluation, referral_id=referral)
    act(demo, "marta", intake.wait_for, referral_id=referral, awaited=Awaited.BODY,
        words="Chiesta alla polizia locale una verifica alla scala B.")  # fmt: skip


def from_the_stars_desk(demo: Demo) -> Tale:
    """Rafiqul says his name on the 19th, and is received today at the counter of papers."""
    yield on(19, 11, 17, 40)
    referral = acts.register(
        demo, "giorgio", channel=Channel.EMAIL, source=ReferralSource.OTHER_SOCIAL_SERVICE,
        subjects=(SubjectGiven(person_id=demo.people["Rafiqul Hossain"]),),
        referrer="Sportello Stars n. 5", urgency=Urgency.ORDINARY,
        story="Iscrizione a scuola del figlio e corso di italiano per la moglie. Acconsente.",
    )  # fmt: skip
    yield on(20, 11)
    acts.assign(demo, referral, "luca")
    acts.meet(demo, "luca", referral, "Telefonata, con l'interprete di bangla.")
    acts.consent(demo, "luca", referral, ConsentBasis.ADULT, "Rafiqul Hossain")
