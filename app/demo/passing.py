"""Between bodies: what reached Gorgonzola this week, what the consortium is asked for."""

from app.cases.queries import ListedLine, pile_rows
from app.cases.rules.requests import Pile
from app.demo.boxes import GORGONZOLA, LINKED
from app.demo.context import Demo
from app.intake.procedure import ReferralState
from app.intake.queries import listed
from app.intake.rules import Shelf
from app.kernel.references import ReferralId, TransferId
from app.transfers import operations, queries
from app.transfers.operations import Proposal
from app.transfers.rules import BoxShelf, Piece, ReportCode, ReportGiven, SubjectKind

WORKED = (ReferralState.ASSIGNED, ReferralState.IN_EVALUATION)
WHY = "Ha la residenza da voi: vi chiediamo di seguirla voi."


def load(demo: Demo) -> None:
    """Pass two reports and an intervention on, each answered or not."""
    demo.tell("Passaggi: la casella di Gorgonzola e quella del consorzio")
    worked = [
        row.id for row in listed(demo.staff["luca"], Shelf.MINE, demo.now) if row.state in WORKED
    ]
    sent = [_to_gorgonzola(demo, one) for one in worked[:2]]
    if len(sent) > 1:
        _accepted(demo)
    _service_asked(demo)


def _to_gorgonzola(demo: Demo, referral_id: ReferralId) -> TransferId:
    luca = demo.staff["luca"]
    version = queries.subject_of(luca, SubjectKind.REFERRAL, referral_id, demo.now).version
    proposal = Proposal(
        kind=SubjectKind.REFERRAL,
        subject_id=referral_id,
        body_id=demo.known[GORGONZOLA],
        pieces=frozenset({Piece.WHO, Piece.STORY}),
        words=WHY,
        protection_assured=True,
    )
    return operations.propose(actor=luca, now=demo.now, version=version, proposal=proposal)


def _accepted(demo: Demo) -> None:
    """Let Teresa accept the last that arrived, tell of a first visit, open a request of hers."""
    teresa = demo.staff["teresa"]
    incoming = queries.box(teresa, BoxShelf.TO_ANSWER, 0, 10)[-1].id
    operations.accept(
        actor=teresa, now=demo.now, incoming_id=incoming, version=1,
        words="La seguiamo noi: primo colloquio fissato.",
    )  # fmt: skip
    operations.report(
        actor=teresa, now=demo.now, incoming_id=incoming, version=2,
        given=ReportGiven(code=ReportCode.STARTED, on=demo.today, words="Sentita al telefono."),
    )  # fmt: skip
    operations.take_up(actor=teresa, now=demo.now, incoming_id=incoming, version=2)


def _service_asked(demo: Demo) -> None:
    """Send on to who gives it one of the interventions whose answer is waited for."""
    giorgio = demo.staff["giorgio"]
    with_a_box = {demo.known[name] for name in LINKED}
    for row in pile_rows(giorgio, demo.now, Pile.TO_ANSWER, (0, 50)):
        if not isinstance(row, ListedLine) or row.line.provider_id not in with_a_box:
            continue
        proposal = Proposal(
            kind=SubjectKind.LINE,
            subject_id=row.line.id,
            body_id=row.line.provider_id,
            pieces=frozenset({Piece.WHO, Piece.CONTACTS, Piece.SERVICE}),
        )
        operations.propose(
            actor=giorgio, now=demo.now, version=row.line.version, proposal=proposal
        )  # fmt: skip
        return
