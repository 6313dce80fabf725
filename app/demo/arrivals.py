"""What reached the office in the year: who reports whom, and how each request or report ended."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.cases import operations as cases
from app.cases.rules.case import CourtTermKind, TakingChargeBasis, WhyMoved
from app.catalogue.rules import ConsentBasis, ReferralSource
from app.demo import acts
from app.demo.careers import follow
from app.demo.context import Care, Demo
from app.demo.play import Part, Tale, act, in_the_office, later
from app.demo.pools import AREAS, MINORS, Pools, consent_of, worker_of
from app.demo.voices import FROM_COURT, OTHERS, SCHOOL, UNNAMED, Voice, voices
from app.intake import operations as intake
from app.intake.operations import OrderGiven, Signposting, SubjectGiven
from app.intake.queries import referral_page
from app.intake.rules import (
    Answer,
    ArchiveGround,
    Awaited,
    Changes,
    Channel,
    GiveBackCause,
    HelpGiven,
    JudicialAsk,
    Urgency,
)
from app.kernel.clock import office_date
from app.kernel.references import PersonId, ReferralId
from app.people.queries import rows_by_id

CONSULTING, CENTRE = "Consultorio familiare", "Centro antiviolenza di zona"
CARUGATE, GORGONZOLA = "Comune di Carugate", "Comune di Gorgonzola"
# Only who asked for himself takes it back; of a child an end without action is read twice.
ONLY = {
    "withdrawn": OTHERS[0], "disagreed": SCHOOL[1], "to_read": SCHOOL[0], "given_back": OTHERS[4],
}  # fmt: skip
# How many of the year end in which way; the last lines are still under way.
ENDINGS = (
    ("taken", 31), ("linked", 13), ("signposted", 17), ("archived", 16), ("transferred", 3),
    ("elsewhere", 2), ("duplicate", 2), ("withdrawn", 4), ("disagreed", 1),
)  # fmt: skip
# In which way, how many, how many days ago they came.
GOING_ON = (
    ("received", 5, (3, 4)), ("assigned", 5, (4, 6)), ("evaluated", 8, (8, 24)),
    ("awaited", 2, (16, 26)), ("given_back", 1, (4, 4)), ("to_read", 3, (18, 26)),
    ("offered", 1, (18, 26)), ("taken", 5, (22, 30)),
)  # fmt: skip
FROM_COURTS, UNNAMED_ONES = 6, 2
# The months of the year, heavier when the school begins.
MONTHS = (
    (12, 8),
    (1, 8),
    (2, 8),
    (3, 9),
    (4, 8),
    (5, 9),
    (6, 6),
    (7, 4),
    (8, 2),
    (9, 15),
    (10, 18),
)
FIRST_YEAR = 2025


def tales(demo: Demo, pools: Pools) -> list[Tale]:
    """Return the tales of what reaches the office in the year, in number as the size says."""
    share = demo.volumes.arrivals * demo.size
    ended = [what for what, many in ENDINGS for _ in range(many * share // 100)]
    going = [(what, ages) for what, many, ages in GOING_ON for _ in range(many * share // 100)]
    demo.draw.shuffle(ended)
    voice = voices(demo)
    made = [
        _tale(demo, pools, what, ONLY.get(what) or next(voice), _day_of_year(demo))
        for what in ended
    ]  # fmt: skip
    made += [
        _tale(demo, pools, what, ONLY.get(what) or next(voice), _days_ago(demo, ages))
        for what, ages in going
    ]
    for number in range(FROM_COURTS * share // 100):
        what = "linked" if number % 2 else "ordered"
        made.append(_tale(demo, pools, what, FROM_COURT, _day_of_year(demo)))
    for _ in range(UNNAMED_ONES * share // 100):
        made.append(_nobody_known(demo, _day_of_year(demo)))
    return made


def _day_of_year(demo: Demo) -> date:
    month = demo.draw.choices([m for m, _ in MONTHS], [weight for _, weight in MONTHS])[0]
    year = FIRST_YEAR if month == 12 else FIRST_YEAR + 1
    return date(year, month, demo.draw.randint(1, 28))


def _days_ago(demo: Demo, between: tuple[int, int]) -> date:
    return demo.today - timedelta(days=demo.draw.randint(*between))


def _tale(demo: Demo, pools: Pools, what: str, voice: Voice, day: date) -> Tale:
    """Tell one of them, from its arrival to where it stands."""
    yield in_the_office(demo, day)
    linked = _followed(demo, voice.kind) if what == "linked" else None
    person_id = linked.person_id if linked else pools.take(voice.kind)
    if person_id is None:
        return
    login, deputy = (linked.login, "") if linked else worker_of(demo, voice.kind)
    arrived = Arrived(_register(demo, voice, person_id), voice, person_id, login, deputy, linked)
    demo.heard.add(person_id)
    if what != "received":
        yield from HOW[what if linked or what != "linked" else "taken"](demo, arrived)
    demo.heard.discard(person_id)


@dataclass(frozen=True)
class Arrived:
    """A request or a report of the town, with whom it was given to."""

    referral: ReferralId
    voice: Voice
    person_id: PersonId
    login: str
    deputy: str
    linked: Care | None


def _followed(demo: Demo, kind: str) -> Care | None:
    """Return one of the cases in hand; one that is about to end is left alone."""
    going = [one for one in demo.cares if one.kind == kind and not (one.over or one.leaving)]
    return demo.draw.choice(going) if going else None


def _register(demo: Demo, voice: Voice, person_id: PersonId) -> ReferralId:
    order = None
    if voice is FROM_COURT:
        today = office_date(demo.clock)
        order = OrderGiven(
            proceeding=f"VG {demo.draw.randint(300, 900)}/{today.year}", dated=today,
            asks=JudicialAsk.REPORT, answer_by=today + timedelta(days=60),
        )  # fmt: skip
    return acts.register(
        demo, _clerk(demo, person_id), channel=voice.channel, source=voice.source,
        subjects=(SubjectGiven(person_id=person_id),), order=order, story=voice.story,
        referring_body_id=demo.known[voice.body] if voice.body else None,
        urgency=demo.draw.choice((Urgency.ORDINARY, Urgency.ORDINARY, Urgency.WITHIN_7_DAYS)),
    )  # fmt: skip


def _clerk(demo: Demo, person_id: PersonId) -> str:
    """Return who writes down what is about her: the counter, unless it may not know her."""
    return "giorgio" if rows_by_id(demo.staff["giorgio"], [person_id]) else "paola"


def _in_hand(demo: Demo, one: Arrived) -> Tale:
    yield later(demo, 1)
    acts.assign(demo, one.referral, one.login)
    if one.voice.body:
        yield later(demo, 1, 2)
        acts.acknowledged(demo, _clerk(demo, one.person_id), one.referral)


def _evaluated(demo: Demo, one: Arrived) -> Tale:
    yield from _in_hand(demo, one)
    yield later(demo, 1, 3)
    acts.meet(demo, one.login, one.referral, "Colloquio." if one.voice.kind != MINORS
              else "Sentiti i genitori.")  # fmt: skip
    if one.voice.kind == MINORS:
        acts.judge(demo, one.login, one.referral, risk=demo.draw.choice((Answer.YES, Answer.NO)),
                   harm=Answer.NO, grounds="Quanto riferito, sentiti i genitori.")  # fmt: skip


def _taken(demo: Demo, one: Arrived) -> Tale:
    yield from _charged(demo, one, TakingChargeBasis.CONSENT, consent_of(one.voice.kind))


def _ordered(demo: Demo, one: Arrived) -> Tale:
    """Taken charge of because a court asks; the report is sent after two extensions."""
    care = yield from _charged(
        demo, one, TakingChargeBasis.COURT_ORDER, ConsentBasis.COURT_ORDER
    )  # fmt: skip
    begun = office_date(demo.clock)
    due_on = begun + timedelta(days=20)
    term = act(demo, care.login, cases.add_court_term, case_id=care.case_id,
               kind=CourtTermKind.REPORT, due_on=due_on)  # fmt: skip
    for days in (30, 40):
        yield later(demo, 7, 9)
        act(demo, care.login, cases.move_court_term, case_id=care.case_id, term_id=term,
            due_on=begun + timedelta(days=days), why=WhyMoved.EXTENDED)  # fmt: skip
    yield later(demo, 10, 12)
    act(demo, care.login, cases.court_term_met, case_id=care.case_id, term_id=term)


def _charged(demo: Demo, one: Arrived, basis: TakingChargeBasis, word: ConsentBasis) -> Part[Care]:
    yield from _evaluated(demo, one)
    yield later(demo, 4, 16)
    acts.consent(demo, one.login, one.referral, word, "Chi ne ha la responsabilità")
    return _opened(demo, one, basis)


def _opened(demo: Demo, one: Arrived, basis: TakingChargeBasis = TakingChargeBasis.CONSENT) -> Care:
    """Take charge now, and tell how the case goes on."""
    (case_id,) = acts.take_charge(
        demo, one.login, one.referral, AREAS[one.voice.kind], basis, deputy=one.deputy
    )
    minor = one.voice.kind == MINORS
    care = Care(case_id, one.person_id, one.login, minor, one.voice.kind)
    follow(demo, care)
    return care


def _linked(demo: Demo, one: Arrived) -> Tale:
    """Joined to the case of who is followed already; who holds it reads it the day after."""
    yield later(demo, 1)
    care = one.linked
    if care is None or care.over:
        acts.assign(demo, one.referral, one.login)
        return
    acts.assign(demo, one.referral, care.login)
    (subject,) = referral_page(demo.staff[care.login], one.referral, demo.clock).subjects
    act(demo, care.login, intake.link_to_case, referral_id=one.referral, subject_id=subject.id,
        case_id=care.case_id)  # fmt: skip
    if one.voice.body:
        acts.acknowledged(demo, _clerk(demo, one.person_id), one.referral)
    yield later(demo, 0, 1)
    act(demo, care.login, intake.read_linked, referral_id=one.referral,
        changes=demo.draw.choice((Changes.NOTHING, Changes.PLAN)), words="Letto.")  # fmt: skip


def _signposted(demo: Demo, one: Arrived) -> Tale:
    """Sent where there is help; of a child somebody else reads it first; she arrives."""
    yield from _evaluated(demo, one)
    yield later(demo, 3, 12)
    where = Signposting(
        body_id=demo.known[CONSULTING if one.voice.kind == MINORS else CENTRE],
        help_given=demo.draw.choice((HelpGiven.CALLED, HelpGiven.APPOINTMENT_MADE)),
        words="Accompagnati con una telefonata.",
    )  # fmt: skip
    act(demo, one.login, intake.signpost, referral_id=one.referral, where=where)
    if one.voice.kind == MINORS:
        yield later(demo, 1, 4)
        act(demo, "paola", intake.agree_closure, referral_id=one.referral)
    yield later(demo, 15, 25)
    acts.arrived(demo, one.login, one.referral, "È arrivata dove era stata mandata.")


def _archived(demo: Demo, one: Arrived) -> Tale:
    """An end without action: of adults at once, of a child after a second reader."""
    yield from _evaluated(demo, one)
    yield later(demo, 4, 12)
    _nothing_follows(demo, one)
    if one.voice.kind == MINORS:
        yield later(demo, 1, 4)
        act(demo, "paola", intake.agree_closure, referral_id=one.referral)


def _to_read(demo: Demo, one: Arrived) -> Tale:
    """Proposed in the last days, it waits for its second reader."""
    yield from _evaluated(demo, one)
    yield _lately(demo)
    _nothing_follows(demo, one)


def _lately(demo: Demo) -> datetime:
    """Return a moment of the last days; the next one, where those are over."""
    day = demo.today - timedelta(days=demo.draw.randint(3, 5))
    return in_the_office(demo, day, after=demo.clock)


def _nothing_follows(demo: Demo, one: Arrived) -> None:
    act(demo, one.login, intake.archive, referral_id=one.referral, ground=ArchiveGround.NO_NEED,
        words="La situazione è rientrata.")  # fmt: skip


def _disagreed(demo: Demo, one: Arrived) -> Tale:
    """The second reader does not agree: it is looked at again, and taken charge of."""
    yield from _evaluated(demo, one)
    yield later(demo, 3, 6)
    act(demo, one.login, intake.archive, referral_id=one.referral,
        ground=ArchiveGround.UNFOUNDED, words="Nessun riscontro.")  # fmt: skip
    yield later(demo, 1, 3)
    act(demo, "paola", intake.disagree_closure, referral_id=one.referral,
        words="Manca la scuola: va sentita prima.")  # fmt: skip
    yield later(demo, 5, 9)
    _opened(demo, one)


def _offered(demo: Demo, one: Arrived) -> Tale:
    yield from _evaluated(demo, one)
    yield _lately(demo)
    _proposed_elsewhere(demo, one)


def _proposed_elsewhere(demo: Demo, one: Arrived) -> None:
    act(demo, one.login, intake.propose_transfer, referral_id=one.referral,
        body_id=demo.known[demo.draw.choice((CARUGATE, GORGONZOLA))],
        protection_assured=True)  # fmt: skip


def _transferred(demo: Demo, one: Arrived) -> Tale:
    yield from _evaluated(demo, one)
    yield later(demo, 2, 6)
    _proposed_elsewhere(demo, one)
    yield later(demo, 4, 10)
    act(demo, "giorgio", intake.answer_transfer, referral_id=one.referral, accepted=True,
        words="Preso in carico là.")  # fmt: skip


def _elsewhere(demo: Demo, one: Arrived) -> Tale:
    yield from _evaluated(demo, one)
    yield later(demo, 2, 6)
    act(demo, one.login, intake.propose_not_competent, referral_id=one.referral,
        body_id=demo.known["Ospedale di zona"], words="È di un servizio sanitario.")  # fmt: skip
    yield later(demo, 1, 4)
    act(demo, "paola", intake.agree_closure, referral_id=one.referral)


def _duplicate(demo: Demo, one: Arrived) -> Tale:
    """The same facts, told again by somebody else some days after."""
    yield from _in_hand(demo, one)
    yield later(demo, 1)
    again = acts.register(
        demo, "giorgio", channel=Channel.PHONE, source=ReferralSource.OTHER_RELATIVE,
        subjects=(SubjectGiven(person_id=one.person_id),), urgency=Urgency.ORDINARY,
        story=one.voice.story,
    )  # fmt: skip
    yield later(demo, 1)
    act(demo, "paola", intake.mark_duplicate, referral_id=again, same_as_id=one.referral)
    yield later(demo, 0, 1)
    acts.meet(demo, one.login, one.referral, "Sentita la famiglia.")
    yield later(demo, 3, 9)
    _opened(demo, one)


def _withdrawn(demo: Demo, one: Arrived) -> Tale:
    yield from _evaluated(demo, one)
    yield later(demo, 3, 9)
    act(demo, one.login, intake.withdraw, referral_id=one.referral, words="Ha trovato lavoro.")


def _awaited(demo: Demo, one: Arrived) -> Tale:
    yield from _evaluated(demo, one)
    yield later(demo, 1, 3)
    act(demo, one.login, intake.wait_for, referral_id=one.referral, awaited=Awaited.PERSON,
        words="Porta la dichiarazione dei redditi.")  # fmt: skip


def _given_back(demo: Demo, one: Arrived) -> Tale:
    yield later(demo, 1)
    acts.assign(demo, one.referral, one.login)
    act(demo, one.login, intake.give_back, referral_id=one.referral, reason=GiveBackCause.CONFLICT)


def _nobody_known(demo: Demo, day: date) -> Tale:
    """A call without a name about somebody nobody knows: an end that is read twice."""
    yield in_the_office(demo, day)
    referral = acts.register(
        demo, "giorgio", channel=UNNAMED.channel, source=UNNAMED.source, anonymous=True,
        story=UNNAMED.story, urgency=Urgency.WITHIN_7_DAYS,
        subjects=(SubjectGiven(described="un bambino", thought_adult=Answer.NO),),
    )  # fmt: skip
    yield later(demo, 1)
    login, _ = worker_of(demo, MINORS)
    acts.assign(demo, referral, login)
    yield later(demo, 1, 3)
    acts.meet(demo, login, referral, "Sentita la polizia locale: nessun minore al civico.")
    yield later(demo, 3, 9)
    act(demo, login, intake.archive, referral_id=referral, ground=ArchiveGround.NOT_TRACED,
        words="Cercato due volte, nessun riscontro.")  # fmt: skip
    yield later(demo, 1, 3)
    act(demo, "paola", intake.agree_closure, referral_id=referral)


HOW: dict[str, Callable[[Demo, Arrived], Tale]] = {
    "taken": _taken, "ordered": _ordered, "linked": _linked, "signposted": _signposted,
    "archived": _archived, "transferred": _transferred, "elsewhere": _elsewhere,
    "duplicate": _duplicate, "withdrawn": _withdrawn, "disagreed": _disagreed,
    "assigned": _in_hand, "evaluated": _evaluated, "awaited": _awaited,
    "given_back": _given_back, "to_read": _to_read, "offered": _offered,
}  # fmt: skip
